using System.Globalization;

namespace CarbonSink.Samples;

/// <summary>A sample county in memory, and its writing as a folder: three layers, the species crosswalk, inventory.json and the list of planted defects.</summary>
internal sealed class SampleCounty
{
    private readonly Place place;

    /// <summary>Makes the county of a place.</summary>
    public SampleCounty(Place place)
    {
        this.place = place;
        Landscape = new Landscape(place);
        var survey = new StandSurvey(place);
        foreach (var unit in Landscape.Units)
            survey.Describe(unit, Landscape.Lattice.Centre(unit.Cells[unit.Cells.Count / 2]));
        Gaps.Open(place, Landscape.Units);
        foreach (var unit in Landscape.Units)
        {
            unit.LandClassCode = place.Townships[unit.Township].OldLandClasses ? unit.Class.OldCode : unit.Class.Code;
            Measure(unit);
        }

        Defects = new Defects(place, Landscape).Plant();
    }

    /// <summary>The county's division and units.</summary>
    public Landscape Landscape { get; }

    /// <summary>What was planted.</summary>
    public IReadOnlyList<Defect> Defects { get; }

    /// <summary>Records planar area in hectares with two decimals, as offices do, and stock = stock per hectare × that area.</summary>
    public static void Measure(Unit unit)
    {
        unit.Area = Hectares(unit.Rings!);
        unit.Stock = unit.StockPerHectare is { } stock ? Math.Round(stock * unit.Area) : null;
    }

    /// <summary>Writes everything into a folder, which is created.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        var townships = place.Townships.Select((t, i) => (Code: $"{i + 1:000}", t.Name, Rings: Landscape.Lattice.Rings(Landscape.Townships[i]))).ToList();
        var boundary = Landscape.Lattice.Rings(Landscape.County);
        WriteLayer(folder, "xiaoban", Units.Fields(place), Landscape.Units, u => u.Rings);
        WriteLayer(folder, "townships",
            [
                new("XIAN", 'C', 6, 0, _ => place.Division),
                new("XIANG", 'C', 3, 0, t => t.Code),
                new("XIANG_MC", 'C', 16, 0, t => t.Name),
                new("MIAN_JI", 'N', 12, 2, t => Text(Hectares(t.Rings))),
            ], townships, t => t.Rings);
        WriteLayer(folder, "boundary",
            [
                new("XIAN", 'C', 6, 0, _ => place.Division),
                new("XIAN_MC", 'C', 32, 0, _ => place.Name),
                new("MIAN_JI", 'N', 12, 2, rings => Text(Hectares(rings))),
            ], [boundary], rings => rings);
        WriteText(folder, "species.csv", SpeciesTable());
        WriteText(folder, "inventory.json", Inventory());
        WriteText(folder, "planted-defects.csv", "record,unit,field,value,defect\n" + string.Concat(Defects.Select(d => $"{d.Record},{d.Unit},{d.Field},{d.Value},{d.Kind}\n")));
    }

    private void WriteLayer<T>(string folder, string name, IReadOnlyList<DbaseField<T>> fields, IReadOnlyList<T> records, Func<T, List<double[]>?> rings)
    {
        var path = Path.Combine(folder, "data", name);
        ShapefileWriter.Write(path, [.. records.Select(rings)]);
        DbaseWriter.Write(path + ".dbf", fields, records, DateOnly.Parse(place.SurveyDate, CultureInfo.InvariantCulture));
        File.WriteAllText(path + ".cpg", "GBK\n");
        File.WriteAllText(path + ".prj", Projection());
    }

    private static void WriteText(string folder, string name, string text) => File.WriteAllText(Path.Combine(folder, name), text.ReplaceLineEndings("\n"));

    private string Projection() =>
        $"PROJCS[\"CGCS2000_3_Degree_GK_CM_{place.CentralMeridian}E\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\","
        + "SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],"
        + $"PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",{place.CentralMeridian}.0],"
        + "PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]\n";

    private string SpeciesTable() =>
        "species,name,forest_type [code],volume_species [code],source,locator,status,reason\n"
        + string.Concat(place.Species.Select(s => $"{s.Code},{s.Name},{s.ForestType},{s.VolumeSpecies},dataset,YOU_SHI_SZ {s.Code},declared,{Cell(s.Reason)}\n"));

    private static string Cell(string text) => text.Contains(',') ? $"\"{text}\"" : text;

    private string Inventory() => $$"""
        {
          "layers": [
            { "role": "units", "path": "data/xiaoban.shp", "schema": "linldi-2010s" },
            { "role": "townships", "path": "data/townships.shp" },
            { "role": "boundary", "path": "data/boundary.shp" }
          ],
          "surveyDate": "{{place.SurveyDate}}",
          "division": "{{place.Division}}",
          "name": { "zh": "{{place.Name}}", "en": "{{place.NameEn}}" },
          "method": "county-forest-stock/1",
          "tables": {
            "species_type": "species.csv",
            "biomass": "{{place.BiomassTable}}",
            "two_way": "{{place.TwoWayTable}}",
            "carbon_fraction": "tables/ipcc-2006/carbon-fraction@1"
          },
          "parameters": { "cf_zone": "{{place.CarbonFractionZone}}" }
        }

        """;

    private static double Hectares(IEnumerable<double[]> rings) => Math.Round(Lattice.Area(rings) / 100) / 100;

    private static string Text(double hectares) => hectares.ToString("F2", CultureInfo.InvariantCulture);
}

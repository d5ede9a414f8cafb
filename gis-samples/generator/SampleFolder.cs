using System.Globalization;

namespace CarbonSink.Samples;

/// <summary>Writes a sample as a folder: layers, code tables of names and the list of planted defects. README.md, inventory.json, species.csv and the expected values are written by hand.</summary>
internal sealed class SampleFolder(Sample sample, string folder)
{
    private readonly SampleCounty county = new(sample);
    private readonly Place place = sample.Place;

    /// <summary>Writes everything; the folder is created.</summary>
    /// <returns>What was written, in a line.</returns>
    public string Write()
    {
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        WriteLayer("xiaoban", county.Fields, county.Units, u => u.Rings);
        if (sample.WholeCounty)
            WriteCounty();
        WriteText("planted-defects.csv", "record,unit,field,value,defect,finding\n" + string.Concat(county.Defects.Select(d => $"{d.Record},{d.Unit},{d.Field},{d.Value},{Cell(d.Kind)},{d.Finding}\n")));
        return $"{sample.Id}: {county.Units.Count} sub-compartments, {county.Defects.Count} planted defects, seed {place.Seed}";
    }

    private void WriteCounty()
    {
        var townships = place.Townships.Select((t, i) => (Code: $"{i + 1:000}", t.Name, Rings: county.Landscape.Lattice.Rings(county.Landscape.Townships[i]))).ToList();
        var boundary = county.Landscape.Lattice.Rings(county.Landscape.County);
        WriteLayer("townships",
            [
                new("XIAN", 'C', 6, 0, _ => place.Division),
                new("XIANG", 'C', 3, 0, t => t.Code),
                new("XIANG_MC", 'C', 16, 0, t => t.Name),
                new("MIAN_JI", 'N', 12, 2, t => Area(t.Rings)),
            ], townships, t => t.Rings);
        WriteLayer("boundary",
            [
                new("XIAN", 'C', 6, 0, _ => place.Division),
                new("XIAN_MC", 'C', 32, 0, _ => place.Name),
                new("MIAN_JI", 'N', 12, 2, Area),
            ], [boundary], rings => rings);
        if (sample.Dictionary.NamesApart)
            WriteNames();
        if (place.Zoning is { } zoning)
            WriteZones(zoning);
    }

    private void WriteNames()
    {
        var townships = place.Townships.Select((t, i) => (Code: $"{i + 1:000}", Township: t)).ToList();
        WriteText("townships.csv", "county,township,name\n" + string.Concat(townships.Select(t => $"{place.Division},{t.Code},{t.Township.Name}\n")));
        WriteText("villages.csv", "county,township,village,name\n"
            + string.Concat(townships.SelectMany(t => t.Township.Villages.Select((name, i) => $"{place.Division},{t.Code},{i + 1:000},{name}\n"))));
    }

    // each zone is grown from a seat, without regard to townships and units, so its border cuts them
    private void WriteZones(Zoning zoning)
    {
        var seats = zoning.Zones.Select(z => county.Landscape.County.MinBy(cell => county.Landscape.Lattice.Centre(cell).SquareTo(z.Seat))).ToList();
        var parts = county.Landscape.Zones(seats);
        WriteLayer(zoning.Layer,
            [
                new("BIAN_HAO", 'C', 4, 0, z => z.Code),
                new("MING_CHENG", 'C', 40, 0, z => z.Name),
                new("MIAN_JI", 'N', 12, 2, z => Area(z.Rings)),
            ], [.. zoning.Zones.Select((z, i) => (Code: $"{i + 1:00}", z.Name, Rings: county.Landscape.Lattice.Rings(parts[i])))], z => z.Rings);
    }

    private void WriteLayer<T>(string name, IReadOnlyList<DbaseField<T>> fields, IReadOnlyList<T> records, Func<T, List<double[]>?> rings)
    {
        var path = Path.Combine(folder, "data", name);
        ShapefileWriter.Write(path, [.. records.Select(rings)]);
        DbaseWriter.Write(path + ".dbf", fields, records, DateOnly.Parse(place.SurveyDate, CultureInfo.InvariantCulture), sample.Coding);
        if (sample.Coding.Cpg is { } cpg)
            File.WriteAllText(path + ".cpg", cpg + "\n");
        File.WriteAllText(path + ".prj", Projection());
    }

    private void WriteText(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text.ReplaceLineEndings("\n"));

    private static string Cell(string text) => text.Contains(',') ? $"\"{text}\"" : text;

    private string Projection() =>
        $"PROJCS[\"CGCS2000_3_Degree_GK_CM_{place.CentralMeridian}E\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\","
        + "SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],"
        + $"PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",{place.CentralMeridian}.0],"
        + "PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]\n";

    private string Area(List<double[]> rings) => county.Hectares(rings).ToString("F2", CultureInfo.InvariantCulture);
}

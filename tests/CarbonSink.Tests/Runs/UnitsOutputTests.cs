using System.Globalization;
using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Gis;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

public sealed class UnitsOutputTests : IDisposable
{
    private static readonly Lazy<AssessedLayer> Layer = new(() => AssessmentRun.RunWithUnits(new(Repository.PathOf("gis-samples/linxiang"), Repository.PathOf("methodology"))));

    private readonly string place = Directory.CreateTempSubdirectory("carbonsink-").FullName;

    private string Out => Path.Combine(place, "out");

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Fact]
    public void Only_what_was_asked_for_is_written()
    {
        Write(AssessmentFiles.All);
        var all = Names();
        Write(AssessmentFiles.Units);
        Assert.Equal(["assessment.json", "manifest.json", "units.gpkg"], Names());
        Write(AssessmentFiles.Tables);
        Assert.Equal(all.Where(n => n != "units.gpkg"), Names());
        Assert.Contains("units.csv", all);
        Assert.Contains("stock.csv", all);
    }

    /// <summary>Planted stands that borrow the root:shoot ratio of natural ones (route 16b) are counted with their area: the same from the rows of units.csv.</summary>
    [Fact]
    public void Each_route_is_counted_with_its_area()
    {
        Write(AssessmentFiles.Tables);
        var units = Rows("units.csv").Where(r => r["route"].Split(' ').Contains("16b")).ToArray();
        var route = Rows("routes.csv").Single(r => r["number"] == "16b");
        Assert.NotEmpty(units);
        Assert.Equal(units.Length, int.Parse(route["unitCount"], CultureInfo.InvariantCulture));
        Assert.Equal(units.Sum(r => decimal.Parse(r["areaHa"], CultureInfo.InvariantCulture)), decimal.Parse(route["areaHa"], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_geopackage_adds_up_to_the_totals_and_its_index_is_sound()
    {
        Write(AssessmentFiles.Units);
        var total = Layer.Value.Part.Assessment.Total;
        using var database = SqliteDatabase.Read(Path.Combine(Out, "units.gpkg"));
        Assert.Equal(3974, Number(database, "SELECT count(*) FROM units"));
        foreach (var figure in (StockFigure[])[StockFigure.Area, StockFigure.RecordedArea, StockFigure.EllipsoidalArea, StockFigure.Volume, StockFigure.Biomass, StockFigure.Carbon, StockFigure.CarbonDioxide])
        {
            // SQLite adds doubles one after another: 3,974 roundings of at most 2⁻⁵³ of the sum each.
            var expected = total[figure]!.Value.ToDouble();
            Assert.Equal(expected, Number(database, $"SELECT sum({figure.Key()}) FROM units"), expected * 3974 * Math.Pow(2, -53));
        }

        Assert.Equal(Number(database, "SELECT count(geom) FROM units"), Number(database, "SELECT count(*) FROM rtree_units_geom"));
        Assert.Equal(Number(database, "SELECT count(*) FROM units WHERE NOT estimated"), Number(database, "SELECT count(*) FROM units WHERE carbonTC IS NULL AND causeZh IS NOT NULL AND causeEn IS NOT NULL"));
        using var check = database.Prepare("SELECT rtreecheck('rtree_units_geom')");
        Assert.True(check.Next());
        Assert.Equal("ok", check.Text(0));
    }

    [Fact]
    public void The_CSV_twin_has_the_rows_of_the_geopackage()
    {
        Write(AssessmentFiles.All);
        using var database = SqliteDatabase.Read(Path.Combine(Out, "units.gpkg"));
        using var text = new StreamReader(Path.Combine(Out, "units.csv"));
        using var csv = new CsvHelper.CsvReader(text, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        using var rows = database.Prepare($"SELECT {string.Join(", ", csv.HeaderRecord!.Select(SqliteDatabase.Quoted))} FROM units ORDER BY fid");
        Assert.Equal(["record", .. Layer.Value.Results.Columns.Select(c => c.Name)], csv.HeaderRecord!);
        var count = 0;
        for (; rows.Next(); count++)
        {
            Assert.True(csv.Read());
            for (var c = 0; c < csv.HeaderRecord!.Length; c++)
                Assert.Equal(rows.Type(c) switch { 5 => "", 3 => rows.Text(c), _ => rows.Number(c).ToString("R", CultureInfo.InvariantCulture) }, csv[c]);
        }

        Assert.False(csv.Read());
        Assert.Equal(3974, count);
    }

    [Fact]
    public void Equal_runs_give_equal_contents_and_the_manifest_tells_them()
    {
        var first = Write(AssessmentFiles.All).ContentHashes["units.gpkg"];
        var csv = File.ReadAllBytes(Path.Combine(Out, "units.csv"));
        var again = AssessmentRun.RunWithUnits(new(Repository.PathOf("gis-samples/linxiang"), Repository.PathOf("methodology")) { Threads = 1 });
        Write(AssessmentFiles.All, again);
        Assert.Equal(csv, File.ReadAllBytes(Path.Combine(Out, "units.csv")));
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Out, "manifest.json")));
        var output = manifest.RootElement.GetProperty("outputs").EnumerateArray().Single(o => o.TryGetProperty("contentSha256", out _));
        Assert.Equal(("units.gpkg", first), (output.GetProperty("name").GetString(), output.GetProperty("contentSha256").GetString()));
    }

    [Fact]
    public void The_style_has_classes_of_equal_number_and_one_for_what_was_not_estimated()
    {
        Write(AssessmentFiles.Units);
        using var database = SqliteDatabase.Read(Path.Combine(Out, "units.gpkg"));
        using var style = database.Prepare("SELECT styleQML FROM layer_styles WHERE f_table_name = 'units' AND f_geometry_column = 'geom' AND useAsDefault");
        Assert.True(style.Next());
        var document = new System.Xml.XmlDocument { XmlResolver = null };
        document.LoadXml(style.Text(0));
        var filters = document.SelectNodes("//rule[@symbol]/@filter")!.Cast<System.Xml.XmlAttribute>().Select(a => a.Value).ToArray();
        var counts = filters.Select(f => Number(database, $"SELECT count(*) FROM units WHERE {f}")).ToArray();
        var estimated = Layer.Value.Part.Assessment.Total.EstimatedCount;
        Assert.Equal(7, counts.Length);
        Assert.Equal([estimated, 3974 - estimated], [counts[..6].Sum(), counts[6]]); // every unit falls in one class

        // Bounds and colours are those of the map in the report.
        using var report = new MemoryStream();
        StockReport.Write(Layer.Value.Part, new() { Names = KeyNames.Of(Repository.PathOf("methodology"), Layer.Value.Part), Layer = Layer.Value }, report, "en");
        var html = System.Text.Encoding.UTF8.GetString(report.ToArray());
        string[] labels = [.. document.SelectNodes("//rule[@symbol]/@label")!.Cast<System.Xml.XmlAttribute>().Select(a => a.Value.Replace(" – ", "–", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)).Take(6)];
        Assert.All(labels, label => Assert.Contains($">{label}</text>", html, StringComparison.Ordinal));
        string[] colours = [.. document.SelectNodes("//symbol/layer/prop[@k='color']/@v")!.Cast<System.Xml.XmlAttribute>().Select(a => $"#{Convert.ToHexStringLower([.. a.Value.Split(',').Take(3).Select(byte.Parse)])}").Take(6)];
        Assert.All(colours, colour => Assert.Contains($"fill=\"{colour}\"", html, StringComparison.Ordinal));
        Assert.All(counts[..6], c => Assert.InRange(c, estimated / 6.0 * 0.8, estimated / 6.0 * 1.2)); // up to the rounding of bounds
    }

    private Manifest Write(AssessmentFiles files, AssessedLayer? layer = null)
    {
        using var folder = OutputFolder.Open(Out);
        layer ??= Layer.Value;
        return AssessmentFolder.Write(layer.Part, folder, ["assess"], DateTime.UnixEpoch, "en", new() { Names = KeyNames.Of(Repository.PathOf("methodology"), layer.Part), Layer = layer }, files);
    }

    private Dictionary<string, string>[] Rows(string file)
    {
        using var csv = new CsvHelper.CsvReader(new StreamReader(Path.Combine(Out, file)), CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().Select(r => r.ToDictionary(c => c.Key, c => (string)c.Value))];
    }

    private string[] Names() => [.. Directory.GetFiles(Out).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    private static double Number(SqliteDatabase database, string sql)
    {
        using var statement = database.Prepare(sql);
        Assert.True(statement.Next());
        return statement.Number(0);
    }
}

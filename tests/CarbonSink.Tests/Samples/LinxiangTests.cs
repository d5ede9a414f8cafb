using System.Globalization;
using System.Text.Json;
using CarbonSink.Samples;
using CarbonSink.Samples.Places;
using CsvHelper;
using NetTopologySuite.Geometries;
using NetTopologySuite.Noding;
using Xunit;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace CarbonSink.Tests.Samples;

public class LinxiangTests
{
    private static readonly string Folder = Repository.PathOf("gis-samples/linxiang");
    private static readonly Lazy<SampleLayer> UnitLayer = new(() => new SampleLayer(Path.Combine(Folder, "data", "xiaoban")));
    private static readonly Lazy<SampleLayer> TownshipLayer = new(() => new SampleLayer(Path.Combine(Folder, "data", "townships")));
    private static readonly Lazy<SampleLayer> BoundaryLayer = new(() => new SampleLayer(Path.Combine(Folder, "data", "boundary")));
    private static readonly Lazy<List<Shape>> UnitPolygons = new(() => [.. Enumerable.Range(0, Units.Count).Select(Units.Polygon)]);

    private static readonly string[] UnitKey = ["XIAN", "XIANG", "CUN", "LIN_BAN", "XIAO_BAN"];

    private static SampleLayer Units => UnitLayer.Value;

    /// <summary>The planted defects: record from 0, unit, field, value, kind.</summary>
    private static readonly List<(int Record, string Unit, string Field, string Value, string Kind)> Planted =
        [.. Rows("planted-defects.csv").Select(r => (int.Parse(r[0], CultureInfo.InvariantCulture), r[1], r[2], r[3], r[4]))];

    [Fact]
    public void The_generator_writes_the_same_bytes_again()
    {
        var folder = Directory.CreateTempSubdirectory("carbonsink-sample-");
        try
        {
            new SampleCounty(Linxiang.Place).Write(folder.FullName);
            var written = folder.GetFiles("*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder.FullName, f.FullName)).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(18, written.Count); // three layers of five files, species.csv, inventory.json, planted-defects.csv
            foreach (var file in written)
                Assert.True(File.ReadAllBytes(Path.Combine(folder.FullName, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Folder, file))), $"{file} differs");
            Assert.Equal(15, Directory.GetFiles(Path.Combine(Folder, "data")).Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_polygon_is_valid_and_the_lost_ones_are_planted()
    {
        var lost = Enumerable.Range(0, Units.Count).Where(r => Units.Rings[r].Length == 0);
        Assert.Equal(RecordsOf("null shape"), lost);
        Assert.Empty(Enumerable.Range(0, Units.Count).Where(r => Units.Rings[r].Length > 0 && !UnitPolygons.Value[r].IsValid).Select(r => r + 1));
        Assert.All(Enumerable.Range(0, TownshipLayer.Value.Count), t => Assert.True(TownshipLayer.Value.Polygon(t).IsValid));
        Assert.True(BoundaryLayer.Value.Polygon(0).IsValid);
    }

    [Fact]
    public void Holes_islands_and_parts_occur()
    {
        var parts = UnitPolygons.Value.Count(g => g is MultiPolygon);
        var holes = UnitPolygons.Value.Sum(g => Enumerable.Range(0, g.NumGeometries).Sum(i => ((Polygon)g.GetGeometryN(i)).NumInteriorRings));
        Assert.InRange(parts, 10, 100);
        Assert.InRange(holes, 20, 400);
    }

    [Fact]
    public void Units_cover_the_county_without_gap_or_overlap_but_the_planted_ones()
    {
        var overlap = Planted.Single(p => p.Kind == "overlap with another unit");
        var other = int.Parse(overlap.Value["record ".Length..], CultureInfo.InvariantCulture);
        var common = UnitPolygons.Value[overlap.Record].Intersection(UnitPolygons.Value[other]).Area;
        Assert.InRange(common, 20_000, 200_000);

        // no side is used twice in one direction and no two sides cross: the units are the faces of a planar map
        var sides = new HashSet<(Coordinate, Coordinate)>();
        foreach (var ring in Enumerable.Range(0, Units.Count).Where(r => r != overlap.Record).SelectMany(r => Units.Rings[r]))
        {
            for (var i = 1; i < ring.Length; i++)
                Assert.True(sides.Add((ring[i - 1], ring[i])), $"two units lie on the same side of {ring[i - 1]} – {ring[i]}");
        }

        var once = sides.Where(s => s.Item1.CompareTo(s.Item2) < 0 || !sides.Contains((s.Item2, s.Item1)));
        Assert.True(new FastNodingValidator([.. once.Select(s => (ISegmentString)new BasicSegmentString([s.Item1, s.Item2], null))]).IsValid);

        var lost = RecordsOf("null shape").Sum(r => Units.Number("MIAN_JI", r)!.Value) * 10_000;
        var boundary = BoundaryLayer.Value.Polygon(0).Area;
        Assert.Equal(boundary + common, UnitPolygons.Value.Sum(g => g.Area) + lost, 100.0); // two lost areas are known to 0.005 ha each
        Assert.Equal(boundary, Enumerable.Range(0, TownshipLayer.Value.Count).Sum(t => TownshipLayer.Value.Polygon(t).Area), 0.01);
        Assert.InRange(boundary / 1e6, 1680, 1760); // km²; Linxiang has about 1,720
    }

    [Fact]
    public void Recorded_area_is_planar_and_recorded_stock_is_stock_per_hectare_times_area_but_where_planted()
    {
        var wrongArea = RecordsOf("recorded area 15 times too large (mu entered as hectares)");
        var wrongStock = RecordsOf("stock is not stock per hectare times area");
        for (var r = 0; r < Units.Count; r++)
        {
            var (recorded, computed) = (Units.Number("MIAN_JI", r)!.Value, UnitPolygons.Value[r].Area / 10_000);
            if (Units.Rings[r].Length > 0)
                Assert.Equal(wrongArea.Contains(r) ? 15 * computed : computed, recorded, wrongArea.Contains(r) ? 0.08 : 0.00501);
            if (Units.Number("HUO_LMGQXJ", r) is not { } perHectare)
                Assert.Equal("", Units.Text("XIAOBAN_XJ", r));
            else if (!wrongStock.Contains(r))
                Assert.Equal(perHectare * recorded, Units.Number("XIAOBAN_XJ", r)!.Value, 0.501);
            else
                Assert.Equal(1.25, Units.Number("XIAOBAN_XJ", r)!.Value / (perHectare * recorded), 0.001);
        }
    }

    [Fact]
    public void Codes_are_those_of_the_code_tables_but_where_planted()
    {
        var modern = LandClasses("land-class-4digit");
        var old = LandClasses("land-class-01xx");
        var species = Rows("species.csv").Select(r => r[0]).ToHashSet(StringComparer.Ordinal);
        for (var r = 0; r < Units.Count; r++)
        {
            var code = Units.Text("DI_LEI", r);
            var known = Units.Text("XIANG_MC", r) == "坦渡镇" ? old : modern;
            var badClass = Planted.Exists(p => p.Record == r && p.Field == "DI_LEI");
            Assert.True(known.Any(k => k.Exact ? k.Code == code : code.StartsWith(k.Code, StringComparison.Ordinal)) != badClass, $"record {r}: land class {code}");
            var badSpecies = Planted.Exists(p => p.Record == r && p.Field == "YOU_SHI_SZ");
            var dominant = Units.Text("YOU_SHI_SZ", r);
            Assert.True((dominant.Length == 0 || species.Contains(dominant)) != badSpecies, $"record {r}: species {dominant}");
        }
    }

    [Fact]
    public void The_crosswalk_names_forest_types_and_volume_species_of_the_tables_or_says_why_not()
    {
        var forestTypes = Keys("fang/1/southern-12.csv");
        var volumeSpecies = Keys("ly-208/1/two-way.csv");
        foreach (var row in Rows("species.csv"))
        {
            Assert.Equal(8, row.Length);
            Assert.True(row[2].Length == 0 || forestTypes.Contains(row[2]), $"{row[0]}: forest type {row[2]}");
            Assert.True(row[3].Length == 0 || volumeSpecies.Contains(row[3]), $"{row[0]}: volume species {row[3]}");
            Assert.Equal(("dataset", "declared"), (row[4], row[6]));
            Assert.Equal(row[2].Length > 0 && row[3].Length > 0, row[7].Length == 0);
        }
    }

    [Fact]
    public void Every_planted_defect_stands_in_the_file_and_in_the_readme()
    {
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md"));
        Assert.Equal(13, Planted.Count);
        foreach (var (record, unit, field, value, kind) in Planted)
        {
            Assert.Equal(unit, string.Join('-', UnitKey.Select(f => Units.Text(f, record))));
            if (field != "geometry")
                Assert.Equal(value, Units.Text(field, record));
            Assert.True(readme.Contains($"| {record} | {unit} | {field} | {value} |", StringComparison.Ordinal), $"README.md does not list record {record}: {kind}");
        }
    }

    [Fact]
    public void The_forest_is_plausible()
    {
        var all = Enumerable.Range(0, Units.Count).ToList();
        double Area(IEnumerable<int> records) => records.Sum(r => UnitPolygons.Value[r].Area) / 10_000;
        var arbor = all.FindAll(r => Units.Text("DI_LEI", r) is "1111" or "1112" or "0111");
        var cover = all.FindAll(r => Units.Text("DI_LEI", r) is "1111" or "1112" or "0111" or "1130" or "0113" or "1310" or "0131");
        Assert.InRange(all.Count, 3000, 5000);
        Assert.InRange(Area(cover) / Area(all), 0.55, 0.62); // the city's plan gives 51.25 % and 56.9 % for 2025

        var stocked = arbor.FindAll(r => Units.Number("HUO_LMGQXJ", r) > 0);
        Assert.InRange(stocked.Sum(r => Units.Number("HUO_LMGQXJ", r)!.Value * UnitPolygons.Value[r].Area) / stocked.Sum(r => UnitPolygons.Value[r].Area), 45, 75); // m³/ha
        Assert.All(stocked, r => Assert.InRange(Units.Number("HUO_LMGQXJ", r)!.Value, 0.1, 260));

        // V = form factor · G · (H + 3) with form factors of 0.39 to 0.42
        Assert.All(stocked.Where(r => Units.Number("PINGJUN_SG", r) > 0 && Units.Number("PINGJUN_XJ", r) > 0), r =>
        {
            var (d, h, n) = (Units.Number("PINGJUN_XJ", r)!.Value / 100, Units.Number("PINGJUN_SG", r)!.Value, Units.Number("MEI_GQ_ZS", r)!.Value);
            Assert.Equal(0.405 * n * Math.PI / 4 * d * d * (h + 3), Units.Number("HUO_LMGQXJ", r)!.Value, 0.05 + 0.04 * Units.Number("HUO_LMGQXJ", r)!.Value);
        });

        var fir = arbor.FindAll(r => Units.Text("YOU_SHI_SZ", r) == "310");
        var measured = fir.FindAll(r => Units.Number("HUO_LMGQXJ", r) is null or 0 && Units.Number("PINGJUN_XJ", r) > 0 && Units.Number("PINGJUN_SG", r) > 0 && Units.Number("MEI_GQ_ZS", r) > 0);
        Assert.InRange((double)measured.Count / fir.Count, 0.08, 0.14);
        var inside = measured.Count(r => Units.Number("PINGJUN_XJ", r) is >= 4 and <= 22 && Units.Number("PINGJUN_SG", r) is >= 3 and <= 8);
        Assert.InRange((double)inside / measured.Count, 0.25, 0.75);
        var unstocked = arbor.FindAll(r => Units.Number("HUO_LMGQXJ", r) is null or 0 && Units.Text("YOU_SHI_SZ", r) is not ("701" or "711"));
        var nothing = unstocked.Count(r => Units.Number("PINGJUN_XJ", r) is null);
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md"));
        Assert.Contains($"| {measured.Count} | 杉木", readme, StringComparison.Ordinal);
        Assert.Contains($"其中 {measured.Count - inside} 个超出 D 4–22 cm、H 3–8 m，标为外推；之内的 {inside} 个", readme, StringComparison.Ordinal);
        Assert.Contains($"| {unstocked.Count - nothing - measured.Count} | 其他树种", readme, StringComparison.Ordinal);
        Assert.Contains($"| {nothing} | 蓄积、胸径", readme, StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_say_what_they_are()
    {
        Assert.Equal(0x4D, Units.LanguageId);
        Assert.Equal("GBK\n", File.ReadAllText(Path.Combine(Folder, "data", "xiaoban.cpg")));
        Assert.Equal(13, Enumerable.Range(0, Units.Count).Select(r => Units.Text("XIANG_MC", r)).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("羊楼司镇", Enumerable.Range(0, TownshipLayer.Value.Count).Select(t => TownshipLayer.Value.Text("XIANG_MC", t)));
        using var inventory = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "inventory.json")));
        Assert.All(inventory.RootElement.GetProperty("layers").EnumerateArray(), layer => Assert.True(File.Exists(Path.Combine(Folder, layer.GetProperty("path").GetString()!))));
        Assert.True(new DirectoryInfo(Folder).GetFiles("*", SearchOption.AllDirectories).Sum(f => f.Length) < 6_000_000);
    }

    private static List<int> RecordsOf(string kind) => [.. Planted.Where(p => p.Kind == kind).Select(p => p.Record)];

    private static IEnumerable<string[]> Rows(string file) => Table(Path.Combine(Folder, file));

    private static HashSet<string> Keys(string table) => Table(Repository.PathOf($"methodology/tables/{table}")).Select(r => r[0]).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string[]> Table(string path)
    {
        using var parser = new CsvParser(new StreamReader(path), CultureInfo.InvariantCulture);
        parser.Read();
        while (parser.Read())
            yield return parser.Record!;
    }

    private static List<(string Code, bool Exact)> LandClasses(string table) =>
        [.. File.ReadLines(Repository.PathOf($"methodology/codes/{table}/1/codes.csv")).Skip(1).Select(l => (l.Split(',')[0], l.Contains(",exact,", StringComparison.Ordinal)))];
}

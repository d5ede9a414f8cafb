using CarbonSink.Samples;
using NetTopologySuite.Geometries;
using NetTopologySuite.Noding;
using Xunit;

namespace CarbonSink.Tests.Samples;

/// <summary>What holds of every generated sample, counties and corners alike.</summary>
public class GeneratedSampleTests
{
    private static readonly string[] UnitKey = ["XIAN", "XIANG", "CUN", "LIN_BAN", "XIAO_BAN"];

    public static TheoryData<string> Samples => [.. Deliveries.All.Select(s => s.Id)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_generator_writes_the_same_bytes_again(string id)
    {
        var sample = SampleSet.Of(id);
        var folder = Directory.CreateTempSubdirectory("carbonsink-sample-");
        try
        {
            new SampleFolder(sample.Sample, folder.FullName).Write();
            var written = folder.GetFiles("*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder.FullName, f.FullName)).Order(StringComparer.Ordinal).ToList();
            foreach (var file in written)
                Assert.True(File.ReadAllBytes(Path.Combine(folder.FullName, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(sample.Folder, file))), $"{file} differs");
            Assert.Equal(written.Count(f => f.StartsWith("data", StringComparison.Ordinal)), Directory.GetFiles(Path.Combine(sample.Folder, "data")).Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_polygon_is_valid_and_the_lost_ones_are_planted(string id)
    {
        var sample = SampleSet.Of(id);
        Assert.Equal(sample.RecordsOf("null shape"), Enumerable.Range(0, sample.Units.Count).Where(r => sample.Units.Rings[r].Length == 0));
        foreach (var layer in sample.LayerNames)
            Assert.Empty(sample.Polygons(layer).Select((p, r) => (p, r)).Where(s => !s.p.IsValid).Select(s => $"{layer} {s.r}"));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Units_overlap_nowhere_but_where_planted(string id)
    {
        var sample = SampleSet.Of(id);
        var overlap = sample.Planted.SingleOrDefault(p => p.Kind == "overlap with another unit");
        if (overlap is not null)
        {
            var other = int.Parse(overlap.Value["record ".Length..], System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(sample.UnitPolygons[overlap.Record!.Value].Intersection(sample.UnitPolygons[other]).Area, 20_000, 200_000);
        }

        // no side is used twice in one direction and no two sides cross: the units are faces of a planar map
        var sides = new HashSet<(Coordinate, Coordinate)>();
        foreach (var ring in Enumerable.Range(0, sample.Units.Count).Where(r => r != overlap?.Record).SelectMany(r => sample.Units.Rings[r]))
        {
            for (var i = 1; i < ring.Length; i++)
                Assert.True(sides.Add((ring[i - 1], ring[i])), $"two units lie on the same side of {ring[i - 1]} – {ring[i]}");
        }

        var once = sides.Where(s => s.Item1.CompareTo(s.Item2) < 0 || !sides.Contains((s.Item2, s.Item1)));
        Assert.True(new FastNodingValidator([.. once.Select(s => (ISegmentString)new BasicSegmentString([s.Item1, s.Item2], null))]).IsValid);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Recorded_area_fits_the_polygon_and_recorded_stock_fits_the_area_but_where_planted(string id)
    {
        var sample = SampleSet.Of(id);
        var dictionary = sample.Sample.Dictionary;
        var perHectareField = sample.Units.Fields.FirstOrDefault(f => f is "HUO_LMGQXJ" or "MEI_GQ_XJ");
        var wrongArea = sample.RecordsOf("recorded area 15 times too large (mu entered as hectares)");
        var wrongStock = sample.RecordsOf("stock is not stock per hectare times area");
        for (var r = 0; r < sample.Units.Count; r++)
        {
            // A survey area is smaller than the planar one by (y/R)², y the distance from the central meridian.
            var polygon = sample.UnitPolygons[r];
            var y = polygon.IsEmpty ? 0 : polygon.Centroid.X - 500_000;
            var computed = polygon.Area / 10_000 * (dictionary.SurveyArea ? 1 - y * y / (6.375e6 * 6.375e6) : 1);
            var recorded = sample.Units.Number(dictionary.AreaField, r)!.Value;
            if (!polygon.IsEmpty)
                Assert.Equal(wrongArea.Contains(r) ? 15 * computed : computed, recorded, wrongArea.Contains(r) ? 0.08 : 0.0051 + 1e-6 * computed);
            if (perHectareField is null)
                continue;
            if (sample.Units.Number(perHectareField, r) is not { } perHectare)
                Assert.Equal("", sample.Units.Text(dictionary.StockField!, r));
            else if (!wrongStock.Contains(r))
                Assert.Equal(perHectare * recorded, sample.Units.Number(dictionary.StockField!, r)!.Value, 0.501);
            else
                Assert.Equal(1.25, sample.Units.Number(dictionary.StockField!, r)!.Value / (perHectare * recorded), 0.001);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_planted_defect_stands_in_the_file_and_in_the_readme(string id)
    {
        var sample = SampleSet.Of(id);
        Assert.NotEmpty(sample.Planted);
        foreach (var (record, unit, field, value, kind, finding) in sample.Planted)
        {
            if (record is null)
                Assert.Contains(field, sample.Units.Fields);
            else
                Assert.Equal(unit, string.Join('-', UnitKey.Select(f => sample.Units.Text(f, record.Value))));
            if (record is not null && field != "geometry")
                Assert.Equal(value, sample.Units.Text(field, record.Value));
            if (!sample.Sample.WholeCounty)
                continue;
            var line = $"| {record} | {unit} | {field} | {value} |";
            Assert.True(File.ReadAllText(Path.Combine(sample.Folder, "README.md")).Contains(line, StringComparison.Ordinal), $"README.md does not list {line} {kind} {finding}");
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_files_declare_their_encoding_and_are_small(string id)
    {
        var sample = SampleSet.Of(id);
        var (coding, cpg) = (sample.Sample.Coding, Path.Combine(sample.Folder, "data", "xiaoban.cpg"));
        Assert.Equal(coding.LanguageId, sample.Units.LanguageId);
        Assert.Equal(coding.Cpg is null ? null : coding.Cpg + "\n", File.Exists(cpg) ? File.ReadAllText(cpg) : null);
        Assert.True(new DirectoryInfo(sample.Folder).GetFiles("*", SearchOption.AllDirectories).Sum(f => f.Length) < (sample.Sample.WholeCounty ? 6_000_000 : 200_000));
    }
}

using Xunit;

namespace CarbonSink.Tests.Samples;

public class LinxiangTests
{
    private static readonly SampleSet Sample = SampleSet.Of("linxiang");

    private static SampleLayer Units => Sample.Units;

    [Fact]
    public void Codes_are_those_of_the_code_tables_but_where_planted()
    {
        var modern = LandClasses("land-class-4digit");
        var old = LandClasses("land-class-01xx");
        var species = Sample.Rows("species.csv").Select(r => r[0]).ToHashSet(StringComparer.Ordinal);
        for (var r = 0; r < Units.Count; r++)
        {
            var code = Units.Text("DI_LEI", r);
            var known = Units.Text("XIANG_MC", r) == "坦渡镇" ? old : modern;
            var badClass = Sample.Planted.Exists(p => p.Record == r && p.Field == "DI_LEI");
            Assert.True(known.Any(k => k.Exact ? k.Code == code : code.StartsWith(k.Code, StringComparison.Ordinal)) != badClass, $"record {r}: land class {code}");
            var badSpecies = Sample.Planted.Exists(p => p.Record == r && p.Field == "YOU_SHI_SZ");
            var dominant = Units.Text("YOU_SHI_SZ", r);
            Assert.True((dominant.Length == 0 || species.Contains(dominant)) != badSpecies, $"record {r}: species {dominant}");
        }
    }

    [Fact]
    public void The_readme_tells_how_many_stands_lack_a_stock()
    {
        var arbor = Enumerable.Range(0, Units.Count).Where(r => Units.Text("DI_LEI", r) is "1111" or "1112" or "0111").ToList();
        var unstocked = arbor.FindAll(r => Units.Number("HUO_LMGQXJ", r) is null or 0 && Units.Text("YOU_SHI_SZ", r) is not ("701" or "711"));
        var nothing = unstocked.Count(r => Units.Number("PINGJUN_XJ", r) is null);
        var fir = arbor.FindAll(r => Units.Text("YOU_SHI_SZ", r) == "310");
        var measured = fir.FindAll(r => unstocked.Contains(r) && Units.Number("PINGJUN_XJ", r) > 0 && Units.Number("PINGJUN_SG", r) > 0 && Units.Number("MEI_GQ_ZS", r) > 0);
        Assert.InRange((double)measured.Count / fir.Count, 0.08, 0.14);
        var inside = measured.Count(r => Units.Number("PINGJUN_XJ", r) is >= 4 and <= 22 && Units.Number("PINGJUN_SG", r) is >= 3 and <= 8);
        Assert.InRange((double)inside / measured.Count, 0.25, 0.75);
        var readme = File.ReadAllText(Path.Combine(Sample.Folder, "README.md"));
        Assert.Contains($"| {measured.Count} | 杉木", readme, StringComparison.Ordinal);
        Assert.Contains($"其中 {measured.Count - inside} 个超出 D 4–22 cm、H 3–8 m，标为外推；之内的 {inside} 个", readme, StringComparison.Ordinal);
        Assert.Contains($"| {unstocked.Count - nothing - measured.Count} | 其他树种", readme, StringComparison.Ordinal);
        Assert.Contains($"| {nothing} | 蓄积、胸径", readme, StringComparison.Ordinal);
    }

    private static List<(string Code, bool Exact)> LandClasses(string table) =>
        [.. File.ReadLines(Repository.PathOf($"methodology/codes/{table}/1/codes.csv")).Skip(1).Select(l => (l.Split(',')[0], l.Contains(",exact,", StringComparison.Ordinal)))];
}

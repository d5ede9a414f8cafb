using CarbonSink.Findings;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>What is wrong with a run as a whole is said once, at its place.</summary>
public sealed class RefusedRunTests : IDisposable
{
    private static readonly AssessmentOptions Linxiang = new(Repository.PathOf("gis-samples/linxiang"), Repository.PathOf("methodology")) { Threads = 1 };

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-run-").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void A_reference_that_no_polygon_fits_is_refused_and_named()
    {
        // Eastings and northings of the sample, read as degrees.
        var refused = Assert.Throws<RefusedInputException>(() => AssessmentRun.Run(Linxiang with { Crs = "EPSG:4490" })).Finding;
        Assert.Equal("RUN-0017", refused.Rule.Code);
        Assert.Contains("4490", refused.Arguments[1], StringComparison.Ordinal);
        Assert.Equal(refused.Arguments[2], refused.Arguments[3]);
        Assert.Equal("RUN-0017", Assert.Throws<RefusedInputException>(() => AssessmentRun.Run(Linxiang with { Crs = "EPSG:4490", Records = new(0, 20), Threads = 2 })).Finding.Rule.Code);
    }

    [Fact]
    public void A_table_that_is_not_there_is_told_at_its_line()
    {
        foreach (var file in Directory.GetFiles(Linxiang.Source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Linxiang.Source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var description = Path.Combine(folder, "inventory.json");
        var lines = File.ReadAllLines(description);
        var line = Array.FindIndex(lines, l => l.Contains("species.csv", StringComparison.Ordinal));
        lines[line] = lines[line].Replace("species.csv", "spezies.csv", StringComparison.Ordinal);
        File.WriteAllLines(description, lines);
        var refused = Assert.Throws<RefusedInputException>(() => AssessmentRun.Run(Linxiang with { Source = folder })).Finding;
        Assert.Equal(("RUN-0018", "inventory.json", $"{line + 1}", "spezies.csv"), (refused.Rule.Code, refused.File, refused.Arguments[1], refused.Arguments[3]));

        // What the command names instead is used, so nothing is missing.
        var named = Linxiang with { Source = folder, Tables = new Dictionary<string, string>(StringComparer.Ordinal) { ["species_type"] = Path.Combine(Linxiang.Source, "species.csv") } };
        Assert.Equal(3974, AssessmentRun.Run(named).ReadCount);
    }

    [Fact]
    public void A_code_that_no_table_explains_is_not_called_missing()
    {
        using var method = new LayerMethod();
        method.Unit("0999", 1, 100).Unit("", 1, 100).Unit("0111", 1, 100).Write();
        static string Cause(CarbonSink.Runs.Explanation e) => e.Trace.Steps.Single(s => s.Symbol == "land_class").Cause!.Code;
        Assert.Equal(["unknown-code", "missing"], [Cause(ExplainRun.Run(method.Options, "0")), Cause(ExplainRun.Run(method.Options, "1"))]);
    }

    [Fact]
    public void Hashing_that_is_given_up_ends_in_silence()
    {
        var file = Path.Combine(folder, "large");
        File.WriteAllBytes(file, new byte[64 << 20]);
        using (new BackgroundHash([(file, "large")], CancellationToken.None))
        {
            // The run fails here.
        }

        using (new BackgroundHash([(Path.Combine(folder, "missing"), "missing")], CancellationToken.None))
        {
            // Nobody asks for the digest of a file that is not there.
        }

        using var asked = new BackgroundHash([(file, "large")], CancellationToken.None);
        Assert.Equal(64 << 20, Assert.Single(asked.Digests).Bytes);
    }
}

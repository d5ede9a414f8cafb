using System.Text;
using CarbonSink.Runs;
using CarbonSink.Tests.Estimation;
using Xunit;

namespace CarbonSink.Tests.Runs;

public sealed class OutputFileTests : IDisposable
{
    private const string Mark = "carbonsink-assessment-part";

    private readonly string place = Directory.CreateTempSubdirectory("carbonsink-").FullName;

    private string Target => Path.Combine(place, "part.json");

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Fact]
    public void A_part_is_written_and_replaced_by_a_later_one()
    {
        foreach (var to in (int[])[50, 60])
        {
            using var file = OutputFile.Open(Target, Mark);
            file.Commit(s => s.Write(Encoding.UTF8.GetBytes(AssessmentPartTests.Text(AssessmentPartTests.Part(0, to)))));
        }

        Assert.Contains("\"recordsTo\": 60", File.ReadAllText(Target), StringComparison.Ordinal);
        Assert.Equal([Target], Directory.GetFileSystemEntries(place));
    }

    [Fact]
    public void A_file_of_another_kind_is_kept()
    {
        File.WriteAllText(Target, "data");
        Assert.Equal("OUT-0009", Assert.Throws<OutputException>(() => OutputFile.Open(Target, Mark)).Finding.Rule.Code);
        Assert.Equal("OUT-0009", Assert.Throws<OutputException>(() => OutputFile.Open(Target, null)).Finding.Rule.Code);
        Assert.Equal("OUT-0002", Assert.Throws<OutputException>(() => OutputFile.Open(place, Mark)).Finding.Rule.Code);
        Assert.Equal("data", File.ReadAllText(Target));
    }

    [Fact]
    public void An_interrupted_write_leaves_the_old_file_and_no_litter()
    {
        File.WriteAllText(Target, Mark);
        using (var file = OutputFile.Open(Target, Mark))
            Assert.Throws<OperationCanceledException>(() => file.Commit(_ => throw new OperationCanceledException()));
        Assert.Equal(Mark, File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(place));
    }

    [Fact]
    public void Litter_of_a_killed_run_goes_and_the_unfinished_file_of_a_living_one_stays()
    {
        using var living = OutputFile.Open(Target, Mark);
        File.WriteAllText(Path.Combine(place, ".part.json.partial-0badf00d"), "half");
        using (OutputFile.Open(Target, Mark))
            Assert.Equal(2, Directory.GetFiles(place).Length);
        living.Commit(s => s.Write("x"u8));
        Assert.Equal("x", File.ReadAllText(Target));
    }
}

using System.Text;
using System.Text.Json;
using CarbonSink.Cli;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>Command lines that scripts and tired people produce.</summary>
public sealed class OddUsageTests : IDisposable
{
    private static readonly string Sample = Repository.PathOf("gis-samples/linxiang");

    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_part_that_would_go_with_the_old_folder_is_refused()
    {
        var (status, _, errors) = Run("assess", Sample, "--out", folder["report"], "--part", Path.Combine(folder["report"], "part.json"));
        Assert.Equal(2, status);
        Assert.Contains("--part cannot lie in the folder of --out", errors, StringComparison.Ordinal);
        Assert.Equal(2, Run("assess", Sample, "--out", folder["report"], "--part", folder["report"]).Status);
        Assert.Equal(0, Run("assess", Sample, "--out", folder["report"], "--part", folder["report-part.json"], "--records", "0..10").Status);
        Assert.True(File.Exists(folder["report-part.json"]));
    }

    [Theory]
    [InlineData("--out DIR is missing", "assess", "x", "--out", "")]
    [InlineData("--part FILE is missing", "assess", "x", "--part", " ")]
    [InlineData("DIR|FILE is missing", "assess", "")]
    [InlineData("UNIT is missing", "explain", "x", "")]
    [InlineData("PART is missing", "merge", "")]
    public void Nothing_for_a_value_is_wrong_usage(string message, params string[] args)
    {
        var (status, _, errors) = Run(args);
        Assert.Equal(2, status);
        Assert.StartsWith($"error usage: {message}\n", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_wanted_however_it_is_written()
    {
        using var document = JsonDocument.Parse(Run("assess", folder["none"], "--json=true").Output);
        Assert.Equal("GIS-0001", document.RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(4, "--help")]
    [InlineData(4, "--version")]
    [InlineData(4, "methods", "list", "--json")]
    [InlineData(1, "assess", "none", "--json")]
    [InlineData(2, "bogus", "--json")]
    public void A_full_standard_output_ends_with_a_status(int status, params string[] args)
    {
        using var full = new FullStream();
        Assert.Equal(status, Shell.Run(args, "en", full, TextWriter.Null, CancellationToken.None));
    }

    private static (int Status, string Output, string Errors) Run(params string[] args)
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter { NewLine = "\n" };
        var status = Shell.Run(args, "en", output, errors, CancellationToken.None);
        return (status, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("full");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("full");

        public override void WriteByte(byte value) => throw new IOException("full");
    }
}

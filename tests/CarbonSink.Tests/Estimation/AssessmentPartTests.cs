using System.Text;
using System.Text.Json.Nodes;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;
using Xunit;
using Stand = CarbonSink.Tests.Estimation.StockAssessmentTests.Stand;

namespace CarbonSink.Tests.Estimation;

public sealed class AssessmentPartTests
{
    private static readonly FindingRule BadValue = new("TEST-0001", Severity.Warning, "值 {0} 不合理", "value {0} is implausible", "改正", "put it right");
    private static readonly FindingRule Guessed = new("TEST-0002", Severity.Info, "编码猜为 {0}", "encoding guessed as {0}", "加 .cpg", "add a .cpg");

    private static readonly Stand[] Stands =
        [.. Enumerable.Range(0, 200).Select(i => new Stand($"乡{i % 7}", i % 3 == 0 ? "0111" : "0120", "杉", i / 7.0, i % 5 == 0 ? null : i * 1.1, i % 11 == 0 ? ParameterStatus.Memory : ParameterStatus.Verified))];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Parts_written_read_and_merged_give_the_bytes_of_the_whole(int count)
    {
        var cuts = Enumerable.Range(0, count + 1).Select(i => i * Stands.Length / count).ToArray();
        var parts = Enumerable.Range(0, count).Select(i => Reread(Part(cuts[i], cuts[i + 1]), $"part-{i}.json")).Reverse().ToArray();

        var merged = AssessmentPart.Merge(parts);

        merged.RequireWhole();
        merged.CheckSums();
        Assert.Equal(Text(Part(0, Stands.Length)), Text(merged));
    }

    [Fact]
    public void Merging_in_two_steps_equals_merging_at_once()
    {
        var left = AssessmentPart.Merge([Part(0, 50), Part(50, 90)]);
        Assert.False(left.IsWhole);
        Assert.Equal(Text(Part(0, 200)), Text(AssessmentPart.Merge([Part(90, 200), left])));
    }

    [Fact]
    public void Overlap_names_both_parts()
    {
        var refusal = Assert.Throws<RefusedInputException>(() => AssessmentPart.Merge([Reread(Part(0, 101), "a.json"), Reread(Part(100, 200), "b.json")]));
        Assert.Equal("PART-0002", refusal.Finding.Rule.Code);
        Assert.Equal("parts a.json (records 0..101) and b.json (records 100..200) overlap", refusal.Finding.Message("en"));
        Assert.Equal("分区 a.json（记录 0..101）与 b.json（记录 100..200）重叠", refusal.Finding.Message("zh"));
    }

    [Fact]
    public void A_part_given_twice_overlaps_itself() =>
        Assert.Equal("PART-0002", Assert.Throws<RefusedInputException>(() => AssessmentPart.Merge([Part(0, 200), Part(0, 200)])).Finding.Rule.Code);

    [Fact]
    public void A_gap_names_both_parts_and_the_missing_records()
    {
        var refusal = Assert.Throws<RefusedInputException>(() => AssessmentPart.Merge([Reread(Part(120, 200), "b.json"), Reread(Part(0, 100), "a.json")]));
        Assert.Equal("between parts a.json (records 0..100) and b.json (records 120..200) the records 100..120 are missing", refusal.Finding.Message("en"));
    }

    [Fact]
    public void Parts_that_stop_short_are_not_the_whole()
    {
        var refusal = Assert.Throws<RefusedInputException>(AssessmentPart.Merge([Part(0, 100), Part(100, 150)]).RequireWhole);
        Assert.Equal("together the parts cover records 0..150 of a layer that has 200", refusal.Finding.Message("en"));
    }

    [Theory]
    [InlineData("\"bytes\": 100", "\"bytes\": 101", "input files")]
    [InlineData("\"sha256\": \"aa\"", "\"sha256\": \"ab\"", "input files")]
    [InlineData("\"by\": \"township\"", "\"by\": \"species\"", "options")]
    [InlineData("\"version\": \"1\",\n    \"labelZh\"", "\"version\": \"2\",\n    \"labelZh\"", "method")]
    [InlineData("\"status\": \"secondary\"", "\"status\": \"verified\"", "packs")]
    [InlineData("\"programVersion\": \"0.1.0\"", "\"programVersion\": \"0.1.1\"", "program version")]
    [InlineData("\"species\"\n  ]", "\"origin\"\n  ]", "keys")]
    public void Parts_made_otherwise_are_refused(string find, string replace, string aspect)
    {
        var text = Text(Part(100, 200));
        Assert.Contains(find, text, StringComparison.Ordinal);
        var other = Read(text.Replace(find, replace, StringComparison.Ordinal), "b.json");
        var refusal = Assert.Throws<RefusedInputException>(() => AssessmentPart.Merge([Reread(Part(0, 100), "a.json"), other]));
        Assert.Equal($"parts a.json and b.json differ in their {aspect}", refusal.Finding.Message("en"));
    }

    [Fact]
    public void Every_cut_of_a_part_file_is_refused_by_name()
    {
        var text = Text(Part(0, 20)).TrimEnd('\n');
        for (var length = 0; length < text.Length; length += 97)
        {
            var refusal = Assert.Throws<RefusedInputException>(() => Read(text[..length], "cut.json"));
            Assert.Equal(("PART-0001", "cut.json"), (refusal.Finding.Rule.Code, refusal.Finding.File));
        }
    }

    [Theory]
    [InlineData("\"options\": {", "\"options\": {\n    \"by\": \"township\",")] // a key twice
    [InlineData("\"listedPerRule\": 1000", "\"listedPerRule\": -1")]
    [InlineData("\"recordsFrom\": 0", "\"recordsFrom\": 1e99")]
    public void A_part_edited_by_hand_is_refused_by_name(string find, string replace)
    {
        var text = Text(Part(0, 200));
        Assert.Contains(find, text, StringComparison.Ordinal);
        var refusal = Assert.Throws<RefusedInputException>(() => Read(text.Replace(find, replace, StringComparison.Ordinal), "edited.json"));
        Assert.Equal(("PART-0001", "edited.json"), (refusal.Finding.Rule.Code, refusal.Finding.File));
    }

    [Fact]
    public void Any_changed_sum_or_count_is_found_when_read()
    {
        var root = JsonNode.Parse(Text(Part(0, 30)))!;
        var group = root["groups"]![0]!;
        foreach (var name in (string[])["recordCount", "estimatedCount", "areaHa", "volumeM3", "carbonTC"])
        {
            var kept = group[name]!.DeepClone();
            group[name] = kept.GetValueKind() == System.Text.Json.JsonValueKind.Number ? kept.GetValue<long>() + 1 : "0000000000000001" + new string('0', 16);
            Assert.Throws<RefusedInputException>(() => Read(root.ToJsonString(), "changed.json"));
            group[name] = kept;
        }

        Assert.Equal(30, Read(root.ToJsonString(), "same.json").ReadCount);
        root["readCount"] = 29;
        Assert.Throws<RefusedInputException>(() => Read(root.ToJsonString(), "changed.json"));
    }

    [Fact]
    public void Findings_of_the_data_set_are_kept_once_and_of_records_all()
    {
        var merged = AssessmentPart.Merge([Part(0, 50), Part(50, 100), Part(100, 200)]);
        Assert.Equal("编码猜为 GBK", Assert.Single(merged.DataSetFindings).Message("zh"));
        Assert.Equal(2, merged.RecordFindings.Count(BadValue)); // records 0 and 100
        Assert.Equal([0L, 100L], merged.RecordFindings.Findings.Select(f => f.Record!.Value));
    }

    /// <summary>A part of the stands; one record in a hundred has a finding.</summary>
    internal static AssessmentPart Part(int from, int to)
    {
        var log = new FindingLog();
        for (var i = from; i < to; i++)
        {
            if (i % 100 == 0)
                log.Add(new(BadValue, "a.dbf", i, "YU_BI_DU", "7", "7"));
        }

        return new()
        {
            ProgramVersion = "0.1.0",
            Inputs = [new("a.dbf", "aa", 100), new("a.shp", "bb", 200)],
            Method = new("county-forest-stock", "1", "估算值", "estimate", null),
            Packs = [new("county-forest-stock", "1", "secondary", "cc")],
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["area"] = "recorded", ["by"] = "township" },
            Records = new(from, to),
            RecordsInLayer = Stands.Length,
            ReadCount = to - from,
            RejectedCount = 0,
            Assessment = StockAssessmentTests.Tally(Stands[from..to]).ToAssessment(),
            RecordFindings = log,
            DataSetFindings = [new(Guessed, "a.dbf", null, null, null, "GBK")],
        };
    }

    internal static string Text(AssessmentPart part)
    {
        using var stream = new MemoryStream();
        AssessmentPartFile.Write(part, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static AssessmentPart Read(string text, string name)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return AssessmentPartFile.Read(stream, name);
    }

    private static AssessmentPart Reread(AssessmentPart part, string name) => Read(Text(part), name);
}

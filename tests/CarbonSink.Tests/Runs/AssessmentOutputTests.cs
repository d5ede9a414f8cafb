using System.Text;
using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;
using CarbonSink.Tests.Estimation;
using Xunit;
using Stand = CarbonSink.Tests.Estimation.StockAssessmentTests.Stand;

namespace CarbonSink.Tests.Runs;

public sealed class AssessmentOutputTests : IDisposable
{
    private readonly string place = Directory.CreateTempSubdirectory("carbonsink-").FullName;

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Fact]
    public void Json_has_the_keys_of_the_contract_and_sums_a_reader_can_redo()
    {
        using var document = JsonDocument.Parse(Json(SmallPart(), "zh"));
        var root = document.RootElement;

        var totals = root.GetProperty("totals");
        Assert.Equal(7.75, totals.GetProperty("areaHa").GetDouble()); // 1.5 + 2.25 + 4
        Assert.Equal(150, totals.GetProperty("volumeM3").GetDouble()); // 100 + 50
        Assert.Equal(150, totals.GetProperty("biomassT").GetDouble());
        Assert.Equal(75, totals.GetProperty("carbonTC").GetDouble());
        Assert.Equal(JsonValueKind.Null, totals.GetProperty("co2eT").ValueKind); // nobody gave any
        var living = totals.GetProperty("pools").GetProperty("living");
        Assert.Equal(75, living.GetProperty("carbonTC").GetDouble());
        Assert.Equal(JsonValueKind.Null, living.GetProperty("sePercent").ValueKind);

        var groups = root.GetProperty("groups").EnumerateArray().ToArray();
        Assert.Equal(["东", "西"], groups.Select(g => g.GetProperty("key").GetProperty("township").GetString()));
        Assert.Equal([3.75, 4.0], groups.Select(g => g.GetProperty("areaHa").GetDouble()));
        Assert.Equal(["memory", null], groups.Select(g => g.GetProperty("status").GetString()));

        var refused = Assert.Single(root.GetProperty("notEstimated").EnumerateArray());
        Assert.Equal(("0120", 4.0, 1L, "无蓄积"), (refused.GetProperty("class").GetString(), refused.GetProperty("areaHa").GetDouble(), refused.GetProperty("recordCount").GetInt64(), refused.GetProperty("reason").GetString()));

        Assert.Equal(JsonValueKind.Null, root.GetProperty("gwpSet").ValueKind);
        Assert.Equal("memory", root.GetProperty("status").GetString());
        var finding = root.GetProperty("findings")[0];
        Assert.Equal(["severity", "code", "file", "record", "field", "value", "message", "hint"], finding.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("warning", "TEST-0001", 2L, "YU_BI_DU", "7", "值 7 不合理"), (finding.GetProperty("severity").GetString(), finding.GetProperty("code").GetString(), finding.GetProperty("record").GetInt64(), finding.GetProperty("field").GetString(), finding.GetProperty("value").GetString(), finding.GetProperty("message").GetString()));
        Assert.Equal(1, root.GetProperty("findingCounts").GetProperty("warning").GetInt64());
        Assert.Equal((3L, 0L), (root.GetProperty("records").GetProperty("read").GetInt64(), root.GetProperty("records").GetProperty("rejected").GetInt64()));
    }

    [Fact]
    public void Json_is_readable_UTF8_without_BOM_and_the_language_changes_texts_only()
    {
        var zh = Json(SmallPart(), "zh");
        Assert.Equal((byte)'{', zh[0]);
        Assert.Contains("无蓄积", Encoding.UTF8.GetString(zh), StringComparison.Ordinal);
        var en = Encoding.UTF8.GetString(Json(SmallPart(), "en"));
        Assert.Contains("\"reason\": \"no stock\"", en, StringComparison.Ordinal);
        Assert.Contains("\"message\": \"value 7 is implausible\"", en, StringComparison.Ordinal);
        static string[] Keys(string text) => [.. text.Split('\n').Where(l => l.Contains("\": ", StringComparison.Ordinal)).Select(l => l.Split("\": ")[0])];
        Assert.Equal(Keys(Encoding.UTF8.GetString(zh)), Keys(en));
    }

    [Fact]
    public void Every_table_adds_up_and_has_its_total()
    {
        var tables = AssessmentTables.All(SmallPart());
        Assert.Equal(["quality", "recorded-and-computed", "stock", "stock-by-township", "stock-by-landClass", "stock-by-species", "pools", "not-estimated"], tables.Select(t => t.Id));
        Assert.All(tables.Skip(2), t =>
        {
            t.CheckSums();
            Assert.NotNull(t.Total);
        });
        Assert.Equal(4, tables[^1].Total![5].Number);
        Assert.Equal("分乡镇碳储量表", tables[3].Title("zh"));
    }

    [Fact]
    public void A_broken_assessment_is_not_written()
    {
        var part = SmallPart(read: 4);
        Assert.Throws<SumMismatchException>(() => Json(part, "zh"));
    }

    [Fact]
    public void Merged_parts_write_the_files_of_the_whole()
    {
        var whole = Write("whole", AssessmentPartTests.Part(0, 200));
        int[] cuts = [0, 13, 64, 65, 150, 200];
        var files = cuts.Zip(cuts.Skip(1)).Select(c =>
        {
            var path = Path.Combine(place, $"{c.First}.json");
            using var file = OutputFile.Open(path, "carbonsink-assessment-part");
            file.Commit(s => AssessmentPartFile.Write(AssessmentPartTests.Part(c.First, c.Second), s));
            return path;
        }).Reverse().ToArray();
        var merged = Write("merged", MergeRun.Run(files, CancellationToken.None));

        Assert.Equal(Names(whole), Names(merged));
        Assert.Equal(["assessment.json", "findings.csv", "manifest.json", "not-estimated.csv", "pools.csv", "quality.csv", "recorded-and-computed.csv", "report.html", "stock-by-landClass.csv", "stock-by-species.csv", "stock-by-township.csv", "stock.csv"], Names(whole));
        foreach (var name in Names(whole))
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, name)), File.ReadAllBytes(Path.Combine(merged, name)));
    }

    [Fact]
    public void A_missing_part_is_named()
    {
        var finding = Assert.Throws<RefusedInputException>(() => MergeRun.Run([Path.Combine(place, "3.json")], CancellationToken.None)).Finding;
        Assert.Equal(("PART-0006", "3.json"), (finding.Rule.Code, finding.File));
    }

    [Fact]
    public void Findings_table_quotes_and_leaves_blanks()
    {
        var rule = new FindingRule("TEST-0003", Severity.Error, "坏", "bad, \"very\"", "改", "put right");
        using var stream = new MemoryStream();
        CsvTable.Write(FindingsTable.Of([new(rule, null, null, "A", "", [])], "en"), stream);
        Assert.Equal("severity,code,file,record,field,value,message,hint\nerror,TEST-0003,,,A,,\"bad, \"\"very\"\"\",put right\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Error_document_has_its_keys()
    {
        using var stream = new MemoryStream();
        ErrorJson.Write(stream, "OUT-0001", "无法写入", "换个位置", [], "zh");
        using var document = JsonDocument.Parse(stream.ToArray());
        var error = document.RootElement.GetProperty("error");
        Assert.Equal(("OUT-0001", "无法写入", "换个位置"), (error.GetProperty("code").GetString(), error.GetProperty("message").GetString(), error.GetProperty("hint").GetString()));
        Assert.Equal(0, document.RootElement.GetProperty("findings").GetArrayLength());
    }

    private static AssessmentPart SmallPart(int read = 3)
    {
        var log = new FindingLog();
        log.Add(new(new("TEST-0001", Severity.Warning, "值 {0} 不合理", "value {0} is implausible", "改正", "put it right"), "a.dbf", 2, "YU_BI_DU", "7", "7"));
        return new()
        {
            ProgramVersion = "0.1.0",
            Inputs = [new("a.dbf", "aa", 100)],
            Method = new("county-forest-stock", "1", "估算值", "estimate", null),
            Packs = [],
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["by"] = "township" },
            Records = new(0, 3),
            RecordsInLayer = 3,
            ReadCount = read,
            RejectedCount = 3 - read,
            Assessment = StockAssessmentTests.Tally(
                new Stand("东", "0111", "杉", 1.5, 100, ParameterStatus.Secondary),
                new Stand("东", "0111", "杉", 2.25, 50, ParameterStatus.Memory),
                new Stand("西", "0120", "", 4, null, default)).ToAssessment(),
            RecordFindings = log,
            DataSetFindings = [],
        };
    }

    private static byte[] Json(AssessmentPart part, string language)
    {
        using var stream = new MemoryStream();
        AssessmentJson.Write(part, stream, language);
        return stream.ToArray();
    }

    private static string[] Names(string folder) => [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private string Write(string name, AssessmentPart part)
    {
        using var folder = OutputFolder.Open(Path.Combine(place, name));
        AssessmentFolder.Write(part, folder, ["assess"], DateTime.UnixEpoch, "zh", new() { Names = KeyNames.Of(Repository.PathOf("methodology"), part) });
        return Path.Combine(place, name);
    }
}

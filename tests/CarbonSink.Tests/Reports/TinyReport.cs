using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Reports;

/// <summary>A methodology folder with one small template and one folder of results, in a temporary place.</summary>
internal sealed class TinyReport : IDisposable
{
    private readonly string place = Directory.CreateTempSubdirectory("carbonsink-report-").FullName;
    private readonly Dictionary<string, string> results = new(StringComparer.Ordinal);

    public TinyReport()
    {
        Write("methodology/sources.csv", "id,kind,number,title,publisher,date,url,licence,read_by_us\nhere,definition,,Test,,,,,yes\n");
        Write($"{Template}/report.json", """{"id": "tiny", "version": "1", "title": {"zh": "试", "en": "Test"}, "layout": "Official", "source": "here", "sources": [{"role": "stock", "runs": ["assess"], "zh": "储量", "en": "stock"}]}""");
        Facts("");
        Text("正文", "Text");
    }

    /// <summary>The command as the manifest has it.</summary>
    public string[] Command { get; set; } = ["assess", "county"];

    /// <summary>Packs of the manifest: id, version, status.</summary>
    public List<(string Id, string Version, string Status)> Packs { get; } = [];

    /// <summary>Worst status of the manifest.</summary>
    public string Status { get; set; } = "secondary";

    public string Results => Path.Combine(place, "results");

    public string Methodology => Path.Combine(place, "methodology");

    private static string Template => "methodology/reports/tiny/1";

    public void Facts(string rows) => Write($"{Template}/facts.csv", "fact,zh,en,from,at,unit,kind,decimals,words,required\n" + rows);

    public void Checks(string rows) => Write($"{Template}/checks.csv", "check,kind,left,right,article,effect,zh,en\n" + rows);

    public void Table(string row, string columns)
    {
        Write($"{Template}/tables.csv", "table,number,zh,en,from,at,where,groups,split,total,wide,noteZh,noteEn\n" + row + "\n");
        Write($"{Template}/columns.csv", "table,column,zh,en,unit,kind,decimals,value,where,parts,words,privacy\n" + columns);
        Text("{{table t}}", "{{table t}}");
    }

    public void Text(string zh, string en)
    {
        Write($"{Template}/text.zh.md", zh + "\n");
        Write($"{Template}/text.en.md", en + "\n");
    }

    /// <summary>A file of the results.</summary>
    public void Result(string name, string text) => results[name] = text;

    /// <summary>Writes the results with their manifest and the report from them.</summary>
    public ReportResult Run(bool isPublic = true, string? given = null)
    {
        foreach (var (name, text) in results)
            Write($"results/{name}", text);
        Write("results/manifest.json", JsonSerializer.Serialize(new
        {
            program = "carbonsink",
            version = "0",
            command = Command,
            timeUtc = "2026-01-01T00:00:00Z",
            inputs = Array.Empty<object>(),
            outputs = results.Select(r => new { name = r.Key, sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(r.Value))), bytes = Encoding.UTF8.GetByteCount(r.Value) }),
            packs = Packs.Select(p => new { id = p.Id, version = p.Version, status = p.Status, sha256 = "0" }),
            worstStatus = Status,
        }));
        if (given is not null)
            Write("given.csv", given);
        return ReportRun.Run(new("tiny", [Results], given is null ? null : Path.Combine(place, "given.csv"), new(isPublic, 0.01), "zh", Methodology));
    }

    /// <summary>Code of the finding by which the report is refused.</summary>
    public string Refused(string? given = null) => Assert.Throws<RefusedInputException>(() => Run(given: given)).Finding.Rule.Code;

    public void Dispose() => Directory.Delete(place, recursive: true);

    private void Write(string name, string text)
    {
        var path = Path.Combine(place, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}

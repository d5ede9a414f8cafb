using System.Text;
using System.Text.Json;
using System.CommandLine.Parsing;
using CarbonSink.Cli;
using CarbonSink.Findings;
using CarbonSink.Store;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>The command line run inside the test process, one command line after another.</summary>
public sealed class ShellTests : IDisposable
{
    private static readonly string Sample = Repository.PathOf("gis-samples/linxiang");

    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("assess x --lang zh", "en_GB.UTF-8", null, null, "zh")]
    [InlineData("assess x --lang=en", "zh_CN.UTF-8", null, null, "en")]
    [InlineData("assess x --lang fr", "zh_CN.UTF-8", null, null, "zh")]
    [InlineData("assess -- --lang zh", "en", null, null, "en")]
    [InlineData("", "zh_CN.UTF-8", null, null, "zh")]
    [InlineData("", "zh_CN.UTF-8", "en_US.UTF-8", null, "en")]
    [InlineData("", "C.UTF-8", null, 0x0804, "en")]
    [InlineData("", null, null, 0x0804, "zh")] // Chinese, China
    [InlineData("", null, null, 0x0404, "zh")] // Chinese, Taiwan
    [InlineData("", null, null, 0x0409, "en")]
    [InlineData("", null, null, null, "en")]
    public void Language_comes_from_option_locale_or_Windows(string line, string? lang, string? all, int? windows, string expected) =>
        Assert.Equal(expected, UiLanguage.Of(line.Split(' '), name => name switch { "LANG" => lang, "LC_ALL" => all, _ => null }, () => windows));

    [Theory]
    [InlineData("bogus", "bogus is not known; <command> is missing", "不认识 bogus；缺少 <命令>")]
    [InlineData("assess", "DIR|FILE is missing", "缺少 DIR|FILE")]
    [InlineData("assess x y", "y is not known", "不认识 y")]
    [InlineData("assess x --bogus", "--bogus is not known", "不认识 --bogus")]
    [InlineData("assess x --out", "--out DIR is missing", "缺少 --out DIR")]
    [InlineData("assess x --out --quiet", "--out DIR is missing", "缺少 --out DIR")] // the parser alone would take --quiet for a folder
    [InlineData("assess x --area foo", "--area is one of recorded|ellipsoidal", "--area 只能是 recorded|ellipsoidal")]
    [InlineData("assess x --records 5", "--records is written A..B, not 5", "--records 应写成 A..B，不能是 5")]
    [InlineData("assess x --records 7..5", "--records is written A..B, not 7..5", "--records 应写成 A..B，不能是 7..5")]
    [InlineData("assess x --tables a", "--tables is written NAME=REF, not a", "--tables 应写成 NAME=REF，不能是 a")]
    [InlineData("assess x --uncertainty monte-carlo --draws 99", "--draws is a whole number from 100 to 10000000, not 99", "--draws 应为 100 到 10000000 的整数，不能是 99")]
    [InlineData("assess x --confidence 95", "--confidence is a fraction above 0.5 and below 1, such as 0.95, not 95", "--confidence 应为大于 0.5、小于 1 的小数，如 0.95，不能是 95")]
    [InlineData("assess x --uncertainty none --confidence 0.9", "with --uncertainty none neither --uncertainty-table nor --confidence has an effect: leave one of them out", "--uncertainty none 时 --uncertainty-table 和 --confidence 没有作用，请去掉其一")]
    [InlineData("assess x --threads 0", "--threads is written N, not 0", "--threads 应写成 N，不能是 0")]
    [InlineData("assess x --out ", "--out DIR is missing", "缺少 --out DIR")]
    [InlineData("assess x --part r/p.json --out r", "--part cannot lie in the folder of --out, which is replaced whole", "--part 不能放在 --out 文件夹里：替换该文件夹时会丢失")]
    [InlineData("explain x", "UNIT is missing", "缺少 UNIT")]
    [InlineData("methods", "<command> is missing", "缺少 <命令>")]
    public void Wrong_usage_is_told_in_both_languages(string line, string en, string zh)
    {
        var inEnglish = Run("en", line.Split(' '));
        Assert.Equal((2, ""), (inEnglish.ExitCode, inEnglish.Output));
        Assert.StartsWith($"error usage: {en}\n", inEnglish.Errors, StringComparison.Ordinal);
        var inChinese = Run("zh", [.. line.Split(' '), "--json"]);
        Assert.Equal(2, inChinese.ExitCode);
        Assert.Equal(("usage", zh), ErrorOf(inChinese.Output));
    }

    /// <summary>Where it is not known whether a commit was written, what to do next is to submit again with the same key: that is said, in one language, and not "check the path".</summary>
    [Theory]
    [InlineData("en", "error STO-0006: not known whether it was written\nremedy: submit again with the same key\n")]
    [InlineData("zh", "错误 STO-0006: 不知道是否已写入\n处理办法: 用同一个幂等键重新提交\n")]
    public void A_store_that_fails_is_told_with_its_own_remedy(string language, string expected)
    {
        var rule = new FindingRule("STO-0006", Severity.Error, "不知道是否已写入", "not known whether it was written", "用同一个幂等键重新提交", "submit again with the same key");
        using var output = new MemoryStream();
        using var errors = new StringWriter { NewLine = "\n" };
        var parsed = CommandLineParser.Parse(CommandTree.Build(language, (_, _) => 0), ["methods"], new());
        var status = Shell.Guarded(new(parsed, ["methods"], language, output, errors, CancellationToken.None), _ => throw new StoreUnavailableException(new Finding(rule, null, null, null, null)));
        Assert.Equal((4, expected), (status, errors.ToString()));
    }

    [Fact]
    public void Help_is_aligned_and_in_both_languages()
    {
        Assert.Contains("  --lang zh|en       language of messages", Run("en", "--help").Output, StringComparison.Ordinal);
        var zh = Run("zh", "methods", "check", "--help").Output;
        Assert.StartsWith("用法： carbonsink methods check [METHOD] [选项]\n", zh, StringComparison.Ordinal);
        var all = Run("zh", "assess", "--help").Output.Split('\n').Where(l => l.StartsWith("  -", StringComparison.Ordinal)).ToArray();
        Assert.Single(all.Select(l => l.Length - l.TrimStart().Length + l.TrimStart().IndexOf(l.TrimStart().Split("  ", StringSplitOptions.RemoveEmptyEntries)[1].TrimStart(), StringComparison.Ordinal)).Distinct());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Partitions_and_threads_change_no_bit(int count)
    {
        const int records = 3974;
        var whole = Run("zh", "assess", Sample, "--json", "--threads", "1");
        Assert.Equal((0, ""), (whole.ExitCode, whole.Errors));
        Assert.Equal(whole.Output, Run("zh", "assess", Sample, "--json", "--threads", "2").Output);

        var parts = new List<string>();
        for (var i = 0; i < count; i++)
        {
            parts.Add(folder[$"{i}.json"]);
            Assert.Equal(0, Run("en", "assess", Sample, "--records", $"{i * records / count}..{(i + 1) * records / count}", "--part", parts[^1], "--quiet", "--threads", $"{1 + (i % 2)}").ExitCode);
        }

        parts.Reverse();
        var merged = Run("zh", ["merge", .. parts, "--json", "--out", folder["merged"]]);
        Assert.Equal((0, ""), (merged.ExitCode, merged.Errors));
        Assert.Equal(whole.Output, merged.Output);
        Assert.Equal(0, Run("zh", "assess", Sample, "--out", folder["whole"]).ExitCode);
        Assert.Equal(Snapshot(folder["whole"]).Where(HasNoUnits), Snapshot(folder["merged"]).Where(HasNoUnits));
        if (count > 1)
            Assert.Equal(("PART-0005", 1), (ErrorOf(Run("zh", ["merge", .. parts.Skip(1), "--json"]).Output).Code, Run("zh", ["merge", .. parts.Skip(1)]).ExitCode));
    }

    /// <summary>Whether a merged folder has the file alike: parts carry no units and no boundaries, so there is no file of units, the report has no map, and the manifest hashes the report.</summary>
    private static bool HasNoUnits(string file) => !((string[])["manifest", "report", "routes", "units"]).Any(start => file.StartsWith(start, StringComparison.Ordinal));

    [Fact]
    public void An_interrupted_run_leaves_the_old_folder_and_exits_130()
    {
        Assert.Equal(0, Run("en", "assess", Sample, "--out", folder["report"]).ExitCode);
        var before = Snapshot(folder["report"]);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var run = Run("en", stop.Token, "assess", Sample, "--out", folder["report"], "--area", "ellipsoidal", "--json");
        Assert.Equal((130, "interrupted"), (run.ExitCode, ErrorOf(run.Output).Code));
        Assert.Equal(before, Snapshot(folder["report"]));
        Assert.Equal(["report"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public void An_output_that_cannot_be_written_exits_4_before_the_work()
    {
        File.WriteAllText(folder["file"], "");
        var run = Run("zh", "assess", Sample, "--out", Path.Combine(folder["file"], "report"), "--json");
        Assert.Equal((4, "OUT-0001"), (run.ExitCode, ErrorOf(run.Output).Code));
        Assert.Equal(4, Run("zh", "assess", Sample, "--out", folder["file"]).ExitCode);
        Assert.Equal(4, Run("zh", "assess", Sample, "--part", folder["file"]).ExitCode);
        Assert.Equal("", File.ReadAllText(folder["file"]));
    }

    [Fact]
    public void A_saved_inventory_describes_the_same_run()
    {
        foreach (var path in Directory.GetFiles(Path.Combine(Sample, "data")))
            File.Copy(path, folder[Path.GetFileName(path)]);
        File.Copy(Path.Combine(Sample, "species.csv"), folder["species.csv"]);
        using var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(Sample, "inventory.json")));
        var units = description.RootElement.GetProperty("layers").EnumerateArray().First(l => l.GetProperty("role").GetString() == "units").GetProperty("path").GetString()!;
        var named = description.RootElement.GetProperty("parameters").EnumerateObject().Select(p => $"{p.Name}={p.Value.GetString()}");

        var saved = Run("zh", ["assess", folder[Path.GetFileName(units)], "--save-inventory", "--method", "county-forest-stock/2", "--tables", $"species_type={folder["species.csv"]}", "--parameter", .. named, "--json"]);
        Assert.Equal((0, ""), (saved.ExitCode, saved.Errors));
        Assert.Contains("\"species_type\": \"species.csv\"", File.ReadAllText(folder["inventory.json"]), StringComparison.Ordinal);
        Assert.Equal(TotalsOf(Run("zh", "assess", Sample, "--json").Output), TotalsOf(Run("zh", "assess", folder.Root, "--json").Output));
        Assert.Equal(TotalsOf(saved.Output), TotalsOf(Run("zh", "assess", folder.Root, "--json").Output));

        Assert.Equal(4, Run("zh", "assess", folder[Path.GetFileName(units)], "--save-inventory").ExitCode); // an inventory.json is never overwritten
        Assert.Equal(2, Run("zh", "assess", Sample, "--save-inventory").ExitCode);
    }

    [Fact]
    public void A_key_named_twice_groups_once()
    {
        Assert.Equal(0, Run("en", "assess", Sample, "--by", "township,Township,origin", "--out", folder["report"]).ExitCode);
        Assert.Equal(["stock-by-origin.csv", "stock-by-township.csv"], Directory.GetFiles(folder["report"], "stock-by-*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_terminal_shows_mu_fifteen_to_the_hectare()
    {
        using var document = JsonDocument.Parse(Run("en", "assess", Sample, "--json").Output);
        var hectares = document.RootElement.GetProperty("totals").GetProperty("areaHa").GetDouble();
        var mu = (hectares * 15).ToString("N2", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Matches($@"\bArea +{mu} +mu\b", Run("en", "assess", Sample, "--units", "mu").Output);
    }

    [Fact]
    public void Methods_are_listed_shown_and_checked()
    {
        using var list = JsonDocument.Parse(Run("en", "methods", "list", "--json").Output);
        var method = list.RootElement.GetProperty("methods").EnumerateArray().Single(m => m.GetProperty("id").GetString() == "county-forest-stock" && m.GetProperty("version").GetString() == "2");
        Assert.Equal(0, method.GetProperty("problems").GetArrayLength());
        Assert.Equal("secondary", method.GetProperty("status").GetString());
        Assert.Contains(File.ReadAllText(Repository.PathOf("methodology/methods/county-forest-stock/2/METHOD.md")), Run("en", "methods", "show", "county-forest-stock/2").Output, StringComparison.Ordinal);
        Assert.Equal((2, ""), (Run("en", "methods", "show", "none").ExitCode, Run("en", "methods", "show", "none").Output));
        var check = Run("en", "methods", "check");
        Assert.Equal(0, check.ExitCode);
        Assert.EndsWith("0 problems\n", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_pack_is_named_with_its_place_and_exits_1()
    {
        var copy = Directory.CreateDirectory(folder["methodology"]).FullName;
        foreach (var file in Directory.GetFiles(Repository.PathOf("methodology"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Repository.PathOf("methodology"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        foreach (var version in (string[])["1", "2"])
        {
            var document = Path.Combine(copy, "methods", "county-forest-stock", version, "METHOD.md");
            File.WriteAllText(document, File.ReadAllText(document).Replace("| `V_ha * A` |", "| `V_ha + A` |", StringComparison.Ordinal));
        }

        var check = Run("en", "methods", "check", "county-forest-stock/2", "--methodology", copy, "--json");
        Assert.Equal(1, check.ExitCode);
        using var result = JsonDocument.Parse(check.Output);
        var problem = result.RootElement.GetProperty("methods")[0].GetProperty("problems")[0];
        Assert.EndsWith("METHOD.md", problem.GetProperty("file").GetString(), StringComparison.Ordinal);
        var assess = Run("en", "assess", Sample, "--methodology", copy, "--json");
        Assert.Equal((1, "pack"), (assess.ExitCode, ErrorOf(assess.Output).Code));
    }

    [Fact]
    public void An_explanation_has_the_keys_of_the_contract()
    {
        using var document = JsonDocument.Parse(Run("en", "explain", Sample, "5", "--json").Output);
        Assert.Equal("5", document.RootElement.GetProperty("unit").GetString());
        foreach (var step in document.RootElement.GetProperty("steps").EnumerateArray())
            Assert.All(["equation", "formula", "substituted", "value", "unit", "source"], key => Assert.True(step.TryGetProperty(key, out _), key));
        Assert.Equal((1, "RUN-0030"), (Run("en", "explain", Sample, "99999999").ExitCode, ErrorOf(Run("en", "explain", Sample, "99999999", "--json").Output).Code));
    }

    private static (int ExitCode, string Output, string Errors) Run(string language, params string[] args) => Run(language, CancellationToken.None, args);

    private static (int ExitCode, string Output, string Errors) Run(string language, CancellationToken stop, params string[] args)
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter { NewLine = "\n" };
        var status = Shell.Run(args, language, output, errors, stop);
        return (status, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(output.ToArray()), errors.ToString());
    }

    private static (string? Code, string? Message) ErrorOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        var error = document.RootElement.GetProperty("error");
        Assert.Equal(JsonValueKind.Array, document.RootElement.GetProperty("findings").ValueKind);
        return (error.GetProperty("code").GetString(), error.GetProperty("message").GetString());
    }

    private static string TotalsOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("totals").GetRawText();
    }

    private static string[] Snapshot(string path) => [.. Directory.GetFiles(path).Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}")];
}

using System.Text.Json;
using System.Text.Json.Nodes;
using CarbonSink.Methodologies;
using CarbonSink.Projects;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

/// <summary>docs/completing-a-pack.md, done: whoever holds the official text fills a pack by editing text, and the check says whether it holds. The figures filled in here are made up.</summary>
public sealed class CompletingAPackTests : IDisposable
{
    private const string Old = "methods/ccer-14-001/1";
    private const string New = "methods/ccer-14-001/2";

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-filled-").FullName;

    public CompletingAPackTests()
    {
        var original = Repository.PathOf("methodology");
        foreach (var file in Directory.GetFiles(original, "*", SearchOption.AllDirectories))
            Write(Path.GetRelativePath(original, file), File.ReadAllText(file));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_pack_as_it_comes_says_that_it_is_an_estimate_and_what_is_open()
    {
        var pack = MethodologyCatalog.Open(folder).Describe("ccer-14-001", "1");
        Assert.Equal(("draft", "CCER 式估算（参数未经核实）", "CCER-style estimate (parameters unverified)"), (pack.Status, pack.Label.Zh, pack.Label.En));
        Assert.Equal(["deduction-basis", "K_RISK", "precision", "plots", "pools", "baseline", "fire", "formulas", "biomass-equations", "CF", "R", "D", "BEF", "rounding", "condition-i", "forest-definition", "section-crediting", "section-additionality"], pack.Open.Select(o => o.Id));
        Assert.NotEmpty(pack.Notices);
        Assert.Equal((90, ParameterStatus.Memory), Creditable("1"));
    }

    [Fact]
    public void Filled_by_editing_text_it_passes_the_check_and_carries_its_new_label_and_status()
    {
        Fill("0.12", example: true);
        var catalog = MethodologyCatalog.Open(folder);
        var (methods, released) = MethodologyCheck.Run(catalog);
        Assert.Empty(methods.SelectMany(m => m.Problems).Concat(released));
        var filled = methods.Single(m => (m.Id, m.Version) == ("ccer-14-001", "2"));
        Assert.Equal(("verified", ParameterStatus.Verified), (filled.Status, filled.WorstParameter));
        Assert.Empty(filled.WithoutOutsideExample);
        var pack = catalog.Describe("ccer-14-001", "2");
        Assert.Equal(("按 CCER-14-001-V01 核算", "account under CCER-14-001-V01"), (pack.Label.Zh, pack.Label.En));
        Assert.Empty(pack.Open);
        Assert.Empty(pack.Notices);
        Assert.Equal((88, ParameterStatus.Verified), Creditable("2")); // 100 × (1 − 0.12)
        Assert.Equal((90, ParameterStatus.Memory), Creditable("1")); // the old version stays as it was
        Assert.Equal(ParameterStatus.Verified, Programme.Load(catalog, "ccer/2").Status);
    }

    [Fact]
    public void A_figure_changed_without_its_example_is_noticed()
    {
        Fill("0.12", example: false);
        var problems = MethodologyCheck.Run(MethodologyCatalog.Open(folder), "ccer-14-001", "2").Problems;
        Assert.Contains(problems, p => p.File == $"{New}/examples/years.example" && p.Message.StartsWith("NP should be 19 tCO2e", StringComparison.Ordinal));
    }

    [Fact]
    public void A_status_that_is_no_word_is_noticed()
    {
        Fill("0.12", example: true);
        Edit($"{New}/method.json", t => t.Replace("\"verified\"", "\"official\"", StringComparison.Ordinal));
        Assert.Contains(MethodologyCheck.Run(MethodologyCatalog.Open(folder), "ccer-14-001", "2").Problems, p => p.Message == "status 'official' is not one of draft, secondary, verified");
    }

    private static string Joined(params string[] lines) => string.Join('\n', lines) + "\n";

    /// <summary>The steps of the document, in its order.</summary>
    private void Fill(string risk, bool example)
    {
        foreach (var (from, to) in ((string, string)[])[(Old, New), ("tables/ccer-14-001/1", "tables/ccer-14-001/2"), ("programmes/ccer/1", "programmes/ccer/2")])
            foreach (var file in Directory.GetFiles(Path.Combine(folder, from), "*", SearchOption.AllDirectories))
                Write(Path.Combine(to, Path.GetRelativePath(Path.Combine(folder, from), file)), File.ReadAllText(file));
        Edit("sources.csv", t => Joined([.. t.TrimEnd('\n').Split('\n').Select(l => l.StartsWith("ccer-14-001-v01,", StringComparison.Ordinal) ? l[..^",no".Length] + ",yes" : l)]));
        Edit("tables/ccer-14-001/2/deduction.csv", t => t.Replace(",0.10,own-knowledge,", $",{risk},ccer-14-001-v01,", StringComparison.Ordinal).Replace("章节未知 / section unknown", "7.3", StringComparison.Ordinal).Replace(",memory,", ",verified,", StringComparison.Ordinal));
        Edit($"{New}/METHOD.md", t => t.Replace("deduction@1", "deduction@2", StringComparison.Ordinal).Replace("own-knowledge, structure of CCER-14-001", "ccer-14-001-v01, section 7", StringComparison.Ordinal));
        Edit($"{New}/eligibility.csv", t => t.Replace(",memory,", ",verified,", StringComparison.Ordinal).Replace(",secondary,", ",verified,", StringComparison.Ordinal).Replace("own-knowledge", "ccer-14-001-v01", StringComparison.Ordinal));
        Edit("programmes/ccer/2/programme.json", t => t.Replace("\"version\": \"1\"", "\"version\": \"2\"", StringComparison.Ordinal).Replace("\"memory\"", "\"verified\"", StringComparison.Ordinal));
        Edit($"{New}/method.json", t =>
        {
            var json = JsonNode.Parse(t)!.AsObject();
            (json["version"], json["status"], json["open"], json["notices"]) = ("2", "verified", new JsonArray(), new JsonArray());
            json["label"] = new JsonObject { ["zh"] = "按 CCER-14-001-V01 核算", ["en"] = "account under CCER-14-001-V01" };
            return json.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        });
        if (example) // 190 × 0.12 = 22.8; 190 − 22.8 = 167.2
            Edit($"{New}/examples/years.example", t => t.Replace("source hand-arithmetic, written out above", "source ccer-14-001-v01, example of appendix A", StringComparison.Ordinal).Replace("NP[2021] = 19 ", "NP[2021] = 22.8 ", StringComparison.Ordinal).Replace("CDR[2021] = 171 ", "CDR[2021] = 167.2 ", StringComparison.Ordinal));
    }

    /// <summary>What is creditable of a removal of 100 t, and how that is known.</summary>
    private (double Value, ParameterStatus Status) Creditable(string version)
    {
        var sheet = new Sheet();
        sheet.Add("year", [2024.0]);
        foreach (var (symbol, value) in ((string, double)[])[("dC_BIOMASS", 100), ("dC_TREE_BSL", 0), ("dC_SHRUB_BSL", 0), ("GHG_E", 0)])
            sheet.Put(SheetColumn.One(symbol, value, "tCO2e"));
        SheetEvaluation.Run(MethodologyCatalog.Open(folder).Load($"ccer-14-001/{version}"), sheet, new CauseTable());
        var cell = sheet.Columns["CDR"].Cells.Single();
        return (Math.Round(cell.Number!.Value, 9), cell.Status);
    }

    private void Edit(string file, Func<string, string> edit)
    {
        var before = File.ReadAllText(Path.Combine(folder, file));
        var after = edit(before);
        Assert.NotEqual(before, after);
        Write(file, after);
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}

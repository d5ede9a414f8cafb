using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The files of an estimate in its output folder: estimate.json, estimates.csv, strata.csv, small-areas.csv, findings.csv, estimate.html and manifest.json.</summary>
public static class SampleFolder
{
    private const int RowsShown = 40;

    /// <summary>Writes them and puts the folder in its place.</summary>
    /// <param name="result">The estimate.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(SampleResult result, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language)
    {
        folder.Write("estimate.json", s => SampleJson.Write(result, s, language));
        foreach (var table in SampleTables.All(result, "en"))
            folder.Write($"{table.Id}.csv", s => CsvTable.Write(table, s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(result.Findings.Findings, language), s));
        folder.Write("estimate.html", s => Page(result, language).Write(s));
        return folder.Commit(new()
        {
            ProgramVersion = AssessmentRun.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = [.. result.Inputs.Distinct(StringComparer.Ordinal).Select(i => FileHash.Of(i, Path.GetFileName(i))).OrderBy(d => d.Name, StringComparer.Ordinal)],
            Packs = result.Options.Programme is { } programme ? programme.Packs : [],
            WorstStatus = result.WorstStatus,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, result.Findings.Count),
        });
    }

    private static HtmlDocument Page(SampleResult result, string language)
    {
        var zh = language == "zh";
        var title = zh ? $"抽样估计：{result.Options.Value}" : $"Estimate from sample plots: {result.Options.Value}";
        var page = new HtmlDocument(language, title);
        page.Html.Element("h1", title);
        page.Paragraph(zh
            ? $"表 {result.Table}，样地 {result.Sample.Plots} 个；公式：{result.Formula}。区间只含抽样误差，不含测量误差、模型误差和样地缺测的偏差。"
            : $"Table {result.Table}, {result.Sample.Plots} plots; formula: {result.Formula}. Intervals cover the sampling error alone: not errors of measurement or of models, nor the bias of plots that were not measured.");
        foreach (var table in SampleTables.All(result, language))
            page.Table(table);
        Chart(page, result, zh);
        if (result.Findings.Findings.Count > 0)
            page.Table(FindingsTable.Extract(result.Findings.Findings, language));
        return page;
    }

    /// <summary>The whole and its strata, each with its interval; of a ratio the strata hold other figures, so it stands alone.</summary>
    private static void Chart(HtmlDocument page, SampleResult result, bool zh)
    {
        var confidence = result.Options.Rules.Confidence;
        var strata = result.Basis == SampleBasis.Ratio ? [] : result.Sample.Strata;
        ChartInterval[] rows = [.. strata.Take(RowsShown - 1).Select(s => Row(s.Name, s.Mean)).Prepend(Row(zh ? "总体" : "all", result.Sample.Mean))];
        var caption = FormattableString.Invariant($"{100 * confidence:0.#} %");
        page.Figure(zh ? $"估计值与 {caption} 置信区间" : $"Estimates and {caption} confidence intervals", html => SvgIntervals.Write(html, $"f{page.NextFigure}", result.Options.Value, result.Options.Value, rows));

        ChartInterval Row(string name, Estimation.Estimate e)
        {
            var (low, high) = e.Interval(confidence);
            return new(name, low, e.Value, high);
        }
    }
}

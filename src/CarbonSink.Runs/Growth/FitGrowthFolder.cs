using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The files of a fit in its output folder: curves.csv with its correlations.csv, diagnostics.csv, age-classes.csv, stands.csv, findings.csv, fit.json, fit.html and manifest.json.</summary>
public static class FitGrowthFolder
{
    private static readonly Bilingual Title = new("生长曲线拟合", "Fitted growth curves");
    private static readonly Bilingual Remark = new(
        "以空间代时间：曲线来自同一时间不同年龄的林分，不是同一片林分的生长。只在标出的年龄内使用。状态 derived。没有任何林分被剔除；残差见 stands.csv。",
        "Space for time: the curves come from stands of different ages at one time and are not the growth of any one stand. Valid within the ages stated. Status derived. No stand was dropped; stands.csv has every residual.");

    /// <summary>Writes them and puts the folder in its place.</summary>
    /// <param name="result">The fits.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(FitGrowthResult result, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language)
    {
        folder.Write(FittedCurvesCsv.FileName, s => FittedCurvesCsv.Write(result, s));
        folder.Write(FittedCurvesCsv.CorrelationsName, s => FittedCurvesCsv.WritePairs(result, s));
        foreach (var table in (ReportTable[])[FitGrowthTables.Diagnostics(result), FitGrowthTables.AgeClasses(result), FitGrowthTables.Stands(result)])
            folder.Write($"{table.Id}.csv", s => CsvTable.Write(table, s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(result.Findings.Findings, language), s));
        folder.Write("fit.json", s => FitGrowthJson.Write(result, s, language));
        folder.Write("fit.html", s => Page(result, language).Write(s));
        return folder.Commit(new()
        {
            ProgramVersion = AssessmentRun.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = result.Inputs,
            Packs = [],
            WorstStatus = result.Classes.Any(c => c.Best is not null) ? ParameterStatus.Derived : null,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, result.Findings.Count),
        });
    }

    private static HtmlDocument Page(FitGrowthResult result, string language)
    {
        var page = new HtmlDocument(language, Title.In(language));
        page.Html.Element("h1", Title.In(language));
        page.Paragraph(Remark.In(language));
        page.Table(FitGrowthTables.Kept(result, language));
        foreach (var c in result.Classes)
        {
            var fit = c.Best?.Fit;
            page.Html.Element("h2", c.NameIn.In(language));
            (double, double)[] points = [.. c.Stands.Select(s => (s.Observation.Age, s.Observation.Volume))];
            (double, double)[] line = fit is null ? [] : [.. Enumerable.Range(0, 81).Select(i => fit.ValidAges.From + (i / 80.0 * (fit.ValidAges.To - fit.ValidAges.From))).Select(t => (t, fit.Curve.Value(t)))];
            var caption = fit is null
                ? new Bilingual($"{c.NameIn.Zh}：没有曲线", $"{c.NameIn.En}: no curve").In(language)
                : $"{c.NameIn.In(language)}: {GrowthNames.Of(fit.Curve.Form).In(language)}, {FitGrowthTables.Coefficients(fit)}; R² {fit.RSquared.ToString("F3", CultureInfo.InvariantCulture)}, n {fit.Count}";
            page.Figure(caption, html => SvgScatter.Write(html, $"fit{page.NextFigure}", caption, new Bilingual("年龄（年）", "Age (years)").In(language), new Bilingual("每公顷蓄积（m³/ha）", "Growing stock (m³/ha)").In(language), points, line));
            if (fit is null)
                continue;
            (double, double)[] residuals = [.. c.Stands.Select(s => (s.Observation.Age, s.Observation.Volume - fit.Curve.Value(s.Observation.Age)))];
            var about = new Bilingual($"{c.NameIn.Zh}：残差", $"{c.NameIn.En}: residuals").In(language);
            page.Figure(about, html => SvgScatter.Write(html, $"fit{page.NextFigure}", about, new Bilingual("年龄（年）", "Age (years)").In(language), new Bilingual("观测减曲线（m³/ha）", "Observed less curve (m³/ha)").In(language), residuals, []));
        }

        page.Table(FitGrowthTables.AgeClasses(result, language));
        if (result.Findings.Findings.Count > 0)
            page.Table(FindingsTable.Extract(result.Findings.Findings, language));
        return page;
    }
}

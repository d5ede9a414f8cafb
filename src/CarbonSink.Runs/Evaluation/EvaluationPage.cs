using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>An evaluation as one HTML page (核算报告页): label and notices, totals with a chart, what is not estimated, open items, equations and sources, findings.</summary>
internal static class EvaluationPage
{

    private static readonly Bilingual MethodLine = new("方法 {0}（方法包状态：{1}）；所用参数的最差状态：{2}。", "Method {0} (status of the pack: {1}); worst status of the parameters used: {2}.");
    private static readonly Bilingual Uses = new("先行计算的方法：{0}。", "Computed before it: {0}.");
    private static readonly Bilingual Gwp = new("全球增温潜势：{0}。", "Global warming potentials: {0}.");
    private static readonly Bilingual TotalsNote = new("只有量（吨、公顷、立方米及其每年的值）按成员相加；每公顷的值和比率不相加。不完整的合计标出缺多少，缺的不是 0。", "Amounts alone (tonnes, hectares, cubic metres and these a year) are added over members; values per hectare and ratios are not. A partial total says what it lacks; what is missing is not zero.");
    private static readonly Bilingual IntervalNote = new("区间：{0}，置信度 95 %，只在本方法之内传播；用到先行方法的、有不确定性的结果时不给区间。未给出不确定性的：{1}。", "Intervals: {0}, 95 %, within this method alone; a total into which uncertain results of a method computed before enter has none. No uncertainty is stated by: {1}.");
    private static readonly Bilingual Missing = new("未估算", "Not estimated");
    private static readonly Bilingual NoneMissing = new("没有：每个输出都有值。", "Nothing: every output has a value.");
    private static readonly Bilingual Method = new("公式与出处", "Equations and sources");
    private static readonly Bilingual Findings = new("提示与问题", "Findings");
    private static readonly Bilingual NoTotals = new("没有可以相加的输出；各成员的值见 CSV。", "No output adds up; the CSV files have the values of each member.");
    private static readonly Bilingual Results = new("结果", "Results");

    public static HtmlDocument Of(EvaluationResult result, string language)
    {
        var page = new HtmlDocument(language, result.Title.In(language));
        string Say(Bilingual text, params object?[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        page.Html.Element("h1", result.Title.In(language));
        page.Html.Element("p", result.Method.Label.In(language), ("class", "label"));
        foreach (var notice in result.Notices)
            page.Html.Element("p", notice.In(language), ("class", "notice"));
        page.Paragraph(Say(MethodLine, $"{result.Method.Title.In(language)} · {result.Method.Id}/{result.Method.Version}", result.Method.Status, result.WorstStatus is { } s ? JsonText.Status(s) : "—"));
        if (result.Methods.Count > 1)
            page.Paragraph(Say(Uses, string.Join(language == "zh" ? "、" : ", ", result.Methods.SkipLast(1).Select(m => $"{m.Methodology.Description.Title.In(language)} · {m.Methodology.Description.Id}/{m.Methodology.Description.Version}"))));
        if (result.GwpSets.Count > 0)
            page.Paragraph(Say(Gwp, string.Join(", ", result.GwpSets)));
        page.Html.Element("h2", Results.In(language));
        foreach (var table in EvaluationSummary.Of(result, language))
            ShortTable.Write(page, table);
        if (result.Totals.Any(t => t.IsPartial))
            page.Note(EvaluationSummary.AsteriskNote.In(language));
        if (result.Totals.Count == 0)
            page.Paragraph(NoTotals.In(language));
        page.Note(TotalsNote.In(language));
        if (result.Uncertainty.Approach != UncertaintyApproach.None)
            page.Note(Say(IntervalNote, result.Uncertainty.Word, result.NotCovered.Count == 0 ? "—" : string.Join(", ", result.NotCovered)));
        EvaluationCharts.Write(page, result, language);
        if (EvaluationTables.Run(result, language) is { Rows.Count: > 0 } run)
            ShortTable.Write(page, run);
        page.Html.Element("h2", Missing.In(language));
        if (result.NotEvaluated.Count == 0)
            page.Paragraph(NoneMissing.In(language));
        else
            ShortTable.Write(page, EvaluationTables.NotEstimated(result, language));
        if (result.Open.Count > 0)
            ShortTable.Write(page, EvaluationTables.Open(result, language));
        page.Html.Element("h2", Method.In(language));
        ShortTable.Write(page, Equations(result, language));
        ShortTable.Write(page, Sources(result));
        if (result.Findings.Findings.Count == 0)
            return page;
        page.Html.Element("h2", Findings.In(language));
        ShortTable.Write(page, FindingsTable.Extract(result.Findings.Findings, language));
        return page;
    }

    private static ReportTable Equations(EvaluationResult result, string language)
    {
        var table = new ReportTable("equations", "公式", "Equations", [Text("method", "方法", "Method"), Text("number", "编号", "No."), Text("symbol", "符号", "Symbol"), Text("unit", "单位", "Unit"), Text("formula", "公式与适用条件", "Formula and condition"), Text("source", "出处", "Source")]);
        foreach (var m in result.Methods)
            foreach (var e in m.Methodology.Equations)
                table.AddRow(m.Methodology.Description.Id, e.Number, e.SymbolName, e.UnitText, e.When.Length == 0 ? e.Formula : $"{e.Formula}\n{(language == "zh" ? "条件：" : "when ")}{e.When}", e.Locator.Length == 0 ? e.Source : $"{e.Source}\n{e.Locator}");
        return table;
    }

    private static ReportTable Sources(EvaluationResult result)
    {
        var table = new ReportTable("sources", "出处", "Sources", [Text("id", "代号", "Id"), Text("title", "文献", "Document"), Text("publisher", "发布者", "Publisher"), Text("date", "日期", "Date")]);
        var used = result.Methods.SelectMany(m => m.Methodology.Equations.Select(e => e.Source).Concat(m.Methodology.Tables.SelectMany(t => t.Table.Rows).Select(r => r.Source))).Distinct(StringComparer.Ordinal)
            .Where(result.Sources.ContainsKey).Select(id => result.Sources[id]).Where(s => s.Kind != "definition").OrderBy(s => s.Id, StringComparer.Ordinal);
        foreach (var source in used)
            table.AddRow(source.Id, string.Join(' ', ((string[])[source.Number, source.Title]).Where(t => t.Length > 0)), source.Publisher, source.Date);
        return table;
    }

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);
}

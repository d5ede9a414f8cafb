using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Totals for people (核算结果摘要): rounded, one table for what has no year, one with a row for each year, one by group.</summary>
public static class EvaluationSummary
{
    private const int MostColumns = 6;

    private static readonly Bilingual Left = new("不完整：缺 {0} 个{1}", "partial: {0} left out{1}");

    /// <summary>The tables that have rows.</summary>
    public static IEnumerable<ReportTable> Of(EvaluationResult result, string language)
    {
        var all = result.Totals.Where(t => t.Group is null).ToArray();
        if (Array.Exists(all, t => t.Step is null))
            yield return Single(all.Where(t => t.Step is null), language);
        var outputs = all.Where(t => t.Step is not null).GroupBy(t => t.Output.Symbol, StringComparer.Ordinal).ToArray();
        for (var first = 0; first < outputs.Length; first += MostColumns)
            yield return ByYear([.. outputs.Skip(first).Take(MostColumns).Select(g => g.ToArray())], first / MostColumns, language);
        if (result.Totals.Any(t => t.Group is not null))
            yield return ByGroup(result, language);
    }

    private static ReportTable Single(IEnumerable<EvaluationTotal> totals, string language)
    {
        var table = new ReportTable("summary", "合计与单值输出", "Totals and single values",
            [Text("name", "名称", "Name"), Text("symbol", "符号", "Symbol"), Text("value", "值", "Value"), Text("unit", "单位", "Unit"), Text("remark", "95% 区间；缺什么", "95 % interval; what is left out"), Text("status", "状态", "Status")]);
        foreach (var t in totals)
            table.AddRow(EvaluationTables.NameOf(t.Output)?.In(language) ?? "—", t.Output.Symbol, t.Value is { } v ? Figure(v) : "—", UnitSign.Of(t.Output.Unit, language), Remark(t, language) ?? "—", Status(t));
        return table;
    }

    private static ReportTable ByYear(EvaluationTotal[][] outputs, int number, string language)
    {
        var table = new ReportTable(number == 0 ? "by-year" : $"by-year-{number + 1}", "逐年结果", "By year",
        [
            Text("year", "年", "Year"),
            .. outputs.Select(o => new ReportColumn(o[0].Output.Symbol, $"{EvaluationTables.NameOf(o[0].Output)?.Zh} {o[0].Output.Symbol}".Trim(), $"{EvaluationTables.NameOf(o[0].Output)?.En} {o[0].Output.Symbol}".Trim(), o[0].Output.Unit, ReportColumnKind.Text)),
            Text("status", "状态", "Status"),
        ]);
        foreach (var step in outputs.SelectMany(o => o.Select(t => t.Step!.Value)).Distinct().Order())
        {
            var row = outputs.Select(o => Array.Find(o, t => t.Step == step)).ToArray();
            var worst = row.Where(t => t?.Status is not null).MaxBy(t => t!.Status);
            table.AddRow([EvaluationTables.Step(step)!, .. row.Select(t => t is null ? ReportCell.Missing : Cell(t, language)), worst is null ? "—" : Status(worst)]);
        }

        return table;
    }

    /// <summary>What is over years is shown for the last of them; the CSV has all.</summary>
    private static ReportTable ByGroup(EvaluationResult result, string language)
    {
        var table = new ReportTable("by-group", $"按 {result.By} 分组", $"By {result.By}",
            [Text("group", "分组", "Group"), Text("symbol", "符号", "Symbol"), Text("year", "年", "Year"), Text("value", "值", "Value"), Text("unit", "单位", "Unit"), Text("remark", "95% 区间；缺什么", "95 % interval; what is left out"), Text("status", "状态", "Status")]);
        foreach (var t in result.Totals.Where(t => t.Group is not null).GroupBy(t => (t.Group, t.Output.Symbol)).Select(g => g.MaxBy(t => t.Step ?? 0)!).OrderBy(t => t.Group, StringComparer.Ordinal))
            table.AddRow(t.Group!, t.Output.Symbol, EvaluationTables.Step(t.Step) ?? "—", t.Value is { } v ? Figure(v) : "—", UnitSign.Of(t.Output.Unit, language), Remark(t, language) ?? "—", Status(t));
        return table;
    }

    private static ReportCell Cell(EvaluationTotal total, string language)
    {
        var remark = Remark(total, language);
        return $"{(total.Value is { } v ? Figure(v) : "—")}{(remark is null ? "" : $"\n{remark}")}";
    }

    private static string? Remark(EvaluationTotal total, string language)
    {
        string?[] parts = [total.Interval is { } i ? $"{Figure(i.Low)} … {Figure(i.High)}" : null, total.LeftOut.Count > 0 ? Lacks(total, language) : null];
        return string.Join(language == "zh" ? "；" : "; ", parts.OfType<string>()) is { Length: > 0 } text ? text : null;
    }

    private static string Lacks(EvaluationTotal total, string language)
    {
        if (total.LeftOut is [{ Set.Length: 0 } only])
            return only.Cause.Text(language);
        var area = total.LeftOut.Any(l => l.AreaHa is null) ? "" : $"{(language == "zh" ? "，" : ", ")}{HtmlTable.Number(total.LeftOut.Sum(l => l.AreaHa!.Value), 2)} ha";
        return string.Format(CultureInfo.InvariantCulture, Left.In(language), total.LeftOut.Sum(l => l.Count), area);
    }

    private static string Status(EvaluationTotal total) => total.Status is { } s ? JsonText.Status(s) + (total.IsExtrapolated ? ", extrapolated" : "") : "—";

    /// <summary>Five significant digits at least, and no decimals of large numbers.</summary>
    private static string Figure(double value) => HtmlTable.Number(value, value == 0 ? 0 : Math.Clamp(4 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 10));

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);
}

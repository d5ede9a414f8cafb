using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Totals for people (核算结果摘要): rounded, one table for what has no year, one with a row for each year, one by group.</summary>
public static class EvaluationSummary
{
    private const int MostColumns = 6;

    private static readonly Bilingual Left = new("不完整：缺 {0} 个{1}", "partial: {0} left out{1}");
    private static readonly Bilingual None = new("没有值：{0} 个{1}", "no value: {0}{1}");

    private static readonly Bilingual NoInterval = new("不给区间", "no interval");

    /// <summary>What the asterisk means.</summary>
    public static Bilingual AsteriskNote { get; } = new("* 不完整，缺的与上一行相同。", "* partial; what is left out is the same as in the row above.");

    /// <summary>The tables that have rows. Outputs without any value stand among what is not estimated.</summary>
    public static IEnumerable<ReportTable> Of(EvaluationResult result, string language)
    {
        var all = result.Totals.Where(t => t.Group is null).ToArray();
        if (Array.Exists(all, t => t.Step is null))
            yield return Single(all.Where(t => t.Step is null), language);
        foreach (var table in Pivots("by-year", new("逐年结果", "By year"), new("年", "Year"), all.Where(t => t.Step is not null), t => EvaluationTables.Step(t.Step)!, language))
            yield return table;
        if (result.By is not { } by)
            yield break;

        // What is over years is shown for the last of them; the CSV has all.
        var last = result.Totals.Max(t => t.Step);
        var title = last is null ? new Bilingual($"按 {by} 分组", $"By {by}") : new($"按 {by} 分组（逐年的取 {EvaluationTables.Step(last)} 年）", $"By {by} (what is over years: {EvaluationTables.Step(last)})");
        foreach (var table in Pivots("by-group", title, new(by, by), result.Totals.Where(t => t.Group is not null && (t.Step is null || t.Step == last)).OrderBy(t => t.Group, StringComparer.Ordinal), t => t.Group!, language))
            yield return table;
    }

    private static ReportTable Single(IEnumerable<EvaluationTotal> totals, string language)
    {
        var table = new ReportTable("summary", "合计与单值输出", "Totals and single values",
            [Text("name", "名称", "Name"), Text("symbol", "符号", "Symbol"), Text("value", "值", "Value"), Text("unit", "单位", "Unit"), Text("remark", "95% 区间；缺什么", "95 % interval; what is left out"), Text("status", "状态", "Status")]);
        foreach (var t in totals)
            table.AddRow(EvaluationTables.NameOf(t.Output)?.In(language) ?? "—", t.Output.Symbol, t.Value is { } v ? Figure(v) : "—", UnitSign.Of(t.Output.Unit, language), Joined(language, Interval(t) ?? t.NoInterval?.In(language), Lacks(t, language)) ?? "—", Status(t));
        return table;
    }

    /// <summary>A row for each year or group, a column for each output; a few columns in each table.</summary>
    private static IEnumerable<ReportTable> Pivots(string id, Bilingual title, Bilingual rows, IEnumerable<EvaluationTotal> totals, Func<EvaluationTotal, string> label, string language)
    {
        var outputs = totals.GroupBy(t => t.Output.Symbol, StringComparer.Ordinal).Where(g => g.Any(t => t.Value is not null)).Select(g => g.ToArray()).ToArray();
        for (var first = 0; first < outputs.Length; first += MostColumns)
            yield return Pivot(first == 0 ? id : $"{id}-{(first / MostColumns) + 1}", title, rows, outputs[first..Math.Min(outputs.Length, first + MostColumns)], label, language);
    }

    private static ReportTable Pivot(string id, Bilingual title, Bilingual rows, EvaluationTotal[][] outputs, Func<EvaluationTotal, string> label, string language)
    {
        var table = new ReportTable(id, title.Zh, title.En,
        [
            Text("row", rows.Zh, rows.En),
            .. outputs.Select(o => new ReportColumn(o[0].Output.Symbol, $"{EvaluationTables.NameOf(o[0].Output)?.Zh} {o[0].Output.Symbol}".Trim(), $"{EvaluationTables.NameOf(o[0].Output)?.En} {o[0].Output.Symbol}".Trim(), o[0].Output.Unit, ReportColumnKind.Text)),
            Text("status", "状态", "Status"),
        ]);
        var said = new string?[outputs.Length];
        foreach (var name in outputs.SelectMany(o => o.Select(label)).Distinct(StringComparer.Ordinal))
        {
            var row = outputs.Select(o => Array.Find(o, t => label(t) == name)).ToArray();
            var worst = row.Where(t => t?.Status is not null).MaxBy(t => t!.Status);
            table.AddRow([name, .. row.Select((t, i) => t is null ? ReportCell.Missing : Cell(t, ref said[i], language)), worst is null ? "—" : Status(worst)]);
        }

        return table;
    }

    /// <summary>Value, interval, and what is left out where the row above does not say the same.</summary>
    private static ReportCell Cell(EvaluationTotal total, ref string? said, string language)
    {
        var lacks = Lacks(total, language);
        var again = lacks is not null && lacks == said && total.Value is not null;
        said = lacks;
        var remark = Joined(language, Interval(total) ?? (total.NoInterval is null ? null : NoInterval.In(language)), again ? null : lacks);
        return $"{(total.Value is { } v ? Figure(v) : "—")}{(again ? " *" : "")}{(remark is null ? "" : $"\n{remark}")}";
    }

    private static string? Interval(EvaluationTotal total) => total.Interval is { } i ? $"{Figure(i.Low)} … {Figure(i.High)}" : null;

    private static string? Joined(string language, params string?[] parts) => string.Join(language == "zh" ? "；" : "; ", parts.OfType<string>()) is { Length: > 0 } text ? text : null;

    private static string? Lacks(EvaluationTotal total, string language)
    {
        if (total.LeftOut.Count == 0)
            return null;
        if (total.LeftOut is [{ Set.Length: 0 } only])
            return only.Cause.Text(language);
        var area = total.LeftOut.Any(l => l.AreaHa is null) ? "" : $"{(language == "zh" ? "，" : ", ")}{HtmlTable.Number(total.LeftOut.Sum(l => l.AreaHa!.Value), 2)} ha";
        return string.Format(CultureInfo.InvariantCulture, (total.Value is null ? None : Left).In(language), total.LeftOut.Sum(l => l.Count), area);
    }

    private static string Status(EvaluationTotal total) => total.Status is { } s ? JsonText.Status(s) + (total.IsExtrapolated ? ", extrapolated" : "") : "—";

    /// <summary>Five significant digits at least, and no decimals of large numbers.</summary>
    private static string Figure(double value) => HtmlTable.Number(value, value == 0 ? 0 : Math.Clamp(4 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 10));

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);
}

using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The tables of an evaluation (核算结果表): totals, what is missing, and for each set its members with inputs, outputs, status, equations and reasons. Headings are symbols with units, so that a table can be an input again.</summary>
public static class EvaluationTables
{
    private static readonly Dictionary<string, Bilingual> Words = new(StringComparer.Ordinal)
    {
        ["volume"] = new("蓄积", "volume"), ["livingVolume"] = new("活立木蓄积", "living volume"), ["biomass"] = new("生物量", "biomass"), ["carbon"] = new("碳储量", "carbon"),
        ["carbonLow"] = new("碳储量下限", "carbon, low"), ["carbonHigh"] = new("碳储量上限", "carbon, high"), ["co2e"] = new("二氧化碳当量", "carbon dioxide equivalent"), ["area"] = new("面积", "area"),
        ["baseline"] = new("基线碳汇量", "baseline removal"), ["project"] = new("项目碳汇量", "project removal"), ["emission"] = new("项目排放", "project emission"), ["leakage"] = new("泄漏", "leakage"),
        ["net"] = new("净碳汇量", "net removal"), ["nonPermanence"] = new("非持久性扣减", "deduction for non-permanence"), ["creditable"] = new("可计减排量（取整前）", "creditable, before rounding"),
    };

    /// <summary>Name of an output: as the pack says, else what its word means; null where neither says.</summary>
    public static Bilingual? NameOf(MethodologyOutput output) => output.Name ?? Words.GetValueOrDefault(output.As);

    /// <summary>Totals, and outputs of one value.</summary>
    public static ReportTable Totals(EvaluationResult result, string language)
    {
        var table = new ReportTable("totals", "合计与单值输出", "Totals and single values",
        [
            Text("symbol", "符号", "Symbol"), Text("as", "类", "As"), Text("name", "名称", "Name"), Text("group", "分组", "Group"), Text("year", "年", "Year"), Number("total", "值", "Value"), Text("unit", "单位", "Unit"),
            Number("ciLow", "95% 下限", "95 % from"), Number("ciHigh", "95% 上限", "95 % to"), Text("partial", "不完整", "Partial"), new("leftOutCount", "缺的成员数", "Members left out", "", ReportColumnKind.Count), Number("leftOutAreaHa", "缺的面积", "Area left out", "ha"),
            Text("status", "状态", "Status"), Text("extrapolated", "外推", "Extrapolated"), Text("reason", "原因", "Reason"),
        ]);
        foreach (var t in result.Totals)
            table.AddRow(t.Output.Symbol, t.Output.As, Cell(NameOf(t.Output)?.In(language)), Cell(t.Group), Cell(Step(t.Step)), t.Value, t.Output.Unit, t.Interval?.Low, t.Interval?.High, t.Value is null ? "—" : t.IsPartial ? "1" : "0", t.LeftOut.Sum(l => l.Count),
                t.LeftOut.Any(l => l.AreaHa is null) ? ReportCell.Missing : (double?)t.LeftOut.Sum(l => l.AreaHa!.Value), Cell(t.Status is { } s ? JsonText.Status(s) : null), t.IsExtrapolated ? "1" : "0", Cell(string.Join("; ", t.LeftOut.Select(l => l.Cause.Text(language)).Append(t.NoInterval?.In(language)).OfType<string>())));
        return table;
    }

    /// <summary>What has no value, by output and reason.</summary>
    public static ReportTable NotEstimated(EvaluationResult result, string language)
    {
        var table = new ReportTable("not-estimated", "未估算", "Not estimated",
        [
            Text("symbol", "符号", "Symbol"), Text("set", "集合", "Set"), new("count", "个数", "Count", "", ReportColumnKind.Count), Number("areaHa", "面积", "Area", "ha"), Text("code", "代码", "Code"), Text("reason", "原因", "Reason"), Text("examples", "例如", "Such as"),
        ]);
        foreach (var n in result.NotEvaluated)
            table.AddRow(n.Symbol, Cell(n.Set.Length == 0 ? null : n.Set), n.Count, n.AreaHa, n.Cause.Code, n.Cause.Text(language), Cell(n.Examples.Count == 0 ? null : string.Join(", ", n.Examples)));
        return table;
    }

    /// <summary>What a holder of the official text must fill in.</summary>
    public static ReportTable Open(EvaluationResult result, string language)
    {
        var table = new ReportTable("open-items", "待按官方文本填写", "To be filled in from the official text", [Text("id", "代号", "Id"), Text("section", "条款", "Section"), Text("status", "状态", "Status"), Text("what", "内容", "What"), Text("file", "填写处", "Where to write it")]);
        foreach (var o in result.Open)
            table.AddRow(o.Id, Cell(o.Section.Length == 0 ? null : o.Section), o.Status, o.Text.In(language), Cell(o.File.Length == 0 ? null : o.File));
        return table;
    }

    /// <summary>Inputs that were given as one value for all.</summary>
    public static ReportTable Run(EvaluationResult result, string language)
    {
        var table = new ReportTable("run", "一个值的输入", "Inputs of one value", [Text("symbol", "符号", "Symbol"), Text("name", "名称", "Name"), Text("value", "值", "Value"), Text("unit", "单位", "Unit")]);
        foreach (var (column, input) in RunInputs(result))
            table.AddRow(column.Symbol, input.Name.In(language), Cell(Text(column, 0)), input.Unit is "code" or "date" ? "—" : UnitSign.Of(input.Unit, language));
        return table;
    }

    /// <summary>The members of every set, and single values.</summary>
    public static IEnumerable<ReportTable> Sets(EvaluationResult result, string language)
    {
        var outputs = result.Methods.SelectMany(m => m.Methodology.Outputs.Select(o => (o.Symbol, Method: m))).GroupBy(o => o.Symbol, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Method, StringComparer.Ordinal);
        foreach (var domain in result.Sheet.Columns.Values.GroupBy(c => (c.Set, c.OrderedSet)).OrderBy(g => g.Key.Set, StringComparer.Ordinal).ThenBy(g => g.Key.OrderedSet, StringComparer.Ordinal))
        {
            var columns = domain.OrderBy(c => outputs.ContainsKey(c.Symbol)).ToArray();
            yield return Members(result.Sheet, domain.Key.Set, domain.Key.OrderedSet, columns, outputs, language);
        }
    }

    /// <summary>Everything that is written as CSV.</summary>
    public static IReadOnlyList<ReportTable> All(EvaluationResult result, string language) =>
        [Totals(result, language), NotEstimated(result, language), .. result.Open.Count > 0 ? [Open(result, language)] : (ReportTable[])[], .. Sets(result, language)];

    internal static IEnumerable<(SheetColumn Column, MethodologyInput Input)> RunInputs(EvaluationResult result)
    {
        var inputs = result.Methods.Reverse().SelectMany(m => m.Methodology.Inputs).DistinctBy(i => i.Symbol).ToDictionary(i => i.Symbol, StringComparer.Ordinal);
        var computed = result.Methods.SelectMany(m => m.Methodology.Outputs).Select(o => o.Symbol).ToHashSet(StringComparer.Ordinal);
        return result.Sheet.Columns.Values.Where(c => c.Set.Length == 0 && c.OrderedSet.Length == 0 && !computed.Contains(c.Symbol) && inputs.ContainsKey(c.Symbol)).OrderBy(c => c.Symbol, StringComparer.Ordinal).Select(c => (c, inputs[c.Symbol]));
    }

    /// <summary>A cell as text; null where it is missing.</summary>
    internal static string? Text(SheetColumn column, int row) => Value(column, row) is { Kind: { } kind } cell ? kind == ReportColumnKind.Text ? cell.Text : cell.Number.ToString("R", CultureInfo.InvariantCulture) : null;

    internal static string? Step(double? step) => step?.ToString("R", CultureInfo.InvariantCulture);

    private static ReportTable Members(Sheet sheet, string set, string order, SheetColumn[] columns, Dictionary<string, SheetEvaluation> outputs, string language)
    {
        var id = (set.Length, order.Length) switch { (0, 0) => "values", (0, _) => $"set-{order}", (_, 0) => $"set-{set}", _ => $"set-{set}-{order}" };
        var inside = set.Length > 0 ? sheet.Inside(set) : string.Empty;
        var table = new ReportTable(id, $"集合 {id}", $"Set {id}",
        [
            .. ((string[])[set, inside, order]).Where(n => n.Length > 0).Select(n => Text(n, n, n)),
            .. columns.Select(c => c.Kind == SheetCellKind.Number ? new ReportColumn(c.Unit.Symbol == "1" ? $"{c.Symbol} [1]" : $"{c.Symbol} [{c.Unit.Symbol}]", c.Symbol, c.Symbol, c.Unit.Symbol, ReportColumnKind.Number) : Text(c.Symbol, c.Symbol, c.Symbol)),
            Text("status", "状态", "Status"), Text("equations", "公式号", "Equations"), Text("extrapolated", "外推", "Extrapolated"), Text("partial", "不完整", "Partial"), Text("reason", "原因", "Reason"),
        ]);
        var (width, steps) = (sheet.Count(set), sheet.Count(order));
        for (var step = 0; step < steps; step++)
            for (var member = 0; member < width; member++)
            {
                var row = (step * width) + member;
                var cells = new List<ReportCell>();
                if (set.Length > 0)
                    cells.Add(sheet.Keys(set)[member]);
                if (inside.Length > 0)
                    cells.Add(sheet.Keys(inside)[sheet.Parent(set, member, inside)!.Value]);
                if (order.Length > 0)
                    cells.Add(sheet.Keys(order)[step]);
                cells.AddRange(columns.Select(c => Value(c, row)));
                var computed = columns.Where(c => outputs.ContainsKey(c.Symbol)).ToArray();
                var valued = columns.Select(c => c.Cells[row]).Where(c => c.HasValue).ToArray();
                cells.Add(valued.Length == 0 ? ReportCell.Missing : JsonText.Status(valued.Max(c => c.Status)));
                cells.Add(Cell(string.Join("; ", computed.Select(c => outputs[c.Symbol].Evaluation.Route(c.Symbol, row) is { } e ? $"{c.Symbol}: {e.Number}" : null).OfType<string>())));
                cells.Add(valued.Any(c => c.IsExtrapolated) ? "1" : "0");
                cells.Add(valued.Any(c => c.IsPartial) ? "1" : "0");
                cells.Add(Cell(string.Join("; ", columns.Where(c => c.Cells[row].Cause is not null).Select(c => $"{c.Symbol}: {c.Cells[row].Cause!.Text(language)}"))));
                table.AddRow([.. cells]);
            }

        return table;
    }

    private static ReportCell Value(SheetColumn column, int row) => column.Cells[row] is not { HasValue: true } cell ? ReportCell.Missing
        : column.Kind switch { SheetCellKind.Code => cell.Code!, SheetCellKind.Date => DateOnly.FromDayNumber((int)cell.Number!.Value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), _ => cell.Number };

    private static ReportCell Cell(string? text) => string.IsNullOrEmpty(text) ? ReportCell.Missing : text;

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportColumn Number(string key, string zh, string en, string unit = "") => new(key, zh, en, unit, ReportColumnKind.Number);
}

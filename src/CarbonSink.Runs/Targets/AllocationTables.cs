using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>The tables of a decomposition (目标分解表).</summary>
public static class AllocationTables
{
    /// <summary>What a person reads at the console: the targets with what became of them, each decomposition, what is feasible.</summary>
    public static IEnumerable<ReportTable> Console(AllocationResult result, string language)
    {
        var table = new ReportTable("allocations", "目标分解一览", "Targets allocated",
            [Text("target", "目标", "Target"), Text("value", "目标值", "Value"), Text("to", "分解到", "To"), Text("by", "依据", "By"), Text("total", "总量", "Total"), Text("sumsHold", "合计相等", "Sums hold"), Text("reason", "没有分解的原因", "Why not")]);
        foreach (var one in result.Allocations)
            table.AddRow(
                one.IsStriven ? $"{one.Target.Id} {Strive.In(language)}" : one.Target.Id, Cell(one.Value is null ? null : $"{Cell(one.Value).Text} {one.ValueUnit}"), one.To.Word(), Cell(one.By?.Word()),
                Cell(one.Allocation is null ? null : $"{Cell(one.Allocation.Total).Text} {one.Unit}"), Cell(one.Allocation?.SumsHold is { } holds ? YesNo(holds).In(language) : null), Cell(one.Reason?.In(language)));
        return [table, .. result.Allocations.Where(a => a.Allocation is not null).Select(a => Page(a, language)), Feasibility(result, language)];
    }

    /// <summary>The targets asked for, one line each, with what became of them and the plan's sentence.</summary>
    public static ReportTable Summary(AllocationResult result, string language)
    {
        var table = new ReportTable("allocations", "目标分解一览", "Targets allocated",
        [
            Text("target", "目标", "Target"), Text("indicator", "指标", "Indicator"), Text("year", "目标年", "Year"), Text("comparator", "比较词", "Comparator"), Text("value", "目标值", "Value"), Text("valueUnit", "单位", "Unit"),
            Text("to", "分解到", "To"), Text("by", "依据", "By"), Text("of", "分解", "Of"), Text("base", "基数", "Base"), Text("baseYear", "基数年", "Base year"), Text("total", "总量", "Total"), Text("unit", "总量单位", "Unit of total"), Text("step", "步长", "Step"),
            Text("unplaced", "分不下去", "Unplaced"), Text("sumsHold", "合计相等", "Sums hold"), Text("reason", "没有分解的原因", "Why not"), Text("notes", "说明", "Notes"), Text("file", "文件", "File"), Text("line", "行", "Line"), Text("sentence", "规划原文", "Sentence"), Text("allocation", "分解", "Allocation"), Text("addsUp", "目标值可相加", "Values add up"),
        ]);
        foreach (var one in result.Allocations)
        {
            var (file, line, sentence) = Cited(one);
            table.AddRow(
                one.IsStriven ? $"{one.Target.Id} {Strive.In(language)}" : one.Target.Id, one.Target.IndicatorZh, Cell(one.Target.Year?.ToString(CultureInfo.InvariantCulture)), one.Target.Comparator.Word(), Cell(one.Value), Cell(one.ValueUnit),
                one.To.Word(), Cell(one.By?.Word()), Cell(one.Of?.Word()), Cell(one.Base?.Value), Cell(one.Base?.Year?.ToString(CultureInfo.InvariantCulture)), Cell(one.Allocation?.Total), Cell(one.Unit), Cell(one.Allocation?.Step),
                Cell(one.Allocation?.Unplaced), Cell(one.Allocation?.SumsHold is { } holds ? YesNo(holds).In(language) : null), Cell(one.Reason?.In(language)), Cell(string.Join(language == "zh" ? "；" : "; ", one.Notes.Select(n => n.In(language)))),
                file, line, sentence, one.Id, AddsUp(one));
        }

        return table;
    }

    /// <summary>The rows of all decompositions, one below the other; values of one decomposition add up to its total less what was not placed where <c>addsUp</c> says yes.</summary>
    public static ReportTable Shares(AllocationResult result, string language)
    {
        var table = new ReportTable("shares", "目标分解表", "Shares",
        [
            Text("allocation", "分解", "Allocation"), Text("name", "指标与目标", "Indicator and target"), Text("to", "分解到", "To"), Text("key", "代码", "Key"), Text("member", "名称", "Name"), Text("year", "年", "Year"), Text("value", "目标值", "Value"), Text("unit", "单位", "Unit"),
            Text("present", "现状", "Present"), Text("share", "份额", "Share"), Text("rate", "比率(%)", "Rate (%)"), Text("role", "职责", "Role"), Text("addsUp", "目标值可相加", "Values add up"),
        ]);
        foreach (var one in result.Allocations)
        {
            var striven = one.IsStriven ? Strive.In(language) : "";
            var name = $"{one.Target.IndicatorZh} {one.Target.Year?.ToString(CultureInfo.InvariantCulture)}{striven}（{one.Unit}）";
            foreach (var row in one.Allocation?.Rows ?? [])
                table.AddRow(
                    one.Id, name, one.To.Word(), row.Key, row.Name, Cell(row.Year?.ToString(CultureInfo.InvariantCulture)), Cell(row.Value), Cell(one.Unit), Cell(row.Present), Cell(row.Share), Cell(row.Rate),
                    Cell(row.Leads is { } leads ? Role(leads).In(language) : null), AddsUp(one));
        }

        return table;
    }

    /// <summary>The rows of one decomposition with their citation, as a table to work on.</summary>
    public static ReportTable Rows(AllocatedTarget one, string language)
    {
        var table = new ReportTable(one.Id, $"目标分解表 {one.Id}", $"Allocation of {one.Id}",
        [
            Text("target", "目标", "Target"), Text("indicator", "指标", "Indicator"), Text("key", "代码", "Key"), Text("name", "名称", "Name"), Text("year", "年", "Year"), Text("value", "目标值", "Value"), Text("unit", "单位", "Unit"),
            Text("present", "现状", "Present"), Text("share", "份额", "Share"), Text("rate", "比率(%)", "Rate (%)"), Text("role", "职责", "Role"), Text("file", "文件", "File"), Text("line", "行", "Line"), Text("sentence", "规划原文", "Sentence"),
        ]);
        var (file, line, sentence) = Cited(one);
        foreach (var row in one.Allocation?.Rows ?? [])
            table.AddRow(
                one.Target.Id, one.Target.Indicator, row.Key, row.Name, Cell(row.Year?.ToString(CultureInfo.InvariantCulture)), Cell(row.Value), Cell(one.Unit), Cell(row.Present), Cell(row.Share), Cell(row.Rate), Cell(row.Leads is { } leads ? Role(leads).In(language) : null),
                file, line, sentence);
        return table;
    }

    /// <summary>One decomposition for people: members down, years across where there are several, and the sum that was checked.</summary>
    public static ReportTable Page(AllocatedTarget one, string language)
    {
        var allocation = one.Allocation!;
        var decimals = allocation.Step.Scale;
        var years = allocation.Rows.Select(r => r.Year).Distinct().ToList();
        if (years.Count > 1 && allocation.Rows.Select(r => r.Key).Distinct(StringComparer.Ordinal).Count() > 1)
            return Matrix(one, years, decimals);
        var (isWork, adds) = (allocation.Present is null, allocation.SumsHold is not null);
        var kind = adds ? ReportColumnKind.Sum : ReportColumnKind.Number;
        var columns = new List<ReportColumn> { Text("name", "名称", "Name") };
        void Add(bool shown, ReportColumn column)
        {
            if (shown)
                columns.Add(column);
        }

        var (hasYear, hasRole, hasRate, isSeries) = (years.Any(y => y is not null), allocation.Rows.Any(r => r.Leads is not null), allocation.Rows.Any(r => r.Rate is not null), years.Count > 1);
        // Of departments the difference alone is spread: it is no work to be done.
        Bilingual heading = !isWork || !adds ? new("目标值", "Target") : one.Of switch { AllocationOf.Difference => new("增量", "Change"), AllocationOf.Level => new("分得的总量", "Part of the whole"), _ => new("任务量", "Amount") };
        Add(hasYear, Text("year", "年", "Year"));
        Add(!isWork, new("present", "现状", "Present", one.Unit, isSeries ? ReportColumnKind.Number : kind) { Decimals = decimals });
        Add(!isWork, new("share", "增量", "Change", one.Unit, kind) { Decimals = decimals });
        Add(true, new("value", heading.Zh, heading.En, one.Unit, isSeries && !isWork ? ReportColumnKind.Number : kind) { Decimals = decimals });
        Add(hasRate, new("rate", "比率", "Rate", "%", ReportColumnKind.Number) { Decimals = 2 });
        Add(hasRole, Text("role", "职责", "Role"));
        var table = new ReportTable(one.Id, $"{one.Target.IndicatorZh} {one.Target.Year} 分解表", $"{one.Target.Id} allocated", columns);
        foreach (var row in allocation.Rows)
            table.AddRow([.. columns.Select(c => c.Key switch
            {
                "name" => row.Name,
                "year" => Cell(row.Year?.ToString(CultureInfo.InvariantCulture)),
                "present" => Figure(c, row.Present),
                "share" => Figure(c, row.Share),
                "value" => Figure(c, row.Value),
                "rate" => (double?)row.Rate,
                _ => Role(row.Leads == true).In(language),
            })]);
        if (adds)
            table.SetTotal([.. columns.Select(c => c.Kind != ReportColumnKind.Sum ? c.Key == "rate" && allocation.Rate is { } rate ? (double?)rate : ReportCell.Missing
                : SumOf(allocation.Rows.Select(r => c.Key switch { "present" => r.Present, "share" => r.Share, _ => r.Value })))]);
        return table;
    }

    /// <summary>What arithmetic says about the targets.</summary>
    public static ReportTable Feasibility(AllocationResult result, string language)
    {
        var table = new ReportTable("feasibility", "目标可行性", "Feasibility", [Text("kind", "检查", "Check"), Text("feasible", "可行", "Feasible"), Text("targets", "目标", "Targets"), Text("text", "依据", "Grounds"), Text("file", "文件", "File"), Text("line", "行", "Line")]);
        foreach (var f in result.Feasibility)
            table.AddRow(Kind(f.Kind).In(language), f.IsFeasible is { } is_ ? YesNo(is_).In(language) : Unknown.In(language), string.Join(language == "zh" ? "、" : ", ", f.Targets), f.Text.In(language), string.Join(" | ", f.Citations.Select(c => c.File).Distinct()), string.Join(" | ", f.Citations.Select(c => c.Line.ToString(CultureInfo.InvariantCulture))));
        return table;
    }

    private static ReportTable Matrix(AllocatedTarget one, List<int?> years, int decimals)
    {
        var allocation = one.Allocation!;
        var isWork = allocation.Present is null;
        List<ReportColumn> columns = [Text("name", "名称", "Name"), .. isWork ? [] : (ReportColumn[])[new("present", "现状", "Present", one.Unit, ReportColumnKind.Sum) { Decimals = decimals }],
            .. years.Select(y => new ReportColumn($"y{y}", $"{y}", $"{y}", one.Unit, ReportColumnKind.Sum) { Decimals = decimals }), new("sum", isWork ? "合计" : "增量合计", isWork ? "Sum" : "Change", one.Unit, ReportColumnKind.Sum) { Decimals = decimals }];
        var table = new ReportTable(one.Id, $"{one.Target.IndicatorZh} {one.Target.Year} 分解表（{(isWork ? "每年任务量" : "每年年末的值")}）", $"{one.Target.Id} allocated ({(isWork ? "amount of each year" : "value at the end of each year")})", columns);
        void Add(string name, IReadOnlyList<AllocationRow> rows, Action<ReportCell[]> add)
        {
            var cells = new List<ReportCell> { name };
            if (!isWork)
                cells.Add(SumOf(rows.DistinctBy(r => r.Key).Select(r => r.Present)));
            cells.AddRange(years.Select(y => SumOf(rows.Where(r => r.Year == y).Select(r => r.Value))));
            cells.Add(SumOf(rows.GroupBy(r => r.Key, StringComparer.Ordinal).Select(g => g.Sum(r => r.Share))));
            add([.. cells]);
        }

        foreach (var member in allocation.Rows.GroupBy(r => r.Key, StringComparer.Ordinal))
            Add(member.First().Name, [.. member], cells => table.AddRow(cells));
        Add("", allocation.Rows, cells => table.SetTotal([ReportCell.Missing, .. cells[1..]]));
        return table;
    }

    /// <summary>A check in words.</summary>
    public static Bilingual Kind(string kind) => kind switch
    {
        "rate-over-100" => new("比率不在 0 至 100 % 之间", "rate outside 0 to 100 %"),
        "land-needed" => new("土地够不够", "is there land enough"),
        "area-and-rate" => new("面积与比率是否相符", "do area and rate agree"),
        "forest-exceeds-forest-land" => new("森林与林地", "forest and forest land"),
        "volume-per-hectare" => new("单位面积蓄积", "volume per hectare"),
        "stock-basis" => new("活立木与森林面积不相比", "living stock is not held against forest"),
        _ => new("目标低于现状", "target below the present"),
    };

    private static readonly Bilingual Strive = new("（力争）", "(striven for)");
    private static readonly Bilingual Unknown = new("不能判断", "cannot be told");

    /// <summary>Every place that states the target, as one cell each.</summary>
    private static (string File, string Line, string Sentence) Cited(AllocatedTarget one)
    {
        var all = one.Target.Citations;
        return (string.Join(" | ", all.Select(c => c.File).Distinct()), string.Join(" | ", all.Select(c => c.Line.ToString(CultureInfo.InvariantCulture))), string.Join(" | ", all.Select(c => c.Sentence)));
    }

    /// <summary>Whether the values of all rows must add up to the total less what was not placed: not so of rates handed down, of levels year by year, and of a target that a department holds whole.</summary>
    private static string AddsUp(AllocatedTarget one) => one.Allocation is { SumsHold: not null } a && (a.Present is null || a.Rows.Select(r => r.Year).Distinct().Count() == 1) ? "yes" : "no";

    private static Bilingual YesNo(bool yes) => yes ? new("是", "yes") : new("否", "no");

    private static Bilingual Role(bool leads) => leads ? new("牵头", "leads") : new("参与", "takes part");

    private static ReportCell Figure(ReportColumn column, decimal? value) => column.Kind == ReportColumnKind.Sum ? Exact(value) : (double?)value;

    /// <summary>The cells as they stand in the table, added: decimals are told as the nearest binary numbers, and those are what the table checks.</summary>
    private static ReportCell SumOf(IEnumerable<decimal?> values) => (ExactSum?)values.Aggregate(ExactSum.Zero, (sum, v) => sum + ExactSum.Of((double)(v ?? 0)));

    private static ReportCell Exact(decimal? value) => value is { } v ? (ExactSum?)ExactSum.Of((double)v) : ReportCell.Missing;

    private static ReportCell Cell(decimal? number) => number is { } n ? n.ToString("0.############", CultureInfo.InvariantCulture) : ReportCell.Missing;

    private static ReportCell Cell(string? text) => string.IsNullOrEmpty(text) ? ReportCell.Missing : text;

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);
}

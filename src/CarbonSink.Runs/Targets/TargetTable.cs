using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Reports;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>The table of targets that import writes and people correct (目标表 targets.csv), with its citations beside it (citations.csv). What is written reads back the same.</summary>
public static class TargetTable
{
    /// <summary>Name of the table of targets.</summary>
    public const string FileName = "targets.csv";

    /// <summary>Name of the table of citations.</summary>
    public const string CitationsFileName = "citations.csv";

    private const int LeastHeadings = 3; // a table with so many of the headings is one of targets, and lacks the others

    private static readonly string[] Needed = ["id", "indicator", "target_year", "target_value", "unit", "comparator"];

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["target_id"] = "id", ["year"] = "target_year", ["value"] = "target_value", ["seed_file"] = "file", ["document"] = "plan_number", ["indicatorZh"] = "indicator_zh",
    };

    private static readonly string[] Tiers = ["headline", "task", "table", "qualitative"];
    private static readonly string[] Measures = ["level", "total", "change"];

    /// <summary>Whether a table has the headings of targets.</summary>
    public static bool Is(PlanTable table) => table.Rows.Count > 0 && Headings(table) is var names && Needed.Count(names.Contains) >= LeastHeadings;

    /// <summary>Reads a table of targets.</summary>
    /// <param name="path">The .csv or .xlsx; citations.csv beside it is read where it is there.</param>
    /// <param name="indicators">The indicators there are.</param>
    /// <param name="findings">Receives rows that cannot be used.</param>
    /// <exception cref="RefusedInputException">It is missing, damaged, or has no columns of targets.</exception>
    public static IReadOnlyList<PlanReading> Read(string path, IReadOnlyList<TargetIndicator> indicators, FindingLog findings)
    {
        var document = PlanSource.Read(path, findings);
        var table = document.Tables.FirstOrDefault(Is) ?? (document.Tables.Count > 0 && document.Tables[0].Rows.Count > 0 ? document.Tables[0] : throw DataSet.Refuse(PlanFindings.NoColumn, document.File, document.File, Needed[0]));
        return Read(path, document.File, table, indicators, findings);
    }

    internal static IReadOnlyList<PlanReading> Read(string path, string file, PlanTable table, IReadOnlyList<TargetIndicator> indicators, FindingLog findings)
    {
        var names = Headings(table);
        if (Needed.FirstOrDefault(n => !names.Contains(n)) is { } missing)
            throw DataSet.Refuse(PlanFindings.NoColumn, file, file, missing);
        var citations = CitationsBeside(path);
        var (plans, ids) = (new List<(string Region, string Title, string Number, List<PlanTarget> Targets)>(), new HashSet<(string, string)>());
        foreach (var (line, cells) in table.Rows.Skip(1))
        {
            var row = new TargetRow(file, line, names, cells, findings);
            if (row.Target(indicators, Tiers, Measures) is not { } target)
                continue;
            if (!ids.Add((target.Region, target.Id)))
            {
                findings.Add(new Finding(PlanFindings.IdTwice, file, line - 1, "id", target.Id, file, $"{line}", target.Id));
                continue;
            }

            if (citations.TryGetValue((target.Region, target.Id), out var all))
                target = target with { Citations = all.Contains(target.Citations[0]) ? all : [target.Citations[0], .. all.Skip(1)] };
            var at = plans.FindIndex(p => p.Region == target.Region);
            if (at < 0)
                plans.Add((target.Region, row.Text("plan"), row.Text("plan_number"), [target]));
            else
                plans[at].Targets.Add(target);
        }

        return [.. plans.Select(p => new PlanReading { Region = p.Region, Title = p.Title, Number = p.Number, Targets = p.Targets, Conflicts = PlanConflicts.Of(p.Targets, indicators) })];
    }

    /// <summary>The targets as a table, one row each with its first citation.</summary>
    public static ReportTable Of(IEnumerable<PlanReading> readings)
    {
        var table = new ReportTable("targets", "规划目标", "Targets",
        [
            Text("id", "编号", "Id"), Text("region", "地区", "Region"), Text("indicator", "指标代码", "Indicator"), Text("indicator_zh", "指标", "As printed"), Text("scope", "范围", "Scope"),
            Text("base_year", "基期年", "Base year"), Text("base_value", "基期值", "Base value"), Text("from_year", "起始年", "From"), Text("target_year", "目标年", "Year"), Text("target_value", "目标值", "Value"), Text("upper_value", "上限", "Upper end"),
            Text("unit", "单位", "Unit"), Text("comparator", "比较词", "Comparator"), Text("striven", "力争", "Striven for"), Text("measure", "量的性质", "Measure"), Text("tier", "位置", "Tier"), Text("departments", "责任部门", "Departments"),
            Text("file", "文件", "File"), Text("line", "行", "Line"), Text("section", "章节", "Section"), Text("sentence", "原文", "Sentence"), Text("quote", "引文", "Quote"), Text("printed_change", "表中变化", "Printed change"), Text("note", "备注", "Note"),
            Text("plan", "规划", "Plan"), Text("plan_number", "文号", "Number"),
        ]);
        foreach (var (reading, t) in readings.SelectMany(r => r.Targets.Select(t => (r, t))))
        {
            var c = t.Citations[0];
            table.AddRow(
                t.Id, Cell(t.Region), t.Indicator, Cell(t.IndicatorZh), Cell(t.Scope), Year(t.BaseYear), Number(t.BaseValue), Year(t.FromYear), Year(t.Year), Number(t.Value), Number(t.UpperValue),
                Cell(t.Unit), t.Comparator.Word(), t.IsStriven ? "yes" : ReportCell.Missing, Measures[(int)t.Measure], Tiers[(int)t.Tier], Cell(string.Join(';', t.Departments.Select(d => d.Leads ? $"{d.Name}(牵头)" : d.Name))),
                Cell(c.File), Year(c.Line), Cell(c.Section), Cell(c.Sentence), Cell(c.Quote), Cell(t.PrintedChange), Cell(t.Note), Cell(reading.Title), Cell(reading.Number));
        }

        return table;
    }

    /// <summary>Every citation of every target.</summary>
    public static ReportTable Citations(IEnumerable<PlanReading> readings)
    {
        var table = new ReportTable("citations", "引文", "Citations", [Text("region", "地区", "Region"), Text("id", "编号", "Id"), Text("file", "文件", "File"), Text("line", "行", "Line"), Text("section", "章节", "Section"), Text("sentence", "原文", "Sentence"), Text("quote", "引文", "Quote")]);
        foreach (var (t, c) in readings.SelectMany(r => r.Targets).SelectMany(t => t.Citations.Select(c => (t, c))))
            table.AddRow(Cell(t.Region), t.Id, Cell(c.File), Year(c.Line), Cell(c.Section), Cell(c.Sentence), Cell(c.Quote));
        return table;
    }

    /// <summary>Word of a tier: headline, task, table or qualitative.</summary>
    internal static string Word(TargetTier tier) => Tiers[(int)tier];

    /// <summary>Word of a measure: level, total or change.</summary>
    internal static string Word(TargetMeasure measure) => Measures[(int)measure];

    private static List<string> Headings(PlanTable table) => [.. table.Rows[0].Cells.Select(c => c.Trim()).Select(c => Aliases.GetValueOrDefault(c, c))];

    private static Dictionary<(string, string), IReadOnlyList<PlanCitation>> CitationsBeside(string path)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, CitationsFileName);
        if (Path.GetFileName(path) == CitationsFileName || !File.Exists(beside))
            return [];
        var table = PlanSource.Read(beside).Tables[0];
        var names = Headings(table);
        return table.Rows.Skip(1).Select(r => new TargetRow(CitationsFileName, r.Line, names, r.Cells, new FindingLog())).GroupBy(r => (r.Text("region"), r.Text("id"))).ToDictionary(g => g.Key, g => (IReadOnlyList<PlanCitation>)[.. g.Select(r => r.Citation())]);
    }

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportCell Cell(string text) => text.Length == 0 ? ReportCell.Missing : text;

    private static ReportCell Year(int? year) => year is { } y ? y.ToString(CultureInfo.InvariantCulture) : ReportCell.Missing;

    private static ReportCell Number(decimal? number) => number is { } n ? n.ToString(CultureInfo.InvariantCulture) : ReportCell.Missing;
}

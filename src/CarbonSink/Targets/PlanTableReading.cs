using System.Text.RegularExpressions;
using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <summary>What the indicator tables of a plan state (指标表读取), row by row.</summary>
internal sealed partial class PlanTableReading(PlanDocument document, PlanFrame frame, IReadOnlyList<TargetIndicator> indicators)
{
    private const string Farming = "farming";

    private static readonly Bilingual NoColumns = new("表格行的格数与表头对不上，不作猜测", "the cells of this row do not fit the headings; nothing is guessed");
    private static readonly Bilingual Unknown = new("指标名称不在词表里，或带有词表没有的限定语", "the name is no indicator's, or has words to it that no indicator has");
    private static readonly Bilingual NotValue = new("数值格不是数，也不是能认的方向词", "the cell holds neither a number nor a direction");
    private static readonly Bilingual NoUnit = new("没有单位，或单位与指标不符", "there is no unit, or none of the indicator's kind");
    private static readonly Bilingual OnlyPast = new("表里的年份都不晚于印发年份，是历史值还是目标要人判断", "no year of the table is later than the plan: past figures or targets, a person must say");
    private static readonly Bilingual Cumulative = new("方括号是累计数，而指标是存量或比率：是累计提高还是别的，要人判断", "brackets are a total over the years, the indicator is a state: what is meant a person must say");
    private static readonly Bilingual OnlyChange = new("只有变化量，没有目标值", "there is a change but no value");
    private static readonly Bilingual NoTime = new("完成时限里不止一个年份", "the deadline names more than one year");
    private static readonly Bilingual NoSum = new("合计与各年之和不等", "the sum printed is not that of the years");

    private readonly PlanIndicatorNames names = new(indicators, frame.Region);

    public List<PlanTarget> Statements { get; } = [];

    public List<PlanCandidate> Candidates { get; } = [];

    /// <summary>Whether a name cell is an indicator's.</summary>
    public bool IsName(string cell) => names.Find(PlanIndicatorName.Of(cell).Name) is not null;

    public void Add(IndicatorTable table)
    {
        var (bases, targets) = PlanTableYears.Of(table.Columns, table.Rows, table.Title, frame.Issued);
        List<PlanTableRow> rows = [.. table.Rows.Select(r => new PlanTableRow(table, r.Line, r.Cells))];
        var isOfSinks = Sinks().IsMatch(table.Title) || rows.Exists(r => names.Find(PlanIndicatorName.Of(r.Cell(PlanColumnKind.Name)).Name) is { Indicator.Domain: not Farming });
        foreach (var row in rows)
            if (row.Place(PlanColumnKind.Name) >= 0)
                Add(row, bases, targets, isOfSinks);
            else
                AddPlace(row, bases, targets);
        foreach (var (line, cells) in table.Odd)
            if (cells.Any(names.Mentions) && cells.Any(c => c.Any(char.IsDigit)))
                Leave(new(table, line, cells), string.Join(" | ", cells), NoColumns);
    }

    private void Add(PlanTableRow row, IReadOnlyList<int> bases, IReadOnlyList<int> targets, bool isOfSinks)
    {
        var name = PlanIndicatorName.Of(row.Cell(PlanColumnKind.Name));
        if (names.Find(name.Name) is not { } found)
        {
            if ((row.HasNumber && names.SoundsEcological(name.Name)) || row.Cells.Any(c => c.Any(char.IsAsciiDigit) && names.Mentions(c)))
                Leave(row, row.Text, Unknown);
            return;
        }

        if (found.Indicator.Domain == Farming && !isOfSinks && !Sinks().IsMatch(frame.Section(row.Line)))
        {
            Leave(row, row.Text, PlanReasons.Farming);
            return;
        }

        if (targets.Count == 0)
        {
            if (row.HasNumber)
                Leave(row, row.Text, OnlyPast);
            return;
        }

        var unit = PlanCell.IsBlank(row.Cell(PlanColumnKind.Unit)) ? name.Unit : row.Cell(PlanColumnKind.Unit).Trim();
        var stated = targets.Where(t => !PlanCell.IsBlank(row.Cells[t])).ToList();
        foreach (var at in stated)
            Add(row, bases, at, found, name, unit, "");
        if (row.Place(PlanColumnKind.Sum) is >= 0 and var sum && PlanCell.Parse(row.Cells[sum]) is { Value: { } total } && targets.Sum(t => PlanCell.Parse(row.Cells[t])?.Value) != total)
            Leave(row, $"{name.Printed} {row.Cells[sum]}", NoSum);
        if (stated.Count > 0 || row.Change is not { } change)
            return;

        // [12.5] under 累计, where no year has a value, is the work of the whole period.
        if (found.Indicator.IsWork && PlanCell.Parse(row.Cells[change]) is { IsCumulative: true } && targets.Any(t => row.Columns[t].Year is not null))
            Add(row, bases, change, found, name, unit, "");
        else
            Leave(row, row.Text, OnlyChange);
    }

    /// <summary>A row that is a place: each column names its indicator; 合计 is the whole region.</summary>
    private void AddPlace(PlanTableRow row, IReadOnlyList<int> bases, IReadOnlyList<int> targets)
    {
        var place = PlanCell.Plain(row.Cell(PlanColumnKind.Place));
        var scope = Whole().IsMatch(place) || place == frame.Region ? frame.Scope : place;
        foreach (var at in targets.Where(t => row.Columns[t].Name.Length > 0 && !PlanCell.IsBlank(row.Cells[t])))
        {
            var name = PlanIndicatorName.Of(row.Columns[at].Name);
            if (names.Find(name.Name) is { } found)
                Add(row, [.. bases.Where(b => row.Columns[b].Name == row.Columns[at].Name)], at, found, name, row.Columns[at].Unit, scope);
            else if (names.SoundsEcological(name.Name) && PlanCell.IsNumber(row.Cells[at]))
                Leave(row, $"{place} {row.Columns[at].Heading} {row.Cells[at]}", Unknown);
        }
    }

    private void Add(PlanTableRow row, IReadOnlyList<int> bases, int at, (TargetIndicator Indicator, string Scope) found, PlanIndicatorName name, string rowUnit, string scope)
    {
        var (indicator, column) = (found.Indicator, row.Columns[at]);
        var quote = $"{name.Printed} {row.Cells[at]}";
        if (PlanCell.Parse(row.Cells[at]) is not { } cell)
        {
            Leave(row, quote, NotValue);
            return;
        }

        var isRise = cell.IsRise || name.IsRise || column.Since is not null;
        var unit = cell.Unit.Length > 0 ? cell.Unit : rowUnit.Length > 0 ? rowUnit : column.Unit;
        var isShare = isRise && PlanUnit.Parse(unit) is { Unit.Symbol: "%", Text.Length: > 0 };
        if ((cell.Value is not null || unit.Length > 0) && !isShare && (unit.Length == 0 || !PlanUnit.Suits(unit, indicator.Unit)))
        {
            Leave(row, $"{name.Printed} {unit} {row.Cells[at]}", NoUnit);
            return;
        }

        if (cell.IsCumulative && !indicator.IsWork && !name.IsCumulative)
        {
            Leave(row, quote, Cumulative);
            return;
        }

        if (row.Years(at, frame.Issued) is not var (first, year))
        {
            Leave(row, quote, NoTime);
            return;
        }

        var isTotal = indicator.IsWork || cell.IsCumulative || column.IsCumulative || name.IsCumulative;
        var from = isRise ? null : bases.Where(b => (row.Columns[b].Year ?? 0) < (year ?? int.MaxValue) && PlanCell.Parse(row.Cells[b]) is { Value: not null, Unit: var own } && (own.Length == 0 || PlanCell.Plain(own) == PlanCell.Plain(unit))).Select(b => (int?)b).LastOrDefault();
        Statements.Add(new()
        {
            Id = "",
            Region = frame.Region,
            Indicator = indicator.Code,
            IndicatorZh = name.Printed,
            Scope = scope.Length > 0 ? scope : found.Scope.Length > 0 ? found.Scope : frame.Scope,
            BaseYear = from is { } b0 ? row.Columns[b0].Year : isRise ? column.Since ?? name.Since : null,
            BaseValue = from is { } b1 ? PlanCell.Parse(row.Cells[b1])!.Value : null,
            FromYear = first,
            Year = year,
            Value = cell.Value,
            UpperValue = cell.Upper,
            Unit = unit,
            Comparator = cell.Comparator == TargetComparator.None && (column.Heading.Contains('≥', StringComparison.Ordinal) || name.IsAtLeast) ? TargetComparator.AtLeast : cell.Comparator,
            IsStriven = cell.IsStriven,
            Measure = isTotal ? TargetMeasure.Total : isRise && cell.Value is not null ? TargetMeasure.Change : TargetMeasure.Level,
            Tier = TargetTier.Table,
            Departments = row.Departments,
            PrintedChange = row.Change is { } change && change != at ? row.Cells[change].Trim() : "",
            Citations = [new(document.File, row.Line, frame.Section(row.Line), row.Text.ReplaceLineEndings(""), $"{name.Printed} | {row.Cells[at]}".ReplaceLineEndings(""))],
        });
    }

    private void Leave(PlanTableRow row, string quote, Bilingual reason) =>
        Candidates.Add(new(new(document.File, row.Line, frame.Section(row.Line), row.Text.ReplaceLineEndings(""), quote.ReplaceLineEndings("")), reason));

    [GeneratedRegex("碳汇|固碳|增汇|生态|湿地|土壤", RegexOptions.CultureInvariant)]
    private static partial Regex Sinks();

    [GeneratedRegex("^(合计|总计|全市|全县|全区|全旗|全州|全省|全域|总数|汇总|(市|县|区|全市|全县|全区)?(合计|总计))$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();
}

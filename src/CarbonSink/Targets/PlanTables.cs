using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <summary>Reads the indicator tables of a plan (指标表): those that the file marks and those within its text.</summary>
public static class PlanTables
{
    private static readonly Bilingual NoColumns = new("表格行的格数与表头对不上，不作猜测", "the cells of this row do not fit the headings; nothing is guessed");
    private static readonly Bilingual Unknown = new("指标名称不在词表里，或带有词表没有的限定语", "the name is no indicator's, or has words to it that no indicator has");
    private static readonly Bilingual NotValue = new("数值格不是数，也不是能认的方向词", "the cell holds neither a number nor a direction");
    private static readonly Bilingual NoUnit = new("没有单位，或单位与指标不符", "there is no unit, or none of the indicator's kind");
    private static readonly Bilingual OnlyPast = new("表里的年份都不晚于印发年份，是历史值还是目标要人判断", "no year of the table is later than the plan: past figures or targets, a person must say");
    private static readonly Bilingual OnlyChange = new("只有变化量，没有目标值", "there is a change but no value");

    /// <summary>Lines of text that belong to tables, which are read here and not as sentences.</summary>
    public static IReadOnlySet<int> LinesOf(PlanDocument document) => PlanTableText.Find(document.Lines).SelectMany(t => t.Lines).ToHashSet();

    /// <summary>What its tables state, and rows that may state a target but were not read as one.</summary>
    public static (IReadOnlyList<PlanTarget> Statements, IReadOnlyList<PlanCandidate> Candidates) Read(PlanDocument document, PlanFrame frame, IReadOnlyList<TargetIndicator> indicators)
    {
        var reading = new Reading(document, frame, indicators);
        foreach (var table in document.Tables.Select(Marked).OfType<IndicatorTable>().Concat(PlanTableText.Find(document.Lines)))
            reading.Add(table);
        return (reading.Statements, reading.Candidates);
    }

    /// <summary>A marked table with its headings told from its rows; null where it is no table of indicators.</summary>
    internal static IndicatorTable? Marked(PlanTable table)
    {
        const int MostAbove = 5;
        for (var top = 0; top < Math.Min(MostAbove, table.Rows.Count); top++)
        {
            var heads = new List<IReadOnlyList<string>> { table.Rows[top].Cells };
            if (!table.Rows[top].Cells.Any(c => PlanTableColumn.Of(c)?.Kind == PlanColumnKind.Name))
                continue;
            var next = top + 1;
            while (next < table.Rows.Count && table.Rows[next].Cells is var cells && cells.Any(c => PlanTableColumn.Of(c) is not null) && cells.All(c => PlanCell.IsBlank(c) || table.Rows[top].Cells.Contains(c) || PlanTableColumn.Of(c) is not null))
                heads.Add(table.Rows[next++].Cells);
            if (PlanTableHeadings.OfGrid(heads) is not { } columns)
                continue;
            var title = table.Title.Length > 0 ? table.Title : string.Join(' ', table.Rows.Take(top).SelectMany(r => r.Cells.Distinct(StringComparer.Ordinal)));
            List<(int Line, List<string> Cells)> body = [.. table.Rows.Skip(next).Select(r => (r.Line, r.Cells.ToList()))];
            var (rows, odd) = PlanTableRows.Of(columns, body);
            return new(title.Trim(), columns, rows, odd, []);
        }

        return null;
    }

    private sealed class Reading(PlanDocument document, PlanFrame frame, IReadOnlyList<TargetIndicator> indicators)
    {
        private readonly PlanIndicatorNames names = new(indicators, frame.Region);

        public List<PlanTarget> Statements { get; } = [];

        public List<PlanCandidate> Candidates { get; } = [];

        public void Add(IndicatorTable table)
        {
            var (bases, targets) = PlanTableYears.Of(table.Columns, frame.Issued);
            foreach (var (line, cells) in table.Rows)
                Add(table, line, cells, bases, targets);
            foreach (var (line, cells) in table.Odd)
                if (cells.Any(c => names.Mentions(c)) && cells.Any(PlanCell.IsNumber))
                    Leave(line, cells, string.Join(" | ", cells), NoColumns);
        }

        private void Add(IndicatorTable table, int line, IReadOnlyList<string> cells, IReadOnlyList<int> bases, IReadOnlyList<int> targets)
        {
            string Cell(PlanColumnKind kind) => string.Concat(table.Columns.Select((c, i) => (c, i)).Where(p => p.c.Kind == kind).Select(p => cells[p.i]));
            var hasNumber = table.Columns.Select((c, i) => (c, i)).Any(p => p.c.Kind is PlanColumnKind.Value or PlanColumnKind.Change && PlanCell.IsNumber(cells[p.i]));
            var name = PlanIndicatorName.Of(Cell(PlanColumnKind.Name));
            if (names.Find(name.Name) is not { } found)
            {
                if (hasNumber && names.SoundsEcological(name.Name))
                    Leave(line, cells, string.Join(" | ", cells), Unknown);
                return;
            }

            if (targets.Count == 0)
            {
                if (hasNumber)
                    Leave(line, cells, string.Join(" | ", cells), OnlyPast);
                return;
            }

            var unit = PlanCell.IsBlank(Cell(PlanColumnKind.Unit)) ? name.Unit : Cell(PlanColumnKind.Unit).Trim();
            var change = table.Columns.Select((c, i) => (c, i)).FirstOrDefault(p => p.c.Kind == PlanColumnKind.Change && !PlanCell.IsBlank(cells[p.i]));
            var any = false;
            foreach (var at in targets)
            {
                if (PlanCell.IsBlank(cells[at]))
                    continue;
                any = true;
                if (PlanCell.Parse(cells[at]) is not { } cell)
                    Leave(line, cells, $"{name.Printed} {cells[at]}", NotValue);
                else
                    Add(table, line, cells, bases, at, cell, found, name, unit, change.c is null ? "" : cells[change.i].Trim());
            }

            if (!any && change.c is not null)
                Leave(line, cells, string.Join(" | ", cells), OnlyChange);
        }

        private void Add(IndicatorTable table, int line, IReadOnlyList<string> cells, IReadOnlyList<int> bases, int at, PlanCell cell, (TargetIndicator Indicator, string Scope) found, PlanIndicatorName name, string rowUnit, string change)
        {
            var (indicator, column) = (found.Indicator, table.Columns[at]);
            var unit = cell.Unit.Length > 0 ? cell.Unit : rowUnit.Length > 0 ? rowUnit : column.Unit.Length > 0 ? column.Unit : "";
            var (title, titleFrom) = (PlanTableColumn.YearsOf(table.Title).Year, PlanTableColumn.YearsOf(table.Title).From);
            if ((cell.Value is not null || unit.Length > 0) && TargetUnits.Factor(unit, indicator.Unit) is null)
            {
                Leave(line, cells, $"{name.Printed} {unit} {cells[at]}", NoUnit);
                return;
            }

            var isTotal = indicator.IsWork || cell.IsCumulative || column.IsCumulative || name.IsCumulative;
            var from = bases.Where(b => (table.Columns[b].Year ?? 0) < (column.Year ?? int.MaxValue) && PlanCell.Parse(cells[b]) is { Value: not null, Unit: var own } && (own.Length == 0 || PlanCell.Plain(own) == PlanCell.Plain(unit))).Select(b => (int?)b).LastOrDefault();
            Statements.Add(new()
            {
                Id = "",
                Region = frame.Region,
                Indicator = indicator.Code,
                IndicatorZh = name.Printed,
                Scope = found.Scope.Length > 0 ? found.Scope : frame.Scope,
                BaseYear = from is { } b0 ? table.Columns[b0].Year : null,
                BaseValue = from is { } b1 ? PlanCell.Parse(cells[b1])!.Value : null,
                FromYear = column.FromYear,
                Year = column.Year ?? (titleFrom is null ? title : null),
                Value = cell.Value,
                UpperValue = cell.Upper,
                Unit = unit,
                Comparator = cell.Comparator == TargetComparator.None && (column.Heading.Contains('≥', StringComparison.Ordinal) || name.IsAtLeast) ? TargetComparator.AtLeast : cell.Comparator,
                IsStriven = cell.IsStriven,
                Measure = isTotal ? TargetMeasure.Total : TargetMeasure.Level,
                Tier = TargetTier.Table,
                Departments = Departments(table.Columns, cells),
                PrintedChange = change,
                Citations = [new(document.File, line, frame.Section(line), string.Join(" | ", cells), $"{name.Printed} | {cells[at]}")],
            });
        }

        private static IReadOnlyList<PlanDepartment> Departments(IReadOnlyList<PlanTableColumn> columns, IReadOnlyList<string> cells) =>
            [.. columns.Select((c, i) => (c, i)).Where(p => p.c.Kind == PlanColumnKind.Department && !PlanCell.IsBlank(cells[p.i]))
                .SelectMany(p => cells[p.i].Split(['、', '，', ',', '；', ';', '\n', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(d => new PlanDepartment(d.Replace("牵头", "", StringComparison.Ordinal), p.c.Leads || d.EndsWith("牵头", StringComparison.Ordinal))))
                .DistinctBy(d => d.Name, StringComparer.Ordinal).OrderByDescending(d => d.Leads)];

        private void Leave(int line, IReadOnlyList<string> cells, string quote, Bilingual reason) =>
            Candidates.Add(new(new(document.File, line, frame.Section(line), string.Join(" | ", cells), quote), reason));
    }
}

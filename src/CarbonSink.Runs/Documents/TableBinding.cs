using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Fills a table of a template with records (填表): a row for each record, or, for statistics, a row for each unit of every level with subtotals.</summary>
internal sealed class TableBinding
{
    private const string Hidden = "***";

    private readonly ReportTemplate template;
    private readonly TableDefinition definition;
    private readonly ReportSourceSet sources;
    private readonly string language;
    private readonly ReportAudience audience;
    private readonly FindingLog findings;
    private readonly SourceRows rows;
    private readonly List<BoundColumn> columns;
    private readonly bool[] own; // which levels of units have a column of their own

    private TableBinding(ReportTemplate template, TableDefinition definition, ReportSourceSet sources, string language, ReportAudience audience, FindingLog findings)
    {
        (this.template, this.sources, this.language, this.audience, this.findings) = (template, sources, language, audience, findings);
        rows = sources.Rows(definition.Place.Role, definition.Place.File, ReportSourceSet.InLanguage(definition.Place.At, language));
        this.definition = definition = Present(definition);
        columns = [.. definition.Columns.Select(c => new BoundColumn(c with { Value = ReportSourceSet.InLanguage(c.Value, language) }, rows))];
        own = [.. definition.Groups.Select(g => definition.Columns.Any(c => c.Value == $"@{g.Column}"))];
    }

    /// <summary>The table; one without a source is a form with a blank row.</summary>
    /// <exception cref="RefusedInputException">A column is missing or a value is no number.</exception>
    /// <exception cref="SumMismatchException">It does not add up.</exception>
    public static ReportTable Fill(ReportTemplate template, TableDefinition definition, ReportSourceSet sources, string language, ReportAudience audience, FindingLog findings)
    {
        var binding = definition.Place.Role.Length == 0 ? null : new TableBinding(template, definition, sources, language, audience, findings);
        var table = new ReportTable(definition.Id, definition.Title.Zh, definition.Title.En, [.. (binding?.definition ?? definition).Columns.Select(Column)]);
        if (binding is null)
            table.AddRow([.. definition.Columns.Select(_ => ReportCell.Missing)]);
        else
            binding.FillInto(table);
        table.CheckSums();
        return table;
    }

    private static ReportColumn Column(ColumnDefinition c) => new(c.Key, c.Heading.Zh, c.Heading.En, c.Unit, c.Kind switch
    {
        ValueKind.Count => ReportColumnKind.Count,
        ValueKind.Sum => ReportColumnKind.Sum,
        ValueKind.Number => ReportColumnKind.Number,
        _ => ReportColumnKind.Text,
    })
    {
        Decimals = c.Decimals,
        Parts = c.Parts,
        Formula = c.Value.StartsWith('=') ? c.Value[1..].Trim() : null,
    };

    /// <summary>The definition without the columns, the split and the names that are written with '?' and that these records do not have.</summary>
    private TableDefinition Present(TableDefinition given)
    {
        var split = given.Split is { } s && Has(s.Column) ? s with { Column = s.Column.TrimEnd('?') } : null;
        var kept = given.Columns.Where(c => c.Value == "@split" ? split is not null || given.Split is null : Has(c.Value)).ToList();
        return given with
        {
            Split = split,
            Groups = [.. given.Groups.Select(g => g with { NameColumn = Has(g.NameColumn) ? g.NameColumn.TrimEnd('?') : "" })],
            Columns = [.. kept.Select(c => c with { Value = c.Value.TrimEnd('?'), Parts = [.. c.Parts.Where(p => kept.Any(k => k.Key == p))] })],
        };
        bool Has(string name) => !name.EndsWith('?') || rows.Has(name.TrimEnd('?'));
    }

    private void FillInto(ReportTable table)
    {
        var filter = new RecordFilter(rows, definition.Where);
        var taken = Enumerable.Range(0, rows.Count).Where(filter.Takes).ToList();
        if (definition.Groups.Count > 0)
            AddUnits(table, [], taken);
        else
            foreach (var row in taken)
                table.AddRow(Cells([row], null, null, table.Rows.Count + 1));
        if (definition.HasTotal && (definition.Groups.Count == 0 || table.Outermost().Count > 1))
            table.SetTotal(Cells(taken, null, null, null));
        if (rows.Total is not null && taken.Count == rows.Count)
            CheckTotal(taken);
    }

    /// <summary>The records must add up to the total that the run wrote below them, as far as rounding of each to a double allows.</summary>
    private void CheckTotal(List<int> taken)
    {
        foreach (var column in columns.Where(c => c.Definition.Kind == ValueKind.Sum))
            if (column.Total is { } total && column.Sum(taken) is { Kind: not null } sum && Math.Abs(sum.Number - total) > taken.Sum(r => Rounding.Step(column.Value(r) ?? 0)) + Rounding.Step(total))
                throw new SumMismatchException($"{rows.File}: column {column.Definition.Value} adds up to {sum.Number:R}, its total says {total:R}");
    }

    /// <summary>Rows of the units of one level and, below each, its split and the units inside it; returns the rows of this level by value of the split (blank: their sums).</summary>
    private Dictionary<string, List<int>> AddUnits(ReportTable table, string[] above, List<int> taken)
    {
        var level = above.Length;
        var depth = own.Take(level + 1).Count(isOwn => !isOwn) - 1; // units with a column of their own stand beside those above them
        var (group, placed) = (definition.Groups[level], new Dictionary<string, List<int>>(StringComparer.Ordinal));
        var (code, name) = (rows.Column(group.Column), group.NameColumn.Length > 0 ? rows.Column(group.NameColumn) : -1);
        string CodeOf(int row) => rows[row, code] is var whole && group.Length is { } length && whole.Length > length ? whole[..length] : whole;
        foreach (var unit in taken.GroupBy(CodeOf, StringComparer.Ordinal).OrderBy(u => u.Key, StringComparer.Ordinal))
        {
            var records = unit.ToList();
            var named = name >= 0 && rows[records[0], name] is { Length: > 0 } own ? own : unit.Key.Length == 0 ? language == "zh" ? "（不明）" : "(unknown)" : ReportSourceSet.Word(template, group.Words, unit.Key, language, findings);
            string[] names = [.. above, named];
            var whole = table.AddRow(Math.Max(0, depth), Cells(records, names, null, null));
            Put("", whole);
            var parts = new Dictionary<string, int>(StringComparer.Ordinal);
            if (definition.Split is { } split)
            {
                var by = rows.Column(split.Column);
                foreach (var part in records.GroupBy(r => rows[r, by], StringComparer.Ordinal).OrderBy(p => p.Key, StringComparer.Ordinal))
                {
                    var word = part.Key.Length == 0 ? language == "zh" ? "（不明）" : "(unknown)" : ReportSourceSet.Word(template, split.Words, part.Key, language, findings);
                    parts[part.Key] = table.AddRow(Math.Max(0, depth), Cells([.. part], names, word, null));
                    Put(part.Key, parts[part.Key]);
                }

                table.AddSum(whole, [.. parts.Values]);
            }

            if (level + 1 >= definition.Groups.Count)
                continue;
            var inner = AddUnits(table, names, records);
            table.AddSum(whole, inner[""]);
            foreach (var (value, row) in parts)
                table.AddSum(row, inner[value]);
        }

        return placed;
        void Put(string value, int row)
        {
            if (!placed.TryGetValue(value, out var list))
                placed[value] = list = [];
            list.Add(row);
        }
    }

    private ReportCell[] Cells(List<int> records, string[]? units, string? part, int? number)
    {
        var cells = new ReportCell[columns.Count];
        for (var c = 0; c < columns.Count; c++)
            if (columns[c].Formula is null)
                cells[c] = Cell(columns[c], records, units, part, number);
        for (var c = 0; c < columns.Count; c++)
            if (columns[c].Formula is { } formula)
                cells[c] = formula.Of(name => Number(cells, name));
        return cells;
    }

    private double? Number(ReportCell[] cells, string name)
    {
        var at = columns.FindIndex(c => c.Definition.Key == name);
        return cells[at].Kind is null or ReportColumnKind.Text ? null : cells[at].Number;
    }

    private ReportCell Cell(BoundColumn column, List<int> records, string[]? units, string? part, int? number) => column.Definition.Value switch
    {
        "@split" => units is null ? ReportCell.Missing : part ?? All,
        "@number" => number is { } n ? n.ToString(CultureInfo.InvariantCulture) : ReportCell.Missing,
        ['@', .. var level] => units is null ? ReportCell.Missing : part is null ? Unit(units, level) : "",
        _ => column.Definition.Kind switch
        {
            ValueKind.Count => column.Count(records),
            ValueKind.Sum => column.Sum(records),
            ValueKind.Number => records.Count == 1 && number is not null ? column.Definition.Privacy == "coordinate" ? audience.Generalised(column.Value(records[0])) : column.Value(records[0]) : ReportCell.Missing,
            _ => number is null || records.Count != 1 ? ReportCell.Missing : Words(column, records[0]),
        },
    };

    private string All => language == "zh" ? "小计" : "all";

    /// <summary>The name of a row's unit at a level; where the row adds up all units of the next level it says so.</summary>
    private string Unit(string[] units, string level)
    {
        var at = level == "unit" ? Array.FindLastIndex(own, units.Length - 1, isOwn => !isOwn) : definition.Groups.ToList().FindIndex(g => g.Column == level);
        return at < 0 ? "" : at < units.Length ? units[at] : at == Array.FindIndex(own, units.Length, isOwn => isOwn) ? All : "";
    }

    private ReportCell Words(BoundColumn column, int row)
    {
        var text = column.Text(row);
        if (text.Length == 0 && !(column.Definition.Words.Length > 0 && template.Words[column.Definition.Words].ContainsKey("")))
            return ReportCell.Missing;
        if (audience.IsPublic && column.Definition.Privacy == "owner")
            return Hidden;
        return ReportSourceSet.Word(template, column.Definition.Words, text, language, findings);
    }
}

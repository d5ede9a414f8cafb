using System.Globalization;
using System.Text.RegularExpressions;

namespace CarbonSink.Targets;

/// <summary>Puts cells into rows and columns (指标表的行): lines that have a cell for every column as they are, others by what their cells hold.</summary>
internal static partial class PlanTableRows
{
    /// <summary>Whether a cell says how binding an indicator is (约束性、预期性).</summary>
    public static bool IsProperty(string cell) => PlanCell.Plain(cell) is "约束性" or "预期性" or "指导性" or "引导性" or "约束" or "预期" or "约束型" or "预期型" or "约束性指标" or "预期性指标" or "参考性" or "[约束性]" or "[预期性]" or "(约束性)" or "(预期性)";

    /// <summary>The rows, and those whose cells do not fit the columns.</summary>
    public static (List<(int Line, IReadOnlyList<string> Cells)> Rows, List<(int Line, IReadOnlyList<string> Cells)> Odd) Of(IReadOnlyList<PlanTableColumn> columns, IReadOnlyList<(int Line, List<string> Cells)> body, Predicate<string> isName)
    {
        var names = Place(columns, PlanColumnKind.Name);
        var (rows, odd) = (new List<(int, IReadOnlyList<string>)>(), new List<(int, IReadOnlyList<string>)>());
        var loose = new List<(int Line, string Cell)>();
        void Settle()
        {
            foreach (var row in Split(columns, loose))
                (Fit(columns, [.. row.Select(c => c.Cell)]) is { } fitted ? rows : odd).Add((row[0].Line, Fit(columns, [.. row.Select(c => c.Cell)]) ?? [.. row.Select(c => c.Cell)]));
            loose.Clear();
        }

        foreach (var (line, cells) in body)
        {
            if (cells.Count == columns.Count && columns.Count > 1)
            {
                // A line without a number below a whole one is the rest of its name, broken over lines.
                if (loose.Count == 0 && rows.Count > 0 && cells.Count(c => c.Length > 0) == 1 && columns[cells.FindIndex(c => c.Length > 0)].Kind == PlanColumnKind.Name)
                {
                    var name = cells.FindIndex(c => c.Length > 0);
                    rows[^1] = (rows[^1].Item1, [.. rows[^1].Item2.Select((c, i) => i == name ? c + cells[i] : c)]);
                    continue;
                }

                // 森林 / 覆盖率 | % | 61.5: the line above is the beginning of a name that is none without it.
                if (names >= 0 && loose.Count is 1 or 2 && !isName(cells[names]) && isName(string.Concat(loose.Select(l => l.Cell)) + cells[names]))
                {
                    rows.Add((loose[0].Line, [.. cells.Select((c, i) => i == names ? string.Concat(loose.Select(l => l.Cell)) + c : c)]));
                    loose.Clear();
                    continue;
                }

                Settle();
                rows.Add((line, cells));
            }
            else if (names >= 0 && loose.Count == 0 && rows.Count > 0 && cells.Count == 1 && !isName(rows[^1].Item2[names]) && isName(rows[^1].Item2[names] + cells[0]))
            {
                rows[^1] = (rows[^1].Item1, [.. rows[^1].Item2.Select((c, i) => i == names ? c + cells[0] : c)]);
            }
            else
            {
                loose.AddRange(cells.Where(c => c.Length > 0).Select(c => (line, c)));
            }
        }

        Settle();
        return (rows, odd);
    }

    /// <summary>Cuts a stream of cells into rows: at the next number of the rows, or at a name after values.</summary>
    private static List<List<(int Line, string Cell)>> Split(IReadOnlyList<PlanTableColumn> columns, List<(int Line, string Cell)> cells)
    {
        var rows = new List<List<(int Line, string Cell)>>();
        var row = new List<(int Line, string Cell)>();
        var hasOrdinal = columns.Any(c => c.Kind == PlanColumnKind.Ordinal) && cells.Exists(c => Ordinal(c.Cell) is not null);
        var (expected, hasValue) = (0, false);
        var isWordy = columns[^1].Kind is PlanColumnKind.Property or PlanColumnKind.Department or PlanColumnKind.Remark;
        bool Begins(int at) => at + 1 < cells.Count && IsName(cells[at + 1].Cell);
        bool Comes(int number, int from) => Enumerable.Range(from, cells.Count - from).Any(j => Ordinal(cells[j].Cell) == number && Begins(j));
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i].Cell;
            bool starts;
            if (hasOrdinal)
            {
                starts = Ordinal(cell) is { } number && (expected == 0 ? row.Count == 0 || !hasValue : number == expected + 1 || (number > expected && !Comes(expected + 1, i + 1))) && Begins(i) && (expected == 0 || hasValue);
                if (starts)
                    expected = Ordinal(cell)!.Value;
            }
            else
            {
                starts = IsName(cell) && hasValue && (!isWordy || row.Count >= columns.Count || IsProperty(row[^1].Cell));
            }

            if (starts && row.Count > 0)
            {
                rows.Add(row);
                (row, hasValue) = ([], false);
            }

            row.Add(cells[i]);
            hasValue |= !starts && (PlanCell.Parse(cell) is not null || PlanCell.IsBlank(cell) || PlanCell.IsAssigned(cell));
        }

        if (row.Count > 0)
            rows.Add(row);
        return rows;
    }

    /// <summary>A row's cells, one for each column; null where that would be a guess.</summary>
    public static IReadOnlyList<string>? Fit(IReadOnlyList<PlanTableColumn> columns, List<string> cells)
    {
        if (cells.Count == columns.Count && Enumerable.Range(0, cells.Count).All(i => Suits(columns[i].Kind, cells[i])))
            return cells;
        var (fitted, rest) = (new string[columns.Count], cells.ToList());
        Array.Fill(fitted, "");
        for (var c = columns.Count - 1; c >= 0 && columns[c].Kind is PlanColumnKind.Property or PlanColumnKind.Department or PlanColumnKind.Remark; c--)
        {
            if (columns[c].Kind == PlanColumnKind.Property ? rest.FindLastIndex(IsProperty) is >= 0 and var p && Take(p) : rest.Count > 0 && IsName(rest[^1]) && !IsProperty(rest[^1]) && Take(rest.Count - 1))
                continue;
            bool Take(int at)
            {
                fitted[c] = rest[at];
                rest.RemoveRange(at, rest.Count - at); // what follows is the heading of the next group
                return true;
            }
        }

        var ordinal = Place(columns, PlanColumnKind.Ordinal);
        if (ordinal >= 0 && rest.FindIndex(c => Ordinal(c) is not null) is >= 0 and <= 2 and var o && rest.Take(o).All(IsName))
        {
            fitted[ordinal] = rest[o];
            rest.RemoveRange(0, o + 1);
        }

        var names = rest.TakeWhile(c => IsName(c) && !PlanUnit.IsUnit(c)).Count();
        if (names == 0)
            return null;
        var category = Place(columns, PlanColumnKind.Category);
        if (category >= 0 && ordinal < 0 && names > 1)
        {
            fitted[category] = rest[0];
            rest.RemoveAt(0);
            names--;
        }

        fitted[Place(columns, PlanColumnKind.Name) is >= 0 and var name ? name : Place(columns, PlanColumnKind.Place)] = string.Concat(rest.Take(names));
        rest.RemoveRange(0, names);
        if (Place(columns, PlanColumnKind.Unit) is >= 0 and var unit && rest.Count > 0 && (PlanUnit.IsUnit(rest[0]) || PlanCell.Parse(rest[0]) is null && !PlanCell.IsBlank(rest[0])))
        {
            fitted[unit] = rest[0];
            rest.RemoveAt(0);
        }

        while (category >= 0 && ordinal >= 0 && rest.Count > 1 && IsName(rest[^1]))
            rest.RemoveAt(rest.Count - 1); // the heading of the next group
        int[] values = [.. Enumerable.Range(0, columns.Count).Where(c => columns[c].Kind is PlanColumnKind.Value or PlanColumnKind.Change or PlanColumnKind.Sum or PlanColumnKind.Deadline)];
        for (var i = rest.Count - 1; i > 0 && rest.Count > values.Length; i--)
            if (PlanUnit.IsUnit(rest[i]) && PlanCell.IsNumber(rest[i - 1]))
            {
                rest[i - 1] += rest[i];
                rest.RemoveAt(i);
            }

        if (rest.Count != values.Length || values.Zip(rest).Any(p => !Suits(columns[p.First].Kind, p.Second)))
            return null;
        foreach (var (value, cell) in values.Zip(rest))
            fitted[value] = cell;
        return fitted;
    }

    private static int Place(IReadOnlyList<PlanTableColumn> columns, PlanColumnKind kind)
    {
        for (var c = 0; c < columns.Count; c++)
            if (columns[c].Kind == kind)
                return c;
        return -1;
    }

    private static bool Suits(PlanColumnKind kind, string cell) => kind switch
    {
        PlanColumnKind.Ordinal => Ordinal(cell) is not null || PlanCell.IsBlank(cell),
        PlanColumnKind.Name => IsName(cell),
        PlanColumnKind.Deadline => PlanCell.IsBlank(cell) || PlanTableColumn.IsTime(cell),
        PlanColumnKind.Value or PlanColumnKind.Change or PlanColumnKind.Sum => PlanCell.Parse(cell) is not null || PlanCell.IsBlank(cell) || PlanCell.IsAssigned(cell),
        PlanColumnKind.Property => PlanCell.IsBlank(cell) || IsProperty(cell),
        _ => true,
    };

    /// <summary>Words that are neither value nor property.</summary>
    private static bool IsName(string cell) => PlanCell.Parse(cell) is null && !PlanCell.IsBlank(cell) && !IsProperty(cell) && Ordinal(cell) is null && !PlanTableColumn.IsTime(cell) && !PlanCell.IsAssigned(cell);

    private static int? Ordinal(string cell) => Number().Match(PlanCell.Plain(cell)) is { Success: true } m ? int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^\(?([0-9]{1,3})[\.、\)]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

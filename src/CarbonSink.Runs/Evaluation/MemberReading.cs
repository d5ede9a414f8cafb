using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>The members of one set: keys, parents and cells from one table or several after each other.</summary>
internal sealed class MemberReading(SheetReader reader, EvaluationFile file, EvaluationChain chain, EvaluationSet set)
{
    private readonly List<string> keys = [];
    private readonly List<double> numbers = [];
    private readonly List<int> parents = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Keys => keys;

    /// <summary>Keys of an ordered set as numbers.</summary>
    public IReadOnlyList<double> Numbers => numbers;

    /// <summary>Places of parents; null where no column names them.</summary>
    public IReadOnlyList<int>? Parents => set.Parent is null ? null : parents;

    /// <summary>Reads them.</summary>
    /// <exception cref="RefusedInputException">A key is blank or stands twice, or a parent is unknown.</exception>
    public IReadOnlyList<(MethodologyInput Input, SheetCell[] Cells)> Read(IReadOnlyList<MemberTable> tables)
    {
        var known = chain.Set(set.Name)!;
        var total = tables.Sum(t => t.Records.Count);
        var columns = new Dictionary<string, (MethodologyInput Input, SheetCell[] Cells)>(StringComparer.Ordinal);
        var (first, had) = (0, new Dictionary<string, HashSet<string>>(StringComparer.Ordinal));
        foreach (var table in tables)
        {
            var key = set.Key is null ? KeyField(table, set, known) : Field(table, set.Key, "key");
            var parent = set.Parent is null ? -1 : Field(table, set.Parent, "parent");
            ReadKeys(table, key, known);
            if (set.Parent is not null)
                ReadParents(table, parent, known);
            foreach (var (input, field, unit) in reader.Match(table, set.Columns, set.Name, i => IsOver(i, known), ((int[])[key, parent]).Where(f => f >= 0)))
            {
                if (!columns.TryGetValue(input.Symbol, out var column))
                    columns[input.Symbol] = column = (input, new SheetCell[total]);
                if (!had.TryGetValue(table.File, out var own))
                    had[table.File] = own = new(StringComparer.Ordinal);
                own.Add(input.Symbol);
                for (var row = 0; row < table.Records.Count; row++)
                    column.Cells[first + row] = reader.Cell(input, unit, table, field, row);
            }

            first += table.Records.Count;
        }

        foreach (var table in tables)
            foreach (var symbol in columns.Keys.Where(s => !had.TryGetValue(table.File, out var own) || !own.Contains(s)))
                reader.Tell(new(EvaluationFindings.ColumnInSomeFiles, table.File, null, symbol, null, table.File, symbol, set.Name));
        return [.. columns.Values];
    }

    private bool IsOver(MethodologyInput input, MethodologySet known) =>
        known.IsOrdered ? input.Set == set.Name || input.OrderedSet == set.Name : input.Set.Length > 0 && chain.IsAround(set.Name, input.Set);

    /// <summary>The column of keys where none is named for the table: that which the set names, or is called like the set, or like the key of the method; −1 where members may go without.</summary>
    /// <exception cref="RefusedInputException">An ordered set has none.</exception>
    public static int KeyField(MemberTable table, EvaluationSet set, MethodologySet known)
    {
        var field = ((string?[])[set.Key, set.Name, known.Key]).OfType<string>().Select(table.IndexOf).FirstOrDefault(f => f >= 0, -1);
        return field >= 0 || !known.IsOrdered ? field : throw Missing(table, known.Key ?? set.Name, "key");
    }

    private static int Field(MemberTable table, string heading, string what) => table.IndexOf(heading) is >= 0 and var field ? field : throw Missing(table, heading, what);

    private static RefusedInputException Missing(MemberTable table, string heading, string what) =>
        new(new(EvaluationFindings.NoColumn, table.File, null, heading, null, table.File, heading, what, table.Headings));

    private void ReadKeys(MemberTable table, int field, MethodologySet known)
    {
        for (var row = 0; row < table.Records.Count; row++)
        {
            // Without a column of keys members are numbered from 1 as they come.
            var key = field < 0 ? (keys.Count + 1).ToString(CultureInfo.InvariantCulture) : table.Text(field, row);
            var heading = field < 0 ? null : table.Schema.Fields[field].Name;
            if (key is null)
                throw new RefusedInputException(new(EvaluationFindings.NoKey, table.File, table.Records[row], heading, null, heading!));
            if (known.IsOrdered)
                numbers.Add(double.TryParse(key, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
                    : throw new RefusedInputException(new(EvaluationFindings.BadNumber, table.File, table.Records[row], heading, key, set.Name)));
            if (!seen.Add(known.IsOrdered ? numbers[^1].ToString("R", CultureInfo.InvariantCulture) : key))
                throw new RefusedInputException(new(EvaluationFindings.DuplicateKey, table.File, table.Records[row], heading, key, key, set.Name));
            keys.Add(key);
        }
    }

    private void ReadParents(MemberTable table, int field, MethodologySet known)
    {
        if (known.Inside.Length == 0 || !reader.Sheet.Has(known.Inside))
            throw new RefusedInputException(new(EvaluationFindings.WrongValue, file.Name, null, $"sets.{set.Name}.parent", null, file.Name, set.Line.ToString(CultureInfo.InvariantCulture), $"sets.{set.Name}.parent",
                known.Inside.Length == 0 ? "不写（方法中它不在任何集合之内）" : $"与 sets.{known.Inside} 一起写", known.Inside.Length == 0 ? "left out (the method has this set inside no other)" : $"written together with sets.{known.Inside}"));
        for (var row = 0; row < table.Records.Count; row++)
            parents.Add(table.Text(field, row) is { } name && reader.Place(known.Inside, name) is { } place ? place
                : throw new RefusedInputException(new(EvaluationFindings.UnknownParent, table.File, table.Records[row], table.Schema.Fields[field].Name, table.Text(field, row), table.Text(field, row) ?? "—", known.Inside)));
    }
}

using CarbonSink.Methodologies.Packs;
using CarbonSink.Quantities;

namespace CarbonSink.Methodologies;

/// <summary>How a key of a table is matched.</summary>
internal enum KeyKind
{
    Exact,
    Range,
    Linear,
}

/// <summary>A key as METHOD.md declares it: exact, a range with its closed side, or interpolated.</summary>
internal sealed record TableKey(string Name, KeyKind Kind, bool FromClosed, bool ToClosed)
{
    /// <summary>Reads <c>species; U in (from,to]; H linear</c>.</summary>
    public static IReadOnlyList<TableKey>? Parse(string text)
    {
        var keys = new List<TableKey>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = part.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries);
            TableKey? key = words switch
            {
                [var name] => new(name, KeyKind.Exact, true, true),
                [var name, "linear"] => new(name, KeyKind.Linear, true, true),
                [var name, "in", "(from", "to]"] => new(name, KeyKind.Range, false, true),
                [var name, "in", "[from", "to)"] => new(name, KeyKind.Range, true, false),
                [var name, "in", "[from", "to]"] => new(name, KeyKind.Range, true, true),
                _ => null,
            };
            if (key is null)
                return null;
            keys.Add(key);
        }

        return keys.Count == 0 ? null : keys;
    }
}

/// <summary>Finds the row of a parameter table for given keys; proves when built that rows are unique and ranges have neither gap nor overlap.</summary>
internal sealed class TableIndex
{
    private readonly TableColumn[] exact;
    private readonly (TableKey Key, TableColumn From, TableColumn To)[] ranges;
    private readonly TableColumn[] linear;
    private readonly Dictionary<double, int>[] exactNumbers;
    private readonly Dictionary<long, int> groupOf = [];
    private readonly List<int[]> groups = [];
    private readonly bool flagOutside;

    private TableIndex(ParameterTable table, IReadOnlyList<TableKey> keys, bool flagOutside, TableColumn[] exact, (TableKey, TableColumn, TableColumn)[] ranges, TableColumn[] linear)
    {
        (Table, Keys, this.flagOutside, this.exact, this.ranges, this.linear) = (table, keys, flagOutside, exact, ranges, linear);
        exactNumbers = [.. exact.Select(_ => new Dictionary<double, int>())];
    }

    public ParameterTable Table { get; }

    public IReadOnlyList<TableKey> Keys { get; }

    /// <summary>Rows that can take part in one interpolated value: 1 without interpolated keys, else 2 per key.</summary>
    public int Corners => 1 << linear.Length;

    /// <summary>Unit of a key, or null where it is a code.</summary>
    public Unit? KeyUnit(int key) => KeyColumn(key) is { Type: ColumnType.Number } c ? c.Unit : null;

    public TableColumn KeyColumn(int key) => Keys[key].Kind == KeyKind.Range ? ranges.First(r => r.Key == Keys[key]).From : exact.Concat(linear).First(c => c.Name == Keys[key].Name);

    /// <summary>Builds the index; problems name the row.</summary>
    public static TableIndex? Build(ParameterTable table, IReadOnlyList<TableKey> keys, bool flagOutside, ICollection<LoadProblem> problems)
    {
        var before = problems.Count;
        TableColumn? Need(string name)
        {
            if (table.Column(name) is { } column)
                return column;
            problems.Add(new(table.Csv.File, 1, 1, $"has no key column '{name}'"));
            return null;
        }

        var exactColumns = keys.Where(k => k.Kind == KeyKind.Exact).Select(k => Need(k.Name)).ToArray();
        var linearColumns = keys.Where(k => k.Kind == KeyKind.Linear).Select(k => Need(k.Name)).ToArray();
        var rangeColumns = keys.Where(k => k.Kind == KeyKind.Range).Select(k => (k, Need($"{k.Name}.from"), Need($"{k.Name}.to"))).ToArray();
        if (problems.Count > before)
            return null;
        foreach (var column in rangeColumns.SelectMany(r => (TableColumn[])[r.Item2!, r.Item3!]).Concat(linearColumns.Select(c => c!)).Where(c => c.Type != ColumnType.Number))
            problems.Add(new(table.Csv.File, 1, table.Csv.HeaderColumns[column.At], $"key column '{column.Name}' needs a [unit]"));
        if (problems.Count > before)
            return null;
        var index = new TableIndex(table, keys, flagOutside, exactColumns!, [.. rangeColumns.Select(r => (r.k, r.Item2!, r.Item3!))], linearColumns!);
        index.Group(problems);
        index.Check(problems);
        return problems.Count > before ? null : index;
    }

    /// <summary>Whether the first key has any row.</summary>
    public bool Contains(double firstKey) => exact.Length > 0 ? exactNumbers[0].ContainsKey(firstKey) : Find([firstKey], new int[Corners], new double[Corners], out var extrapolated) > 0 && !extrapolated;

    /// <summary>Finds the row (or the rows and weights) for the keys in declared order; 0 = no row for the exact keys, −1 = outside the ranges.</summary>
    public int Find(ReadOnlySpan<double> keys, Span<int> rows, Span<double> weights, out bool extrapolated)
    {
        extrapolated = false;
        long combined = 0;
        var (e, r) = (0, 0);
        Span<double> ranged = stackalloc double[ranges.Length];
        Span<double> nodes = stackalloc double[linear.Length];
        var n = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            switch (Keys[i].Kind)
            {
                case KeyKind.Exact:
                    if (!exactNumbers[e].TryGetValue(keys[i], out var number))
                        return 0;
                    combined = (combined * (exactNumbers[e].Count + 1)) + number;
                    e++;
                    break;
                case KeyKind.Range:
                    ranged[r++] = keys[i];
                    break;
                default:
                    nodes[n++] = keys[i];
                    break;
            }
        }

        if (!groupOf.TryGetValue(combined, out var group))
            return 0;
        var members = groups[group];
        if (linear.Length > 0)
            return Interpolate(members, ranged, nodes, rows, weights, ref extrapolated);
        (rows[0], weights[0]) = (FindRow(members, ranged, ref extrapolated), 1);
        return rows[0] < 0 ? -1 : 1;
    }

    private int FindRow(int[] members, Span<double> ranged, ref bool extrapolated)
    {
        foreach (var row in members)
            if (Covers(row, ranged, strict: true))
                return row;
        if (!flagOutside)
            return -1;

        // Outside every range: the nearest row serves and the value is flagged; the key itself is not changed.
        extrapolated = true;
        var (nearest, least) = (-1, double.PositiveInfinity);
        foreach (var row in members)
        {
            double distance = 0;
            for (var k = 0; k < ranges.Length; k++)
            {
                var (from, to) = Bounds(k, row);
                var width = double.IsFinite(to - from) && to > from ? to - from : 1;
                distance += Math.Max(0, Math.Max(from - ranged[k], ranged[k] - to)) / width;
            }

            if (distance < least)
                (nearest, least) = (row, distance);
        }

        return nearest;
    }

    private bool Covers(int row, Span<double> ranged, bool strict)
    {
        for (var k = 0; k < ranges.Length; k++)
        {
            var (from, to) = Bounds(k, row);
            var key = ranges[k].Key;
            if (ranged[k] < from || ranged[k] > to || (strict && ((ranged[k] == from && !key.FromClosed) || (ranged[k] == to && !key.ToClosed))))
                return false;
        }

        return true;
    }

    private (double From, double To) Bounds(int range, int row) =>
        (ranges[range].From.Given[row] ? ranges[range].From.Values[row] : double.NegativeInfinity, ranges[range].To.Given[row] ? ranges[range].To.Values[row] : double.PositiveInfinity);

    private int Interpolate(int[] members, Span<double> ranged, Span<double> nodes, Span<int> rows, Span<double> weights, ref bool extrapolated)
    {
        (rows[0], weights[0]) = (0, 1);
        var below = new double[linear.Length];
        var above = new double[linear.Length];
        for (var k = 0; k < linear.Length; k++)
        {
            var values = members.Select(m => linear[k].Values[m]).Distinct().Order().ToArray();
            if (nodes[k] < values[0] || nodes[k] > values[^1])
            {
                if (!flagOutside)
                    return -1;
                extrapolated = true;
            }

            var found = Array.BinarySearch(values, nodes[k]);
            var upper = values.Length == 1 ? 0 : Math.Clamp(found < 0 ? ~found : found, 1, values.Length - 1);
            (below[k], above[k]) = (values[Math.Max(0, upper - 1)], values[upper]);
        }

        for (var corner = 0; corner < Corners; corner++)
        {
            double weight = 1;
            var row = -1;
            foreach (var m in members)
            {
                var match = Covers(m, ranged, strict: true);
                for (var k = 0; match && k < linear.Length; k++)
                    match = linear[k].Values[m] == ((corner >> k & 1) == 0 ? below[k] : above[k]);
                if (match)
                    row = m;
            }

            for (var k = 0; k < linear.Length; k++)
            {
                var t = above[k] == below[k] ? 0 : (nodes[k] - below[k]) / (above[k] - below[k]);
                weight *= (corner >> k & 1) == 0 ? 1 - t : t;
            }

            if (row < 0)
                return -1;
            (rows[corner], weights[corner]) = (row, weight);
        }

        return Corners;
    }

    /// <summary>Slope of the interpolated column by one interpolated key, for gradients: Σ weight' · value.</summary>
    public double Slope(int key, TableColumn column, ReadOnlySpan<int> rows, ReadOnlySpan<double> weights)
    {
        var k = Array.IndexOf(linear, KeyColumn(key));
        if (k < 0)
            return 0;
        double slope = 0;
        for (var corner = 0; corner < Corners; corner++)
        {
            if ((corner >> k & 1) == 0)
                continue;
            var low = corner & ~(1 << k);
            var step = linear[k].Values[rows[corner]] - linear[k].Values[rows[low]];
            if (step != 0)
                slope += (weights[low] + weights[corner]) * (column.Values[rows[corner]] - column.Values[rows[low]]) / step;
        }

        return slope;
    }

    private void Group(ICollection<LoadProblem> problems)
    {
        var lists = new List<List<int>>();
        var pending = new List<(int Row, int[] Numbers)>();
        for (var row = 0; row < Table.Rows.Count; row++)
        {
            var numbers = new int[exact.Length];
            var complete = true;
            for (var i = 0; i < exact.Length; i++)
            {
                if (!exact[i].Given[row])
                {
                    problems.Add(new(Table.Csv.File, Table.Rows[row].Line, Table.Csv.Rows[row].Columns[exact[i].At], $"key {exact[i].Name} is blank"));
                    complete = false;
                    continue;
                }

                if (!exactNumbers[i].TryGetValue(exact[i].Values[row], out numbers[i]))
                    exactNumbers[i][exact[i].Values[row]] = numbers[i] = exactNumbers[i].Count + 1;
            }

            if (complete)
                pending.Add((row, numbers));
        }

        foreach (var (row, numbers) in pending)
        {
            long combined = 0;
            for (var i = 0; i < exact.Length; i++)
                combined = (combined * (exactNumbers[i].Count + 1)) + numbers[i];
            if (!groupOf.TryGetValue(combined, out var group))
            {
                groupOf[combined] = group = lists.Count;
                lists.Add([]);
            }

            lists[group].Add(row);
        }

        groups.AddRange(lists.Select(l => l.ToArray()));
    }

    private void Check(ICollection<LoadProblem> problems)
    {
        foreach (var members in groups)
        {
            if (ranges.Length == 0 && linear.Length == 0)
            {
                foreach (var extra in members.Skip(1))
                    problems.Add(new(Table.Csv.File, Table.Rows[extra].Line, 1, $"repeats the key of line {Table.Rows[members[0]].Line}: {Table.Rows[extra].Key}"));
            }
            else if (ranges.Length > 0)
            {
                RangeCoverage.Check(Table, members, [.. ranges.Select((r, k) => (r.Key, (Func<int, (double From, double To)>)(row => Bounds(k, row))))], linear, problems);
            }

            if (linear.Length > 0 && ranges.Length == 0)
            {
                var expected = linear.Aggregate(1, (n, c) => n * members.Select(m => c.Values[m]).Distinct().Count());
                if (expected != members.Length)
                    problems.Add(new(Table.Csv.File, Table.Rows[members[0]].Line, 1, $"the nodes of {string.Join(", ", linear.Select(c => c.Name))} are no complete grid: {members.Length} rows for {expected} nodes"));
            }
        }
    }
}

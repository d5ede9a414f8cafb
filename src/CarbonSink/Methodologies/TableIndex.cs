using CarbonSink.Methodologies.Packs;
using CarbonSink.Quantities;

namespace CarbonSink.Methodologies;

/// <summary>Finds the row of a parameter table for given keys; proves when built that rows are unique and ranges have neither gap nor overlap.</summary>
internal sealed partial class TableIndex
{
    private readonly TableColumn[] exact;
    private readonly TableColumn[] linear;
    private readonly KeyKind[] kinds;

    private readonly RangeKey[] ranges;

    /// <summary>Number of each value of an exact key, from 1: by code where the key is a code, else by value.</summary>
    private readonly int[][] numberOfCode;
    private readonly Dictionary<double, int>[] numbers;
    private readonly Dictionary<long, int> groupOf = [];
    private readonly bool flagOutside;
    private int[][] groups = [];

    /// <summary>Sorted nodes by group and interpolated key.</summary>
    private double[][][] nodes = [];

    private TableIndex(ParameterTable table, IReadOnlyList<TableKey> keys, bool flagOutside, TableColumn[] exact, (TableKey Key, TableColumn From, TableColumn To)[] ranges, TableColumn[] linear)
    {
        (Table, Keys, this.flagOutside, this.exact, this.linear) = (table, keys, flagOutside, exact, linear);
        kinds = [.. keys.Select(k => k.Kind)];
        this.ranges = [.. ranges.Select(r => new RangeKey(r.Key, keys.ToList().IndexOf(r.Key), r.From, Bounds(r.From, double.NegativeInfinity), Bounds(r.To, double.PositiveInfinity)))];
        numbers = [.. exact.Select(_ => new Dictionary<double, int>())];
        numberOfCode = new int[exact.Length][];
        Flagged = table.Rows.Any(r => r.IsExtrapolated) ? [.. table.Rows.Select(r => r.IsExtrapolated)] : [];
    }

    public ParameterTable Table { get; }

    public IReadOnlyList<TableKey> Keys { get; }

    /// <summary>Rows that can take part in one interpolated value: 1 without interpolated keys, else 2 per key.</summary>
    public int Corners => 1 << linear.Length;

    /// <summary>Row by code number, −1 where there is none; null unless the only key is a code.</summary>
    public int[]? RowOfCode { get; private set; }

    /// <summary>Which rows flag what uses them; empty where none does.</summary>
    public bool[] Flagged { get; }

    /// <summary>Which codes the first key has, by code number; empty where it is a number.</summary>
    public bool[] FirstCodes => KeyUnit(0) is null ? [.. numberOfCode[0].Select(n => n > 0)] : [];

    /// <summary>Unit of a key, or null where it is a code.</summary>
    public Unit? KeyUnit(int key) => KeyColumn(key) is { Type: ColumnType.Number } c ? c.Unit : null;

    public TableColumn KeyColumn(int key) => Keys[key].Kind == KeyKind.Range ? ranges.First(r => r.At == key).Column : exact.Concat(linear).First(c => c.Name == Keys[key].Name);

    /// <summary>Whether a code key has a row with this code.</summary>
    public bool HasCode(int key, string code) =>
        Array.IndexOf(exact, KeyColumn(key)) is >= 0 and var e && Table.Csv.Rows.Any(r => r.Cells[exact[e].At] == code);

    /// <summary>Whether the first key has any row.</summary>
    public bool Contains(double firstKey)
    {
        if (kinds[0] == KeyKind.Exact)
            return Number(0, firstKey) > 0;
        if (kinds[0] == KeyKind.Linear)
            return nodes.Any(n => firstKey >= n[0][0] && firstKey <= n[0][^1]);
        for (var row = 0; row < Table.Rows.Count; row++)
            if (ranges[0].Covers(row, firstKey))
                return true;
        return false;
    }

    /// <summary>Finds the row (or the rows and weights) for the keys in declared order; 0 = no row for the exact keys, −1 = outside the ranges.</summary>
    public int Find(ReadOnlySpan<double> keys, Span<int> rows, Span<double> weights, out bool extrapolated)
    {
        extrapolated = false;
        var group = Group(keys);
        if (group < 0)
            return 0;
        if (linear.Length > 0)
            return Interpolate(group, keys, rows, weights, ref extrapolated);
        rows[0] = FindRow(groups[group], keys, out extrapolated);
        return rows[0] < 0 ? -1 : 1;
    }

    /// <summary>Finds the one row of a table without interpolated keys: −2 = no row for the exact keys, −1 = outside the ranges.</summary>
    public int FindRow(ReadOnlySpan<double> keys, out bool extrapolated)
    {
        extrapolated = false;
        var group = Group(keys);
        return group < 0 ? -2 : FindRow(groups[group], keys, out extrapolated);
    }

    /// <summary>The rows with the exact keys of a table without interpolated keys; empty where there is none.</summary>
    public ReadOnlySpan<int> Members(ReadOnlySpan<double> keys) => Group(keys) is >= 0 and var group ? groups[group] : [];

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

    private static double[] Bounds(TableColumn column, double open) => [.. column.Values.Select((v, row) => column.Given[row] ? v : open)];

    private int Number(int key, double value)
    {
        if (numberOfCode[key] is { } byCode)
            return (uint)(int)value is var code && code < (uint)byCode.Length ? byCode[code] : 0;
        return numbers[key].GetValueOrDefault(value);
    }

    /// <summary>Group of rows with these exact keys, −1 where there is none.</summary>
    private int Group(ReadOnlySpan<double> keys)
    {
        if (exact.Length == 0)
            return 0;
        long combined = 0;
        var e = 0;
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] != KeyKind.Exact)
                continue;
            var number = Number(e, keys[i]);
            if (number == 0)
                return -1;
            combined = (combined * (numbers[e].Count + 1)) + number;
            e++;
        }

        return exact.Length == 1 ? (int)combined - 1 : groupOf.GetValueOrDefault(combined, -1);
    }

    /// <summary>Finds the row among <see cref="Members"/>: −1 = outside the ranges.</summary>
    public int FindRow(ReadOnlySpan<int> members, ReadOnlySpan<double> keys, out bool extrapolated)
    {
        extrapolated = false;
        foreach (var row in members)
            if (Covers(row, keys))
                return row;
        if (!flagOutside)
            return -1;

        // Outside every range: the nearest row serves and the value is flagged; the key itself is not changed.
        extrapolated = true;
        var (nearest, least) = (-1, double.PositiveInfinity);
        foreach (var row in members)
        {
            double distance = 0;
            foreach (var range in ranges)
                distance += range.Distance(row, keys[range.At]);
            if (distance < least)
                (nearest, least) = (row, distance);
        }

        return nearest;
    }

    /// <summary>Whether a key is compared exactly.</summary>
    public bool IsExact(int key) => kinds[key] == KeyKind.Exact;

    /// <summary>The ranges of a key that is compared with ranges, or null.</summary>
    public RangeKey? RangeOf(int key) => Array.Find(ranges, r => r.At == key);

    /// <summary>Whether the ranges of a row hold the keys.</summary>
    public bool Covers(int row, ReadOnlySpan<double> keys)
    {
        foreach (var range in ranges)
            if (!range.Covers(row, keys[range.At]))
                return false;
        return true;
    }

    private int Interpolate(int group, ReadOnlySpan<double> keys, Span<int> rows, Span<double> weights, ref bool extrapolated)
    {
        Span<double> below = stackalloc double[linear.Length];
        Span<double> above = stackalloc double[linear.Length];
        Span<double> at = stackalloc double[linear.Length];
        for (int i = 0, n = 0; i < kinds.Length; i++)
            if (kinds[i] == KeyKind.Linear)
                at[n++] = keys[i];
        for (var k = 0; k < linear.Length; k++)
        {
            var values = nodes[group][k];
            if (at[k] < values[0] || at[k] > values[^1])
            {
                if (!flagOutside)
                    return -1;
                extrapolated = true;
            }

            var found = Array.BinarySearch(values, at[k]);
            var upper = values.Length == 1 ? 0 : Math.Clamp(found < 0 ? ~found : found, 1, values.Length - 1);
            (below[k], above[k]) = (values[Math.Max(0, upper - 1)], values[upper]);
        }

        for (var corner = 0; corner < Corners; corner++)
        {
            double weight = 1;
            var row = -1;
            foreach (var m in groups[group])
            {
                var match = Covers(m, keys);
                for (var k = 0; match && k < linear.Length; k++)
                    match = linear[k].Values[m] == ((corner >> k & 1) == 0 ? below[k] : above[k]);
                if (match)
                    row = m;
            }

            for (var k = 0; k < linear.Length; k++)
            {
                var t = above[k] == below[k] ? 0 : (at[k] - below[k]) / (above[k] - below[k]);
                weight *= (corner >> k & 1) == 0 ? 1 - t : t;
            }

            if (row < 0)
                return -1;
            (rows[corner], weights[corner]) = (row, weight);
        }

        return Corners;
    }
}

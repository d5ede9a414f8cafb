using System.Runtime.InteropServices;
using System.Text;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>The rows a table lookup finds over a block; shared by all columns read with the same keys. Its column has states only: row numbers and weights are kept by the evaluator.</summary>
internal sealed class RowNode(int id, string name, TableIndex index, IReadOnlyList<Node> keys) : Node(id)
{
    private readonly Node[] keys = [.. keys];

    public string Name => name;

    public TableIndex Index => index;

    public override IEnumerable<Node> Children => keys;

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint) => throw new InvalidOperationException("rows have no derivative; LookupNode passes slopes to the keys");

    public void BackwardKey(Evaluator e, int key, ReadOnlySpan<double> adjoint) => keys[key].Backward(e, adjoint);

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        text.Append(name).Append('(');
        for (var i = 0; i < keys.Length; i++)
        {
            if (i > 0)
                text.Append(", ");
            keys[i].Substitute(e, row, text);
        }

        text.Append(')');
    }

    /// <summary>Row numbers and weights that one row of the block read.</summary>
    public IEnumerable<(int Row, double Weight)> Used(Evaluator e, int row)
    {
        var corners = index.Corners;
        for (var c = 0; c < corners && RowState.HasValue(e.Columns[Id].State(row)); c++)
        {
            var weight = corners == 1 ? 1 : e.RowWeights(Id)[(row * corners) + c];
            if (weight != 0)
                yield return (e.RowIndices(Id)[(row * corners) + c], weight);
        }
    }

    protected override Column Compute(Evaluator e)
    {
        if (e.IsCurrent(Id))
            return e.Columns[Id];
        var width = 1;
        foreach (var key in keys)
            width = Math.Max(width, key.Evaluate(e).Width);
        var corners = index.Corners;
        var indices = e.RowIndices(Id, e.Count * width * corners);
        var weights = corners == 1 ? [] : e.RowWeights(Id, e.Count * width * corners);
        var (values, states) = (e.Values(Id, e.Count * width), e.States(Id, e.Count));
        if (index.RowOfCode is { } rowOfCode && width == 1)
            FindByCode(e, rowOfCode, indices, states);
        else if (corners == 1 && width == 1)
            FindSingle(e, indices, states);
        else
            Find(e, width, indices, weights, states);
        return new(values, 0, states, 0, width);
    }

    private void FindByCode(Evaluator e, int[] rowOfCode, int[] indices, uint[] states)
    {
        var column = e.Columns[keys[0].Id];
        var codes = column.Values(e.Count);
        var given = column.States(e.Count);
        for (var i = 0; i < codes.Length; i++)
        {
            states[i] = given[i] & ~RowState.PoolMask;
            if (!RowState.HasValue(given[i]))
                continue;
            var code = (uint)(int)codes[i];
            var row = code < (uint)rowOfCode.Length ? rowOfCode[code] : -1;
            indices[i] = row;
            if (row < 0)
                states[i] = RowState.Refused(Cause(e, codes.Slice(i, 1), 0));
            else
                states[i] |= Flag(row);
        }
    }

    private void FindSingle(Evaluator e, int[] indices, uint[] states)
    {
        Span<double> key = stackalloc double[keys.Length];
        for (var i = 0; i < e.Count; i++)
        {
            uint state = 0;
            for (var c = 0; c < keys.Length; c++)
            {
                ref readonly var column = ref e.Columns[keys[c].Id];
                key[c] = column[i];
                state = RowState.Combine(state, column.State(i));
            }

            if (RowState.HasValue(state))
            {
                var row = indices[i] = index.FindRow(key, out var extrapolated);
                if (row < 0)
                    state = RowState.Refused(Cause(e, key, row == -2 ? 0 : -1));
                else
                    state |= extrapolated ? RowState.Extrapolated : Flag(row);
            }

            states[i] = state & ~RowState.PoolMask;
        }
    }

    /// <summary>The flag that a row lends to what uses it.</summary>
    private uint Flag(int row) => index.Flagged.Length > 0 && index.Flagged[row] ? RowState.Extrapolated : 0;

    private void Find(Evaluator e, int width, int[] indices, double[] weights, uint[] states)
    {
        var corners = index.Corners;
        Span<double> key = stackalloc double[keys.Length];
        for (var i = 0; i < e.Count; i++)
        {
            uint state = 0;
            foreach (var k in keys)
                state = RowState.Combine(state, e.Columns[k.Id].State(i));
            if (corners == 1 && RowState.HasValue(state) && OnlyVarying(e, i, width, key) is { } range)
            {
                states[i] = FindAlong(e, range, i, width, key, indices, state) & ~RowState.PoolMask;
                continue;
            }

            var last = -1;
            for (var k = 0; k < width && RowState.HasValue(state); k++)
            {
                for (var c = 0; c < key.Length; c++)
                {
                    var value = e.Columns[keys[c].Id][i, k];
                    if (value != key[c] && index.IsExact(c))
                        last = -1;
                    key[c] = value;
                }

                var at = ((i * width) + k) * corners;
                if (last >= 0 && index.Covers(last, key))
                {
                    // Most draws lie in the same class as the one before.
                    indices[at] = last;
                    continue;
                }
                var count = index.Find(key, indices.AsSpan(at, corners), corners == 1 ? [] : weights.AsSpan(at, corners), out var extrapolated);
                if (count <= 0)
                    state = RowState.Refused(Cause(e, key, count));
                else if (extrapolated)
                    state |= RowState.Extrapolated;
                for (var c = 0; c < count; c++)
                    state |= Flag(indices[at + c]);
                last = corners == 1 && count == 1 && !extrapolated ? indices[at] : -1;
            }

            states[i] = state & ~RowState.PoolMask;
        }
    }

    /// <summary>The ranges of the only key that differs between the draws of a row, with all keys of its first draw; null where more differ, or one without ranges.</summary>
    private RangeKey? OnlyVarying(Evaluator e, int row, int width, Span<double> key)
    {
        var varying = -1;
        for (var c = 0; c < keys.Length; c++)
        {
            ref readonly var column = ref e.Columns[keys[c].Id];
            key[c] = column[row, 0];
            if (column.Width == 1)
                continue;
            var own = MemoryMarshal.Cast<double, ulong>(column.Values(row + 1).Slice(row * width, width));
            if (!own.ContainsAnyExcept(own[0]))
                continue;
            if (varying >= 0)
                return null;
            varying = c;
        }

        return varying < 0 ? null : index.RangeOf(varying);
    }

    /// <summary>Finds the rows of draws that differ in one key alone: most lie in the class of the one before.</summary>
    private uint FindAlong(Evaluator e, RangeKey range, int i, int width, Span<double> key, int[] indices, uint state)
    {
        var draws = e.Columns[keys[range.At].Id].Values(i + 1).Slice(i * width, width);
        var found = indices.AsSpan(i * width, width);
        var members = index.Members(key);
        if (members.IsEmpty)
            return RowState.Refused(Cause(e, key, 0));
        var last = -1;
        for (var k = 0; k < draws.Length; k++)
        {
            if (last >= 0 && range.Covers(last, draws[k]))
            {
                found[k] = last;
                continue;
            }

            key[range.At] = draws[k];
            found[k] = index.FindRow(members, key, out var extrapolated);
            if (found[k] < 0)
                return RowState.Refused(Cause(e, key, -1));
            state |= (extrapolated ? RowState.Extrapolated : 0) | Flag(found[k]);
            last = extrapolated ? -1 : found[k];
        }

        return state;
    }

    /// <summary>Cause of a key without a row; one per distinct combination of codes, numbers are not named.</summary>
    private int Cause(Evaluator e, ReadOnlySpan<double> key, int count)
    {
        Span<double> codes = stackalloc double[key.Length + 1];
        codes[^1] = count;
        for (var i = 0; i < key.Length; i++)
            codes[i] = index.KeyUnit(i) is null ? key[i] : 0;
        var cache = e.Cache<CauseCache>(Id);
        if (cache.TryFind(codes, out var known))
            return known;
        var (names, lost) = (new List<string>(), string.Empty);
        for (var i = 0; i < key.Length; i++)
        {
            var code = index.KeyUnit(i) is null ? e.Program.Codes[(int)key[i]] : string.Empty;
            names.Add(code.Length == 0 ? index.Keys[i].Name : $"{index.Keys[i].Name} = {code}");
            if (count == 0 && code.StartsWith('0') && index.HasCode(i, code.TrimStart('0')))
                lost = code.TrimStart('0');
        }

        var what = string.Join(", ", names);
        var (hintZh, hintEn) = lost.Length == 0 ? (string.Empty, string.Empty) : ($"（表里有 {lost}：电子表格可能吃掉了开头的 0）", $" (it has {lost}: a spreadsheet may have dropped the leading zeros)");
        return cache.Add(codes, e.Causes.Number(count == 0
            ? new("no-parameter", $"参数表 {name} 没有 {what} 的行{hintZh}", $"table {name} has no row for {what}{hintEn}")
            : new("outside-range", $"{what} 超出参数表 {name} 的范围", $"{what} lies outside the range of table {name}")));
    }
}

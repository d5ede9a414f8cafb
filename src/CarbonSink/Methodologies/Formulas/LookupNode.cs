using System.Text;
using CarbonSink.Estimation;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>The rows a table lookup finds over a block; shared by all columns read with the same keys.</summary>
internal sealed class RowNode(int id, string name, TableIndex index, IReadOnlyList<Node> keys) : Node(id)
{
    public string Name => name;

    public TableIndex Index => index;

    public override IEnumerable<Node> Children => keys;

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint) => throw new InvalidOperationException("rows have no derivative; LookupNode passes slopes to the keys");

    public void BackwardKey(Evaluator e, int key, ReadOnlySpan<double> adjoint) => keys[key].Backward(e, adjoint);

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        text.Append(name).Append('(');
        for (var i = 0; i < keys.Count; i++)
        {
            if (i > 0)
                text.Append(", ");
            keys[i].Substitute(e, row, text);
        }

        text.Append(')');
    }

    public IEnumerable<(ParameterRow Row, double Weight)> Used(Evaluator e, int row)
    {
        var found = e.Rows(Id);
        for (var c = 0; c < index.Corners && RowState.HasValue(e.Columns[Id].State(row)); c++)
            if (found.Weights[(row * index.Corners) + c] != 0)
                yield return (index.Table.Rows[found.Indices[(row * index.Corners) + c]], found.Weights[(row * index.Corners) + c]);
    }

    /// <summary>The values are 1 where a row was found; indices and weights are kept by the evaluator.</summary>
    protected override Column Compute(Evaluator e)
    {
        if (e.IsCurrent(Id))
            return e.Columns[Id];
        var columns = keys.Select(k => k.Evaluate(e)).ToArray();
        var width = columns.Max(c => c.Width);
        var corners = index.Corners;
        var (indices, weights) = e.Rows(Id, e.Count * width * corners);
        var (values, states) = (e.Values(Id, e.Count * width), e.States(Id, e.Count));
        Span<double> key = stackalloc double[columns.Length];
        for (var i = 0; i < e.Count; i++)
        {
            uint state = 0;
            foreach (var column in columns)
                state = RowState.Combine(state, column.State(i));
            for (var k = 0; k < width && RowState.HasValue(state); k++)
            {
                for (var c = 0; c < columns.Length; c++)
                    key[c] = columns[c][i, k];
                var at = ((i * width) + k) * corners;
                var count = index.Find(key, indices.AsSpan(at, corners), weights.AsSpan(at, corners), out var extrapolated);
                values[(i * width) + k] = 1;
                if (count <= 0)
                    state = RowState.Refused(Cause(e, key, count));
                else if (extrapolated)
                    state |= RowState.Extrapolated;
            }

            states[i] = state & ~RowState.PoolMask;
        }

        return new(values, 0, states, 0, width);
    }

    private int Cause(Evaluator e, ReadOnlySpan<double> key, int count)
    {
        var cache = e.Cache<Dictionary<(double, double, int), int>>(Id);
        var seen = (key[0], key.Length > 1 && index.KeyUnit(1) is null ? key[1] : 0, count);
        if (index.KeyUnit(0) is not null)
            seen.Item1 = 0;
        if (cache.TryGetValue(seen, out var known))
            return known;
        var codes = new List<string>();
        for (var i = 0; i < key.Length; i++)
            codes.Add(index.KeyUnit(i) is null ? $"{index.Keys[i].Name} = {e.Program.Codes[(int)key[i]]}" : index.Keys[i].Name);
        var what = string.Join(", ", codes);
        return cache[seen] = e.Causes.Number(count == 0
            ? new("no-parameter", $"参数表 {name} 没有 {what} 的行", $"table {name} has no row for {what}")
            : new("outside-range", $"{what} 超出参数表 {name} 的范围", $"{what} lies outside the range of table {name}"));
    }
}

/// <summary>A column of the row found by a lookup.</summary>
internal sealed class LookupNode(int id, RowNode rows, TableColumn column) : Node(id)
{
    public RowNode Rows => rows;

    public TableColumn Source => column;

    public override IEnumerable<Node> Children => [rows];

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        var corners = rows.Index.Corners;
        var (indices, weights) = e.Rows(rows.Id);
        var cells = e.CellAdjoints(rows.Index.Table, column);
        for (var i = 0; i < e.Count; i++)
            for (var c = 0; c < corners && adjoint[i] != 0; c++)
                cells[indices[(i * corners) + c]] += adjoint[i] * weights[(i * corners) + c];
        for (var key = 0; key < rows.Index.Keys.Count && corners > 1; key++)
        {
            if (rows.Index.Keys[key].Kind != KeyKind.Linear)
                continue;
            var toKey = new double[e.Count];
            for (var i = 0; i < e.Count; i++)
                toKey[i] = adjoint[i] == 0 ? 0 : adjoint[i] * rows.Index.Slope(key, column, indices.AsSpan(i * corners, corners), weights.AsSpan(i * corners, corners));
            rows.BackwardKey(e, key, toKey);
        }
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text)
    {
        if (!RowState.HasValue(e.Columns[Id].State(row)))
            text.Append('⟨').Append(rows.Name).Append('.').Append(column.Name).Append('⟩');
        else
            text.Append(e.Format(column.Type, e.Columns[Id][row])).Append(column.Unit.IsOne || column.Type != ColumnType.Number ? string.Empty : $"[{column.Unit}]");
    }

    protected override Column Compute(Evaluator e)
    {
        var found = rows.Evaluate(e);
        var corners = rows.Index.Corners;
        var (indices, weights) = e.Rows(rows.Id);
        var random = e.IsDrawing && column.Uncertainties is not null;
        var width = Math.Max(found.Width, random ? e.DrawCount : 1);
        var (values, states) = (e.Values(Id, e.Count * width), e.States(Id, e.Count));
        for (var i = 0; i < e.Count; i++)
        {
            states[i] = found.State(i);
            for (var k = 0; k < width && RowState.HasValue(states[i]); k++)
            {
                double sum = 0;
                for (var c = 0; c < corners; c++)
                {
                    var at = (((found.Width == 1 ? i : (i * width) + k)) * corners) + c;
                    if (weights[at] == 0)
                        continue;
                    var row = indices[at];
                    if (k == 0 || found.Width > 1)
                        states[i] = RowState.Combine(states[i], CellState(e, row));
                    var cell = random ? e.DrawCell(rows.Index.Table, column, row)[k] : column.Values[row];
                    sum += corners == 1 ? cell : weights[at] * cell;
                }

                values[(i * width) + k] = sum;
            }
        }

        return new(values, 0, states, 0, width);
    }

    private uint CellState(Evaluator e, int row)
    {
        var known = e.CellStates(Id, rows.Index.Table.Rows.Count);
        if (known[row] != uint.MaxValue)
            return known[row];
        var parameter = rows.Index.Table.Rows[row];
        var state = (uint)parameter.Status;
        if (parameter.Status == ParameterStatus.Conflict)
            state = RowState.Refused(e.Causes.Number(new("conflict", $"参数表 {rows.Name} 的行 {parameter.Key} 状态为 conflict，默认不采用", $"row {parameter.Key} of table {rows.Name} has status conflict and is not evaluated")));
        else if (!column.Given[row])
            state = RowState.Refused(e.Causes.Number(new("no-parameter", $"参数表 {rows.Name} 的行 {parameter.Key} 没有 {column.Name}：{parameter.Reason}", $"row {parameter.Key} of table {rows.Name} has no {column.Name}: {parameter.Reason}")));
        return known[row] = state;
    }
}

/// <summary>The pool of the row found by a lookup, as a code.</summary>
internal sealed class RowPoolNode(int id, RowNode rows, CodeSpace codes) : Node(id)
{
    public override IEnumerable<Node> Children => [rows];

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        // A pool has no derivative.
    }

    public override void Substitute(Evaluator e, int row, StringBuilder text) => text.Append(RowState.HasValue(e.Columns[Id].State(row)) ? codes[(int)e.Columns[Id][row]] : "⟨pool⟩");

    protected override Column Compute(Evaluator e)
    {
        var found = rows.Evaluate(e);
        var (indices, _) = e.Rows(rows.Id);
        var (values, states) = (e.Values(Id, e.Count), e.States(Id, e.Count));
        for (var i = 0; i < e.Count; i++)
        {
            states[i] = found.State(i);
            if (RowState.HasValue(states[i]))
                values[i] = codes.Intern(CarbonPools.Name(rows.Index.Table.Rows[indices[i * found.Width * rows.Index.Corners]].Pool));
        }

        return new(values, 0, states, 0, 1);
    }
}

using System.Text;
using CarbonSink.Estimation;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>A column of the row found by a lookup.</summary>
internal sealed class LookupNode(int id, RowNode rows, TableColumn column) : Node(id)
{
    public RowNode Rows => rows;

    public TableColumn Source => column;

    public override IEnumerable<Node> Children => [rows];

    public override void Backward(Evaluator e, ReadOnlySpan<double> adjoint)
    {
        var corners = rows.Index.Corners;
        var (indices, weights) = (e.RowIndices(rows.Id), corners == 1 ? [] : e.RowWeights(rows.Id));
        if (e.Uses is { } uses && e.Uncertainty.Of(column) is null)
        {
            for (var i = 0; i < e.Count; i++)
                for (var c = 0; c < corners && adjoint[i] != 0; c++)
                    if (corners == 1 || weights[(i * corners) + c] != 0)
                        uses.Cell(rows.Index.Table, column, indices[(i * corners) + c], e.Start + i);
        }

        else
        {
            var cells = e.CellAdjoints(rows.Index.Table, column);
            for (var i = 0; i < e.Count; i++)
            {
                for (var c = 0; c < corners && adjoint[i] != 0; c++)
                {
                    var at = (i * corners) + c;
                    if (corners > 1 && weights[at] == 0)
                        continue;
                    cells[indices[at]] += corners == 1 ? adjoint[i] : adjoint[i] * weights[at];
                    if (e.Uses is { } told && e.Uncertainty.Of(column)![indices[at]] is null)
                        told.Cell(rows.Index.Table, column, indices[at], e.Start + i);
                }
            }
        }

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
        else if (column.Type == ColumnType.Number)
            text.Append(Number(e.Columns[Id][row], column.Unit.IsOne ? "1" : column.Unit.Symbol));
        else
            text.Append(e.Format(column.Type, e.Columns[Id][row]));
    }

    protected override Column Compute(Evaluator e)
    {
        var found = rows.Evaluate(e);
        var random = e.IsDrawing && e.Uncertainty.Of(column) is not null;
        var width = Math.Max(found.Width, random ? e.DrawCount : 1);
        var (values, states) = (e.Values(Id, e.Count * width), e.States(Id, e.Count));
        if (width == 1 && rows.Index.Corners == 1 && !random)
            Single(e, found.States(e.Count), values, states);
        else
            Several(e, found, width, random, values, states);
        return new(values, 0, states, 0, width);
    }

    private void Single(Evaluator e, ReadOnlySpan<uint> found, double[] values, uint[] states)
    {
        var (indices, cells, known) = (e.RowIndices(rows.Id), column.Values, e.CellStates(Id, rows.Index.Table.Rows.Count));
        for (var i = 0; i < found.Length; i++)
        {
            states[i] = found[i];
            if (!RowState.HasValue(found[i]))
                continue;
            var row = indices[i];
            values[i] = cells[row];
            states[i] = RowState.Combine(found[i], known[row] != uint.MaxValue ? known[row] : CellState(e, row));
        }
    }

    private void Several(Evaluator e, Column found, int width, bool random, double[] values, uint[] states)
    {
        var corners = rows.Index.Corners;
        var (indices, weights) = (e.RowIndices(rows.Id), corners == 1 ? [] : e.RowWeights(rows.Id));
        for (var i = 0; i < e.Count; i++)
        {
            states[i] = found.State(i);
            if (corners == 1 && found.Width == 1 && RowState.HasValue(states[i]))
            {
                // One row for all draws: its cell is copied whole.
                var target = values.AsSpan(i * width, width);
                states[i] = RowState.Combine(states[i], CellState(e, indices[i]));
                if (random)
                    e.DrawCell(rows.Index.Table, column, indices[i]).CopyTo(target);
                else
                    target.Fill(column.Values[indices[i]]);
                continue;
            }

            if (corners == 1)
            {
                PerDraw(e, i, found.Width == 1 ? 0 : width, width, random, values, ref states[i]);
                continue;
            }

            for (var k = 0; k < width && RowState.HasValue(states[i]); k++)
            {
                double sum = 0;
                for (var c = 0; c < corners; c++)
                {
                    var at = ((found.Width == 1 ? i : (i * width) + k) * corners) + c;
                    var weight = corners == 1 ? 1 : weights[at];
                    if (weight == 0)
                        continue;
                    var row = indices[at];
                    if (k == 0 || found.Width > 1)
                        states[i] = RowState.Combine(states[i], CellState(e, row));
                    var cell = random ? e.DrawCell(rows.Index.Table, column, row)[k] : column.Values[row];
                    sum += corners == 1 ? cell : weight * cell;
                }

                values[(i * width) + k] = sum;
            }
        }
    }

    /// <summary>Each draw reads the row it found; neighbouring draws mostly found the same.</summary>
    private void PerDraw(Evaluator e, int i, int step, int width, bool random, double[] values, ref uint state)
    {
        if (!RowState.HasValue(state))
            return;
        var found = e.RowIndices(rows.Id).AsSpan(step == 0 ? i : i * width, step == 0 ? 1 : width);
        var target = values.AsSpan(i * width, width);
        var (last, cell, draws) = (-1, 0.0, Array.Empty<double>());
        for (var k = 0; k < target.Length; k++)
        {
            var row = found[step == 0 ? 0 : k];
            if (row != last)
            {
                state = RowState.Combine(state, CellState(e, row));
                if (!RowState.HasValue(state))
                    return;
                (last, cell, draws) = (row, column.Values[row], random ? e.DrawCell(rows.Index.Table, column, row) : []);
            }

            target[k] = random ? draws[k] : cell;
        }
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
            state = RowState.Refused(e.Causes.Number(new("no-parameter", $"参数表 {rows.Name} 的行 {parameter.Key} 没有 {column.Name}：{parameter.ReasonText.Zh}", $"row {parameter.Key} of table {rows.Name} has no {column.Name}: {parameter.ReasonText.En}")));
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
        var indices = e.RowIndices(rows.Id);
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

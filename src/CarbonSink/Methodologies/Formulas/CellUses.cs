namespace CarbonSink.Methodologies.Formulas;

/// <summary>Which rows of a frame rest on cells that state no uncertainty (无不确定性的参数). One per thread.</summary>
internal sealed class CellUses
{
    private readonly Dictionary<(ParameterTable Table, TableColumn Column), (HashSet<int> Cells, HashSet<int> Rows)> found = [];

    private readonly HashSet<(Symbol Value, int Row)> layers = [];

    /// <summary>By column: the cells used, and the rows of the frame that rest on one of them.</summary>
    public IReadOnlyDictionary<(ParameterTable Table, TableColumn Column), (HashSet<int> Cells, HashSet<int> Rows)> Found => found;

    public void Cell(ParameterTable table, TableColumn column, int cell, int row)
    {
        if (!found.TryGetValue((table, column), out var known))
            found[(table, column)] = known = ([], []);
        known.Cells.Add(cell);
        known.Rows.Add(row);
    }

    /// <summary>Notes that a row reads a value of the layer.</summary>
    public void Layer(Symbol value, int row) => layers.Add((value, row));

    /// <summary>Whether a row reads a value of the layer.</summary>
    public bool ReadsLayer(Symbol value, int row) => layers.Contains((value, row));

    public void Clear()
    {
        found.Clear();
        layers.Clear();
    }
}

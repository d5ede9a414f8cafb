using CarbonSink.Estimation;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>Where the pool of a value comes from at run time: fixed, the row of a table, or another symbol.</summary>
internal sealed record PoolSource(CarbonPool Fixed, RowNode? Row, SymbolNode? Symbol)
{
    public bool IsFixed => Row is null && Symbol is null;

    public string Name => Symbol?.Symbol.Name ?? Row?.Name ?? CarbonPools.Name(Fixed);

    /// <summary>The pool in one row of the current block.</summary>
    public CarbonPool At(Evaluator e, int row)
    {
        if (Symbol is not null)
            return RowState.Pool(e.Columns[Symbol.Id].State(row));
        if (Row is null)
            return Fixed;
        var column = e.Columns[Row.Id];
        return RowState.HasValue(column.State(row)) ? Row.Index.Table.Rows[e.RowIndices(Row.Id)[row * column.Width * Row.Index.Corners]].Pool : CarbonPool.None;
    }
}

/// <summary>Two pools that were taken to be the same when the formula was checked and must prove so in every row.</summary>
internal sealed record PoolRule(PoolSource Source, PoolSource Expected)
{
    /// <summary>The cause where a row breaks the rule, else 0.</summary>
    public int Broken(Evaluator e, string number, int row)
    {
        var (have, want) = (Source.At(e, row), Expected.At(e, row));
        if (have == want)
            return 0;
        var (haveName, wantName) = (CarbonPools.Name(have), CarbonPools.Name(want));
        return e.Causes.Number(new("pool-conflict", $"公式 {number} 要求碳库 {wantName}，而 {Source.Name} 为 {haveName}", $"equation {number} needs pool {wantName}, but {Source.Name} is {haveName}"));
    }
}

namespace CarbonSink.Methodologies.Formulas;

/// <summary>Values of a symbol over its whole domain.</summary>
internal sealed class SymbolStorage
{
    public double[] Values { get; set; } = [];

    /// <summary>Memory of an input's draws, kept from chunk to chunk.</summary>
    public double[] Drawn { get; set; } = [];

    public uint[] States { get; set; } = [];

    /// <summary>Route taken per row, −1 where none.</summary>
    public sbyte[] Routes { get; set; } = [];

    public int Width { get; set; } = 1;

    public void Resize(int rows, int width)
    {
        Width = width;
        if (Values.Length < rows * width)
            Values = new double[rows * width];
        if (States.Length < rows)
            (States, Routes) = (new uint[rows], new sbyte[rows]);
    }
}

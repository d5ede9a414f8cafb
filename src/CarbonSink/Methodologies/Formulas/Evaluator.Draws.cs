using MathNet.Numerics.Distributions;

namespace CarbonSink.Methodologies.Formulas;

/// <content>Draws: columns get one value per draw where a cell or input is uncertain; everything else is computed once.</content>
internal sealed partial class Evaluator
{
    private readonly Dictionary<(TableColumn Column, int Row), double[]> drawn = [];
    private readonly Dictionary<(string Table, string Group), double> correlations = [];
    private bool[]? random;
    private ulong seed;
    private long drawFrom;

    /// <summary>Whether uncertain cells give draws instead of their value.</summary>
    public bool IsDrawing { get; private set; }

    /// <summary>Draws per chunk.</summary>
    public int DrawCount { get; private set; } = 1;

    /// <summary>Correlation of the members of a group, 0 … 1; independent where none is stated.</summary>
    public void Correlate(string table, string group, double correlation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(correlation, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(correlation, 1);
        correlations[(table, group)] = correlation;
    }

    /// <summary>Evaluates draws from … from + count − 1; the draw of a cell depends on seed, cell and draw number alone.</summary>
    public void RunDraws(ulong withSeed, long from, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (Layer is not null)
            throw new InvalidOperationException("values over the whole layer have no draws: give the members in one frame");
        (IsDrawing, DrawCount, seed, drawFrom, random) = (true, count, withSeed, from, null);
        drawn.Clear();
        try
        {
            Run();
        }
        finally
        {
            (IsDrawing, DrawCount) = (false, 1);
        }
    }

    /// <summary>The draws of one table cell in this chunk.</summary>
    public double[] DrawCell(ParameterTable table, TableColumn column, int row)
    {
        if (drawn.TryGetValue((column, row), out var known))
            return known;
        var cell = new double[DrawCount];
        if (column.Uncertainties?[row] is not { } u)
            cell.AsSpan().Fill(column.Values[row]);
        else
            Draw(cell, column.Values[row], u, new(table.Reference, table.Rows[row].Key, column.Name), table.Reference);
        return drawn[(column, row)] = cell;
    }

    public double Correlation(string table, string? group) => group is not null && correlations.TryGetValue((table, group), out var rho) ? rho : 0;

    private bool IsRandom(Symbol symbol)
    {
        random ??= FindRandom();
        return random[symbol.Index];
    }

    private bool[] FindRandom()
    {
        var found = new bool[Program.Symbols.Count];
        foreach (var symbol in Program.Symbols.Where(s => s.Input is not null))
            found[symbol.Index] = Frame.Input(symbol.Name).Uncertainties is not null;
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var symbol in Program.Groups.SelectMany(g => g.Symbols).Where(s => !found[s.Index] && !s.IsRule))
            {
                found[symbol.Index] = symbol.Routes.SelectMany(r => r.Nodes).Any(n => n switch
                {
                    LookupNode l => l.Source.Uncertainties is not null,
                    SymbolNode s => found[s.Symbol.Index],
                    PreviousNode p => found[p.Symbol.Index],
                    _ => false,
                });
                changed |= found[symbol.Index];
            }
        }

        return found;
    }

    private void DrawInput(Symbol symbol, InputColumn input, ParameterUncertainty?[] uncertain, SymbolStorage storage, int rows)
    {
        storage.Width = DrawCount;
        storage.Values = new double[rows * DrawCount];
        for (var r = 0; r < rows; r++)
        {
            var cell = storage.Values.AsSpan(r * DrawCount, DrawCount);
            if (uncertain[r] is { } u)
                Draw(cell, input.Values[r], u, new(Frame.DatasetId.ToString("x16"), Record(symbol, r), symbol.Name), string.Empty);
            else
                cell.Fill(input.Values[r]);
        }
    }

    /// <summary>Record that an input value belongs to, in whatever batch it is read; a value given once belongs to the data set.</summary>
    private string Record(Symbol symbol, int row)
    {
        var (members, own) = (Frame.Count(symbol.Domain.Base), symbol.Domain);
        var record = own.Base < 0 ? string.Empty : (Frame.FirstRecord + (row % members)).ToString();
        return own.Ordered < 0 ? record : $"{record}@{Frame.Keys(own.Ordered)[row / members]:R}";
    }

    private void Draw(Span<double> cell, double value, ParameterUncertainty u, CellId id, string table)
    {
        var (own, rho) = (id.Hash, Correlation(table, u.Group));
        var shared = new CellId(table, u.Group ?? string.Empty, "correlation group").Hash;
        for (var k = 0; k < cell.Length; k++)
        {
            var score = Normal.InvCDF(0, 1, Philox.Uniform(seed, own, drawFrom + k));

            // One-factor Gaussian copula: any two members of the group have normal scores with correlation rho.
            if (rho > 0)
                score = (Math.Sqrt(rho) * Normal.InvCDF(0, 1, Philox.Uniform(seed, shared, drawFrom + k))) + (Math.Sqrt(1 - rho) * score);
            cell[k] = Distributions.Quantile(value, u, score);
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace CarbonSink.Methodologies.Formulas;

/// <content>Draws: columns get one value per draw where a cell or input is uncertain; everything else is computed once.</content>
internal sealed partial class Evaluator
{
    private const int MostChunks = 12;

    private readonly Dictionary<(string Table, string Group), CorrelationGroup> correlations = [];
    private readonly Dictionary<(ulong Seed, long From, int Count), DrawnChunk> chunks = [];
    private readonly Dictionary<Symbol, (int Version, ulong[] Streams)> inputStreams = [];
    private bool[]? random;
    private double[] scratch = [];
    private ulong seed;
    private long drawFrom;
    private DrawnChunk chunk = new();

    /// <summary>Whether uncertain cells give draws instead of their value.</summary>
    public bool IsDrawing { get; private set; }

    /// <summary>Draws per chunk.</summary>
    public int DrawCount { get; private set; } = 1;

    /// <summary>What is said about uncertainty.</summary>
    public UncertaintyModel Uncertainty { get; }

    /// <summary>Correlation of the members of a group, 0 … 1; independent where none is stated.</summary>
    public void Correlate(string table, string group, double correlation) {
        correlations[(table, group)] = new(correlation);
        chunks.Clear();
    }

    /// <summary>Evaluates draws from … from + count − 1; the draw of a cell depends on seed, cell and draw number alone.</summary>
    /// <param name="withSeed">Seed.</param>
    /// <param name="from">First draw.</param>
    /// <param name="count">Draws.</param>
    /// <param name="groups">Groups to evaluate, or null for all; given, those that no uncertainty reaches keep the values of the run before over the same frame.</param>
    public void RunDraws(ulong withSeed, long from, int count, IEnumerable<SymbolGroup>? groups = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (Layer is { } layer && (layer.DrawCount != count || layer.DrawFrom != from))
            throw new InvalidOperationException("the values over the whole layer are not of these draws");
        (IsDrawing, DrawCount, seed, drawFrom, random) = (true, count, withSeed, from, null);
        TakeChunk();
        try
        {
            Run(groups?.Where(g => g.Symbols.Any(IsRandom)) ?? Program.Groups);
        }
        finally
        {
            (IsDrawing, DrawCount) = (false, 1);
        }
    }

    /// <summary>Does something with the columns of draws that were just run.</summary>
    public void GatherDraws(long from, int count, Action gather)
    {
        (IsDrawing, DrawCount, drawFrom) = (true, count, from);
        TakeChunk();
        try
        {
            gather();
        }
        finally
        {
            (IsDrawing, DrawCount) = (false, 1);
        }
    }

    /// <summary>Whether uncertainty reaches a symbol in the current frame.</summary>
    public bool IsRandom(Symbol symbol)
    {
        random ??= FindRandom();
        return random[symbol.Index];
    }

    /// <summary>The draws of one table cell in this chunk.</summary>
    public double[] DrawCell(ParameterTable table, TableColumn column, int row)
    {
        if (chunk.Cells.TryGetValue((column, row), out var known))
            return known;
        var cell = new double[DrawCount];
        if (Uncertainty.Of(column)?[row] is not { } u)
            cell.AsSpan().Fill(column.Values[row]);
        else
            Draw(cell, column.Values[row], u, new(table.Reference, table.Rows[row].Key, column.Name), table.Reference);
        return chunk.Cells[(column, row)] = cell;
    }

    /// <summary>How the members of a group hang together, or null where they do not.</summary>
    public CorrelationGroup? Correlation(string table, string? group) => group is null ? null : correlations.TryGetValue((table, group), out var own) ? own : Uncertainty.Group(table, group);

    /// <summary>Frames take turns over a few chunks of draws: what all rows share is drawn once for each.</summary>
    private void TakeChunk()
    {
        if (chunks.TryGetValue((seed, drawFrom, DrawCount), out var known))
        {
            chunk = known;
            return;
        }

        if (chunks.Count >= MostChunks)
            chunks.Clear();
        chunks[(seed, drawFrom, DrawCount)] = chunk = new();
    }

    private bool[] FindRandom()
    {
        var found = new bool[Program.Symbols.Count];
        foreach (var symbol in Program.Symbols.Where(s => s.Input is not null))
            found[symbol.Index] = Frame.Input(symbol.Name).Uncertainties is not null || Uncertainty.Inputs.ContainsKey(symbol.Name);
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var symbol in Program.Groups.SelectMany(g => g.Symbols).Where(s => !found[s.Index] && !s.IsRule))
            {
                found[symbol.Index] = symbol.Routes.SelectMany(r => r.Nodes).Any(n => n switch
                {
                    LookupNode l => Uncertainty.Of(l.Source) is not null,
                    SymbolNode s => found[s.Symbol.Index],
                    PreviousNode p => found[p.Symbol.Index],
                    _ => false,
                });
                changed |= found[symbol.Index];
            }
        }

        return found;
    }

    private void DrawInput(Symbol symbol, InputColumn input, SymbolStorage storage, int rows)
    {
        var declared = Uncertainty.Inputs.GetValueOrDefault(symbol.Name);
        if (storage.Drawn.Length < rows * DrawCount)
            storage.Drawn = new double[rows * DrawCount];
        (storage.Width, storage.Values) = (DrawCount, storage.Drawn);
        var streams = Streams(symbol, rows);
        var shared = declared?.SharedError is { } error ? SharedDraws(symbol, error) : [];
        for (var r = 0; r < rows; r++)
        {
            var cell = storage.Values.AsSpan(r * DrawCount, DrawCount);
            if ((input.Uncertainties?[r] ?? declared?.OwnError?.Of(input.Values[r])) is { } u && RowState.HasValue(input.States[r]) && (u.StandardDeviation == 0 || Distributions.Problem(input.Values[r], u) is null))
            {
                if (u.StandardDeviation > 0)
                    NormalScores.Fill(seed, streams[r], drawFrom, cell);
                Distributions.Apply(input.Values[r], u, cell);
            }
            else
            {
                cell.Fill(input.Values[r]);
            }

            if (shared.Length > 0)
                AddScaled(cell, shared, declared!.SharedError!.IsRelative ? input.Values[r] : 1);
        }
    }

    /// <summary>Deviations that all records share, as fractions of the value or in its unit.</summary>
    private double[] SharedDraws(Symbol symbol, InputError error)
    {
        var id = new CellId("*", symbol.Name, "shared error").Hash;
        if (chunk.Shared.TryGetValue(id, out var known))
            return known;
        var draws = new double[DrawCount];
        NormalScores.Fill(seed, id, drawFrom, draws);
        Distributions.Apply(0, new(error.Distribution, error.StandardDeviation, error.DegreesOfFreedom), draws);
        return chunk.Shared[id] = draws;
    }

    /// <summary>Stream of each row's draws: that of its record, whatever batch it is read in; a value given once belongs to the data set.</summary>
    private ulong[] Streams(Symbol symbol, int rows)
    {
        if (inputStreams.TryGetValue(symbol, out var known) && known.Version == Frame.Version && known.Streams.Length >= rows)
            return known.Streams;
        var streams = known.Streams is { } old && old.Length >= rows ? old : new ulong[rows];
        var (members, own) = (Math.Max(1, Frame.Count(symbol.Domain.Base)), symbol.Domain);
        var dataset = new CellId(Frame.DatasetId.ToString("x16"), string.Empty, symbol.Name).Hash;
        for (var r = 0; r < rows; r++)
        {
            var record = own.Base < 0 ? 0 : Frame.RecordIds is { } ids ? ids[r % members] : (ulong)(Frame.FirstRecord + (r % members));
            var year = own.Ordered < 0 ? 0 : BitConverter.DoubleToUInt64Bits(Frame.Keys(own.Ordered)[r / members]);
            streams[r] = Mix(dataset ^ Mix(record + 0x9E3779B97F4A7C15UL) ^ Mix(year + 0xD1B54A32D192ED03UL));
        }

        inputStreams[symbol] = (Frame.Version, streams);
        return streams;
    }

    /// <summary>A one-to-one mixing of 64 bits, so that neighbouring records have unlike streams. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, mix64 variant 13.</summary>
    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    private void Draw(Span<double> cell, double value, ParameterUncertainty u, CellId id, string table)
    {
        var group = Correlation(table, u.Group);
        if (group?.Factor is not null && group.PlaceOf(id.Row, id.Column) is >= 0 and var place)
        {
            GroupScores(table, u.Group!, group)[place].CopyTo(cell);
        }
        else
        {
            NormalScores.Fill(seed, id.Hash, drawFrom, cell);

            // One-factor Gaussian copula: any two members of the group have normal scores with correlation rho.
            if (group is { Common: > 0 })
            {
                var shared = new CellId(table, u.Group!, "correlation group").Hash;
                if (!chunk.Shared.TryGetValue(shared, out var common))
                    NormalScores.Fill(seed, shared, drawFrom, chunk.Shared[shared] = common = new double[DrawCount]);
                var (own, all) = (Math.Sqrt(1 - group.Common), Math.Sqrt(group.Common));
                for (var k = 0; k < cell.Length; k++)
                    cell[k] = (all * common[k]) + (own * cell[k]);
            }
        }

        Distributions.Apply(value, u, cell);
    }

    /// <summary>Correlated normal scores of all members of a matrix: each member's own scores times the lower triangle.</summary>
    private double[][] GroupScores(string table, string name, CorrelationGroup group)
    {
        if (chunk.Groups.TryGetValue((table, name), out var known))
            return known;
        var n = group.Members.Length;
        if (scratch.Length < DrawCount)
            scratch = new double[DrawCount];
        var result = Enumerable.Range(0, n).Select(_ => new double[DrawCount]).ToArray();
        for (var j = 0; j < n; j++)
        {
            var own = scratch.AsSpan(0, DrawCount);
            NormalScores.Fill(seed, new CellId(table, group.Members[j].Row, group.Members[j].Column).Hash, drawFrom, own);
            for (var i = j; i < n; i++)
                AddScaled(result[i], own, group.Factor![i][j]);
        }

        return chunk.Groups[(table, name)] = result;
    }

    // Vectors are not compiled ahead of time: optimised from the first call on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        var (k, f) = (0, new Vector<double>(factor));
        for (; k <= target.Length - Vector<double>.Count; k += Vector<double>.Count)
            (new Vector<double>(target[k..]) + (f * new Vector<double>(source[k..]))).CopyTo(target[k..]);
        for (; k < target.Length; k++)
            target[k] += factor * source[k];
    }
}

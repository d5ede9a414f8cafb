using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>Runs a compiled pack over a frame in blocks of rows. One per thread; keeps its memory, so a stream of batches allocates nothing per record.</summary>
internal sealed partial class Evaluator
{
    // Blocks small enough that the columns of one formula stay in the first-level cache.
    private const int BlockRows = 512;
    private const int BlockValues = 4096;

    private static readonly Quantities.Unit Hectare = Quantities.Unit.Parse("ha");

    private readonly double[]?[] values;
    private readonly uint[]?[] states;
    private readonly int[]?[] rowIndices;
    private readonly double[]?[] rowWeights;
    private readonly long[] stamps;
    private readonly object?[] caches;
    private readonly SymbolStorage[] storages;
    private uint[] clean = [];
    private long stamp;
    private Domain domain;
    private bool isReporting;
    private Symbol? current;

    public Evaluator(MethodologyProgram program, Frame frame, CauseTable causes, UncertaintyModel? uncertainty = null)
    {
        (Program, Frame, Causes, Uncertainty) = (program, frame, causes, uncertainty ?? UncertaintyModel.Of(program));
        var n = program.NodeCount;
        (values, states, rowIndices, rowWeights, stamps, caches, Columns) = (new double[n][], new uint[n][], new int[n][], new double[n][], new long[n], new object[n], new Column[n]);
        storages = [.. program.Symbols.Select(_ => new SymbolStorage())];
        noRoutes = new CauseCache[program.Symbols.Count];
        conditions = new Column[program.Symbols.Select(s => s.Routes.Count).DefaultIfEmpty().Max()];
    }

    public MethodologyProgram Program { get; }

    public Frame Frame { get; }

    public CauseTable Causes { get; }

    /// <summary>Last column of each node, by id.</summary>
    public Column[] Columns { get; }

    /// <summary>First row of the current block in its domain.</summary>
    public int Start { get; private set; }

    /// <summary>Rows of the current block.</summary>
    public int Count { get; private set; }

    /// <summary>Members left out of aggregates in the last run, by symbol and, for a symbol over an ordered set, by step; a member that several aggregates of a symbol leave out for one cause stands once.</summary>
    public HashSet<(Symbol Symbol, int Step, SetDefinition Set, int Member, int Cause)> Refused { get; } = [];

    public double[] Values(int node, int n) => values[node] is { } v && v.Length >= n ? v : values[node] = new double[Math.Max(n, BlockRows)];

    public uint[] States(int node, int n) => states[node] is { } s && s.Length >= n ? s : states[node] = new uint[Math.Max(n, BlockRows)];

    public uint[] Clean(int n) => clean.Length >= n ? clean : clean = new uint[Math.Max(n, BlockRows)];

    /// <summary>Row numbers a lookup found.</summary>
    public int[] RowIndices(int node, int n = 0) => rowIndices[node] is { } r && r.Length >= n ? r : rowIndices[node] = new int[Math.Max(n, BlockRows)];

    /// <summary>Weights of the rows of an interpolated lookup.</summary>
    public double[] RowWeights(int node, int n = 0) => rowWeights[node] is { } r && r.Length >= n ? r : rowWeights[node] = new double[Math.Max(n, BlockRows)];

    public T Cache<T>(int node)
        where T : class, new() => (T)(caches[node] ??= new T());

    public uint[] CellStates(int node, int rows)
    {
        if (caches[node] is uint[] known)
            return known;
        var fresh = new uint[rows];
        Array.Fill(fresh, uint.MaxValue);
        caches[node] = fresh;
        return fresh;
    }

    public Prepared Prepared(int node) => Cache<Prepared>(node);

    /// <summary>Whether a shared node has been evaluated in this block; marks it as evaluated.</summary>
    public bool IsCurrent(int node)
    {
        if (stamps[node] == stamp)
            return true;
        stamps[node] = stamp;
        return false;
    }

    public SymbolStorage Storage(Symbol symbol) => storages[symbol.Index];

    /// <summary>Values of the aggregates over a set that comes in batches, or null where the frame holds it whole.</summary>
    public LayerValues? Layer { get; set; }

    /// <summary>Cause of a number outside a function's domain.</summary>
    public static Cause NotFinite(string operation) => new("domain", $"运算 {operation} 的结果不是有限数", $"the result of {operation} is not a finite number");

    /// <summary>Cause number of a number outside a function's domain.</summary>
    public int Domain(string operation) => Causes.Number(NotFinite(operation));

    public string Format(ColumnType type, double value) => type switch
    {
        ColumnType.Code => Program.Codes[(int)value],
        ColumnType.Date => DateOnly.FromDayNumber((int)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>Row of <paramref name="to"/> that serves a row of <paramref name="from"/>, optionally some members earlier in the ordered set.</summary>
    public int Gather(Domain from, Domain to, int row, int back) => Frame.Gather(from, to, row, back);

    /// <summary>A column that keeps its operand's states, after refusing rows whose value is not finite.</summary>
    public Column Column(int node, double[] result, Column a, string? operation = null)
    {
        if (operation is null || IsFinite(result, Count * a.Width))
            return a.WithValues(result);
        var own = States(node, Count);
        a.States(Count).CopyTo(own);
        RefuseInfinite(result, own, a.Width, operation);
        return new(result, 0, own, 0, a.Width);
    }

    /// <summary>A column with the combined states of two operands, after refusing rows whose value is not finite.</summary>
    public Column Column(int node, double[] result, Column a, Column b, int width, string? operation)
    {
        var isFinite = operation is null || IsFinite(result, Count * width);
        if (isFinite && b.IsClean)
            return a.WithValues(result, width);
        if (isFinite && a.IsClean)
            return b.WithValues(result, width);
        var own = States(node, Count);
        var sa = a.States(Count);
        var sb = b.States(Count);
        for (var i = 0; i < sa.Length; i++)
            own[i] = RowState.Combine(sa[i], sb[i]);
        if (!isFinite)
            RefuseInfinite(result, own, width, operation!);
        return new(result, 0, own, 0, width);
    }

    /// <summary>Runs an action over blocks of a domain's rows, restoring the current block afterwards.</summary>
    public void Over(Domain over, int start, int count, Action block)
    {
        var saved = (Start, Count, domain);
        var rows = BlockLength;
        for (var from = start; from < start + count; from += rows)
        {
            Move(over, from, Math.Min(rows, start + count - from));
            block();
        }

        Move(saved.domain, saved.Start, saved.Count);
    }

    /// <summary>Evaluates every symbol over the whole frame.</summary>
    public void Run() => Run(Program.Groups);

    /// <summary>Evaluates some groups of symbols, in the program's order, over the whole frame.</summary>
    public void Run(IEnumerable<SymbolGroup> groups)
    {
        Frame.Check();
        Refused.Clear();
        hasReasons = false;
        broughtIn.Clear();
        isReporting = !IsDrawing;
        foreach (var symbol in Program.Inputs)
            LoadInput(symbol);
        foreach (var group in groups)
            if (!IsDrawing || !group.Symbols[0].IsRule)
                RunGroup(group);
        isReporting = false;
    }

    /// <summary>Remembers that a member was left out of an aggregate of the symbol at hand; step −1 where that is over no ordered set.</summary>
    public void ReportRefused(int step, SetDefinition set, int member, uint state)
    {
        if (isReporting)
            Refused.Add((current!, step, set, member, RowState.Cause(state)));
    }

    /// <summary>Area of a member in ha; 0 where its set has none or it lacks it.</summary>
    public double Hectares(SetDefinition set, int member)
    {
        if (set.Area is null)
            return 0;
        var symbol = Program.Symbol(set.Area);
        var storage = Storage(symbol);
        return RowState.HasValue(storage.States[member]) ? symbol.Unit.Convert(storage.Values[member * storage.Width], Hectare) : 0;
    }

    private int BlockLength => IsDrawing ? Math.Max(8, BlockValues / Math.Max(1, DrawCount)) : BlockRows;

    private void Move(Domain over, int start, int count)
    {
        (Start, Count, domain) = (start, count, over);
        stamp++;
    }

    private void RunGroup(SymbolGroup group)
    {
        foreach (var symbol in group.Symbols)
            Storage(symbol).Resize(Math.Max(1, Frame.Rows(symbol.Domain)), IsDrawing && IsRandom(symbol) ? DrawCount : 1);
        if (group.Ordered < 0)
        {
            foreach (var symbol in group.Symbols)
                EvaluateSymbol(symbol, 0, Frame.Rows(symbol.Domain));
            return;
        }

        for (var y = 0; y < Frame.Count(group.Ordered); y++)
            foreach (var symbol in group.Symbols)
                EvaluateSymbol(symbol, y * Frame.Count(symbol.Domain.Base), Frame.Count(symbol.Domain.Base));
    }

    private void EvaluateSymbol(Symbol symbol, int start, int count)
    {
        current = symbol;
        Prepare(symbol, start, count);
        var saved = (Start, Count, domain);
        var rows = BlockLength;
        for (var from = start; from < start + count; from += rows)
        {
            Move(symbol.Domain, from, Math.Min(rows, start + count - from));
            TakeRoutes(symbol);
        }

        Move(saved.domain, saved.Start, saved.Count);
    }

    private void Prepare(Symbol symbol, int start, int count)
    {
        foreach (var route in symbol.Routes)
            foreach (var aggregate in route.Aggregates)
                aggregate.Prepare(this, start, count);
    }

    private void LoadInput(Symbol symbol)
    {
        var input = Frame.Input(symbol.Name);
        var storage = Storage(symbol);
        (storage.Values, storage.States, storage.Width) = (input.Values, input.States, 1);
        if (IsDrawing && (input.Uncertainties is not null || Uncertainty.Inputs.ContainsKey(symbol.Name)))
            DrawInput(symbol, input, storage, Frame.Rows(symbol.Domain));
    }

    // Vectors are not compiled ahead of time: optimised from the first call on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsFinite(double[] result, int n)
    {
        // x − x is 0 for a finite number, NaN for all others.
        var (sum, i) = (Vector<double>.Zero, 0);
        for (; i <= n - Vector<double>.Count; i += Vector<double>.Count)
        {
            var x = new Vector<double>(result, i);
            sum += x - x;
        }

        var total = Vector.Sum(sum);
        for (; i < n; i++)
            total += result[i] - result[i];
        return total == 0;
    }

    private void RefuseInfinite(double[] result, uint[] own, int width, string operation)
    {
        for (var i = 0; i < Count * width; i++)
        {
            if (double.IsFinite(result[i]))
                continue;
            if (RowState.HasValue(own[i / width]))
                own[i / width] = RowState.Refused(Domain(operation));
            result[i] = 0;
        }
    }
}

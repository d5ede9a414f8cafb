using System.Globalization;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>Values of a symbol over its whole domain.</summary>
internal sealed class SymbolStorage
{
    public double[] Values { get; set; } = [];

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

/// <summary>Runs a compiled pack over a frame in blocks of rows. One per thread; keeps its memory, so a stream of batches allocates nothing per record.</summary>
internal sealed partial class Evaluator
{
    // Blocks small enough that the columns of one formula stay in the first-level cache.
    private const int BlockRows = 512;
    private const int BlockValues = 16384;

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

    public Evaluator(MethodologyProgram program, Frame frame, CauseTable causes)
    {
        (Program, Frame, Causes) = (program, frame, causes);
        var n = program.NodeCount;
        (values, states, rowIndices, rowWeights, stamps, caches, Columns) = (new double[n][], new uint[n][], new int[n][], new double[n][], new long[n], new object[n], new Column[n]);
        storages = [.. program.Symbols.Select(_ => new SymbolStorage())];
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

    /// <summary>Members left out of aggregates: set, cause, count, area.</summary>
    public List<(string Set, int Cause, long Count, double Area)> Refused { get; } = [];

    public double[] Values(int node, int n) => values[node] is { } v && v.Length >= n ? v : values[node] = new double[Math.Max(n, BlockRows)];

    public uint[] States(int node, int n) => states[node] is { } s && s.Length >= n ? s : states[node] = new uint[Math.Max(n, BlockRows)];

    public uint[] Clean(int n) => clean.Length >= n ? clean : clean = new uint[Math.Max(n, BlockRows)];

    public (int[] Indices, double[] Weights) Rows(int node, int n = 0)
    {
        if (rowIndices[node] is not { } indices || indices.Length < n)
            (rowIndices[node], rowWeights[node]) = (new int[Math.Max(n, BlockRows)], new double[Math.Max(n, BlockRows)]);
        return (rowIndices[node]!, rowWeights[node]!);
    }

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

    /// <summary>Cause number of a number outside a function's domain.</summary>
    public int Domain(string operation) => Causes.Number(new("domain", $"运算 {operation} 的结果不是有限数", $"the result of {operation} is not a finite number"));

    public string Format(ColumnType type, double value) => type switch
    {
        ColumnType.Code => Program.Codes[(int)value],
        ColumnType.Date => DateOnly.FromDayNumber((int)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>Row of <paramref name="to"/> that serves a row of <paramref name="from"/>, optionally some members earlier in the ordered set.</summary>
    public int Gather(Domain from, Domain to, int row, int back)
    {
        var members = Frame.Count(from.Base);
        var (ordered, member) = (row / members, row % members);
        var target = from.Base == to.Base ? member : Frame.Ancestor(from.Base, member, to.Base);
        return to.Ordered < 0 ? target : ((ordered - back) * Frame.Count(to.Base)) + target;
    }

    /// <summary>A column that keeps its operand's states, after refusing rows whose value is not finite.</summary>
    public Column Column(int node, double[] result, Column a, string? operation = null)
    {
        if (operation is not null && Infinite(result, Count * a.Width))
        {
            var own = States(node, Count);
            a.States(Count).CopyTo(own);
            RefuseInfinite(result, own, a.Width, operation);
            return new(result, 0, own, 0, a.Width);
        }

        return a.WithValues(result);
    }

    public Column Column(int node, double[] result, Column a, Column b, int width, string? operation)
    {
        var own = States(node, Count);
        var sa = a.States(Count);
        var sb = b.States(Count);
        for (var i = 0; i < Count; i++)
            own[i] = RowState.Combine(sa[i], sb[i]);
        if (operation is not null && Infinite(result, Count * width))
            RefuseInfinite(result, own, width, operation);
        return new(result, 0, own, 0, width);
    }

    /// <summary>Runs an action over blocks of a domain's rows, restoring the current block afterwards.</summary>
    public void Over(Domain over, int start, int count, Action block)
    {
        var saved = (Start, Count, domain);
        var rows = IsDrawing ? Math.Max(8, BlockValues / Math.Max(1, DrawCount)) : BlockRows;
        for (var from = start; from < start + count; from += rows)
        {
            (Start, Count, domain) = (from, Math.Min(rows, start + count - from), over);
            stamp++;
            block();
        }

        (Start, Count, domain) = saved;
        stamp++;
    }

    /// <summary>Evaluates every symbol over the whole frame.</summary>
    public void Run()
    {
        Refused.Clear();
        foreach (var symbol in Program.Symbols.Where(s => s.Input is not null))
            LoadInput(symbol);
        foreach (var group in Program.Groups.Where(g => !IsDrawing || !g.Symbols[0].IsRule))
            RunGroup(group);
    }

    public void ReportRefused(string set, Domain inner, int innerStart, uint[] memberStates, bool[] included)
    {
        var area = Program.Sets.First(s => s.Name == set).Area is { } symbol ? Storage(Program.Symbol(symbol)) : null;
        for (var m = 0; m < memberStates.Length; m++)
        {
            if (!included[m] || RowState.HasValue(memberStates[m]))
                continue;
            var at = (innerStart + m) % Frame.Count(inner.Base);
            var hectares = area is not null && at < area.States.Length && RowState.HasValue(area.States[at]) ? area.Values[at * area.Width] : 0;
            Refused.Add((set, RowState.Cause(memberStates[m]), 1, hectares));
        }
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
        Prepare(symbol, start, count);
        Over(symbol.Domain, start, count, () =>
        {
            var target = Storage(symbol);
            var routes = symbol.Routes;
            var undecided = Count;
            target.Routes.AsSpan(Start, Count).Fill(-1);
            var failed = routes.Count > 1 || routes[0].Condition is not null ? new uint[routes.Count] : [];
            var conditions = new Column[routes.Count];
            for (var r = 0; r < routes.Count && undecided > 0; r++)
                undecided -= TakeRoute(routes[r], r, target, conditions);
            for (var i = 0; i < Count && undecided > 0; i++)
            {
                if (target.Routes[Start + i] >= 0)
                    continue;
                for (var r = 0; r < routes.Count; r++)
                    failed[r] = conditions[r].State(i);
                target.States[Start + i] = RowState.Refused(NoRoute(symbol, failed));
            }
        });
    }

    private void Prepare(Symbol symbol, int start, int count)
    {
        foreach (var aggregate in symbol.Routes.SelectMany(r => r.Aggregates))
            aggregate.Prepare(this, start, count);
    }

    /// <summary>Fills the rows whose condition holds and that no earlier route took; returns how many.</summary>
    private int TakeRoute(Equation route, int number, SymbolStorage target, Column[] conditions)
    {
        if (route.Condition is { } when)
        {
            conditions[number] = when.Evaluate(this);
            var any = false;
            for (var i = 0; i < Count && !any; i++)
                any = target.Routes[Start + i] < 0 && RowState.HasValue(conditions[number].State(i)) && conditions[number][i] != 0;
            if (!any)
                return 0;
        }

        var body = route.Body.Evaluate(this);
        var taken = 0;
        for (var i = 0; i < Count; i++)
        {
            var at = Start + i;
            if (target.Routes[at] >= 0)
                continue;
            var state = body.State(i);
            if (route.Condition is not null)
            {
                if (!RowState.HasValue(conditions[number].State(i)) || conditions[number][i] == 0)
                    continue;
                state = RowState.Combine(state & ~RowState.PoolMask, RowState.WithoutCause(conditions[number].State(i)));
            }

            target.Routes[at] = (sbyte)number;
            target.States[at] = Pooled(route, state, i);
            for (var k = 0; k < target.Width; k++)
                target.Values[(at * target.Width) + k] = body[i, k];
            taken++;
        }

        return taken;
    }

    private uint Pooled(Equation route, uint state, int row)
    {
        if (!RowState.HasValue(state))
            return state;
        foreach (var (node, expected) in route.Narrowed)
        {
            var actual = RowState.Pool(Columns[node.Id].State(row));
            if (actual != expected)
            {
                var (want, have) = (Estimation.CarbonPools.Name(expected), Estimation.CarbonPools.Name(actual));
                return RowState.Refused(Causes.Number(new("pool-conflict", $"公式 {route.Number} 要求碳库 {want}，而 {node.Symbol.Name} 为 {have}", $"equation {route.Number} needs pool {want}, but {node.Symbol.Name} is {have}")));
            }
        }

        var source = route.Pools;
        return RowState.WithPool(state, source.Row is { } rows
            ? rows.Index.Table.Rows[Rows(rows.Id).Indices[row * Columns[rows.Id].Width * rows.Index.Corners]].Pool
            : source.Symbol is { } symbol ? RowState.Pool(Columns[symbol.Id].State(row)) : source.Fixed);
    }

    private int NoRoute(Symbol symbol, uint[] failed)
    {
        var cache = Cache<Dictionary<int, List<(uint[] Failed, int Cause)>>>(symbol.Routes[0].Body.Id);
        var hash = failed.Aggregate(symbol.Index, (h, s) => HashCode.Combine(h, s >> RowState.CauseShift));
        if (!cache.TryGetValue(hash, out var known))
            cache[hash] = known = [];
        foreach (var (f, c) in known)
            if (f.Zip(failed).All(p => p.First >> RowState.CauseShift == p.Second >> RowState.CauseShift))
                return c;
        var reasons = symbol.Routes.Select((r, i) => RowState.HasValue(failed[i])
            ? ($"[{r.Number}] 条件不成立：{r.When}", $"[{r.Number}] does not hold: {r.When}")
            : ($"[{r.Number}] {Causes[RowState.Cause(failed[i])].Zh}", $"[{r.Number}] {Causes[RowState.Cause(failed[i])].En}")).ToList();
        var cause = Causes.Number(new("no-route", $"{symbol.Name} 无可用公式：{string.Join("；", reasons.Select(r => r.Item1))}", $"no route for {symbol.Name}: {string.Join("; ", reasons.Select(r => r.Item2))}"));
        known.Add(([.. failed], cause));
        return cause;
    }

    private void LoadInput(Symbol symbol)
    {
        var input = Frame.Input(symbol.Name);
        var storage = Storage(symbol);
        var rows = Frame.Rows(symbol.Domain);
        (storage.Values, storage.States, storage.Width) = (input.Values, input.States, 1);
        if (IsDrawing && input.Uncertainties is { } uncertain)
            DrawInput(symbol, input, uncertain, storage, rows);
    }

    private static bool Infinite(double[] result, int n)
    {
        for (var i = 0; i < n; i++)
            if (!double.IsFinite(result[i]))
                return true;
        return false;
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

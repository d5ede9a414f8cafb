using System.Runtime.InteropServices;

namespace CarbonSink.Methodologies.Formulas;

/// <content>Routes: for each row the first equation whose condition holds.</content>
internal sealed partial class Evaluator
{
    private readonly CauseCache?[] noRoutes;
    private readonly Column[] conditions;

    private void TakeRoutes(Symbol symbol)
    {
        var (target, routes) = (Storage(symbol), symbol.Routes);
        if (routes.Count == 1 && routes[0].Condition is null)
        {
            TakeAll(routes[0], target);
            return;
        }

        if (IsDrawing && AnyConditionIsRandom(routes))
        {
            TakeByDraw(symbol, target);
            return;
        }

        target.Routes.AsSpan(Start, Count).Fill(-1);
        var undecided = Count;
        for (var r = 0; r < routes.Count && undecided > 0; r++)
            undecided -= TakeRoute(routes[r], r, target);
        for (var i = 0; i < Count && undecided > 0; i++)
        {
            if (target.Routes[Start + i] >= 0)
                continue;
            target.States[Start + i] = RowState.Refused(NoRoute(symbol, i));
        }
    }

    private void TakeAll(Equation route, SymbolStorage target)
    {
        var body = route.Body.Evaluate(this);
        target.Routes.AsSpan(Start, Count).Clear();
        Store(body, target);
        var given = body.States(Count);
        var own = target.States.AsSpan(Start, Count);
        if (route.Pools.IsFixed && route.PoolRules.Count == 0)
        {
            var pool = route.Pools.Fixed;
            for (var i = 0; i < given.Length; i++)
                own[i] = RowState.HasValue(given[i]) ? RowState.WithPool(given[i], pool) : given[i];
            return;
        }

        for (var i = 0; i < given.Length; i++)
            own[i] = Pooled(route, given[i], i);
    }

    private void Store(Column body, SymbolStorage target)
    {
        var own = target.Values.AsSpan(Start * target.Width, Count * target.Width);
        if (body.Width == target.Width)
        {
            body.Values(Count).CopyTo(own);
            return;
        }

        for (var i = 0; i < Count; i++)
            own.Slice(i * target.Width, target.Width).Fill(body[i]);
    }

    /// <summary>Fills the rows whose condition holds and that no earlier route took; returns how many.</summary>
    private int TakeRoute(Equation route, int number, SymbolStorage target)
    {
        ReadOnlySpan<double> holds = [];
        ReadOnlySpan<uint> known = [];
        if (route.Condition is { } when)
        {
            conditions[number] = when.Evaluate(this);
            holds = conditions[number].Values(Count);
            known = conditions[number].States(Count);
            var any = false;
            for (var i = 0; i < holds.Length && !any; i++)
                any = holds[i] != 0 && RowState.HasValue(known[i]) && target.Routes[Start + i] < 0;
            if (!any)
                return 0;
        }

        var body = route.Body.Evaluate(this);
        var given = body.States(Count);
        var single = target.Width == 1 ? body.Values(Count) : [];
        var isPlain = route.Pools.IsFixed && route.PoolRules.Count == 0;
        var taken = 0;
        for (var i = 0; i < given.Length; i++)
        {
            var at = Start + i;
            if (target.Routes[at] >= 0 || (route.Condition is not null && (holds[i] == 0 || !RowState.HasValue(known[i]))))
                continue;
            var state = route.Condition is null ? given[i] : RowState.Combine(given[i] & ~RowState.PoolMask, RowState.WithoutCause(known[i]));
            target.Routes[at] = (sbyte)number;
            target.States[at] = !isPlain ? Pooled(route, state, i) : RowState.HasValue(state) ? RowState.WithPool(state, route.Pools.Fixed) : state;
            if (target.Width == 1)
                target.Values[at] = single[i];
            else
                Copy(body, i, target.Values.AsSpan(at * target.Width, target.Width));
            taken++;
        }

        return taken;
    }

    private bool AnyConditionIsRandom(List<Equation> routes)
    {
        var any = false;
        for (var r = 0; r < routes.Count; r++)
        {
            conditions[r] = routes[r].Condition is { } when ? when.Evaluate(this) : default;
            any |= conditions[r].Width > 1;
        }

        return any;
    }

    /// <summary>Every draw takes its own route, so that a draw is the same in whatever chunk it is computed; a row where a draw has no route or no value is refused.</summary>
    private void TakeByDraw(Symbol symbol, SymbolStorage target)
    {
        var routes = symbol.Routes;
        var bodies = new Column[routes.Count];
        var isRun = new bool[routes.Count];
        for (var i = 0; i < Count; i++)
        {
            // Nearly always one route serves all draws of a row.
            var only = OnlyRoute(routes, i, target.Width);
            if (only >= 0)
            {
                Run(only);
                Copy(bodies[only], i, target.Values.AsSpan((Start + i) * target.Width, target.Width));
                target.Routes[Start + i] = (sbyte)only;
                target.States[Start + i] = StateOf(only, i);
                continue;
            }

            var (first, state, isFirst) = (-1, 0u, true);
            for (var k = 0; k < target.Width; k++)
            {
                var taken = Route(routes, i, k);
                if (taken < 0)
                {
                    state = RowState.Refused(NoRoute(symbol, i));
                    break;
                }

                Run(taken);
                target.Values[((Start + i) * target.Width) + k] = bodies[taken][i, k];
                if (taken == first)
                    continue;
                var own = StateOf(taken, i);
                state = isFirst ? own : RowState.Pool(own) == RowState.Pool(state) ? RowState.WithPool(RowState.Combine(state, own), RowState.Pool(own)) : RowState.Combine(state, own);
                (first, isFirst) = (taken, false);
            }

            target.Routes[Start + i] = (sbyte)first;
            target.States[Start + i] = state;
        }

        // A route that no draw takes is not computed.
        void Run(int route)
        {
            if (isRun[route])
                return;
            (bodies[route], isRun[route]) = (routes[route].Body.Evaluate(this), true);
        }

        uint StateOf(int route, int row)
        {
            var own = bodies[route].State(row) & ~RowState.PoolMask;
            if (routes[route].Condition is not null)
                own = RowState.Combine(own, RowState.WithoutCause(conditions[route].State(row)));
            return Pooled(routes[route], own, row);
        }
    }

    /// <summary>The route that all draws of a row take, or −1 where they differ or none is taken.</summary>
    private int OnlyRoute(List<Equation> routes, int row, int width)
    {
        for (var r = 0; r < routes.Count; r++)
        {
            if (routes[r].Condition is null)
                return r;
            if (!RowState.HasValue(conditions[r].State(row)))
                continue;
            var own = MemoryMarshal.Cast<double, ulong>(conditions[r].Values(Count).Slice(row * conditions[r].Width, conditions[r].Width));
            if (!own.Contains(0UL))
                return r;
            if (own.ContainsAnyExcept(0UL))
                return -1;
        }

        return -1;
    }

    private static void Copy(Column body, int row, Span<double> target)
    {
        if (body.Width == 1)
            target.Fill(body[row]);
        else
            body.Values(row + 1).Slice(row * body.Width, body.Width).CopyTo(target);
    }

    private int Route(List<Equation> routes, int row, int draw)
    {
        for (var r = 0; r < routes.Count; r++)
            if (routes[r].Condition is null || (RowState.HasValue(conditions[r].State(row)) && conditions[r][row, draw] != 0))
                return r;
        return -1;
    }

    private uint Pooled(Equation route, uint state, int row)
    {
        if (!RowState.HasValue(state))
            return state;
        foreach (var rule in route.PoolRules)
            if (rule.Broken(this, route.Number, row) is > 0 and var broken)
                return RowState.Refused(broken);
        return RowState.WithPool(state, route.Pools.At(this, row));
    }

    /// <summary>The first of the conditions joined by <c>and</c> that does not hold.</summary>
    private int FirstBroken(Equation route, int row)
    {
        for (var c = 0; c < route.Conjuncts.Length; c++)
            if (Columns[route.Conjuncts[c].Node.Id] is var column && RowState.HasValue(column.State(row)) && column[row] == 0)
                return c;
        return 0;
    }

    /// <summary>Cause of a row that no route serves, with the reason of each.</summary>
    private int NoRoute(Symbol symbol, int row)
    {
        var routes = symbol.Routes;
        Span<double> failed = stackalloc double[routes.Count];
        for (var r = 0; r < routes.Count; r++)
            failed[r] = RowState.Cause(conditions[r].State(row)) is > 0 and var missing ? missing : -1 - FirstBroken(routes[r], row);
        var cache = noRoutes[symbol.Index] ??= new();
        if (cache.TryFind(failed, out var known))
            return known;
        var told = new List<(string Numbers, string Zh, string En)>();
        for (var r = 0; r < routes.Count; r++)
        {
            var cause = failed[r] < 0 ? null : Causes[(int)failed[r]];
            var broken = failed[r] < 0 ? routes[r].Conjuncts[-1 - (int)failed[r]].Text : string.Empty;
            var (zh, en) = (cause?.Zh ?? $"条件不成立：{broken}", cause?.En ?? $"does not hold: {broken}");
            if (told.Count > 0 && told[^1].Zh == zh)
                told[^1] = told[^1] with { Numbers = $"{told[^1].Numbers}, {routes[r].Number}" };
            else
                told.Add((routes[r].Number, zh, en));
        }

        return cache.Add(failed, Causes.Number(new("no-route", $"{symbol.Name} 无可用公式：{string.Join("；", told.Select(r => $"[{r.Numbers}] {r.Zh}"))}", $"no route for {symbol.Name}: {string.Join("; ", told.Select(r => $"[{r.Numbers}] {r.En}"))}")));
    }
}

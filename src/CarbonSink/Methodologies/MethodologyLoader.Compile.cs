using CarbonSink.Estimation;
using CarbonSink.Methodologies.Formulas;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Quantities;

namespace CarbonSink.Methodologies;

/// <content>From parsed rows to an ordered program.</content>
internal sealed partial class MethodologyLoader
{
    private readonly Dictionary<Equation, (Syntax Formula, Syntax? When)> parsed = [];
    private readonly HashSet<string> unparsed = new(StringComparer.Ordinal);

    private SymbolGroup[] Compile()
    {
        foreach (var symbol in order)
            symbol.Pool = SymbolPool(symbol);
        foreach (var equation in equations)
            Parse(equation);
        var groups = Order();
        foreach (var symbol in groups.SelectMany(g => g.Symbols))
            foreach (var route in symbol.Routes.Where(parsed.ContainsKey))
                Bind(symbol, route);
        foreach (var symbol in order.Where(s => s.Routes.Count > 1))
            foreach (var route in symbol.Routes.SkipLast(1).Where(r => r.When.Length == 0))
                problems.Add(route.Place with { Message = $"equation {route.Number} has no 'when', so later routes of '{symbol.Name}' are never taken" });
        foreach (var symbol in order.Where(s => s.Routes.Count > sbyte.MaxValue))
            problems.Add(symbol.Routes[sbyte.MaxValue].Place with { Message = $"'{symbol.Name}' has more than {sbyte.MaxValue} routes" });
        return [.. groups];
    }

    private void Parse(Equation equation)
    {
        Syntax? Read(string text, Func<int, LoadProblem> at)
        {
            try
            {
                return FormulaParser.Parse(text);
            }
            catch (FormulaException e)
            {
                problems.Add(at(e.At) with { Message = e.Message, Hint = e.Hint });
                return null;
            }
        }

        var when = equation.When.Length == 0 ? null : Read(equation.When, at => At(equation.WhenPlace, at));
        if (Read(equation.Formula, at => equation.Place with { Column = equation.Place.Column + at }) is { } formula && (when is not null || equation.When.Length == 0))
            parsed[equation] = (formula, when);
        else
            unparsed.Add(equation.SymbolName);
    }

    private LoadProblem At(MarkdownCell cell, int offset) => new(MethodFile, cell.Line, cell.Column + offset, string.Empty);

    private void Bind(Symbol symbol, Equation equation)
    {
        var (formula, when) = parsed[equation];
        var binder = new Binder(scope, equation, symbol.Domain, Binder.Narrowings(when, scope));
        void Try(Action part, Func<int, LoadProblem> at)
        {
            try
            {
                part();
            }
            catch (FormulaException e)
            {
                if (!e.IsConsequence)
                    problems.Add(at(e.At) with { Message = e.Message, Hint = e.Hint });
            }
        }

        if (when is not null)
        {
            Try(
                () =>
                {
                    var condition = binder.Bind(when);
                    if (condition.Type != FormulaType.Truth)
                        throw new FormulaException(0, "'when' needs a condition (a comparison, or 'in')");
                    var (nodes, texts) = (LogicNode.Conjuncts(condition.Node).ToArray(), FormulaParser.Conjuncts(equation.When));
                    (equation.Condition, equation.Conjuncts) = (condition.Node, nodes.Length == texts.Count ? [.. nodes.Zip(texts)] : [(condition.Node, equation.When)]);
                },
                at => At(equation.WhenPlace, at));
        }

        if (scope.Broken.Contains(symbol.Name))
            return;
        Try(
            () =>
            {
                var value = binder.Bind(formula);
                var type = symbol.Type switch { ColumnType.Code => FormulaType.Code, ColumnType.Date => FormulaType.Date, _ => FormulaType.Number };
                if (value.Type != type)
                    throw new FormulaException(0, $"gives a {value.Type.ToString().ToLowerInvariant()}, but '{symbol.Name}' is declared as {equation.UnitText}");
                if (type == FormulaType.Number)
                    value = binder.ConvertTo(value, symbol.Unit, 0, $"the formula of '{symbol.Name}'");
                equation.Body = value.Node;
                equation.Pools = Pools(equation, value, binder);
                equation.PoolRules.AddRange(binder.PoolRules);
            },
            at => equation.Place with { Column = equation.Place.Column + at });
    }

    private PoolSource Pools(Equation equation, Typed value, Binder binder)
    {
        var declared = DeclaredPool(equation);
        if (!value.Pool.IsNone && value.Pool != declared)
            throw new FormulaException(0, $"the formula covers {value.Pool}, but column pool says {declared}");
        if (!declared.IsDynamic)
            return new(declared.IsRatio ? CarbonPool.None : declared.Over, null, null);
        var name = equation.PoolText[..^5];
        if (indexes.ContainsKey(name))
        {
            var rows = equation.Body.Own().OfType<RowNode>().Where(r => r.Name == name).Distinct().ToList();
            return rows.Count == 1
                ? new(CarbonPool.None, rows[0], null)
                : throw new FormulaException(0, rows.Count == 0 ? $"pool is {name}.pool, but the formula reads no row of '{name}'" : $"pool is {name}.pool, but the formula reads {rows.Count} rows of '{name}'");
        }

        if (equation.Body.Own().OfType<SymbolNode>().FirstOrDefault(n => n.Symbol.Name == name) is not { } node)
            throw new FormulaException(0, $"pool is {name}.pool, but the formula does not read '{name}'");
        var source = new PoolSource(CarbonPool.None, null, node);
        if (value.Origin is { } origin && origin.Symbol?.Symbol != node.Symbol)
            binder.PoolRules.Add(new(origin, source));
        return source;
    }

    /// <summary>Tarjan's strongly connected components: a loop is legal only where <c>prev</c> closes it. Source: Tarjan 1972, SIAM J. Comput. 1(2), 146–160.</summary>
    private List<SymbolGroup> Order()
    {
        var (index, low, stack, groups) = (new Dictionary<Symbol, int>(), new Dictionary<Symbol, int>(), new Stack<Symbol>(), new List<SymbolGroup>());
        void Visit(Symbol symbol)
        {
            index[symbol] = low[symbol] = index.Count;
            stack.Push(symbol);
            foreach (var next in References(symbol, withPrevious: true))
            {
                if (!index.ContainsKey(next))
                    Visit(next);
                if (stack.Contains(next))
                    low[symbol] = Math.Min(low[symbol], low[next]);
            }

            if (low[symbol] != index[symbol])
                return;
            var members = new List<Symbol>();
            do
                members.Add(stack.Pop());
            while (members[^1] != symbol);
            AddGroup(members, groups);
        }

        foreach (var symbol in order.Where(s => s.Input is null))
            if (!index.ContainsKey(symbol))
                Visit(symbol);
        return groups;
    }

    private void AddGroup(List<Symbol> members, List<SymbolGroup> groups)
    {
        if (members.Count == 1 && !References(members[0], withPrevious: true).Contains(members[0]))
        {
            groups.Add(new([.. members], -1));
            return;
        }

        // A loop cannot be judged while one of its formulas is unreadable.
        if (members.Exists(m => unparsed.Contains(m.Name)))
            return;
        var sorted = new List<Symbol>();
        var state = new Dictionary<Symbol, int>();
        bool Place(Symbol symbol)
        {
            if (state.TryGetValue(symbol, out var s))
                return s == 2;
            state[symbol] = 1;
            foreach (var next in References(symbol, withPrevious: false).Where(members.Contains))
                if (!Place(next))
                    return false;
            state[symbol] = 2;
            sorted.Add(symbol);
            return true;
        }

        var place = members[0].Routes[0].Place;
        if (!members.TrueForAll(Place))
            problems.Add(place with { Message = $"{string.Join(" → ", members.Select(m => m.Name))} depend on each other in a circle", Hint = "only prev(x, first) may close a loop" });
        else if (members.Exists(m => m.Domain.Ordered != members[0].Domain.Ordered) || members[0].Domain.Ordered < 0)
            problems.Add(place with { Message = $"{string.Join(", ", members.Select(m => m.Name))} close a loop and must all run over one ordered set" });
        else if (members.SelectMany(m => m.Routes).SelectMany(r => parsed[r].Formula.All.Concat(parsed[r].When?.All ?? [])).OfType<AggregateSyntax>().Any(a => sets.Exists(s => s.Ordered && s.Name == a.Set) && a.All.OfType<SymbolSyntax>().Any(x => members.Exists(m => m.Name == x.Name))))
            problems.Add(place with { Message = "a loop over the years may not sum itself over the years" });
        groups.Add(new([.. sorted.Count == members.Count ? sorted : members], members[0].Domain.Ordered));
    }

    private IEnumerable<Symbol> References(Symbol symbol, bool withPrevious)
    {
        IEnumerable<string> Names(Syntax? syntax) => syntax switch
        {
            null => [],
            SymbolSyntax s => [s.Name],
            CallSyntax { Function: "prev" } p => p.Arguments.Skip(withPrevious ? 0 : 1).SelectMany(Names),
            _ => syntax.Parts.SelectMany(Names),
        };
        return symbol.Routes.Where(parsed.ContainsKey).SelectMany(r => Names(parsed[r].Formula).Concat(Names(parsed[r].When)))
            .Distinct().Select(n => symbols.GetValueOrDefault(n)).Where(s => s is { Input: null }).Select(s => s!);
    }
}

using CarbonSink.Estimation;
using CarbonSink.Quantities;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>What kind of value a formula gives.</summary>
internal enum FormulaType
{
    Number,
    Code,
    Date,
    Truth,
}

/// <summary>A compiled part with what the checks know about it.</summary>
internal sealed record Typed(Node Node, FormulaType Type, Unit Unit, PoolType Pool);

/// <summary>Names a formula may use.</summary>
internal sealed class Scope(IReadOnlyList<SetDefinition> sets, IReadOnlyDictionary<string, Symbol> symbols, IReadOnlyDictionary<string, TableIndex> tables, IReadOnlyDictionary<string, HashSet<double>> lists, CodeSpace codes)
{
    private int nodes;

    public IReadOnlyList<SetDefinition> Sets => sets;

    public IReadOnlyDictionary<string, Symbol> Symbols => symbols;

    public IReadOnlyDictionary<string, TableIndex> Tables => tables;

    public IReadOnlyDictionary<string, HashSet<double>> Lists => lists;

    public CodeSpace Codes => codes;

    public int NodeCount => nodes;

    public int NextId() => nodes++;

    /// <summary>Whether a set is the other or encloses it; −1 encloses everything.</summary>
    public bool Encloses(int outer, int inner)
    {
        for (var s = inner; s >= 0; s = sets[s].Parent)
            if (s == outer)
                return true;
        return outer < 0;
    }
}

/// <summary>Turns one formula into nodes and proves units, pools, sets and types; every refusal names the offset.</summary>
internal sealed partial class Binder(Scope scope, Equation equation, Domain domain, IReadOnlyDictionary<string, CarbonPool> narrowed)
{
    private readonly Dictionary<string, RowNode> rows = new(StringComparer.Ordinal);

    /// <summary>Pools that the conjuncts <c>TABLE(…).pool in LIST</c> of a condition pin down.</summary>
    public static IReadOnlyDictionary<string, CarbonPool> Narrowings(Syntax? when, Scope scope)
    {
        var found = new Dictionary<string, CarbonPool>(StringComparer.Ordinal);
        void Walk(Syntax? s)
        {
            if (s is BinarySyntax { Operator: "and" } both)
            {
                Walk(both.Left);
                Walk(both.Right);
            }
            else if (s is InSyntax { Operand: LookupSyntax { Column: "pool" } lookup } && scope.Lists.TryGetValue(((InSyntax)s).Name, out var list) && list.Count == 1
                && CarbonPools.TryParse(scope.Codes[(int)list.First()], out var pool))
            {
                found[lookup.Table] = pool;
            }
        }

        Walk(when);
        return found;
    }

    /// <summary>The row lookup of a table in what was bound so far, for <c>TABLE.pool</c>.</summary>
    public RowNode? RowsOf(string table) => rows.Values.FirstOrDefault(r => r.Name == table);

    public Typed Bind(Syntax syntax) => syntax switch
    {
        NumberSyntax n => new(new ConstantNode(scope.NextId(), n.Value, n.Unit.Symbol), FormulaType.Number, n.Unit, PoolType.None),
        SymbolSyntax s => Symbol(s),
        LookupSyntax l => Lookup(l),
        CallSyntax c => Call(c),
        AggregateSyntax a => Aggregate(a),
        NegateSyntax n => Negate(n),
        BinarySyntax { Operator: "+" or "-" } b => Sum(b),
        BinarySyntax { Operator: "*" or "/" } b => Product(b),
        BinarySyntax { Operator: "^" } b => Power(b),
        BinarySyntax { Operator: "and" or "or" } b => new(new LogicNode(scope.NextId(), b.Operator == "and", Truth(b.Left), Truth(b.Right)), FormulaType.Truth, Unit.One, PoolType.None),
        BinarySyntax b => Compare(b),
        NotSyntax n => new(new NotNode(scope.NextId(), Truth(n.Operand)), FormulaType.Truth, Unit.One, PoolType.None),
        InSyntax i => In(i),
        _ => throw new InvalidOperationException(syntax.GetType().Name),
    };

    /// <summary>Converts a number to a unit of the same dimension.</summary>
    public Typed ConvertTo(Typed value, Unit unit, int at, string what)
    {
        if (!value.Unit.Dimension.Equals(unit.Dimension))
            throw new FormulaException(at, $"{what} is in {value.Unit} (dimension {value.Unit.Dimension}), but {unit} (dimension {unit.Dimension}) is needed");
        if (value.Unit.Equals(unit))
            return value with { Unit = unit };
        var (n, d) = value.Unit.FactorTo(unit);
        return value with { Node = new ConvertNode(scope.NextId(), value.Node, n, d, unit.Symbol), Unit = unit };
    }

    private static FormulaException Pool(int at, string problem) => new(at, problem);

    private Typed Symbol(SymbolSyntax s)
    {
        if (!scope.Symbols.TryGetValue(s.Name, out var symbol))
        {
            if (scope.Sets.FirstOrDefault(d => d.Ordered && d.Key == s.Name) is { } set)
                return SetKey(s, set);
            var near = scope.Symbols.Keys.OrderBy(k => Distance(k, s.Name)).Take(1).Where(k => Distance(k, s.Name) <= 2).ToList();
            throw new FormulaException(s.At, $"'{s.Name}' is no symbol of this pack", near.Count == 0 ? "declare it in Inputs or give it an equation" : $"did you mean '{near[0]}'?");
        }

        if (!scope.Encloses(symbol.Domain.Base, domain.Base) || (symbol.Domain.Ordered >= 0 && symbol.Domain.Ordered != domain.Ordered))
            throw new FormulaException(s.At, $"'{s.Name}' lives on {Describe(symbol.Domain)}, which is not coarser than {Describe(domain)}", "a finer value enters through sum, mean … over its set; unrelated sets cannot meet in one formula");
        if (symbol.IsRule && !equation.IsRule)
            throw new FormulaException(s.At, $"'{s.Name}' is a rule and may feed only rules", "undiscounted values must not depend on discounts");
        var type = symbol.Type switch { ColumnType.Code => FormulaType.Code, ColumnType.Date => FormulaType.Date, _ => FormulaType.Number };
        var node = new SymbolNode(scope.NextId(), symbol, domain, s.Bare is not null);
        if (s.Bare is { } bare)
        {
            if (type != FormulaType.Number)
                throw new FormulaException(s.At, $"'{s.Name}' has no unit to take off");
            return ConvertTo(new(node, type, symbol.Unit, PoolType.None), bare, s.At, $"'{s.Name}'") with { Unit = Unit.One };
        }

        return new(node, type, symbol.Unit, Narrow(symbol.Pool, node));
    }

    private PoolType Narrow(PoolType pool, SymbolNode node)
    {
        if (!pool.IsDynamic)
            return pool;
        foreach (var tag in pool.Dynamic!.Split('|'))
        {
            if (!narrowed.TryGetValue(tag, out var known))
                continue;
            equation.Narrowed.Add((node, known));
            return PoolType.Of(known);
        }

        return pool;
    }

    private Typed SetKey(SymbolSyntax s, SetDefinition set)
    {
        if (set.Index != domain.Ordered)
            throw new FormulaException(s.At, $"'{s.Name}' is the key of {set.Name}, but this formula does not run over {set.Name}");
        return new(new SetKeyNode(scope.NextId(), set.Index, domain), FormulaType.Number, s.Bare is null ? Unit.Parse("yr") : Unit.One, PoolType.None);
    }

    private Typed Lookup(LookupSyntax l)
    {
        if (!scope.Tables.TryGetValue(l.Table, out var index))
            throw new FormulaException(l.At, $"'{l.Table}' is no table of this pack", "declare it in Tables");
        if (l.Keys.Count != index.Keys.Count)
            throw new FormulaException(l.At, $"'{l.Table}' has {index.Keys.Count} key(s) ({string.Join("; ", index.Keys.Select(k => k.Name))}), not {l.Keys.Count}");
        var keys = l.Keys.Select((k, i) => Key(l, index, k, i)).ToList();
        var text = $"{l.Table}({string.Join(", ", l.Keys.Select(k => string.Join(' ', k.All.Select(Identity))))})";
        if (!rows.TryGetValue(text, out var row))
            rows[text] = row = new RowNode(scope.NextId(), l.Table, index, keys);
        if (l.Column == "pool" && index.Table.Column("pool") is { Type: ColumnType.Code })
            return new(new RowPoolNode(scope.NextId(), row, scope.Codes), FormulaType.Code, Unit.One, PoolType.None);
        if (index.Table.Column(l.Column) is not { } column)
            throw new FormulaException(l.At, $"table '{l.Table}' has no column '{l.Column}'", $"it has {string.Join(", ", index.Table.Columns.Select(c => c.Name))}");
        var type = column.Type switch { ColumnType.Code => FormulaType.Code, ColumnType.Date => FormulaType.Date, _ => FormulaType.Number };
        return new(new LookupNode(scope.NextId(), row, column), type, column.Unit, column.Pool);
    }

    private static string Identity(Syntax s) => s switch
    {
        NumberSyntax n => $"{n.Value:R}[{n.Unit}]",
        SymbolSyntax y => $"{y.Name}[{y.Bare}]",
        LookupSyntax l => $"{l.Table}.{l.Column}",
        CallSyntax c => c.Function,
        AggregateSyntax a => $"{a.Function} over {a.Set}",
        BinarySyntax b => b.Operator,
        InSyntax i => $"in {i.Name}",
        _ => s.GetType().Name,
    };

    private Node Key(LookupSyntax l, TableIndex index, Syntax syntax, int i)
    {
        var key = Bind(syntax);
        if (index.KeyUnit(i) is { } unit)
        {
            if (key.Type != FormulaType.Number)
                throw new FormulaException(syntax.At, $"key {index.Keys[i].Name} of '{l.Table}' is a number");
            return ConvertTo(key, unit, syntax.At, $"key {index.Keys[i].Name} of '{l.Table}'").Node;
        }

        if (key.Type != FormulaType.Code)
            throw new FormulaException(syntax.At, $"key {index.Keys[i].Name} of '{l.Table}' is a code");
        return key.Node;
    }

    private Typed In(InSyntax i)
    {
        var operand = Bind(i.Operand);
        if (scope.Lists.TryGetValue(i.Name, out var list))
        {
            if (operand.Type != FormulaType.Code)
                throw new FormulaException(i.At, $"only a code can be in the code list '{i.Name}'");
            return new(new InNode(scope.NextId(), operand.Node, i.Name, list.Contains), FormulaType.Truth, Unit.One, PoolType.None);
        }

        if (!scope.Tables.TryGetValue(i.Name, out var index))
            throw new FormulaException(i.NameAt, $"'{i.Name}' is neither a code list nor a table of this pack");
        if (operand.Type != FormulaType.Code)
            operand = ConvertTo(operand, index.KeyUnit(0) ?? throw new FormulaException(i.At, $"the first key of '{i.Name}' is a code"), i.At, $"key of '{i.Name}'");
        return new(new InNode(scope.NextId(), operand.Node, i.Name, index.Contains), FormulaType.Truth, Unit.One, PoolType.None);
    }

    private Node Truth(Syntax s)
    {
        var value = Bind(s);
        return value.Type == FormulaType.Truth ? value.Node : throw new FormulaException(s.At, "a condition is needed here (a comparison, or 'in')");
    }

    private Typed Number(Syntax s)
    {
        var value = Bind(s);
        return value.Type == FormulaType.Number ? value : throw new FormulaException(s.At, $"a number is needed here, not a {(value.Type == FormulaType.Truth ? "condition" : value.Type == FormulaType.Code ? "code" : "date")}");
    }

    private string Describe(Domain d) => (d.Base, d.Ordered) switch
    {
        (< 0, < 0) => "one value",
        (var b, < 0) => scope.Sets[b].Name,
        (< 0, var o) => scope.Sets[o].Name,
        var (b, o) => $"{scope.Sets[b].Name} × {scope.Sets[o].Name}",
    };

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}

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
/// <param name="Node">The part.</param>
/// <param name="Type">Kind of value.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Pool">Pool.</param>
/// <param name="Origin">Where the pool comes from at run time, if it is known only then.</param>
internal sealed record Typed(Node Node, FormulaType Type, Unit Unit, PoolType Pool, PoolSource? Origin = null);

/// <summary>Turns one formula into nodes and proves units, pools, sets and types; every refusal names the offset.</summary>
internal sealed partial class Binder(Scope scope, Equation equation, Domain domain, IReadOnlyDictionary<string, CarbonPool> narrowed)
{
    private static readonly Unit Year = Unit.Parse("yr");

    private readonly Dictionary<string, RowNode> rows = new(StringComparer.Ordinal);

    /// <summary>What must hold for pools in every row.</summary>
    public List<PoolRule> PoolRules { get; } = [];

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
            throw Unknown(s.At, s.Name, $"'{s.Name}' is no symbol of this pack", scope.Symbols.Keys, "declare it in Inputs or give it an equation");
        }

        Reach(s.At, symbol, domain);
        var type = TypeOf(symbol);
        var isConverted = s.Bare is { } target && !target.Equals(symbol.Unit);
        var node = new SymbolNode(scope.NextId(), symbol, domain, s.Bare is not null && !isConverted);
        if (s.Bare is { } bare)
        {
            if (type != FormulaType.Number)
                throw new FormulaException(s.At, $"'{s.Name}' has no unit to take off");
            return ConvertTo(new(node, type, symbol.Unit, PoolType.None), bare, s.At, $"'{s.Name}'") with { Unit = Unit.One };
        }

        return Narrow(new(node, type, symbol.Unit, symbol.Pool, symbol.Pool.IsDynamic ? new(CarbonPool.None, null, node) : null));
    }

    /// <summary>Whether this formula may read a symbol at all.</summary>
    private void Reach(int at, Symbol symbol, Domain from)
    {
        if (scope.Broken.Contains(symbol.Name))
            throw new FormulaException(at, symbol.Name) { IsConsequence = true };
        if (!scope.Encloses(symbol.Domain.Base, from.Base) || (symbol.Domain.Ordered >= 0 && symbol.Domain.Ordered != from.Ordered))
            throw new FormulaException(at, $"'{symbol.Name}' lives on {Describe(symbol.Domain)}, which is not coarser than {Describe(from)}", "a finer value enters through sum, mean … over its set; unrelated sets cannot meet in one formula");
        if (symbol.IsRule && !equation.IsRule)
            throw new FormulaException(at, $"'{symbol.Name}' is a rule and may feed only rules", "undiscounted values must not depend on discounts");
    }

    private FormulaException Unknown(int at, string name, string message, IEnumerable<string> candidates, string hint)
    {
        if (scope.Broken.Contains(name))
            return new(at, name) { IsConsequence = true };
        var near = candidates.Select(c => (Name: c, Distance: Distance(c, name))).OrderBy(c => c.Distance).FirstOrDefault();
        return new(at, message, near.Name is not null && near.Distance <= Math.Min(2, name.Length - 1) ? $"did you mean '{near.Name}'?" : hint);
    }

    private static FormulaType TypeOf(Symbol symbol) => symbol.Type switch { ColumnType.Code => FormulaType.Code, ColumnType.Date => FormulaType.Date, _ => FormulaType.Number };

    /// <summary>A pool known only per row, where the condition pins it down, with the rule that proves it in every row.</summary>
    private Typed Narrow(Typed value)
    {
        foreach (var tag in value.Pool.Dynamic?.Split('|') ?? [])
        {
            if (!narrowed.TryGetValue(tag, out var known))
                continue;
            PoolRules.Add(new(value.Origin!, new(known, null, null)));
            return value with { Pool = PoolType.Of(known), Origin = null };
        }

        return value;
    }

    private Typed SetKey(SymbolSyntax s, SetDefinition set)
    {
        if (set.Index != domain.Ordered)
            throw new FormulaException(s.At, $"'{s.Name}' is the key of {set.Name}, but this formula does not run over {set.Name}");
        var bare = s.Bare is null || s.Bare.Equals(Year) ? s.Bare : throw new FormulaException(s.At, $"'{s.Name}' is in yr, not in {s.Bare}");
        return new(new SetKeyNode(scope.NextId(), set.Index, domain, bare is null ? "yr" : "1"), FormulaType.Number, bare is null ? Year : Unit.One, PoolType.None);
    }

    private Typed Lookup(LookupSyntax l)
    {
        if (!scope.Tables.TryGetValue(l.Table, out var index))
            throw Unknown(l.At, l.Table, $"'{l.Table}' is no table of this pack", scope.Tables.Keys, "declare it in Tables");
        if (l.Keys.Count != index.Keys.Count)
            throw new FormulaException(l.At, $"'{l.Table}' has {index.Keys.Count} key(s) ({string.Join("; ", index.Keys.Select(k => k.Name))}), not {l.Keys.Count}");
        var text = Identity(l with { Column = string.Empty });
        if (!rows.TryGetValue(text, out var row))
            rows[text] = row = new RowNode(scope.NextId(), l.Table, index, [.. l.Keys.Select((k, i) => Key(l, index, k, i))]);
        if (l.Column == "pool" && index.Table.Column("pool") is { Type: ColumnType.Code })
            return new(new RowPoolNode(scope.NextId(), row, scope.Codes), FormulaType.Code, Unit.One, PoolType.None);
        if (index.Table.Column(l.Column) is not { } column)
            throw new FormulaException(l.At, $"table '{l.Table}' has no column '{l.Column}'", $"it has {string.Join(", ", index.Table.Columns.Select(c => c.Name))}");
        var type = column.Type switch { ColumnType.Code => FormulaType.Code, ColumnType.Date => FormulaType.Date, _ => FormulaType.Number };
        if (type != FormulaType.Number && index.Corners > 1)
            throw new FormulaException(l.At, $"'{l.Column}' is no number, so it cannot be interpolated");
        var node = new LookupNode(scope.NextId(), row, column);

        // In a table whose rows name a pool, a value in mass covers the pool of its row unless its header says otherwise.
        return type == FormulaType.Number && column.Pool.IsNone && column.Unit.Dimension.MassDegree == 1 && index.Table.Column("pool") is not null
            ? Narrow(new(node, type, column.Unit, PoolType.OfTable(l.Table), new(CarbonPool.None, row, null)))
            : new(node, type, column.Unit, column.Pool);
    }

    /// <summary>Text that is the same only for the same formula, so that lookups with the same keys share their rows.</summary>
    private static string Identity(Syntax s)
    {
        var head = s switch
        {
            NumberSyntax n => $"{n.Value:R}[{n.Unit}]",
            SymbolSyntax y => $"{y.Name}[{y.Bare}]",
            LookupSyntax l => $"{l.Table}.{l.Column}",
            CallSyntax c => c.Function,
            AggregateSyntax a => $"{a.Function} over {a.Set} {a.Where is null}",
            BinarySyntax b => b.Operator,
            InSyntax i => $"in {i.Name}",
            _ => s.GetType().Name,
        };
        return $"{head}({string.Join(',', s.Parts.Select(Identity))})";
    }

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
            var codes = new bool[list.Count == 0 ? 0 : (int)list.Max() + 1];
            foreach (var code in list)
                codes[(int)code] = true;
            return new(new InNode(scope.NextId(), operand.Node, i.Name, codes, null), FormulaType.Truth, Unit.One, PoolType.None);
        }

        if (!scope.Tables.TryGetValue(i.Name, out var index))
        {
            var unknown = Unknown(i.NameAt, i.Name, $"'{i.Name}' is neither a code list nor a table of this pack", scope.Lists.Keys.Concat(scope.Tables.Keys), "code lists stand in lists.csv of the folders named under codes in method.json");
            throw scope.ListsAreIncomplete ? new FormulaException(i.NameAt, i.Name) { IsConsequence = true } : unknown;
        }

        if (index.KeyUnit(0) is not { } unit)
        {
            return operand.Type == FormulaType.Code
                ? new(new InNode(scope.NextId(), operand.Node, i.Name, index.FirstCodes, null), FormulaType.Truth, Unit.One, PoolType.None)
                : throw new FormulaException(i.At, $"the first key of '{i.Name}' is a code");
        }

        if (operand.Type != FormulaType.Number)
            throw new FormulaException(i.At, $"the first key of '{i.Name}' is a number");
        operand = ConvertTo(operand, unit, i.At, $"key of '{i.Name}'");
        return new(new InNode(scope.NextId(), operand.Node, i.Name, [], index), FormulaType.Truth, Unit.One, PoolType.None);
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

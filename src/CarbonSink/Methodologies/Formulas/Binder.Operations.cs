using CarbonSink.Quantities;

namespace CarbonSink.Methodologies.Formulas;

/// <content>Operators, functions and aggregates.</content>
internal sealed partial class Binder
{
    private Typed Negate(NegateSyntax n)
    {
        var value = Number(n.Operand);
        return value with { Node = new UnaryNode<Negation>(scope.NextId(), "-", value.Node) };
    }

    private Typed Sum(BinarySyntax b)
    {
        var (left, right) = (Number(b.Left), Number(b.Right));
        var subtract = b.Operator == "-";
        right = ConvertTo(right, left.Unit, b.At, $"the right side of '{b.Operator}'");
        PoolType pool;
        string? problem;
        if (left.Pool.IsRatio && right.Pool.IsNone || right.Pool.IsRatio && left.Pool.IsNone)
        {
            if (b.Left is not NumberSyntax { Value: 1, Unit.IsOne: true })
                throw Pool(b.At, $"only '1 {b.Operator} ratio' turns a ratio of pools ({(left.Pool.IsRatio ? left.Pool : right.Pool)}) into another");
            (pool, problem) = PoolType.OnePlus(right.Pool, subtract);
        }
        else
        {
            (pool, problem) = PoolType.Add(left.Pool, right.Pool, subtract);
        }

        if (problem is not null)
            throw Pool(b.At, problem);
        Agree(left, right);
        return subtract ? Binary<Subtraction>("-", left, right, left.Unit, pool) : Binary<Addition>("+", left, right, left.Unit, pool);
    }

    private Typed Product(BinarySyntax b)
    {
        var (left, right) = (Number(b.Left), Number(b.Right));
        var isProduct = b.Operator == "*";
        var (pool, problem) = isProduct ? PoolType.Multiply(left.Pool, right.Pool) : PoolType.Divide(left.Pool, right.Pool);
        if (problem is not null)
            throw Pool(b.At, problem);
        Agree(left, right);
        return isProduct
            ? Binary<Multiplication>("*", left, right, left.Unit.Times(right.Unit), pool)
            : Binary<Division>("/", left, right, left.Unit.Per(right.Unit), pool);
    }

    private Typed Power(BinarySyntax b)
    {
        var (left, right) = (Plain(b.Left, "the base of '^'"), Plain(b.Right, "the exponent of '^'"));
        return Binary<Exponentiation>("^", left, right, Unit.One, PoolType.None);
    }

    private Typed Compare(BinarySyntax b)
    {
        var (left, right) = (Bind(b.Left), Bind(b.Right));
        if (left.Type == FormulaType.Code || right.Type == FormulaType.Code)
            throw new FormulaException(b.At, "codes are compared only through a named code list", "write 'x in LIST'");
        if (left.Type != right.Type || left.Type == FormulaType.Truth)
            throw new FormulaException(b.At, $"'{b.Operator}' compares two numbers or two dates");
        if (left.Type == FormulaType.Number)
            right = ConvertTo(right, left.Unit, b.At, $"the right side of '{b.Operator}'");
        var (id, a, c) = (scope.NextId(), left.Node, right.Node);
        Node node = b.Operator switch
        {
            "<" => new CompareNode<Less>(id, "<", a, c),
            "<=" => new CompareNode<LessOrEqual>(id, "<=", a, c),
            ">" => new CompareNode<Greater>(id, ">", a, c),
            ">=" => new CompareNode<GreaterOrEqual>(id, ">=", a, c),
            "==" => new CompareNode<Equal>(id, "==", a, c),
            _ => new CompareNode<NotEqual>(id, "!=", a, c),
        };
        return new(node, FormulaType.Truth, Unit.One, PoolType.None);
    }

    private Typed Plain(Syntax s, string what)
    {
        var value = Number(s);
        if (!value.Unit.Dimension.IsNone)
            throw new FormulaException(s.At, $"{what} must be a pure number, but is in {value.Unit}", "write SYMBOL[unit] for its bare number");
        if (!value.Pool.IsNone)
            throw Pool(s.At, $"{what} must be a pure number, but covers {value.Pool}");
        return ConvertTo(value, Unit.One, s.At, what);
    }

    private Typed Call(CallSyntax c)
    {
        void Takes(int count)
        {
            if (c.Arguments.Count != count)
                throw new FormulaException(c.At, $"'{c.Function}' takes {count} argument(s), not {c.Arguments.Count}");
        }

        switch (c.Function)
        {
            case "exp":
                Takes(1);
                return Unary<Exponential>("exp", Plain(c.Arguments[0], "the argument of exp"));
            case "ln":
                Takes(1);
                return Unary<Logarithm>("ln", Plain(c.Arguments[0], "the argument of ln"));
            case "normal_quantile":
                Takes(1);
                return Unary<NormalQuantile>("normal_quantile", Plain(c.Arguments[0], "the probability"));
            case "t_quantile":
                Takes(2);
                return Binary<StudentQuantile>("t_quantile", Plain(c.Arguments[0], "the probability"), Plain(c.Arguments[1], "the degrees of freedom"), Unit.One, PoolType.None);
            case "sqrt":
                Takes(1);
                var root = Number(c.Arguments[0]);
                var unit = root.Unit.SquareRoot() ?? throw new FormulaException(c.At, $"{root.Unit} has no square root");
                if (!root.Pool.IsNone)
                    throw Pool(c.At, $"the square root of a value that covers {root.Pool} is no pool");
                return new(new UnaryNode<SquareRoot>(scope.NextId(), "sqrt", root.Node), FormulaType.Number, unit, PoolType.None);
            case "abs":
                Takes(1);
                var signed = Number(c.Arguments[0]);
                return signed with { Node = new UnaryNode<Absolute>(scope.NextId(), "abs", signed.Node) };
            case "min" or "max":
                return Extreme(c);
            case "if":
                Takes(3);
                return If(c);
            case "prev":
                Takes(2);
                return Previous(c);
            case "years":
                Takes(2);
                return new(new YearsNode(scope.NextId(), Date(c.Arguments[0]), Date(c.Arguments[1])), FormulaType.Number, Year, PoolType.None);
            default:
                Takes(3);
                var year = ConvertTo(Number(c.Arguments[0]), Year, c.Arguments[0].At, "the year");
                return new(new ShareNode(scope.NextId(), year.Node, Date(c.Arguments[1]), Date(c.Arguments[2])), FormulaType.Number, Unit.One, PoolType.None);
        }
    }

    private Typed Extreme(CallSyntax c)
    {
        if (c.Arguments.Count < 2)
            throw new FormulaException(c.At, $"'{c.Function}' takes two or more arguments, or 'over SET'");
        var result = Number(c.Arguments[0]);
        foreach (var argument in c.Arguments.Skip(1))
        {
            var next = ConvertTo(Number(argument), result.Unit, argument.At, $"an argument of {c.Function}");
            var pool = Same(result, next, argument.At);
            result = c.Function == "min" ? Binary<Minimum>("min", result, next, result.Unit, pool) : Binary<Maximum>("max", result, next, result.Unit, pool);
        }

        return result;
    }

    private Typed If(CallSyntax c)
    {
        var condition = Truth(c.Arguments[0]);
        var (then, otherwise) = (Bind(c.Arguments[1]), Bind(c.Arguments[2]));
        if (then.Type != otherwise.Type || then.Type == FormulaType.Truth)
            throw new FormulaException(c.At, "both branches of 'if' must be of one kind");
        if (then.Type == FormulaType.Number)
            otherwise = ConvertTo(otherwise, then.Unit, c.Arguments[2].At, "the second branch of 'if'");
        var pool = Same(then, otherwise, c.At);
        return then with { Node = new IfNode(scope.NextId(), condition, then.Node, otherwise.Node), Pool = pool, Origin = then.Origin ?? otherwise.Origin };
    }

    private Typed Previous(CallSyntax c)
    {
        if (c.Arguments[0] is not SymbolSyntax { Bare: null } name || !scope.Symbols.TryGetValue(name.Name, out var symbol))
            throw c.Arguments[0] is SymbolSyntax other ? Unknown(other.At, other.Name, $"'{other.Name}' is no symbol of this pack", scope.Symbols.Keys, "'prev' takes a symbol first") : new FormulaException(c.Arguments[0].At, "'prev' takes a symbol first");
        if (domain.Ordered < 0 || symbol.Domain.Ordered != domain.Ordered)
            throw new FormulaException(c.At, $"'{name.Name}' has no preceding member here: both must run over one ordered set");
        Reach(c.Arguments[0].At, symbol, domain);
        if (symbol.Type != ColumnType.Number)
            throw new FormulaException(c.Arguments[0].At, $"'prev' takes a number, but '{name.Name}' is a {(symbol.Type == ColumnType.Code ? "code" : "date")}");
        if (symbol.Pool.IsDynamic)
            throw Pool(c.Arguments[0].At, $"the pool of '{name.Name}' ({symbol.Pool}) is known only per row, so 'prev' cannot carry it");
        var first = ConvertTo(Number(c.Arguments[1]), symbol.Unit, c.Arguments[1].At, "the first value of 'prev'");
        return new(new PreviousNode(scope.NextId(), symbol, first.Node, domain), FormulaType.Number, symbol.Unit, Same(new(first.Node, FormulaType.Number, symbol.Unit, symbol.Pool), first, c.At));
    }

    private Typed Aggregate(AggregateSyntax a)
    {
        if (scope.Sets.FirstOrDefault(s => s.Name == a.Set) is not { } set)
            throw new FormulaException(a.SetAt, $"'{a.Set}' is no set of this pack");
        if (set.Ordered ? domain.Ordered >= 0 : set.Index == domain.Base || !scope.Encloses(domain.Base, set.Index))
            throw new FormulaException(a.SetAt, $"{a.Set} is not finer than {Describe(domain)}");
        var inner = set.Ordered ? domain with { Ordered = set.Index } : domain with { Base = set.Index };
        var members = new Binder(scope, equation, inner, Narrowings(a.Where, scope));
        var arguments = a.Arguments.Select(x => a.Function == "count" ? members.Bind(x) : members.Number(x)).ToList();
        var where = a.Where is null ? null : members.Truth(a.Where);
        if (arguments.Find(x => x.Pool.IsDynamic) is { } mixed && a.Function != "count")
            throw Pool(a.Arguments[arguments.IndexOf(mixed)].At, $"the members of {a.Set} may cover different pools ({mixed.Pool}), which cannot be taken together; name one in 'where' (TABLE(…).pool in LIST)");
        var unit = a.Function switch { "count" => Unit.One, "var" => arguments[0].Unit.Times(arguments[0].Unit), "cov" => arguments[0].Unit.Times(arguments[1].Unit), _ => arguments[0].Unit };
        var pool = a.Function is "count" or "var" or "cov" ? PoolType.None : arguments[0].Pool;
        return new(new AggregateNode(scope.NextId(), a.Function, [.. arguments.Select(x => x.Node)], where, set, inner, domain, unit.IsOne ? "1" : unit.Symbol, equation.Number, members.PoolRules), FormulaType.Number, unit, pool);
    }

    private Node Date(Syntax s)
    {
        var value = Bind(s);
        return value.Type == FormulaType.Date ? value.Node : throw new FormulaException(s.At, "a date is needed here");
    }

    /// <summary>The pool of values of which one or the other is taken.</summary>
    private PoolType Same(Typed a, Typed b, int at)
    {
        if (!a.Pool.IsNone && !b.Pool.IsNone && a.Pool != b.Pool)
            throw Pool(at, $"{a.Pool} and {b.Pool} cannot stand for one another");
        Agree(a, b);
        return a.Pool.IsNone ? b.Pool : a.Pool;
    }

    /// <summary>Two pools known only per row that meet in one formula must prove equal in every row.</summary>
    private void Agree(Typed a, Typed b)
    {
        if (a.Origin is { } first && b.Origin is { } second && !IsSame(first, second))
            PoolRules.Add(new(second, first));
    }

    private static bool IsSame(PoolSource a, PoolSource b) => a.Row is not null ? a.Row == b.Row : a.Symbol?.Symbol == b.Symbol?.Symbol;

    private Typed Binary<T>(string name, Typed left, Typed right, Unit unit, PoolType pool)
        where T : struct, IBinaryOperation => new(new BinaryNode<T>(scope.NextId(), name, left.Node, right.Node), FormulaType.Number, unit, pool, pool.IsDynamic ? left.Origin ?? right.Origin : null);

    private Typed Unary<T>(string name, Typed value)
        where T : struct, IUnaryOperation => new(new UnaryNode<T>(scope.NextId(), name, value.Node), FormulaType.Number, Unit.One, PoolType.None);
}

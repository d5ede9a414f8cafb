using CarbonSink.Quantities;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>A parsed formula; <paramref name="At"/> is the 0-based offset in the formula's text.</summary>
internal abstract record Syntax(int At)
{
    /// <summary>Direct parts, in reading order.</summary>
    public virtual IEnumerable<Syntax> Parts => [];

    /// <summary>This node and all below it.</summary>
    public IEnumerable<Syntax> All => Parts.SelectMany(p => p.All).Prepend(this);
}

internal sealed record NumberSyntax(int At, double Value, Unit Unit) : Syntax(At);

internal sealed record SymbolSyntax(int At, string Name, Unit? Bare) : Syntax(At);

internal sealed record LookupSyntax(int At, string Table, IReadOnlyList<Syntax> Keys, string Column) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => Keys;
}

internal sealed record CallSyntax(int At, string Function, IReadOnlyList<Syntax> Arguments) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => Arguments;
}

internal sealed record AggregateSyntax(int At, string Function, IReadOnlyList<Syntax> Arguments, string Set, int SetAt, Syntax? Where) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => Where is null ? Arguments : [.. Arguments, Where];
}

internal sealed record NegateSyntax(int At, Syntax Operand) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => [Operand];
}

/// <summary><paramref name="Operator"/> is one of + - * / ^ &lt; &lt;= &gt; &gt;= == != and or.</summary>
internal sealed record BinarySyntax(int At, string Operator, Syntax Left, Syntax Right) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => [Left, Right];
}

internal sealed record NotSyntax(int At, Syntax Operand) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => [Operand];
}

internal sealed record InSyntax(int At, Syntax Operand, string Name, int NameAt) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => [Operand];
}

/// <summary>A formula is malformed at an offset.</summary>
internal sealed class FormulaException(int at, string message, string hint = "") : Exception(message)
{
    /// <summary>Whether it only follows from another problem that is reported already.</summary>
    public bool IsConsequence { get; init; }

    public int At { get; } = at;

    public string Hint { get; } = hint;
}

namespace CarbonSink.Methodologies;

/// <summary>A parameter row that a step read.</summary>
/// <param name="Table">Name in METHOD.md.</param>
/// <param name="Reference">Table reference, e.g. tables/fang/southern-12@1.</param>
/// <param name="Column">Column read.</param>
/// <param name="Value">Value, or null for a code.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Weight">Weight in an interpolation, else 1.</param>
/// <param name="Row">The row: line, key, source, locator, status.</param>
public sealed record TraceLookup(string Table, string Reference, string Column, double? Value, string Unit, double Weight, ParameterRow Row);

/// <summary>An aggregate that a step read: the members behind its number.</summary>
/// <param name="Function">sum, count, mean …</param>
/// <param name="Set">Set of the members.</param>
/// <param name="Count">Members that entered.</param>
/// <param name="RefusedCount">Members left out because they lack a value.</param>
/// <param name="RefusedAreaHa">Their area, ha.</param>
public sealed record TraceAggregate(string Function, string Set, long Count, long RefusedCount, double RefusedAreaHa);

/// <summary>One step of a calculation: an input as recorded, or an equation with its numbers.</summary>
/// <param name="Equation">The equation taken; null for an input or where no route held.</param>
/// <param name="Symbol">Symbol.</param>
/// <param name="Value">Value where it is a number.</param>
/// <param name="Text">Value as text; empty where refused.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Substituted">The formula with numbers in place of symbols.</param>
/// <param name="Input">Name of the input, or null.</param>
/// <param name="Lookups">Parameter rows read.</param>
/// <param name="State">Status and flags.</param>
/// <param name="Cause">Why there is no value, or null.</param>
public sealed record TraceStep(Equation? Equation, string Symbol, double? Value, string Text, string Unit, string Substituted, Bilingual? Input, IReadOnlyList<TraceLookup> Lookups, ValueState State, Cause? Cause)
{
    /// <summary>The aggregates read, in reading order.</summary>
    public IReadOnlyList<TraceAggregate> Aggregates { get; init; } = [];
}

/// <summary>How a value came about (计算过程): inputs, equations with numbers substituted, parameter rows and sources, in order of evaluation.</summary>
/// <param name="Methodology">The pack.</param>
/// <param name="Steps">The steps.</param>
public sealed record CalculationTrace(MethodologyDescription Methodology, IReadOnlyList<TraceStep> Steps);

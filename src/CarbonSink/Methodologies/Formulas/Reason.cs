namespace CarbonSink.Methodologies.Formulas;

/// <summary>A row of the Reasons table of METHOD.md: when it holds, and how to say it.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="When">Condition over the members of the outputs' set; null where it always holds.</param>
/// <param name="Text">The reason in words.</param>
/// <param name="Domain">What the condition is evaluated over.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record Reason(string Code, Node? When, Bilingual Text, Domain Domain, LoadProblem Place)
{
    /// <summary>The reason as a cause, with what the formulas say beside it.</summary>
    public Cause Because(Cause technical) => new(Code, Text.Zh, Text.En) { Technical = technical };
}

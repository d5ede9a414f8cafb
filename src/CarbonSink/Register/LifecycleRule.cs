using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>A row of a programme's lifecycle.csv (流程规则): one condition of one step; rows with the same subject, state and event are the conditions of the same step. Immutable.</summary>
/// <param name="Name">Name of the rule, e.g. R10.</param>
/// <param name="OfPeriod">Of a monitoring period; else of a project.</param>
/// <param name="From">State before the step.</param>
/// <param name="Event">The step; * stands for every step that has no row of its own.</param>
/// <param name="To">State after it.</param>
/// <param name="Roles">Who may take it: the project's owner, its named validator or verifier, the registrar.</param>
/// <param name="Guard">The predicate and its arguments; none where the row asks for documents or sets a time limit only.</param>
/// <param name="Documents">Kinds of documents it needs.</param>
/// <param name="Limit">Time limit; null for none.</param>
/// <param name="Article">Article or section of the source; "register" where the rule is the register's own.</param>
/// <param name="Text">What it says.</param>
/// <param name="Source">Id in sources.csv.</param>
/// <param name="Locator">Where in the source.</param>
/// <param name="Status">How the rule is known.</param>
public sealed record LifecycleRule(
    string Name,
    bool OfPeriod,
    string From,
    string Event,
    string To,
    IReadOnlyList<RegisterRole> Roles,
    IReadOnlyList<string> Guard,
    IReadOnlyList<string> Documents,
    TimeLimit? Limit,
    string Article,
    Bilingual Text,
    string Source,
    string Locator,
    ParameterStatus Status)
{
    /// <summary>As refusals cite it: source and article, or "register".</summary>
    public string Cited => Article == "register" ? Article : $"{Source}, {Article}";
}

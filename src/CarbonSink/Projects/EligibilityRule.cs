using CarbonSink.Methodologies;
using CarbonSink.Quantities;

namespace CarbonSink.Projects;

/// <summary>What a rule of eligibility is asked of (适用对象).</summary>
public enum EligibilityScope
{
    /// <summary>项目: the project as a whole.</summary>
    Project,

    /// <summary>地块: each parcel.</summary>
    Parcel,

    /// <summary>核算期: each monitoring period.</summary>
    Period,
}

/// <summary>What a rule of eligibility compares (判据): a closed list.</summary>
public enum EligibilityPredicate
{
    /// <summary>part-area-min: every connected part of a parcel is at least the limit.</summary>
    PartAreaMin,

    /// <summary>overlap-max: at most the limit of a parcel lies in layers.</summary>
    OverlapMax,

    /// <summary>overlap-min: at least the limit of a parcel lies in layers.</summary>
    OverlapMin,

    /// <summary>years-since-min: a date of the parcel lies at least so many years before the start.</summary>
    YearsSinceMin,

    /// <summary>share-max: the mean of a column, weighted by area, is at most the limit.</summary>
    ShareMax,

    /// <summary>value-min: a column is at least the limit.</summary>
    ValueMin,

    /// <summary>value-max: a column is at most the limit.</summary>
    ValueMax,

    /// <summary>code-in: a column is one of the codes.</summary>
    CodeIn,

    /// <summary>code-not-in: a column is none of the codes.</summary>
    CodeNotIn,

    /// <summary>evidence: each parcel is covered by evidence of one of the kinds.</summary>
    Evidence,

    /// <summary>declared: the participants declare it, with evidence.</summary>
    Declared,

    /// <summary>date-after: start, first planting or every period begins after the limit.</summary>
    DateAfter,

    /// <summary>length-min: the crediting period lasts at least so many years.</summary>
    LengthMin,

    /// <summary>length-max: the crediting period lasts at most so many years.</summary>
    LengthMax,

    /// <summary>within: the crediting period lies in the project's lifetime.</summary>
    Within,

    /// <summary>within-years: each period ends no later than the day of its own application, and its first day lies at most so many years before that.</summary>
    WithinYears,

    /// <summary>same-province: all projects of a bundle lie in one province.</summary>
    SameProvince,
}

/// <summary>A rule of eligibility of a methodology or programme (适用条件), one row of its eligibility.csv.</summary>
/// <param name="Id">Its id, e.g. a.</param>
/// <param name="Group">Rows of one group are alternatives: any one met is enough; blank for none.</param>
/// <param name="Article">Article or section.</param>
/// <param name="Scope">What it is asked of.</param>
/// <param name="Predicate">What it compares.</param>
/// <param name="Subject">Layer roles, column, kinds of evidence, declaration or dates that it looks at.</param>
/// <param name="Text">What it demands.</param>
/// <param name="Status">How it is known.</param>
public sealed record EligibilityRule(string Id, string Group, string Article, EligibilityScope Scope, EligibilityPredicate Predicate, IReadOnlyList<string> Subject, Bilingual Text, ParameterStatus Status)
{
    /// <summary>Name of the group in which not being exempt means that something else is to be shown.</summary>
    public const string Additionality = "additionality";

    /// <summary>The limit in <see cref="Unit"/>; null where there is none or it is not known.</summary>
    public double? Limit { get; init; }

    /// <summary>The limit of date-after; null where it is not known.</summary>
    public DateOnly? LimitDate { get; init; }

    /// <summary>Unit of the limit.</summary>
    public Unit Unit { get; init; } = Unit.One;

    /// <summary>Codes that the predicate knows.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>The rule holds for projects started in this window, both days included; null where it is open.</summary>
    public DateOnly? FromStart { get; init; }

    /// <summary>End of the window.</summary>
    public DateOnly? ToStart { get; init; }

    /// <summary>Why the limit is not known, or a remark on one that is.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Source and place in it.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>The subject as the table writes it.</summary>
    public string SubjectText => string.Join('|', Subject);

    /// <summary>Whether it holds for a project started on a day.</summary>
    public bool HoldsFor(DateOnly start) => !(start < FromStart) && !(start > ToStart);
}

namespace CarbonSink.Register;

/// <summary>State of units (减排量状态).</summary>
public enum UnitState
{
    /// <summary>持有: free to be moved.</summary>
    Free = 0,

    /// <summary>冻结: held, but bound by the freeze of <see cref="UnitBlock.Reference"/>.</summary>
    Frozen = 1,

    /// <summary>注销: used by the retirement of <see cref="UnitBlock.Reference"/>; for good.</summary>
    Retired = 2,

    /// <summary>强制注销: cancelled by the registrar by the entry <see cref="UnitBlock.Reference"/>; for good.</summary>
    ForceCancelled = 3,
}

/// <summary>What units were issued for (批次系列): numbers run from 1 within it, over all issues.</summary>
/// <param name="Programme">Id of the programme.</param>
/// <param name="Project">Id of the project, unique in the register.</param>
/// <param name="Vintage">Calendar year.</param>
public readonly record struct UnitSeries(string Programme, string Project, int Vintage)
{
    /// <summary>Order of series: programme, project (ordinal), vintage.</summary>
    public static int Compare(UnitSeries a, UnitSeries b)
    {
        var order = string.CompareOrdinal(a.Programme, b.Programme);
        order = order != 0 ? order : string.CompareOrdinal(a.Project, b.Project);
        return order != 0 ? order : a.Vintage.CompareTo(b.Vintage);
    }
}

/// <summary>Units with consecutive numbers in one account and state (减排量批次): one unit is one whole tonne CO2e or one local unit; blocks of a series are disjoint. Immutable.</summary>
/// <param name="Series">What they were issued for.</param>
/// <param name="First">First number.</param>
/// <param name="Last">Last number, included.</param>
/// <param name="Account">Id of the account that holds or held them last.</param>
/// <param name="State">Free, frozen or gone.</param>
/// <param name="Reference">Index of the entry that froze, retired or cancelled them; 0 for free units (entry 0 opens the register and can do none of these).</param>
public sealed record UnitBlock(UnitSeries Series, long First, long Last, string Account, UnitState State, long Reference)
{
    /// <summary>Number of units.</summary>
    public long Quantity => Last - First + 1;

    /// <summary>The serial as this register prints it: programme/project/vintage/first-last; a form of our own, since none is published.</summary>
    public string Serial => FormattableString.Invariant($"{Series.Programme}/{Series.Project}/{Series.Vintage}/{First}-{Last}");

    /// <summary>As it is written into entries and answers: {programme, project, vintage, first, last}.</summary>
    public CanonicalObject ToCanonical() => CanonicalObject.Of(("programme", Series.Programme), ("project", Series.Project), ("vintage", Series.Vintage), ("first", First), ("last", Last));
}

/// <summary>Which blocks are asked for; null asks for all.</summary>
/// <param name="Account">Of one account.</param>
/// <param name="Programme">Of one programme.</param>
/// <param name="Project">Of one project.</param>
/// <param name="Vintage">Of one year.</param>
/// <param name="State">In one state.</param>
/// <param name="Reference">Bound to one entry.</param>
public readonly record struct BlockFilter(string? Account = null, string? Programme = null, string? Project = null, int? Vintage = null, UnitState? State = null, long? Reference = null);

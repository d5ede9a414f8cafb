namespace CarbonSink.Targets;

/// <summary>Among what a target is spread (分解到).</summary>
public enum AllocationTo
{
    /// <summary>Townships or other divisions (乡镇).</summary>
    Divisions,

    /// <summary>Departments (部门).</summary>
    Departments,

    /// <summary>Years (年度).</summary>
    Years,

    /// <summary>Divisions and years: a table whose rows and columns both add up.</summary>
    DivisionsYears,
}

/// <summary>By which weights a target is spread (分解依据).</summary>
public enum AllocationBy
{
    /// <summary>Land area of the division (国土面积).</summary>
    Area,

    /// <summary>Land that can still be planted (宜林地等潜力).</summary>
    Potential,

    /// <summary>What the division has of the indicator now (现状).</summary>
    Stock,

    /// <summary>Weights of a file (给定份额).</summary>
    Shares,
}

/// <summary>What of a level is spread by the weights.</summary>
public enum AllocationOf
{
    /// <summary>The difference from the present level, which every member keeps (增量).</summary>
    Difference,

    /// <summary>The whole level, as if nobody had anything of it (总量).</summary>
    Level,
}

/// <summary>The words of the above in options and JSON.</summary>
public static class AllocationWords
{
    private static readonly string[] ToWords = ["divisions", "departments", "years", "divisions-years"];
    private static readonly string[] ByWords = ["area", "potential", "stock", "shares"];
    private static readonly string[] OfWords = ["difference", "level"];

    /// <summary>The word.</summary>
    public static string Word(this AllocationTo to) => ToWords[(int)to];

    /// <summary>The word.</summary>
    public static string Word(this AllocationBy by) => ByWords[(int)by];

    /// <summary>The word.</summary>
    public static string Word(this AllocationOf of) => OfWords[(int)of];

    /// <summary>What a word means, or null where it means nothing.</summary>
    public static AllocationTo? ParseTo(string word) => Array.IndexOf(ToWords, word) is >= 0 and var at ? (AllocationTo)at : null;

    /// <summary>What a word means, or null where it means nothing.</summary>
    public static AllocationBy? ParseBy(string word) => Array.IndexOf(ByWords, word) is >= 0 and var at ? (AllocationBy)at : null;

    /// <summary>What a word means, or null where it means nothing.</summary>
    public static AllocationOf? ParseOf(string word) => Array.IndexOf(OfWords, word) is >= 0 and var at ? (AllocationOf)at : null;
}

/// <summary>Who gets a share (分解对象): a division, a department or the region itself. Amounts are in the unit of the allocation.</summary>
/// <param name="Key">Key, e.g. code of the township.</param>
/// <param name="Name">Name.</param>
/// <param name="Weight">Weight, not below 0.</param>
public sealed record AllocationMember(string Key, string Name, decimal Weight)
{
    /// <summary>Present level, or null where it is not known.</summary>
    public decimal? Present { get; init; }

    /// <summary>The most that its level can rise by, or null where there is no bound.</summary>
    public decimal? Bound { get; init; }

    /// <summary>Land area that its rate is taken of, in the unit of the allocation, or null.</summary>
    public decimal? LandArea { get; init; }
}

/// <summary>A line of the decomposition (分解表的一行).</summary>
/// <param name="Key">Key of the member.</param>
/// <param name="Name">Its name.</param>
/// <param name="Year">Year at whose end the value holds, or in which the work is done; null where the plan names none.</param>
/// <param name="Value">Level to be reached by the end of the year, or work to be done in it; null of those who only take part.</param>
/// <param name="Present">Level at the start in whole steps, or null where it is not known or not asked.</param>
/// <param name="Share">Its part of what is spread, of this year.</param>
/// <param name="Rate">The value over the land area in %, or null.</param>
public sealed record AllocationRow(string Key, string Name, int? Year, decimal? Value, decimal? Present, decimal? Share, decimal? Rate)
{
    /// <summary>Of a department: whether it leads; null of others.</summary>
    public bool? Leads { get; init; }
}

using CarbonSink.Growth;
using CarbonSink.Methodologies;

namespace CarbonSink.Projections;

/// <summary>Which of several stands comes first (作业次序); record and area decide between equals.</summary>
public enum StandOrder
{
    /// <summary>The oldest.</summary>
    Oldest,

    /// <summary>The youngest.</summary>
    Youngest,

    /// <summary>The one with least stock compared with its curve.</summary>
    LeastStocked,

    /// <summary>In the order the stands are numbered.</summary>
    Record,
}

/// <summary>Stands that an activity may take (作业对象).</summary>
public sealed record StandFilter
{
    /// <summary>Forest types; empty for any.</summary>
    public IReadOnlyList<string> ForestTypes { get; init; } = [];

    /// <summary>Origins; empty for any.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Least age, years.</summary>
    public int MinAge { get; init; }

    /// <summary>Most age, years.</summary>
    public int MaxAge { get; init; } = int.MaxValue;

    /// <summary>Order in which they are taken.</summary>
    public StandOrder Order { get; init; } = StandOrder.Oldest;

    internal bool Takes(GrowthClass growthClass, int age) =>
        age >= MinAge && age <= MaxAge && (ForestTypes.Count == 0 || ForestTypes.Contains(growthClass.ForestType, StringComparer.Ordinal)) && (Origins.Count == 0 || Origins.Contains(growthClass.Origin, StringComparer.Ordinal));
}

/// <summary>An activity of forestry (经营措施) from one year to another. Every effect is the user's word.</summary>
/// <param name="Kind">Its name in files.</param>
/// <param name="From">First year.</param>
/// <param name="To">Last year.</param>
public abstract record Activity(string Kind, int From, int To)
{
    /// <summary>Area a year, ha; null for all that qualifies.</summary>
    public double? AreaHaPerYear { get; init; }

    /// <summary>Whether the year is one of its own.</summary>
    public bool IsIn(int year) => year >= From && year <= To;
}

/// <summary>Planting of land (造林): what is preserved becomes a stand of age 0 in that year, the rest stays land.</summary>
/// <param name="From">First year.</param>
/// <param name="To">Last year.</param>
/// <param name="LandClasses">Land classes to plant.</param>
/// <param name="GrowthClass">What is planted.</param>
/// <param name="PreservedShare">Share of the planted area that is preserved (面积保存率).</param>
public sealed record Planting(int From, int To, IReadOnlyList<string> LandClasses, GrowthClass GrowthClass, double PreservedShare) : Activity("planting", From, To);

/// <summary>Closing of land for natural regeneration (封山育林): after some years it becomes a stand of age 0.</summary>
/// <param name="From">First year.</param>
/// <param name="To">Last year.</param>
/// <param name="LandClasses">Land classes to close.</param>
/// <param name="GrowthClass">What grows there.</param>
/// <param name="AfterYears">Years until the stand is there.</param>
public sealed record Enclosure(int From, int To, IReadOnlyList<string> LandClasses, GrowthClass GrowthClass, int AfterYears) : Activity("enclosure", From, To);

/// <summary>Tending (森林抚育): increments times a factor for some years; each stand once.</summary>
/// <param name="From">First year.</param>
/// <param name="To">Last year.</param>
/// <param name="Stands">Which stands.</param>
/// <param name="IncrementFactor">What increments are multiplied by.</param>
/// <param name="ForYears">For how many years, that of the tending included.</param>
public sealed record Tending(int From, int To, StandFilter Stands, double IncrementFactor, int ForYears) : Activity("tending", From, To);

/// <summary>Thinning (间伐): a share of the stand is taken out; each stand once.</summary>
/// <param name="From">First year.</param>
/// <param name="To">Last year.</param>
/// <param name="Stands">Which stands.</param>
/// <param name="Share">Share of living biomass and volume taken out.</param>
/// <param name="IncrementAfter">What increments are multiplied by from then on; 1 where the remaining trees grow as much as the whole stand did.</param>
/// <param name="Products">What becomes of the wood.</param>
public sealed record Thinning(int From, int To, StandFilter Stands, double Share, double IncrementAfter, IReadOnlyList<ProductShare> Products) : Activity("thinning", From, To);

/// <summary>Final felling (主伐) of stands of an age, by area or volume a year, and what comes after.</summary>
/// <param name="From">First year.</param>
/// <param name="To">Last year.</param>
/// <param name="Stands">Which stands.</param>
/// <param name="Products">What becomes of the wood.</param>
/// <param name="LandClass">Land class where nothing is replanted.</param>
public sealed record Harvest(int From, int To, StandFilter Stands, IReadOnlyList<ProductShare> Products, string LandClass) : Activity("harvest", From, To)
{
    /// <summary>Volume a year, m3; null where the area or all that qualifies is felled.</summary>
    public double? VolumeM3PerYear { get; init; }

    /// <summary>Whether stands are replanted in the same year.</summary>
    public bool Replants { get; init; }

    /// <summary>What is replanted; null for the same growth class.</summary>
    public GrowthClass? ReplantedWith { get; init; }
}

/// <summary>Repair of degraded forest (退化林修复): understocked stands grow at a higher stocking from then on; what they lack now is not made up. Each stand once.</summary>
/// <param name="From">First year.</param>
/// <param name="To">Last year.</param>
/// <param name="Stands">Which stands.</param>
/// <param name="BelowStocking">Stands with less stock than this share of their curve.</param>
/// <param name="ToStocking">Share of the curve's increments they grow by from then on.</param>
public sealed record Repair(int From, int To, StandFilter Stands, double BelowStocking, double ToStocking) : Activity("repair", From, To);

/// <summary>A scenario (情景): activities in the order they are done within a year.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Activities">What is done; at most 64.</param>
public sealed record Scenario(string Id, Bilingual Title, IReadOnlyList<Activity> Activities)
{
    /// <summary>Id of the scenario in which nothing is done.</summary>
    public const string BaselineId = "baseline";

    /// <summary>Nothing is done (无措施基线): always there.</summary>
    public static Scenario Baseline { get; } = new(BaselineId, new("无措施基线", "Baseline: nothing is done"), []);
}

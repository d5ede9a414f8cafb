using System.Collections.ObjectModel;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;

namespace CarbonSink.Balances;

/// <summary>A part of a county's sink (碳汇组成): which land, which pools or gas, and whether it lies within another part.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Land">Land category of <see cref="Lands"/>, or <c>all</c>.</param>
/// <param name="Pools">Pools whose change is counted; none for a gas other than carbon dioxide.</param>
/// <param name="Gas">CO2, CH4, N2O or CO2e.</param>
/// <param name="Within">Id of the component that it is a part of, so that it is listed and not added; null for one that counts.</param>
public sealed record SinkComponent(string Id, Bilingual Title, string Land, CarbonPool Pools, string Gas, string? Within)
{
    /// <summary>Every kind of land.</summary>
    public const string AllLand = "all";

    /// <summary>Components of which its land is no part although the category is the same, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Apart { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Land categories. Source: IPCC 2006 Guidelines vol. 4 ch. 3.</summary>
    public static IReadOnlyList<string> Lands { get; } = ["forest", "cropland", "grassland", "wetland", "settlements", "other"];

    /// <summary>Gases.</summary>
    public static IReadOnlyList<string> Gases { get; } = ["CO2", "CH4", "N2O", "CO2e"];

    /// <summary>Pools on a site.</summary>
    public static IReadOnlyList<CarbonPool> SitePools { get; } = [CarbonPool.AboveGround, CarbonPool.BelowGround, CarbonPool.DeadWood, CarbonPool.Litter, CarbonPool.SoilOrganicCarbon];

    /// <summary>Whether it is added up.</summary>
    public bool Counts => Within is null;

    /// <summary>Whether both count the same tonnes: the same land, the same gas, and of carbon dioxide the same pools.</summary>
    public bool Overlaps(SinkComponent other) =>
        Counts && other.Counts && !Apart.ContainsKey(other.Id) && !other.Apart.ContainsKey(Id)
        && (Land == other.Land || Land == AllLand || other.Land == AllLand)
        && ((HoldsCarbon && other.HoldsCarbon && (Pools & other.Pools) != CarbonPool.None) || (OtherGases & other.OtherGases) != 0);

    /// <summary>Whether another component holds all that it counts: its land, its gases, and of carbon dioxide its pools.</summary>
    public bool IsPartOf(SinkComponent other) =>
        (Land == other.Land || other.Land == AllLand) && (OtherGases & ~other.OtherGases) == 0 && (!HoldsCarbon || (other.HoldsCarbon && (Pools & ~other.Pools) == CarbonPool.None));

    /// <summary>Whether the change of a pool on some land is counted in it.</summary>
    public bool Covers(string land, CarbonPool pool) => Counts && HoldsCarbon && (Land == land || Land == AllLand) && (Pools & pool) == pool;

    private bool HoldsCarbon => Gas is "CO2" or "CO2e";

    /// <summary>1 for methane, 2 for nitrous oxide.</summary>
    private int OtherGases => Gas switch { "CH4" => 1, "N2O" => 2, "CO2e" => 3, _ => 0 };
}

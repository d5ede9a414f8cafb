namespace CarbonSink.Estimation;

/// <summary>What became of the stock on a restoration site beside control land (修复成效).</summary>
/// <param name="Site">Its name.</param>
/// <param name="Land">Its land before and after.</param>
/// <param name="ControlHa">Control land of the classes that the site had in the old survey, ha.</param>
/// <param name="ExpectedCarbonTC">Change of carbon that the site would have had if each of its old classes had changed per hectare as on the control land, tC; null where a class has no control.</param>
public sealed record SiteEffect(string Site, LandTransition Land, ExactSum ControlHa, double? ExpectedCarbonTC)
{
    /// <summary>What became of its land, by class before and after.</summary>
    public IReadOnlyList<LandTransition> Transitions { get; init; } = [];

    /// <summary>Change of carbon on the land of the site that can be compared, tC.</summary>
    public double ChangeTC => Land.ChangeTC.ToDouble();

    /// <summary>Change beyond that of the control land as CO2, t: a difference of differences, no proof of a cause; null without control.</summary>
    public double? EffectCo2eT => ExpectedCarbonTC is { } expected ? (ChangeTC - expected) * StockChange.Co2PerCarbon : null;

    /// <summary>Sets sites beside control land, class by class of the old survey.</summary>
    /// <param name="sites">Changes on each site.</param>
    /// <param name="control">Change on the control land.</param>
    public static IReadOnlyList<SiteEffect> Of(IEnumerable<(string Site, StockChange Change)> sites, StockChange control)
    {
        var byClass = control.Transitions.GroupBy(t => t.From, StringComparer.Ordinal).ToDictionary(g => g.Key, g => StockChange.Sum(g), StringComparer.Ordinal);
        return [.. sites.Select(s => Of(s.Site, s.Change, byClass))];
    }

    private static SiteEffect Of(string site, StockChange change, Dictionary<string, LandTransition> control)
    {
        var (hectares, expected) = (ExactSum.Zero, (double?)0.0);
        foreach (var own in change.Transitions.GroupBy(t => t.From, StringComparer.Ordinal).Select(g => (g.Key, Land: StockChange.Sum(g))))
        {
            if (own.Land.ComparedHa.IsZero)
                continue;
            if (!control.TryGetValue(own.Key, out var land) || land.ComparedHa.ToDouble() <= 0)
            {
                expected = null;
                continue;
            }

            hectares += land.ComparedHa;
            expected += own.Land.ComparedHa.ToDouble() * land.ChangeTC.ToDouble() / land.ComparedHa.ToDouble();
        }

        return new(site, change.Total, hectares, expected) { Transitions = change.Transitions };
    }
}

using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>Gathers what rules ask of parcels (地块事实).</summary>
internal static class ParcelFactsOf
{
    private static readonly EligibilityPredicate[] OfColumns =
        [EligibilityPredicate.YearsSinceMin, EligibilityPredicate.ShareMax, EligibilityPredicate.ValueMin, EligibilityPredicate.ValueMax, EligibilityPredicate.CodeIn, EligibilityPredicate.CodeNotIn];

    private static readonly EligibilityPredicate[] OfLayers = [EligibilityPredicate.OverlapMax, EligibilityPredicate.OverlapMin];

    /// <summary>Columns that rules look at and the parcels have, with their units.</summary>
    public static Dictionary<string, string?> Columns(ProjectParcels parcels, IEnumerable<EligibilityRule> rules) =>
        Subjects(rules).Where(parcels.Has).ToDictionary(c => c, parcels.UnitOf, StringComparer.Ordinal);

    /// <summary>The facts of every parcel, in their order.</summary>
    public static IReadOnlyList<ParcelFacts> All(ProjectParcels parcels, IReadOnlyCollection<EligibilityRule> rules, LandCover cover, Func<ProjectParcel, IReadOnlyDictionary<string, string>> evidence)
    {
        string[] columns = [.. Columns(parcels, rules).Keys];
        var covers = new List<(string Subject, CoveredArea Area)>();
        foreach (var rule in rules.Where(r => OfLayers.Contains(r.Predicate)).DistinctBy(r => r.SubjectText))
            if (parcels.HasGeometry && cover.Of(rule.Subject) is { } area)
                covers.Add((rule.SubjectText, area));
        return [.. parcels.Parcels.Select(p => new ParcelFacts(p.Key, p.AreaHa * 10000, p.PartsM2)
        {
            Columns = columns.ToDictionary(c => c, c => parcels.Text(c, p), StringComparer.Ordinal),
            Evidence = evidence(p),
            CoveredM2 = covers.ToDictionary(c => c.Subject, c => c.Area.CoveredHa[p.Row] * 10000, StringComparer.Ordinal),
        })];
    }

    private static IEnumerable<string> Subjects(IEnumerable<EligibilityRule> rules) => rules.Where(r => OfColumns.Contains(r.Predicate)).Select(r => r.Subject[0]).Distinct(StringComparer.Ordinal);
}

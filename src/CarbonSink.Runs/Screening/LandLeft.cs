using CarbonSink.Geometry;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>What is left of parcels after layers were taken out, and what rules ask of it (扣除后的土地).</summary>
/// <param name="M2">What is left of each parcel, m².</param>
/// <param name="PartsM2">Its connected parts, m².</param>
/// <param name="Excluded">How much each layer covers, m², where it covers anything; layers may overlap.</param>
/// <param name="CoveredM2">How much of what is left lies in the layers of a rule, by its subject.</param>
/// <param name="Rest">The polygons left; null where no layer was taken out.</param>
internal sealed record LandLeft(IReadOnlyList<double> M2, IReadOnlyList<IReadOnlyList<double>> PartsM2, IReadOnlyList<IReadOnlyList<(string Role, double M2)>> Excluded, IReadOnlyList<IReadOnlyDictionary<string, double>> CoveredM2, OverlayPieces? Rest)
{
    /// <summary>Measures: layers that a rule wants parcels to lie in stay, all others are taken out.</summary>
    public static LandLeft Of(ProjectParcels parcels, IReadOnlyList<EligibilityRule> rules, LandCover cover)
    {
        var wanted = rules.Where(r => r.Predicate == EligibilityPredicate.OverlapMin).SelectMany(r => r.Subject).ToHashSet(StringComparer.Ordinal);
        string[] exclude = [.. cover.Roles.Where(r => !wanted.Contains(r)).Order(StringComparer.Ordinal)];
        var taken = cover.Of(exclude);
        var measure = new EllipsoidalArea(parcels.Table.Reference!);
        var pieces = taken?.Rest.First.Select((row, piece) => (row, piece)).ToDictionary(p => p.row, p => p.piece);
        var byRole = exclude.Select(r => (Role: r, Cover: cover.Of([r])!)).ToList();
        double M2(ProjectParcel p) => taken is null ? p.AreaHa * 10000 : Math.Max(0, p.AreaHa - taken.CoveredHa[p.Row]) * 10000;
        IReadOnlyList<double> Parts(ProjectParcel p) => taken is null || taken.CoveredHa[p.Row] == 0 ? p.PartsM2! : pieces!.TryGetValue(p.Row, out var piece) ? measure.PartAreas(taken.Rest.Polygons, piece, out _) : [];

        // What of the rest lies in a layer: covered by both together less covered by what was taken out.
        var subjects = rules.Where(r => r.Predicate is EligibilityPredicate.OverlapMin or EligibilityPredicate.OverlapMax).DistinctBy(r => r.SubjectText)
            .Select(r => (r.SubjectText, Both: r.Subject.Any(cover.Roles.Contains) ? cover.Of([.. r.Subject, .. exclude]) : null)).Where(s => s.Both is not null).ToList();
        IReadOnlyDictionary<string, double> Covered(ProjectParcel p) => subjects.ToDictionary(s => s.SubjectText, s => Math.Max(0, s.Both!.CoveredHa[p.Row] - (taken?.CoveredHa[p.Row] ?? 0)) * 10000, StringComparer.Ordinal);
        return new(
            [.. parcels.Parcels.Select(M2)],
            [.. parcels.Parcels.Select(Parts)],
            [.. parcels.Parcels.Select(p => (IReadOnlyList<(string, double)>)[.. byRole.Where(r => r.Cover.CoveredHa[p.Row] > 0).Select(r => (r.Role, r.Cover.CoveredHa[p.Row] * 10000))])],
            [.. parcels.Parcels.Select(Covered)],
            taken?.Rest);
    }
}

using CarbonSink.Geometry;
using CarbonSink.Projects;
using CarbonSink.Quantities;

namespace CarbonSink.Runs;

/// <summary>What is left of a parcel and what was taken out of it (扣除后的地块).</summary>
/// <param name="M2">What is left, m².</param>
/// <param name="PartsM2">Its connected parts, m².</param>
/// <param name="Excluded">How much each layer covers of the whole parcel, m², where it covers anything; layers may overlap.</param>
/// <param name="OutsideM2">How much of the whole parcel lies outside the county.</param>
/// <param name="Earlier">Land that earlier parcels have too, m², by their keys; land of several under the first of them.</param>
/// <param name="Small">How many parts of the rest are too small.</param>
/// <param name="SmallM2">Their area.</param>
/// <param name="CoveredM2">How much of what is left lies in the layers of a rule, by its subject.</param>
/// <param name="Land">The polygon left; null where nothing is.</param>
internal sealed record ParcelLeft(double M2, IReadOnlyList<double> PartsM2, IReadOnlyList<(string Role, double M2)> Excluded, double OutsideM2, IReadOnlyList<(string Key, double M2)> Earlier, int Small, double SmallM2, IReadOnlyDictionary<string, double> CoveredM2, PolygonColumn? Land);

/// <summary>
/// What is left of parcels: layers, land outside the county, land that an earlier parcel has too, and then parts that are too small are taken out (扣除).
/// Layers that a rule wants parcels to lie in stay.
/// </summary>
internal sealed class LandLeft
{
    /// <summary>Less than this is rounding at corners, m².</summary>
    public const double SmallestM2 = 0.01;

    private const double Rounding = 1e-6; // as rules allow measured areas

    private readonly ProjectParcels parcels;
    private readonly EllipsoidalArea measure;
    private readonly CoveredArea? taken;
    private readonly CoveredArea? inside;
    private readonly List<(string Role, CoveredArea Cover)> byRole;
    private readonly List<(string Subject, CoveredArea Both)> subjects;
    private readonly Dictionary<int, List<ProjectParcel>> earlier = [];

    private LandLeft(ProjectParcels parcels, IReadOnlyList<EligibilityRule> rules, LandCover cover, string? boundary, CancellationToken stop)
    {
        this.parcels = parcels;
        measure = new(parcels.Table.Reference!);
        var wanted = rules.Where(r => r.Predicate == EligibilityPredicate.OverlapMin).SelectMany(r => r.Subject).ToHashSet(StringComparer.Ordinal);
        string[] exclude = [.. cover.Roles.Where(r => !wanted.Contains(r)).Order(StringComparer.Ordinal)];
        taken = cover.Of(exclude);
        inside = boundary is null ? null : cover.Measure([boundary]);
        byRole = [.. exclude.Select(r => (r, cover.Of([r])!))];

        // What of the rest lies in a layer: the rest less what lies neither in it nor in what was taken out.
        subjects = [.. rules.Where(r => r.Predicate is EligibilityPredicate.OverlapMin or EligibilityPredicate.OverlapMax).DistinctBy(r => r.SubjectText).Where(r => r.Subject.Any(cover.Roles.Contains)).Select(r => (r.SubjectText, cover.Of([.. r.Subject, .. exclude])!))];
        var byRow = parcels.Parcels.ToDictionary(p => p.Row);
        foreach (var overlap in OverlapSearch.Within(parcels.Layer!, measure, stop: stop))
            if (overlap.SquareMetres > SmallestM2 && byRow.TryGetValue(overlap.First, out var first) && byRow.ContainsKey(overlap.Second))
            {
                if (!earlier.TryGetValue(overlap.Second, out var list))
                    earlier[overlap.Second] = list = [];
                list.Add(first);
            }
    }

    /// <summary>Measures every parcel, in their order.</summary>
    public static IReadOnlyList<ParcelLeft> Of(ProjectParcels parcels, IReadOnlyList<EligibilityRule> rules, LandCover cover, string? boundary, CancellationToken stop = default)
    {
        var left = new LandLeft(parcels, rules, cover, boundary, stop);
        var limits = rules.Where(r => r is { Predicate: EligibilityPredicate.PartAreaMin, Limit: not null }).Select(r => r.Unit.Convert(r.Limit!.Value, Unit.Parse("m2"))).DefaultIfEmpty(0);
        return [.. parcels.Parcels.Select(p => left.Parcel(p, limits.Max() * (1 - Rounding)))];
    }

    private ParcelLeft Parcel(ProjectParcel parcel, double leastM2)
    {
        var row = parcel.Row;
        var coveredM2 = (taken?.CoveredHa[row] ?? 0) * 10000;
        var (m2, land) = (parcel.AreaHa * 10000, (PolygonColumn?)LandPieces.One(parcels.Layer!.Polygons, row));
        if (coveredM2 > 0)
            (m2, land) = (Math.Max(0, m2 - coveredM2), RestOf(taken!, row));
        var outsideM2 = inside is null ? 0 : (inside.Ha[row] - inside.CoveredHa[row]) * 10000;
        if (outsideM2 > SmallestM2 && land is not null && RestOf(inside!, row) is { } outside)
            (m2, land) = Cut(land, outside, 0);
        else if (outsideM2 <= SmallestM2)
            outsideM2 = 0;
        var common = new List<(string, double)>();
        var (ownM2, own) = (parcel.AreaHa * 10000, (PolygonColumn?)LandPieces.One(parcels.Layer!.Polygons, row));
        foreach (var other in earlier.GetValueOrDefault(row) ?? [])
        {
            var beforeM2 = ownM2;
            if (own is not null)
                (ownM2, own) = Cut(own, parcels.Layer!.Polygons, other.Row);
            if (land is not null)
                (m2, land) = Cut(land, parcels.Layer!.Polygons, other.Row);
            if (beforeM2 - ownM2 > SmallestM2)
                common.Add((other.Key, beforeM2 - ownM2));
        }

        var (small, smallM2) = (0, 0d);
        if (land is not null && leastM2 > 0)
        {
            (land, small, smallM2) = LandPieces.WithoutSmallParts(land, leastM2, measure);
            m2 = Math.Max(0, m2 - smallM2);
        }

        if (m2 <= SmallestM2)
            (m2, land) = (0, null);
        var whole = coveredM2 == 0 && outsideM2 == 0 && common.Count == 0 && small == 0;
        return new(
            m2,
            whole ? parcel.PartsM2! : land is null ? [] : [.. measure.PartAreas(land, 0, out _).Where(part => part > SmallestM2)],
            [.. byRole.Where(r => r.Cover.CoveredHa[row] > 0).Select(r => (r.Role, r.Cover.CoveredHa[row] * 10000))],
            outsideM2, common, small, smallM2,
            subjects.ToDictionary(s => s.Subject, s => land is null ? 0 : Within(s.Both, land, row, m2), StringComparer.Ordinal),
            land);
    }

    /// <summary>How much of what is left lies in layers: the rest less what lies outside of them.</summary>
    private double Within(CoveredArea both, PolygonColumn land, int row, double m2)
    {
        if (both.CoveredHa[row] <= (taken?.CoveredHa[row] ?? 0))
            return 0;
        var covered = RestOf(both, row) is { } free ? Cut(land, free, 0).M2 : m2;
        return covered > SmallestM2 ? Math.Min(covered, m2) : 0;
    }

    /// <summary>The piece of a row: pieces stand in the order of the rows, one for each.</summary>
    private static PolygonColumn? RestOf(CoveredArea cover, int row)
    {
        var (low, high) = (0, cover.Rest.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = cover.Rest.First[middle] < row ? (middle + 1, high) : (low, middle);
        }

        return low < cover.Rest.Count && cover.Rest.First[low] == row ? LandPieces.One(cover.Rest.Polygons, low) : null;
    }

    private (double M2, PolygonColumn? Land) Cut(PolygonColumn land, PolygonColumn other, int record) =>
        LandPieces.Without(land, 0, other, record) is { } rest && measure.Measure(rest, 0, out _) is > SmallestM2 and var m2 ? (m2, rest) : (0, null);
}

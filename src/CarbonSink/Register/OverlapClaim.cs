using CarbonSink.Geometry;

namespace CarbonSink.Register;

/// <summary>Searches the register's claims for land that is claimed twice (重叠主张).</summary>
/// <remarks>
/// Areas are those of CGCS2000, of boundaries whose edges are straight in longitude and latitude. A common part counts where it is larger than <see cref="LeastM2"/> and on average at least <see cref="SliverWidthM"/> wide
/// (a part of it is: twice its area over its border); smaller ones are summed up by other project in a finding with <see cref="OverlapFinding.Slivers"/>. Below 0.01 m², what rounding leaves along a border, parcels touch.
/// A boundary that cannot be read or is invalid should have been refused by <see cref="ClaimBoundary.BoxOf"/>; here it counts as its box.
/// </remarks>
public static class OverlapClaim
{
    /// <summary>Mean width in metres below which a common part is a sliver: that of the data check.</summary>
    public const double SliverWidthM = CoverageCheck.SliverWidth;

    /// <summary>Area in m² up to which a common part is a sliver.</summary>
    public const double LeastM2 = 1;

    private const double RoundingM2 = 0.01;

    /// <summary>Overlaps of a project's parcels with the claims of other projects of all programmes, tombstones included, and among themselves; ordered by parcel, other project, other parcel.</summary>
    /// <param name="state">The register.</param>
    /// <param name="project">Id of the project the parcels belong to; its own claims in the register are passed over.</param>
    /// <param name="parcels">The parcels.</param>
    public static IReadOnlyList<OverlapFinding> Find(IRegisterReading state, string project, IReadOnlyList<ParcelClaim> parcels)
    {
        var (near, pairs) = Near(state, project, parcels);
        if (near.Count == 0 && parcels.Count < 2)
            return [];
        var (own, others) = (ClaimedLand.Of(parcels), ClaimedLand.Of(near));
        var (found, slivers) = (new List<OverlapFinding>(), new Dictionary<(string Programme, string Project, ClaimState State), (int Count, double M2)>());
        var common = new CommonLand();
        foreach (var (record, other) in pairs)
            Tell(own, record, others, other);
        foreach (var (record, other) in own.Pairs())
            Tell(own, record, own, other);
        found.AddRange(slivers.Select(s => new OverlapFinding("", s.Key.Programme, s.Key.Project, "", s.Key.State, Whole(s.Value.M2), 0, null, null, [], false) { Slivers = s.Value.Count }));
        found.Sort(Compare);
        return found;

        void Tell(ClaimedLand a, int record, ClaimedLand b, int other)
        {
            if (common.Of(a, record, b, other) is not ({ } m2 and >= RoundingM2, var width))
                return;
            var (parcel, claim) = (a.Claims[record], b.Claims[other]);
            if (m2 > LeastM2 && width >= SliverWidthM)
            {
                found.Add(Finding(parcel, claim, m2, a.SquareMetres(record)));
                return;
            }

            var key = (claim.Programme, claim.Project, claim.State);
            var sum = slivers.GetValueOrDefault(key);
            slivers[key] = (sum.Count + 1, sum.M2 + m2);
        }
    }

    private static (List<ParcelClaim> Claims, List<(int Own, int Other)> Pairs) Near(IRegisterReading state, string project, IReadOnlyList<ParcelClaim> own)
    {
        var (claims, places, pairs) = (new List<ParcelClaim>(), new Dictionary<(string, string), int>(), new List<(int, int)>());
        for (var i = 0; i < own.Count; i++)
        {
            foreach (var claim in state.ClaimsNear(own[i].Box))
            {
                if (claim.Project == project)
                    continue;
                if (!places.TryGetValue((claim.Project, claim.Parcel), out var place))
                {
                    places.Add((claim.Project, claim.Parcel), place = claims.Count);
                    claims.Add(claim);
                }

                pairs.Add((i, place));
            }
        }

        return (claims, pairs);
    }

    private static OverlapFinding Finding(ParcelClaim parcel, ParcelClaim other, double m2, double ownM2)
    {
        var days = parcel.Span.Common(other.Span);
        string[] pools = [.. parcel.Pools.Intersect(other.Pools, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var sameTenure = !string.IsNullOrWhiteSpace(parcel.Tenure) && parcel.Tenure == other.Tenure;
        return new(parcel.Parcel, other.Programme, other.Project, other.Parcel, other.State, Whole(m2), Math.Min(1_000_000, Whole(1e6 * m2 / ownM2)), days?.From, days?.To, pools, sameTenure);
    }

    private static long Whole(double value) => (long)Math.Round(value, MidpointRounding.AwayFromZero);

    private static int Compare(OverlapFinding a, OverlapFinding b)
    {
        var order = string.CompareOrdinal(a.Parcel, b.Parcel);
        order = order != 0 ? order : string.CompareOrdinal(a.OtherProject, b.OtherProject);
        order = order != 0 ? order : string.CompareOrdinal(a.OtherParcel, b.OtherParcel);
        return order != 0 ? order : a.OtherState.CompareTo(b.OtherState);
    }
}

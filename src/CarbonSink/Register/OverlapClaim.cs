using CarbonSink.Geometry;

namespace CarbonSink.Register;

/// <summary>Searches the register's claims for land that is claimed twice (重叠主张).</summary>
/// <remarks>
/// Areas are those of CGCS2000, of boundaries whose edges are straight in longitude and latitude. A common part counts where it is larger than <see cref="LeastM2"/> and on average at least <see cref="SliverWidthM"/> wide
/// (a part of it is: twice its area over its border); smaller ones are summed up by other project in a finding with <see cref="OverlapFinding.Slivers"/>,
/// and count together where they exceed both <see cref="LeastM2"/> and <see cref="SliverShare"/> of the smaller side: land cut into strips is land. Below 0.01 m², what rounding leaves along a border, parcels touch.
/// A boundary that cannot be read or is invalid should have been refused by <see cref="ClaimBoundary.BoxOf"/>; here it counts as its box.
/// </remarks>
public static class OverlapClaim
{
    /// <summary>Mean width in metres below which a common part is a sliver: that of the data check.</summary>
    public const double SliverWidthM = CoverageCheck.SliverWidth;

    /// <summary>Area in m² up to which a common part is a sliver.</summary>
    public const double LeastM2 = 1;

    /// <summary>Share of the own, and of the other project's nearby, land up to which slivers with one project are no more than inaccurate borders.</summary>
    public const double SliverShare = 0.001;

    private const double RoundingM2 = 0.01;

    /// <summary>Overlaps of a project's parcels with the claims of other projects of all programmes, tombstones included and withdrawn drafts left out, and among themselves; ordered by parcel, other project, other parcel.</summary>
    /// <param name="state">The register.</param>
    /// <param name="project">Id of the project the parcels belong to; its own claims in the register are passed over.</param>
    /// <param name="parcels">The parcels.</param>
    public static IReadOnlyList<OverlapFinding> Find(IRegisterReading state, string project, IReadOnlyList<ParcelClaim> parcels)
    {
        var (near, pairs) = Near(state, project, parcels);
        if (near.Count == 0 && parcels.Count < 2)
            return [];
        var (own, others) = (ClaimedLand.Of(parcels), ClaimedLand.Of(near));
        var (found, slivers) = (new List<OverlapFinding>(), new Dictionary<(string Project, ClaimState State), SliverSum>());
        var common = new CommonLand();
        foreach (var (record, other) in pairs)
            Tell(own, record, others, other);
        foreach (var (record, other) in own.Pairs())
            Tell(own, record, own, other);
        found.AddRange(slivers.Values.Select(s => s.Finding(Land(own, _ => true), Land(s.Other.Project == project ? own : others, c => c.Project == s.Other.Project))));
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

            if (!slivers.TryGetValue((claim.Project, claim.State), out var sum))
                slivers.Add((claim.Project, claim.State), sum = new(parcel, claim));
            sum.Add(m2);
        }
    }

    private static (List<ParcelClaim> Claims, List<(int Own, int Other)> Pairs) Near(IRegisterReading state, string project, IReadOnlyList<ParcelClaim> own)
    {
        var (claims, places, pairs) = (new List<ParcelClaim>(), new Dictionary<(string, string), int>(), new List<(int, int)>());
        for (var i = 0; i < own.Count; i++)
        {
            foreach (var claim in state.ClaimsNear(own[i].Box))
            {
                if (claim.Project == project || claim.State == ClaimState.Withdrawn)
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

    private static double Land(ClaimedLand land, Func<ParcelClaim, bool> which) => Enumerable.Range(0, land.Claims.Count).Where(i => which(land.Claims[i])).Sum(land.SquareMetres);

    private static OverlapFinding Finding(ParcelClaim parcel, ParcelClaim other, double m2, double ownM2)
    {
        var days = parcel.Span.Common(other.Span);
        string[] pools = [.. parcel.Pools.Intersect(other.Pools, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var sameTenure = !string.IsNullOrWhiteSpace(parcel.Tenure) && Bodies.Plain(parcel.Tenure) == Bodies.Plain(other.Tenure ?? string.Empty);
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

    /// <summary>Slivers with one other project, and the first pair of parcels that has one.</summary>
    private sealed class SliverSum(ParcelClaim parcel, ParcelClaim other)
    {
        private int count;
        private double sum;

        public ParcelClaim Other => other;

        public void Add(double m2) => (count, sum) = (count + 1, sum + m2);

        /// <summary>One that counts has a share and the days; one within the tolerance has neither.</summary>
        public OverlapFinding Finding(double ownM2, double otherM2) => sum <= Math.Max(LeastM2, SliverShare * Math.Min(ownM2, otherM2))
            ? new(string.Empty, other.Programme, other.Project, string.Empty, other.State, Whole(sum), 0, null, null, [], false) { Slivers = count }
            : Counted(OverlapClaim.Finding(parcel, other, sum, ownM2));

        private OverlapFinding Counted(OverlapFinding whole) => whole with { ShareMillionths = Math.Max(1, whole.ShareMillionths), Slivers = count };
    }
}

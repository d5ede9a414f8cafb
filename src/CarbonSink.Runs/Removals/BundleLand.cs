using CarbonSink.Findings;
using CarbonSink.Gis;

namespace CarbonSink.Runs;

/// <summary>Land that several sub-projects of a bundle count (打捆项目的重复土地).</summary>
internal static class BundleLand
{
    private const double SmallestM2 = 1; // borders digitised apart differ by less

    /// <summary>Tells parcels that lie in another sub-project too.</summary>
    /// <exception cref="RefusedInputException">A layer cannot be read.</exception>
    public static void Tell(IReadOnlyList<(ProjectFile File, ProjectParcels Parcels)> projects, FindingLog findings, CancellationToken stop)
    {
        for (var i = 0; i < projects.Count; i++)
            for (var j = i + 1; j < projects.Count; j++)
                Tell(projects[i], projects[j], findings, stop);
    }

    private static void Tell((ProjectFile File, ProjectParcels Parcels) one, (ProjectFile File, ProjectParcels Parcels) other, FindingLog findings, CancellationToken stop)
    {
        void Common(ProjectParcel parcel, double m2) => findings.Add(ProjectCheckFindings.BundledLand, one.Parcels.File, parcel.Record, null, parcel.Key, parcel.Key, one.File.Id, other.File.Id, $"{m2:0.#}");
        if (!one.Parcels.HasGeometry || !other.Parcels.HasGeometry)
        {
            if (string.Equals(one.File.Parcels!.Path, other.File.Parcels!.Path, StringComparison.Ordinal))
                foreach (var parcel in one.Parcels.Parcels)
                    Common(parcel, parcel.AreaHa * 10000);
            else
                findings.Add(new Finding(ProjectCheckFindings.BundledLandUnknown, ProjectFile.FileName, null, "projects", null, one.File.Id, other.File.Id));
            return;
        }

        // Coordinates of the other are brought to the reference of the first in place, so it is read anew; what is wrong with it was told when its project was read.
        var source = other.File.Parcels!;
        var cover = CoveredArea.Of(one.Parcels.Table, [PolygonTable.Read(source.Path, null, source.Encoding, source.Crs, _ => [], new(), stop)], new(), stop);
        foreach (var parcel in one.Parcels.Parcels)
            if (cover.CoveredHa[parcel.Row] * 10000 is var m2 && m2 > SmallestM2)
                Common(parcel, m2);
    }
}

using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;

namespace CarbonSink.Runs;

/// <summary>From cells to hectares on the ellipsoid. Cells of longitude and latitude have their true areas already; those of a projection are multiplied by the zone's own ellipsoidal area over its planar one.</summary>
internal sealed class ZoneAreas
{
    private const double SquareMetresPerHectare = 10_000;

    private readonly EllipsoidalArea? ellipsoidal;
    private readonly EllipsoidalArea? planar;
    private readonly double? degrees;
    private readonly double squareMetresPerUnit = 1;

    /// <summary>Prepares for a raster; why there can be no hectares is a finding.</summary>
    public ZoneAreas(IRasterReader raster, FindingLog findings)
    {
        if (raster.CoordinateReference is not { } reference)
        {
            findings.Add(new Finding(ZonalFindings.AreaUnknown, raster.Name, null, null, null, raster.Name));
            return;
        }

        if (reference.IsGeographic)
        {
            degrees = 1 / SquareMetresPerHectare;
            return;
        }

        try
        {
            (ellipsoidal, planar) = (new(reference), new(reference, AreaMethod.Planar));
            squareMetresPerUnit = reference.MetresPerUnit * reference.MetresPerUnit;
        }
        catch (RefusedInputException e)
        {
            findings.Add(new Finding(ZonalFindings.AreaUnknown, raster.Name, null, null, null, e.Finding.Message("en")));
        }
    }

    /// <summary>Whether hectares can be had at all.</summary>
    public bool AreKnown => degrees is not null || ellipsoidal is not null;

    /// <summary>Hectares to a unit of the cells' area; null where they cannot be had.</summary>
    public double? Factor(PolygonColumn polygons, int zone)
    {
        if (degrees is not null || ellipsoidal is null)
            return degrees;
        var (round, flat) = (ellipsoidal.Measure(polygons, zone, out var flags), planar!.Measure(polygons, zone, out _));
        return flat > 0 && round > 0 && (flags & (AreaFlags.NotFinite | AreaFlags.OutOfRange)) == AreaFlags.None ? round / flat * squareMetresPerUnit / SquareMetresPerHectare : null;
    }
}

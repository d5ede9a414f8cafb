using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>Zones as they are laid over a raster: valid ones as they are, invalid ones repaired, each with a finding that says why and where. One per thread.</summary>
/// <param name="grid">The raster's cells.</param>
/// <param name="layer">Name of the layer.</param>
/// <param name="findings">Receives what is wrong.</param>
internal sealed class SoundZones(RasterGrid grid, string layer, FindingLog findings)
{
    private readonly PolygonRepair repair = new();

    /// <summary>The polygon to use and its place; valid until the next call.</summary>
    public (PolygonColumn Polygons, int Index) Of(PolygonColumn polygons, int zone, long record)
    {
        var treatment = repair.Take(polygons, zone);
        if (treatment.Fault is not { Defect: not ValidityDefect.NotFinite } fault)
            return (polygons, zone); // what has no numbers is told of where it is laid over the raster
        var (x, y) = (Text(fault.X), Text(fault.Y));
        if (!treatment.IsRepaired)
        {
            findings.Add(ZonalFindings.HoleOutside, layer, record, null, null, x, y);
            return (polygons, zone);
        }

        var reason = TopologyCheck.Reason(fault.Defect);
        if (treatment.AreaAfter > 0)
            findings.Add(ZonalFindings.Repaired, layer, record, null, null, reason.Zh, x, y, reason.En, Text(treatment.AreaBefore / grid.CellArea), Text(treatment.AreaAfter / grid.CellArea));
        else
            findings.Add(ZonalFindings.NothingLeft, layer, record, null, null, reason.Zh, x, y, reason.En);
        return (repair.Repaired, 0);
    }

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "—";
}

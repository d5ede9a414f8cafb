using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>One thread's way through units: the covered cells are found once, and every figure of the terrain is taken from them.</summary>
internal sealed class TerrainPass
{
    private const double LeastConcentration = 1e-9;
    private const double LeastPart = 1e-9;
    private static readonly string[] Octants = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];
    private static readonly TerrainBand[] Derived = [.. Enum.GetValues<TerrainBand>().Where(b => b != TerrainBand.Elevation)];

    private readonly ZonePass pass;
    private readonly SoundZones sound;
    private readonly ZoneAreas areas;
    private readonly ZonalAccumulator[] figures;
    private readonly string layer;

    public TerrainPass(RasterGrid grid, RasterBlockCache blocks, ZoneAreas areas, double[] rowArea, string layer)
    {
        (this.areas, this.layer) = (areas, layer);
        figures = [.. Derived.Select(b => new ZonalAccumulator(b is TerrainBand.Octant or TerrainBand.ElevationBand ? ZonalFigures.Classes : ZonalFigures.None, rowArea))];
        pass = new(grid, blocks, null, ZonalFigures.Extremes, rowArea, layer) { Cells = Take };
        sound = new(grid, layer, pass.Findings);
    }

    /// <summary>What was remarkable.</summary>
    public FindingLog Findings => pass.Findings;

    /// <summary>The terrain of a unit.</summary>
    public TerrainRecord Of(PolygonColumn polygons, int zone, long record)
    {
        var (column, index) = sound.Of(polygons, zone, record);
        foreach (var figure in figures)
            figure.Clear();
        if (pass.Of(column, index, record) is not { } elevation)
            return new(record, null, null, null, null, null, null, null, null, null, null, []);
        var of = Derived.Zip(figures).ToDictionary(f => f.First, f => f.Second.Result());
        var (slope, sine, cosine, octant) = (of[TerrainBand.Slope], of[TerrainBand.AspectSine].Mean, of[TerrainBand.AspectCosine].Mean, of[TerrainBand.Octant].Majority);
        Tell(elevation, slope, record);
        var concentration = sine is { } s && cosine is { } c ? Math.Sqrt((s * s) + (c * c)) : default(double?);
        var aspect = concentration > LeastConcentration ? ((Math.Atan2(sine!.Value, cosine!.Value) * 180 / Math.PI) + 360) % 360 : default(double?);
        var factor = areas.Factor(column, index);
        var horizontal = elevation.Count > 0 ? elevation.Area * factor : null;
        return new(
            record, elevation.Min, elevation.Mean, elevation.Max, slope.Mean, aspect, concentration, octant is { } o ? Octants[(int)o] : null,
            horizontal, horizontal * of[TerrainBand.SurfaceRatio].Mean, elevation.NoDataArea * factor, [.. of[TerrainBand.ElevationBand].Classes.Select(b => new ElevationBand(b.Value, b.Area * factor))]);
    }

    private void Take(RasterBlockCache.Entry taken, RasterBlockCache.Entry? none, ReadOnlySpan<CoverageSpan> spans)
    {
        for (var i = 0; i < Derived.Length; i++)
            figures[i].Add(taken[(int)Derived[i]], spans);
    }

    private void Tell(ZonalStatistics elevation, ZonalStatistics slope, long record)
    {
        if (elevation.Count == 0)
            return; // told by the pass
        if (elevation.NoDataCount > 0)
            Findings.Add(TerrainFindings.HeightsMissing, layer, record, null, null, elevation.NoDataCount.ToString("0.####", CultureInfo.InvariantCulture), Percent(elevation.NoDataCount / (elevation.Count + elevation.NoDataCount)));
        if (slope.Count == 0)
            Findings.Add(TerrainFindings.NoSlope, layer, record, null, null);
        else if (1 - (slope.Count / elevation.Count) is > LeastPart and var lacking)
            Findings.Add(TerrainFindings.SlopePartly, layer, record, null, null, Percent(lacking));
    }

    private static string Percent(double part) => (100 * part).ToString("0.##", CultureInfo.InvariantCulture);
}

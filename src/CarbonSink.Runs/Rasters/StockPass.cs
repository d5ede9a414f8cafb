using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Rasters;

namespace CarbonSink.Runs;

/// <summary>The stock of one zone after the other, with the cells that it was made of.</summary>
internal sealed class StockPass
{
    private readonly RasterStockOptions options;
    private readonly ZoneAreas areas;
    private readonly ZonePass pass;
    private readonly SoundZones sound;
    private readonly double[] rowArea;
    private readonly double tonnesPerHectare;
    private readonly string layer;
    private double factor;
    private double lacking;

    public StockPass(IRasterReader raster, IRasterReader? errors, RasterStockOptions options, ZoneAreas areas, string layer)
    {
        (this.options, this.areas, this.layer) = (options, areas, layer);
        tonnesPerHectare = options.Unit == BiomassUnit.KilogramsPerSquareMetre ? 10 : 1;
        rowArea = CellArea.ByRow(raster.Grid, raster.CoordinateReference);
        var (values, weights) = RasterBlockCache.Pair(raster, options.Band - 1, errors);
        pass = new(raster.Grid, values, weights, ZonalFigures.Extremes, rowArea, layer) { Cells = Take };
        sound = new(raster.Grid, layer, pass.Findings);
    }

    /// <summary>The cells with a value of the last zone: row, column, covered part, standard error in t.</summary>
    public List<(int Row, int Column, double Part, double Error)> Cells { get; } = [];

    /// <summary>What was remarkable.</summary>
    public FindingLog Findings => pass.Findings;

    /// <summary>The stock of a zone.</summary>
    public RasterStockFigure Of(PolygonColumn polygons, int zone, long record)
    {
        Cells.Clear();
        var (column, index) = sound.Of(polygons, zone, record);
        if (column.Kinds[index] == GeometryKind.Polygon && areas.Factor(column, index) is null)
        {
            Findings.Add(ZonalFindings.NotTransformed, layer, record, null, null);
            return new(null, options.CarbonFraction, null, null, null, null);
        }

        (factor, lacking) = (areas.Factor(column, index) ?? 0, 0);
        if (pass.Of(column, index, record) is not { } statistics)
            return new(null, options.CarbonFraction, null, null, pass.OutsidePercent, null);
        if (statistics.Min < 0)
            Findings.Add(RasterStockFindings.Negative, layer, record, null, null, $"{statistics.Min:R}");
        if (lacking > 0)
            Findings.Add(RasterStockFindings.StandardErrorMissing, layer, record, null, null, $"{lacking:R}");
        var area = statistics.Area * factor;
        return new(statistics.AreaSum * factor * tonnesPerHectare, options.CarbonFraction, area, statistics.NoDataArea * factor, pass.OutsidePercent, options.StandardError is null ? null : ErrorOf(area));
    }

    private StockError ErrorOf(double areaHa)
    {
        if (lacking > 0 || Cells.Count == 0)
            return new(null, null, null, null);
        var (square, sum) = (0.0, 0.0);
        foreach (var (_, _, _, error) in Cells)
            (square, sum) = (square + (error * error), sum + error);
        return StockSum.ErrorOf(options, areaHa, Math.Sqrt(square), sum);
    }

    private void Take(RasterBlockCache.Entry taken, RasterBlockCache.Entry? errors, ReadOnlySpan<CoverageSpan> spans)
    {
        var values = taken.Block;
        var biomass = values.Values.Span;
        var error = errors is { } e ? e.Block.Values.Span : default;
        foreach (ref readonly var span in spans)
        {
            if (span.Row < values.Row || span.Row >= values.Row + values.Height)
                continue;
            var (first, end) = (Math.Max(span.Column, values.Column), Math.Min(span.Column + span.Length, values.Column + values.Width));
            var tonnes = span.Fraction * (rowArea.Length == 1 ? rowArea[0] : rowArea[span.Row]) * factor * tonnesPerHectare;
            for (var c = first; c < end; c++)
            {
                var at = ((span.Row - values.Row) * values.Width) + c - values.Column;
                if (double.IsNaN(biomass[at]))
                    continue;
                var known = error.IsEmpty || error[at] >= 0;
                lacking += known ? 0 : span.Fraction;
                Cells.Add((span.Row, c, span.Fraction, error.IsEmpty || !known ? 0 : error[at] * tonnes));
            }
        }
    }
}

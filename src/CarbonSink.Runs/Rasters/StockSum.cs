using CarbonSink.Estimation;

namespace CarbonSink.Runs;

/// <summary>Adds up the stock of zones as a whole.</summary>
internal sealed class StockSum(RasterStockOptions options)
{
    private readonly CellSheet sheet = new();
    private ExactSum biomass;
    private ExactSum area;
    private ExactSum none;
    private ExactSum correlated;
    private bool any;
    private bool isErrorMissing;

    /// <summary>What zones hold of each cell.</summary>
    public CellSheet Cells => sheet;

    /// <summary>Adds a zone.</summary>
    /// <param name="zone">Its figure.</param>
    /// <param name="cells">Its cells: row, column, part, standard error in t.</param>
    public void Add(RasterStockFigure zone, List<(int Row, int Column, double Part, double Error)> cells)
    {
        area += zone.AreaHa ?? 0;
        none += zone.NoDataHa ?? 0;
        if (zone.BiomassT is not { } tonnes)
            return;
        any = true;
        biomass += tonnes;
        isErrorMissing |= zone.Error?.FullyCorrelatedT is null;
        correlated += zone.Error?.FullyCorrelatedT ?? 0;
        foreach (var (row, column, part, error) in cells)
            sheet.Add(row, column, part, error);
    }

    /// <summary>The stock of all that was added.</summary>
    public RasterStockFigure Figure()
    {
        double? most = any && !isErrorMissing ? correlated.ToDouble() : null;
        return new(any ? biomass.ToDouble() : null, options.CarbonFraction, area.ToDouble(), none.ToDouble(), null, options.StandardError is null ? null : ErrorOf(options, area.ToDouble(), most is null ? null : sheet.Independent(), most));
    }

    /// <summary>The errors that follow from the two bounds.</summary>
    /// <remarks>Our choice: an area of a circle with the correlation length as radius counts as one independent piece, so n = max(1, area / (π L²)) and se = Σ(area · se) / √n, at least the independent one.</remarks>
    public static StockError ErrorOf(RasterStockOptions options, double areaHa, double? independent, double? correlated)
    {
        if (options.CorrelationLengthM is not { } length)
            return new(independent, correlated, null, null);
        var count = Math.Max(1, areaHa * 10_000 / (Math.PI * length * length));
        var between = correlated / Math.Sqrt(count);
        return new(independent, correlated, independent is { } least && between is { } value ? Math.Max(least, value) : null, count);
    }
}

using CarbonSink.Findings;
using CarbonSink.Plots;

namespace CarbonSink.Runs;

/// <summary>A plot as recorded, sound.</summary>
/// <param name="Record">0-based record.</param>
/// <param name="Id">Number.</param>
/// <param name="Stratum">Stratum, or null.</param>
/// <param name="Cluster">Cluster, or null.</param>
/// <param name="AreaM2">Horizontal area inside the boundary, m²; null for gauge plots and where subplots give it.</param>
/// <param name="Factor">Basal area factor of a gauge plot, m²/ha; or null.</param>
/// <param name="SlopeDegrees">Slope, degrees.</param>
/// <param name="Reduction">What areas as laid out are to be multiplied by: cos θ where sizes are along the slope, times the share inside.</param>
/// <param name="Share">Share inside the boundary.</param>
/// <param name="Recorded">Place and date as recorded.</param>
internal sealed record InventoryPlot(
    long Record, string Id, string? Stratum, string? Cluster, double? AreaM2, double? Factor, double SlopeDegrees, double Reduction, double Share, (string? X, string? Y, string? Date) Recorded)
{
    /// <summary>Horizontal area inside the boundary, ha; or null.</summary>
    public double? AreaHa => AreaM2 / 10000;

    /// <summary>Whether the table says that it has no trees.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Stems per hectare that a tree of a diameter stands for; null where no subplot tallies it. A boundary plot keeps the share of its area inside: each tree stands for more.</summary>
    public double? StemsPerHa(double dbhCm, IReadOnlyList<Subplot> subplots)
    {
        if (Factor is { } factor)
            return AngleGauge.StemsPerHa(factor, dbhCm, SlopeDegrees) / Share;
        if (AreaHa is { } area)
            return 1 / area;
        return subplots.FirstOrDefault(s => s.Takes(dbhCm)) is { } subplot ? subplot.StemsPerHa / Reduction : null;
    }
}

/// <summary>Reads and judges the table of plots.</summary>
internal sealed class InventoryPlots
{
    private const double SmallestM2 = 1;
    private const double LargestM2 = 50000;
    private const double LargestM = 1000;

    private static readonly string[] AlongWords = ["slope", "along slope", "坡面", "坡面距", "坡面距离", "斜距"];
    private static readonly string[] LevelWords = ["horizontal", "水平", "水平距", "水平距离"];
    private static readonly string[] YesWords = ["yes", "true", "1", "是", "无立木"];
    private static readonly string[] NoWords = ["no", "false", "0", "否"];

    private readonly SortedDictionary<string, InventoryPlot> plots = new(StringComparer.Ordinal);

    private InventoryPlots()
    {
    }

    /// <summary>Sound plots in the order of their numbers.</summary>
    public IReadOnlyCollection<InventoryPlot> Sound => plots.Values;

    /// <summary>Every number in the table, sound or not.</summary>
    public HashSet<string> Known { get; } = new(StringComparer.Ordinal);

    public int RowsRead { get; private set; }

    /// <summary>Whether the table tells which plots have no trees: others without a row of trees were not tallied.</summary>
    public bool TellsEmpty { get; private set; }

    public InventoryPlot? this[string id] => plots.GetValueOrDefault(id);

    /// <exception cref="RefusedInputException">The table cannot be read or lacks a column.</exception>
    public static InventoryPlots Read(PlotsOptions options, IReadOnlyList<Subplot> subplots, FindingLog findings)
    {
        var table = FieldTable.Read(
            options.Plots, 1, findings, InventoryFields.Plot, InventoryFields.Stratum, InventoryFields.Cluster, InventoryFields.Radius, InventoryFields.Length, InventoryFields.Width, InventoryFields.AreaM2, InventoryFields.AreaHa,
            InventoryFields.SlopeDegrees, InventoryFields.SlopePercent, InventoryFields.Measured, InventoryFields.Share, InventoryFields.Factor, InventoryFields.X, InventoryFields.Y, InventoryFields.Date, InventoryFields.Empty);
        var result = new InventoryPlots { RowsRead = table.Records.Count, TellsEmpty = table.Has(InventoryFields.Empty) };
        var (rows, unstated) = (new List<(int Row, string Id)>(), 0);
        for (var row = 0; row < table.Records.Count; row++)
        {
            if (table.Text(InventoryFields.Plot, row) is { } id)
                rows.Add((row, id));
            else
                table.Tell(InventoryPlotFindings.NoPlot, row, InventoryFields.Plot, findings);
        }

        foreach (var group in rows.GroupBy(r => r.Id, StringComparer.Ordinal))
        {
            result.Known.Add(group.Key);
            if (group.Count() > 1)
                foreach (var (row, id) in group)
                    table.Tell(InventoryPlotFindings.PlotTwice, row, InventoryFields.Plot, findings, id);
            else if (Plot(table, group.Single().Row, group.Key, options.AlongSlope, subplots, findings, ref unstated) is { } plot)
                result.plots.Add(group.Key, plot);
        }

        if (unstated > 0)
            findings.Add(new Finding(InventoryPlotFindings.MeasuredUnstated, table.File, null, table.Heading(InventoryFields.Measured), null, $"{unstated}"));
        return result;
    }

    /// <summary>Area of a shape as laid out, m²: by its radius or its sides; null where none is given.</summary>
    public static double? ShapeM2(double? radius, double? length, double? width) =>
        radius is { } r ? PlotArea.Circle(r) : length is { } l ? PlotArea.Rectangle(l, width ?? l) : null;

    private static InventoryPlot? Plot(FieldTable table, int row, string id, bool alongSlope, IReadOnlyList<Subplot> subplots, FindingLog findings, ref int unstated)
    {
        var sound = true;
        double? Number(InventoryField field, double least, double most, ref bool ok) => table.Number(field, row, least, most, findings, ref ok);
        var (radius, length, width) = (Number(InventoryFields.Radius, 0, LargestM, ref sound), Number(InventoryFields.Length, 0, LargestM, ref sound), Number(InventoryFields.Width, 0, LargestM, ref sound));
        var (squareMetres, hectares, factor) = (Number(InventoryFields.AreaM2, 0, 1e9, ref sound), Number(InventoryFields.AreaHa, 0, 1e5, ref sound), Number(InventoryFields.Factor, 0.05, 100, ref sound));
        var slope = Slope(table, row, id, findings, ref sound);
        var share = Number(InventoryFields.Share, double.NegativeInfinity, double.PositiveInfinity, ref sound) ?? 1;
        if (share is not (> 0 and <= 1))
        {
            table.Tell(InventoryPlotFindings.Share, row, InventoryFields.Share, findings, id);
            sound = false;
        }

        var along = Is(table, row, InventoryFields.Measured, AlongWords, LevelWords, id, findings, ref sound);
        if (along is null && sound && slope > 0 && !alongSlope && factor is null)
            unstated++;
        var isEmpty = Is(table, row, InventoryFields.Empty, YesWords, NoWords, id, findings, ref sound) ?? false;
        if (!sound)
            return null;
        var reduction = (along ?? alongSlope ? PlotArea.Cosine(slope) : 1) * share;
        InventoryPlot Of(double? areaM2) => new(table.Records[row], id, table.Text(InventoryFields.Stratum, row), table.Text(InventoryFields.Cluster, row), areaM2, factor, slope, reduction, share,
            (table.Text(InventoryFields.X, row), table.Text(InventoryFields.Y, row), table.Text(InventoryFields.Date, row))) { IsEmpty = isEmpty };
        double?[] stated = [radius is 0 || length is 0 || width is 0 ? 0 : ShapeM2(radius, length, width), squareMetres, hectares * 10000];
        var areas = stated.OfType<double>().ToList();
        if (factor is not null)
        {
            if (areas.Count == 0)
                return Of(null);
            table.Tell(InventoryPlotFindings.AreaAndFactor, row, InventoryFields.Factor, findings, id);
            return null;
        }

        // What the table states of a nested plot must be its largest subplots together.
        var isNested = subplots.Count > 0;
        if (isNested)
            areas.Add(10000 * subplots.Max(s => s.Number * s.AreaHa));
        if (areas.Count == 0 || areas.Contains(0))
            table.Tell(InventoryPlotFindings.NoArea, row, InventoryFields.Plot, findings, id);
        else if (areas.Max() > 1.01 * areas.Min())
            table.Tell(InventoryPlotFindings.AreasDisagree, row, InventoryFields.Plot, findings, id, $"{areas[0]:R}", $"{areas.First(a => a != areas[0]):R}");
        else if (areas[0] is < SmallestM2 or > LargestM2)
            table.Tell(InventoryPlotFindings.AreaImplausible, row, InventoryFields.Plot, findings, id, $"{areas[0]:R}");
        else
            return Of(isNested ? null : areas[0] * reduction);
        return null;
    }

    /// <summary>Whether a cell holds one of the words for it or against it; null where it is blank. Another word makes the plot unsound: a guess would change its area.</summary>
    private static bool? Is(FieldTable table, int row, InventoryField field, string[] yes, string[] no, string id, FindingLog findings, ref bool sound)
    {
        if (table.Text(field, row) is not { } word)
            return null;
        if (yes.Contains(word, StringComparer.OrdinalIgnoreCase))
            return true;
        if (!no.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            table.Tell(InventoryPlotFindings.UnknownWord, row, field, findings, id, string.Join(", ", no.Concat(yes)));
            sound = false;
        }

        return false;
    }

    /// <summary>Slope in degrees; 0 where none is given.</summary>
    public static double Slope(FieldTable table, int row, string id, FindingLog findings, ref bool sound)
    {
        var degrees = table.Number(InventoryFields.SlopeDegrees, row, -1000, 1000, findings, ref sound);
        if (degrees is null && table.Number(InventoryFields.SlopePercent, row, 0, 1000, findings, ref sound) is { } percent)
            degrees = PlotArea.Degrees(percent);
        if (degrees is null or (>= 0 and <= PlotArea.SteepestDegrees))
            return degrees ?? 0;
        table.Tell(InventoryPlotFindings.Slope, row, InventoryFields.SlopeDegrees, findings, id, $"{degrees:R}");
        sound = false;
        return 0;
    }
}

using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Plots;

namespace CarbonSink.Runs;

/// <summary>Figures of a plot per hectare (样地每公顷值); null where they cannot be told.</summary>
/// <param name="Plot">Number of the plot.</param>
/// <param name="Stratum">Stratum, or null.</param>
/// <param name="Cluster">Cluster, or null.</param>
/// <param name="AreaM2">Horizontal area inside the boundary, m²: of the largest subplots together where it is nested; null for a gauge plot.</param>
/// <param name="Trees">Live trees counted; a row of several counts as often.</param>
/// <param name="TreesNotEstimated">Rows of live trees that some figure lacks.</param>
public sealed record PlotFigures(string Plot, string? Stratum, string? Cluster, double? AreaM2, double Trees, long TreesNotEstimated)
{
    /// <summary>Horizontal area, ha; or null.</summary>
    public double? AreaHa => AreaM2 / 10000;

    /// <summary>What a figure per hectare is on the plot itself: times its area in ha; null for a gauge plot. Totals over areas, Σy / Σa, are the estimator for plots of unequal areas.</summary>
    public double? OnPlot(double? perHa) => perHa * AreaHa;

    /// <summary>Place and date as recorded, or null.</summary>
    public (string? X, string? Y, string? Date) Recorded { get; init; }

    /// <summary>Stems, 1/ha.</summary>
    public double? StemsPerHa { get; init; }

    /// <summary>Basal area, m²/ha.</summary>
    public double? BasalAreaM2PerHa { get; init; }

    /// <summary>Quadratic mean diameter, cm.</summary>
    public double? QuadraticMeanDbhCm { get; init; }

    /// <summary>Arithmetic mean diameter, cm.</summary>
    public double? MeanDbhCm { get; init; }

    /// <summary>Mean height weighted by basal area, of the trees whose height is known, m.</summary>
    public double? LoreyHeightM { get; init; }

    /// <summary>Volume, m³/ha.</summary>
    public double? VolumeM3PerHa { get; init; }

    /// <summary>Above-ground biomass, t/ha.</summary>
    public double? AgbTPerHa { get; init; }

    /// <summary>Below-ground biomass, t/ha.</summary>
    public double? BgbTPerHa { get; init; }

    /// <summary>Carbon above and below ground, tC/ha.</summary>
    public double? CarbonTCPerHa { get; init; }

    /// <summary>Worst status of the parameters used; null where nothing was estimated.</summary>
    public ParameterStatus? Status { get; init; }

    /// <summary>Whether a parameter was used outside of its range or region.</summary>
    public bool IsExtrapolated { get; init; }
}

/// <summary>A row of a stem table (径阶表): trees of a species and a diameter class.</summary>
/// <param name="Stratum">Stratum, or null.</param>
/// <param name="Plot">Plot; null for the mean of a stratum.</param>
/// <param name="Species">Species, or null.</param>
/// <param name="Class">Diameter class.</param>
/// <param name="Trees">Trees counted; a row of several counts as often.</param>
/// <param name="StemsPerHa">Stems, 1/ha.</param>
/// <param name="BasalAreaM2PerHa">Basal area, m²/ha.</param>
/// <param name="VolumeM3PerHa">Volume, m³/ha; null where a tree has none.</param>
public sealed record StemRow(string? Stratum, string? Plot, string? Species, DiameterClass Class, double Trees, double StemsPerHa, double BasalAreaM2PerHa, double? VolumeM3PerHa);

/// <summary>A tree that some figure lacks (未估算样木).</summary>
/// <param name="Record">0-based record.</param>
/// <param name="Plot">Plot.</param>
/// <param name="Tree">Number of the tree, or null.</param>
/// <param name="Figure">volume, agb, bgb or carbonFraction; all where the row itself is not sound.</param>
/// <param name="Reason">Why.</param>
public sealed record TreeNotEstimated(long Record, string Plot, string? Tree, string Figure, Bilingual Reason);

/// <summary>Figures of angle-gauge counts (角规结果).</summary>
/// <param name="Plot">Plot.</param>
/// <param name="Stratum">Stratum, or null.</param>
/// <param name="Species">Species; null for the whole plot.</param>
/// <param name="BasalAreaM2PerHa">Basal area, m²/ha.</param>
/// <param name="VolumeM3PerHa">Volume by the experimental form factor, m³/ha.</param>
/// <param name="StandardVolumeM3PerHa">Volume by the standard table, m³/ha.</param>
/// <param name="Status">Worst status of the parameters of the volume; null where there is none.</param>
public sealed record GaugeFigures(string Plot, string? Stratum, string? Species, double? BasalAreaM2PerHa, double? VolumeM3PerHa, double? StandardVolumeM3PerHa, ParameterStatus? Status);

/// <summary>How the rows of the tables were used: what was read is what was used, left out and refused.</summary>
/// <param name="PlotsRead">Rows of plots.</param>
/// <param name="PlotsRefused">Plots without usable data of their own.</param>
/// <param name="TreesRead">Rows of trees.</param>
/// <param name="TreesCounted">Rows of live trees counted on usable plots.</param>
/// <param name="TreesDead">Rows of dead and cut trees.</param>
/// <param name="TreesBelow">Rows of trees that no subplot tallies.</param>
/// <param name="TreesRefused">Rows that cannot be used, or belong to plots that cannot.</param>
public sealed record PlotRows(long PlotsRead, long PlotsRefused, long TreesRead, long TreesCounted, long TreesDead, long TreesBelow, long TreesRefused)
{
    /// <summary>Rows of angle-gauge counts.</summary>
    public long GaugeRead { get; init; }

    /// <summary>Rows of counts used.</summary>
    public long GaugeCounted { get; init; }

    /// <summary>Rows of counts that cannot be used, or belong to plots that cannot.</summary>
    public long GaugeRefused { get; init; }
}

/// <summary>Means of the plots of a stratum (层内样地平均), each plot alike; null where a plot lacks the figure: the mean of the rest would pass for that of all. An estimate of a population is another matter.</summary>
/// <param name="Stratum">Stratum, or null.</param>
/// <param name="Plots">Plots of the stratum, those counted by the gauge alone left out.</param>
/// <param name="PlotsIncomplete">Plots that lack carbon, volume or everything.</param>
/// <param name="AreaM2">Area of the plots, m²; null where one has none.</param>
/// <param name="StemsPerHa">Stems, 1/ha.</param>
/// <param name="BasalAreaM2PerHa">Basal area, m²/ha.</param>
/// <param name="VolumeM3PerHa">Volume, m³/ha.</param>
/// <param name="AgbTPerHa">Above-ground biomass, t/ha.</param>
/// <param name="BgbTPerHa">Below-ground biomass, t/ha.</param>
/// <param name="CarbonTCPerHa">Carbon, tC/ha.</param>
public sealed record StratumMeans(
    string? Stratum, int Plots, int PlotsIncomplete, double? AreaM2, double? StemsPerHa, double? BasalAreaM2PerHa, double? VolumeM3PerHa, double? AgbTPerHa, double? BgbTPerHa, double? CarbonTCPerHa);

/// <summary>Plots per hectare, stem tables and what was left out (样地结果).</summary>
/// <param name="Method">The method.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="Rows">How rows were used.</param>
/// <param name="Plots">Plots by number.</param>
/// <param name="PlotStems">Stem table by plot.</param>
/// <param name="StratumStems">Stem table by stratum: means over its plots, those without trees included.</param>
/// <param name="NotEstimated">Trees that some figure lacks.</param>
/// <param name="Gauge">Angle-gauge figures by plot and species, then by plot.</param>
/// <param name="Packs">Packs used.</param>
/// <param name="Findings">What was remarkable.</param>
public sealed record PlotsResult(
    MethodologyDescription Method, PlotsOptions Options, PlotRows Rows, IReadOnlyList<PlotFigures> Plots, IReadOnlyList<StemRow> PlotStems, IReadOnlyList<StemRow> StratumStems,
    IReadOnlyList<TreeNotEstimated> NotEstimated, IReadOnlyList<GaugeFigures> Gauge, IReadOnlyList<Estimation.PackReference> Packs, FindingLog Findings)
{
    /// <summary>Means of the plots of each stratum, by stratum.</summary>
    public IReadOnlyList<StratumMeans> Means { get; } = [.. Plots.GroupBy(p => p.Stratum, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(StratumMeansOf)];

    /// <summary>Whether a plot has a figure, by its trees or by the gauge.</summary>
    public bool HasFigures => Plots.Any(p => p.StemsPerHa is not null) || Gauge.Any(g => g.BasalAreaM2PerHa is not null);

    /// <summary>Worst status of the parameters used; null where nothing was estimated.</summary>
    public ParameterStatus? WorstStatus => Plots.Select(p => p.Status).Concat(Gauge.Select(g => g.Status)).Max();

    private static StratumMeans StratumMeansOf(IGrouping<string?, PlotFigures> plots)
    {
        var count = plots.Count();
        double? Mean(Func<PlotFigures, double?> figure) => Total(plots.Select(figure)) / count;
        return new(
            plots.Key, count, plots.Count(p => p.VolumeM3PerHa is null || p.CarbonTCPerHa is null), Total(plots.Select(p => p.AreaM2)),
            Mean(p => p.StemsPerHa), Mean(p => p.BasalAreaM2PerHa), Mean(p => p.VolumeM3PerHa), Mean(p => p.AgbTPerHa), Mean(p => p.BgbTPerHa), Mean(p => p.CarbonTCPerHa));
    }

    private static double? Total(IEnumerable<double?> values)
    {
        var sum = ExactSum.Zero;
        foreach (var value in values)
        {
            if (value is not { } term)
                return null;
            sum += term;
        }

        return sum.ToDouble();
    }
}

using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Plots;

namespace CarbonSink.Runs;

/// <summary>Figures of a plot per hectare (样地每公顷值); null where they cannot be told.</summary>
/// <param name="Plot">Number of the plot.</param>
/// <param name="Stratum">Stratum, or null.</param>
/// <param name="Cluster">Cluster, or null.</param>
/// <param name="AreaHa">Horizontal area inside the boundary, ha: of the largest subplots together where it is nested; null for a gauge plot.</param>
/// <param name="Trees">Live trees counted.</param>
/// <param name="TreesNotEstimated">Live trees that some figure lacks.</param>
public sealed record PlotFigures(string Plot, string? Stratum, string? Cluster, double? AreaHa, long Trees, long TreesNotEstimated)
{
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
/// <param name="Trees">Trees counted.</param>
/// <param name="StemsPerHa">Stems, 1/ha.</param>
/// <param name="BasalAreaM2PerHa">Basal area, m²/ha.</param>
/// <param name="VolumeM3PerHa">Volume, m³/ha; null where a tree has none.</param>
public sealed record StemRow(string? Stratum, string? Plot, string? Species, DiameterClass Class, long Trees, double StemsPerHa, double BasalAreaM2PerHa, double? VolumeM3PerHa);

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
public sealed record PlotRows(long PlotsRead, long PlotsRefused, long TreesRead, long TreesCounted, long TreesDead, long TreesBelow, long TreesRefused);

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
    /// <summary>Worst status of the parameters used; null where nothing was estimated.</summary>
    public ParameterStatus? WorstStatus => Plots.Select(p => p.Status).Concat(Gauge.Select(g => g.Status)).Max();
}

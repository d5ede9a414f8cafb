namespace CarbonSink.Runs;

/// <summary>What to compute of a plot inventory (样地计算的选项).</summary>
/// <param name="Plots">Path of the table of plots.</param>
/// <param name="Methodology">Path of the methodology folder.</param>
public sealed record PlotsOptions(string Plots, string Methodology)
{
    /// <summary>Path of the table of trees; null where there are angle-gauge counts alone.</summary>
    public string? Trees { get; init; }

    /// <summary>Path of the crosswalk of species; null for species.csv beside the plots.</summary>
    public string? Species { get; init; }

    /// <summary>Path of the crosswalk of species, named or beside the plots.</summary>
    public string Crosswalk => Species ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Plots))!, "species.csv");

    /// <summary>Path of the table of subplots of nested plots, or null.</summary>
    public string? Subplots { get; init; }

    /// <summary>Path of angle-gauge counts, or null.</summary>
    public string? AngleGauge { get; init; }

    /// <summary>Path of a standard table of basal area and volume, or null.</summary>
    public string? StandardTable { get; init; }

    /// <summary>Path of a table of height curves by species, for trees whose height was not measured; or null.</summary>
    public string? HeightCurves { get; init; }

    /// <summary>Method as id/version.</summary>
    public string Method { get; init; } = "plot-inventory/1";

    /// <summary>FAO ecological zone, for the carbon fraction.</summary>
    public string? Zone { get; init; }

    /// <summary>Way to below-ground biomass: equations or ratio.</summary>
    public string Roots { get; init; } = "equations";

    /// <summary>Tables the run names, by name.</summary>
    public IReadOnlyDictionary<string, string> Tables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether sizes of plots are along the slope where the table does not say.</summary>
    public bool AlongSlope { get; init; }

    /// <summary>Width of a diameter class, cm.</summary>
    public int ClassWidthCm { get; init; } = CarbonSink.Plots.DiameterClass.CommonWidthCm;
}

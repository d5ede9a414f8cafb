using CarbonSink.Geometry;

namespace CarbonSink.Runs;

/// <summary>What to measure and how (面积计算的选项).</summary>
/// <param name="Source">Path of the layer.</param>
public sealed record AreaOptions(string Source)
{
    /// <summary>Most difference between control and measured area that is adjusted, percent of the control; larger ones are mistakes to be found.</summary>
    public const double DefaultTolerancePercent = 0.25;

    /// <summary>Name of the layer where the file holds several; or null.</summary>
    public string? Layer { get; init; }

    /// <summary>Coordinate reference assigned to the layer, never transformed; null to read its own.</summary>
    public string? Crs { get; init; }

    /// <summary>Encoding of the texts; null to detect it.</summary>
    public string? Encoding { get; init; }

    /// <summary>The method; null for geodesic, or for planar alone where only that can be had.</summary>
    public AreaMethod? Method { get; init; }

    /// <summary>Whether connected parts are listed too.</summary>
    public bool Parts { get; init; }

    /// <summary>Control area that the records are adjusted to, ha; or null.</summary>
    public double? ControlHa { get; init; }

    /// <summary>Most difference that is adjusted, percent of the control.</summary>
    public double TolerancePercent { get; init; } = DefaultTolerancePercent;

    /// <summary>Number of threads; results do not depend on it.</summary>
    public int Threads { get; init; } = 1;
}

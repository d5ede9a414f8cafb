namespace CarbonSink.Runs;

/// <summary>What a screening of land for projects is asked to do (可开发土地筛查选项).</summary>
/// <param name="Layer">Layer of candidate parcels, FILE or FILE|LAYER.</param>
/// <param name="Methodology">The methodology folder.</param>
public sealed record ScreenOptions(string Layer, string Methodology)
{
    /// <summary>Programme whose rules are asked, as id or id/version; null for none.</summary>
    public string? Programme { get; init; }

    /// <summary>Method whose rules are asked, as id or id/version; null for none.</summary>
    public string? Method { get; init; }

    /// <summary>Other layers by role: those that rules or nobody ask to lie in are taken out of the parcels.</summary>
    public IReadOnlyList<(string Role, string Path)> Layers { get; init; } = [];

    /// <summary>Day on which a project would start; null for a start to come, without a day.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Expected removal in tCO2e per hectare and year: a number, or a column of the parcels.</summary>
    public string? Expected { get; init; }

    /// <summary>Table of expected removals by class: <c>class, rate [tCO2e/ha/yr]</c>; the parcels have a column <c>class</c>.</summary>
    public string? Rates { get; init; }

    /// <summary>Layer of the county.</summary>
    public string? Boundary { get; init; }

    /// <summary>Field with the parcels' keys; null for a column parcel, or else the record number.</summary>
    public string? Key { get; init; }

    /// <summary>Fields by the names that rules know them by.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Encoding of the layer, or null.</summary>
    public string? Encoding { get; init; }

    /// <summary>Coordinate reference of the layer in place of its own, or null.</summary>
    public string? Crs { get; init; }
}

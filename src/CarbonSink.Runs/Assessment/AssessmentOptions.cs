using CarbonSink.Estimation;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>Which area totals use.</summary>
public enum AreaBasis
{
    /// <summary>小班登记面积: the area recorded in the data set.</summary>
    Recorded,

    /// <summary>椭球面积: the area computed from the boundary.</summary>
    Ellipsoidal,
}

/// <summary>What an assessment is asked to do (评估选项).</summary>
/// <param name="Source">A data set's folder with inventory.json, or a layer.</param>
/// <param name="Methodology">The methodology folder.</param>
public sealed record AssessmentOptions(string Source, string Methodology)
{
    /// <summary>Method as id/version; null to take the data set's.</summary>
    public string? Method { get; init; }

    /// <summary>Tables the run names, in addition to those of the data set: reference, or path relative to the working folder.</summary>
    public IReadOnlyDictionary<string, string> Tables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Values the run names, in addition to those of the data set.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Name of the layer where the file holds several; null for the only one, or the data set's.</summary>
    public string? Layer { get; init; }

    /// <summary>Schema of the layer; null to take the data set's, or to recognise it.</summary>
    public string? Schema { get; init; }

    /// <summary>Encoding of the texts; null to detect it.</summary>
    public string? Encoding { get; init; }

    /// <summary>Coordinate reference assigned to the layer, e.g. EPSG:4547; null to read the .prj.</summary>
    public string? Crs { get; init; }

    /// <summary>Fields, roles or layers of polygons (role in inventory.json, or layer:PATH#FIELD) to group by, each kept once; empty for township, land class, species, origin and age group.</summary>
    public IReadOnlyList<string> By { get; init => field = [.. value.Distinct(StringComparer.OrdinalIgnoreCase)]; } = [];

    /// <summary>Which area totals use.</summary>
    public AreaBasis Area { get; init; }

    /// <summary>How areas are computed from boundaries.</summary>
    public AreaMethod AreaMethod { get; init; }

    /// <summary>Land area that rates are taken of, ha; null to take that of the control boundary.</summary>
    public double? LandAreaHa { get; init; }

    /// <summary>Table of official figures to compare with; null to take the data set's.</summary>
    public string? Reconciliation { get; init; }

    /// <summary>How uncertainty is propagated; null to do it to first order where the data set declares uncertainties, else not at all.</summary>
    public UncertaintySettings? Uncertainty { get; init; }

    /// <summary>Table of declared uncertainties; null to take the data set's.</summary>
    public string? UncertaintyTable { get; init; }

    /// <summary>Records to assess.</summary>
    public RecordRange Records { get; init; } = RecordRange.All;

    /// <summary>Threads; the result has the same bits for any number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether to hash the inputs: needed for anything written, since a manifest or a part names what it was made from.</summary>
    public bool HashInputs { get; init; } = true;
}

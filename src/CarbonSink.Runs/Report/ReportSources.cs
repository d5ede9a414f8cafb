using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>What a report shows beside the assessment itself (报告素材); what is missing is left out, and the report says so.</summary>
public sealed record ReportSources
{
    /// <summary>Unit of areas.</summary>
    public AreaUnit Units { get; init; }

    /// <summary>Names of the values that the assessment groups by.</summary>
    public required KeyNames Names { get; init; }

    /// <summary>Units, boundaries and method of the run; null where parts were merged, which carry none.</summary>
    public AssessedLayer? Layer { get; init; }
}

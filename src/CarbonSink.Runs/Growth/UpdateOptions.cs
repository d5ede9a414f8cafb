namespace CarbonSink.Runs;

/// <summary>What to bring forward (年度更新的选项).</summary>
/// <param name="Source">The data set of the last survey.</param>
/// <param name="ToYear">Calendar year to bring it to.</param>
/// <param name="Region">Region of curves (tables/growth-types/regions).</param>
public sealed record UpdateOptions(AssessmentOptions Source, int ToYear, string Region)
{
    /// <summary>Folder of fit-growth, or its curves.csv; null without fitted curves.</summary>
    public string? Curves { get; init; }

    /// <summary>Table of harvest and planting since the survey; or null.</summary>
    public string? Changes { get; init; }
}

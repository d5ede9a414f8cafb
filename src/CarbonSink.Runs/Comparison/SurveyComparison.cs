using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Two surveys compared (两期对比): transitions of class and stock, restoration sites, and proof that nothing was lost.</summary>
public sealed record SurveyComparison
{
    /// <summary>The old survey, assessed.</summary>
    public required AssessmentPart Old { get; init; }

    /// <summary>The new survey, assessed.</summary>
    public required AssessmentPart New { get; init; }

    /// <summary>Column that classes are told apart by.</summary>
    public required string Key { get; init; }

    /// <summary>Change of land and stock.</summary>
    public required StockChange Change { get; init; }

    /// <summary>Restoration sites beside control land; empty where none were given.</summary>
    public required IReadOnlyList<SiteEffect> Sites { get; init; }

    /// <summary>Change of the control land (对照地); null where no sites were given.</summary>
    public StockChange? Control { get; init; }

    /// <summary>Area and stock of both surveys by township, class, purpose, origin and age group.</summary>
    public required ReportTable Surveys { get; init; }

    /// <summary>What was remarkable in comparing; the findings of each survey are with it.</summary>
    public required FindingLog Findings { get; init; }

    /// <summary>The findings of the comparison and of both surveys, whose files are called old/… and new/….</summary>
    public IReadOnlyList<Finding> AllFindings =>
        [.. Findings.Findings, .. Old.Findings.Select(f => f with { File = f.File is null ? null : $"old/{f.File}" }), .. New.Findings.Select(f => f with { File = f.File is null ? null : $"new/{f.File}" })];

    /// <summary>Years between the survey dates; null where one is not known.</summary>
    public double? Years { get; init; }

    /// <summary>The worst status of the parameters behind the stocks; null where nothing was estimated.</summary>
    public ParameterStatus? WorstStatus => ((StockGroup[])[Old.Assessment.Total, New.Assessment.Total]).Where(t => t.HasResults).Select(t => (ParameterStatus?)t.WorstStatus).Max();

    /// <summary>Carbon of the transitions less carbon of the surveys, before and after, tC: rounding alone.</summary>
    public (double Old, double New) ConservationErrorTC => (Error(Change.Total.OldCarbonTC, Old), Error(Change.Total.NewCarbonTC, New));

    /// <summary>Proves that the transitions hold all the carbon of both surveys.</summary>
    /// <exception cref="SumMismatchException">They do not, beyond rounding.</exception>
    public void CheckSums()
    {
        var (before, after) = ConservationErrorTC;
        Require(before, Old);
        Require(after, New);
    }

    private static double Error(ExactSum pieces, AssessmentPart survey) => (pieces - (survey.Assessment.Total[StockFigure.Carbon] ?? ExactSum.Zero)).ToDouble();

    private static void Require(double error, AssessmentPart survey)
    {
        if (Math.Abs(error) > 1e-9 * Math.Max(1, survey.Assessment.Total[StockFigure.Carbon]?.ToDouble() ?? 0))
            throw new SumMismatchException($"the transitions hold {error} tC more than the survey");
    }
}

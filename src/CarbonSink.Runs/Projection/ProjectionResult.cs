using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Growth;
using CarbonSink.Methodologies;
using CarbonSink.Projections;

namespace CarbonSink.Runs;

/// <summary>Units that a projection leaves out (未预测的小班), by land class, type and reason.</summary>
/// <param name="LandClass">Land class.</param>
/// <param name="ForestType">Forest type, or empty.</param>
/// <param name="Origin">Origin, or empty.</param>
/// <param name="Reason">Why.</param>
/// <param name="RecordCount">Units.</param>
/// <param name="AreaHa">Area, ha.</param>
/// <param name="CarbonTC">Carbon they are estimated to hold, tC.</param>
public sealed record UnprojectedStands(string LandClass, string ForestType, string Origin, Bilingual Reason, long RecordCount, double AreaHa, double CarbonTC)
{
    /// <summary>Their growing stock as far as it is known, m3.</summary>
    public double VolumeM3 { get; init; }

    /// <summary>Area of those whose growing stock is not known, ha.</summary>
    public double VolumeUnknownHa { get; init; }
}

/// <summary>What a scenario adds to the one compared with by the end of a year (潜力).</summary>
/// <param name="Year">The year.</param>
/// <param name="AdditionalCo2eT">Carbon on the site and in products more than in the other, tCO2e.</param>
/// <param name="InYearCo2eT">What of it came in the year, tCO2e.</param>
public sealed record AdditionalCarbon(int Year, double AdditionalCo2eT, double InYearCo2eT);

/// <summary>A projection with its scenarios (预测与情景比较).</summary>
public sealed record ProjectionResult
{
    /// <summary>Tonnes of CO2 in a tonne of carbon.</summary>
    public const double Co2PerCarbon = 44.0 / 12;

    /// <summary>The options.</summary>
    public required ProjectionOptions Options { get; init; }

    /// <summary>The assessment of the stock now.</summary>
    public required AssessmentPart Stock { get; init; }

    /// <summary>Year at whose end the stock is known.</summary>
    public required int StockYear { get; init; }

    /// <summary>Year that results begin with; growth fills the years before.</summary>
    public required int BaseYear { get; init; }

    /// <summary>Last year.</summary>
    public required int EndYear { get; init; }

    /// <summary>Region of curves.</summary>
    public required string Region { get; init; }

    /// <summary>Rules of the projection.</summary>
    public required ProjectionSettings Settings { get; init; }

    /// <summary>The curves used.</summary>
    public required IReadOnlyList<YieldTable> Curves { get; init; }

    /// <summary>The baseline, then the scenarios of the file.</summary>
    public required IReadOnlyList<ScenarioProjection> Scenarios { get; init; }

    /// <summary>Id of the scenario that others are compared with.</summary>
    public required string ComparedWith { get; init; }

    /// <summary>Whether the carbon of what is left out is counted unchanged (withoutCurve: hold).</summary>
    public bool HoldsWithoutCurve { get; init; }

    /// <summary>What is left out.</summary>
    public required IReadOnlyList<UnprojectedStands> NotProjected { get; init; }

    /// <summary>What was remarkable; the findings of the assessment are with it.</summary>
    public required FindingLog Findings { get; init; }

    /// <summary>Files read besides those of the assessment.</summary>
    public required IReadOnlyList<FileDigest> Inputs { get; init; }

    /// <summary>Packs used besides those of the assessment.</summary>
    public required IReadOnlyList<PackReference> Packs { get; init; }

    /// <summary>Worst status of stock, curves, fractions and half-lives.</summary>
    public required ParameterStatus Status { get; init; }

    /// <summary>When the survey was made that the stock was brought forward from; null for a survey.</summary>
    public DateOnly? UpdatedFrom { get; init; }

    /// <summary>Date of the stock, or null.</summary>
    public DateOnly? SurveyDate { get; init; }

    /// <summary>The words that the result carries: <see cref="Words"/>, and that the stock was updated and not measured where it was.</summary>
    public Bilingual Label => UpdatedLabel.Of(Words, UpdatedFrom, SurveyDate);

    /// <summary>What is said of every projection.</summary>
    public static Bilingual Words { get; } = new("预测值，不是调查值；没有不确定性控制；措施效果由使用者声明", "a projection, not a survey; no uncertainty control; effects of activities are declared by the user");

    /// <summary>The years of a scenario from the base year on.</summary>
    public IEnumerable<ProjectedYear> Years(ScenarioProjection scenario) => scenario.Years.Where(y => y.Year >= BaseYear);

    /// <summary>Carbon on the site and in products at the end of a year less that of the year before, tCO2e; null for the year of the stock itself.</summary>
    public static double? ChangeCo2eT(ScenarioProjection scenario, ProjectedYear year) => scenario.Years.FirstOrDefault(y => y.Year == year.Year - 1) is { } before ? (year.CarbonTC - before.CarbonTC) * Co2PerCarbon : null;

    /// <summary>A scenario beside the one compared with.</summary>
    public IReadOnlyList<AdditionalCarbon> Additional(ScenarioProjection scenario)
    {
        var other = Scenarios.First(s => s.Scenario.Id == ComparedWith).Years.ToDictionary(y => y.Year, y => y.CarbonTC);
        var (list, last) = (new List<AdditionalCarbon>(), 0.0);
        foreach (var year in Years(scenario))
        {
            var additional = (year.CarbonTC - other[year.Year]) * Co2PerCarbon;
            list.Add(new(year.Year, additional, additional - last));
            last = additional;
        }

        return list;
    }
}

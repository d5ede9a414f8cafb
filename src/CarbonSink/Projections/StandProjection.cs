using CarbonSink.Estimation;
using CarbonSink.Growth;

namespace CarbonSink.Projections;

/// <summary>Projects stands year by year along yield tables under scenarios (林分碳储量预测): growth, activities, five pools and wood products, with every flow booked.</summary>
/// <remarks>
/// In a year activities come first, then growth and transfers. Growth: increment of the curve × relative stocking (or the increment itself); zero past the last age of the curve; in equal steps to the first value before its first age.
/// A projection has no sampling error to state: it carries no uncertainty of its own (AR-TOOL14: ex-ante estimates have no uncertainty control).
/// </remarks>
public static class StandProjection
{
    /// <summary>Projects one scenario.</summary>
    /// <param name="stands">Stands and land.</param>
    /// <param name="tables">A yield table for each growth class of the stands, in their order.</param>
    /// <param name="scenario">What is done.</param>
    /// <param name="settings">Years and rules.</param>
    /// <param name="stop">Stops between blocks of stands.</param>
    /// <exception cref="ArgumentException">Tables do not fit the classes, or the scenario's effects are no shares.</exception>
    /// <exception cref="SumMismatchException">A stock changed by something that no flow explains: a fault of the program.</exception>
    /// <exception cref="OverflowException">A pool holds 4,096 tC/ha or more.</exception>
    public static ScenarioProjection Run(StandTable stands, IReadOnlyList<YieldTable> tables, Scenario scenario, ProjectionSettings settings, CancellationToken stop = default)
    {
        if (tables.Count != stands.Classes.Count || tables.Where((t, i) => t.GrowthClass != stands.Classes[i]).Any())
            throw new ArgumentException("there is one yield table for each growth class, in their order", nameof(tables));
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.LastYear, settings.FirstYear, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scenario.Activities.Count, 64, nameof(scenario));
        return new ScenarioRun(scenario, stands, tables, settings).Run(stop);
    }
}

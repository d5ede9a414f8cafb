using CarbonSink.Findings;
using CarbonSink.Sampling;

namespace CarbonSink.Runs;

/// <summary>Plans how many plots a sample needs and where (布点).</summary>
public static class PlanRun
{
    private const string Name = "plan-sample";

    /// <summary>Runs.</summary>
    /// <param name="options">What to plan.</param>
    /// <exception cref="RefusedInputException">Strata, pilot or error do not allow a plan.</exception>
    public static PlanResult Run(PlanOptions options)
    {
        // AR-TOOL03 counts the plots that the area holds by its own formula, whatever a programme says of the variance: only the confidence is the programme's.
        var findings = new FindingLog();
        if (options.Programme is { } programme)
        {
            options = options with { Rules = new(programme.Precision.Confidence, true, programme.Id) };
            foreach (var option in options.Pilot is null ? options.Overruled : [])
                findings.Add(SampleRun.FixedBy(programme, option));
        }

        var pilot = options.Pilot is { } given ? SampleRun.Run(given with { Rules = options.Rules, AreaHa = given.AreaHa ?? options.AreaHa, PlotAreaM2 = given.PlotAreaM2 ?? options.PlotAreaM2 }) : null;
        if (pilot is not null)
            findings.Merge(pilot.Findings);
        var (strata, area) = pilot is not null ? (PilotStrata.Of(pilot.Sample, pilot.Options.Design) ?? throw DataSet.Refuse(SampleRunFindings.NotWith, pilot.Table, "--design two-phase", Name), pilot.AreaHa)
            : options.Strata is { } path ? OfTable(path, options)
            : options.CvPercent is { } cv ? ([new("", 1, cv / 100 * (options.Mean ?? 1))], options.AreaHa)
            : throw DataSet.Refuse(SampleRunFindings.Needs, null, "PLOTS --value / --strata / --cv", Name);
        var mean = options.Mean ?? pilot?.Sample.Mean.Value ?? (options.CvPercent is not null && options.Error is null ? 1 : null);
        if (options.CvPercent is not null && mean is null)
            throw DataSet.Refuse(SampleRunFindings.Needs, null, "--mean", "--cv, --error");
        var error = options.Error ?? options.ErrorPercent / 100 * Math.Abs(mean ?? throw DataSet.Refuse(SampleRunFindings.Needs, null, "--mean / --error", Name));
        var N = pilot?.PopulationPlots ?? area / (options.PlotAreaM2 / 10_000);
        var population = options.Rules.Population(N);
        if (options.Form == SampleSizeForm.LargeFraction && population is null)
            throw DataSet.Refuse(SampleRunFindings.Needs, null, "--area, --plot-area-m2", "--form large");
        var plan = options.FromPilotT
            ? SampleSize.FromPilot(strata, error, options.Rules.Confidence, (pilot ?? throw DataSet.Refuse(SampleRunFindings.Needs, null, "PLOTS --value", "--rule pilot")).Sample.Plots - 1, population, options.Allocation)
            : SampleSize.ArTool03(strata, error, options.Rules.Confidence, population, options.Form, options.Allocation);
        var existing = pilot is null ? [] : strata.Length > 1 || strata[0].Name.Length > 0 ? pilot.Sample.Strata.ToDictionary(s => s.Name, s => s.Plots, StringComparer.Ordinal) : new Dictionary<string, int>(StringComparer.Ordinal) { [""] = pilot.Sample.Plots };
        return new(options, plan, strata, error, mean, N, existing, pilot?.Inputs ?? (options.Strata is { } table ? [table] : []), findings);
    }

    private static (PlannedStratum[], double?) OfTable(string path, PlanOptions options)
    {
        bool Has(string column) => PlotTable.HasColumn(path, null, null, column);
        var size = Has("areaHa") ? "areaHa" : "weight";
        var hasCost = Has("cost");
        var table = PlotTable.Read(path, null, null, hasCost ? ["stratum", size, "standardDeviation", "cost"] : ["stratum", size, "standardDeviation"], new());
        StratumShares.RequireNames(table, null);
        double Cell(string column, int row) => StratumShares.Cell(table, column, row);
        var rows = Enumerable.Range(0, table.Count).Select(r => new PlannedStratum(table.Text("stratum", r)!, Cell(size, r), Cell("standardDeviation", r), hasCost ? Cell("cost", r) : 1)).OrderBy(s => s.Name, StringComparer.Ordinal).ToArray();
        var all = rows.Sum(r => r.Weight);
        return size == "weight" ? (rows, options.AreaHa) : ([.. rows.Select(r => r with { Weight = r.Weight / all })], all);
    }
}

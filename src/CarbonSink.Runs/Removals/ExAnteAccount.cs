using CarbonSink.Findings;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>A project accounted beforehand by yields (事前估算): no survey, no uncertainty control, nothing to issue.</summary>
/// <param name="Account">The account over the crediting period.</param>
/// <param name="BiomassT">Change of biomass of each calendar year, tCO2e.</param>
internal sealed record ExAnteAccount(RemovalAccount Account, IReadOnlyDictionary<int, double> BiomassT)
{
    /// <summary>Computes over the crediting period: stock at the end of a year less stock at its beginning, cohort by cohort.</summary>
    /// <exception cref="RefusedInputException">There are no yields, no crediting period or no planting with area.</exception>
    public static ExAnteAccount Of(ProjectInput input, ProjectMethods methods, ProjectSheet sheet, ExAnteYields? yields, FindingLog findings)
    {
        var span = input.File.CreditingPeriod ?? throw Lacks("creditingPeriod");
        if (yields is null)
            throw Lacks("exAnte.yields");
        var cohorts = Cohorts(input, yields);
        foreach (var (stratum, planted, _) in cohorts)
        {
            var held = planted.AddDays((int)Math.Floor(yields.LastAge(stratum) * 365.2425));
            if (held < span.To)
                findings.Add(new Finding(RemovalsFindings.BeyondYields, ProjectFile.FileName, null, "exAnte", stratum, stratum, $"{yields.LastAge(stratum):R}", CampaignPlots.Day(held)));
        }

        var change = new Dictionary<int, double>();
        var before = yields.Stock(cohorts, span.From, methods.Conversion);
        foreach (var (year, _) in span.ByYear())
        {
            var after = yields.Stock(cohorts, year == span.To.Year ? span.To.AddDays(1) : new(year + 1, 1, 1), methods.Conversion);
            change[year] = after - before;
            before = after;
        }

        return new(RemovalAccount.Of(sheet, methods.Chain, span, change, change, methods.ConversionStatus), change);
    }

    private static List<(string Stratum, DateOnly Planted, double AreaHa)> Cohorts(ProjectInput input, ExAnteYields yields)
    {
        var cohorts = new List<(string, DateOnly, double)>();
        foreach (var planting in input.Activities.Plantings.OrderBy(p => p.Date).ThenBy(p => p.Stratum, StringComparer.Ordinal).ThenBy(p => p.Parcel, StringComparer.Ordinal).ThenBy(p => p.AreaHa))
        {
            if (!yields.Has(planting.Stratum))
                throw Lacks($"yields of {planting.Stratum}");
            cohorts.Add((planting.Stratum, planting.Date, ProjectSheet.PlantedHa(input, planting) ?? throw Lacks($"area [ha] of {planting.Stratum}, {CampaignPlots.Day(planting.Date)}")));
        }

        return cohorts.Count > 0 ? cohorts : throw Lacks("activities.csv: planting");
    }

    private static RefusedInputException Lacks(string what) => new(new(RemovalsFindings.NoYields, ProjectFile.FileName, null, "exAnte", null, what));
}

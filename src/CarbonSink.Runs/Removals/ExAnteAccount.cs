using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>A project accounted beforehand by yields or growth curves (事前估算): no survey, no uncertainty control, nothing to issue.</summary>
/// <param name="Account">The account over the crediting period.</param>
/// <param name="BiomassT">Change of biomass of each calendar year, tCO2e; null where a stratum has no curve.</param>
internal sealed record ExAnteAccount(RemovalAccount Account, IReadOnlyDictionary<int, double>? BiomassT)
{
    /// <summary>Computes over the crediting period: stock at the end of a year less stock at its beginning, cohort by cohort.</summary>
    /// <exception cref="RefusedInputException">There are no yields, no crediting period or no planting with area.</exception>
    public static ExAnteAccount Of(ProjectInput input, ProjectMethods methods, ProjectSheet sheet, ExAnteYields? yields, FindingLog findings)
    {
        var span = input.File.CreditingPeriod ?? throw Lacks("creditingPeriod");
        if (yields is null)
            throw Lacks("exAnte");
        var cohorts = Cohorts(input, yields);
        var status = ExPostAccount.Worse(methods.ConversionStatus, yields.Status);
        foreach (var (stratum, type) in yields.Borrowed)
            findings.Add(new Finding(RemovalsFindings.BorrowedCurve, ProjectFile.FileName, null, "exAnte", stratum, stratum, type.ForestType, type.Origin, input.File.Growth!.Region));
        foreach (var (stratum, (type, cause)) in yields.Refused)
            findings.Add(new Finding(RemovalsFindings.NoCurve, ProjectFile.FileName, null, "exAnte", stratum, stratum, type.ForestType.Length > 0 ? type.ForestType : "—", type.Origin, cause.Zh, cause.En));
        if (yields.Refused.Count > 0)
            return new(RemovalAccount.Of(sheet, methods.Chain, span, null, null, status, false, Without(yields)), null);
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

        return new(RemovalAccount.Of(sheet, methods.Chain, span, change, change, status, yields.Borrowed.Count > 0), change);
    }

    private static List<(string Stratum, DateOnly Planted, double AreaHa)> Cohorts(ProjectInput input, ExAnteYields yields)
    {
        var cohorts = new List<(string, DateOnly, double)>();
        foreach (var planting in input.Activities.Plantings.OrderBy(p => p.Date).ThenBy(p => p.Stratum, StringComparer.Ordinal).ThenBy(p => p.Parcel, StringComparer.Ordinal).ThenBy(p => p.AreaHa))
        {
            if (!yields.Has(planting.Stratum) && !yields.Refused.ContainsKey(planting.Stratum))
                throw Lacks($"yields of {planting.Stratum}");
            cohorts.Add((planting.Stratum, planting.Date, ProjectSheet.PlantedHa(input, planting) ?? throw Lacks($"area [ha] of {planting.Stratum}, {CampaignPlots.Day(planting.Date)}")));
        }

        return cohorts.Count > 0 ? cohorts : throw Lacks("activities.csv: planting");
    }

    private static Cause Without(ExAnteYields yields)
    {
        var strata = string.Join(", ", yields.Refused.Keys);
        return new("no-curve", $"碳层 {strata} 没有生长曲线可用", $"no growth curve serves strata {strata}");
    }

    private static RefusedInputException Lacks(string what) => new(new(RemovalsFindings.NoYields, ProjectFile.FileName, null, "exAnte", null, what));
}

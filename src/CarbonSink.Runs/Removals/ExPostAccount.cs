using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>A project accounted by its surveys (事后核算).</summary>
/// <param name="Periods">The periods, as far as they can be accounted.</param>
/// <param name="Stocks">Stocks surveyed.</param>
/// <param name="Accounts">The account to the end of each period.</param>
/// <param name="BiomassT">Undiscounted change of biomass of each calendar year in each period, tCO2e.</param>
/// <param name="Status">Worst status of methods and discount.</param>
/// <param name="OpeningT">What stood there when period 1 began, tCO2e.</param>
internal sealed record ExPostAccount(IReadOnlyList<RemovalPeriod> Periods, IReadOnlyList<RemovalStock> Stocks, IReadOnlyList<RemovalAccount> Accounts, IReadOnlyList<IReadOnlyDictionary<int, double>> BiomassT, ParameterStatus Status, double OpeningT)
{
    private const int MonthsAtMost = 12; // from the last survey of a period to its end

    /// <summary>Accounts the periods to the one asked for.</summary>
    public static ExPostAccount Of(ProjectInput input, ProjectMethods methods, ProjectSheet sheet, IReadOnlyList<CampaignPlots> campaigns, PrecisionRule rule, int last, FindingLog findings)
    {
        var surveys = Usable(input, campaigns, findings);
        var begin = input.File.MonitoringPeriods[0].Span;
        var opening = OpeningStock.Of(input, methods, sheet, surveys.LastOrDefault(s => s.Stock is not null && s.Campaign.Date >= begin.From && s.Campaign.Date <= begin.To)?.Stock!.Stock.Value, findings);
        var (before, earlier) = (MeasuredStock.Known(begin.From, opening), (CampaignPlots?)null);
        var (periods, accounts, biomass, status) = (new List<RemovalPeriod>(), new List<RemovalAccount>(), new List<IReadOnlyDictionary<int, double>>(), rule.Status);
        var (first, measured, counted) = (begin.From, new Dictionary<int, double>(), (Dictionary<int, double>?)new Dictionary<int, double>());
        var accounted = new HashSet<DateOnly>();
        foreach (var period in input.File.MonitoringPeriods.Take(last))
        {
            var within = surveys.Where(s => s.Campaign.Date >= period.Span.From && s.Campaign.Date <= period.Span.To).ToList();
            if (within.Count == 0 || within[^1].Stock is not { } after)
            {
                findings.Add(new Finding(RemovalsFindings.PeriodWithoutSurvey, ProjectFile.FileName, null, "monitoringPeriods", $"{period.Number}", $"{period.Number}"));
                break;
            }

            if (within.Count > 1)
                findings.Add(new Finding(RemovalsFindings.SeveralSurveys, ProjectFile.FileName, null, "campaigns", null, $"{period.Number}", CampaignPlots.Day(after.Date)));
            if (after.Date < period.Span.To.AddMonths(-MonthsAtMost))
                findings.Add(new Finding(ProjectCheckFindings.EarlySurvey, ProjectFile.FileName, null, "campaigns", CampaignPlots.Day(after.Date), $"{period.Number}", CampaignPlots.Day(after.Date), CampaignPlots.Day(period.Span.To)));
            if (earlier is not null)
                TellLost(earlier, within[^1], findings);
            var same = earlier is null || SameStrata(earlier, within[^1], findings);
            var change = MeasuredChange.Between(before, after, same && earlier?.Campaign.Permanent == true && within[^1].Campaign.Permanent, rule.Confidence);
            var discount = change.Discount(rule);
            status = Worse(status, discount.Status);
            Tell(period, change, discount, findings);
            var own = CalendarYears.Spread(change.Change.Value, period.Span).ToDictionary(y => y.Year, y => y.Part);
            Add(measured, own);
            if (discount.Counted is { } t && counted is not null)
                Add(counted, CalendarYears.Spread(t, period.Span).ToDictionary(y => y.Year, y => y.Part));
            else
                counted = null;
            var account = RemovalAccount.Of(sheet, methods.Chain, new(first, period.Span.To), measured, counted, methods.ConversionStatus);
            status = Worse(status, account.Status);
            var years = Difference(account, accounts.Count > 0 ? accounts[^1] : null, period.Span);
            var units = years.All(y => y.CreditableT is not null) ? PeriodUnits.Of([.. years.Select(y => (y.Year, y.CreditableT!.Value))]) : null;
            periods.Add(new(period, after.Date, change.Change, discount.RelativeHalfWidth, discount.Counted, change.Basis, change.Matched, same, years, units, input.File.Issued.Where(i => i.Period == period.Number).Sum(i => i.T), null));
            accounts.Add(account);
            biomass.Add(own);
            accounted.Add(after.Date);
            (before, earlier) = (after, within[^1]);
        }

        return new(Issuable(periods, findings), [.. surveys.Where(s => s.Stock is not null).Select(s => new RemovalStock(s.Campaign.Date, s.Stock!.Stock, s.Stock.Stock.HalfWidth(rule.Confidence), s.Stock.Plots, s.Stock.AreaHa, accounted.Contains(s.Campaign.Date)))], accounts, biomass, status, opening);
    }

    public static ParameterStatus Worse(ParameterStatus one, ParameterStatus other) => one > other ? one : other;

    private static void Add(Dictionary<int, double> sum, IReadOnlyDictionary<int, double> more)
    {
        foreach (var (year, t) in more)
            sum[year] = sum.GetValueOrDefault(year) + t;
    }

    /// <summary>Surveys that may be used, told apart from those before planting and outside of every period.</summary>
    private static List<CampaignPlots> Usable(ProjectInput input, IReadOnlyList<CampaignPlots> campaigns, FindingLog findings)
    {
        var planted = input.Activities.Plantings.Select(p => (DateOnly?)p.Date).Min();
        var usable = new List<CampaignPlots>();
        foreach (var survey in campaigns)
        {
            var date = survey.Campaign.Date;
            if (date < planted)
            {
                findings.Add(new Finding(RemovalsFindings.BeforePlanting, ProjectFile.FileName, null, "campaigns", CampaignPlots.Day(date), CampaignPlots.Day(date), CampaignPlots.Day(planted.Value)));
                continue;
            }

            if (!input.File.MonitoringPeriods.Any(p => date >= p.Span.From && date <= p.Span.To))
                findings.Add(new Finding(RemovalsFindings.OutsidePeriod, ProjectFile.FileName, null, "campaigns", CampaignPlots.Day(date), CampaignPlots.Day(date)));
            usable.Add(survey);
        }

        return usable;
    }

    /// <summary>Whether both surveys speak of the same strata: none given up, and no permanent plot moved to another.</summary>
    private static bool SameStrata(CampaignPlots before, CampaignPlots after, FindingLog findings)
    {
        var gone = before.Stock!.Strata.Select(s => s.Stratum).Except(after.Stock!.Strata.Select(s => s.Stratum), StringComparer.Ordinal).ToList();
        var moved = before.Campaign.Permanent && after.Campaign.Permanent
            ? before.StratumOfPlot.Where(p => after.StratumOfPlot.TryGetValue(p.Key, out var now) && now != p.Value).Select(p => $"{p.Key}: {p.Value} → {after.StratumOfPlot[p.Key]}").Order(StringComparer.Ordinal).ToList() : [];
        if (gone.Count == 0 && moved.Count == 0)
            return true;
        findings.Add(new Finding(RemovalsFindings.StrataChanged, Path.GetFileName(after.Campaign.Plots), null, "stratum", null, CampaignPlots.Day(before.Campaign.Date), CampaignPlots.Day(after.Campaign.Date), string.Join("; ", gone.Concat(moved).Take(10))));
        return false;
    }

    /// <summary>Permanent plots of the earlier survey that the later has no sound measurement of.</summary>
    private static void TellLost(CampaignPlots before, CampaignPlots after, FindingLog findings)
    {
        if (!before.Campaign.Permanent || !after.Campaign.Permanent)
            return;
        var lost = before.StratumOfPlot.Where(p => !after.StratumOfPlot.ContainsKey(p.Key)).Select(p => $"{p.Key} ({p.Value})").Order(StringComparer.Ordinal).ToList();
        if (lost.Count > 0)
            findings.Add(new Finding(ProjectCheckFindings.LostPlots, Path.GetFileName(after.Campaign.Plots), null, "plot", null, CampaignPlots.Day(before.Campaign.Date), CampaignPlots.Day(after.Campaign.Date), $"{lost.Count}", string.Join(", ", lost)));
    }

    private static void Tell(MonitoringPeriod period, MeasuredChange change, (double? Counted, double? RelativeHalfWidth, ParameterStatus Status, Cause? Refusal) discount, FindingLog findings)
    {
        if (discount.Refusal is { } refusal)
            findings.Add(new Finding(RemovalsFindings.ProgrammeRefuses, ProjectFile.FileName, null, "monitoringPeriods", $"{period.Number}", $"{period.Number}", refusal.Zh, refusal.En));
        if (change.Change.Value > 0 && discount.Counted <= 0)
            findings.Add(new Finding(RemovalsFindings.NothingLeft, ProjectFile.FileName, null, "monitoringPeriods", $"{period.Number}", $"{period.Number}", Text(change.Change.Value, "0.0"), Text((discount.RelativeHalfWidth ?? 0) * 100, "0.0")));
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Years of a period: what its account adds to the one before.</summary>
    private static List<NetRemoval> Difference(RemovalAccount account, RemovalAccount? earlier, DaySpan span)
    {
        var before = earlier?.Years.ToDictionary(y => y.Year) ?? [];
        return [.. account.Years.Select(y => y.Less(before.GetValueOrDefault(y.Year))).Where(y => (y.Year >= span.From.Year && y.Year <= span.To.Year) || y.CreditableT is not (0 or null) || y.UndiscountedNetT is not (0 or null))];
    }

    private static List<RemovalPeriod> Issuable(List<RemovalPeriod> periods, FindingLog findings)
    {
        var known = periods.TakeWhile(p => p.Units is not null).ToList();
        var issuance = Issuance.Of([.. known.Select(p => (p.Units!.PeriodT, p.IssuedT))]);
        for (var i = 0; i < known.Count; i++)
        {
            periods[i] = known[i] with { IssuableT = issuance[i].IssuableT };
            if (issuance[i].OverissuedT > 0)
                findings.Add(new Finding(known.Take(i + 1).All(p => p.IssuedT == 0) ? ProjectCheckFindings.Deficit : RemovalsFindings.Overissued, ProjectFile.FileName, null, "issued", null, $"{known[i].Period.Number}", $"{issuance[i].OverissuedT}"));
        }

        return periods;
    }
}

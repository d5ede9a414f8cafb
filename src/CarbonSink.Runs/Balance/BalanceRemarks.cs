using System.Globalization;
using CarbonSink.Balances;
using CarbonSink.Estimation;
using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What is remarkable in a balance that was drawn up (收支的提示).</summary>
internal static class BalanceRemarks
{
    /// <summary>Tells it.</summary>
    /// <param name="result">The balance.</param>
    /// <param name="file">What balance.json says.</param>
    /// <param name="findings">Receives it.</param>
    /// <param name="tables">Rows of the user's tables as they stand, by file.</param>
    public static void Tell(BalanceResult result, BalanceFile file, FindingLog findings, IReadOnlyList<(string File, IReadOnlyList<BalanceFigure> Rows, bool AreEmissions)> tables)
    {
        void Add(FindingRule rule, params string[] arguments) => findings.Add(new Finding(rule, file.Name, null, null, null, arguments));
        foreach (var gap in result.Years.Where(y => y.Gaps.Count > 0 || y.Emissions.Count == 0).GroupBy(y => y.Emissions.Count == 0 ? "emissions" : string.Join(", ", y.Gaps)))
            Add(BalanceFindings.Gap, Spans(gap.Select(y => y.Year)), gap.Key);
        foreach (var scenario in result.Scenarios)
            foreach (var gap in scenario.Years.Where(y => y.Gaps.Count > 0).GroupBy(y => string.Join(", ", y.Gaps)))
                Add(BalanceFindings.Gap, $"{Name(gap.First())} {Spans(gap.Select(y => y.Year))}", gap.Key);
        foreach (var years in result.Years.Where(y => y.NetSinkT?.ToDouble() < 0).GroupBy(y => Shown(y.NetSinkT!.Value)))
            Add(BalanceFindings.Source, Spans(years.Select(y => y.Year)), years.Key);
        Sales(result, file, Add);
        Parts(result, Add);
        foreach (var (name, rows, areEmissions) in tables)
            foreach (var unused in rows.Where(r => !IsUsed(r, file, areEmissions)).GroupBy(r => r.Scenario))
                findings.Add(new Finding(BalanceFindings.UnusedRows, name, null, "year", null, name, $"{unused.Key} {Spans(unused.Select(r => r.Year))}".Trim()));
        if (file.ScenariosTo is not null && result.Scenarios.Count == 0)
            Add(BalanceFindings.NoEmissionScenario, file.Name);
        var covered = result.AllYears.Where(y => y.Statement == BalanceStatement.Covered).GroupBy(Name).ToArray();
        foreach (var years in covered)
            Add(BalanceFindings.CoveredUnverified, $"{years.Key} {Spans(years.Select(y => y.Year))}".Trim());
        if (!result.HasFigures)
            Add(BalanceFindings.Nothing, file.Name);
    }

    private static void Sales(BalanceResult result, BalanceFile file, Action<FindingRule, string[]> add)
    {
        foreach (var year in result.AllYears.Where(y => y.SoldOutsideT.ToDouble() > 0))
        {
            var label = $"{Name(year)} {year.Year}".Trim();
            if (year.NetSinkT is { } sink && year.SoldOutsideT.ToDouble() > sink.ToDouble())
                add(BalanceFindings.OverSold, [label, Shown(year.SoldOutsideT), Shown(sink)]);
            foreach (var component in year.Components.Where(c => c.ValueT is not null))
                if (Sum(result.Balance.Transfers.Where(t => t.LeavesCounty && t.Vintage == year.Year && t.Project == component.Id)) is var sold && sold.ToDouble() > Math.Max(0, component.ValueT!.Value.ToDouble()))
                    add(BalanceFindings.OverSold, [$"{label} {component.Id}", Shown(sold), Shown(component.ValueT.Value)]);
        }

        var last = result.Scenarios.Count > 0 ? file.ScenariosTo!.Value : file.Years.To;
        foreach (var other in result.Balance.Transfers.Where(t => t.LeavesCounty && (t.Vintage < file.Years.From || t.Vintage > last)).GroupBy(t => t.Vintage).OrderBy(g => g.Key))
            add(BalanceFindings.OtherVintage, [Path.GetFileName(file.Sold!), $"{other.Key}", Shown(Sum(other))]);
        foreach (var early in result.Balance.Transfers.Where(t => t.Date.Length >= 4 && int.TryParse(t.Date.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year < t.Vintage))
            add(BalanceFindings.SoldEarly, [Path.GetFileName(file.Sold!), early.Project, $"{early.Vintage}", early.Date]);
        foreach (var traded in result.Traded.Where(t => !t.IsDeducted))
        {
            if (traded is { Kind: TradedUnit.Removal, IsSold: true })
                add(BalanceFindings.SoldInside, [Shown(traded.QuantityT)]);
            else if (traded is { Kind: TradedUnit.Reduction, IsSold: true, IsOutside: true })
                add(BalanceFindings.ReductionSold, [Shown(traded.QuantityT)]);
            else
                add(BalanceFindings.NoSink, [Shown(traded.QuantityT), BalanceTexts.Of(traded).Zh, BalanceTexts.Of(traded).En]);
        }
    }

    private static void Parts(BalanceResult result, Action<FindingRule, string[]> add)
    {
        foreach (var part in result.Balance.Components.Where(c => !c.Counts))
        {
            double? Of(BalanceYear year, string id) => year.Components.First(c => c.Id == id).ValueT?.ToDouble();
            var larger = result.AllYears.Where(y => Of(y, part.Id) is { } value && Of(y, part.Within!) is { } whole && Math.Abs(value) > Math.Abs(whole)).Select(y => y.Year).ToArray();
            if (larger.Length > 0)
                add(BalanceFindings.LargerPart, [part.Id, part.Within!, Spans(larger)]);
        }
    }

    /// <summary>Whether a row can stand in a year of the balance: emissions of scenarios come after the reported ones, the sink's own figures go on.</summary>
    private static bool IsUsed(BalanceFigure row, BalanceFile file, bool isEmission)
    {
        var isReported = row.Year >= file.Years.From && row.Year <= file.Years.To;
        var isLater = row.Year > file.Years.To && row.Year <= (file.ScenariosTo ?? file.Years.To);
        return row.Scenario.Length > 0 ? isLater : isReported || (isLater && !isEmission);
    }

    /// <summary>The scenarios of a year, blank for what is reported.</summary>
    private static string Name(BalanceYear year) => year.EmissionScenario.Length == 0 ? "" : $"{year.EmissionScenario} × {(year.SinkScenario.Length == 0 ? "baseline" : year.SinkScenario)}";

    /// <summary>Years, those that follow each other as a span.</summary>
    private static string Spans(IEnumerable<int> years)
    {
        var spans = new List<(int From, int To)>();
        foreach (var year in years.Distinct().Order())
        {
            if (spans.Count > 0 && spans[^1].To == year - 1)
                spans[^1] = (spans[^1].From, year);
            else
                spans.Add((year, year));
        }

        return string.Join(", ", spans.Select(s => s.From == s.To ? $"{s.From}" : $"{s.From}–{s.To}"));
    }

    private static ExactSum Sum(IEnumerable<TradedLot> lots) => lots.Aggregate(ExactSum.Zero, (sum, t) => sum + t.QuantityT);

    private static string Shown(ExactSum value) => value.ToDouble().ToString("0.##", CultureInfo.InvariantCulture);
}

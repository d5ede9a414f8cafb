using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Quantities;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>A row of work done or of a published figure, in the indicator's unit.</summary>
internal sealed record StatedFigure(string Code, int Year, string Division, double Value, string Source, int Line);

/// <summary>Reads works.csv and actuals.csv (完成量表、公布数表): indicator, year, division, value, unit, source. What cannot be used is told with its line.</summary>
/// <param name="indicators">The indicators there are.</param>
/// <param name="divisions">The divisions of the surveys; none where no survey names any.</param>
/// <param name="findings">Receives what is wrong.</param>
internal sealed class ObservationTable(IReadOnlyList<Indicator> indicators, IReadOnlyList<TargetDivision> divisions, FindingLog findings)
{
    private static readonly string[] Columns = ["indicator", "year", "division", "value", "unit", "source"];

    /// <summary>Work done: rows of one indicator, year and division add up; the whole region is the sum of its divisions where it has no row of its own.</summary>
    /// <exception cref="RefusedInputException">The table is not there or lacks a column.</exception>
    public IReadOnlyList<StatedFigure> Works(string path)
    {
        var rows = Read(path, isWork: true);
        var sums = rows.GroupBy(r => (r.Code, r.Year, r.Division))
            .Select(g => g.First() with { Value = g.Sum(r => (decimal)r.Value) is var sum ? (double)sum : 0, Source = string.Join("; ", g.Select(r => r.Source).Where(s => s.Length > 0).Distinct(StringComparer.Ordinal)) }).ToList();
        foreach (var year in sums.GroupBy(s => (s.Code, s.Year)).ToList())
        {
            var parts = year.Where(s => s.Division.Length > 0).ToList();
            if (parts.Count == 0)
                continue;
            var total = (double)parts.Sum(s => (decimal)s.Value);
            if (year.FirstOrDefault(s => s.Division.Length == 0) is not { } whole)
                sums.Add(parts[0] with { Division = "", Value = total, Source = string.Join("; ", parts.Select(p => p.Source).Where(s => s.Length > 0).Distinct(StringComparer.Ordinal)) });
            else if (Math.Abs(whole.Value - total) > 1e-9 * Math.Abs(whole.Value))
                findings.Add(new Finding(IndicatorFindings.NotTheSum, Path.GetFileName(path), null, null, null, Path.GetFileName(path), year.Key.Code, $"{year.Key.Year}", Number(whole.Value), Number(total)));
        }

        return sums;
    }

    /// <summary>Published figures: one for each indicator, year and division.</summary>
    /// <exception cref="RefusedInputException">The table is not there or lacks a column.</exception>
    public IReadOnlyList<StatedFigure> Published(string path)
    {
        var kept = new Dictionary<(string, int, string), StatedFigure>();
        foreach (var row in Read(path, isWork: false))
            if (!kept.TryAdd((row.Code, row.Year, row.Division), row) && kept[(row.Code, row.Year, row.Division)] is var first && first.Value != row.Value)
                findings.Add(new Finding(IndicatorFindings.RowTwice, Path.GetFileName(path), null, "value", null, Path.GetFileName(path), $"{row.Line}", row.Code, $"{row.Year}", row.Division, Number(first.Value), Number(row.Value)));
        return [.. kept.Values];
    }

    /// <summary>Key of a division by code or name, blank for the whole region; null where there is none.</summary>
    public string? DivisionOf(string text) =>
        text.Length == 0 || divisions.Count == 0 ? text
        : (divisions.FirstOrDefault(d => d.Key == text) ?? (divisions.Count(d => d.Name == text) == 1 ? divisions.First(d => d.Name == text) : null))?.Key;

    private List<StatedFigure> Read(string path, bool isWork)
    {
        var table = TextTable.Read(path, Columns, findings);
        var rows = new List<StatedFigure>();
        foreach (var (line, cells) in table.Rows)
        {
            void Tell(FindingRule rule, string column, params string[] more) => findings.Add(new Finding(rule, table.File, line - 2, column, cells[column], [table.File, $"{line}", .. more]));
            void Bad(string column, string zh, string en) => Tell(IndicatorFindings.BadCell, column, column, cells[column], zh, en);
            var name = cells["indicator"];
            if (indicators.FirstOrDefault(i => i.Terms.Code == name || i.Title.Zh == name || i.Terms.Names.Contains(name, StringComparer.Ordinal)) is not { } indicator)
                Tell(IndicatorFindings.UnknownIndicator, "indicator", name);
            else if (isWork && !indicator.Terms.IsWork)
                Tell(IndicatorFindings.NotWork, "indicator", indicator.Terms.Code);
            else if (!int.TryParse(cells["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1900 or > 2200)
                Bad("year", " 1900 至 2200 的年份", "a year from 1900 to 2200");
            else if (!decimal.TryParse(cells["value"], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
                Bad("value", "数，不带千分位和单位", "a number, without separators of thousands and without unit");
            else if (isWork && value < 0)
                Bad("value", "不小于 0 的数：完成量不会是负的", "a number of 0 or more: work done is not negative");
            else if (PlanUnit.Parse(cells["unit"]) is not { } unit || unit.Convert(value, Unit.Parse(indicator.Terms.Unit)) is not { } converted || unit.Unit.IsOne != Unit.Parse(indicator.Terms.Unit).IsOne)
                Bad("unit", $"可换算为 {indicator.Terms.Unit} 的单位", $"a unit that converts to {indicator.Terms.Unit}");
            else if (DivisionOf(cells["division"]) is not { } division)
                Tell(IndicatorFindings.UnknownDivision, "division", cells["division"], string.Join(", ", divisions.Select(d => d.Name)));
            else
            {
                if (cells["source"].Length == 0)
                    Tell(IndicatorFindings.NoSource, "source");
                rows.Add(new(indicator.Terms.Code, year, division, (double)converted, cells["source"], line));
            }
        }

        return rows;
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}

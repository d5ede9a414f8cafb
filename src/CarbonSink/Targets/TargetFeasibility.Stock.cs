using System.Globalization;
using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <content>Stock and area together, and how numbers are said.</content>
public sealed partial record TargetFeasibility
{
    private const string ForestStock = "forest_stock";
    private const string LivingStock = "living_stock";

    /// <summary>Stock and coverage at two times say by how much the volume per hectare must rise.</summary>
    private static IEnumerable<TargetFeasibility> VolumePerHectare(List<NumberedTarget> levels, List<NumberedTarget> coverage, FeasibilityFacts facts)
    {
        // A point is a year with a stock and a coverage: the latest observation and every pair of targets.
        var points = new List<(int Year, decimal Stock, decimal Percent, string[] Ids)>();
        if (facts.Observed.TryGetValue(ForestStock, out var stockNow) && facts.Observed.TryGetValue(Coverage, out var coverageNow) && stockNow.Year == coverageNow.Year)
            points.Add((stockNow.Year, stockNow.Value, coverageNow.Value, []));
        foreach (var stock in levels.Where(t => t.Target.Indicator == ForestStock && t.Target.Year is not null))
            points.AddRange(coverage.Where(c => SameYear(c, stock)).Select(c => (stock.Target.Year!.Value, stock.Value, c.Value, (string[])[stock.Target.Id, c.Target.Id])));
        foreach (var later in points.Where(p => p.Ids.Length > 0))
        {
            var before = points.Where(p => p.Year < later.Year).ToList();
            foreach (var first in before.Where(p => p.Year == before.Max(b => b.Year) && p.Percent > 0 && p.Stock > 0 && later.Percent > 0))
            {
                // Where stock grows no more than area, nothing is asked of the hectare. Slower growth in the past does not rule a target out.
                var ratio = later.Stock / first.Stock * first.Percent / later.Percent;
                if (ratio <= 1)
                    continue;
                var years = later.Year - first.Year;
                var perYear = ((decimal)Math.Pow((double)ratio, 1.0 / years) - 1) * 100;
                var (from, to) = (Volume(first.Stock, first.Percent), Volume(later.Stock, later.Percent));
                var figures = Named(("fromYear", first.Year), ("toYear", later.Year), ("fromM3PerHa", from), ("toM3PerHa", to), ("percentPerYear", perYear), ("observedPercentPerYear", facts.Growth?.PercentPerYear), ("fromCoverage", first.Percent), ("toCoverage", later.Percent));
                var (flatZh, flatEn) = later.Percent == first.Percent ? ($"覆盖率不变（{Say(first.Percent)} %）", $"coverage stays at {Say(first.Percent)} %") : ($"覆盖率从 {Percent(first.Percent)} % 到 {Percent(later.Percent)} %", $"coverage goes from {Percent(first.Percent)} to {Percent(later.Percent)} %");
                var (volumeZh, volumeEn) = from is { } x && to is { } y ? ($"从 {Fine(x)} 提高到 {Fine(y)} m3/ha，", $"from {Fine(x)} to {Fine(y)} m3/ha, ") : ("提高（没有县域面积，不给每公顷数值），", "(the land area is not known, so that the volumes cannot be told), ");
                var (grownZh, grownEn) = facts.Growth is { } g ? ($"；数据里的增长是每年 {Fine(g.PercentPerYear)} %（{g.Source.Zh}）", $"; the data grow by {Fine(g.PercentPerYear)} % a year ({g.Source.En})") : ("；没有两期数据可比", "; there are no two surveys to compare it with");
                yield return new("volume-per-hectare", facts.Growth is { } growth && perYear <= growth.PercentPerYear ? true : null, [.. first.Ids.Concat(later.Ids).Distinct()], new(
                    $"{first.Year}—{later.Year} 年{flatZh}，蓄积从 {Area(first.Stock)} 到 {Area(later.Stock)} m3：单位面积蓄积须{volumeZh}每年 {Fine(perYear)} %{grownZh}",
                    $"{first.Year} to {later.Year}: {flatEn} and stock goes from {Area(first.Stock)} to {Area(later.Stock)} m3, so that the volume per hectare must rise {volumeEn}{Fine(perYear)} % a year{grownEn}"), figures);
            }
        }

        decimal? Volume(decimal stock, decimal percent) => facts.LandAreaHa is { } land ? stock / (land * percent / 100) : null;
    }

    /// <summary>Living stock has trees outside the forest in it: it is not divided by the area of forest.</summary>
    private static IEnumerable<TargetFeasibility> StockBasis(List<NumberedTarget> levels)
    {
        var areas = levels.Where(t => t.Target.Indicator == Coverage || ForestAreas.Contains(t.Target.Indicator)).ToList();
        foreach (var stock in levels.Where(t => t.Target.Indicator == LivingStock && areas.Exists(a => SameYear(a, t))))
            yield return new("stock-basis", null, [stock.Target.Id, .. areas.Where(a => SameYear(a, stock)).Select(a => a.Target.Id)], new(
                $"活立木蓄积 {Area(stock.Value)} m3 含森林以外的树木（疏林、散生木、四旁树），不与森林面积相除、相比", $"living stock of {Area(stock.Value)} m3 has trees outside the forest in it (sparse, scattered and roadside trees) and is not held against the area of forest"),
                Named(("livingStockM3", stock.Value)));
    }

    private static Dictionary<string, decimal?> Named(params ReadOnlySpan<(string Name, decimal? Value)> figures)
    {
        var named = new Dictionary<string, decimal?>(StringComparer.Ordinal);
        foreach (var (name, value) in figures)
            named[name] = value is { } v ? decimal.Round(v, 10) / 1.0000000000000000000000000000m : null;
        return named;
    }

    private static (string Zh, string En) Join(params ReadOnlySpan<(bool Missing, string Zh, string En)> parts)
    {
        var (zh, en) = (new List<string>(), new List<string>());
        foreach (var part in parts)
            if (part.Missing)
            {
                zh.Add(part.Zh);
                en.Add(part.En);
            }

        return (string.Join('、', zh), string.Join(", ", en));
    }

    private static Bilingual Name(NumberedTarget target) => new($"{target.Target.Id}（{target.Target.IndicatorZh}）", target.Target.Id);

    private static string Say(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Area(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Percent(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Fine(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}

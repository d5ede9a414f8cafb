using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Charts of totals: lines over years, bars by group; one chart for each unit, as numbers of different units share no scale.</summary>
internal static class EvaluationCharts
{
    private const int MostBars = 20;

    private static readonly Bilingual OverYears = new("逐年结果（{0}）", "By year ({0})");
    private static readonly Bilingual ByGroup = new("{1}，按 {0} 分组", "{1} by {0}");

    public static void Write(HtmlDocument page, EvaluationResult result, string language)
    {
        foreach (var unit in result.Totals.Where(t => t is { Step: not null, Group: null }).GroupBy(t => t.Output.Unit, StringComparer.Ordinal))
            Lines(page, unit.Key, [.. unit], language);
        if (result.By is not { } by)
            return;
        foreach (var output in result.Totals.Where(t => t is { Group: not null, Step: null, Value: not null }).GroupBy(t => t.Output.Symbol, StringComparer.Ordinal))
            Bars(page, by, output.Key, [.. output], language);
    }

    private static void Lines(HtmlDocument page, string unit, EvaluationTotal[] totals, string language)
    {
        var lines = totals.GroupBy(t => t.Output.Symbol, StringComparer.Ordinal).Where(g => g.All(t => t.Value is not null)).Take(SvgLines.MostLines).ToArray();
        var years = totals.Select(t => t.Step!.Value).Distinct().Order().ToArray();
        if (lines.Length == 0 || years.Length < 2 || Array.Exists(years, y => y != Math.Floor(y)))
            return;
        var title = string.Format(CultureInfo.InvariantCulture, OverYears.In(language), UnitSign.Of(unit, language));
        page.Figure(title, html => SvgLines.Write(html, $"figure-{page.NextFigure}", title, UnitSign.Of(unit, language), [.. years.Select(y => (int)y)],
            [.. lines.Select(l => (Label(l.Key, l), (IReadOnlyList<double>)[.. l.OrderBy(t => t.Step).Select(t => t.Value!.Value)]))]));
    }

    /// <summary>An asterisk stands at what is partial.</summary>
    private static string Label(string name, IEnumerable<EvaluationTotal> totals) => totals.Any(t => t.IsPartial) ? $"{name} *" : name;

    private static void Bars(HtmlDocument page, string by, string symbol, EvaluationTotal[] totals, string language)
    {
        // Bars begin at zero and grow to the right: what is below zero is left to the table.
        if (Array.Exists(totals, t => t.Value < 0) || totals.Length > MostBars)
            return;
        var title = string.Format(CultureInfo.InvariantCulture, ByGroup.In(language), by, symbol);
        page.Figure(title, html => SvgChart.Bars(html, $"figure-{page.NextFigure}", title, UnitSign.Of(totals[0].Output.Unit, language), [string.Empty], [.. totals.Select(t => new ChartBar(Label(t.Group!, [t]), t.Value))], 1));
    }
}

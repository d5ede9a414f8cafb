using System.Runtime.InteropServices;
using CarbonSink.Estimation;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>How many units took each route of the symbols that have several, with their area (计算路线用量): a ratio or a coefficient that was borrowed shows here.</summary>
internal static class RouteTable
{
    /// <summary>The table, in the order of the equations; units that were estimated alone.</summary>
    public static ReportTable Of(AssessedLayer layer)
    {
        var taken = new Dictionary<int, (long Count, ExactSum Area)>();
        foreach (var record in layer.Results.Records)
        {
            if (layer.Results.Route.Code(record) is not (>= 0 and var chain))
                continue;
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(taken, chain, out _);
            sum.Count++;
            if (layer.Results.Area.Value(record) is var area && !double.IsNaN(area))
                sum.Area += area;
        }

        var byRoute = new Dictionary<string, (long Count, ExactSum Area)>(StringComparer.Ordinal);
        foreach (var (chain, sum) in taken)
            foreach (var number in layer.Results.Route.TextOf(chain).Split(' '))
                byRoute[number] = byRoute.TryGetValue(number, out var known) ? (known.Count + sum.Count, known.Area + sum.Area) : sum;

        var table = new ReportTable("routes", "各计算路线的小班数与面积", "Units and area by route of calculation",
        [
            new("number", "公式编号", "Equation", "", ReportColumnKind.Text),
            new("symbol", "符号", "Symbol", "", ReportColumnKind.Text),
            new("source", "依据", "Basis", "", ReportColumnKind.Text),
            new("unitCount", "小班数", "Units", "", ReportColumnKind.Count),
            new("areaHa", "面积", "Area", "ha", ReportColumnKind.Sum),
        ]);
        foreach (var equation in layer.Methodology.Equations)
            if (byRoute.TryGetValue(equation.Number, out var sum))
                table.AddRow(equation.Number, equation.SymbolName, equation.Locator.Length == 0 ? equation.Source : $"{equation.Source}: {equation.Locator}", sum.Count, (ReportCell)(ExactSum?)sum.Area);
        return table;
    }
}

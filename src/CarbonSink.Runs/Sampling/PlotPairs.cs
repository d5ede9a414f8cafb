using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>Plots of two surveys brought together (两期样地配对).</summary>
internal sealed record PlotPairs(IReadOnlyList<(double Before, double After)> Matched, IReadOnlyList<double> OnlyBefore, IReadOnlyList<double> OnlyAfter)
{
    /// <summary>The table of the earlier survey; null where a column holds it.</summary>
    public PlotSample? Earlier { get; init; }

    /// <summary>Rows of plots left out, their value in the other survey being unreadable: of the later and of the earlier table.</summary>
    public (int Later, int Earlier) RowsLeftOut { get; init; }

    /// <summary>By a column of earlier values, or by a key with the table of the earlier survey; without a key the surveys are independent.</summary>
    public static PlotPairs Of(SamplingOptions options, PlotSample sample, FindingLog findings)
    {
        var pairs = sample.Plots.Any(p => p.Previous is not null) || !File.Exists(options.Previous) ? OfColumn(sample) : OfTables(options, sample, findings);
        if (pairs.Matched.Count > 0 && (pairs.OnlyBefore.Count > 0 || pairs.OnlyAfter.Count > 0))
            findings.Add(new Finding(SampleRunFindings.PartlyMatched, sample.Table.Name, null, null, null, $"{pairs.Matched.Count}", $"{pairs.OnlyBefore.Count}", $"{pairs.OnlyAfter.Count}"));
        return pairs;
    }

    private static PlotPairs OfColumn(PlotSample sample) => new(
        [.. sample.Plots.Where(p => p is { Y: not null, Previous: not null }).Select(p => (p.Previous!.Value, p.Y!.Value))],
        [.. sample.Plots.Where(p => p.Y is null && p.Previous is not null).Select(p => p.Previous!.Value)],
        [.. sample.Plots.Where(p => p.Previous is null && p.Y is not null).Select(p => p.Y!.Value)]);

    private static PlotPairs OfTables(SamplingOptions options, PlotSample sample, FindingLog findings)
    {
        var before = PlotSample.Read(new(options.Previous!, options.Value) { Key = options.Key, PlotColumn = options.PlotColumn, AllowNegative = options.AllowNegative, Encoding = options.Encoding }, null, findings);
        if (options.Key is null)
            return new([], [.. before.Plots.Select(p => p.Y!.Value)], [.. sample.Plots.Select(p => p.Y!.Value)]) { Earlier = before };
        var ((old, oldLeft), (now, nowLeft)) = (ByKey(before, sample, findings), ByKey(sample, before, findings));
        return new(
            [.. now.Where(p => old.ContainsKey(p.Key)).Select(p => (old[p.Key], p.Value))],
            [.. old.Where(p => !now.ContainsKey(p.Key)).Select(p => p.Value)],
            [.. now.Where(p => !old.ContainsKey(p.Key)).Select(p => p.Value)]) { Earlier = before, RowsLeftOut = (nowLeft, oldLeft) };
    }

    private static (SortedDictionary<string, double> Values, int RowsLeftOut) ByKey(PlotSample sample, PlotSample other, FindingLog findings)
    {
        var (values, left) = (new SortedDictionary<string, double>(StringComparer.Ordinal), 0);
        foreach (var plot in sample.Plots)
        {
            // A plot measured twice of which one value cannot be read is no plot of one survey.
            if (other.Unreadable.Contains(plot.Key))
            {
                findings.Add(new Finding(SampleRunFindings.OtherSurveyUnreadable, sample.Table.Name, plot.Record, null, plot.Key, plot.Key));
                left += plot.Rows;
                continue;
            }

            if (!values.TryAdd(plot.Key, plot.Y!.Value))
                throw DataSet.Refuse(SampleRunFindings.KeyTwice, sample.Table.Name, plot.Key);
        }

        return (values, left);
    }
}

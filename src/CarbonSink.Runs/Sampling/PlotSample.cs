using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>One sampling unit as the table gives it (样地). Groups are "" and numbers null where no column was named.</summary>
/// <param name="Record">0-based record of its first row.</param>
/// <param name="Y">Its value, 0 where nothing of it is in the domain; null for a unit of the first phase alone.</param>
/// <param name="X">Denominator: the column of the ratio, within the domain.</param>
/// <param name="Share">1 within the domain, 0 outside; of a plot of several rows the greatest.</param>
internal sealed record PlotRow(long Record, double? Y, double X, double Share)
{
    public double AreaHa { get; init; }

    public string Stratum { get; init; } = "";

    public string Unit { get; init; } = "";

    public string Group { get; init; } = "";

    public double? Order { get; init; }

    public double? Auxiliary { get; init; }

    public double? Previous { get; init; }

    public double? StratumAreaHa { get; init; }

    public string Key { get; init; } = "";
}

/// <summary>The plots of a table (样本), with the number of rows that went into them: rows = used + missing + unknown.</summary>
internal sealed record PlotSample(IReadOnlyList<PlotRow> Plots, PlotTable Table, int RowsMissing, int RowsUnknown)
{
    private const double SquareMetresPerHectare = 10_000;

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="RefusedInputException">A column is not there, values are negative, plots have no area, groups are blank.</exception>
    public static PlotSample Read(SamplingOptions options, string? previousColumn, FindingLog findings)
    {
        var domain = options.Domain is { } text ? DomainExpression.Parse(text) : null;
        string?[] named = [options.Value, options.RatioTo, options.UnitColumn, options.PlotColumn, options.PlotAreaColumn, options.Stratum, options.StratumArea, options.Line, options.Order, options.Cluster, options.Auxiliary, options.SmallArea, options.Panel, options.Key, previousColumn];
        var table = PlotTable.Read(options.Plots, options.Layer, options.Encoding, named.OfType<string>().Concat(domain?.Columns ?? []), findings);
        RequireSound(options, table, previousColumn);
        var (plots, missing, unknown) = (new List<PlotRow>(), 0, 0);
        var phases = options.Design == SamplingDesign.TwoPhase && options.PhaseOne is null;
        for (var row = 0; row < table.Count; row++)
        {
            var r = row;
            var isIn = domain is null ? true : domain.Holds(c => (table.Text(c, r), table.Number(c, r)));
            if (isIn is null)
            {
                unknown++;
                var blank = domain!.Columns.FirstOrDefault(c => table.Text(c, r) is null) ?? domain.Columns.First(c => table.Number(c, r) is null);
                findings.Add(SampleRunFindings.DomainUnknown, table.Name, table.Records[row], blank, table.Text(blank, r), blank);
                continue;
            }

            // A plot outside of the domain counts as 0, whatever was or was not recorded there.
            if (isIn == true && Missing(options, table, row, previousColumn, phases) is { } column)
            {
                missing++;
                findings.Add(SampleRunFindings.MissingValue, table.Name, table.Records[row], column, table.Text(column, row), column);
                continue;
            }

            plots.Add(Of(options, table, row, previousColumn, isIn == true ? 1 : 0));
        }

        var sample = new PlotSample(options.PlotColumn is null ? plots : Joined(plots, table.Name), table, missing, unknown);
        return domain is not null && sample.Plots.Count > 0 && sample.Plots.All(p => p.Share == 0) ? throw DataSet.Refuse(SampleRunFindings.DomainEmpty, table.Name, options.Domain!) : sample;
    }

    private static string? Missing(SamplingOptions options, PlotTable table, int row, string? previousColumn, bool phases)
    {
        // In a change a plot may have one of both values; in two phases a unit need not be measured.
        if (previousColumn is not null)
            return table.Number(options.Value, row) is null && table.Number(previousColumn, row) is null ? options.Value : null;
        if (table.Number(options.Value, row) is null && !(phases && table.Text(options.Value, row) is null))
            return options.Value;
        foreach (var column in (string?[])[options.RatioTo, options.Auxiliary, options.Order])
        {
            if (column is not null && table.Number(column, row) is null)
                return column;
        }

        return null;
    }

    private static PlotRow Of(SamplingOptions options, PlotTable table, int row, string? previousColumn, double share)
    {
        double? Number(string? column) => column is null ? null : table.Number(column, row);
        string Text(string? column) => column is null ? "" : table.Text(column, row)!;
        return new(table.Records[row], share == 0 ? 0 : Number(options.Value), share == 0 ? 0 : Number(options.RatioTo) ?? 0, share)
        {
            AreaHa = (options.PlotAreaM2 ?? Number(options.PlotAreaColumn) ?? 0) / SquareMetresPerHectare,
            Stratum = Text(options.Stratum),
            Unit = Text(options.UnitColumn),
            Group = Text(options.Line ?? options.Cluster ?? options.Panel ?? options.SmallArea),
            Order = Number(options.Order),
            Auxiliary = Number(options.Auxiliary),
            Previous = Number(previousColumn),
            StratumAreaHa = Number(options.StratumArea),
            Key = Text(options.PlotColumn ?? options.Key),
        };
    }

    /// <summary>Rows of a plot added up; what describes the plot must be the same in all of them.</summary>
    private static List<PlotRow> Joined(List<PlotRow> rows, string file) =>
    [
        .. rows.GroupBy(r => r.Key, StringComparer.Ordinal).OrderBy(g => g.Min(r => r.Record)).Select(g =>
        {
            var first = g.First();
            foreach (var (what, differs) in new (string, Func<PlotRow, bool>)[] { ("stratum", r => r.Stratum != first.Stratum), ("unit", r => r.Unit != first.Unit), ("plot area", r => r.AreaHa != first.AreaHa), ("group", r => r.Group != first.Group) })
            {
                if (g.Any(differs))
                    throw DataSet.Refuse(SampleRunFindings.PlotDisagrees, file, g.Key, what);
            }

            return first with { Y = g.All(r => r.Y is null) ? null : Sum(g.Select(r => r.Y ?? 0)), X = Sum(g.Select(r => r.X)), Share = g.Max(r => r.Share) };
        }),
    ];

    /// <summary>Sorted first, so that the order of rows leaves no trace.</summary>
    private static double Sum(IEnumerable<double> terms) => terms.Order().Sum();

    private static void RequireSound(SamplingOptions options, PlotTable table, string? previousColumn)
    {
        foreach (var column in (string?[])[options.AllowNegative ? null : options.Value, options.AllowNegative ? null : previousColumn, options.RatioTo])
            Refuse(column, SampleRunFindings.Negative, r => table.Number(column!, r) < 0);
        Refuse(options.PlotAreaColumn, SampleRunFindings.NoPlotArea, r => !(table.Number(options.PlotAreaColumn!, r) > 0));
        foreach (var column in (string?[])[options.Stratum, options.UnitColumn, options.PlotColumn, options.Line, options.Cluster, options.Panel, options.SmallArea, options.Key])
            Refuse(column, SampleRunFindings.NoGroup, r => table.Text(column!, r) is null);

        void Refuse(string? column, FindingRule rule, Func<int, bool> isBad)
        {
            if (column is null)
                return;
            var bad = Enumerable.Range(0, table.Count).Where(isBad).ToArray();
            if (bad.Length > 0)
                throw new RefusedInputException(new Finding(rule, table.Name, table.Records[bad[0]], column, table.Text(column, bad[0]), column, $"{bad.Length}"));
        }
    }
}

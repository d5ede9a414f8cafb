using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>One sampling unit as the table gives it (样地). Groups are "" and numbers null where no column was named.</summary>
/// <param name="Record">0-based record of its first row.</param>
/// <param name="Row">Place of that row in the table as read.</param>
/// <param name="Y">Its value, 0 where nothing of it is in the domain; null for a unit of the first phase alone.</param>
/// <param name="X">Denominator: the column of the ratio, within the domain.</param>
/// <param name="Share">1 within the domain, 0 outside; of a plot of several rows the greatest.</param>
internal sealed record PlotRow(long Record, int Row, double? Y, double X, double Share)
{
    public double AreaHa { get; init; }

    /// <summary>Rows of the table that were added up to it.</summary>
    public int Rows { get; init; } = 1;

    public string Stratum { get; init; } = "";

    public string Unit { get; init; } = "";

    public string Group { get; init; } = "";

    public double? Order { get; init; }

    public double? Auxiliary { get; init; }

    public double? Previous { get; init; }

    public double? StratumAreaHa { get; init; }

    public string Key { get; init; } = "";
}

/// <summary>The plots of a table (样本), with the number of rows that went into them: rows = used + missing + unknown + of incomplete plots.</summary>
internal sealed record PlotSample(IReadOnlyList<PlotRow> Plots, PlotTable Table, int RowsMissing, int RowsUnknown)
{
    private const double SquareMetresPerHectare = 10_000;
    private const string StatusColumn = "status";
    private const string FlagColumn = "flag";

    /// <summary>Sound rows of plots of which other rows are missing: their plots are not used.</summary>
    public int RowsIncomplete { get; init; }

    /// <summary>Keys of plots that were measured but of which a value is no number or a row is missing.</summary>
    public IReadOnlySet<string> Unreadable { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Worst status that a column "status" gives to rows used; null without such a column or words.</summary>
    public ParameterStatus? WorstStatus { get; init; }

    /// <summary>Rows used that a column "flag" calls extrapolated.</summary>
    public int Extrapolated { get; init; }

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="RefusedInputException">A column is not there, values are negative, plots have no area, groups are blank.</exception>
    public static PlotSample Read(SamplingOptions options, string? previousColumn, FindingLog findings)
    {
        var domain = options.Domain is { } text ? DomainExpression.Parse(text) : null;
        string?[] named = [options.Value, options.RatioTo, options.UnitColumn, options.PlotColumn, options.PlotAreaColumn, options.Stratum, options.StratumArea, options.Line, options.Order, options.Cluster, options.Auxiliary, options.SmallArea, options.Panel, options.Key, previousColumn];
        var table = PlotTable.Read(options.Plots, options.Layer, options.Encoding, named.OfType<string>().Concat(domain?.Columns ?? []), findings, [StatusColumn, FlagColumn]);
        RequireSound(options, table, previousColumn);
        var (plots, missing, unknown) = (new List<PlotRow>(), 0, 0);
        var (bad, unreadable) = (new Dictionary<string, int>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var phases = options.Design == SamplingDesign.TwoPhase && options.PhaseOne is null;
        for (var row = 0; row < table.Count; row++)
        {
            var r = row;
            var isIn = domain is null ? true : domain.Holds(c => (table.Text(c, r), table.Number(c, r)));
            if (isIn is null)
            {
                unknown++;
                Lost(row);
                var blank = domain!.Columns.FirstOrDefault(c => table.Text(c, r) is null) ?? domain.Columns.First(c => table.Number(c, r) is null);
                findings.Add(SampleRunFindings.DomainUnknown, table.Name, table.Records[row], blank, table.Text(blank, r), blank);
                continue;
            }

            // A plot outside of the domain counts as 0, whatever was or was not recorded there.
            if (isIn == true && Missing(options, table, row, previousColumn, phases) is { } column)
            {
                missing++;
                Lost(row);
                if ((options.PlotColumn ?? options.Key) is { } key && table.Text(column, row) is not null)
                    unreadable.Add(table.Text(key, row)!);
                findings.Add(SampleRunFindings.MissingValue, table.Name, table.Records[row], column, table.Text(column, row), column);
                continue;
            }

            plots.Add(Of(options, table, row, previousColumn, isIn == true ? 1 : 0));
        }

        var sound = plots.Count;
        if (options.PlotColumn is { } plotColumn)
            plots = Complete(plots, bad, unreadable, table, plotColumn, findings);
        var sample = new PlotSample(options.PlotColumn is null ? plots : Joined(plots, table.Name, options), table, missing, unknown)
        {
            RowsIncomplete = sound - plots.Count,
            Unreadable = unreadable,
            WorstStatus = plots.Select(p => StatusOf(table, p.Row)).Max(),
            Extrapolated = plots.Count(p => table.Optional(FlagColumn, p.Row)?.Contains("extrapolated", StringComparison.OrdinalIgnoreCase) == true),
        };
        return domain is not null && sample.Plots.Count > 0 && sample.Plots.All(p => p.Share == 0) ? throw DataSet.Refuse(SampleRunFindings.DomainEmpty, table.Name, options.Domain!) : sample;

        void Lost(int row)
        {
            if (options.PlotColumn is { } column)
                bad[table.Text(column, row)!] = bad.GetValueOrDefault(table.Text(column, row)!) + 1;
        }
    }

    /// <summary>An order-free sum: terms are sorted first.</summary>
    internal static double Sum(IEnumerable<double> terms) => terms.Order().Sum();

    private static ParameterStatus? StatusOf(PlotTable table, int row) =>
        table.Optional(StatusColumn, row) is { } word && !word.Any(char.IsAsciiDigit) && Enum.TryParse<ParameterStatus>(word, true, out var status) ? status : null;

    /// <summary>The rows of plots of which every row can be used: a sum over part of a plot would count what is missing as 0.</summary>
    private static List<PlotRow> Complete(List<PlotRow> rows, Dictionary<string, int> bad, HashSet<string> unreadable, PlotTable table, string column, FindingLog findings)
    {
        // Of a plot measured in some rows alone (in two phases, in one of two surveys), nothing is known of the rest either.
        foreach (var plot in rows.GroupBy(r => r.Key, StringComparer.Ordinal))
        {
            var lacking = plot.Count(r => (r.Y is null && plot.Any(o => o.Y is not null)) || (r.Previous is null && plot.Any(o => o.Previous is not null)));
            if (lacking > 0)
                bad[plot.Key] = bad.GetValueOrDefault(plot.Key) + lacking;
        }

        if (bad.Count == 0)
            return rows;
        var all = Enumerable.Range(0, table.Count).GroupBy(r => table.Text(column, r)!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (First: g.First(), Count: g.Count()), StringComparer.Ordinal);
        foreach (var (plot, count) in bad.Where(b => all[b.Key].Count > 1))
        {
            unreadable.Add(plot);
            findings.Add(new Finding(SampleRunFindings.PlotIncomplete, table.Name, table.Records[all[plot].First], column, plot, plot, $"{count}", $"{all[plot].Count}"));
        }

        return [.. rows.Where(r => !bad.ContainsKey(r.Key))];
    }

    private static string? Missing(SamplingOptions options, PlotTable table, int row, string? previousColumn, bool phases)
    {
        // In a change a plot may have one of both values; in two phases a unit need not be measured.
        if (previousColumn is not null)
        {
            // What is written but is no number was measured: it must not pass for a plot of one survey.
            foreach (var column in (string[])[options.Value, previousColumn])
            {
                if (table.Number(column, row) is null && table.Text(column, row) is not null)
                    return column;
            }

            return table.Number(options.Value, row) is null && table.Number(previousColumn, row) is null ? options.Value : null;
        }

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
        return new(table.Records[row], row, share == 0 ? 0 : Number(options.Value), share == 0 ? 0 : Number(options.RatioTo) ?? 0, share)
        {
            AreaHa = (options.PlotAreaM2 ?? Number(options.PlotAreaColumn) ?? 0) / SquareMetresPerHectare,
            Stratum = Text(options.Stratum),
            Unit = Text(options.UnitColumn),
            Group = Text(GroupColumn(options)),
            Order = Number(options.Order),
            Auxiliary = Number(options.Auxiliary),
            Previous = Number(previousColumn),
            StratumAreaHa = Number(options.StratumArea),
            Key = Text(options.PlotColumn ?? options.Key),
        };
    }

    /// <summary>Rows of a plot added up; what describes the plot must be the same in all of them.</summary>
    private static List<PlotRow> Joined(List<PlotRow> rows, string file, SamplingOptions options) =>
    [
        .. rows.GroupBy(r => r.Key, StringComparer.Ordinal).OrderBy(g => g.Min(r => r.Record)).Select(g =>
        {
            var first = g.First();
            foreach (var (what, differs) in new (string?, Func<PlotRow, bool>)[]
            {
                (options.Stratum, r => r.Stratum != first.Stratum), (options.UnitColumn, r => r.Unit != first.Unit), (options.PlotAreaColumn, r => r.AreaHa != first.AreaHa), (GroupColumn(options), r => r.Group != first.Group),
                (options.Auxiliary, r => r.Auxiliary != first.Auxiliary), (options.Order, r => r.Order != first.Order), (options.StratumArea, r => r.StratumAreaHa != first.StratumAreaHa),
            })
            {
                if (g.Any(differs))
                    throw new RefusedInputException(new Finding(SampleRunFindings.PlotDisagrees, file, g.First(differs).Record, what, null, g.Key, what ?? ""));
            }

            return first with { Rows = g.Count(), Y = first.Y is null ? null : Sum(g.Select(r => r.Y!.Value)), Previous = first.Previous is null ? null : Sum(g.Select(r => r.Previous!.Value)), X = Sum(g.Select(r => r.X)), Share = g.Max(r => r.Share) };
        }),
    ];

    private static string? GroupColumn(SamplingOptions options) => options.Line ?? options.Cluster ?? options.Panel ?? options.SmallArea;

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

using CarbonSink.Methodologies.Formulas;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Quantities;

namespace CarbonSink.Methodologies;

/// <content>What a table says about the uncertainty of its cells: companion columns, and correlations.csv beside it.</content>
public sealed partial class ParameterTable
{
    /// <summary>Correlation of the members of each group that a <c>x.group</c> column names, where one number serves all pairs; from correlations.csv beside the table.</summary>
    public IReadOnlyDictionary<string, double> Correlations => Groups.Where(g => g.Value.Factor is null).ToDictionary(g => g.Key, g => g.Value.Common, StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, CorrelationGroup> Groups { get; private set; } = new Dictionary<string, CorrelationGroup>();

    /// <summary>Takes the correlations of this table's groups from a table with the columns table, group, correlation [1] and, for pairs, row, column, row2, column2; a group without a row is a problem.</summary>
    internal void Correlate(ParameterTable? correlations, ICollection<LoadProblem> problems)
    {
        var members = new Dictionary<string, List<(string Row, string Column)>>(StringComparer.Ordinal);
        foreach (var column in Columns.Where(c => c.Uncertainties is not null))
            for (var r = 0; r < Rows.Count; r++)
                if (column.Uncertainties![r]?.Group is { } group)
                    (members.TryGetValue(group, out var known) ? known : members[group] = []).Add((Rows[r].Key, column.Name));
        var name = Path.GetFileNameWithoutExtension(Csv.File);
        var (common, pairs) = (new Dictionary<string, (double Rho, int Line)>(StringComparer.Ordinal), new Dictionary<string, List<(int I, int J, double Rho, int Line)>>(StringComparer.Ordinal));
        for (var r = 0; r < correlations?.Rows.Count; r++)
        {
            string Cell(string column) => correlations.Csv.IndexOf(column) is >= 0 and var i ? correlations.Csv.Rows[r].Cells[i] : string.Empty;
            if (Cell("table") != name)
                continue;
            var line = correlations.Rows[r].Line;
            void Problem(string message) => problems.Add(new(correlations.Csv.File, line, 1, message, "columns are table, group, correlation [1], source, locator, status; for one pair also row, column, row2, column2"));
            var (group, rho) = (Cell("group"), correlations.Column("correlation") is { Type: ColumnType.Number, Unit.IsOne: true } column && column.Given[r] ? column.Values[r] : double.NaN);
            if (Cell("row").Length + Cell("column").Length + Cell("row2").Length + Cell("column2").Length == 0)
            {
                if (!common.TryAdd(group, (rho, line)) || !(rho is >= -1 and <= 1))
                    Problem($"correlation of group '{group}' is no number from -1 to 1, or stands twice");
                continue;
            }

            var own = members.GetValueOrDefault(group) ?? [];
            var (i, j) = (own.IndexOf((Cell("row"), Cell("column"))), own.IndexOf((Cell("row2"), Cell("column2"))));
            var list = pairs.TryGetValue(group, out var given) ? given : pairs[group] = [];
            if (i < 0 || j < 0 || i == j)
                Problem($"the pair {Cell("row")}/{Cell("column")} and {Cell("row2")}/{Cell("column2")} is no pair of different cells of group '{group}'");
            else if (!(rho is >= -1 and <= 1) || list.Exists(p => (p.I, p.J) == (i, j) || (p.I, p.J) == (j, i)))
                Problem($"correlation of a pair of group '{group}' is no number from -1 to 1, or stands twice");
            else
                list.Add((i, j, rho, line));
        }

        foreach (var group in members.Keys.Where(g => !common.ContainsKey(g) && !pairs.ContainsKey(g)))
            problems.Add(new(Csv.File, 1, 1, $"group '{group}' has no row in correlations.csv", $"add a row {name},{group},… to correlations.csv in the same folder"));
        var groups = new Dictionary<string, CorrelationGroup>(StringComparer.Ordinal);
        foreach (var (group, own) in members)
        {
            var (rho, line) = common.GetValueOrDefault(group);
            if (!pairs.TryGetValue(group, out var given) && rho is >= 0 and <= 1)
                groups[group] = new(rho);
            else if (Matrix(own.Count, rho, given ?? []) is var matrix && CorrelationGroup.Of([.. own], matrix) is { } found)
                groups[group] = found;
            else if (rho is >= -1 and <= 1)
                problems.Add(new(correlations!.Csv.File, line > 0 ? line : given!.Count > 0 ? given[0].Line : 1, 1, $"the correlations of group '{group}' of table {name} are not positive definite: no {own.Count} numbers can hang together like this", "check the pairs; a common correlation below 0 must be above -1/(members - 1)"));
        }

        Groups = groups;
    }

    private static double[][] Matrix(int n, double common, List<(int I, int J, double Rho, int Line)> pairs)
    {
        var matrix = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1 : common).ToArray()).ToArray();
        foreach (var (i, j, rho, _) in pairs)
            matrix[i][j] = matrix[j][i] = rho;
        return matrix;
    }

    private static bool IsBound(string name) => name.EndsWith(".from", StringComparison.Ordinal) || name.EndsWith(".to", StringComparison.Ordinal);

    private static bool IsCompanion(string name) => name.LastIndexOf('.') is >= 0 and var dot && Companions.Contains(name[(dot + 1)..]);

    private ParameterUncertainty?[]? ReadUncertainty(TableColumn column, ICollection<LoadProblem> problems)
    {
        if (IsCompanion(column.Name) || !Csv.Header.Any(h => Companions.Any(c => h == $"{column.Name}.{c}" || h.StartsWith($"{column.Name}.{c} ", StringComparison.Ordinal))))
            return null;
        var before = problems.Count;
        foreach (var companion in Companions)
        {
            if (Column($"{column.Name}.{companion}") is { } c && (c.Type != ColumnType.Number || !c.Unit.Dimension.Equals((companion == "df" ? Unit.One : column.Unit).Dimension)))
                problems.Add(new(Csv.File, 1, Csv.HeaderColumns[c.At], $"'{c.Name}' must be in {(companion == "df" ? "1" : column.Unit.Symbol)}, like its value"));
        }

        if (problems.Count > before)
            return null;
        double? Number(string companion, int row) => Column($"{column.Name}.{companion}") is { } c && c.Given[row] ? c.Unit.Convert(c.Values[row], companion == "df" ? Unit.One : column.Unit) : null;
        string Text(string companion, int row) => Csv.IndexOf($"{column.Name}.{companion}") is >= 0 and var i ? Csv.Rows[row].Cells[i] : string.Empty;
        var uncertainties = new ParameterUncertainty?[Rows.Count];
        for (var r = 0; r < Rows.Count; r++)
        {
            var name = Text("dist", r);
            if (!Distributions.TryParse(name, out var kind))
                problems.Add(new(Csv.File, Rows[r].Line, 1, $"distribution '{name}' of {column.Name} is not one of normal, lognormal, triangular, beta, truncated, t"));
            var (df, value) = (Number("df", r) ?? double.PositiveInfinity, column.Values[r]);
            var (stated, low, high) = (Number("se", r) ?? Number("sd", r), Number("low95", r), Number("high95", r));
            var spread = stated ?? Distributions.StandardDeviation(kind, df, value, low, high);
            if (spread is not { } sd || !column.Given[r] || Rows[r].Status == ParameterStatus.Conflict)
                continue;
            var uncertainty = new ParameterUncertainty(kind, sd, df, Text("group", r) is { Length: > 0 } g ? g : null);
            if (stated is null && kind == DistributionKind.Triangular && Distributions.Widths(value, low!.Value, high!.Value) is { } widths)
                uncertainty = uncertainty with { Left = widths.Left, Right = widths.Right };
            uncertainties[r] = uncertainty;
            if ((Distributions.Problem(value, uncertainty) ?? (stated is null ? Distributions.IntervalProblem(kind, value, low!.Value, high!.Value) : null)) is { } problem)
                problems.Add(new(Csv.File, Rows[r].Line, Csv.Rows[r].Columns[column.At], $"uncertainty of {column.Name}: {problem}"));
        }

        return uncertainties;
    }
}

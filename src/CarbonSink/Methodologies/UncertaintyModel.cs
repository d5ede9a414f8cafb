using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Methodologies;

/// <summary>The error of a measured input (测量误差): of each record on its own, or one that all records share.</summary>
/// <param name="Distribution">Shape.</param>
/// <param name="StandardDeviation">Standard deviation or standard error; a fraction of the value where relative, else in the unit of the input.</param>
/// <param name="IsRelative">Whether it is a fraction of the value.</param>
/// <param name="DegreesOfFreedom">For Student t.</param>
public sealed record InputError(DistributionKind Distribution, double StandardDeviation, bool IsRelative, double DegreesOfFreedom = double.PositiveInfinity)
{
    /// <summary>The uncertainty of one value.</summary>
    public ParameterUncertainty Of(double value) => new(Distribution, IsRelative ? StandardDeviation * Math.Abs(value) : StandardDeviation, DegreesOfFreedom);
}

/// <summary>The errors of one input.</summary>
/// <param name="OwnError">Error of each record, independent of the others, or null.</param>
/// <param name="SharedError">Error that all records share, e.g. the sampling error of the survey's total stock, or null: always normal or Student t.</param>
public sealed record InputUncertainty(InputError? OwnError, InputError? SharedError);

/// <summary>What is said about the uncertainty of a methodology's cells and inputs (不确定性说明): by the tables themselves and, over them, by the user. Immutable and safe for several threads.</summary>
public sealed partial class UncertaintyModel
{
    private readonly Dictionary<TableColumn, ParameterUncertainty?[]> cells;
    private readonly Dictionary<(string Table, string Group), CorrelationGroup> groups;

    private UncertaintyModel(Dictionary<TableColumn, ParameterUncertainty?[]> cells, Dictionary<(string, string), CorrelationGroup> groups, IReadOnlyDictionary<string, InputUncertainty> inputs) =>
        (this.cells, this.groups, Inputs) = (cells, groups, inputs);

    /// <summary>Errors of inputs, by symbol.</summary>
    public IReadOnlyDictionary<string, InputUncertainty> Inputs { get; }

    internal IReadOnlyDictionary<(string Table, string Group), CorrelationGroup> Groups => groups;

    /// <summary>What the tables of a methodology state.</summary>
    public static UncertaintyModel Of(Methodology methodology) => Of(methodology.Program);

    /// <summary>The same with the errors of an input.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A Student t has no more than 2 degrees of freedom, so that its variance is infinite.</exception>
    public UncertaintyModel With(string input, InputUncertainty errors)
    {
        foreach (var error in (InputError?[])[errors.OwnError, errors.SharedError])
            if (error is { Distribution: DistributionKind.StudentT } t)
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(t.DegreesOfFreedom, 2, nameof(errors));
        return new(cells, groups, new Dictionary<string, InputUncertainty>(Inputs, StringComparer.Ordinal) { [input] = errors }) { Declared = Declared };
    }

    /// <summary>What the tables of a compiled pack state.</summary>
    internal static UncertaintyModel Of(MethodologyProgram program)
    {
        var (cells, groups) = (new Dictionary<TableColumn, ParameterUncertainty?[]>(), new Dictionary<(string, string), CorrelationGroup>());
        foreach (var table in program.Tables.Values.Select(t => t.Table).Distinct())
        {
            foreach (var column in table.Columns.Where(c => c.Uncertainties is not null))
                cells[column] = column.Uncertainties!;
            foreach (var (name, group) in table.Groups)
                groups[(table.Reference, name)] = group;
        }

        return new(cells, groups, new Dictionary<string, InputUncertainty>(StringComparer.Ordinal));
    }

    /// <summary>Uncertainties of a column's cells, or null where none is stated.</summary>
    internal ParameterUncertainty?[]? Of(TableColumn column) => cells.GetValueOrDefault(column);

    internal CorrelationGroup? Group(string table, string? group) => group is not null && groups.TryGetValue((table, group), out var found) ? found : null;
}

using CarbonSink.Estimation;
using CarbonSink.Quantities;
using CarbonSink.Targets;

namespace CarbonSink.Methodologies;

/// <summary>Classes of one code of the records that count (计入的类别).</summary>
/// <param name="Role">The code: landClass, forestCategory, origin.</param>
/// <param name="Names">Its classes.</param>
public sealed record ClassList(string Role, IReadOnlyList<string> Names);

/// <summary>A sum over records (合计项): a figure of the stock over the records that are of listed classes.</summary>
/// <param name="Figure">What is added up; null for the land area, which is no sum over records.</param>
/// <param name="Classes">The classes, by code; a record counts where it is of a listed class of each code. Empty for all records.</param>
/// <param name="Status">Worst status of the rows of the list.</param>
public sealed record IndicatorTerm(StockFigure? Figure, IReadOnlyList<ClassList> Classes, ParameterStatus Status)
{
    /// <summary>The unit of the figure.</summary>
    public Unit Unit => Figure switch
    {
        null or StockFigure.Area or StockFigure.RecordedArea or StockFigure.EllipsoidalArea or StockFigure.EstimatedArea or StockFigure.ExtrapolatedArea => Unit.Parse("ha"),
        StockFigure.Volume or StockFigure.ExtrapolatedVolume or StockFigure.LivingVolume => Unit.Parse("m3"),
        StockFigure.Biomass => Unit.Parse("t"),
        StockFigure.CarbonDioxide => Unit.Parse("tCO2e"),
        _ => Unit.Parse("tC"),
    };

    /// <summary>The sum over some groups of an assessment.</summary>
    /// <param name="assessment">An assessment whose keys hold every code of the list.</param>
    /// <param name="belongs">Which groups to look at.</param>
    /// <returns>The exact sum, null where no record has the figure, and the worst status of what was added.</returns>
    /// <exception cref="ArgumentException">A code of the list is no key of the assessment, or the term is the land area.</exception>
    public (ExactSum? Sum, ParameterStatus Status) Of(StockAssessment assessment, Func<StockGroup, bool> belongs)
    {
        var figure = Figure ?? throw new ArgumentException("a land area is no sum over records", nameof(assessment));
        var at = Classes.Select(c => (Position: assessment.KeyNames.ToList().IndexOf(c.Role), c.Names)).ToArray();
        if (Array.FindIndex(at, a => a.Position < 0) is >= 0 and var missing)
            throw new ArgumentException($"{Classes[missing].Role} is no key of the assessment", nameof(assessment));
        var (sum, status) = ((ExactSum?)null, Status);
        var isArea = figure is StockFigure.Area or StockFigure.RecordedArea or StockFigure.EllipsoidalArea;
        foreach (var group in assessment.Groups.Where(g => belongs(g) && at.All(a => a.Names.Contains(g.Key[a.Position], StringComparer.Ordinal))))
        {
            if (group[figure] is not { } own)
                continue;
            sum = (sum ?? ExactSum.Zero) + own;
            status = !isArea && group.WorstStatus > status ? group.WorstStatus : status;
        }

        return (sum, isArea ? assessment.LandClasses.Where(c => Classes.Any(l => l.Role == "landClass" && l.Names.Contains(c.LandClass, StringComparer.Ordinal))).Select(c => c.Status).Append(status).Max() : status);
    }
}

/// <summary>One way to compute an indicator (指标定义): a sum, a sum divided by another, its change from survey to survey, or an output of a method.</summary>
/// <param name="Base">What it is called where there is a choice.</param>
/// <param name="Numerator">The sum; null for an output of a method.</param>
/// <param name="Denominator">What it is divided by, or null.</param>
public sealed record IndicatorDefinition(IndicatorBase Base, IndicatorTerm? Numerator, IndicatorTerm? Denominator)
{
    /// <summary>Whether the yearly change between two surveys is meant.</summary>
    public bool IsChange { get; init; }

    /// <summary>Method as id/version whose output it is, or blank.</summary>
    public string Method { get; init; } = "";

    /// <summary>Symbol of that output, or blank.</summary>
    public string Output { get; init; } = "";

    /// <summary>Both sums, where there are any.</summary>
    public IEnumerable<IndicatorTerm> Terms => ((IndicatorTerm?[])[Numerator, Denominator]).OfType<IndicatorTerm>();
}

using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Estimation;

/// <summary>An official figure beside ours.</summary>
/// <param name="Official">The figure as its table writes it.</param>
/// <param name="Unit">Unit of the numbers here.</param>
/// <param name="OfficialValue">The official number in that unit.</param>
/// <param name="Ours">Our number; null where nothing was computed.</param>
public sealed record ReconciledFigure(OfficialFigure Official, string Unit, double OfficialValue, double? Ours)
{
    /// <summary>Ours less the official one.</summary>
    public double? Difference => Ours - OfficialValue;

    /// <summary>The difference in % of the official number; null where that is 0.</summary>
    public double? DifferencePercent => OfficialValue == 0 ? null : 100 * Difference / OfficialValue;
}

/// <summary>The comparison with official figures (与上年数据对账). It never changes a total.</summary>
/// <param name="Figures">The figures that could be compared, in the order of their table.</param>
/// <param name="Findings">Why the others could not.</param>
public sealed record Reconciliation(IReadOnlyList<ReconciledFigure> Figures, IReadOnlyList<Finding> Findings)
{
    private const string LandClassKey = "landClass";

    /// <summary>Compares.</summary>
    public static Reconciliation Of(StockAssessment assessment, AssessmentContext context)
    {
        var (figures, findings) = (new List<ReconciledFigure>(), new List<Finding>());
        if (assessment.Total.RecordCount == 0 && context.OfficialFigures is [var any, ..])
            return new([], [new(ContextFindings.NoRecords, any.File, null, null, null, any.File)]);
        foreach (var official in context.OfficialFigures)
        {
            if (Compare(official, assessment, context, findings) is { } figure)
                figures.Add(figure);
        }

        return new(figures, findings);
    }

    private static ReconciledFigure? Compare(OfficialFigure official, StockAssessment assessment, AssessmentContext context, List<Finding> findings)
    {
        ReconciledFigure? Fail(FindingRule rule, string field, string value, params string[] more)
        {
            findings.Add(new(rule, official.File, null, field, value, [official.File, $"{official.Line}", value, .. more]));
            return null;
        }

        var rate = context.Indicators.FirstOrDefault(i => i.Figure == official.Figure);
        var area = context.Indicators.FirstOrDefault(i => i.AreaFigure == official.Figure);
        var figure = StockFigures.All.Cast<StockFigure?>().FirstOrDefault(f => f!.Value.Key() == official.Figure);
        if (rate is null && area is null && figure is null)
            return Fail(ContextFindings.UnknownFigure, "figure", official.Figure, string.Join(", ", [.. StockFigures.All.Select(f => f.Key()), .. context.Indicators.SelectMany(i => (string[])[i.AreaFigure, i.Figure]).Distinct()]));
        if (!decimal.TryParse(official.Value, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
            return Fail(ContextFindings.BadValue, "value", official.Value);
        var (unit, converted) = (UnitOf(official.Figure), (double?)null);
        try
        {
            converted = OfficialUnit.Convert(number, official.Unit, unit);
        }
        catch (OverflowException)
        {
            return Fail(ContextFindings.BadValue, "value", official.Value);
        }

        if (converted is not { } value)
            return Fail(ContextFindings.BadUnit, "unit", official.Unit, official.Figure, unit);

        if (official.Key.Length == 0)
        {
            var whole = rate is not null ? IndicatorValue.Of(rate, assessment, context.LandArea).ValuePercent
                : (area is not null ? IndicatorValue.Of(area, assessment, null).NumeratorHa : assessment.Total[figure!.Value])?.ToDouble();
            return whole is null && rate is not null ? Fail(ContextFindings.NoRate, "figure", official.Figure) : new(official, unit, value, whole);
        }

        if (!assessment.KeyNames.Contains(official.Key, StringComparer.Ordinal))
            return Fail(ContextFindings.UnknownKey, "key", official.Key, string.Join(", ", assessment.KeyNames));
        if (rate is not null || (area is not null && !assessment.KeyNames.Contains(LandClassKey, StringComparer.Ordinal)))
            return Fail(ContextFindings.NotByKey, "figure", official.Figure, official.Key);
        var keys = context.KeysOf(assessment, official.Key) ?? [];
        var groups = keys.Count == 0 ? [] : assessment.RollUp(keys).Groups;
        var found = groups.Where(g => g.Key[^1] == official.KeyValue).ToArray();
        if (found.Length == 0)
            found = [.. groups.Where(g => Means(keys, g.Key, official, context))];
        if (found.Length != 1)
            return Fail(ContextFindings.NoGroup, "keyValue", official.KeyValue, official.Key);
        var ours = figure is { } of ? found[0][of]?.ToDouble() : assessment.RollUp([.. keys, LandClassKey]).Groups
            .Where(g => g.Key.SkipLast(1).SequenceEqual(found[0].Key) && area!.LandClasses.Contains(g.Key[^1], StringComparer.Ordinal))
            .Aggregate(ExactSum.Zero, (sum, g) => sum + (g[StockFigure.Area] ?? ExactSum.Zero)).ToDouble();
        return new(official, unit, value, ours);
    }

    /// <summary>Whether a group of townships or villages is meant by another spelling of its code or by its name.</summary>
    private static bool Means(IReadOnlyList<string> keys, IReadOnlyList<string> key, OfficialFigure official, AssessmentContext context)
    {
        if (context.NameOf(keys, key, key.Count - 1) is { } name && name == official.KeyValue)
            return true;
        var isVillage = context.Names.TryGetValue(official.Key, out var names) ? names.AreVillages : official.Key == "village";
        if (names is null && official.Key is not ("township" or "village"))
            return false;
        var (a, b) = (DivisionNames.Codes(key[^1], isVillage), DivisionNames.Codes(official.KeyValue, isVillage));
        if (key.Count > 1 && a.Township.Length == 0)
            a = a with { Township = DivisionNames.Codes(key[0], isVillage: false).Township };
        static bool Same(string x, string y) => x.Length == 0 || y.Length == 0 || x == y;
        return (isVillage ? a.Village == b.Village && Same(a.Township, b.Township) : a.Township == b.Township) && Same(a.County, b.County);
    }

    /// <summary>The unit that a figure's name ends in.</summary>
    private static string UnitOf(string figure) =>
        figure.EndsWith("Ha", StringComparison.Ordinal) ? "ha" : figure.EndsWith("M3", StringComparison.Ordinal) ? "m3" : figure.EndsWith("Percent", StringComparison.Ordinal) ? "%"
        : figure.StartsWith("co2e", StringComparison.Ordinal) ? "tCO2e" : figure.EndsWith("TC", StringComparison.Ordinal) ? "tC" : "t";
}

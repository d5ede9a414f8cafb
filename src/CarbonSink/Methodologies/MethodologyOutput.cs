using CarbonSink.Estimation;

namespace CarbonSink.Methodologies;

/// <summary>An output of a methodology (输出).</summary>
/// <param name="Symbol">Symbol.</param>
/// <param name="As">volume, livingVolume, biomass, carbon, carbonLow, carbonHigh, co2e, area; of a project by year baseline, project, emission, leakage, net, nonPermanence, creditable; value for any other number; or, for codes of units, the group key it replaces: see <see cref="GroupKeys"/>.</param>
/// <param name="Unit">Unit, or <c>code</c>.</param>
/// <param name="IsComplete">Whether one refused member refuses the whole.</param>
public sealed record MethodologyOutput(string Symbol, string As, string Unit, bool IsComplete)
{
    /// <summary>The word for a number of any unit.</summary>
    internal const string AnyValue = "value";

    private static readonly Dictionary<string, (StockFigure? Figure, string Unit)> Words = new(StringComparer.Ordinal)
    {
        ["volume"] = (StockFigure.Volume, "m3"),
        ["livingVolume"] = (StockFigure.LivingVolume, "m3"),
        ["biomass"] = (StockFigure.Biomass, "t"),
        ["carbon"] = (StockFigure.Carbon, "tC"),
        ["carbonLow"] = (StockFigure.CarbonLow, "tC"),
        ["carbonHigh"] = (StockFigure.CarbonHigh, "tC"),
        ["co2e"] = (StockFigure.CarbonDioxide, "tCO2e"),
        ["area"] = (null, "ha"),
        ["baseline"] = (null, "tCO2e"),
        ["project"] = (null, "tCO2e"),
        ["emission"] = (null, "tCO2e"),
        ["leakage"] = (null, "tCO2e"),
        ["net"] = (null, "tCO2e"),
        ["nonPermanence"] = (null, "tCO2e"),
        ["creditable"] = (null, "tCO2e"),
        [AnyValue] = (null, string.Empty),
    };

    /// <summary>The group keys (分组字段) that an output may replace; the recorded value is used first where the method's formulas say so.</summary>
    public static IReadOnlyList<string> GroupKeys { get; } = ["township", "landClass", "species", "origin", "ageGroup", "forestPurpose", "forestCategory"];

    /// <summary>Set it lives on, or empty for one value.</summary>
    public string Set { get; init; } = string.Empty;

    /// <summary>Its name as the pack gives it in the columns 中文 and meaning; null where it gives none.</summary>
    public Bilingual? Name { get; init; }

    /// <summary>The figure that totals of the output add to; null for areas, codes, single values and what is per hectare or per year.</summary>
    public StockFigure? Figure => Set.Length > 0 && Words.TryGetValue(As, out var word) && word.Unit == Unit ? word.Figure : null;

    /// <summary>Words for numbers.</summary>
    internal static IEnumerable<string> NumberWords => Words.Keys;

    /// <summary>Unit of the totals that a word stands for, or null if it is none of <see cref="NumberWords"/>.</summary>
    internal static string? UnitOf(string word) => Words.TryGetValue(word, out var known) ? known.Unit : null;
}

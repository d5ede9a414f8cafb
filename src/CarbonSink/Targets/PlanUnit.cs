using CarbonSink.Quantities;

namespace CarbonSink.Targets;

/// <summary>A unit as plans print it (计量单位), e.g. 万公顷, 亿立方米, 个百分点: a multiple of a unit of measure. Immutable.</summary>
/// <param name="Text">As printed, without spaces.</param>
/// <param name="Unit">The unit of measure.</param>
/// <param name="Factor">How many of it: 10000 of 万公顷, 0.1 of ‰ in %.</param>
public sealed record PlanUnit(string Text, Unit Unit, decimal Factor)
{
    private static readonly (string Word, decimal Factor)[] Multiples = [("亿", 100_000_000m), ("千万", 10_000_000m), ("百万", 1_000_000m), ("十万", 100_000m), ("万", 10_000m), ("千", 1000m), ("百", 100m)];

    private static readonly string[] Counters = ["", "个", "处", "座", "片", "株", "棵", "家", "户", "只", "头", "种", "项", "块", "口", "条", "次", "人", "人次"];

    private static readonly Dictionary<string, (string Unit, decimal Factor)> Words = Named();

    /// <summary>Whether it is of differences between rates (个百分点).</summary>
    public bool IsPoints => Text.EndsWith("百分点", StringComparison.Ordinal);

    /// <summary>The unit that is printed, or null where it is none of the field.</summary>
    /// <param name="text">As printed; spaces, full-width signs and a multiple (万, 亿) may be in it.</param>
    public static PlanUnit? Parse(string text)
    {
        var plain = Plain(text);
        if (Find(plain) is { } own)
            return new(plain, Unit.Parse(own.Unit), own.Factor);
        foreach (var (word, factor) in Multiples)
            if (plain.StartsWith(word, StringComparison.Ordinal) && Find(plain[word.Length..]) is { Unit: not "%" } rest)
                return new(plain, Unit.Parse(rest.Unit), factor * rest.Factor);
        return null;
    }

    /// <summary>A printed unit as one of an indicator: 立方米 of what is measured per hectare is per hectare; null where it measures something else.</summary>
    /// <param name="text">As printed.</param>
    /// <param name="indicatorUnit">The indicator's unit: <c>ha</c>, <c>m3/ha</c>, <c>%</c>.</param>
    public static PlanUnit? Of(string text, string indicatorUnit)
    {
        const string PerHectare = "/ha";
        if (Parse(text) is not { } unit)
            return null;
        if (unit.Measures(Unit.Parse(indicatorUnit)))
            return unit;
        return indicatorUnit.EndsWith(PerHectare, StringComparison.Ordinal) && Unit.Parse(indicatorUnit[..^PerHectare.Length]) is var above && unit.Measures(above) && unit.Convert(1, above) is { } factor ? new(unit.Text, Unit.Parse(indicatorUnit), factor) : null;
    }

    /// <summary>Whether a text is a unit, and not blank.</summary>
    internal static bool IsUnit(string text) => Parse(text) is { Text.Length: > 0 };

    /// <summary>Whether values of an indicator may be printed in a unit: one of its kind, or of what is counted in carbon any tonnes, which the assessment asks about.</summary>
    /// <param name="text">As printed.</param>
    /// <param name="indicatorUnit">The indicator's unit.</param>
    public static bool Suits(string text, string indicatorUnit) =>
        Of(text, indicatorUnit) is not null || (indicatorUnit.StartsWith('t') && Parse(text) is { Unit.Symbol: ['t', ..] } mass && mass.Unit.Symbol.Contains("/ha", StringComparison.Ordinal) == indicatorUnit.Contains("/ha", StringComparison.Ordinal));

    /// <summary>A number in this unit as one in another, in decimal arithmetic: exact but for 亩, of which fifteen are a hectare.</summary>
    /// <param name="value">The number as printed.</param>
    /// <param name="target">The other unit.</param>
    /// <returns>The number; null where the two do not measure the same or it is too large for decimals.</returns>
    public decimal? Convert(decimal value, Unit target)
    {
        if (!Measures(target))
            return null;
        var (numerator, denominator) = Unit.FactorTo(target);
        try
        {
            return value * Factor * (decimal)numerator / (decimal)denominator;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>A number in a unit as printed as one in another.</summary>
    /// <param name="value">The number.</param>
    /// <param name="text">The unit as printed.</param>
    /// <param name="target">The other unit, of the field: ha, m3, %.</param>
    /// <returns>The number; null where the unit is not known or measures something else.</returns>
    public static decimal? Convert(decimal value, string text, string target) => Of(text, target)?.Convert(value, Unit.Parse(target));

    /// <summary>Counts and rates have no dimension and are not the same.</summary>
    /// <summary>Whether values in it and in another unit measure the same.</summary>
    internal bool Measures(Unit other) => Unit.Dimension.Equals(other.Dimension) && (!Unit.Dimension.IsNone || Unit.IsOne == other.IsOne);

    private static (string Unit, decimal Factor)? Find(string text) => Words.TryGetValue(text, out var found) ? found : null;

    /// <summary>Without spaces, in half-width signs, superscripts as digits.</summary>
    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Select(c => c switch
    {
        '％' or '﹪' => '%',
        '²' => '2',
        '³' => '3',
        '／' => '/',
        '·' or '•' => '*',
        >= '！' and <= '～' => (char)(c - '！' + '!'),
        _ => c,
    }));

    private static Dictionary<string, (string Unit, decimal Factor)> Named()
    {
        var words = new Dictionary<string, (string, decimal)>(StringComparer.Ordinal);
        void Add(string unit, decimal factor, params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
                words.Add(name, (unit, factor));
        }

        Add("%", 1, "%", "个百分点", "百分点");
        Add("%", 0.1m, "‰", "个千分点", "千分点");
        (string Unit, string[] Names)[] areas = [("ha", ["公顷", "ha", "hm2"]), ("mu", ["亩", "市亩", "mu"]), ("km2", ["平方公里", "平方千米", "km2"]), ("m2", ["平方米", "平米", "m2", "㎡"])];
        (string Unit, string[] Names)[] volumes = [("m3", ["立方米", "立方", "方", "m3", "㎥"])];
        (string Unit, string[] Names)[] masses = [("t", ["吨", "t"]), ("tC", ["吨碳", "tC"]), ("tCO2e", ["吨二氧化碳当量", "吨二氧化碳", "吨CO2", "吨CO2e", "吨CO2当量", "tCO2e", "tCO2"])];
        foreach (var (unit, names) in areas.Concat(volumes).Concat(masses))
            Add(unit, 1, names);
        Add("kg", 1, "公斤", "千克", "kg");
        Add("g", 1, "克", "g");
        Add("km", 1, "公里", "千米", "km");
        Add("m", 1, "米", "m");
        Add("1", 1, Counters);

        // What is per hectare or mu, and what is per year.
        foreach (var (above, names) in volumes.Concat(masses))
            foreach (var (below, belowNames) in areas.Take(2))
                foreach (var name in names)
                    foreach (var other in belowNames)
                        words.TryAdd($"{name}/{other}", ($"{above}/{below}", 1));
        foreach (var (unit, names) in masses)
            foreach (var name in names)
                foreach (var year in (string[])["年", "yr", "a"])
                    words.TryAdd($"{name}/{year}", ($"{unit}/yr", 1));
        foreach (var (name, unit) in ((string, string)[])[("平方米/人", "m2"), ("m2/人", "m2"), ("克/千克", "g/kg"), ("g/kg", "g/kg"), ("克/公斤", "g/kg"), ("株/公顷", "1/ha"), ("株/亩", "1/mu"), ("公斤/亩", "kg/mu"), ("千克/亩", "kg/mu"), ("公斤/公顷", "kg/ha"), ("千克/公顷", "kg/ha")])
            words.TryAdd(name, (unit, 1));
        return words;
    }
}

using CarbonSink.Quantities;

namespace CarbonSink.Estimation;

/// <summary>Units as official tables write them (统计单位): 万m3, 万亩, 平方公里 …; conversion multiplies by whole numbers and divides once.</summary>
internal static class OfficialUnit
{
    private static readonly Dictionary<string, (string Unit, long Factor)> Written = new(StringComparer.OrdinalIgnoreCase)
    {
        ["公顷"] = ("ha", 1), ["hm2"] = ("ha", 1), ["hm²"] = ("ha", 1),
        ["亩"] = ("mu", 1),
        ["平方公里"] = ("ha", 100), ["平方千米"] = ("ha", 100), ["km2"] = ("ha", 100), ["km²"] = ("ha", 100),
        ["m3"] = ("m3", 1), ["m³"] = ("m3", 1), ["立方米"] = ("m3", 1), ["方"] = ("m3", 1),
        ["吨"] = ("t", 1),
        ["吨碳"] = ("tC", 1), ["tc"] = ("tC", 1),
        ["吨二氧化碳"] = ("tCO2e", 1), ["吨二氧化碳当量"] = ("tCO2e", 1), ["tco2"] = ("tCO2e", 1), ["tco2e"] = ("tCO2e", 1),
        ["％"] = ("%", 1),
    };

    /// <summary>A number in a unit as written, in another unit; null where the unit is unknown or measures something else.</summary>
    /// <exception cref="OverflowException">The number leaves the range of 28 digits.</exception>
    public static double? Convert(decimal value, string written, string target)
    {
        var (text, factor) = (written.Replace(" ", "", StringComparison.Ordinal), 1L);
        while (text.Length > 1 && text[0] is '百' or '千' or '万' or '亿')
        {
            factor *= text[0] switch { '百' => 100, '千' => 1_000, '万' => 10_000, _ => 100_000_000 };
            text = text[1..];
        }

        if (Written.TryGetValue(text, out var known))
            (text, factor) = (known.Unit, factor * known.Factor);
        if (!Unit.TryParse(text, out var unit, out _) || !unit.Dimension.Equals(Unit.Parse(target).Dimension))
            return null;
        var (numerator, denominator) = unit.FactorTo(Unit.Parse(target));
        return (double)(value * factor * (decimal)numerator / (decimal)denominator);
    }
}

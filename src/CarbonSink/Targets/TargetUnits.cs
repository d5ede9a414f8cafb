namespace CarbonSink.Targets;

/// <summary>The units that plans print (规划所用单位) and what one of them is in the unit of an indicator, exactly.</summary>
public static class TargetUnits
{
    private static readonly (string Prefix, decimal Factor)[] Prefixes = [("亿", 100_000_000m), ("千万", 10_000_000m), ("百万", 1_000_000m), ("万", 10_000m), ("千", 1000m), ("百", 100m), ("", 1m)];

    // Unit of the indicator, word, and what one of it is as a fraction, so that 15 mu are 1 ha exactly.
    private static readonly (string Unit, string Word, decimal Numerator, decimal Denominator)[] Words =
    [
        ("%", "%", 1, 1), ("%", "个百分点", 1, 1), ("%", "百分点", 1, 1), ("%", "‰", 1, 10), ("%", "克/千克", 1, 10), ("%", "g/kg", 1, 10),
        ("ha", "公顷", 1, 1), ("ha", "hm2", 1, 1), ("ha", "hm²", 1, 1), ("ha", "ha", 1, 1), ("ha", "亩", 1, 15), ("ha", "市亩", 1, 15), ("ha", "mu", 1, 15),
        ("ha", "平方公里", 100, 1), ("ha", "平方千米", 100, 1), ("ha", "km2", 100, 1), ("ha", "km²", 100, 1), ("ha", "平方米", 1, 10000), ("ha", "m2", 1, 10000), ("ha", "m²", 1, 10000), ("ha", "㎡", 1, 10000),
        ("m3", "立方米", 1, 1), ("m3", "m3", 1, 1), ("m3", "m³", 1, 1), ("m3", "㎥", 1, 1), ("m3", "方", 1, 1),
        ("m3/ha", "立方米/公顷", 1, 1), ("m3/ha", "立方米", 1, 1), ("m3/ha", "m3", 1, 1), ("m3/ha", "m³", 1, 1), ("m3/ha", "立方米每公顷", 1, 1), ("m3/ha", "m3/ha", 1, 1), ("m3/ha", "m³/ha", 1, 1), ("m3/ha", "m3/hm2", 1, 1), ("m3/ha", "m³/hm²", 1, 1), ("m3/ha", "立方米/亩", 15, 1), ("m3/ha", "m3/亩", 15, 1),
        ("tC", "吨碳", 1, 1), ("tC", "tC", 1, 1), ("tC/ha", "吨碳/公顷", 1, 1), ("tC/ha", "tC/ha", 1, 1), ("tC/ha", "tC/hm2", 1, 1),
        ("tCO2e/yr", "吨二氧化碳/年", 1, 1), ("tCO2e/yr", "吨二氧化碳当量/年", 1, 1), ("tCO2e/yr", "tCO2e/yr", 1, 1), ("tCO2e/yr", "tCO2/年", 1, 1), ("tCO2e/yr", "tCO2e/年", 1, 1), ("tCO2e/yr", "吨CO2/年", 1, 1),
        ("m2", "平方米", 1, 1), ("m2", "m2", 1, 1), ("m2", "m²", 1, 1), ("m2", "㎡", 1, 1), ("m2", "平方米/人", 1, 1), ("m2", "m2/人", 1, 1), ("m2", "㎡/人", 1, 1), ("m2", "m²/人", 1, 1),
        ("1", "个", 1, 1), ("1", "处", 1, 1), ("1", "座", 1, 1), ("1", "宗", 1, 1), ("1", "家", 1, 1), ("1", "项", 1, 1), ("1", "1", 1, 1), ("1", "片", 1, 1), ("1", "块", 1, 1), ("1", "株", 1, 1),
    ];

    /// <summary>What one of a printed unit is in another unit, as an exact fraction; null where it is none of its kind.</summary>
    /// <param name="printed">As printed: 万公顷, 亩, ％, 万 m³.</param>
    /// <param name="unit">An indicator's unit: <c>ha</c>, <c>m3</c>, <c>%</c> …</param>
    public static (decimal Numerator, decimal Denominator)? Factor(string printed, string unit)
    {
        var plain = PlanCell.Plain(printed);
        foreach (var (prefix, factor) in Prefixes)
            if (plain.StartsWith(prefix, StringComparison.Ordinal) && Array.Find(Words, w => w.Unit == unit && w.Word.Equals(plain[prefix.Length..], StringComparison.OrdinalIgnoreCase)) is { Word: not null } word)
                return (factor * word.Numerator, word.Denominator);
        return null;
    }

    /// <summary>A printed number in an indicator's unit, or null where the printed unit is none of its kind or the number too large.</summary>
    public static decimal? In(decimal value, string printed, string unit)
    {
        try
        {
            return Factor(printed, unit) is var (numerator, denominator) ? value * numerator / denominator : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Whether a text is a unit that some indicator could have.</summary>
    internal static bool IsUnit(string text) => PlanCell.Plain(text) is { Length: > 0 and < 14 } plain && Array.Exists(Prefixes, p => plain.StartsWith(p.Prefix, StringComparison.Ordinal) && Array.Exists(Words, w => w.Word != "1" && w.Word.Equals(plain[p.Prefix.Length..], StringComparison.OrdinalIgnoreCase)));
}

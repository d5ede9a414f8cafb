using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Names of result columns: a role or figure with its unit as suffix, e.g. meanDbhCm, stockM3PerHa, carbonTC.</summary>
internal static class ColumnNames
{
    private const string PerHectare = "PerHa";

    private static readonly Dictionary<string, Bilingual> Titles = new(StringComparer.Ordinal)
    {
        ["township"] = new("乡镇", "Township"),
        ["landClass"] = new("地类", "Land class"),
        ["species"] = new("优势树种", "Dominant species"),
        ["origin"] = new("起源", "Origin"),
        ["ageGroup"] = new("龄组", "Age group"),
        ["forestPurpose"] = new("林种", "Forest purpose"),
        ["forestCategory"] = new("森林类别", "Forest category"),
        ["volume"] = new("蓄积量", "Growing stock"),
        ["livingVolume"] = new("活立木蓄积", "Living stock of trees"),
        ["biomass"] = new("生物量", "Biomass"),
        ["carbon"] = new("碳储量", "Carbon stock"),
        ["carbonLow"] = new("碳储量（低）", "Carbon stock, low"),
        ["carbonHigh"] = new("碳储量（高）", "Carbon stock, high"),
        ["co2e"] = new("二氧化碳当量", "CO2 equivalent"),
    };

    /// <summary>The heading of a group key or an output; where none is known, its name.</summary>
    public static Bilingual Title(string name) => Titles.GetValueOrDefault(name, new(name, name));

    /// <summary>The name of a quantity; a code or pure number has no suffix, and "per hectare" is not said twice.</summary>
    public static string Of(string quantity, string unit)
    {
        var suffix = Suffix(unit);
        return suffix.EndsWith(PerHectare, StringComparison.Ordinal) && quantity.EndsWith(PerHectare, StringComparison.Ordinal) ? quantity[..^PerHectare.Length] + suffix : quantity + suffix;
    }

    /// <summary>The name of what was recorded where the method gives a value of its own.</summary>
    public static string Recorded(string name) => $"recorded{Capital(name)}";

    private static string Suffix(string unit)
    {
        if (unit is "" or "1" or "code" or "date")
            return string.Empty;
        var parts = unit.Split('/');
        // The contract says co2eT: the quantity already names the gas.
        var first = parts[0] is "1" ? string.Empty : parts[0] is "tCO2e" ? "T" : Capital(parts[0]);
        return first + string.Concat(parts.Skip(1).Select(p => $"Per{Capital(p)}"));
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + string.Concat(text.Skip(1).Where(char.IsAsciiLetterOrDigit));
}

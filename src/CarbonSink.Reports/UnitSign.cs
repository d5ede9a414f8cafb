namespace CarbonSink.Reports;

/// <summary>Units as people read them (计量单位): the plain signs of keys and CSV files set with superscripts, mu as 亩 in Chinese.</summary>
public static class UnitSign
{
    /// <summary>E.g. m3 → m³, tC/mu → t C/亩.</summary>
    /// <param name="unit">The sign as columns carry it.</param>
    /// <param name="language">"zh" or "en".</param>
    public static string Of(string unit, string language) => string.Join('/', unit.Split('/').Select(u => u switch
    {
        "m2" => "m²",
        "m3" => "m³",
        "tC" => "t C",
        "tCO2e" => "t CO2e",
        _ => Plain(u, language),
    }));

    /// <summary>The sign with mu as 亩 in Chinese and otherwise as it is.</summary>
    public static string Plain(string unit, string language) =>
        language == "zh" ? string.Join('/', unit.Split('/').Select(u => u == "mu" ? "亩" : u)) : unit;
}

namespace CarbonSink.Reports;

/// <summary>What a column of a report table holds.</summary>
public enum ReportColumnKind
{
    /// <summary>Text or a code; never added up.</summary>
    Text,

    /// <summary>A whole number that adds up.</summary>
    Count,

    /// <summary>An exact sum that adds up.</summary>
    Sum,

    /// <summary>A number that does not add up, such as a share or a mean.</summary>
    Number,
}

/// <summary>A column of a report table (表列).</summary>
/// <param name="Key">Machine name, camelCase, ending in the unit where it carries one.</param>
/// <param name="Zh">Heading in Chinese, without the unit; in a table with several rows of headings the headings above it come first, set off by '|'.</param>
/// <param name="En">Heading in English, likewise.</param>
/// <param name="Unit">Unit as printed, e.g. ha, m³; empty for none.</param>
/// <param name="Kind">What it holds.</param>
public sealed record ReportColumn(string Key, string Zh, string En, string Unit, ReportColumnKind Kind)
{
    /// <summary>Decimals that people are shown of a sum or a number; files carry all digits.</summary>
    public int Decimals { get; init; } = 2;

    /// <summary>Keys of the columns that add up to this one in every row (其中、小计); empty where it is no sum of others.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>The arithmetic that gives this column from others of its row, keys and + − × ÷ in the formula language, e.g. <c>forestHa / landHa * 100</c>; null where it was computed elsewhere. A workbook holds it as a formula.</summary>
    public string? Formula { get; init; }

    /// <summary>The headings from the top row to the column's own, in the language asked for ("zh" or "en").</summary>
    public IReadOnlyList<string> Headings(string language) => (language == "zh" ? Zh : En).Split('|');

    /// <summary>Heading with the unit in brackets, in the language asked for ("zh" or "en").</summary>
    public string Heading(string language)
    {
        var name = string.Join(language == "zh" ? "·" : ": ", Headings(language));
        return Unit.Length == 0 ? name : $"{name} ({UnitSign.Plain(Unit, language)})";
    }
}

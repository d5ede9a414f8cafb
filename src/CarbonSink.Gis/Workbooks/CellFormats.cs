using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CarbonSink.Gis;

/// <summary>Which styles of a workbook show a number as a date.</summary>
/// <remarks>ECMA-376 part 1, clause 18.8.30: the numbers of the built-in formats, those of Chinese included.</remarks>
internal sealed class CellFormats
{
    private const double MostDays = 2_958_465; // 9999-12-31

    private readonly bool[] isDate;
    private readonly string?[] literals;
    private readonly DateTime origin;

    public CellFormats(WorkbookPart workbook)
    {
        var sheet = workbook.WorkbookStylesPart?.Stylesheet;
        var own = sheet?.NumberingFormats?.Elements<NumberingFormat>().Where(f => f.NumberFormatId?.Value is not null)
            .GroupBy(f => f.NumberFormatId!.Value).ToDictionary(g => g.Key, g => g.First().FormatCode?.Value ?? "") ?? [];
        var ids = sheet?.CellFormats?.Elements<CellFormat>().Select(f => f.NumberFormatId?.Value ?? 0).ToList() ?? [];
        literals = [.. ids.Select(id => own.TryGetValue(id, out var code) ? Literal(code) : id is 9 or 10 ? "%" : null)];
        isDate = [.. ids.Select(id => own.TryGetValue(id, out var code) ? IsDate(code) : id is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58)];
        // A day 0 of 1899-12-30 makes up for the 29 February 1900 that spreadsheets believe in.
        origin = workbook.Workbook.WorkbookProperties?.Date1904?.Value == true ? new(1904, 1, 1, 0, 0, 0, DateTimeKind.Unspecified) : new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);
    }

    /// <summary>A number as a date, yyyyMMdd or with its time in ISO 8601; null where its style shows no date.</summary>
    public string? DateOf(uint style, string number)
    {
        if (style >= isDate.Length || !isDate[style] || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) || days is not (>= 1 and <= MostDays))
            return null;
        var time = origin.AddSeconds(Math.Round(days * 86400));
        return time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyyMMdd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>Text that a style shows beside a number; null for none.</summary>
    public string? LiteralOf(uint style) => style < literals.Length ? literals[style] : null;

    /// <summary>The quoted text of a format, and the letters and percent signs that stand in it without quotes.</summary>
    private static string? Literal(string format)
    {
        var text = new string([.. format.Split(';')[0].Where(c => char.IsLetter(c) || c == '%')]);
        return text.Length == 0 || text == "General" ? null : text;
    }

    /// <summary>Whether a format has a letter of a date outside quotes and brackets.</summary>
    private static bool IsDate(string format)
    {
        var (quoted, bracketed) = (false, false);
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c == '\\')
                i++;
            else if (c == '"')
                quoted = !quoted;
            else if (c is '[' or ']' && !quoted)
                bracketed = c == '[';
            else if (!quoted && !bracketed && c is 'y' or 'Y' or 'd' or 'D' or 'h' or 'H' or '年' or '月')
                return true;
        }

        return false;
    }
}

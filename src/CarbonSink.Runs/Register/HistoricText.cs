using System.Globalization;
using System.Text;

namespace CarbonSink.Runs;

/// <summary>Numbers and days as registers write them (历史数据的数与日期): what is not certain is not read.</summary>
internal static class HistoricText
{
    private const int LeastYear = 1900;
    private const int MostYear = 2200;
    private static readonly DateOnly SheetOrigin = new(1899, 12, 30);

    /// <summary>Forms that a mapping may name: excel is the day number of a spreadsheet (1900 system).</summary>
    public static IReadOnlyList<string> DateForms { get; } = ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日", "dd/MM/yyyy", "MM/dd/yyyy", "excel"];

    /// <summary>Forms that are read where a mapping names none: those that can be read in one way only.</summary>
    public static IReadOnlyList<string> DefaultForms { get; } = ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];

    /// <summary>Full-width digits, letters and marks as their usual ones, all kinds of spaces as one; ends trimmed.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            plain.Append(c switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
                '\u00A0' or '\u2007' or '\u2009' or '\u202F' or '\u3000' => ' ',
                '\u2212' => '-',
                '\u2019' => '\'',
                _ => c,
            });
        }

        return plain.ToString().Trim();
    }

    /// <summary>A number: digits, perhaps in groups of three by one kind of separator (comma, space, apostrophe; a point where the comma is the decimal mark). Anything more (a unit, an exponent, groups of four, a first group with a leading zero) is none.</summary>
    public static decimal? Number(string text, bool decimalComma = false)
    {
        var plain = Plain(text);
        var negative = plain.StartsWith('-');
        plain = negative ? plain[1..] : plain;
        var mark = decimalComma ? ',' : '.';
        var at = plain.IndexOf(mark, StringComparison.Ordinal);
        var (whole, fraction) = at < 0 ? (plain, "") : (plain[..at], plain[(at + 1)..]);
        if ((at >= 0 && (fraction.Length == 0 || !fraction.All(char.IsAsciiDigit))) || whole.Length == 0)
            return null;
        var separator = whole.FirstOrDefault(c => !char.IsAsciiDigit(c));
        if (separator != default)
        {
            if (separator is not (' ' or '\'') && separator != (decimalComma ? '.' : ','))
                return null;
            var groups = whole.Split(separator);
            if (groups[0].Length is < 1 or > 3 || groups[0][0] == '0' || groups.Skip(1).Any(g => g.Length != 3) || !groups.All(g => g.All(char.IsAsciiDigit)))
                return null;
            whole = string.Concat(groups);
        }

        return decimal.TryParse(fraction.Length == 0 ? whole : $"{whole}.{fraction}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? negative ? -number : number : null;
    }

    /// <summary>A day in one of the forms; a time of day after it is passed over.</summary>
    public static DateOnly? Day(string text, IReadOnlyList<string> forms)
    {
        var plain = Plain(text);
        var end = plain.IndexOfAny(['T', ' ']);
        if (end > 0 && TimeOnly.TryParse(plain[(end + 1)..].TrimEnd('Z').Split('+')[0], CultureInfo.InvariantCulture, out _))
            plain = plain[..end];
        foreach (var form in forms)
        {
            if (form == "excel")
            {
                if (plain.Length == 5 && int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
                    return SheetOrigin.AddDays(days);
            }
            else if (DateOnly.TryParseExact(plain, Lenient(form), CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= LeastYear and <= MostYear)
            {
                return day;
            }
        }

        return null;
    }

    /// <summary>A vintage: a year, or what a spreadsheet made of it (2020.0).</summary>
    public static int? Year(string text) => Number(text) is { } number && number == decimal.Truncate(number) && number is >= LeastYear and <= MostYear && !Plain(text).Contains(',', StringComparison.Ordinal) ? (int)number : null;

    /// <summary>Whether a spreadsheet has turned a long number into one with an exponent, so that digits are lost.</summary>
    public static bool HasLostDigits(string text)
    {
        var plain = Plain(text);
        var at = plain.IndexOfAny(['E', 'e']);
        return at > 0 && plain[..at].All(c => char.IsAsciiDigit(c) || c == '.') && plain[(at + 1)..] is ['+', _, ..] power && power[1..].All(char.IsAsciiDigit);
    }

    /// <summary>The same form without leading zeros; yyyyMMdd keeps its eight digits.</summary>
    private static string Lenient(string form) => form switch
    {
        "yyyy-MM-dd" => "yyyy-M-d",
        "dd/MM/yyyy" => "d/M/yyyy",
        "MM/dd/yyyy" => "M/d/yyyy",
        _ => form,
    };
}

using System.Globalization;
using System.Text;
using System.Xml;

namespace CarbonSink.Reports;

/// <summary>Names in a workbook: of XML, of cells, of sheets (ECMA-376 part 1, clause 18).</summary>
internal static class XlsxNames
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    public const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    public const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";

    private const int LongestSheetName = 31;
    private const int LongestText = 32_767;

    /// <summary>Name of a column, from 0: A, B, … Z, AA.</summary>
    public static string Column(int column) => column < 26 ? ((char)('A' + column)).ToString() : Column((column / 26) - 1) + (char)('A' + (column % 26));

    /// <summary>Name of a cell: a row from 1, a column from 0.</summary>
    public static string Cell(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"{Column(column)}{row}");

    /// <summary>A sheet's name as references hold it.</summary>
    public static string Quoted(string sheet) => $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A name for a sheet that workbooks accept and no other sheet has, whatever the case of its letters.</summary>
    /// <param name="title">What it should say.</param>
    /// <param name="taken">Names of other sheets; the new one is added.</param>
    public static string Sheet(string title, ISet<string> taken)
    {
        var clean = new string([.. title.Select(c => c is ':' or '\\' or '/' or '?' or '*' or '[' or ']' || char.IsControl(c) ? ' ' : c)]).Trim('\'', ' ');
        for (var number = 1; ; number++)
        {
            var end = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({number})");
            var name = Cut(clean.Length == 0 ? "-" : clean, LongestSheetName - end.Length) + end;
            if (taken.Add(name))
                return name;
        }
    }

    /// <summary>A text as XML in a workbook holds it: what no document may hold is U+FFFD, and what reads like an escape (_x000D_) is escaped.</summary>
    /// <exception cref="ArgumentException">It is longer than a cell holds.</exception>
    public static string Text(string text)
    {
        if (text.Length > LongestText)
            throw new ArgumentException($"a cell holds at most {LongestText} characters, not {text.Length}", nameof(text));
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1F') && !text.Contains("_x", StringComparison.Ordinal) && !text.Any(c => c is >= '\x7F' and < '\xA0' or >= '\uD800' and < '\uE000' or >= '\uFFFE'))
            return text;
        var clean = new StringBuilder();
        foreach (var rune in text.Replace("\r", "", StringComparison.Ordinal).Replace("_x", "_x005F_x", StringComparison.Ordinal).EnumerateRunes())
            clean.Append(rune.Value is (< 0x20 and not '\n' and not '\t') or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }

    /// <summary>Writes a whole number as an attribute.</summary>
    public static void WriteNumber(this XmlWriter xml, string name, int number) => xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a number as an attribute.</summary>
    public static void WriteNumber(this XmlWriter xml, string name, double number) => xml.WriteAttributeString(name, number.ToString("0.##", CultureInfo.InvariantCulture));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd(' ', '\'');
}

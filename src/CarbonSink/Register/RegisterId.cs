using System.Globalization;
using System.Text;

namespace CarbonSink.Register;

/// <summary>Ids of registers, actors, accounts, programmes, projects and parcels (编号): they stand unquoted in sentences and serials, so that nothing in them looks like anything else.</summary>
public static class RegisterId
{
    private const int Longest = 64;

    /// <summary>Letters that another letter is written for (full-width, mathematical, compatibility forms), and the fillers of Hangul, which are not seen: blocks of Unicode, first and last.</summary>
    private static readonly (int First, int Last)[] Forms =
    [
        (0xAA, 0xAA), (0xBA, 0xBA), (0x115F, 0x1160), (0x2100, 0x214F), (0x3131, 0x318E), (0xF900, 0xFAFF), (0xFB00, 0xFDFF), (0xFE70, 0xFEFF), (0xFF00, 0xFFEF), (0x1D400, 0x1D7FF), (0x1EE00, 0x1EEFF), (0x2F800, 0x2FA1F),
    ];

    /// <summary>Whether text is an id: 1 to 64 characters, letters and digits of any script, and - _ and points beside them.</summary>
    public static bool Is(string text) => text.Length is > 0 and <= Longest && text.EnumerateRunes().All(IsPart) && text.EnumerateRunes().Any(static r => !IsMark(r));

    private static bool IsMark(Rune r) => r.Value is '-' or '_' or '.';

    private static bool IsPart(Rune r) => IsMark(r) || (!Array.Exists(Forms, f => r.Value >= f.First && r.Value <= f.Last) && Rune.GetUnicodeCategory(r)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber);
}

namespace CarbonSink.Cli;

/// <summary>Widths of texts on a terminal, where Chinese characters and full-width forms take two columns.</summary>
internal static class DisplayWidth
{
    /// <summary>Columns a text takes.</summary>
    public static int Of(string text) => text.EnumerateRunes().Sum(r => IsWide(r.Value) ? 2 : 1);

    /// <summary>The text with blanks after it up to a number of columns.</summary>
    public static string Pad(string text, int columns) => text + new string(' ', Math.Max(0, columns - Of(text)));

    // Blocks of class W and F in Unicode's EastAsianWidth.txt that Chinese texts use.
    private static bool IsWide(int rune) => rune is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x20000 and <= 0x3FFFD);
}

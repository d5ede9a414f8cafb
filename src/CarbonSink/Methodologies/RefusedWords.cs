using System.Text;

namespace CarbonSink.Methodologies;

/// <summary>Words that results of methods whose text was not verified must not be called (拒用词): found whatever their case, width, spaces and punctuation.</summary>
public static class RefusedWords
{
    private const char FirstWide = '\uFF01';
    private const char LastWide = '\uFF5E';

    /// <summary>The first word of a text that one of the methods refuses.</summary>
    /// <param name="text">What a user calls something.</param>
    /// <param name="methods">The methods; verified ones refuse nothing.</param>
    /// <returns>The word as the method writes it and the method as id/version; null for none.</returns>
    public static (string Word, string Method)? In(string text, IEnumerable<MethodologyDescription> methods)
    {
        var plain = Plain(text);
        foreach (var method in methods.Where(m => m.Status != "verified"))
            foreach (var word in method.Refuses)
                if (Plain(word) is { Length: > 0 } sought && plain.Contains(sought, StringComparison.Ordinal))
                    return (word, $"{method.Id}/{method.Version}");
        return null;
    }

    /// <summary>Letters and digits alone, small and of ordinary width and style: neither a space or a hyphen nor full-width, mathematical or circled letters make another word.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var narrow = Ordinary(rune.Value);
            if (Rune.IsLetterOrDigit(narrow))
                plain.Append(Rune.ToLowerInvariant(narrow));
        }

        return plain.ToString();
    }

    /// <summary>The letter or digit that a character of another width or style stands for; a table, for the program carries no Unicode data of the system (Unicode 15, blocks 2460, 1D400, FF00).</summary>
    private static Rune Ordinary(int character) => new(character switch
    {
        >= FirstWide and <= LastWide => character - FirstWide + '!',
        >= 0x24B6 and <= 0x24CF => character - 0x24B6 + 'A', // circled
        >= 0x24D0 and <= 0x24E9 => character - 0x24D0 + 'a',
        >= 0x2460 and <= 0x2468 => character - 0x2460 + '1',
        >= 0x1D400 and <= 0x1D6A3 when (character - 0x1D400) % 52 is var letter => letter < 26 ? 'A' + letter : 'a' + letter - 26, // mathematical
        >= 0x1D7CE and <= 0x1D7FF => '0' + ((character - 0x1D7CE) % 10),
        _ => character,
    });
}

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

    /// <summary>Letters and digits alone, small and of ordinary width: a space or a hyphen makes no other word.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var narrow = c is >= FirstWide and <= LastWide ? (char)(c - FirstWide + '!') : c;
            if (char.IsLetterOrDigit(narrow))
                plain.Append(char.ToLowerInvariant(narrow));
        }

        return plain.ToString();
    }
}

using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Texts that grow word by word, e.g. the codes of the findings of a record: each distinct list of words is stored once. One per thread over a shared code space.</summary>
/// <param name="texts">Numbers the texts.</param>
/// <param name="isSorted">Whether words stand in ordinal order, each once; otherwise in the order they came.</param>
internal sealed class TextChain(CodeSpace texts, bool isSorted)
{
    private readonly Dictionary<(int Text, string Word), int> known = [];

    /// <summary>The number of a text with one more word; −1 is the empty text.</summary>
    public int Append(int text, string word)
    {
        if (known.TryGetValue((text, word), out var number))
            return number;
        var words = text < 0 ? [word] : texts[text].Split(' ').Append(word);
        if (isSorted)
            words = words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return known[(text, word)] = texts.Intern(string.Join(' ', words));
    }
}

using System.Collections.Concurrent;

namespace CarbonSink.Methodologies;

/// <summary>One number per distinct code text, shared by readers and tables, so that codes are compared and looked up as integers. Safe for several threads.</summary>
public sealed class CodeSpace
{
    /// <summary>The number of a missing code.</summary>
    public const int Missing = -1;

    private readonly ConcurrentDictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Lock growth = new();
    private string[] texts = new string[256];

    /// <summary>How many codes there are.</summary>
    public int Count { get; private set; }

    /// <summary>The text of a number.</summary>
    public string this[int number] => texts[number];

    /// <summary>The number of a text; a new text gets the next number.</summary>
    public int Intern(string text)
    {
        if (numbers.TryGetValue(text, out var known))
            return known;
        lock (growth)
        {
            if (numbers.TryGetValue(text, out known))
                return known;
            if (Count == texts.Length)
                Array.Resize(ref texts, 2 * Count);
            texts[Count] = text;
            numbers[text] = Count;
            return Count++;
        }
    }
}

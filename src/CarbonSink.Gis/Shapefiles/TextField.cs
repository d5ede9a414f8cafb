using System.Runtime.InteropServices;
using System.Text;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Numbers the distinct byte sequences of one text field: each is hashed where it stands and decoded once.</summary>
internal sealed class TextField(int width, bool isDate, TextEncoding encoding, CodeDictionary dictionary)
{
    private const int Blank = -1;

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private byte[] keys = new byte[64 * width]; // the sequences, one after the other
    private int[] codes = new int[64];
    private TextIssue[] issues = new TextIssue[64];
    private int[] slots = new int[256]; // entry + 1 by hash; 0 = free
    private int count;
    private int latest = -1;

    /// <summary>Entry of a field's bytes; the same bytes always have the same entry.</summary>
    public int Entry(ReadOnlySpan<byte> bytes)
    {
        // Neighbours in the file often agree: villages are stored one after the other.
        if (latest >= 0 && bytes.SequenceEqual(Key(latest)))
            return latest;
        var mask = slots.Length - 1;
        for (var slot = (int)Hash(bytes) & mask; ; slot = (slot + 1) & mask)
        {
            var entry = slots[slot] - 1;
            if (entry < 0)
                return latest = Add(bytes, slot);
            if (bytes.SequenceEqual(Key(entry)))
                return latest = entry;
        }
    }

    /// <summary>Dictionary number of an entry; −1 if it is blank.</summary>
    public int Code(int entry) => codes[entry];

    /// <summary>What happened when the entry was decoded.</summary>
    public TextIssue Issue(int entry) => issues[entry];

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(bytes)) * Multiplier;
            hash ^= hash >> 32;
            bytes = bytes[8..];
        }

        ulong tail = 0;
        for (var i = 0; i < bytes.Length; i++)
            tail |= (ulong)bytes[i] << (8 * i);
        hash = (hash ^ tail) * Multiplier;
        return (uint)(hash >> 32);
    }

    private ReadOnlySpan<byte> Key(int entry) => keys.AsSpan(entry * width, width);

    private int Add(ReadOnlySpan<byte> bytes, int slot)
    {
        if (count == codes.Length)
        {
            Array.Resize(ref keys, 2 * count * width);
            Array.Resize(ref codes, 2 * count);
            Array.Resize(ref issues, 2 * count);
        }

        bytes.CopyTo(keys.AsSpan(count * width));
        codes[count] = Decode(bytes, out issues[count]);
        slots[slot] = ++count;
        if (2 * count > slots.Length)
            Rehash();
        return count - 1;
    }

    private int Decode(ReadOnlySpan<byte> bytes, out TextIssue issue)
    {
        issue = TextIssue.None;
        var value = DbaseTable.Trim(bytes);
        if (value.IsEmpty || (isDate && !value.ContainsAnyExcept((byte)'0')))
            return Blank;
        var text = encoding.Decode(value, value.Length == width, out issue);
        if (text.Length == 0)
            return Blank;
        // Two byte sequences may decode to one text, e.g. padded left and right.
        if (!numbers.TryGetValue(text, out var number))
            numbers.Add(text, number = dictionary.Add(text));
        return number;
    }

    private void Rehash()
    {
        slots = new int[2 * slots.Length];
        var mask = slots.Length - 1;
        for (var entry = 0; entry < count; entry++)
        {
            var slot = (int)Hash(Key(entry)) & mask;
            while (slots[slot] != 0)
                slot = (slot + 1) & mask;
            slots[slot] = entry + 1;
        }
    }
}

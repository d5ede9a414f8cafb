namespace CarbonSink.Estimation;

/// <summary>Numbers tuples of integers in the order they are first seen: open addressing over one flat array, so a look-up of a known tuple allocates nothing.</summary>
internal sealed class KeyTable(int width)
{
    private int[] keys = new int[64 * width];
    private int[] slots = new int[256]; // tuple number + 1, 0 = free
    private int count;

    /// <summary>The tuple with a number.</summary>
    public ReadOnlySpan<int> this[int index] => keys.AsSpan(index * width, width);

    /// <summary>The number of a tuple; a new one gets the next number.</summary>
    public int IndexOf(ReadOnlySpan<int> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, width, nameof(key));
        var slot = Slot(key);
        if (slots[slot] != 0)
            return slots[slot] - 1;
        if ((count + 1) * width > keys.Length)
            Array.Resize(ref keys, Math.Max(width, keys.Length * 2));
        key.CopyTo(keys.AsSpan(count * width));
        slots[slot] = ++count;
        if (count * 2 > slots.Length)
            Grow();
        return count - 1;
    }

    private int Slot(ReadOnlySpan<int> key)
    {
        var hash = 0UL;
        foreach (var part in key)
            hash = (hash ^ (uint)part) * 0x9E3779B97F4A7C15; // multiplicative hashing by 2^64/φ; the high bits are the mixed ones
        var mask = slots.Length - 1;
        var slot = (int)(hash >> 32) & mask;
        while (slots[slot] != 0 && !this[slots[slot] - 1].SequenceEqual(key))
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        for (var i = 0; i < count; i++)
            slots[Slot(this[i])] = i + 1;
    }
}

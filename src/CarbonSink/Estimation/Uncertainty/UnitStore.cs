using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Estimation;

/// <summary>The inputs of a method as they were read of many units (小班输入存档), so that they can be evaluated again for every draw without reading the layer again. Filled by one thread.</summary>
public sealed class UnitStore
{
    private readonly Methodology methodology;
    private readonly Symbol[] symbols;
    private readonly Symbol[] single;
    private readonly double[][] values;
    private readonly uint[][] states;
    private readonly (double Value, uint State)[] singleValues;
    private readonly int set;
    private long[] records = [];
    private ulong[] groupings = [];
    private ulong[] ids = [];

    /// <summary>An empty store.</summary>
    /// <param name="methodology">The method.</param>
    /// <param name="set">Set whose members are the units.</param>
    public UnitStore(Methodology methodology, string set)
    {
        this.methodology = methodology;
        this.set = methodology.Program.Set(set).Index;
        symbols = [.. methodology.Program.Inputs.Where(s => s.Domain == new Domain(this.set, -1))];
        single = [.. methodology.Program.Inputs.Where(s => s.Domain == Domain.One)];
        (values, states, singleValues) = ([.. symbols.Select(_ => Array.Empty<double>())], [.. symbols.Select(_ => Array.Empty<uint>())], new (double, uint)[single.Length]);
    }

    /// <summary>Units kept.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the units of a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="numbers">Record number of each unit.</param>
    /// <param name="groupingHashes">A hash of what beside the inputs decides the group of each unit, such as its township; empty where the inputs alone do.</param>
    public void Take(Frame frame, ReadOnlySpan<long> numbers, ReadOnlySpan<ulong> groupingHashes = default)
    {
        if (!groupingHashes.IsEmpty && groupingHashes.Length != numbers.Length)
            throw new ArgumentException($"{groupingHashes.Length} hashes for {numbers.Length} units", nameof(groupingHashes));
        Grow(Count + numbers.Length);
        for (var s = 0; s < symbols.Length; s++)
        {
            var input = frame.Input(symbols[s].Name);
            input.Values.AsSpan(0, numbers.Length).CopyTo(values[s].AsSpan(Count));
            input.States.AsSpan(0, numbers.Length).CopyTo(states[s].AsSpan(Count));
        }

        for (var s = 0; s < single.Length; s++)
            singleValues[s] = (frame.Input(single[s].Name).Values[0], frame.Input(single[s].Name).States[0]);
        numbers.CopyTo(records.AsSpan(Count));
        groupingHashes.CopyTo(groupings.AsSpan(Count));
        Count += numbers.Length;
    }

    /// <summary>The units of several stores in order of their records.</summary>
    public static UnitStore Merge(IReadOnlyList<UnitStore> stores)
    {
        var first = stores[0];
        var all = new UnitStore(first.methodology, first.methodology.Program.Sets[first.set].Name);
        foreach (var store in stores.Where(s => s.Count > 0).OrderBy(s => s.records[0]))
        {
            all.Grow(all.Count + store.Count);
            for (var s = 0; s < all.symbols.Length; s++)
            {
                store.values[s].AsSpan(0, store.Count).CopyTo(all.values[s].AsSpan(all.Count));
                store.states[s].AsSpan(0, store.Count).CopyTo(all.states[s].AsSpan(all.Count));
            }

            store.singleValues.CopyTo(all.singleValues, 0);
            store.records.AsSpan(0, store.Count).CopyTo(all.records.AsSpan(all.Count));
            store.groupings.AsSpan(0, store.Count).CopyTo(all.groupings.AsSpan(all.Count));
            all.Count += store.Count;
        }

        all.Identify();
        return all;
    }

    /// <summary>Place of the unit with a record number.</summary>
    internal int IndexOf(long record) => Array.BinarySearch(records, 0, Count, record);

    /// <summary>Puts some units into a frame, with their identities in draws.</summary>
    internal void Load(Frame frame, ReadOnlySpan<int> units)
    {
        frame.SetMembers(methodology.Program.Sets[set].Name, units.Length);
        var own = frame.RecordIds is { } known && known.Length >= units.Length ? known : new ulong[Math.Max(units.Length, 512)];
        for (var i = 0; i < units.Length; i++)
            own[i] = ids[units[i]];
        frame.RecordIds = own;
        for (var s = 0; s < symbols.Length; s++)
        {
            var input = frame.Input(symbols[s].Name);
            for (var i = 0; i < units.Length; i++)
                (input.Values[i], input.States[i]) = (values[s][units[i]], states[s][units[i]]);
        }

        for (var s = 0; s < single.Length; s++)
        {
            var input = frame.Input(single[s].Name);
            (input.Values[0], input.States[0]) = singleValues[s];
        }
    }

    /// <summary>A unit is called by what it is, not by where it stands: by the hash of its inputs and by its number among units alike in all of them. Such units are numbered by what decides their groups, and only those alike in that too, which may change places, by their order. So no order of records, no partition and no thread changes the draws of a unit or of a group, and no choice of groups those of a total.</summary>
    private void Identify()
    {
        var (hashes, order) = (new ulong[Count], new int[Count]);
        for (var i = 0; i < Count; i++)
        {
            var hash = 14695981039346656037UL;
            for (var s = 0; s < symbols.Length; s++)
            {
                var has = RowState.HasValue(states[s][i]);
                hash = Mixed(hash, has ? symbols[s].Type == ColumnType.Code ? TextHash(methodology.Codes[(int)values[s][i]]) : BitConverter.DoubleToUInt64Bits(values[s][i]) : ulong.MaxValue);
            }

            (hashes[i], order[i]) = (hash, i);
        }

        ids = new ulong[Count];
        Array.Sort(hashes, order);
        for (var (from, to) = (0, 0); from < Count; from = to)
        {
            while (to < Count && hashes[to] == hashes[from])
                to++;
            var alike = order.AsSpan(from, to - from);
            if (alike.Length > 1)
                alike.Sort((a, b) => groupings[a] != groupings[b] ? groupings[a].CompareTo(groupings[b]) : a.CompareTo(b));
            for (var n = 0; n < alike.Length; n++)
                ids[alike[n]] = Mixed(hashes[from], (ulong)n + 1);
        }
    }

    private static ulong TextHash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
            hash = unchecked((hash ^ c) * 1099511628211UL);
        return hash;
    }

    private static ulong Mixed(ulong hash, ulong word)
    {
        unchecked
        {
            var z = (hash ^ word) + 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    private void Grow(int count)
    {
        if (records.Length >= count)
            return;
        var size = Math.Max(count, records.Length * 2);
        Array.Resize(ref records, size);
        Array.Resize(ref groupings, size);
        for (var s = 0; s < symbols.Length; s++)
        {
            Array.Resize(ref values[s], size);
            Array.Resize(ref states[s], size);
        }
    }
}

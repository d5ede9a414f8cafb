using System.Runtime.InteropServices;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>What decides a record's group beside the inputs of the method (分组依据): the fields of the keys as recorded, and the boundary where a layer of polygons is a key. Records alike in all of it are of the same groups.</summary>
internal sealed class GroupingHash(GroupKeys keys)
{
    private readonly int[] fields = [.. keys.Columns];

    /// <summary>Fields to read.</summary>
    public IReadOnlyList<int> Fields => fields;

    /// <summary>Whether boundaries must be read.</summary>
    public bool NeedsGeometry => keys.Zones is not null;

    /// <summary>One number per row, of the content alone.</summary>
    public void Fill(FeatureBatch batch, Span<ulong> hashes)
    {
        hashes.Fill(14695981039346656037UL);
        foreach (var field in fields)
        {
            var isNumber = batch.Schema.Fields[field].Kind == FieldKind.Number;
            for (var row = 0; row < batch.Count; row++)
            {
                hashes[row] = Mixed(hashes[row], (ulong)field);
                if (isNumber)
                    hashes[row] = Mixed(hashes[row], batch.IsValid(field, row) ? BitConverter.DoubleToUInt64Bits(batch.Numbers(field)[row]) : ulong.MaxValue);
                else if (batch.Codes(field)[row] is >= 0 and var code)
                    foreach (var letter in batch.Dictionary(field)[code])
                        hashes[row] = Mixed(hashes[row], letter);
            }
        }

        for (var row = 0; row < batch.Count && NeedsGeometry; row++)
            for (var ring = batch.Geometry.FirstRing(row); ring < batch.Geometry.RecordEnds[row]; ring++)
                foreach (var bits in MemoryMarshal.Cast<double, ulong>(batch.Geometry.Ring(ring)))
                    hashes[row] = Mixed(hashes[row], bits);
    }

    // A step of FNV-1a by words. Source: Fowler, Noll, Vo, in IETF draft-eastlake-fnv.
    private static ulong Mixed(ulong hash, ulong word) => unchecked((hash ^ word ^ (word >> 32)) * 1099511628211UL);
}

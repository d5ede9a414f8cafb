namespace CarbonSink.Register;

/// <summary>An entry with its audit path (条目与包含证明). Immutable.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Path">Hashes from the leaf to the root, lower-case hex.</param>
public sealed record ProvenEntry(LedgerEntry Entry, IReadOnlyList<string> Path)
{
    /// <summary>As it is written: {entry, path}.</summary>
    public CanonicalObject ToCanonical() => CanonicalObject.Of(("entry", Entry.Body), ("path", Path));

    /// <summary>Back from what was written.</summary>
    /// <exception cref="FormatException">A member is missing or of another kind.</exception>
    public static ProvenEntry Of(CanonicalObject written) => new(new(written.Object("entry")), written.Texts("path"));

    /// <summary>Whether the entry is in the tree of a head, at the index that it says.</summary>
    public bool IsIn(SignedTreeHead head) => Path.Append(head.RootHash).All(h => h.Length == 2 * MerkleTree.HashLength && RegisterKey.IsLowerHex(h))
        && MerkleTree.VerifyInclusion(Entry.LeafHash(), Entry.Index, head.TreeSize, Convert.FromHexString(head.RootHash), [.. Path.Select(Convert.FromHexString)]);
}

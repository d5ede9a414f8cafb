namespace CarbonSink.Register;

/// <summary>The Merkle history tree of a ledger (默克尔历史树), RFC 6962, 2.1: leaf = SHA-256(0x00 ‖ d), node = SHA-256(0x01 ‖ left ‖ right). Grows by leaves only. One thread at a time.</summary>
public sealed class MerkleTree
{
    /// <summary>Number of leaves.</summary>
    public long Size => throw new NotSupportedException();

    /// <summary>Adds the leaf hash of an entry.</summary>
    public void Append(byte[] leafHash) => throw new NotSupportedException($"{leafHash}");

    /// <summary>Root of the tree of the first leaves.</summary>
    public byte[] Root(long size) => throw new NotSupportedException($"{size}");

    /// <summary>Audit path of a leaf in the tree of the first <paramref name="size"/> leaves (2.1.1).</summary>
    public IReadOnlyList<byte[]> InclusionProof(long index, long size) => throw new NotSupportedException($"{index} {size}");

    /// <summary>Proof that the tree of the first leaves is a beginning of a larger one (2.1.2).</summary>
    public IReadOnlyList<byte[]> ConsistencyProof(long from, long to) => throw new NotSupportedException($"{from} {to}");

    /// <summary>Checks an audit path (RFC 9162, 2.1.3.2).</summary>
    public static bool VerifyInclusion(byte[] leafHash, long index, long size, byte[] root, IReadOnlyList<byte[]> path) => throw new NotSupportedException($"{leafHash} {index} {size} {root} {path}");

    /// <summary>Checks a consistency proof (RFC 9162, 2.1.4.2).</summary>
    public static bool VerifyConsistency(long from, byte[] fromRoot, long to, byte[] toRoot, IReadOnlyList<byte[]> proof) => throw new NotSupportedException($"{from} {fromRoot} {to} {toRoot} {proof}");
}

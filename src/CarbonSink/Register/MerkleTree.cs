using System.Numerics;
using System.Security.Cryptography;

namespace CarbonSink.Register;

/// <summary>The Merkle history tree of a ledger (默克尔历史树), RFC 6962, 2.1: leaf = SHA-256(0x00 ‖ d), node = SHA-256(0x01 ‖ left ‖ right). Grows by leaves only. One thread at a time.</summary>
/// <remarks>The hash of every full subtree is kept, so that a leaf costs one node on average and a root, of any size, at most one node for each bit of the size.</remarks>
public sealed class MerkleTree
{
    /// <summary>Length of a hash in bytes.</summary>
    public const int HashLength = 32;

    /// <summary>Hashes of the full subtrees of 2^level leaves, from left to right.</summary>
    private readonly List<List<byte[]>> levels = [[]];

    private (long Size, byte[] Root)? last;

    /// <summary>Root of the tree without leaves: SHA-256 of nothing.</summary>
    public static byte[] EmptyRoot() => SHA256.HashData([]);

    /// <summary>Number of leaves.</summary>
    public long Size => levels[0].Count;

    /// <summary>Adds the leaf hash of an entry.</summary>
    /// <exception cref="ArgumentException">It has not 32 bytes.</exception>
    public void Append(byte[] leafHash)
    {
        if (leafHash.Length != HashLength)
            throw new ArgumentException($"a leaf hash has {HashLength} bytes, not {leafHash.Length}", nameof(leafHash));
        levels[0].Add(leafHash);
        for (var level = 0; (levels[level].Count & 1) == 0; level++)
        {
            if (level + 1 == levels.Count)
                levels.Add([]);
            levels[level + 1].Add(Node(levels[level][^2], levels[level][^1]));
        }
    }

    /// <summary>Root of the tree of the first leaves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer leaves.</exception>
    public byte[] Root(long size)
    {
        Require(size, Size, nameof(size));
        if (last is { } known && known.Size == size)
            return [.. known.Root];
        var root = size == 0 ? EmptyRoot() : Range(0, size);
        last = (size, root);
        return [.. root];
    }

    /// <summary>Audit path of a leaf in the tree of the first <paramref name="size"/> leaves (2.1.1), from the leaf to the root.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public IReadOnlyList<byte[]> InclusionProof(long index, long size)
    {
        Require(size, Size, nameof(size));
        Require(index, size - 1, nameof(index));
        var path = new List<byte[]>();
        for (var (from, to) = (0L, size); to - from > 1;)
        {
            var middle = from + Split(to - from);
            path.Add(index < middle ? Range(middle, to) : Range(from, middle));
            (from, to) = index < middle ? (from, middle) : (middle, to);
        }

        path.Reverse();
        return path;
    }

    /// <summary>Proof that the tree of the first leaves is a beginning of a larger one (2.1.2); empty where both are the same or the smaller one has no leaf.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The first is larger than the second, or there are fewer leaves.</exception>
    public IReadOnlyList<byte[]> ConsistencyProof(long from, long to)
    {
        Require(to, Size, nameof(to));
        Require(from, to, nameof(from));
        var proof = new List<byte[]>();
        if (from == 0)
            return proof;
        var (begin, end, isBeginning) = (0L, to, true);
        while (end != from)
        {
            var middle = begin + Split(end - begin);
            if (from <= middle)
            {
                proof.Add(Range(middle, end));
                end = middle;
            }
            else
            {
                proof.Add(Range(begin, middle));
                (begin, isBeginning) = (middle, false);
            }
        }

        if (!isBeginning)
            proof.Add(Range(begin, end));
        proof.Reverse();
        return proof;
    }

    /// <summary>Checks an audit path (RFC 9162, 2.1.3.2); anything malformed is false.</summary>
    public static bool VerifyInclusion(byte[] leafHash, long index, long size, byte[] root, IReadOnlyList<byte[]> path)
    {
        if (index < 0 || index >= size || leafHash.Length != HashLength || !AreHashes(path))
            return false;
        var (fn, sn, r) = (index, size - 1, leafHash);
        foreach (var p in path)
        {
            if (sn == 0)
                return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                r = Node(p, r);
                while ((fn & 1) == 0 && fn != 0)
                    (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                r = Node(r, p);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && r.AsSpan().SequenceEqual(root);
    }

    /// <summary>Checks a consistency proof (RFC 9162, 2.1.4.2); anything malformed is false.</summary>
    /// <remarks>The RFC asks for 0 &lt; from &lt; to. Equal sizes need equal roots and no proof; from nothing follows any tree, so the first root must be that of nothing.</remarks>
    public static bool VerifyConsistency(long from, byte[] fromRoot, long to, byte[] toRoot, IReadOnlyList<byte[]> proof)
    {
        if (from < 0 || from > to || fromRoot.Length != HashLength || toRoot.Length != HashLength || !AreHashes(proof))
            return false;
        if (from == to)
            return proof.Count == 0 && fromRoot.AsSpan().SequenceEqual(toRoot);
        if (from == 0)
            return proof.Count == 0 && fromRoot.AsSpan().SequenceEqual(EmptyRoot());
        var nodes = BitOperations.IsPow2(from) ? [fromRoot, .. proof] : proof;
        if (nodes.Count == 0)
            return false;
        var (fn, sn) = (from - 1, to - 1);
        while ((fn & 1) == 1)
            (fn, sn) = (fn >> 1, sn >> 1);
        var (fr, sr) = (nodes[0], nodes[0]);
        foreach (var c in nodes.Skip(1))
        {
            if (sn == 0)
                return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                (fr, sr) = (Node(c, fr), Node(c, sr));
                while ((fn & 1) == 0 && fn != 0)
                    (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                sr = Node(sr, c);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && fr.AsSpan().SequenceEqual(fromRoot) && sr.AsSpan().SequenceEqual(toRoot);
    }

    /// <summary>Hash of the leaves from one on to before another; the first is a multiple of a power of two that is not smaller than their number.</summary>
    private byte[] Range(long from, long to)
    {
        var count = to - from;
        if (BitOperations.IsPow2(count))
        {
            var level = BitOperations.Log2((ulong)count);
            return levels[level][(int)(from >> level)];
        }

        var middle = from + Split(count);
        return Node(Range(from, middle), Range(middle, to));
    }

    /// <summary>The largest power of two below a number of leaves greater than one.</summary>
    private static long Split(long count) => 1L << BitOperations.Log2((ulong)(count - 1));

    private static byte[] Node(byte[] left, byte[] right)
    {
        Span<byte> text = stackalloc byte[1 + (2 * HashLength)];
        text[0] = 1;
        left.CopyTo(text[1..]);
        right.CopyTo(text[(1 + HashLength)..]);
        return SHA256.HashData(text);
    }

    private static bool AreHashes(IReadOnlyList<byte[]> nodes) => nodes.All(n => n.Length == HashLength);

    private static void Require(long value, long most, string name)
    {
        if (value < 0 || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"not within 0 to {most}");
    }
}

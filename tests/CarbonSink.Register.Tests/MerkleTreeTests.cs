using System.Security.Cryptography;
using System.Text.Json;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Register.Tests;

public sealed class MerkleTreeTests
{
    /// <summary>The leaves and roots of Certificate Transparency's own tests (transparency-dev/merkle, testonly/constants.go).</summary>
    private static readonly string[] PublishedLeaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] PublishedRoots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Has_the_published_roots_at_every_size()
    {
        var tree = new MerkleTree();
        for (var size = 0; size <= 8; size++)
        {
            Assert.Equal(PublishedRoots[size], Convert.ToHexStringLower(tree.Root(size)));
            if (size < 8)
                tree.Append(LedgerEntry.LeafHash(Convert.FromHexString(PublishedLeaves[size])));
        }
    }

    [FixtureFact("reference/programmes/merkle_vectors.json")]
    public void Agrees_with_the_reference_vectors()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(Repository.SharedPath("reference/programmes/merkle_vectors.json")));
        var tree = new MerkleTree();
        foreach (var leaf in vectors.RootElement.GetProperty("leaves_hex").EnumerateArray())
            tree.Append(LedgerEntry.LeafHash(Convert.FromHexString(leaf.GetString()!)));
        var roots = vectors.RootElement.GetProperty("roots_by_size").EnumerateObject().ToArray();
        Assert.Equal(9, roots.Length);
        Assert.All(roots, r => Assert.Equal(r.Value.GetString(), Convert.ToHexStringLower(tree.Root(int.Parse(r.Name)))));
        var inclusion = vectors.RootElement.GetProperty("inclusion").EnumerateArray().ToArray();
        Assert.Equal(3, inclusion.Length);
        Assert.All(inclusion, p => Assert.Equal(Texts(p.GetProperty("path")), Hex(tree.InclusionProof(p.GetProperty("index").GetInt64(), p.GetProperty("size").GetInt64()))));
        var consistency = vectors.RootElement.GetProperty("consistency").EnumerateArray().ToArray();
        Assert.Equal(3, consistency.Length);
        Assert.All(consistency, p => Assert.Equal(Texts(p.GetProperty("proof")), Hex(tree.ConsistencyProof(p.GetProperty("from").GetInt64(), p.GetProperty("to").GetInt64()))));
    }

    /// <summary>Against the recursive definition of RFC 6962, 2.1, written as it is printed: every root, path and consistency proof of up to 300 leaves.</summary>
    [Fact]
    public void Agrees_with_the_definition_at_all_sizes()
    {
        const int Most = 300;
        var definition = new Definition(Most);
        var tree = definition.Tree();
        for (var size = 0; size <= Most; size++)
        {
            var root = definition.Mth(0, size);
            Assert.Equal(root, tree.Root(size));
            for (var index = 0; index < size; index++)
            {
                var path = tree.InclusionProof(index, size);
                Assert.Equal(definition.Path(index, 0, size), path);
                Assert.True(MerkleTree.VerifyInclusion(definition.Leaves[index], index, size, root, path));
            }

            for (var from = 1; from < size; from++)
            {
                var proof = tree.ConsistencyProof(from, size);
                Assert.Equal(definition.SubProof(from, 0, size, true), proof);
                Assert.True(MerkleTree.VerifyConsistency(from, definition.Mth(0, from), size, root, proof));
            }
        }
    }

    /// <summary>Whatever bit is flipped in leaf, root or path, whatever other index, size or length is given: refused.</summary>
    [Fact]
    public void Refuses_every_forged_inclusion()
    {
        var definition = new Definition(40);
        var tree = definition.Tree();
        foreach (var (index, size) in ((int, int)[])[(0, 1), (0, 2), (2, 3), (6, 7), (5, 8), (16, 17), (11, 33), (32, 33), (39, 40)])
        {
            var (leaf, root, path) = (definition.Leaves[index], tree.Root(size), tree.InclusionProof(index, size));
            Assert.True(MerkleTree.VerifyInclusion(leaf, index, size, root, path));
            Assert.All(Flips(leaf), l => Assert.False(MerkleTree.VerifyInclusion(l, index, size, root, path)));
            Assert.All(Flips(root), r => Assert.False(MerkleTree.VerifyInclusion(leaf, index, size, r, path)));
            Assert.All(Altered(path), p => Assert.False(MerkleTree.VerifyInclusion(leaf, index, size, root, p)));
            for (var other = -1; other <= 64; other++)
            {
                if (other != index)
                    Assert.False(MerkleTree.VerifyInclusion(leaf, other, size, root, path));
            }

            // The size is no part of the root: a path may fit several sizes of the same shape. The signed head gives the size.
            foreach (var other in (long[])[-1, 0, index, 2 * size, 4 * size, long.MaxValue])
                Assert.False(MerkleTree.VerifyInclusion(leaf, index, other, root, path));
        }
    }

    [Fact]
    public void Refuses_every_forged_consistency()
    {
        var tree = new Definition(40).Tree();
        foreach (var (from, to) in ((int, int)[])[(1, 2), (1, 8), (3, 7), (4, 7), (6, 8), (8, 9), (16, 33), (31, 32), (39, 40)])
        {
            var (first, second, proof) = (tree.Root(from), tree.Root(to), tree.ConsistencyProof(from, to));
            Assert.True(MerkleTree.VerifyConsistency(from, first, to, second, proof));
            Assert.All(Flips(first), r => Assert.False(MerkleTree.VerifyConsistency(from, r, to, second, proof)));
            Assert.All(Flips(second), r => Assert.False(MerkleTree.VerifyConsistency(from, first, to, r, proof)));
            Assert.All(Altered(proof), p => Assert.False(MerkleTree.VerifyConsistency(from, first, to, second, p)));
            Assert.False(MerkleTree.VerifyConsistency(to, first, from, second, proof));
            Assert.False(MerkleTree.VerifyConsistency(0, first, to, second, proof));
            Assert.False(MerkleTree.VerifyConsistency(to, first, to, second, proof));
        }

        Assert.True(MerkleTree.VerifyConsistency(0, MerkleTree.EmptyRoot(), 40, tree.Root(40), tree.ConsistencyProof(0, 40)));
        Assert.True(MerkleTree.VerifyConsistency(40, tree.Root(40), 40, tree.Root(40), tree.ConsistencyProof(40, 40)));
        Assert.False(MerkleTree.VerifyConsistency(40, tree.Root(40), 40, tree.Root(39), []));
    }

    [Fact]
    public void Refuses_misuse()
    {
        var tree = new Definition(3).Tree();
        Assert.Throws<ArgumentException>(() => tree.Append(new byte[31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Root(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Root(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.InclusionProof(2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.InclusionProof(0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ConsistencyProof(3, 2));
        Assert.Equal(3, tree.Size);
    }

    private static IEnumerable<byte[]> Flips(byte[] hash) => Enumerable.Range(0, 8 * hash.Length).Select(bit =>
    {
        byte[] flipped = [.. hash];
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    });

    private static IEnumerable<IReadOnlyList<byte[]>> Altered(IReadOnlyList<byte[]> path)
    {
        for (var i = 0; i < path.Count; i++)
        {
            foreach (var flipped in Flips(path[i]))
                yield return [.. path.Take(i), flipped, .. path.Skip(i + 1)];
            yield return [.. path.Take(i), .. path.Skip(i + 1)];
            yield return [.. path.Take(i), path[i], path[i], .. path.Skip(i + 1)];
            yield return [.. path.Take(i), path[i][..31], .. path.Skip(i + 1)];
        }

        yield return [.. path, new byte[32]];
        yield return [new byte[32], .. path];
    }

    private static string[] Hex(IEnumerable<byte[]> hashes) => [.. hashes.Select(Convert.ToHexStringLower)];

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString()!)];

    /// <summary>RFC 6962, 2.1, 2.1.1 and 2.1.2, as printed: recursive, without thought of speed; hashes of ranges are remembered.</summary>
    private sealed class Definition(int count)
    {
        private readonly Dictionary<(int, int), byte[]> known = [];

        public byte[][] Leaves { get; } = [.. Enumerable.Range(0, count).Select(i => LedgerEntry.LeafHash(BitConverter.GetBytes(i)))];

        public MerkleTree Tree()
        {
            var tree = new MerkleTree();
            foreach (var leaf in Leaves)
                tree.Append(leaf);
            return tree;
        }

        public byte[] Mth(int from, int to)
        {
            if (known.TryGetValue((from, to), out var hash))
                return hash;
            var n = to - from;
            var k = K(n);
            hash = n == 0 ? SHA256.HashData([]) : n == 1 ? Leaves[from] : SHA256.HashData([1, .. Mth(from, from + k), .. Mth(from + k, to)]);
            known.Add((from, to), hash);
            return hash;
        }

        public List<byte[]> Path(int m, int from, int to)
        {
            var k = K(to - from);
            return to - from <= 1 ? [] : m < k ? [.. Path(m, from, from + k), Mth(from + k, to)] : [.. Path(m - k, from + k, to), Mth(from, from + k)];
        }

        public List<byte[]> SubProof(int m, int from, int to, bool b)
        {
            var n = to - from;
            var k = K(n);
            return m == n ? (b ? [] : [Mth(from, to)]) : m <= k ? [.. SubProof(m, from, from + k, b), Mth(from + k, to)] : [.. SubProof(m - k, from + k, to, false), Mth(from, from + k)];
        }

        private static int K(int n)
        {
            var k = 1;
            while (2 * k < n)
                k *= 2;
            return k;
        }
    }
}

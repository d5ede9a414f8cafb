using System.Text;
using CarbonSink.Store;
using Xunit;

namespace CarbonSink.Register.Tests;

public sealed class LedgerCertificateTests : IDisposable
{
    private readonly SignedRegister register = new();

    public void Dispose() => register.Dispose();

    [Fact]
    public void A_retirement_is_stated_from_its_entry_with_the_notices_of_its_programme()
    {
        var bytes = register.Ledger.Certify(register.Retired).ToCanonical().ToUtf8();
        var found = LedgerCertificate.Verify(bytes, SignedRegister.Pin(register.Keys[2]));
        Assert.True(found.IsTrue, string.Join("\n", found.Checks));
        Assert.Equal((VerificationTrust.Pinned, register.Keys[2].Id), (found.Trust, found.KeyFingerprint));
        var statement = found.Statement!;
        Assert.Equal("eventNeutrality", statement.Kind);
        Assert.Equal((3, SignedRegister.Beneficiary, "b", "龙舟赛"), (statement.Facts.Integer("quantity"), statement.Facts.Text("beneficiary"), statement.Facts.Text("account"), statement.Facts.Text("purpose")));
        Assert.Contains("ccer-2023/p/2023/1-3", statement.Sentence.En, StringComparison.Ordinal);
        Assert.Contains(SignedRegister.Beneficiary, statement.Sentence.Zh, StringComparison.Ordinal);
        Assert.Equal(["mirror of the national register, no legal effect"], statement.Notices.Select(n => n.En));
        Assert.Equal(bytes, LedgerCertificate.Of(bytes).ToCanonical().ToUtf8());
    }

    [Fact]
    public void Every_kind_of_entry_has_its_certificate()
    {
        Assert.Equal(
            ["entry", "issuance", "transfer", "eventNeutrality", "refusal"],
            ((long[])[0, register.Issued, register.Transferred, register.Retired, register.Refused]).Select(i => LedgerCertificate.Verify(register.Ledger.Certify(i).ToCanonical().ToUtf8(), SignedRegister.Pin(register.Keys[2])).Statement!.Kind));
        var refused = LedgerCertificate.Verify(register.Ledger.Certify(register.Refused).ToCanonical().ToUtf8(), SignedRegister.Pin(register.Keys[2])).Statement!;
        Assert.Null(refused.Facts.IntegerOrNull("quantity"));
        Assert.Contains("refused", refused.Sentence.En, StringComparison.Ordinal);
        for (var i = 0; i < register.Store.Size; i++)
            Assert.True(LedgerCertificate.Verify(register.Ledger.Certify(i).ToCanonical().ToUtf8(), SignedRegister.Pin(register.Keys[0])).IsTrue);
        Assert.Throws<ArgumentOutOfRangeException>(() => register.Ledger.Certify(register.Store.Size));
    }

    /// <summary>Keys 0, 1 and 2 followed one another; whoever pinned any of them follows to the last.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Any_key_of_the_chain_may_be_pinned(int pinned) =>
        Assert.True(LedgerCertificate.Verify(register.Ledger.Certify(register.Retired).ToCanonical().ToUtf8(), SignedRegister.Pin(register.Keys[pinned]), isNamed: true).IsTrue);

    [Fact]
    public void Without_a_pinned_key_the_answer_is_no_and_names_the_fingerprint()
    {
        using var other = RegisterKey.Create();
        var bytes = register.Ledger.Certify(register.Retired).ToCanonical().ToUtf8();
        var unpinned = LedgerCertificate.Verify(bytes, SignedRegister.Pin());
        Assert.Equal((false, VerificationTrust.Unpinned, register.Keys[2].Id), (unpinned.IsTrue, unpinned.Trust, unpinned.KeyFingerprint));
        Assert.Equal("trust", unpinned.Checks.Single(c => !c.IsPassed).Name);
        Assert.Null(unpinned.Statement);
        Assert.Equal((false, VerificationTrust.OtherKey), LedgerCertificate.Verify(bytes, SignedRegister.Pin(other), isNamed: true) is var o ? (o.IsTrue, o.Trust) : default);
    }

    /// <summary>A forger takes the same log id, the same entries, even the genuine key as first one; it cannot sign a rotation away from it, and its own key is not pinned.</summary>
    [Fact]
    public void A_forged_register_signed_with_its_own_key_is_refused()
    {
        using var forged = new SignedRegister();
        var bytes = forged.Ledger.Certify(forged.Retired).ToCanonical().ToUtf8();
        Assert.True(LedgerCertificate.Verify(bytes, SignedRegister.Pin(forged.Keys[0])).IsTrue);
        Assert.False(LedgerCertificate.Verify(bytes, SignedRegister.Pin(register.Keys)).IsTrue);

        // The genuine opening and the genuine rotations, then one to the forger's key, signed by the forger.
        var store = new MemoryStore();
        foreach (var bodies in register.Store.Entries(0, register.Store.Size))
            store.Append(new(CanonicalObject.Parse(bodies.Span)));
        using var own = RegisterKey.Create();
        var signed = Convert.ToHexStringLower(own.Sign(KeyChain.SignedRotation("临湘-test", register.Keys[2].PublicKey, own.PublicKey)));
        store.Append(Entry(store.Size, Verbs.RotateKey, CanonicalObject.Of(("publicKey", own.PublicKey), ("signature", signed), ("proof", signed))));
        var tree = Tree(store);
        var head = SignedTreeHead.Sign("临湘-test", tree, DateTimeOffset.UnixEpoch, own);
        ProvenEntry Proven(long i) => new(new(CanonicalObject.Parse(store.Entries(i, 1).Single().Span)), [.. tree.InclusionProof(i, tree.Size).Select(Convert.ToHexStringLower)]);
        var genuine = register.Ledger.CertifyHead();
        var certificate = new LedgerCertificate("entry", head, [.. genuine.Keys.Select(k => Proven(k.Entry.Index)), Proven(store.Size - 1)], Proven(1), []);
        var found = LedgerCertificate.Verify(certificate.ToCanonical().ToUtf8(), SignedRegister.Pin([.. register.Keys, own]));
        Assert.False(found.IsTrue);
        Assert.Contains("not signed by the key that it replaces", found.Checks[^1].Text.En, StringComparison.Ordinal);
    }

    /// <summary>Key 0 signs the tree in which it had been replaced.</summary>
    [Fact]
    public void A_head_signed_by_a_key_that_had_been_replaced_is_refused()
    {
        var certificate = register.Ledger.Certify(register.Retired);
        var tree = Tree(register.Store);
        foreach (var old in register.Keys[..2])
        {
            var forged = certificate with { Head = SignedTreeHead.Sign("临湘-test", tree, DateTimeOffset.UnixEpoch, old) };
            var found = LedgerCertificate.Verify(forged.ToCanonical().ToUtf8(), SignedRegister.Pin(register.Keys));
            Assert.Equal(("signature", false), (found.Checks[^1].Name, found.IsTrue));

            // Leaving out the rotations does not help where a later key is pinned; whoever pinned only the old key trusts it.
            var cut = forged with { Keys = [.. certificate.Keys.Take(Array.IndexOf(register.Keys, old) + 1)] };
            Assert.False(LedgerCertificate.Verify(cut.ToCanonical().ToUtf8(), SignedRegister.Pin(register.Keys[2])).IsTrue);
        }
    }

    /// <summary>10,000 random changes: one byte, a bit, a cut, an insertion, a swap of two bytes, a value of another certificate. Every one is refused.</summary>
    [Fact]
    public void Ten_thousand_random_forgeries_are_refused()
    {
        var random = new Random(20261122);
        var pinned = SignedRegister.Pin(register.Keys);
        byte[][] genuine = [.. ((long[])[register.Issued, register.Transferred, register.Retired, register.Refused]).Select(i => register.Ledger.Certify(i).ToCanonical().ToUtf8()), register.Ledger.CertifyHolding("b", register.Keys[2]).ToCanonical().ToUtf8()];
        Assert.All(genuine, g => Assert.True(LedgerCertificate.Verify(g, pinned).IsTrue));
        for (var i = 0; i < 10_000; i++)
        {
            var original = genuine[random.Next(genuine.Length)];
            var forged = Forge(random, original, genuine);
            if (forged.AsSpan().SequenceEqual(original))
                continue;
            var found = LedgerCertificate.Verify(forged, pinned);
            Assert.False(found.IsTrue, Encoding.UTF8.GetString(forged));
            Assert.Null(found.Statement);
        }
    }

    /// <summary>Changes that keep the canonical form: of every whole number, every text and every letter of a hash in the parts that are proved.</summary>
    [Fact]
    public void Forgeries_in_canonical_form_are_refused()
    {
        var (certificate, pinned) = (register.Ledger.Certify(register.Retired), SignedRegister.Pin(register.Keys));
        var body = certificate.Entry!.Entry.Body;
        LedgerCertificate With(CanonicalObject changed) => certificate with { Entry = certificate.Entry with { Entry = new(changed) } };
        LedgerCertificate[] forged =
        [
            With(body.With(("payload", body.Object("payload").With(("beneficiary", "another"))))),
            With(body.With(("outcome", body.Object("outcome").With(("quantity", 4))))),
            With(body.With(("index", body.Integer("index") - 1))),
            With(body.With(("note", "x"))),
            certificate with { Kind = "retirement" },
            certificate with { Entry = null },
            certificate with { Entry = null, Kind = "head" },
            certificate with { Programmes = [] },
            certificate with { Programmes = [.. certificate.Programmes, .. certificate.Programmes] },
            certificate with { Keys = [] },
            certificate with { Keys = [.. certificate.Keys.Take(2)] },
            certificate with { Keys = [.. certificate.Keys.Skip(1)] },
            certificate with { Keys = [.. certificate.Keys.Reverse()] },
            certificate with { Signature = "00" },
            certificate with { Holding = CanonicalObject.Empty },
            certificate with { Head = certificate.Head with { TreeSize = certificate.Head.TreeSize + 1 } },
            certificate with { Head = register.Heads[1] },
            certificate with { Entry = certificate.Entry with { Path = [.. certificate.Entry.Path.Skip(1)] } },
            certificate with { Entry = certificate.Entry with { Path = [.. certificate.Entry.Path.Select(h => h.ToUpperInvariant())] } },
        ];
        Assert.All(forged, f => Assert.False(LedgerCertificate.Verify(f.ToCanonical().ToUtf8(), pinned).IsTrue, f.ToCanonical().ToString()));
        Assert.False(LedgerCertificate.Verify(certificate.ToCanonical().With(("note", "x")).ToUtf8(), pinned).IsTrue);
    }

    [Fact]
    public void A_holding_is_the_registers_signed_word_and_says_so()
    {
        var certificate = register.Ledger.CertifyHolding("b", register.Keys[2]);
        var found = LedgerCertificate.Verify(certificate.ToCanonical().ToUtf8(), SignedRegister.Pin(register.Keys[0]));
        Assert.True(found.IsTrue, string.Join("\n", found.Checks));
        Assert.Equal(("holding", 1), (found.Statement!.Kind, found.Statement.Facts.Integer("quantity")));
        Assert.Contains("not proved by inclusion", found.Statement.Sentence.En, StringComparison.Ordinal);
        Assert.Single(found.Statement.Notices);
        var more = certificate.Holding!.With(("blocks", new[] { certificate.Holding.Objects("blocks")[0].With(("last", 1000)) }));
        Assert.False(LedgerCertificate.Verify((certificate with { Holding = more }).ToCanonical().ToUtf8(), SignedRegister.Pin(register.Keys[0])).IsTrue);
        Assert.Throws<InvalidOperationException>(() => register.Ledger.CertifyHolding("b", register.Keys[1]));
        Assert.Throws<ArgumentException>(() => register.Ledger.CertifyHolding("nobody", register.Keys[2]));
    }

    [Fact]
    public void A_head_from_elsewhere_must_be_the_same()
    {
        var certificate = register.Ledger.Certify(register.Retired);
        var bytes = certificate.ToCanonical().ToUtf8();
        var pinned = SignedRegister.Pin(register.Keys[0]);
        Assert.True(LedgerCertificate.Verify(bytes, pinned, false, certificate.Head).IsTrue);
        Assert.Equal("against", LedgerCertificate.Verify(bytes, pinned, false, register.Heads[0]).Checks[^1].Name);
        var fork = certificate.Head with { RootHash = new string('0', 64) };
        Assert.Equal("sameRoot", LedgerCertificate.Verify(bytes, pinned, false, fork).Checks[^1].Name);
        Assert.True(LedgerCertificate.Verify(register.Ledger.CertifyHead().ToCanonical().ToUtf8(), pinned).IsTrue);
    }

    [Fact]
    public void Heads_are_signed_by_the_key_in_force_and_once_for_a_state()
    {
        Assert.Equal([7L, 14, 18], register.Heads.Select(h => h.TreeSize));
        Assert.Equal(register.Heads[2], register.Ledger.Sign(register.Keys[2]));
        Assert.Throws<InvalidOperationException>(() => register.Ledger.Sign(register.Keys[1]));
        var proof = register.Ledger.ConsistencyProof(register.Heads[0].TreeSize, register.Heads[2].TreeSize);
        Assert.True(MerkleTree.VerifyConsistency(register.Heads[0].TreeSize, Convert.FromHexString(register.Heads[0].RootHash), register.Heads[2].TreeSize, Convert.FromHexString(register.Heads[2].RootHash), proof));
        Assert.Equal(3, register.Ledger.Keys.Keys.Count);
    }

    private static byte[] Forge(Random random, byte[] original, byte[][] others)
    {
        var (at, other) = (random.Next(original.Length), others[random.Next(others.Length)]);
        byte[] changed = [.. original];
        switch (random.Next(7))
        {
            case 0:
                changed[at] ^= (byte)(1 << random.Next(8));
                return changed;
            case 1:
                changed[at] = (byte)random.Next(256);
                return changed;
            case 2:
                return changed[..at];
            case 3:
                return [.. changed[..at], (byte)random.Next(32, 127), .. changed[at..]];
            case 4:
                var second = random.Next(original.Length);
                (changed[at], changed[second]) = (changed[second], changed[at]);
                return changed;
            case 5:
                // Digits and letters of hashes only: the form stays canonical more often.
                while (!char.IsAsciiHexDigitLower((char)changed[at]))
                    at = (at + 1) % changed.Length;
                changed[at] = (byte)"0123456789abcdef"[random.Next(16)];
                return changed;
            default:
                var length = Math.Min(random.Next(1, 200), Math.Min(original.Length, other.Length) - 1);
                var from = random.Next(Math.Min(original.Length, other.Length) - length);
                other.AsSpan(from, length).CopyTo(changed.AsSpan(from));
                return others.Any(o => o.AsSpan().SequenceEqual(changed)) ? original : changed;
        }
    }

    private static LedgerEntry Entry(long index, string verb, CanonicalObject payload) => new(CanonicalObject.Of(
        ("index", index), ("time", "2026-11-22T04:00:00Z"), ("actor", "registrar"), ("verb", verb), ("payload", payload), ("outcome", CanonicalObject.Empty)));

    private static MerkleTree Tree(MemoryStore store)
    {
        var tree = new MerkleTree();
        foreach (var leaf in store.LeafHashes(0, store.Size))
            tree.Append(leaf);
        return tree;
    }
}

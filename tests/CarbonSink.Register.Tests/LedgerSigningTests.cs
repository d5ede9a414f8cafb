using System.Text;
using CarbonSink.Register;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>A register never signs a second history: what it signs goes on from its own last head, or nothing is signed.</summary>
public sealed class LedgerSigningTests : IDisposable
{
    private readonly SignedRegister register = new();

    public void Dispose() => register.Dispose();

    [Fact]
    public void A_head_is_not_signed_over_one_that_does_not_fit()
    {
        using var changed = Copy(register.Store.Size, 3, register.Heads);
        Assert.Contains("not of a beginning", Assert.Throws<InvalidDataException>(() => new VerifiableLedger(changed, SignedRegister.Book).Sign(register.Keys[2])).Message, StringComparison.Ordinal);
        Assert.Equal(register.Heads, changed.Heads().Select(SignedTreeHead.Of));
    }

    [Fact]
    public void A_head_is_not_signed_beside_one_of_more_entries()
    {
        using var cut = Copy(register.Store.Size - 1, null, register.Heads);
        Assert.Throws<InvalidDataException>(() => new VerifiableLedger(cut, SignedRegister.Book).Sign(register.Keys[2]));
        Assert.Throws<InvalidDataException>(() => new VerifiableLedger(cut, SignedRegister.Book).Certify(1));
        Assert.Equal(register.Heads, cut.Heads().Select(SignedTreeHead.Of));
    }

    [Fact]
    public void A_head_is_not_older_than_what_it_signs_nor_than_the_head_before_it()
    {
        using var copy = Copy(register.Store.Size, null, register.Heads.Take(1));
        var head = new VerifiableLedger(copy, SignedRegister.Book).Sign(register.Keys[2], new Early());
        Assert.Equal(register.Heads[0].Time, head.Time);
        Assert.Equal(new LedgerEntry(CanonicalObject.ParseCanonical(copy.Entries(copy.Size - 1, 1).Single().Span)).Time, head.Time);
    }

    /// <summary>The second key signs the true tree after it was replaced: an export with that head is refused, and so must the register's own check be.</summary>
    [Fact]
    public void The_check_of_the_register_refuses_a_head_of_a_key_that_was_replaced()
    {
        var tree = new MerkleTree();
        foreach (var leaf in register.Store.LeafHashes(0, long.MaxValue))
            tree.Append(leaf);
        using var copy = Copy(register.Store.Size, null, [.. register.Heads.Take(2), SignedTreeHead.Sign(register.Heads[0].LogId, tree, DateTimeOffset.UtcNow, register.Keys[1])]);
        Assert.Contains(RegisterCheck.Of(copy, SignedRegister.Book), f => f.What.En.Contains("does not fit the entries or the keys", StringComparison.Ordinal));
    }

    [Fact]
    public void A_check_that_fails_says_so_and_leaves_the_trust_open()
    {
        var text = Encoding.UTF8.GetString(register.Ledger.Certify(register.Retired).ToCanonical().ToUtf8());
        var forged = LedgerCertificate.Verify(Encoding.UTF8.GetBytes(text.Replace("\"quantity\":3", "\"quantity\":4", StringComparison.Ordinal)), SignedRegister.Pin(register.Keys), true);
        Assert.Equal(("entry", false, $"not so: entry {register.Retired} is in the tree"), forged.Checks[^1] is var last ? (last.Name, last.IsPassed, last.Text.En) : default);
        Assert.Equal(VerificationTrust.NotReached, forged.Trust);
    }

    /// <summary>100,000 keys in falling order took 50 s.</summary>
    [Fact]
    public void Keys_in_falling_order_are_sorted_in_time()
    {
        var text = "{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"k{999_999 - i}\":1")) + "}";
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        var read = CanonicalObject.Parse(Encoding.UTF8.GetBytes(text));
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
        Assert.Equal(("k900000", "k999999"), (read.Keys.First(), read.Keys.Last()));
        Assert.Throws<FormatException>(() => CanonicalObject.Parse("{\"b\":1,\"a\":1,\"b\":1}"u8));
    }

    /// <summary>The first entries, one of them changed, with heads.</summary>
    private MemoryStore Copy(long size, long? change, IEnumerable<SignedTreeHead> heads)
    {
        var copy = new MemoryStore();
        foreach (var bytes in register.Store.Entries(0, size))
        {
            var entry = new LedgerEntry(CanonicalObject.ParseCanonical(bytes.Span));
            copy.Append(entry.Index == change ? new(entry.Body.With(("outcome", CanonicalObject.Of(("other", 1))))) : entry);
        }

        foreach (var head in heads)
            copy.PutHead(head.ToCanonical());
        return copy;
    }

    private sealed class Early : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}

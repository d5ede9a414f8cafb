using System.Collections.Concurrent;
using System.Text;
using CarbonSink.Register;
using Xunit;
using Xunit.Abstractions;

namespace CarbonSink.Register.Tests;

/// <summary>What holds of every history, on 100,000 random ones; a failure names its seed.</summary>
public sealed class RandomHistoryTests(ITestOutputHelper output)
{
    /// <summary>REGISTER_HISTORIES sets another number, for a quick look.</summary>
    private static readonly int Histories = int.TryParse(Environment.GetEnvironmentVariable("REGISTER_HISTORIES"), out var number) ? number : 100_000;

    private static readonly string[] Kinds = [.. typeof(Rows).GetFields().Select(f => (string)f.GetRawConstantValue()!)];

    [Fact]
    public void Histories_keep_their_promises()
    {
        output.WriteLine($"seeds 0 to {Histories - 1}");
        var counts = new ConcurrentDictionary<string, int>();
        Parallel.For(0, Histories, seed =>
        {
            try
            {
                Check(seed, counts);
            }
            catch (Exception e)
            {
                throw new Xunit.Sdk.XunitException($"seed {seed}: {e}", e);
            }
        });

        foreach (var (what, count) in counts.OrderBy(c => c.Key, StringComparer.Ordinal))
            output.WriteLine($"{what}: {count}");
        Assert.True(counts.GetValueOrDefault("signed") > Histories / 3, $"{counts.GetValueOrDefault("signed")} requests were signed only");
        Assert.True(counts.GetValueOrDefault("over several days") > Histories / 3, $"{counts.GetValueOrDefault("over several days")} histories lasted several days only");
        foreach (var verb in (string[])[Verbs.Issue, Verbs.Transfer, Verbs.Freeze, Verbs.Release, Verbs.Retire, Verbs.ForceCancel, Verbs.Compensate])
            Assert.True(counts.GetValueOrDefault(verb) > Histories / (verb == Verbs.Compensate ? 200 : 50), $"{verb} was done {counts.GetValueOrDefault(verb)} times only");
        foreach (var rule in (string[])["quantity-held", "credential", "idempotency-key", "account-restricted", "actor-suspended", "blocks-disjoint", "account-holder", "access-tier", "compensation-amount", "price-list", "trade-once", "freeze-role", "date-recorded", "repeated"])
            Assert.True(counts.ContainsKey(rule), $"{rule} never came");
    }

    private static void Check(int seed, ConcurrentDictionary<string, int> counts)
    {
        var store = new PutCounter(new());
        var clock = new HistoryClock();
        var register = new UnitRegister(store, clock, TestRules.Book);
        var model = new UnitModel();
        var keyed = new List<(ActorCredential, RegisterRequest, Receipt)>();
        foreach (var (time, who, request) in RandomHistory.Of(seed))
        {
            clock.Now = time;
            var (puts, size) = (store.Puts, store.Size);
            var receipt = register.Submit(request, who);
            var what = receipt.Repeated ? "repeated" : receipt.Refusal?.Rule ?? request.Verb;
            counts.AddOrUpdate(what, 1, static (_, n) => n + 1);
            Assert.Equal(size + (receipt.Repeated ? 0 : 1), store.Size);
            if (receipt.Repeated || receipt.Refusal is not null)
                Assert.Equal(puts, store.Puts);
            if (!receipt.Repeated)
                model.Follow(receipt);
            if (receipt.Entry.Body.Has("signature") && !receipt.Repeated)
                counts.AddOrUpdate("signed", 1, static (_, n) => n + 1);
            if (request.Key is not null && receipt.Entry.Key is not null && !receipt.Repeated)
                keyed.Add((who, request, receipt));
        }

        IsSound(store);
        model.Check(store);
        if (store.Entries(0, store.Size).Select(e => new LedgerEntry(CanonicalObject.ParseCanonical(e.Span)).Time[..10]).Distinct().Count() > 1)
            counts.AddOrUpdate("over several days", 1, static (_, n) => n + 1);
        var before = (store.Puts, store.Size);
        foreach (var (who, request, receipt) in keyed)
        {
            var again = register.Submit(request, who);
            Assert.True(again.Repeated && again.Entry.Bytes.Span.SequenceEqual(receipt.Entry.Bytes.Span));
        }

        Assert.Equal(before, (store.Puts, store.Size));
        var copy = new MemoryStore();
        Assert.Null(UnitRegister.Replay(store.Entries(0, store.Size), copy, TestRules.Book));
        foreach (var kind in Kinds)
            Assert.True(store.RowsOf(kind).SequenceEqual(copy.RowsOf(kind)), kind);
        Assert.True(store.Blocks(default).SequenceEqual(copy.Blocks(default)));
        Assert.True(store.Claims(null).Select(c => (c.Project, c.Parcel, c.State)).SequenceEqual(copy.Claims(null).Select(c => (c.Project, c.Parcel, c.State))));
        ProofsHold(store, seed);
    }

    /// <summary>Issued = free + frozen + retired + cancelled; ranges are disjoint and cover what was issued; free neighbours are one block.</summary>
    private static void IsSound(PutCounter state)
    {
        Assert.All(RegisterTotals.Of(state, TestRules.Book), t => Assert.True(t.IsConserved, t.ToString()));
        var next = new Dictionary<UnitSeries, UnitBlock>();
        foreach (var block in state.Blocks(default))
        {
            var before = next.GetValueOrDefault(block.Series);
            Assert.Equal((before?.Last ?? 0) + 1, block.First);
            Assert.True(block.Quantity > 0);
            Assert.False(before is { State: UnitState.Free } && block.State == UnitState.Free && before.Account == block.Account, $"{before?.Serial} and {block.Serial} are not joined");
            Assert.Equal(block.State == UnitState.Free, block.Reference == 0);
            next[block.Series] = block;
        }

        Assert.Equal(next.Select(n => (RegisterTotals.Id(n.Key), n.Value.Last)).Order(), state.RowsOf(Rows.Series).Select(s => (s.Id, s.Row.Integer("last"))).Order());
    }

    /// <summary>The proof of an entry verifies; with another entry, place, or a changed byte it does not.</summary>
    private static void ProofsHold(PutCounter state, int seed)
    {
        var random = new Random(seed);
        var tree = new MerkleTree();
        foreach (var leaf in state.LeafHashes(0, state.Size))
            tree.Append(leaf);
        var (root, index) = (tree.Root(state.Size), random.NextInt64(state.Size));
        var bytes = state.Entries(index, 1).Single().ToArray();
        var path = tree.InclusionProof(index, state.Size).ToList();
        Assert.True(MerkleTree.VerifyInclusion(LedgerEntry.LeafHash(bytes), index, state.Size, root, path));
        Assert.False(MerkleTree.VerifyInclusion(LedgerEntry.LeafHash(bytes), (index + 1) % state.Size, state.Size, root, path));
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        Assert.False(MerkleTree.VerifyInclusion(LedgerEntry.LeafHash(bytes), index, state.Size, root, path));
        var forged = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(state.Entries(index, 1).Single().Span));
        path[random.Next(path.Count)][0] ^= 1;
        Assert.False(MerkleTree.VerifyInclusion(LedgerEntry.LeafHash(forged), index, state.Size, root, path));
    }
}

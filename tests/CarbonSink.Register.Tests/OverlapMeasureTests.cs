using CarbonSink.Register;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Overlaps that entries record are measured again from the claims of the ledger, and the entry that differs is named.</summary>
public sealed class OverlapMeasureTests : IDisposable
{
    private readonly CcerRegister register = new();

    public void Dispose() => register.Dispose();

    /// <summary>Two squares of 0.001° whose western halves and eastern halves meet: a recorded area may differ by the metre that rounding moves, and by no more.</summary>
    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, -1, true)]
    [InlineData(2, 0, false)]
    [InlineData(-2, 0, false)]
    [InlineData(0, 2, false)]
    public void A_recorded_area_is_the_measured_one(long metres, long millionths, bool holds)
    {
        var entry = Drafted();
        var measure = new OverlapMeasure();
        var fault = Replayed(entry, o => o.With(("areaM2", o.Integer("areaM2") + metres), ("shareMillionths", o.Integer("shareMillionths") + millionths)), measure);
        Assert.Equal((holds ? null : entry, !holds), (fault?.Entry, measure.HasFault));
        if (holds)
            Assert.Equal(2, measure.Entries); // both drafts
        else
            Assert.Contains("measured again differ", fault!.Value.Reason, StringComparison.Ordinal);
        Assert.Null(Replayed(entry, o => o, null));
    }

    [Fact]
    public void An_overlap_that_was_left_out_or_put_in_is_found()
    {
        var entry = Drafted();
        Assert.Equal(entry, Replayed(entry, _ => null, new())?.Entry);
        Assert.Equal(entry, Replayed(entry, o => o.With(("otherParcel", "2")), new())?.Entry);
        Assert.Equal(entry, Replayed(entry, o => o.With(("to", "2039-12-31")), new())?.Entry);
        Assert.Equal(entry, Replayed(entry, o => o.With(("sameTenure", true)), new())?.Entry);
        Assert.Null(Replayed(entry, _ => null, null)); // taken as recorded it goes unseen
    }

    [Fact]
    public void A_verification_says_what_was_measured_and_where_it_differs()
    {
        using var signed = new SignedRegister();
        LedgerCheck Last(RuleBook book) => RegisterExport.Verify(signed.Export(), SignedRegister.Pin(signed.Keys), true, null, new MemoryStore(), book, new()).Checks[^1];
        var sound = Last(SignedRegister.Book);
        Assert.Equal(("overlaps", true), (sound.Name, sound.IsPassed));
        Assert.Contains("1 entries record", sound.Text.En, StringComparison.Ordinal);
        var draft = Drafts(signed.Store).Single();
        var other = Last(SignedRegister.Book with { Overlaps = static (_, _, _) => [new("1", "x", "q", "1", ClaimState.Drafted, 9, 9, null, null, [], false)] });
        Assert.Equal(("overlaps", false), (other.Name, other.IsPassed));
        Assert.Contains($"entry {draft} ", other.Text.En, StringComparison.Ordinal);
    }

    private static IEnumerable<long> Drafts(MemoryStore store) => store.Entries(0, store.Size).Select(e => new LedgerEntry(CanonicalObject.Parse(e.Span))).Where(e => e.Verb == Verbs.DraftProject).Select(e => e.Index);

    private long Drafted()
    {
        register.Done("owner", register.Draft("p", 113));
        var entry = register.Done("rival", register.Draft("q", 113.0005)).Entry;
        Assert.InRange(entry.Outcome.Objects("overlaps").Single().Integer("shareMillionths"), 499_990, 500_010);
        return entry.Index;
    }

    private (long Entry, string Reason)? Replayed(long index, Func<CanonicalObject, CanonicalObject?> change, OverlapMeasure? measure)
    {
        var entries = register.Store.Entries(0, register.Store.Size).ToList();
        var body = CanonicalObject.Parse(entries[(int)index].Span);
        var changed = change(body.Object("outcome").Objects("overlaps").Single());
        entries[(int)index] = body.With(("outcome", CanonicalObject.Of(("overlaps", changed is null ? Array.Empty<CanonicalObject>() : new[] { changed })))).ToUtf8();
        using var copy = new MemoryStore();
        return UnitRegister.Replay(entries, copy, RuleBook.Shipped with { Measure = measure });
    }
}

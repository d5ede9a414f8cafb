using CarbonSink.Register;
using Xunit;
using static CarbonSink.Register.Tests.TestLedger;

namespace CarbonSink.Register.Tests;

public sealed class UnitRegisterTests
{
    private static readonly DateOnly Day = new(2025, 6, 1);

    /// <summary>From an empty store to a retirement: 7 + 5 units are issued, 4 move, 3 of these are retired.</summary>
    [Fact]
    public void Answers_requests_from_opening_to_retirement_and_replays_them()
    {
        var store = new MemoryStore();
        var register = new UnitRegister(store, TestLedger.Clock, TestRules.Book);
        Do(register, "registrar", Open(), Admit("owner", "owner"), Admit("enterprise", "owner"), Admit("exchange", "market"), TestRules.Adoption("scheme", "TEST"), Account("a", "owner"), Account("b", "enterprise"));
        Do(register, "owner", Draft("p", "scheme"));
        Do(register, "registrar", Step("p", "register", Day), StepPeriod("p", 1, "report", Day, new(new(2023, 1, 1), new(2024, 12, 31))), StepPeriod("p", 1, "verify", Day, null, Vintages((2023, 7), (2024, 5))), StepPeriod("p", 1, "accept", Day), Issue("p", 1, "a", Day));
        Do(register, "exchange", Transfer("a", "b", Quantity("scheme", 4), Day));
        Do(register, "enterprise", Retire("b", Quantity("scheme", 3), Day));

        Assert.Equal(
            ["scheme/p/2023/1-3 b Retired 14", "scheme/p/2023/4-4 b Free 0", "scheme/p/2023/5-7 a Free 0", "scheme/p/2024/1-5 a Free 0"],
            store.Blocks(default).Select(b => $"{b.Serial} {b.Account} {b.State} {b.Reference}"));
        Assert.Equal(ClaimState.Active, Assert.Single(store.Claims("p")).State);
        var copy = new MemoryStore();
        Assert.Null(UnitRegister.Replay(store.Entries(0, store.Size), copy, TestRules.Book));
        Assert.Equal(store.Blocks(default), copy.Blocks(default));
        Assert.Equal(store.LeafHashes(0, store.Size), copy.LeafHashes(0, copy.Size));
    }

    internal static void Do(UnitRegister register, string actor, params RegisterRequest[] requests)
    {
        foreach (var receipt in register.Submit(requests, As(actor)))
            Assert.True(receipt.Refusal is null, receipt.Refusal?.ToString());
    }
}

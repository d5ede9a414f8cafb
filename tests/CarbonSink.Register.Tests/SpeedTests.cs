using System.Diagnostics;
using CarbonSink.Register;
using Xunit;
using Xunit.Abstractions;
using static CarbonSink.Register.Tests.TestLedger;

namespace CarbonSink.Register.Tests;

/// <summary>Tests that read the processor time of the program run alone.</summary>
[CollectionDefinition(nameof(SpeedTests), DisableParallelization = true)]
public sealed class AloneOnTheProcessor;

/// <summary>Processor time of one operation in memory, entry and leaf hash included. It is printed and not asserted: machines differ, and the race is run elsewhere.</summary>
[Collection(nameof(SpeedTests))]
public sealed class SpeedTests(ITestOutputHelper output)
{
    [Fact]
    public void Transfers_and_retirements_are_timed()
    {
        var (store, day, random) = (new MemoryStore(), new DateOnly(2025, 6, 1), new Random(1));
        var register = new UnitRegister(store, TestLedger.Clock, TestRules.Book);
        UnitRegisterTests.Do(register, "registrar", [Open(), Admit("owner", "owner"), Admit("exchange", "market"), TestRules.Adoption("scheme", "TEST"), .. Enumerable.Range(0, 1000).Select(a => Account($"a{a}", "owner"))]);
        UnitRegisterTests.Do(register, "owner", Draft("p", "scheme"));
        UnitRegisterTests.Do(
            register, "registrar", Step("p", "register", day), StepPeriod("p", 1, "report", day, new(new(2023, 1, 1), new(2024, 12, 31))), StepPeriod("p", 1, "verify", day, null, Vintages((2023, 50_000_000), (2024, 50_000_000))), StepPeriod("p", 1, "accept", day), Issue("p", 1, "a0", day));
        UnitRegisterTests.Do(register, "exchange", [.. Enumerable.Range(1, 999).Select(a => Transfer("a0", $"a{a}", Quantity("scheme", 50_000), day))]);
        var requests = Enumerable.Range(0, 50_000).Select(_ => Transfer($"a{random.Next(500)}", $"a{500 + random.Next(500)}", Quantity("scheme", 1 + random.Next(90)), day)).ToArray();
        foreach (var request in requests.AsSpan(0, 10_000))
            register.Submit(request, As("exchange"));
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var refused = 0;
        foreach (var request in requests.AsSpan(10_000))
            refused += register.Submit(request, As("exchange")).Refusal is null ? 0 : 1;
        var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
        output.WriteLine($"{spent.TotalMicroseconds / 40_000:F1} µs for one transfer; {refused} refused; {store.Blocks(default).Count()} blocks");
        Assert.Equal(0, refused);
    }
}

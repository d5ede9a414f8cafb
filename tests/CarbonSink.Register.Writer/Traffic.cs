using System.Globalization;
using CarbonSink.Register.Tests;

namespace CarbonSink.Register.Writer;

/// <summary>Requests as a busy register gets them, some of which it refuses, drawn by a seed.</summary>
internal sealed class Traffic(UnitRegister register, int seed)
{
    public const int Accounts = 8;

    private static readonly DateOnly Day = new(2025, 6, 1);

    private readonly Random random = new(seed);
    private (string Actor, RegisterRequest[] Requests, long[] Entries)? before;
    private int batch;

    /// <summary>Opens the register: eight owners with an account each, the first of whom is issued two billion units of project p.</summary>
    public static void Open(UnitRegister register, RegisterRequest? opening = null)
    {
        Submit(register, "registrar", [opening ?? TestLedger.Open(), TestLedger.Admit("exchange", "market"), TestRules.Adoption("scheme", "TEST"), .. Enumerable.Range(0, Accounts).SelectMany(i => new[] { TestLedger.Admit(Owner(i), "owner"), TestLedger.Account(Account(i), Owner(i)) })]);
        Submit(register, Owner(0), [TestLedger.Draft("p", "scheme")]);
        Submit(register, "registrar", [.. Issued("p", 1_000_000_000)]);
        Submit(register, "exchange", [.. Enumerable.Range(1, Accounts - 1).Select(i => TestLedger.Transfer(Account(0), Account(i), TestLedger.Quantity("scheme", 100_000_000), Day, null, string.Create(CultureInfo.InvariantCulture, $"open-{i}")))]);
    }

    /// <summary>Makes the next requests and has them answered in one transaction; each carries the key seed-batch-number-count.</summary>
    /// <exception cref="InvalidDataException">The register answered a request that was made again otherwise than the first time.</exception>
    public IReadOnlyList<Receipt> Next(int most)
    {
        if (before is { } again && random.Next(12) == 0)
        {
            var repeated = register.Submit(again.Requests, TestLedger.As(again.Actor));
            if (repeated.Any(r => !r.Repeated) || !repeated.Select(r => r.Entry.Index).SequenceEqual(again.Entries))
                throw new InvalidDataException("a request that was made again was answered again");
            return repeated;
        }

        var first = new List<Receipt>();
        var (actor, requests) = Draw(1 + random.Next(most), first);
        RegisterRequest[] keyed = [.. requests.Select((r, i) => Keyed(r, string.Create(CultureInfo.InvariantCulture, $"{seed}-{batch}-{i}-{requests.Count}")))];
        batch++;
        var receipts = register.Submit(keyed, TestLedger.As(actor));
        before = (actor, keyed, [.. receipts.Select(r => r.Entry.Index)]);
        return [.. first, .. receipts];
    }

    /// <summary>With a key, which numbers the trade of a transfer too.</summary>
    private static RegisterRequest Keyed(RegisterRequest request, string key) =>
        request with { Key = key, Payload = request.Verb == Verbs.Transfer ? request.Payload.With(("trade", TestLedger.Trade(key))) : request.Payload };

    private static string Owner(int i) => string.Create(CultureInfo.InvariantCulture, $"owner{i}");

    private static string Account(int i) => string.Create(CultureInfo.InvariantCulture, $"账户{i}");

    private static IEnumerable<RegisterRequest> Issued(string project, long units) =>
    [
        TestLedger.Step(project, "register", Day), TestLedger.StepPeriod(project, 1, "report", Day, new(new(2023, 1, 1), new(2024, 12, 31))),
        TestLedger.StepPeriod(project, 1, "verify", Day, null, TestLedger.Vintages((2023, units), (2024, units))), TestLedger.StepPeriod(project, 1, "accept", Day), TestLedger.Issue(project, 1, Account(0), Day),
    ];

    private static void Submit(UnitRegister register, string actor, IReadOnlyList<RegisterRequest> requests)
    {
        foreach (var receipt in register.Submit(requests, TestLedger.As(actor)))
            if (receipt.Refusal is { } refusal)
                throw new InvalidDataException(refusal.Reason.En);
    }

    private (string Actor, IReadOnlyList<RegisterRequest> Requests) Draw(int count, List<Receipt> first)
    {
        var project = string.Create(CultureInfo.InvariantCulture, $"p-{seed}-{batch}");
        switch (random.Next(12))
        {
            case 0:
                return ("registrar", [.. Enumerable.Range(0, count).Select(i => TestLedger.Account(string.Create(CultureInfo.InvariantCulture, $"new-{seed}-{batch}-{i}"), Owner(random.Next(Accounts))))]);
            case 1:
                return (Owner(0), [TestLedger.Draft(project, "scheme", 113 + (random.Next(1000) * 0.001), 29 + (random.Next(1000) * 0.001))]);
            case 2:
                first.Add(register.Submit(TestLedger.Draft(project, "scheme", 113 + (random.Next(1000) * 0.001), 29), TestLedger.As(Owner(0))));
                return ("registrar", [.. Issued(project, 1 + random.Next(1000))]);
            case 3 or 4:
                var owner = random.Next(Accounts);
                return (Owner(owner), [.. Enumerable.Range(0, count).Select(_ => TestLedger.Retire(Account(owner), TestLedger.Quantity("scheme", 1 + random.Next(100)), Day))]);
            case 5: // refused: more than there is, and not the holder
                return ("exchange", [.. Enumerable.Range(0, count).Select(_ => TestLedger.Transfer(Account(random.Next(Accounts)), Account(0), TestLedger.Quantity("scheme", 9_000_000_000), Day))]);
            default:
                return ("exchange", [.. Enumerable.Range(0, count).Select(_ => TestLedger.Transfer(Account(random.Next(Accounts)), Account(random.Next(Accounts)), TestLedger.Quantity("scheme", 1 + random.Next(1000)), Day))]);
        }
    }
}

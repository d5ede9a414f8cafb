using System.Security.Cryptography;
using CarbonSink.Register;
using static CarbonSink.Register.Tests.TestLedger;

namespace CarbonSink.Register.Tests;

/// <summary>A request of a history.</summary>
/// <param name="Time">What the clock shows; it may go back.</param>
/// <param name="Who">The actor that asks, with its token and its key: the register asks for the one or the other. What was signed once is signed alike again.</param>
/// <param name="Request">What it asks.</param>
internal sealed record HistoryStep(DateTimeOffset Time, ActorCredential Who, RegisterRequest Request);

/// <summary>A random history of a register: 12 to 60 requests of a small world over some weeks, most of which could be valid, some of which cannot; the same seed makes the same requests, whatever the store.</summary>
/// <remarks>For <see cref="TestRules"/>. In every fourth history actors are given keys in place of their tokens, and sign. Programmes alpha and beta (which only class trader may not hold), owners ann and bob, accounts a1, a2 (ann), b1 (bob), t1 (bob, class trader), projects p0 to p3, months of 2025.</remarks>
internal sealed class RandomHistory
{
    private static readonly RegisterRequest[] Prelude =
    [
        Open(), Admit("ann", "owner"), Admit("bob", "owner"), Admit("exchange", "market"), TestRules.Adoption("alpha", "ALPHA paid"), TestRules.Adoption("beta", "BETA tiered"),
        Account("a1", "ann"), Account("a2", "ann"), Account("b1", "bob"), Account("t1", "bob", "trader"),
    ];

    private static readonly string[] Accounts = ["a1", "a2", "b1", "t1", "a1", "b1", "none"];
    private static readonly string[] Actors = ["registrar", "ann", "bob", "exchange", "stranger"];
    private static readonly string[] Kinds = ["pledge", "trade", "judicial", "suspension"];
    private static readonly DateOnly FirstDay = new(2025, 6, 1);
    private static readonly DateTimeOffset Beginning = new(2025, 6, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly RegisterKey Key = RegisterKey.Create();
    private static readonly RegisterKey OtherKey = RegisterKey.Create();
    private static readonly CanonicalObject Document = CanonicalObject.Of(("kind", "order"), ("name", "order.pdf"), ("sha256", Hash("order")));

    private const int StepsToIssue = 6;
    private const long Price = 250;

    private readonly Random random;
    private readonly List<(string Actor, RegisterRequest Request)> asked = [];
    private readonly List<DateTimeOffset> times = [];
    private readonly Dictionary<string, byte[]> signatures = [];
    private readonly bool signs;
    private readonly Dictionary<string, int> steps = [];
    private readonly List<(string Programme, string Account)> holders = [];
    private DateTimeOffset now = Beginning;
    private int focus;

    private RandomHistory(int seed)
    {
        random = new(seed);
        signs = seed % 4 == 1;
        foreach (var request in Prelude)
            asked.Add(("registrar", request));
        if (random.Next(2) == 0)
            asked.Add(("registrar", new(Verbs.SetPrices, CanonicalObject.Of(("programme", "alpha"), ("prices", new[] { CanonicalObject.Of(("category", "reed"), ("fenPerUnit", Price), ("from", FirstDay)) }), ("document", Document)))));
        var length = random.Next(12, 61);
        if (length > 20)
        {
            // Most long histories begin where there are units to be moved.
            focus = random.Next(4);
            for (var i = 0; i < StepsToIssue; i++)
                asked.Add(InLife(focus, i));
            steps[$"p{focus}"] = StepsToIssue;
        }

        times.AddRange(Enumerable.Repeat(now, asked.Count));
        while (asked.Count < length)
        {
            now += random.Next(8) switch { 0 => TimeSpan.FromHours(random.Next(8, 120)), 1 => TimeSpan.FromHours(random.Next(8)), _ => TimeSpan.FromSeconds(random.Next(3)) };
            asked.Add(Next());
            times.Add(random.Next(40) == 0 ? now.AddHours(-random.Next(60)) : now);
        }
    }

    /// <summary>Requests with which every history begins.</summary>
    public static IReadOnlyList<HistoryStep> Opening { get; } = [.. Prelude.Select(r => new HistoryStep(Beginning, As("registrar"), r))];

    /// <summary>Requests in order, those of <see cref="Opening"/> first; "stranger" is not admitted, and an actor "x:wrong" comes with a wrong token and the key of another.</summary>
    public static IReadOnlyList<HistoryStep> Of(int seed)
    {
        var history = new RandomHistory(seed);
        return [.. history.asked.Select((a, i) => new HistoryStep(history.times[i], history.Credential(a.Actor), history.Keyed(a.Request, i)))];
    }

    /// <summary>Has a register answer the requests, each at its time.</summary>
    public static void Run(IRegisterStore store, IEnumerable<HistoryStep> steps)
    {
        var clock = new HistoryClock();
        var register = new UnitRegister(store, clock, TestRules.Book);
        foreach (var step in steps)
        {
            clock.Now = step.Time;
            register.Submit(step.Request, step.Who);
        }
    }

    private ActorCredential Credential(string actor)
    {
        var (id, isWrong) = actor.EndsWith(":wrong", StringComparison.Ordinal) ? (actor[..^6], true) : (actor, false);
        return new(id, isWrong ? "wrong" : id, signs ? bytes => Signature(isWrong ? OtherKey : Key, bytes) : null);
    }

    private byte[] Signature(RegisterKey key, byte[] bytes)
    {
        var name = key.Id + Convert.ToBase64String(SHA256.HashData(bytes));
        if (!signatures.TryGetValue(name, out var signature))
        {
            lock (key)
                signatures.Add(name, signature = key.Sign(bytes));
        }

        return signature;
    }

    /// <summary>Where actors sign, every request has a key: the register would draw one otherwise.</summary>
    private RegisterRequest Keyed(RegisterRequest request, int index) => signs && index >= Prelude.Length ? request with { Key = request.Key ?? FormattableString.Invariant($"s{index}") } : request;

    /// <summary>Mostly today, at times an earlier day, rarely tomorrow.</summary>
    private DateOnly Day => DateOnly.FromDateTime(now.UtcDateTime.AddHours(8)).AddDays(random.Next(40) switch { 0 => 1, < 6 => -random.Next(12), _ => 0 });

    private (string Actor, RegisterRequest Request) Next()
    {
        var draw = random.Next(100);
        if (draw < 4)
            return Any(asked);
        if (signs && random.Next(6) == 0)
            return ("registrar", Readmission());
        if (steps.Values.DefaultIfEmpty(0).Max() < StepsToIssue)
            draw = Math.Min(draw, random.Next(120)); // hardly anything can be done before the first issue
        var (actor, request) = draw switch
        {
            < 36 => ProjectStep(),
            < 59 => ("exchange", Transfer()),
            < 62 => ("exchange", Compensation()),
            < 72 => Holder((a, selection) => Retire(a, selection, random.Next(20) == 0 ? Day.AddDays(-1) : Day)),
            < 82 => Freeze(),
            < 85 => (Any(["registrar", "exchange", "ann"]), new(Verbs.Release, CanonicalObject.Of(("freeze", AnyFreeze())))),
            < 88 => ("registrar", new(Verbs.Release, CanonicalObject.Of(("freeze", AnyFreeze()), ("document", Document)))),
            < 92 => ("registrar", Held((a, selection) => new(Verbs.ForceCancel, CanonicalObject.Of(("account", a), ("selection", selection), ("reason", "fraud"), ("document", Document), ("owed", random.Next(3) == 0 ? 1 + random.Next(12) : null))))),
            < 95 => ("registrar", new(Verbs.SetAccount, CanonicalObject.Of(("id", Any(Accounts)), ("state", random.Next(8) switch { < 5 => "normal", < 7 => "restricted", _ => "closed" }), ("reason", "review")))),
            < 96 => ("registrar", new(Verbs.OpenTier, CanonicalObject.Of(("programme", "beta"), ("tier", 1 + random.Next(2)), ("document", Document)))),
            < 97 => ("registrar", new(Verbs.SetPrices, CanonicalObject.Of(("programme", Any(["alpha", "alpha", "beta"])), ("prices", new[] { CanonicalObject.Of(("category", "reed"), ("fenPerUnit", Price), ("from", FirstDay)) }), ("document", Document)))),
            < 98 => ("registrar", new(random.Next(3) == 0 ? Verbs.SuspendActor : Verbs.RestoreActor, CanonicalObject.Of(("id", Any(Actors)), ("reason", "review")))),
            _ => ("registrar", TestRules.Adoption(Any(["alpha", "gamma"]), Any(["ALPHA", "GAMMA"]))),
        };
        if (random.Next(12) == 0)
            actor = random.Next(5) == 0 ? actor + ":wrong" : Any(Actors);
        return (actor, random.Next(6) == 0 ? request with { Key = $"k{random.Next(12)}" } : request);
    }

    /// <summary>An actor is given a key in place of its token, or the token back.</summary>
    private RegisterRequest Readmission()
    {
        var (id, role) = Any([("ann", "owner"), ("bob", "owner"), ("exchange", "market")]);
        return random.Next(4) == 0 ? Admit(id, role) : new(Verbs.AdmitActor, CanonicalObject.Of(("id", id), ("name", id), ("roles", new[] { role }), ("publicKey", Key.PublicKey)));
    }

    /// <summary>Mostly the next step in the life of a project and its two periods, else any.</summary>
    private (string Actor, RegisterRequest Request) ProjectStep()
    {
        if (steps.GetValueOrDefault($"p{focus}") is StepsToIssue or >= 10)
            focus = random.Next(4);
        var project = $"p{(random.Next(10) == 0 ? random.Next(4) : focus)}";
        var (step, skip) = (steps.GetValueOrDefault(project), random.Next(20) == 0);
        if (skip)
            step = random.Next(12);
        else
            steps[project] = step + 1;
        return InLife(project[1] - '0', step);
    }

    private (string Actor, RegisterRequest Request) InLife(int index, int step)
    {
        var project = $"p{index}";
        var number = (step - 2) / 4 + 1;
        var owner = project is "p0" or "p1" ? "ann" : "bob";
        return step switch
        {
            0 => (owner, Draft(project, Programme(project), 113 + index)),
            1 => ("registrar", Step(project, "register", Day)),
            >= 10 => ("registrar", Step(project, "cancel", Day)),
            _ => ("registrar", ((step - 2) % 4) switch
            {
                0 => StepPeriod(project, number, "report", Day, new(new(2020 + number, 1, 1), new(2021 + number, 6, 30))),
                1 => StepPeriod(project, number, "verify", Day, null, Vintages((2020 + number, random.Next(1, 20)), (2021 + number, random.Next(9)))),
                2 => StepPeriod(project, number, "accept", Day),
                _ => Issued(project, number, owner == "ann" ? Any(["a1", "a1", "a2"]) : Any(["b1", "b1", "t1", "a1"])),
            }),
        };
    }

    private RegisterRequest Issued(string project, int number, string account)
    {
        holders.Add((Programme(project), account));
        return Issue(project, number, account, Day);
    }

    /// <summary>Mostly an account that was given units of the programme.</summary>
    private (string Programme, string Account) Holding() => holders.Count > 0 && random.Next(8) > 0 ? Any(holders) : (Any(["alpha", "beta"]), Any(Accounts));

    private RegisterRequest Transfer()
    {
        var ((programme, from), to) = (Holding(), Any(Accounts));
        holders.Add((programme, to));
        return TestLedger.Transfer(from, to, Selection(programme), Day, null, $"t{(random.Next(15) == 0 ? random.Next(asked.Count) : asked.Count)}");
    }

    /// <summary>Mostly at the price, where one is set.</summary>
    private RegisterRequest Compensation()
    {
        var (quantity, (_, from)) = (random.Next(1, 5), Holding());
        return new(Verbs.Compensate, CanonicalObject.Of(
            ("programme", "alpha"), ("from", from), ("buyer", Any(Accounts)), ("category", "reed"), ("quantity", quantity), ("amountFen", (random.Next(6) == 0 ? 1 : quantity) * Price), ("case", "2025-1"), ("beneficiary", "bob"), ("date", Day)));
    }

    private static string Programme(string project) => project is "p0" or "p2" ? "alpha" : "beta";

    private CanonicalObject Selection(string programme)
    {
        if (random.Next(3) > 0)
            return CanonicalObject.Of(("programme", programme), ("quantity", random.Next(1, 7)), ("project", random.Next(8) == 0 ? $"p{random.Next(4)}" : null), ("vintage", random.Next(8) == 0 ? 2021 + random.Next(3) : null));
        var blocks = Enumerable.Range(0, random.Next(1, 3)).Select(_ =>
        {
            var (project, first) = ($"p{random.Next(4)}", random.Next(1, 10));
            return CanonicalObject.Of(("programme", Programme(project)), ("project", project), ("vintage", 2021 + random.Next(3)), ("first", first), ("last", first + random.Next(4)));
        }).ToList();
        if (random.Next(10) == 0)
            blocks.Add(blocks[0]);
        return CanonicalObject.Of(("blocks", blocks));
    }

    private (string Actor, RegisterRequest Request) Freeze()
    {
        var kind = Any(Kinds);
        RegisterRequest Request(string account, CanonicalObject selection) => new(Verbs.Freeze, CanonicalObject.Of(("account", account), ("kind", kind), ("selection", selection), ("reason", "claim"), ("creditor", kind == "pledge" ? "exchange" : null)));
        return kind switch { "pledge" => Holder(Request), "trade" => ("exchange", Held(Request)), _ => ("registrar", Held(Request)) };
    }

    private RegisterRequest Held(Func<string, CanonicalObject, RegisterRequest> request) => Holder(request).Request;

    private (string Actor, RegisterRequest Request) Holder(Func<string, CanonicalObject, RegisterRequest> request)
    {
        var (programme, account) = Holding();
        return (account is "a1" or "a2" ? "ann" : "bob", request(account, Selection(programme)));
    }

    /// <summary>Index of an entry that may have frozen: exact where no request was repeated before it.</summary>
    private long AnyFreeze()
    {
        var freezes = Enumerable.Range(0, asked.Count).Where(i => asked[i].Request.Verb == Verbs.Freeze).ToList();
        return freezes.Count > 0 ? freezes[random.Next(freezes.Count)] : random.Next(asked.Count);
    }

    private T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}

/// <summary>A clock that is set.</summary>
internal sealed class HistoryClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}

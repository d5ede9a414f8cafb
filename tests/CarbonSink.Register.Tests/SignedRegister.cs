using static CarbonSink.Register.Tests.TestLedger;

namespace CarbonSink.Register.Tests;

/// <summary>A register in memory under the shipped rules of ccer-2023 for texts, with steps of three words; its key is replaced twice and heads are signed under each.</summary>
internal sealed class SignedRegister : IDisposable
{
    public const string Beneficiary = "㐂𠮷林业 <A&B>\"甲\\乙\"";

    private static readonly DateOnly Day = new(2026, 11, 22);

    public SignedRegister()
    {
        Register = new(Store, new Clock(), Book);
        Ledger = new(Store, Book);
        Do("registrar", new RegisterRequest(Verbs.Open, CanonicalObject.Of(("logId", "临湘-test"), ("zh", "试验"), ("en", "test"), ("publicKey", Keys[0].PublicKey), ("registrar", CanonicalObject.Of(("id", "registrar"), ("name", "registrar"), ("tokenSha256", Hash("registrar")))))));
        Do("registrar", Admit("owner", "owner"), Admit("enterprise", "owner"), Admit("exchange", "market"), Adoption("ccer-2023"), Account("a", "owner"), Account("b", "enterprise"));
        Heads.Add(Ledger.Sign(Keys[0], new Clock()));
        Do("owner", Draft("p", "ccer-2023"));
        Do("registrar", Step("p", "register", Day), StepPeriod("p", 1, "report", Day, new(new(2023, 1, 1), new(2024, 12, 31))), StepPeriod("p", 1, "verify", Day, null, Vintages((2023, 7), (2024, 5))), StepPeriod("p", 1, "accept", Day));
        Issued = Do("registrar", Issue("p", 1, "a", Day));
        Rotate(0);
        Heads.Add(Ledger.Sign(Keys[1], new Clock()));
        Transferred = Do("exchange", Transfer("a", "b", Quantity("ccer-2023", 4), Day));
        Retired = Do("enterprise", Retirement("event-neutrality", 3));
        Rotate(1);
        Refused = Register.Submit(Retirement("event-neutrality", 100), As("enterprise")).Entry.Index;
        Heads.Add(Ledger.Sign(Keys[2], new Clock()));
    }

    /// <summary>The shipped rules of programmes with the steps of tests.</summary>
    public static RuleBook Book { get; } = TestRules.Book with { Compile = ProgrammeRules.Of };

    public RegisterKey[] Keys { get; } = [RegisterKey.Create(), RegisterKey.Create(), RegisterKey.Create()];

    public List<SignedTreeHead> Heads { get; } = [];

    public MemoryStore Store { get; } = new();

    public UnitRegister Register { get; }

    public VerifiableLedger Ledger { get; }

    public long Issued { get; }

    public long Transferred { get; }

    public long Retired { get; }

    public long Refused { get; }

    public static HashSet<string> Pin(params RegisterKey[] keys) => [.. keys.Select(k => k.Id)];

    public static RegisterRequest Adoption(string programme) => new(Verbs.AdoptProgramme, ProgrammeTexts.Adoption(programme, "1",
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "methodology", "programmes", programme, "1")).Select(f => (Path.GetFileName(f), File.ReadAllText(f)))]));

    public RegisterFiles Export()
    {
        using var ledger = new MemoryStream();
        using var heads = new MemoryStream();
        var summary = RegisterExport.Write(Store, ledger, heads);
        return Files(summary, ledger.ToArray(), heads.ToArray());
    }

    public static RegisterFiles Files(byte[] summary, byte[] ledger, byte[] heads) => new(summary, () => new MemoryStream(ledger), () => new MemoryStream(heads));

    public static byte[] Bytes(Func<Stream> open)
    {
        using var copy = new MemoryStream();
        using var stream = open();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public void Dispose()
    {
        foreach (var key in Keys)
            key.Dispose();
    }

    public long Do(string actor, params RegisterRequest[] requests)
    {
        UnitRegisterTests.Do(Register, actor, requests);
        return Store.Size - 1;
    }

    private static RegisterRequest Retirement(string reason, long quantity) => new(Verbs.Retire, CanonicalObject.Of(
        ("account", "b"), ("selection", Quantity("ccer-2023", quantity)), ("reason", reason), ("beneficiary", Beneficiary), ("purpose", "龙舟赛"), ("date", Day)));

    private void Rotate(int from) => Do("registrar", new RegisterRequest(Verbs.RotateKey, KeyChain.Rotation("临湘-test", Keys[from], Keys[from + 1])));

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    }
}

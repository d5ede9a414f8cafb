using CarbonSink.Methodologies;
using CarbonSink.Register;

namespace CarbonSink.Register.Tests;

/// <summary>A programme and a lifecycle of three words, for tests of what the register itself does: events register, cancel; period report (facts vintages), verify, accept, issue.</summary>
internal static class TestRules
{
    public static RuleBook Book { get; } = new(Compile, Step, static (_, _, _) => []);

    public static readonly IReadOnlyDictionary<(bool Period, string Event), (string[] From, string To)> Steps = new Dictionary<(bool, string), (string[], string)>
    {
        [(false, "register")] = (["draft"], "registered"),
        [(false, "cancel")] = (["registered"], "cancelled"),
        [(true, "report")] = (["none"], "notice"),
        [(true, "verify")] = (["notice"], "verified"),
        [(true, "accept")] = (["verified"], "registered"),
        [(true, "issue")] = (["registered"], "issued"),
    };

    /// <param name="id">Programme.</param>
    /// <param name="unitClass">Unit class, with the words that follow: "paid" where it knows compensation of category reed, "tiered" where traders come after owners, "mirror" where it is the mirror of another register.</param>
    /// <param name="version">Version.</param>
    public static RegisterRequest Adoption(string id, string unitClass, string version = "1")
    {
        (string, string)[] files = [("register.json", $"{id} {version} {unitClass}")];
        return new(Verbs.AdoptProgramme, ProgrammeTexts.Adoption(id, version, files));
    }

    private static ProgrammeRules Compile(IReadOnlyDictionary<string, string> files)
    {
        var words = files["register.json"].Split(' ');
        return new()
        {
            Id = words[0],
            Version = words[1],
            Title = new(words[0], words[0]),
            UnitClass = words[2],
            Unit = "tCO2e",
            IsMirror = words.Contains("mirror"),
            Notices = [],
            AccountClasses = ["owner", "trader"],
            TransferBy = [RegisterRole.Market, RegisterRole.Owner],
            RetirementReasons = [("voluntary", words[0], new("自愿", "voluntary")), .. words.Contains("paid") ? [("reed-compensation", words[0], new Bilingual("补偿", "compensation"))] : Array.Empty<(string, string, Bilingual)>()],
            Compensation = words.Contains("paid") ? new("须有价格表", "asks for a price list") : null,
            Tiers = words.Contains("tiered") ? [(0, ["owner"]), (1, ["trader"])] : [],
            Items = [new("crossBorder", "crossBorder", "art. 29", new("不办理", "not done"), "test-source", ParameterStatus.Declared)],
            Status = ParameterStatus.Declared,
        };
    }

    private static LifecycleResult Step(LifecycleRequest r)
    {
        var subject = r.Period ?? r.Project;
        var state = subject.Text("state");
        if (!Steps.TryGetValue((r.Period is not null, r.Event), out var step) || !step.From.Contains(state))
            throw new RefusedRequestException("lifecycle", r.Rules.Id, $"{state} {r.Event}", $"{r.Event} does not follow {state}");
        var outcome = CanonicalObject.Of(("from", state), ("to", step.To));
        if (r.Period is null)
            return new(r.Project.With(("state", step.To)), null, step.To == "registered" ? ClaimState.Active : ClaimState.Tombstone, outcome);
        if (r.Project.Text("state") != "registered")
            throw new RefusedRequestException("lifecycle", r.Rules.Id, "项目未登记", "the project is not registered");
        var period = r.Period.With(("state", step.To));
        if (r.Event == "verify")
            period = period.With(("vintages", r.Facts.Objects("vintages")), ("verifiedT", r.Facts.Objects("vintages").Sum(v => v.Integer("t"))));
        return new(r.Project, period, null, outcome);
    }
}

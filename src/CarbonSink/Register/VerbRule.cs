using System.Collections.Frozen;

namespace CarbonSink.Register;

/// <summary>How a verb is answered (登记事项的规则): who may ask, which keys its payload has, what does it.</summary>
/// <param name="Keys">Keys of the payload.</param>
/// <param name="Answer">Checks, puts, and returns the outcome.</param>
/// <param name="Roles">Roles of which the actor must have one; none: the handler decides.</param>
internal sealed record VerbRule(PayloadKeys Keys, Func<RequestContext, CanonicalObject> Answer, params IReadOnlyList<RegisterRole> Roles)
{
    /// <summary>Levels of objects and lists that a payload may have: fewer than are read back, since entries, rows, certificates and exports put it deeper.</summary>
    public const int MaxDepth = 24;

    /// <summary>The verbs.</summary>
    public static FrozenDictionary<string, VerbRule> All { get; } = new Dictionary<string, VerbRule>
    {
        [Verbs.Open] = new(new("logId zh en publicKey registrar"), ActorVerbs.Open),
        [Verbs.RotateKey] = new(new("publicKey signature proof"), ActorVerbs.RotateKey, RegisterRole.Registrar),
        [Verbs.AdmitActor] = new(new("id name roles tokenSha256? publicKey? details?"), ActorVerbs.Admit, RegisterRole.Registrar),
        [Verbs.SuspendActor] = new(new("id reason"), ActorVerbs.Suspend, RegisterRole.Registrar),
        [Verbs.RestoreActor] = new(new("id reason"), ActorVerbs.Restore, RegisterRole.Registrar),
        [Verbs.OpenAccount] = new(new("id holder class date?"), AccountVerbs.Begin, RegisterRole.Registrar),
        [Verbs.SetAccount] = new(new("id state reason"), AccountVerbs.Set, RegisterRole.Registrar),
        [Verbs.AdoptProgramme] = new(new("id version sha256 files"), ProgrammeVerbs.Adopt, RegisterRole.Registrar),
        [Verbs.OpenTier] = new(new("programme tier document"), ProgrammeVerbs.OpenTier, RegisterRole.Registrar),
        [Verbs.SetPrices] = new(new("programme prices document"), CompensationVerbs.SetPrices, RegisterRole.Registrar),
        [Verbs.SetCalendar] = new(new("year holidays workingDays document"), ProgrammeVerbs.SetCalendar, RegisterRole.Registrar),
        [Verbs.DraftProject] = new(new("id programme name methodology start from to pools divisions? facts? parcels owner? date? documents?"), ProjectVerbs.Draft, RegisterRole.Owner, RegisterRole.Registrar),
        [Verbs.WithdrawProject] = new(new("project reason"), LandVerbs.Withdraw, RegisterRole.Owner),
        [Verbs.DistinctProject] = new(new("project other reason document?"), LandVerbs.Distinct, RegisterRole.Registrar),
        [Verbs.StepProject] = new(new("project event date facts? documents?"), ProjectVerbs.Step),
        [Verbs.StepPeriod] = new(new("project number from? to? event date facts? documents?"), ProjectVerbs.StepPeriod),
        [Verbs.Issue] = new(new("project number account date documents?"), UnitVerbs.Issue, RegisterRole.Registrar),
        [Verbs.Transfer] = new(new("from to selection trade? date document?"), UnitVerbs.Transfer),
        [Verbs.Freeze] = new(new("account kind selection reason document? creditor?"), HoldVerbs.Freeze, RegisterRole.Owner, RegisterRole.Registrar, RegisterRole.Market),
        [Verbs.Release] = new(new("freeze document?"), HoldVerbs.Release),
        [Verbs.Retire] = new(new("account selection reason beneficiary purpose date settles? document?"), UnitVerbs.Retire, RegisterRole.Owner, RegisterRole.Registrar),
        [Verbs.ForceCancel] = new(new("account selection reason document owed? settles?"), ForcedVerbs.Cancel, RegisterRole.Registrar),
        [Verbs.Compensate] = new(new("programme from buyer category quantity amountFen case beneficiary date"), CompensationVerbs.Compensate, RegisterRole.Market, RegisterRole.Registrar),
        [Verbs.ImportHistoric] = new(new("registry table id file sheet? line project? name? status? date? year? quantities? serial? fields"), HistoricRow.Apply, RegisterRole.Registrar),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The rule of a verb, after the keys of the payload were checked.</summary>
    /// <exception cref="FormatException">There is no such verb, a key is missing, or one is not known.</exception>
    public static VerbRule Of(string verb, CanonicalObject payload)
    {
        if (!All.TryGetValue(verb, out var rule))
            throw new FormatException($"\"{verb}\" is no verb of the register");
        rule.Keys.Check(payload);
        return payload.IsDeeperThan(MaxDepth) ? throw new FormatException($"the payload is deeper than {MaxDepth} levels") : rule;
    }
}

/// <summary>Keys that an object of a payload must and may have, written as words; one with a question mark may be missing.</summary>
internal sealed class PayloadKeys
{
    private readonly FrozenSet<string> known;
    private readonly string[] required;

    /// <summary>Reads the words.</summary>
    public PayloadKeys(string words)
    {
        var all = words.Split(' ');
        known = all.Select(w => w.TrimEnd('?')).ToFrozenSet(StringComparer.Ordinal);
        required = [.. all.Where(w => w[^1] != '?')];
    }

    /// <summary>Checks an object.</summary>
    /// <exception cref="FormatException">A key is missing, or one is not known.</exception>
    public void Check(CanonicalObject value)
    {
        foreach (var (key, _) in value.Members)
        {
            if (!known.Contains(key))
                throw new FormatException($"\"{key}\" is not known here: {string.Join(", ", known.Order(StringComparer.Ordinal))}");
        }

        if (value.Count < known.Count)
        {
            foreach (var key in required)
                if (!value.Has(key))
                    throw new FormatException($"\"{key}\" is missing");
        }
    }
}

namespace CarbonSink.Register;

/// <summary>A request while it is answered: what a verb's handler sees and may put.</summary>
/// <remarks>A handler checks everything, then puts, then returns the outcome; it asks neither clock nor chance, so that a replay gives the same.</remarks>
internal sealed class RequestContext
{
    private const int LongestSaid = 500;

    private IReadOnlyList<OverlapFinding>? overlaps;

    /// <summary>The register; what is put is read back.</summary>
    public required IRegisterWriting State { get; init; }

    /// <summary>What the request says.</summary>
    public required CanonicalObject Payload { get; init; }

    /// <summary>Row of the actor.</summary>
    public required CanonicalObject Actor { get; init; }

    /// <summary>Index of the entry that is being written.</summary>
    public required long Index { get; init; }

    /// <summary>Its time, yyyy-MM-ddTHH:mm:ssZ.</summary>
    public required string Time { get; init; }

    /// <summary>Its day in China (UTC+8).</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The outcome that was recorded, on a replay; null where the request is new. Only overlaps are taken from it, since areas are measured.</summary>
    public CanonicalObject? Recorded { get; init; }

    /// <summary>Compiles programmes, takes steps, finds overlaps.</summary>
    public required RuleBook Book { get; init; }

    /// <summary>Roles of the actor.</summary>
    public required IReadOnlySet<RegisterRole> Roles { get; init; }

    /// <summary>Id of the actor.</summary>
    public string ActorId => Actor.Text("id");

    /// <summary>Overlaps that were found while the request was answered; null where none were asked for.</summary>
    public IReadOnlyList<OverlapFinding>? FoundOverlaps => overlaps;

    /// <summary>Rules of an adopted programme.</summary>
    /// <exception cref="RefusedRequestException">The programme is not adopted.</exception>
    public ProgrammeRules Rules(string programme) => Book.Adopted(
        State.Row(Register.Rows.Programme, programme) ?? throw new RefusedRequestException("programme-adopted", "register", $"机制 {Refusal.Echo(programme)} 未被登记簿采用", $"the register has not adopted the programme {Refusal.Echo(programme)}"));

    /// <summary>Overlaps of a project's parcels with the claims of others: measured once; on a replay as recorded, where the rules say so after they were measured again.</summary>
    /// <exception cref="FormatException">What is recorded is not what is measured.</exception>
    public IReadOnlyList<OverlapFinding> Overlaps(string project, IReadOnlyList<ParcelClaim> parcels) => overlaps ??=
        Recorded is null ? Book.Overlaps(State, project, parcels) : OnRecord(Recorded, project, parcels);

    /// <summary>The day a payload names.</summary>
    /// <exception cref="RefusedRequestException">It is after the day of recording.</exception>
    public DateOnly Day(string key = "date")
    {
        var day = Payload.Date(key);
        return day <= Today ? day : throw new RefusedRequestException("date-recorded", "register", $"日期 {day:yyyy-MM-dd} 晚于登记日 {Today:yyyy-MM-dd}", $"the day {day:yyyy-MM-dd} is after the day of recording {Today:yyyy-MM-dd}");
    }

    /// <summary>The day a payload names, on which an account acts.</summary>
    /// <exception cref="RefusedRequestException">It is after the day of recording, or before the account was opened.</exception>
    public DateOnly DayOf(params ReadOnlySpan<CanonicalObject> accounts)
    {
        var day = Day();
        foreach (var account in accounts)
            if (day < account.Date("opened"))
                throw new RefusedRequestException("date-account", "register", $"日期 {day:yyyy-MM-dd} 早于账户 {account.Text("id")} 的开立日 {account.Date("opened"):yyyy-MM-dd}", $"the day {day:yyyy-MM-dd} is before the account {account.Text("id")} was opened, {account.Date("opened"):yyyy-MM-dd}");
        return day;
    }

    /// <summary>The day on which units move: that of recording, since a deadline is kept by what was done and not by the day that is named; an earlier one is transcribed in a mirror, by its registrar or market, from a document of kind transcript.</summary>
    /// <exception cref="RefusedRequestException">It is another day, or before an account was opened.</exception>
    public DateOnly DayOfMove(ProgrammeRules rules, params ReadOnlySpan<CanonicalObject> accounts)
    {
        var (day, document) = (DayOf(accounts), Payload.Has("document") ? ProgrammeVerbs.Document(Payload.Object("document")) : null);
        var transcribed = rules.IsMirror && document?.Text("kind") == Lifecycle.Transcript && Roles.Any(r => r is RegisterRole.Registrar or RegisterRole.Market);
        return day == Today || transcribed ? day
            : throw new RefusedRequestException("date-recorded", "register", $"日期 {day:yyyy-MM-dd} 不是登记日 {Today:yyyy-MM-dd}；更早的真实日期只在镜像机制中由登记机构或交易机构凭 {Lifecycle.Transcript} 材料转录", $"the day {day:yyyy-MM-dd} is not the day of recording {Today:yyyy-MM-dd}; an earlier true day is transcribed by the registrar or market of a mirror only, with a document of kind {Lifecycle.Transcript}");
    }

    /// <summary>A text of the payload that certificates repeat: one line that says something.</summary>
    /// <exception cref="FormatException">It is blank, longer than 500 characters, or holds what breaks or turns a line.</exception>
    public string Said(string key) => Payload.Text(key) is var text && !Bodies.IsUnseen(text) && text.Length <= LongestSaid && !text.Any(CertificateStatement.TurnsLines) ? text
        : throw new FormatException($"\"{key}\" is blank, has more than {LongestSaid} characters, or holds control characters");

    private List<OverlapFinding> OnRecord(CanonicalObject recorded, string project, IReadOnlyList<ParcelClaim> parcels)
    {
        List<OverlapFinding> found = [.. recorded.Objects("overlaps").Select(OverlapFinding.Of)];
        Book.Measure?.Compare(project, found, Book.Overlaps(State, project, parcels));
        return found;
    }

    /// <summary>The row that an id names.</summary>
    /// <exception cref="RefusedRequestException">There is none.</exception>
    public CanonicalObject Row(string kind, string id) =>
        State.Row(kind, id) ?? throw new RefusedRequestException(kind + "-known", "register", $"登记簿中没有{RegisterTerms.Of("row", kind, "zh")} {Refusal.Echo(id)}", $"the register has no {kind} {Refusal.Echo(id)}");
}

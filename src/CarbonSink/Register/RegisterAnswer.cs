using System.Globalization;

namespace CarbonSink.Register;

/// <summary>Answers one request, new or replayed (答复): credentials aside, what comes of a request depends on the entries before it, its time and what it says.</summary>
internal static class RegisterAnswer
{
    /// <summary>Form of times.</summary>
    public const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Rule of a key that was used before for another request.</summary>
    public const string KeyRule = "idempotency-key";

    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>What comes of a request of an actor: the outcome, or a refusal with what was found before it.</summary>
    /// <exception cref="FormatException">The payload has another form.</exception>
    public static (CanonicalObject Outcome, Refusal? Refusal) Of(IRegisterWriting state, RuleBook book, CanonicalObject actor, RegisterRequest request, string time, CanonicalObject? recorded)
    {
        var rule = VerbRule.Of(request.Verb, request.Payload);
        var context = new RequestContext { State = state, Payload = request.Payload, Actor = actor, Index = state.Size, Time = time, Today = Day(time), Recorded = recorded, Book = book, Roles = ActorVerbs.Roles(actor) };
        try
        {
            if (actor.Text("state") != "active")
                throw new RefusedRequestException("actor-suspended", "register", $"用户 {context.ActorId} 已停用", $"the actor {context.ActorId} is suspended");
            if (rule.Roles.Count > 0 && !rule.Roles.Any(context.Roles.Contains))
                throw new RefusedRequestException("role", "register", $"{context.ActorId} 的角色不能办理“{RegisterTerms.Of("verb", request.Verb, "zh")}”", $"{context.ActorId} has no role that may ask for {request.Verb}");
            return (rule.Answer(context), null);
        }
        catch (RefusedRequestException e)
        {
            return (ProjectVerbs.WithOverlaps(context, CanonicalObject.Empty), e.Refusal);
        }
    }

    /// <summary>The entry.</summary>
    public static LedgerEntry Entry(long index, string time, string actor, RegisterRequest request, CanonicalObject outcome, Refusal? refusal, string? signature) => new(CanonicalObject.Of(
        ("index", index), ("time", time), ("actor", actor), ("verb", request.Verb), ("key", request.Key), ("payload", request.Payload), ("outcome", outcome), ("refusal", refusal?.ToCanonical()), ("signature", signature)));

    /// <summary>The entry of who was not recognised: it names whom the asker claimed to be, and nothing of what was asked.</summary>
    public static LedgerEntry Stranger(long index, string time, string claimed, string verb) =>
        Entry(index, time, Credentials.Unknown, new(verb, CanonicalObject.Of(("claimed", claimed))), CanonicalObject.Empty, Credentials.Refused(claimed), null);

    /// <summary>The entry of a key that was used before for another request; it does not take the key, but names it.</summary>
    public static LedgerEntry KeyUsed(long index, string time, string actor, RegisterRequest request, long before, string? signature) => Entry(
        index, time, actor, request with { Key = null }, CanonicalObject.Of(("key", request.Key), ("entry", before)),
        new(KeyRule, "register", new($"幂等键 {Refusal.Echo(request.Key!)} 已用于条目 {before} 的另一请求", $"the idempotency key {Refusal.Echo(request.Key!)} was used for another request, entry {before}")), signature);

    /// <summary>An entry of a store.</summary>
    public static LedgerEntry At(IRegisterReading state, long index) => new(CanonicalObject.Parse(state.Entries(index, 1).First().Span));

    /// <summary>Day in China of a time.</summary>
    public static DateOnly Day(string time) => DateOnly.FromDateTime(Moment(time).AddHours(8));

    /// <summary>A time in this form.</summary>
    /// <exception cref="FormatException">It has another, or lies after 9000: days are counted on from it.</exception>
    public static DateTime Moment(string time) =>
        DateTime.ParseExact(time, TimeForm, CultureInfo.InvariantCulture, Utc) is { Year: <= 9000 } moment ? moment : throw new FormatException($"the time {time} is after the year 9000");
}

using System.Globalization;
using System.Security.Cryptography;

namespace CarbonSink.Register;

/// <summary>The register (登记簿): answers requests one after another, each by one entry of the ledger and the changes of state that follow from it.</summary>
/// <remarks>
/// A request is checked whole before anything is put; one that a rule refuses becomes an entry with a refusal and changes nothing. State is a function of the entries: <see cref="Replay(IEnumerable{ReadOnlyMemory{byte}}, IRegisterWriting)"/> makes it anew,
/// and what an entry says came of it must come of it again.
/// </remarks>
public sealed class UnitRegister
{
    private readonly RuleBook book;

    /// <summary>Time of the last entry of a ledger of a size; entries are only appended, so it holds for good.</summary>
    private Tuple<long, string>? last;

    /// <summary>The register in a store.</summary>
    public UnitRegister(IRegisterStore store, TimeProvider? clock = null)
        : this(store, clock, RuleBook.Shipped)
    {
    }

    internal UnitRegister(IRegisterStore store, TimeProvider? clock, RuleBook book) => (Store, Clock, this.book) = (store, clock ?? TimeProvider.System, book);

    /// <summary>Where it is kept.</summary>
    public IRegisterStore Store { get; }

    /// <summary>The time that new entries carry.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Answers a request.</summary>
    /// <exception cref="FormatException">The payload lacks a key or holds one that the verb does not know: misuse, nothing is logged.</exception>
    public Receipt Submit(RegisterRequest request, ActorCredential credential) => Submit([request], credential)[0];

    /// <summary>Answers requests in order in one transaction; one that is refused does not stop those after it.</summary>
    /// <exception cref="FormatException">As for one; then none is done.</exception>
    public IReadOnlyList<Receipt> Submit(IReadOnlyList<RegisterRequest> requests, ActorCredential credential)
    {
        foreach (var request in requests)
        {
            VerbRule.Of(request.Verb, request.Payload);
            Credentials.CheckKey(request.Key);
        }

        ActorVerbs.Id(credential.Actor);
        var (receipts, end) = Store.Write(state =>
        {
            var time = Time(state);
            var (answers, known) = (new Receipt[requests.Count], default(CanonicalObject));
            for (var i = 0; i < answers.Length; i++)
                answers[i] = Answer(state, requests[i], credential, time, ref known);
            return (answers, Tuple.Create(state.Size, time));
        });
        last = end;
        return receipts;
    }

    /// <summary>Replays entries into an empty store, rule by rule, signature by signature.</summary>
    /// <returns>The first entry that does not follow from those before it, with the reason; null where all do.</returns>
    public static (long Entry, string Reason)? Replay(IEnumerable<ReadOnlyMemory<byte>> entries, IRegisterWriting into) => Replay(entries, into, RuleBook.Shipped);

    internal static (long Entry, string Reason)? Replay(IEnumerable<ReadOnlyMemory<byte>> entries, IRegisterWriting into, RuleBook book) => LedgerReplay.Of(entries, into, book);

    private Receipt Answer(IRegisterWriting state, RegisterRequest request, ActorCredential credential, string time, ref CanonicalObject? known)
    {
        var actor = state.Size > 0 ? state.Row(Rows.Actor, credential.Actor) : Opening(request);
        if (actor?.Text("id") != credential.Actor || !Recognised(state, actor, ref request, credential, ref known, out var signature))
            return state.Size > 0 ? Written(state, RegisterAnswer.Stranger(state.Size, time, credential.Actor, request.Verb)) : throw new FormatException("the register is opened by the registrar that it names");
        if (request.Key is { } key && state.IndexOfKey(credential.Actor, key) is { } before)
        {
            var answered = RegisterAnswer.At(state, before);
            return answered.Verb == request.Verb && answered.Payload.Equals(request.Payload) ? new(answered, true) : Written(state, RegisterAnswer.KeyUsed(state.Size, time, credential.Actor, request, before, signature));
        }

        var (outcome, refusal) = RegisterAnswer.Of(state, book, actor, request, time, null);
        return Written(state, RegisterAnswer.Entry(state.Size, time, credential.Actor, request, outcome, refusal, signature));
    }

    /// <summary>Whether the credential is the actor's; a token is looked at once for a row of the actor that is known. A signed request always has a key: what is signed can be read in the ledger, and must not be answered twice.</summary>
    private static bool Recognised(IRegisterWriting state, CanonicalObject actor, ref RegisterRequest request, ActorCredential credential, ref CanonicalObject? known, out string? signature)
    {
        signature = null;
        if (actor.TextOrNull("publicKey") is not { } publicKey)
        {
            if (!ReferenceEquals(actor, known) && Credentials.HasToken(actor, credential.Token))
                known = actor;
            return ReferenceEquals(actor, known);
        }

        if (credential.Sign is null)
            return false;
        request = request with { Key = request.Key ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) };
        var logId = state.Size > 0 ? state.Row(Rows.Register, "register")!.Text("logId") : request.Payload.Text("logId");
        var bytes = Credentials.Signed(logId, credential.Actor, request);
        var signed = credential.Sign(bytes);
        signature = Convert.ToHexStringLower(signed);
        return Credentials.HasSigned(publicKey, bytes, signed);
    }

    private static CanonicalObject Opening(RegisterRequest request) => request.Verb == Verbs.Open ? ActorVerbs.Registrar(request.Payload) : throw new FormatException("the register has not been opened");

    private static Receipt Written(IRegisterWriting state, LedgerEntry entry)
    {
        state.Append(entry);
        return new(entry, false);
    }

    /// <summary>The clock's time, and never before the last entry's.</summary>
    private string Time(IRegisterReading state)
    {
        var now = Clock.GetUtcNow().UtcDateTime.ToString(RegisterAnswer.TimeForm, CultureInfo.InvariantCulture);
        if (state.Size == 0)
            return now;
        var known = last;
        var before = known?.Item1 == state.Size ? known.Item2 : RegisterAnswer.At(state, state.Size - 1).Time;
        return string.CompareOrdinal(now, before) >= 0 ? now : before;
    }
}

namespace CarbonSink.Register;

/// <summary>Makes the state of a register anew from its entries (重放): each must be what the register would have written.</summary>
internal static class LedgerReplay
{
    private static readonly PayloadKeys EntryKeys = new("index time actor verb key? payload outcome refusal? signature?");

    /// <summary>Replays entries.</summary>
    /// <returns>The first that does not follow, with the reason.</returns>
    public static (long Entry, string Reason)? Of(IEnumerable<ReadOnlyMemory<byte>> entries, IRegisterWriting into, RuleBook book)
    {
        if (into.Size != 0)
            throw new ArgumentException("the store is not empty", nameof(into));
        var (index, time) = (0L, string.Empty);
        foreach (var bytes in entries)
        {
            try
            {
                var entry = new LedgerEntry(CanonicalObject.ParseCanonical(bytes.Span));
                EntryKeys.Check(entry.Body);
                if (entry.Index != index)
                    return (index, $"its index is {entry.Index}");
                if (string.CompareOrdinal(entry.Time, time) < 0)
                    return (index, $"its time {entry.Time} is before {time}");
                RegisterAnswer.Moment(time = entry.Time);
                if (Fault(into, book, entry) is { } reason)
                    return (index, reason);
                into.Append(entry);
            }
            catch (Exception e) when (e is FormatException or OverflowException or ArgumentOutOfRangeException)
            {
                return (index, e.Message);
            }

            index++;
        }

        return null;
    }

    private static string? Fault(IRegisterWriting state, RuleBook book, LedgerEntry entry)
    {
        var request = new RegisterRequest(entry.Verb, entry.Payload, entry.Key);
        if (entry.Actor == Credentials.Unknown)
            return state.Size > 0 && entry.Key is null && VerbRule.All.ContainsKey(entry.Verb) && Same(entry, RegisterAnswer.Stranger(entry.Index, entry.Time, entry.Payload.Text("claimed"), entry.Verb)) ? null : "it is not the entry of an unknown actor";
        var actor = state.Size > 0 ? state.Row(Rows.Actor, entry.Actor) : entry.Verb == Verbs.Open ? ActorVerbs.Registrar(entry.Payload) : null;
        if (actor?.Text("id") != entry.Actor)
            return $"{entry.Actor} is no actor of the register";
        var usedBefore = entry.Refusal?.Rule == RegisterAnswer.KeyRule;
        if (usedBefore)
            request = request with { Key = entry.Outcome.Text("key") };
        Credentials.CheckKey(request.Key);
        if (!Signed(state, actor, request, entry))
            return $"it is not signed by {entry.Actor}";
        var before = request.Key is { } key ? state.IndexOfKey(entry.Actor, key) : null;
        if (usedBefore)
            return before is { } first && !Answered(state, first, request) && Same(entry, RegisterAnswer.KeyUsed(entry.Index, entry.Time, entry.Actor, request, first, entry.Body.TextOrNull("signature"))) ? null : "its key was not used before for another request";
        if (before is not null)
            return $"its key was used before, by entry {before}";
        var (outcome, refusal) = RegisterAnswer.Of(state, book, actor, request, entry.Time, entry.Outcome);
        return Same(entry, RegisterAnswer.Entry(entry.Index, entry.Time, entry.Actor, request, outcome, refusal, entry.Body.TextOrNull("signature"))) ? null
            : refusal is null ? $"what it says came of it does not come of it: {outcome}" : $"it is refused: {refusal.Rule}, {refusal.Article}: {refusal.Reason.En}";
    }

    /// <summary>Whether two entries say the same; of a refusal rule and article count, since its wording may be improved.</summary>
    private static bool Same(LedgerEntry written, LedgerEntry made) =>
        written.Refusal is { } a && made.Refusal is { } b ? a.Rule == b.Rule && a.Article == b.Article && Without(written).Equals(Without(made)) : written.Bytes.Span.SequenceEqual(made.Bytes.Span);

    private static CanonicalObject Without(LedgerEntry entry) => entry.Body.With(("refusal", null));

    private static bool Answered(IRegisterReading state, long index, RegisterRequest request)
    {
        var entry = RegisterAnswer.At(state, index);
        return entry.Verb == request.Verb && entry.Payload.Equals(request.Payload);
    }

    private static bool Signed(IRegisterReading state, CanonicalObject actor, RegisterRequest request, LedgerEntry entry)
    {
        var signature = entry.Body.TextOrNull("signature");
        if (actor.TextOrNull("publicKey") is not { } key)
            return signature is null;
        var logId = state.Size > 0 ? state.Row(Rows.Register, "register")!.Text("logId") : entry.Payload.Text("logId");
        return signature is not null && request.Key is not null && Credentials.HasSigned(key, Credentials.Signed(logId, entry.Actor, request), Convert.FromHexString(signature)) && !signature.Any(char.IsAsciiLetterUpper);
    }
}

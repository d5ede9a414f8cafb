using System.Text;
using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>A movement of an account (账户变动).</summary>
/// <param name="Entry">Index of the entry.</param>
/// <param name="Time">Its time, yyyy-MM-ddTHH:mm:ssZ.</param>
/// <param name="Date">Day on which it happened, as the request says; null where it says none.</param>
/// <param name="Verb">What was done.</param>
/// <param name="Programme">Id of the programme.</param>
/// <param name="Quantity">Units that were moved, frozen or taken out.</param>
/// <param name="Change">Change of what the account holds, free and frozen.</param>
/// <param name="Counterpart">The other account; null for none.</param>
/// <param name="Blocks">The units.</param>
public sealed record AccountMovement(long Entry, string Time, DateOnly? Date, string Verb, string Programme, long Quantity, long Change, string? Counterpart, IReadOnlyList<CanonicalObject> Blocks);

/// <summary>What an account holds of a series (账户持有).</summary>
/// <param name="Series">The series.</param>
/// <param name="Free">Free units.</param>
/// <param name="Frozen">Frozen units.</param>
public sealed record AccountHolding(UnitSeries Series, long Free, long Frozen);

/// <summary>Statement of an account (对账单): what it holds now, what moved in a window of days, what each programme says of its units. Immutable.</summary>
/// <param name="Account">Row of the account.</param>
/// <param name="TreeSize">Number of entries of the ledger it was made from.</param>
/// <param name="From">First day, in China.</param>
/// <param name="To">Last day.</param>
/// <param name="Holdings">What is held now, by series.</param>
/// <param name="Movements">Movements recorded in the window, in order.</param>
/// <param name="Balances">Units held of each programme at the beginning of the first and the end of the last day.</param>
/// <param name="Notices">What each programme says of its units, e.g. mirror, no legal effect.</param>
public sealed record AccountStatement(
    CanonicalObject Account,
    long TreeSize,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<AccountHolding> Holdings,
    IReadOnlyList<AccountMovement> Movements,
    IReadOnlyList<(string Programme, long Opening, long Closing)> Balances,
    IReadOnlyList<(string Programme, Bilingual Notice)> Notices)
{
    /// <summary>The statement of an account.</summary>
    /// <exception cref="ArgumentException">There is no such account, or the days are not in order.</exception>
    /// <exception cref="InvalidOperationException">The movements do not add up to what is held: the store is damaged.</exception>
    public static AccountStatement Of(IRegisterReading state, string account, DateOnly from, DateOnly to) => Of(state, account, from, to, RuleBook.Shipped);

    internal static AccountStatement Of(IRegisterReading state, string account, DateOnly from, DateOnly to, RuleBook book)
    {
        if (from > to)
            throw new ArgumentException($"the last day {to:yyyy-MM-dd} is before the first, {from:yyyy-MM-dd}", nameof(to));
        var row = state.Row(Rows.Account, account) ?? throw new ArgumentException($"the register has no account {account}", nameof(account));
        var holdings = state.Blocks(new(account)).Where(b => b.State is UnitState.Free or UnitState.Frozen).GroupBy(b => b.Series)
            .Select(g => new AccountHolding(g.Key, g.Sum(b => b.State == UnitState.Free ? b.Quantity : 0), g.Sum(b => b.State == UnitState.Frozen ? b.Quantity : 0))).ToList();
        var all = All(state, account).ToList();
        var programmes = all.Select(m => m.Programme).Concat(holdings.Select(h => h.Series.Programme)).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var programme in programmes)
        {
            var (held, moved) = (holdings.Where(h => h.Series.Programme == programme).Sum(h => h.Free + h.Frozen), all.Where(m => m.Programme == programme).Sum(m => m.Change));
            if (held != moved)
                throw new InvalidOperationException($"the account {account} holds {held} units of {programme}, its movements sum to {moved}");
        }

        long Held(string programme, Func<DateOnly, bool> until) => all.Where(m => m.Programme == programme && until(RegisterAnswer.Day(m.Time))).Sum(m => m.Change);
        return new(
            row, state.Size, from, to, holdings, [.. all.Where(m => RegisterAnswer.Day(m.Time) is var day && day >= from && day <= to)], [.. programmes.Select(p => (p, Held(p, day => day < from), Held(p, day => day <= to)))],
            [.. programmes.SelectMany(p => state.Row(Rows.Programme, p) is { } adopted ? book.Adopted(adopted).Notices.Select(n => (p, n)) : [])]);
    }

    /// <summary>All movements; entries that do not name the account are not even parsed.</summary>
    private static IEnumerable<AccountMovement> All(IRegisterReading state, string account)
    {
        var name = Encoding.UTF8.GetBytes($"\"{account}\"");
        foreach (var bytes in state.Entries(0, state.Size))
        {
            if (bytes.Span.IndexOf(name) < 0)
                continue;
            var entry = new LedgerEntry(CanonicalObject.Parse(bytes.Span));
            if (entry.Verb.StartsWith("units.", StringComparison.Ordinal) && entry.Refusal is null && Movement(entry, account) is { } movement)
                yield return movement;
        }
    }

    private static AccountMovement? Movement(LedgerEntry entry, string account)
    {
        var (payload, outcome) = (entry.Payload, entry.Outcome);
        var quantity = outcome.Integer("quantity");
        if ((entry.Verb is Verbs.Issue or Verbs.Retire or Verbs.ForceCancel or Verbs.Freeze && payload.Text("account") == account) || (entry.Verb == Verbs.Release && outcome.Text("account") == account))
            return Of(entry, quantity, entry.Verb switch { Verbs.Issue => quantity, Verbs.Freeze or Verbs.Release => 0, _ => -quantity }, null);
        if (entry.Verb is not (Verbs.Transfer or Verbs.Compensate))
            return null;
        var (from, to) = (payload.Text("from"), payload.Text(entry.Verb == Verbs.Transfer ? "to" : "buyer"));
        return from == account ? Of(entry, quantity, -quantity, to)
            : to == account ? Of(entry, quantity, entry.Verb == Verbs.Transfer ? quantity : 0, from)
            : null;
    }

    /// <summary>Null where nothing moved: a release after everything it bound was cancelled.</summary>
    private static AccountMovement? Of(LedgerEntry entry, long quantity, long change, string? counterpart) =>
        entry.Outcome.Objects("blocks") is { Count: > 0 } blocks ? new(entry.Index, entry.Time, entry.Payload.DateOrNull("date"), entry.Verb, blocks[0].Text("programme"), quantity, change, counterpart, blocks) : null;
}

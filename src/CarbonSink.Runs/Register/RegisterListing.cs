using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>What a register holds, as lists for readers and programs (登记查询).</summary>
public static class RegisterListing
{
    /// <summary>{actors[]}: without hashes of tokens.</summary>
    public static CanonicalObject Actors(IRegisterReading state) =>
        CanonicalObject.Of(("actors", state.RowsOf(Rows.Actor).Select(r => r.Row.With(("tokenSha256", null)))));

    /// <summary>{accounts[]{id, holder, class, state, free, frozen, retired, forceCancelled}}: units of all programmes together are not added up; account show has them by series.</summary>
    public static CanonicalObject Accounts(IRegisterReading state) =>
        CanonicalObject.Of(("accounts", state.RowsOf(Rows.Account).Select(r => r.Row.With(("holdings", Holdings(state, r.Id))))));

    /// <summary>An account with its blocks.</summary>
    /// <exception cref="RefusedInputException">There is none.</exception>
    public static CanonicalObject Account(IRegisterReading state, string id) => Row(state, Rows.Account, id).With(
        ("holdings", Holdings(state, id)),
        ("blocks", state.Blocks(new BlockFilter(Account: id)).Select(b => b.ToCanonical().With(("serial", b.Serial), ("quantity", b.Quantity), ("state", Word(b.State)), ("reference", b.State == UnitState.Free ? null : b.Reference)))));

    /// <summary>{projects[]}: id, programme, name, owner, methodology, state, since.</summary>
    public static CanonicalObject Projects(IRegisterReading state, string? programme, string? inState) => CanonicalObject.Of(("projects", state.RowsOf(Rows.Project).Select(r => r.Row)
        .Where(r => (programme is null || r.Text("programme") == programme) && (inState is null || r.Text("state") == inState))
        .Select(r => CanonicalObject.Of(((string[])["id", "programme", "name", "owner", "methodology", "state", "since"]).Select(k => (k, (object?)r.TextOrNull(k)))))));

    /// <summary>A project with its periods and parcels.</summary>
    /// <exception cref="RefusedInputException">There is none.</exception>
    public static CanonicalObject Project(IRegisterReading state, string id) => Row(state, Rows.Project, id).With(
        ("periods", state.RowsOf(Rows.Period).Where(r => r.Row.Text("project") == id).Select(r => r.Row).OrderBy(r => r.Integer("number"))),
        ("claims", state.Claims(id).Select(c => CanonicalObject.Of(("parcel", c.Parcel), ("tenure", c.Tenure), ("from", c.Span.From), ("to", c.Span.To), ("state", Word(c.State))))));

    /// <summary>A period.</summary>
    /// <exception cref="RefusedInputException">There is none.</exception>
    public static CanonicalObject Period(IRegisterReading state, string project, long number) => Row(state, Rows.Period, FormattableString.Invariant($"{project}/{number}"));

    /// <summary>{size, entries[]{leafHash, entry}}.</summary>
    public static CanonicalObject Entries(IRegisterReading state, long from, long count) => CanonicalObject.Of(
        ("size", state.Size),
        ("entries", state.Entries(from, count).Select(e => CanonicalObject.Of(("leafHash", Convert.ToHexStringLower(LedgerEntry.LeafHash(e.Span))), ("entry", CanonicalObject.Parse(e.Span))))));

    /// <summary>{project, overlaps[]}: measured now against all claims; distinct is the SHA-256 of the document by which the land was declared distinct from the other project's.</summary>
    /// <exception cref="RefusedInputException">There is no such project.</exception>
    public static CanonicalObject Overlaps(IRegisterReading state, string project)
    {
        var declared = Row(state, Rows.Project, project).Objects("distinctFrom");
        var overlaps = OverlapClaim.Find(state, project, [.. state.Claims(project)]).Select(o => o.ToCanonical().With(("distinct", declared.FirstOrDefault(d => d.Text("project") == o.OtherProject)?.Text("sha256"))));
        return CanonicalObject.Of(("project", project), ("overlaps", overlaps), ("distinctFrom", declared.Count == 0 ? null : declared));
    }

    /// <summary>{size, totals[]{programme, unitClass, issued, free, frozen, retired, forceCancelled, conserved}}: programmes are not added up.</summary>
    public static CanonicalObject Totals(IRegisterReading state) => CanonicalObject.Of(
        ("size", state.Size),
        ("totals", RegisterTotals.Of(state).Select(t => CanonicalObject.Of(
            ("programme", t.Programme), ("unitClass", t.UnitClass), ("issued", t.Issued), ("free", t.Free), ("frozen", t.Frozen), ("retired", t.Retired), ("forceCancelled", t.ForceCancelled), ("conserved", t.IsConserved)))));

    /// <summary>{date, deadlines[]{programme, project, period?, state, since, event, roles[], day, notice, daysLate, article, zh, en, calendar?}}.</summary>
    public static CanonicalObject Deadlines(IRegisterReading state, DateOnly day) => CanonicalObject.Of(
        ("date", day),
        ("deadlines", Register.Deadlines.On(state, day).Select(d => CanonicalObject.Of(
            ("programme", d.Programme), ("project", d.Project), ("period", d.Period), ("state", d.State), ("since", d.Since), ("event", d.Event), ("roles", d.Roles.Select(r => Word(r))),
            ("day", d.Day), ("notice", d.IsNotice), ("daysLate", d.DaysLate), ("article", d.Article), ("zh", d.Text.Zh), ("en", d.Text.En), ("calendar", d.Calendar)))));

    /// <summary>Where a unit comes from: {programme, project, vintage, number, entries[], links[], missing[]}.</summary>
    /// <exception cref="RefusedInputException">No such unit was issued.</exception>
    public static CanonicalObject Lineage(IRegisterReading state, UnitSeries series, long number) => RegisterLineage.Of(state, series, number)?.ToCanonical()
        ?? throw NoRow("unit", FormattableString.Invariant($"{series.Programme}/{series.Project}/{series.Vintage}/{number}"));

    /// <summary>A row that must be there.</summary>
    /// <exception cref="RefusedInputException">It is not.</exception>
    public static CanonicalObject Row(IRegisterReading state, string kind, string id) => state.Row(kind, id) ?? throw NoRow(kind, id);

    /// <summary>What is not there.</summary>
    internal static RefusedInputException NoRow(string kind, string id) => DataSet.Refuse(RegisterFindings.NoRow, null, kind, id, RegisterTerms.Of("row", kind, "zh"));

    private static IEnumerable<CanonicalObject> Holdings(IRegisterReading state, string account) => state.Blocks(new BlockFilter(Account: account))
        .GroupBy(b => b.Series.Programme)
        .Select(g => CanonicalObject.Of(
            ((string Key, object? Value)[])[("programme", g.Key), .. Enum.GetValues<UnitState>().Select(s => (Word(s), (object?)g.Where(b => b.State == s).Sum(b => b.Quantity)))]));

    /// <summary>A word as keys and values have it: first letter small.</summary>
    private static string Word(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

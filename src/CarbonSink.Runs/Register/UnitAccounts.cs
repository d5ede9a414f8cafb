using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>What became of the units of one programme (减排量去向): by project and year, the price list in force, every retirement, forced cancellation and compensation.</summary>
public static class UnitAccounts
{
    /// <summary>{programme, version, zh, en, unitClass, unit, mirror, size, notices[], totals{}, series[], prices[], priceDocument?, retirements[], compensations[]}; units of one programme are of one class and add up.</summary>
    /// <exception cref="RefusedInputException">The register has not adopted the programme.</exception>
    public static CanonicalObject Of(IRegisterReading state, string programme)
    {
        var adopted = RegisterListing.Row(state, Rows.Programme, programme);
        var (rules, prices, totals) = (RegisterLibrary.RulesOf(state, programme)!, state.Row(Rows.Prices, programme), RegisterTotals.Of(state).Single(t => t.Programme == programme));
        return CanonicalObject.Of(
            ("programme", programme), ("version", adopted.Text("version")), ("zh", rules.Title.Zh), ("en", rules.Title.En), ("unitClass", rules.UnitClass), ("unit", rules.Unit), ("mirror", rules.IsMirror), ("size", state.Size),
            ("notices", rules.Notices.Select(n => CanonicalObject.Of(("zh", n.Zh), ("en", n.En)))),
            ("totals", CanonicalObject.Of(("issued", totals.Issued), ("free", totals.Free), ("frozen", totals.Frozen), ("retired", totals.Retired), ("forceCancelled", totals.ForceCancelled))),
            ("series", Series(state, programme)), ("prices", prices?.Objects("prices") ?? []), ("priceDocument", prices?.Object("document")),
            ("retirements", Gone(state, programme)), ("compensations", Compensations(state, programme)));
    }

    private static IEnumerable<CanonicalObject> Series(IRegisterReading state, string programme)
    {
        var issued = state.RowsOf(Rows.Issuance).Where(i => i.Id.StartsWith(programme + "/", StringComparison.Ordinal))
            .GroupBy(i => i.Id[..i.Id.LastIndexOf('/')], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(i => i.Row.Integer("last") - i.Row.Integer("first") + 1), StringComparer.Ordinal);
        return state.Blocks(default).Where(b => b.Series.Programme == programme).GroupBy(b => b.Series).OrderBy(s => s.Key.Project, StringComparer.Ordinal).ThenBy(s => s.Key.Vintage).Select(series =>
        {
            long In(UnitState one) => series.Where(b => b.State == one).Sum(b => b.Quantity);
            return CanonicalObject.Of(
                ("project", series.Key.Project), ("vintage", series.Key.Vintage), ("issued", issued[FormattableString.Invariant($"{programme}/{series.Key.Project}/{series.Key.Vintage}")]),
                ("free", In(UnitState.Free)), ("frozen", In(UnitState.Frozen)), ("retired", In(UnitState.Retired)), ("forceCancelled", In(UnitState.ForceCancelled)));
        });
    }

    private static IEnumerable<CanonicalObject> Gone(IRegisterReading state, string programme) => state.RowsOf(Rows.Retirement).Select(r => r.Row)
        .Where(r => r.Objects("blocks") is { Count: > 0 } blocks && blocks[0].Text("programme") == programme).OrderBy(r => r.Integer("entry"))
        .Select(r => CanonicalObject.Of(
            ("entry", r.Integer("entry")), ("date", r.TextOrNull("date")), ("kind", r.Text("kind")), ("account", r.Text("account")), ("holder", Holder(state, r.Text("account"))),
            ("reason", r.TextOrNull("reason")), ("beneficiary", r.TextOrNull("beneficiary")), ("purpose", r.TextOrNull("purpose")), ("serials", StatementPage.Serials(r.Objects("blocks"))),
            ("retired", r.Text("kind") == "forced" ? 0 : r.Integer("quantity")), ("forceCancelled", r.Text("kind") == "forced" ? r.Integer("quantity") : 0)));

    private static IEnumerable<CanonicalObject> Compensations(IRegisterReading state, string programme) => state.RowsOf(Rows.Compensation).Select(r => r.Row)
        .Where(r => r.Text("programme") == programme).OrderBy(r => r.Integer("entry"))
        .Select(r => r.With(("blocks", null), ("buyerName", Holder(state, r.Text("buyer"))), ("serials", StatementPage.Serials(r.Objects("blocks")))));

    /// <summary>Name of the actor that holds an account.</summary>
    internal static string Holder(IRegisterReading state, string account) =>
        state.Row(Rows.Account, account)?.Text("holder") is { } holder ? state.Row(Rows.Actor, holder)?.Text("name") ?? holder : account;
}

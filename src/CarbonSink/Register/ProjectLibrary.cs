namespace CarbonSink.Register;

/// <summary>A project of the library (项目库中的项目) on a day.</summary>
/// <param name="Project">Id.</param>
/// <param name="Programme">Id of the programme.</param>
/// <param name="Name">Name.</param>
/// <param name="Owner">Actor that owns it.</param>
/// <param name="Methodology">Methodology.</param>
/// <param name="State">State on the day.</param>
/// <param name="Since">Day from which on.</param>
/// <param name="Entered">Day on which it entered the library: its draft.</param>
/// <param name="Left">Day on which it left: rejected, cancelled or revoked; null while it is in.</param>
/// <param name="Why">Event by which it left; null while it is in.</param>
/// <param name="IsReserve">Whether it is in, and not registered yet (储备项目).</param>
/// <param name="Divisions">Administrative divisions, as they were given.</param>
/// <param name="Parcels">Number of parcels.</param>
/// <param name="AreaHa">Area of the parcels on the ellipsoid, ha; a part that two parcels share counts twice.</param>
/// <param name="ExpectedTPerYear">Expected units a year, the fact expectedTPerYear of the draft; null where it was not given.</param>
/// <param name="IssuedT">Units issued up to the day.</param>
/// <param name="History">Steps up to the day: event, state after it, day, index of the entry.</param>
public sealed record LibraryProject(
    string Project,
    string Programme,
    string Name,
    string Owner,
    string Methodology,
    string State,
    DateOnly Since,
    DateOnly Entered,
    DateOnly? Left,
    string? Why,
    bool IsReserve,
    IReadOnlyList<string> Divisions,
    int Parcels,
    double AreaHa,
    long? ExpectedTPerYear,
    long IssuedT,
    IReadOnlyList<(string Event, string To, DateOnly Date, long Entry)> History);

/// <summary>The project library (项目库): which projects are in, which have left, when and why, read off the steps that the ledger holds.</summary>
public static class ProjectLibrary
{
    private const string Registered = "registered";
    private const double SquareMetresPerHectare = 10_000;
    private static readonly string[] Out = ["rejected", "cancelled", "revoked", "withdrawn"];

    /// <summary>Projects that had entered by a day, ordered by programme and id.</summary>
    /// <param name="state">The register.</param>
    /// <param name="day">The day, in China; steps dated later are not looked at.</param>
    public static IReadOnlyList<LibraryProject> On(IRegisterReading state, DateOnly day)
    {
        var issued = state.RowsOf(Rows.Period).Where(p => p.Row.Has("issuedT") && Steps(p.Row).Any(s => s.Event == Lifecycle.IssueEvent && s.Date <= day))
            .GroupBy(p => p.Row.Text("project"), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(p => p.Row.Integer("issuedT")), StringComparer.Ordinal);
        return [.. state.RowsOf(Rows.Project).Select(p => Of(state, p.Row, day, issued.GetValueOrDefault(p.Id))).OfType<LibraryProject>()
            .OrderBy(p => p.Programme, StringComparer.Ordinal).ThenBy(p => p.Project, StringComparer.Ordinal)];
    }

    private static LibraryProject? Of(IRegisterReading state, CanonicalObject row, DateOnly day, long issued)
    {
        var steps = Steps(row).Where(s => s.Date <= day).ToList();
        if (steps.Count == 0)
            return null;
        var (last, left) = (steps[^1], steps.Find(s => Out.Contains(s.To, StringComparer.Ordinal)));
        var claims = state.Claims(row.Text("id")).ToList();
        return new(
            row.Text("id"), row.Text("programme"), row.Text("name"), row.Text("owner"), row.Text("methodology"), last.To, last.Date, steps[0].Date, left.Event is null ? null : left.Date, left.Event,
            left.Event is null && last.To != Registered, row.Texts("divisions"), claims.Count, SquareMetres(claims) / SquareMetresPerHectare,
            row.ObjectOrEmpty("facts").IntegerOrNull("expectedTPerYear"), issued, steps);
    }

    /// <summary>A boundary that cannot be read counts as its box, as in the search for overlaps.</summary>
    private static double SquareMetres(List<ParcelClaim> claims)
    {
        var land = ClaimedLand.Of(claims);
        return Enumerable.Range(0, claims.Count).Sum(land.SquareMetres);
    }

    private static IEnumerable<(string Event, string To, DateOnly Date, long Entry)> Steps(CanonicalObject row) => row.Objects("history").Select(s => (s.Text("event"), s.Text("to"), s.Date("date"), s.Integer("entry")));
}

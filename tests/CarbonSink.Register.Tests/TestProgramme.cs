using System.Globalization;
using CarbonSink.Projects;

namespace CarbonSink.Register.Tests;

/// <summary>A register in memory with one project of a shipped programme, on which steps are tried; who refuses nothing may go on.</summary>
internal sealed class TestProgramme
{
    public const string Owner = "owner-a";

    private static readonly DateOnly Last = new(2040, 12, 31);

    private readonly string id;

    public TestProgramme(string programme = "ccer-2023", string project = "p1", MemoryStore? store = null, bool calendars = true)
    {
        id = project;
        Store = store ?? new();
        Rules = Load(programme);
        if (store is null)
        {
            Admit(Owner, "owner");
            Admit("owner-b", "owner");
            Admit("vvb-1", "verifier");
            Admit("vvb-2", "verifier");
            Admit("registrar", "registrar");
            for (var year = 2023; calendars && year <= 2041; year++)
                Calendar(year);
        }

        Project = CanonicalObject.Of(
            ("id", id), ("programme", programme), ("name", "造林"), ("owner", Owner), ("methodology", Rules.Methodologies.Count == 0 ? "any" : Rules.Methodologies[0].Id),
            ("start", new DateOnly(2021, 3, 1)), ("from", new DateOnly(2021, 3, 1)), ("to", new DateOnly(2041, 2, 28)), ("pools", new[] { "agb", "bgb" }), ("state", "draft"), ("since", new DateOnly(2024, 1, 8)));
    }

    public MemoryStore Store { get; }

    public ProgrammeRules Rules { get; set; }

    /// <summary>Day of recording; null for the day that a step bears, up to the last one.</summary>
    public DateOnly? Recorded { get; set; }

    public CanonicalObject Project
    {
        get => Store.Row(Rows.Project, id)!;
        set => Store.Put(Rows.Project, id, value);
    }

    public static ProgrammeRules Load(string programme) => ProgrammeRules.Of(
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "methodology", "programmes", programme, "1")).ToDictionary(f => Path.GetFileName(f), File.ReadAllText, StringComparer.Ordinal));

    public CanonicalObject Period(int number) => Store.Row(Rows.Period, $"{id}/{number}")!;

    public void Admit(string actor, string role, params (string, object?)[] details) => Store.Put(Rows.Actor, actor, CanonicalObject.Of(("id", actor), ("name", actor + " 公司"), ("roles", new[] { role }), ("state", "active"), ("details", CanonicalObject.Of(details))));

    /// <summary>Gives the register a calendar year.</summary>
    public void Calendar(int year, params string[] holidays) => Store.Put(Rows.Calendar, $"{year}", CanonicalObject.Of(("year", year), ("holidays", holidays), ("workingDays", Array.Empty<string>())));

    public void Account(string account, string holder, string @class = "owner", string state = "normal") => Store.Put(Rows.Account, account, CanonicalObject.Of(("id", account), ("holder", holder), ("class", @class), ("state", state)));

    /// <summary>Gives the project a square of a hundredth of a degree, about 1 km².</summary>
    public void Claim(double west, string? tenure = null)
    {
        double[][] ring = [[west, 29], [west + 0.01, 29], [west + 0.01, 29.01], [west, 29.01], [west, 29]];
        byte[] wkb = [1, 3, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0, .. ring.SelectMany(c => c).SelectMany(BitConverter.GetBytes)];
        Store.Put(new ParcelClaim(id, "a", Rules.Id, new(Project.Date("from"), Project.Date("to")), Project.Texts("pools"), tenure, wkb, new(west, 29, west + 0.01, 29.01), ClaimState.Drafted));
    }

    /// <summary>Takes a step of the project.</summary>
    public LifecycleResult Step(string @event, string date, string actor, string documents = "", params (string, object?)[] facts) => Take(null, @event, date, actor, documents, facts);

    /// <summary>Takes a step of a period.</summary>
    public LifecycleResult Step(int period, string @event, string date, string actor, string documents = "", params (string, object?)[] facts) =>
        Take(Store.Row(Rows.Period, $"{id}/{period}") ?? throw new InvalidOperationException("begin it"), @event, date, actor, documents, facts);

    /// <summary>Takes the first step of a period.</summary>
    public LifecycleResult Monitor(int number, string from, string to, string date, string actor = Owner) =>
        Take(CanonicalObject.Of(("project", id), ("number", number), ("from", DateOnly.Parse(from, CultureInfo.InvariantCulture)), ("to", DateOnly.Parse(to, CultureInfo.InvariantCulture)), ("state", "none")), "monitor", date, actor, "", []);

    public Refusal Refused(Func<TestProgramme, LifecycleResult> step) => Xunit.Assert.Throws<RefusedRequestException>(() => step(this)).Refusal;

    private LifecycleResult Take(CanonicalObject? period, string @event, string date, string actor, string documents, (string, object?)[] facts)
    {
        var day = DateOnly.Parse(date, CultureInfo.InvariantCulture);
        var result = Lifecycle.Step(new(
            Store, Rules, Project, period, @event, day, Recorded ?? (day < Last ? day : Last), Store.Row(Rows.Actor, actor)!, CanonicalObject.Of(facts),
            [.. documents.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(d => new DocumentReference(d.Split(':')[0], d.Split(':')[0] + ".pdf", new string(d.Contains(':') ? d[^1] : 'a', 64)))],
            () => OverlapClaim.Find(Store, id, [.. Store.Claims(id)])));
        Project = result.Project;
        if (result.Period is { } after)
            Store.Put(Rows.Period, $"{id}/{after.Integer("number")}", after);
        foreach (var claim in result.Claims is null ? [] : Store.Claims(id).ToList())
            Store.Put(claim with { State = result.Claims!.Value });
        foreach (var (kind, key, row) in result.Further)
            Store.Put(kind, key, row);
        return result;
    }
}

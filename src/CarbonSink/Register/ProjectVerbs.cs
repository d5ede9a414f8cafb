using System.Globalization;
using CarbonSink.Projects;

namespace CarbonSink.Register;

/// <summary>Drafting projects, and the steps of projects and periods (项目与核算期).</summary>
internal static class ProjectVerbs
{
    private static readonly PayloadKeys ParcelKeys = new("id wkb tenure?");

    /// <summary>Drafts a project with its parcels; overlaps with other claims are found and signed into the entry.</summary>
    public static CanonicalObject Draft(RequestContext c)
    {
        var (id, rules) = (ActorVerbs.Id(c.Payload.Text("id")), c.Rules(c.Payload.Text("programme")));
        if (c.State.Row(Rows.Project, id) is { } known)
            throw new RefusedRequestException("project-new", "register", $"项目 {id} 已存在（{known.Text("state")}）；注销或撤销的项目不能再次登记", $"the project {id} exists ({known.Text("state")}); a cancelled or revoked one never returns");
        var span = new DaySpan(c.Payload.Date("from"), c.Payload.Date("to"));
        if (span.From > span.To || c.Payload.Date("start") > span.From)
            throw new RefusedRequestException("project-days", "register", $"计入期 {span.From:yyyy-MM-dd} 至 {span.To:yyyy-MM-dd} 与开工日期不符", $"the crediting period {span.From:yyyy-MM-dd} to {span.To:yyyy-MM-dd} does not fit its start");
        var pools = c.Payload.Texts("pools").Distinct().Order(StringComparer.Ordinal).ToArray();
        if (pools.Length == 0)
            throw new FormatException("\"pools\" is empty");
        var (owner, day, documents) = Drafted(c, rules);
        CheckFacts(rules, c.Payload.ObjectOrEmpty("facts"));
        var parcels = Parcels(c, id, rules.Id, span, pools);
        var overlaps = c.Overlaps(id, parcels);
        var step = CanonicalObject.Of(("event", "draft"), ("from", "none"), ("to", "draft"), ("date", day), ("entry", c.Index), ("actor", c.ActorId), ("documents", documents.Count == 0 ? null : documents));
        c.State.Put(Rows.Project, id, CanonicalObject.Of(
            ("id", id), ("programme", rules.Id), ("name", c.Payload.Text("name")), ("owner", owner), ("methodology", c.Payload.Text("methodology")), ("start", c.Payload.Date("start")), ("from", span.From), ("to", span.To),
            ("pools", pools), ("divisions", c.Payload.Texts("divisions")), ("facts", c.Payload.ObjectOrEmpty("facts")), ("parcels", parcels.Count), ("state", "draft"), ("since", day), ("history", new[] { step })));
        foreach (var parcel in parcels)
            c.State.Put(parcel);
        return WithOverlaps(c, CanonicalObject.Of(("overlaps", overlaps.Select(o => o.ToCanonical()))));
    }

    /// <summary>An owner drafts for itself on the day of recording; the registrar of a mirror transcribes an earlier draft of an owner from a document.</summary>
    private static (string Owner, DateOnly Day, List<CanonicalObject> Documents) Drafted(RequestContext c, ProgrammeRules rules)
    {
        var (owner, day) = (c.Payload.TextOrNull("owner") ?? c.ActorId, c.Payload.Has("date") ? c.Day() : c.Today);
        List<CanonicalObject> documents = [.. c.Payload.Objects("documents").Select(ProgrammeVerbs.Document)];
        var transcribed = rules.IsMirror && c.Roles.Contains(RegisterRole.Registrar) && documents.Exists(d => d.Text("kind") == Lifecycle.Transcript);
        if (!transcribed && (owner != c.ActorId || day != c.Today || !c.Roles.Contains(RegisterRole.Owner)))
            throw new RefusedRequestException("date-recorded", "register", $"业主在记录之日为自己起草；他人的或更早的项目由登记机构在镜像机制中凭 {Lifecycle.Transcript} 材料转录", $"an owner drafts for itself on the day of recording; another's or an earlier draft is transcribed by the registrar of a mirror, with a document of kind {Lifecycle.Transcript}");
        return c.Row(Rows.Actor, owner).Texts("roles").Contains("owner") ? (owner, day, documents) : throw new RefusedRequestException("project-owner", "register", $"{owner} 不是业主", $"{owner} is no owner");
    }

    /// <summary>Facts of a draft stay: those that later steps read have their form now.</summary>
    private static void CheckFacts(ProgrammeRules rules, CanonicalObject facts)
    {
        var key = string.Empty;
        try
        {
            foreach (var declared in rules.Lifecycle.Where(r => !r.OfPeriod && r.Guard is ["declared", ..]).SelectMany(r => r.Guard.Skip(1)).Where(facts.Has))
                _ = facts.Flag(key = declared);
            _ = facts.Texts(key = "consultants");
            _ = facts.DateOrNull(key = "legacyFiled");
            _ = facts.IntegerOrNull(key = "expectedTPerYear");
        }
        catch (FormatException e)
        {
            throw new RefusedRequestException("project-facts", "register", $"{key} 的形式不对：{Refusal.Echo(e.Message)}", $"the form of {key} is wrong: {Refusal.Echo(e.Message)}");
        }
    }

    /// <summary>A step of a project.</summary>
    public static CanonicalObject Step(RequestContext c)
    {
        var project = Project(c);
        return Done(c, project, Ask(c, project, null, c.Payload.Text("event"), c.Payload.ObjectOrEmpty("facts")));
    }

    /// <summary>A step of a period; its first step says its days.</summary>
    public static CanonicalObject StepPeriod(RequestContext c)
    {
        var (project, number) = (Project(c), c.Payload.Integer("number"));
        if (c.Payload.Text("event") == Lifecycle.IssueEvent)
            throw new RefusedRequestException("issue-verb", "register", $"签发由 {Verbs.Issue} 办理", $"an issue is asked for by {Verbs.Issue}");
        var known = c.State.Row(Rows.Period, PeriodId(project.Text("id"), number));
        if (known is not null && known.Text("state") != "none" && (c.Payload.Has("from") || c.Payload.Has("to")))
            throw new RefusedRequestException("period-days", "register", $"核算期 {number} 的起止日期已定", $"the days of the period {number} are set");
        return Done(c, project, Ask(c, project, known is null || known.Text("state") == "none" ? NewPeriod(c, project, number, known) : known, c.Payload.Text("event"), c.Payload.ObjectOrEmpty("facts")));
    }

    /// <summary>Id of a period's row.</summary>
    public static string PeriodId(string project, long number) => string.Create(CultureInfo.InvariantCulture, $"{project}/{number}");

    /// <summary>Asks the programme's lifecycle for a step.</summary>
    public static LifecycleResult Ask(RequestContext c, CanonicalObject project, CanonicalObject? period, string name, CanonicalObject facts)
    {
        var id = project.Text("id");
        var documents = c.Payload.Objects("documents").Select(ProgrammeVerbs.Document).Select(d => new DocumentReference(d.Text("kind"), d.Text("name"), d.Text("sha256"))).ToList();
        return c.Book.Step(new(c.State, c.Rules(project.Text("programme")), project, period, name, c.Payload.Date("date"), c.Today, c.Actor, facts, documents, () => c.Overlaps(id, [.. c.State.Claims(id)])));
    }

    /// <summary>Puts what a step changes; a period's step mostly leaves the project as it was.</summary>
    public static CanonicalObject Done(RequestContext c, CanonicalObject project, LifecycleResult result)
    {
        var id = result.Project.Text("id");
        if (!result.Project.Equals(project))
            c.State.Put(Rows.Project, id, result.Project);
        if (result.Period is { } period)
            c.State.Put(Rows.Period, PeriodId(id, period.Integer("number")), period);
        foreach (var (kind, row, value) in result.Further)
            c.State.Put(kind, row, value);
        if (result.Claims is { } state)
        {
            foreach (var claim in c.State.Claims(id).ToList())
                c.State.Put(claim with { State = state });
        }

        return WithOverlaps(c, result.Outcome);
    }

    /// <summary>Overlaps that were found stand in the outcome, whoever asked for them.</summary>
    public static CanonicalObject WithOverlaps(RequestContext c, CanonicalObject outcome) =>
        c.FoundOverlaps is { Count: > 0 } found ? outcome.With(("overlaps", found.Select(o => o.ToCanonical()))) : outcome;

    private static CanonicalObject Project(RequestContext c)
    {
        var project = c.Row(Rows.Project, c.Payload.Text("project"));
        var owner = project.Text("owner");
        return owner == c.ActorId || c.Roles.Any(r => r is RegisterRole.Registrar or RegisterRole.Verifier or RegisterRole.Market) ? project
            : throw new RefusedRequestException("project-owner", "register", $"项目 {project.Text("id")} 属于 {owner}", $"the project {project.Text("id")} is {owner}'s");
    }

    private static CanonicalObject NewPeriod(RequestContext c, CanonicalObject project, long number, CanonicalObject? withdrawn)
    {
        var id = project.Text("id");
        if (number < 1)
            throw new FormatException("\"number\" is not from 1");
        if (withdrawn?.IntegerOrNull("issuedT") is { } issued)
            throw new RefusedRequestException("issue-once", "register", $"核算期 {number} 已签发 {issued}，不能重来", $"{issued} units have been issued for the period {number}: it does not begin anew");
        if (!c.Payload.Has("from") || !c.Payload.Has("to"))
            throw new RefusedRequestException("period-known", "register", $"项目 {id} 没有核算期 {number}；第一步须给出起止日期", $"the project {id} has no period {number}; its first step says from and to");
        var span = new DaySpan(c.Payload.Date("from"), c.Payload.Date("to"));
        if (span.From > span.To || span.From < project.Date("from") || span.To > project.Date("to"))
            throw new RefusedRequestException("period-days", "register", $"核算期 {span.From:yyyy-MM-dd} 至 {span.To:yyyy-MM-dd} 不在计入期内", $"the period {span.From:yyyy-MM-dd} to {span.To:yyyy-MM-dd} does not lie in the crediting period");
        if (number > 1)
        {
            var before = c.State.Row(Rows.Period, PeriodId(id, number - 1)) ?? throw new RefusedRequestException("period-order", "register", $"核算期 {number - 1} 尚不存在", $"there is no period {number - 1} yet");
            if (before.Text("state") != "none" && span.From <= before.Date("to"))
                throw new RefusedRequestException("period-order", "register", $"核算期 {number} 与核算期 {number - 1} 的日期重叠", $"the period {number} has days of the period {number - 1}");
        }

        return CanonicalObject.Of(("project", id), ("number", number), ("from", span.From), ("to", span.To), ("state", "none"), ("since", withdrawn?.DateOrNull("since")), ("history", withdrawn?.Objects("history")));
    }

    private static List<ParcelClaim> Parcels(RequestContext c, string project, string programme, DaySpan span, string[] pools)
    {
        var parcels = new List<ParcelClaim>();
        foreach (var parcel in c.Payload.Objects("parcels"))
        {
            ParcelKeys.Check(parcel);
            var id = ActorVerbs.Id(parcel.Text("id"));
            var (wkb, box) = ParcelBoundary.Read(parcel.Text("wkb"), id);
            parcels.Add(new(project, id, programme, span, pools, parcel.TextOrNull("tenure"), wkb, box, ClaimState.Drafted));
        }

        if (parcels.Count == 0 || parcels.DistinctBy(p => p.Parcel).Count() != parcels.Count)
            throw new FormatException("\"parcels\" is empty, or an id stands twice");
        return parcels;
    }
}

namespace CarbonSink.Register;

/// <summary>Steps of projects and periods by the rows of a programme's lifecycle.csv (项目与核算期流程).</summary>
public static class Lifecycle
{
    /// <summary>The step of a period that only the issue of its units takes: asked for by units.issue with the fact account, never by period.step.</summary>
    public const string IssueEvent = "issue";

    /// <summary>Kind of the document from which a registrar of a mirror writes down an earlier step.</summary>
    public const string Transcript = "transcript";

    /// <summary>Fact of a transcribed step: the actor who took it.</summary>
    public const string By = "by";

    private const string Any = "*";

    /// <summary>Takes a step.</summary>
    /// <exception cref="RefusedRequestException">A rule says no; carries its article.</exception>
    public static LifecycleResult Step(LifecycleRequest request)
    {
        var (row, ofPeriod) = (request.Period ?? request.Project, request.Period is not null);
        var rules = Rows(request.Rules, ofPeriod, row.Text("state"), request.Event);
        if (rules.Count == 0)
            throw Illegal(request, ofPeriod, row.Text("state"));
        var check = new StepCheck(request, WorkingCalendar.Of(request.State)) { Rule = rules[0] };
        var transcribed = IsTranscript(request);
        Actor(check, ofPeriod, transcribed ? Doer(check) : request.Actor);
        Dates(request, row, transcribed);
        foreach (var rule in rules)
        {
            check.Rule = rule;
            foreach (var kind in rule.Documents.Where(k => !request.Documents.Any(d => d.Kind == k)))
                throw check.Refuse($"缺少材料 {Named("document", kind)}", $"document {kind} is missing");
            Notice(check, row);
            if (rule.Guard.Count > 0)
                Guards.Check(check);
        }

        Guards.Earns(check, rules[0].To);
        return Result(check, rules, row, ofPeriod, transcribed);
    }

    /// <summary>The conditions of a step; the rows for every step where it has none of its own.</summary>
    private static List<LifecycleRule> Rows(ProgrammeRules rules, bool ofPeriod, string state, string @event)
    {
        List<LifecycleRule> Of(string name) => [.. rules.Lifecycle.Where(r => r.OfPeriod == ofPeriod && r.From == state && r.Event == name)];
        return Of(@event) is { Count: > 0 } own ? own : Of(Any);
    }

    private static RefusedRequestException Illegal(LifecycleRequest request, bool ofPeriod, string state)
    {
        var (subject, subjectZh) = ofPeriod ? ("period", "核算期") : ("project", "项目");
        var known = request.Rules.Lifecycle.Where(r => r.OfPeriod == ofPeriod && r.Event == request.Event).ToList();
        var next = request.Rules.Lifecycle.Where(r => r.OfPeriod == ofPeriod && r.From == state && r.Event != Any).Select(r => r.Event).Distinct(StringComparer.Ordinal).ToList();
        var (zh, en) = next.Count == 0 ? ("没有下一步", "nothing follows it") : ($"下一步可以是 {string.Join("、", next.Select(e => Named("event", e)))}", $"what may follow is {string.Join(", ", next)}");
        return known.Count == 0
            ? new("lifecycle", "register", $"{request.Rules.Id} 没有 {subjectZh}事件 {Refusal.Echo(request.Event)}；“{RegisterTerms.Of("state", state, "zh")}”之后{zh}", $"{request.Rules.Id} has no event {Refusal.Echo(request.Event)} of a {subject}; after {state}, {en}")
            : new(known[0].Name, known[0].Cited, $"{subjectZh}处于“{RegisterTerms.Of("state", state, "zh")}”，{Named("event", request.Event)}只能从{string.Join("、", known.Select(r => r.From).Distinct(StringComparer.Ordinal).Select(s => $"“{RegisterTerms.Of("state", s, "zh")}”"))}进行；{zh}", $"the {subject} is in state {state}; {request.Event} is taken from {string.Join(", ", known.Select(r => r.From).Distinct(StringComparer.Ordinal))} only; {en}");
    }

    /// <summary>The owner of this project, the body named for it, or the registrar.</summary>
    private static void Actor(StepCheck check, bool ofPeriod, CanonicalObject doer)
    {
        var (actor, roles) = (doer.Text("id"), doer.Texts("roles"));
        var named = ofPeriod ? check.Request.Period!.TextOrNull("verifier") : check.Request.Project.TextOrNull("validator");
        var allowed = check.Rule.Roles.Any(role => roles.Contains(Word(role)) && role switch
        {
            RegisterRole.Owner => actor == check.Owner,
            RegisterRole.Verifier => actor == named,
            _ => true,
        });
        if (!allowed)
            throw check.Refuse($"{RegisterTerms.Of("event", check.Request.Event, "zh")}由{string.Join("、", check.Rule.Roles.Select(r => RegisterTerms.Of("role", Word(r), "zh")))}进行（业主 {check.Owner}，机构 {named ?? "未定"}），{actor} 不能", $"{check.Request.Event} is for {string.Join(", ", check.Rule.Roles.Select(Word))} (owner {check.Owner}, body {named ?? "not named"}), not for {actor}");
    }

    /// <summary>Who took a step that is transcribed: the actor that the fact by names, else who writes it down.</summary>
    private static CanonicalObject Doer(StepCheck check) => check.Word(By) is not { } id ? check.Request.Actor
        : check.Request.State.Row(Register.Rows.Actor, id) ?? throw check.Refuse($"转录的办理人 {id} 不是登记簿的用户", $"{id}, who is said to have taken the step, is no actor of the register");

    /// <summary>In a mirror the registrar writes down what happened elsewhere, on its true day, from a document of kind transcript; who took the step then is asked as for any step.</summary>
    private static bool IsTranscript(LifecycleRequest request) => request.Rules.IsMirror && request.Actor.Texts("roles").Contains(Word(RegisterRole.Registrar)) && request.Documents.Any(d => d.Kind == Transcript);

    /// <summary>A step happens on the day on which it is recorded, unless it is transcribed; never before the last step of the project, of its periods or of the period.</summary>
    private static void Dates(LifecycleRequest request, CanonicalObject row, bool transcribed)
    {
        if (request.Date > request.Recorded)
            throw new RefusedRequestException("date-order", "register", $"{request.Date:yyyy-MM-dd} 晚于记录之日 {request.Recorded:yyyy-MM-dd}", $"{request.Date:yyyy-MM-dd} is after the day of recording, {request.Recorded:yyyy-MM-dd}");
        if (request.Date < request.Recorded && !transcribed)
            throw new RefusedRequestException("date-recorded", "register", $"{request.Date:yyyy-MM-dd} 早于记录之日 {request.Recorded:yyyy-MM-dd}：办理之日就是记录之日；镜像机制中更早的真实日期由登记机构凭 {Transcript} 材料转录", $"{request.Date:yyyy-MM-dd} is before the day of recording, {request.Recorded:yyyy-MM-dd}: a step is dated when it is recorded; an earlier true day is transcribed by the registrar of a mirror, with a document of kind {Transcript}");
        if (Since(request, row) is { } since && request.Date < since)
            throw new RefusedRequestException("date-order", "register", $"{request.Date:yyyy-MM-dd} 早于上一步之日 {since:yyyy-MM-dd}", $"{request.Date:yyyy-MM-dd} is before the day of the last step, {since:yyyy-MM-dd}");
    }

    /// <summary>The day before which the step cannot lie.</summary>
    private static DateOnly? Since(LifecycleRequest request, CanonicalObject row)
    {
        var since = row.DateOrNull("since");
        IEnumerable<DateOnly?> others = request.Period is null ? Guards.Periods(request).Select(p => p.DateOrNull("since"))
            : request.Project.Objects("history").Where(h => h.Text("to") == "registered").Select(h => (DateOnly?)h.Date("date")).Take(1);
        return others.Append(since).Max();
    }

    /// <summary>A notice must have lasted; a deadline that has passed marks the step late.</summary>
    private static void Notice(StepCheck check, CanonicalObject row)
    {
        if (check.Rule.Limit is not { } limit || row.DateOrNull("since") is not { } since)
            return;
        var (last, calendar) = check.Calendar.Last(since, limit);
        var date = check.Request.Date;
        if (limit.AtLeast && calendar is not null)
            throw check.Refuse($"没有工作日历（{calendar}），公示的工作日数不清：先用 {Verbs.SetCalendar} 登记该年的节假日", $"the working days of the notice cannot be counted without a calendar ({calendar}): {Verbs.SetCalendar} comes first");
        if (limit.AtLeast && date < last)
            throw check.Refuse($"自 {since:yyyy-MM-dd} 起须满 {limit.Days} 个{(limit.Working ? "工作日" : "日")}，到 {last:yyyy-MM-dd}，给出的是 {date:yyyy-MM-dd}", $"from {since:yyyy-MM-dd} it lasts {limit.Days} {(limit.Working ? "working days" : "days")}, to {last:yyyy-MM-dd}, but ends on {date:yyyy-MM-dd}");
        check.Note("dueBy", last);
        check.Note("calendar", calendar);
        if (!limit.AtLeast && date > last)
            check.Note("late", CanonicalObject.Of(("due", last), ("days", date.DayNumber - last.DayNumber), ("article", check.Rule.Cited)));
    }

    private static LifecycleResult Result(StepCheck check, List<LifecycleRule> rules, CanonicalObject row, bool ofPeriod, bool transcribed)
    {
        var (request, to) = (check.Request, rules[0].To);
        var due = request.Rules.Lifecycle.Where(r => r.OfPeriod == ofPeriod && r.From == to && r.Limit is not null).Select(r =>
        {
            var (day, calendar) = check.Calendar.Last(request.Date, r.Limit!.Value);
            return CanonicalObject.Of(("event", r.Event), ("by", r.Roles.Select(Word)), (r.Limit.Value.AtLeast ? "notBefore" : "due", day), ("article", r.Cited), ("calendar", calendar));
        }).ToList();
        var changed = Changed(request, row).ToList();
        var outcome = check.Outcome(("changed", changed.Count == 0 ? null : changed), ("event", request.Event), ("from", rules[0].From), ("to", to), ("next", due.Count == 0 ? null : due), ("overlaps", check.AskedOverlaps ? check.Overlaps.Select(o => o.ToCanonical()) : null));
        var step = CanonicalObject.Of(
            ("event", request.Event), ("from", rules[0].From), ("to", to), ("date", request.Date), ("entry", request.State.Size), ("actor", request.Actor.Text("id")), (By, transcribed ? check.Word(By) : null), ("late", outcome.Has("late") ? outcome.Object("late") : null),
            ("documents", request.Documents.Count == 0 ? null : request.Documents.Select(d => CanonicalObject.Of(("kind", d.Kind), ("name", d.Name), ("sha256", d.Sha256)))));
        (string, object?)[] moved = [("state", to), ("since", request.Date), ("history", row.Objects("history").Append(step))];
        ClaimState? claims = ofPeriod ? null : to switch { "registered" => ClaimState.Active, "cancelled" or "revoked" => ClaimState.Tombstone, _ => null };
        return new(check.ProjectRow(ofPeriod ? [] : moved), ofPeriod ? check.PeriodRow(moved) : null, claims, outcome) { Further = check.Further };
    }

    /// <summary>Documents that were handed in before under the same kind and differ now.</summary>
    private static IEnumerable<CanonicalObject> Changed(LifecycleRequest request, CanonicalObject row)
    {
        if (request.Documents.Count == 0)
            return [];
        var history = row.Objects("history").Reverse().SelectMany(h => h.Objects("documents")).DistinctBy(d => d.Text("kind")).ToDictionary(d => d.Text("kind"), d => d.Text("sha256"), StringComparer.Ordinal);
        return request.Documents.Where(d => d.Kind != Transcript && history.TryGetValue(d.Kind, out var before) && before != d.Sha256).Select(d => CanonicalObject.Of(("kind", d.Kind), ("before", history[d.Kind]), ("now", d.Sha256)));
    }

    /// <summary>A code that the reader may have to type, after what it is called in Chinese.</summary>
    private static string Named(string kind, string code) => RegisterTerms.Find(kind, code) is { } term ? $"{term.Zh}（{code}）" : code;

    private static string Word(RegisterRole role) => role.ToString().ToLowerInvariant();
}

namespace CarbonSink.Register;

/// <summary>What is asked of a project and of what is said and handed in with a step.</summary>
internal static partial class Guards
{
    /// <summary>Begun after a day; the day itself is not after it.</summary>
    private static void StartsAfter(StepCheck step, DateOnly limit)
    {
        var start = step.Request.Project.Date("start");
        if (start <= limit)
            throw step.Refuse($"{start:yyyy-MM-dd} 开工，须在 {limit:yyyy-MM-dd} 之后", $"begun on {start:yyyy-MM-dd}, must be after {limit:yyyy-MM-dd}");
    }

    private static void InForce(StepCheck step, DateOnly from, DateOnly to)
    {
        if (step.Request.Date < from || step.Request.Date > to)
            throw step.Refuse($"{step.Request.Date:yyyy-MM-dd} 不在有效期 {from:yyyy-MM-dd} 至 {to:yyyy-MM-dd} 内", $"{step.Request.Date:yyyy-MM-dd} is not within {from:yyyy-MM-dd} to {to:yyyy-MM-dd}, when the rules are in force");
    }

    private static void MethodologyListed(StepCheck step)
    {
        var named = step.Request.Project.Text("methodology");
        var id = named.Split('/')[0];
        var (rules, found) = (step.Request.Rules, step.Request.Rules.Methodologies.FirstOrDefault(m => IsCalled(m.Id, id)));
        if (found.Id is null)
            throw step.Refuse($"方法学 {Refusal.Echo(named)} 不在支持的领域里：{string.Join("、", rules.Methodologies.Select(m => m.Id))}", $"methodology {Refusal.Echo(named)} is in no supported field: {string.Join(", ", rules.Methodologies.Select(m => m.Id))}");
        if (step.Request.Date < found.From || step.Request.Date > found.To)
            throw new RefusedRequestException(step.Rule.Name, rules.Item("methodologies", found.Id)!.Cited, $"方法学 {Refusal.Echo(named)} 在 {step.Request.Date:yyyy-MM-dd} 不施行（自 {found.From:yyyy-MM-dd}）", $"methodology {Refusal.Echo(named)} is not in force on {step.Request.Date:yyyy-MM-dd} (from {found.From:yyyy-MM-dd})");
        if (found.From is null)
            step.Note("notChecked", "in force: first day of the methodology is not known");
    }

    /// <summary>By its id, or as it is printed, with the number of its version: CCER-14-001-V01.</summary>
    private static bool IsCalled(string id, string named) => named.StartsWith(id, StringComparison.OrdinalIgnoreCase)
        && (named.Length == id.Length || (named.Length > id.Length + 2 && named.AsSpan(id.Length, 2).Equals("-v", StringComparison.OrdinalIgnoreCase) && named[(id.Length + 2)..].All(char.IsAsciiDigit)));

    private static void Declared(StepCheck step, IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            if (step.Declared(key) is not true)
                throw step.Refuse(step.Declared(key) is null ? $"没有声明 {key}：{step.Rule.Text.Zh}" : $"{key} 为否：{step.Rule.Text.Zh}", step.Declared(key) is null ? $"{key} is not declared: {step.Rule.Text.En}" : $"{key} is denied: {step.Rule.Text.En}");
        }
    }

    private static void Answered(StepCheck step, IReadOnlyList<string> keys)
    {
        foreach (var key in keys.Where(k => step.Declared(k) is null))
            throw step.Refuse($"没有回答 {key}：{step.Rule.Text.Zh}", $"{key} is not answered: {step.Rule.Text.En}");
    }

    private static void Conclusion(StepCheck step, string word)
    {
        if (step.Word("conclusion") is var said && said != word)
            throw step.Refuse($"结论须为 {word}，给出的是 {(said is null ? "（空）" : Refusal.Echo(said))}", $"the conclusion must be {word}, but is {(said is null ? "not given" : Refusal.Echo(said))}");
    }

    /// <summary>How many comments came in, with the documents that hold them.</summary>
    private static void CommentsRecorded(StepCheck step)
    {
        var comments = step.Amount("comments");
        if (comments > 0 && !step.Request.Documents.Any(d => d.Kind == "comments"))
            throw step.Refuse($"收到 {comments} 条公众意见，但没有 comments 材料", $"{comments} comments came in, but there is no document of kind comments");
        step.Note("comments", comments);
    }

    /// <summary>What is handed in is what was handed in before under the same kind.</summary>
    private static void SameDocument(StepCheck step, IReadOnlyList<string> kinds)
    {
        var history = (step.Request.Period ?? step.Request.Project).Objects("history").Reverse().SelectMany(h => h.Objects("documents")).ToList();
        foreach (var kind in kinds)
        {
            var before = history.Find(d => d.Text("kind") == kind)?.Text("sha256");
            if (before is not null && step.Request.Documents.FirstOrDefault(d => d.Kind == kind && d.Sha256 != before) is { } now)
                throw step.Refuse($"材料 {kind} 与先前提交的不是同一份（{now.Sha256[..12]}…，先前 {before[..12]}…）", $"document {kind} is not the one handed in before ({now.Sha256[..12]}…, before {before[..12]}…)");
        }
    }

    private static void Ground(StepCheck step, IReadOnlyList<string> grounds)
    {
        if (step.Word("ground") is not { } ground || !grounds.Contains(ground))
            throw step.Refuse($"理由 {(step.Word("ground") is { } zh ? Refusal.Echo(zh) : "（空）")} 不在 {string.Join("、", grounds)} 之中", $"ground {(step.Word("ground") is { } en ? Refusal.Echo(en) : "not given")} is none of {string.Join(", ", grounds)}");
        step.NoteOwn("ground", ground);
    }

    /// <summary>A project filed under the former rules says so and passes every step anew.</summary>
    private static void Legacy(StepCheck step, DateOnly before)
    {
        if (step.Day(step.Request.Project.ObjectOrEmpty("facts"), "legacyFiled") is not { } filed)
            return;
        if (filed >= before)
            throw step.Refuse($"备案日期 {filed:yyyy-MM-dd} 不在 {before:yyyy-MM-dd} 之前", $"filed on {filed:yyyy-MM-dd}, not before {before:yyyy-MM-dd}");
        step.NoteProject("legacy", true);
    }

    private static void ReRegistered(StepCheck step)
    {
        if (step.Day(step.Request.Project.ObjectOrEmpty("facts"), "legacyFiled") is { } filed && step.Request.Project.Text("state") != "registered")
            throw step.Refuse($"{filed:yyyy-MM-dd} 备案的项目还没有重新登记（{step.Request.Project.Text("state")}）", $"filed on {filed:yyyy-MM-dd} and not registered anew yet ({step.Request.Project.Text("state")})");
    }

    private static void ProjectIn(StepCheck step, IReadOnlyList<string> states)
    {
        var state = step.Request.Project.Text("state");
        if (!states.Contains(state))
            throw step.Refuse($"项目处于 {state}，须为 {string.Join("、", states)}", $"the project is in state {state}, must be in {string.Join(", ", states)}");
    }

    private static void OwnerNotBanned(StepCheck step)
    {
        var sought = Bodies.Sought(step.Request.State, step.Owner);
        foreach (var id in sought)
        {
            if (step.Request.State.Row(Rows.Ban, id) is { } ban && step.Request.Date <= ban.Date("until"))
                throw step.Refuse($"项目业主 {step.Owner} 的项目 {ban.Text("project")} 被撤销登记，{ban.Date("until"):yyyy-MM-dd} 以前不受理其申请", $"project {ban.Text("project")} of owner {step.Owner} was revoked; no applications until {ban.Date("until"):yyyy-MM-dd}");
        }

        foreach (var (id, debt, _) in step.Request.State.RowsOf(Rows.Debt).Where(d => d.Row.Objects("owed").Sum(o => o.Integer("quantity")) > 0))
        {
            if (Bodies.Kept(step.Request.State, id).Intersect(sought, StringComparer.Ordinal).Any())
                throw step.Refuse($"项目业主 {step.Owner} 有虚假减排量尚未退回，不再受理其申请", $"owner {step.Owner} owes units that were obtained falsely; no more applications");
        }
    }

    /// <summary>From the day of the revocation on the owner, and whoever is the same body, applies for nothing.</summary>
    private static void Ban(StepCheck step, int years)
    {
        var until = step.Request.Date.AddYears(years);
        foreach (var id in Bodies.Kept(step.Request.State, step.Owner).Where(id => !(step.Request.State.Row(Rows.Ban, id)?.Date("until") > until)))
            step.Further.Add((Rows.Ban, id, CanonicalObject.Of(("id", id), ("project", step.Request.Project.Text("id")), ("from", step.Request.Date), ("until", until), ("article", step.Rule.Cited))));
        step.Note("bannedUntil", until);
    }
}

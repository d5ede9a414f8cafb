using CarbonSink.Projects;

namespace CarbonSink.Register;

/// <summary>What is asked of a monitoring period, its bodies and its amounts.</summary>
internal static partial class Guards
{
    /// <summary>The body is an admitted verifier, and is named in the row from this day on.</summary>
    private static void BodyNamed(StepCheck step, string role)
    {
        var id = step.Word(role) ?? throw step.Refuse($"没有给出 {role}（审定与核查机构）", $"{role} is not given (a validation and verification body)");
        if (step.Request.State.Row(Rows.Actor, id) is not { } actor || actor.TextOrNull("state") == "suspended" || !actor.Texts("roles").Contains("verifier"))
            throw step.Refuse($"{Refusal.Echo(id)} 不是在册的审定与核查机构", $"{Refusal.Echo(id)} is no admitted validation and verification body");
        step.NoteOwn(role, id);
    }

    /// <summary>The body neither owns the project nor advised on it or wrote its design.</summary>
    private static void BodyIndependent(StepCheck step, string role)
    {
        var id = Body(step, role);
        var state = step.Request.State;
        if (Bodies.Same(state, id, step.Owner))
            throw step.Refuse($"{id} 就是项目业主 {step.Owner}", $"{id} is the project's owner, {step.Owner}");
        foreach (var word in Consultants(step).Where(w => Bodies.Means(state, w, id)))
            throw step.Refuse($"{id} 为本项目提供过咨询或编写过设计文件（{Refusal.Echo(word)}）", $"{id} advised on this project or wrote its design ({Refusal.Echo(word)})");
    }

    private static void BodiesDiffer(StepCheck step)
    {
        var verifier = Body(step, "verifier");
        if (step.Request.Project.TextOrNull("validator") is { } validator && Bodies.Same(step.Request.State, verifier, validator))
            throw step.Refuse($"核查机构 {verifier} 与本项目的审定机构 {validator} 是同一机构", $"verifier {verifier} and the project's validator {validator} are one body");
    }

    /// <summary>The body that the step names, or that was named before: then no word of a later step replaces it.</summary>
    private static string Body(StepCheck step, string role)
    {
        var (row, word, rule) = (step.Request.Period ?? step.Request.Project, step.Word(role), step.Rule);
        var names = step.Request.Rules.Lifecycle.Any(r => (r.OfPeriod, r.From, r.Event) == (rule.OfPeriod, rule.From, rule.Event) && r.Guard is ["body-named", ..]);
        if (!names && row.TextOrNull(role) is { } named)
            return word is null || word == named ? named : throw step.Refuse($"{role} 已定为 {named}，不是 {Refusal.Echo(word)}", $"{role} is {named}, not {Refusal.Echo(word)}");
        return word ?? throw step.Refuse($"没有给出 {role}", $"{role} is not given");
    }

    /// <summary>Who advised on the project or wrote its design, as the draft and each step so far said; an empty list says nobody, without a list nobody can be called independent.</summary>
    private static List<string> Consultants(StepCheck step)
    {
        CanonicalObject[] said = [step.Request.Project.ObjectOrEmpty("facts"), step.Request.Project, step.Request.Facts];
        if (!said.Any(s => s.Has("consultants")))
            throw step.Refuse("没有给出 consultants（为项目咨询或编写设计文件的单位；没有的给空列表）", "consultants are not given (who advised on the project or wrote its design; an empty list says nobody)");
        try
        {
            List<string> all = [.. said.SelectMany(s => s.Texts("consultants")).Distinct(StringComparer.Ordinal)];
            step.NoteProject("consultants", all);
            return all;
        }
        catch (FormatException)
        {
            throw step.Refuse("consultants 不是列表", "consultants is no list");
        }
    }

    /// <summary>Periods of a project in the order of their numbers; a withdrawn one has the state none.</summary>
    public static IEnumerable<CanonicalObject> Periods(LifecycleRequest request)
    {
        for (var number = 1; request.State.Row(Rows.Period, FormattableString.Invariant($"{request.Project.Text("id")}/{number}")) is { } period; number++)
            yield return period;
    }

    private static void PeriodInCrediting(StepCheck step)
    {
        var (span, crediting) = (Span(step), new DaySpan(step.Request.Project.Date("from"), step.Request.Project.Date("to")));
        if (span.From > span.To)
            throw step.Refuse($"核算期 {Days(span)} 的终止日早于起始日", $"period {Days(span)} ends before it begins");
        if (!span.LiesIn(crediting))
            throw step.Refuse($"核算期 {Days(span)} 不在计入期 {Days(crediting)} 内", $"period {Days(span)} is not within the crediting period {Days(crediting)}");
    }

    /// <summary>No day belongs to two periods of a project; numbers run from 1 in the order of time.</summary>
    private static void PeriodApart(StepCheck step)
    {
        var (number, project, span) = (step.Request.Period!.Integer("number"), step.Request.Project.Text("id"), Span(step));
        if (number < 1 || (number > 1 && step.Request.State.Row(Rows.Period, FormattableString.Invariant($"{project}/{number - 1}")) is null))
            throw step.Refuse($"核算期 {number} 之前的一期还没有", $"there is no period before period {number}");
        foreach (var other in Periods(step.Request).Where(p => p.Integer("number") != number && p.Text("state") != "none"))
        {
            var (at, days) = (other.Integer("number"), new DaySpan(other.Date("from"), other.Date("to")));
            if (at < number ? span.From <= days.To : span.To >= days.From)
                throw step.Refuse($"核算期 {number}（{Days(span)}）与核算期 {at}（{Days(days)}）没有先后分开", $"period {number} ({Days(span)}) is not apart from period {at} ({Days(days)})");
        }
    }

    private static void PeriodOver(StepCheck step)
    {
        var span = Span(step);
        if (step.Request.Date <= span.To)
            throw step.Refuse($"核算期 {Days(span)} 在 {step.Request.Date:yyyy-MM-dd} 还没有结束", $"period {Days(span)} is not over on {step.Request.Date:yyyy-MM-dd}");
    }

    private static void AmountReported(StepCheck step)
    {
        step.NotePeriod("reportedT", Some(step, "reportedT"));
        step.NotePeriod("run", step.Word("run"));
    }

    /// <summary>The verified amount, the days it belongs to and its split by calendar year.</summary>
    private static void AmountVerified(StepCheck step)
    {
        var (amount, facts, period) = (Some(step, "verifiedT"), step.Request.Facts, Span(step));
        var span = new DaySpan(step.Day(facts, "amountsFrom") ?? period.From, step.Day(facts, "amountsTo") ?? period.To);
        if (span.From > span.To || !span.LiesIn(period))
            throw step.Refuse($"数量所属的日子 {Days(span)} 不在核算期 {Days(period)} 内", $"the days of the amounts, {Days(span)}, are not within the period {Days(period)}");
        var vintages = facts.Objects("vintages");
        if (vintages.Count == 0 && span.From.Year == span.To.Year)
            vintages = [CanonicalObject.Of(("year", span.From.Year), ("t", amount))];
        if (vintages.Any(v => v.Integer("t") < 0 || v.Integer("year") < span.From.Year || v.Integer("year") > span.To.Year) || vintages.Select(v => v.Integer("year")).Distinct().Count() < vintages.Count)
            throw step.Refuse($"分年数量须为不小于 0 的整数，年份各一次，在 {span.From.Year} 至 {span.To.Year} 之间", $"amounts by year are whole numbers of at least 0, each year once, from {span.From.Year} to {span.To.Year}");
        if (vintages.Sum(v => v.Integer("t")) is var sum && sum != amount)
            throw step.Refuse($"分年数量之和 {sum} 不等于核查量 {amount}", $"the amounts by year add up to {sum}, not to the verified {amount}");
        if (step.Word("run") is { } run)
            step.NotePeriod("run", run);
        foreach (var (key, value) in ((string, object)[])[("verifiedT", amount), ("vintages", vintages), ("amountsFrom", span.From), ("amountsTo", span.To)])
            step.NotePeriod(key, value);
        if (step.Request.Period!.IntegerOrNull("reportedT") is { } reported && amount > reported)
            step.Note("aboveReported", amount - reported);
    }

    /// <summary>An amount of which there is something: nothing cannot be issued, and would hold the land all the same.</summary>
    private static long Some(StepCheck step, string key) => step.Amount(key) is var amount and > 0 ? amount : throw step.Refuse($"{key} 为 0，没有可以登记的减排量", $"{key} is 0: there is nothing to register");

    private static void AmountApplied(StepCheck step)
    {
        var (applied, verified) = (step.Amount("amountT"), step.Request.Period!.Integer("verifiedT"));
        if (applied != verified)
            throw step.Refuse($"申请登记 {applied}，核查报告确定的是 {verified}", $"applied for {applied}, the verification report fixes {verified}");
    }

    /// <summary>Every day the amounts belong to lies after a day, and within years before the application; both bounds cut by the day.</summary>
    private static void Produced(StepCheck step, DateOnly after, int years)
    {
        var (applied, period) = (step.Request.Date, Span(step));
        var span = new DaySpan(step.Request.Period!.DateOrNull("amountsFrom") ?? period.From, step.Request.Period!.DateOrNull("amountsTo") ?? period.To);
        var five = applied.AddYears(-years);
        five = five.AddYears(years) < applied ? five.AddDays(1) : five;
        var first = five > after ? five : after.AddDays(1);
        if (span.LiesIn(new(first, applied)))
            return;
        var admissible = first <= applied ? period.Common(new(first, applied)) : null;
        throw step.Refuse(
            $"数量属于 {Days(span)}；{applied:yyyy-MM-dd} 申请时，{after:yyyy-MM-dd} 之后且在申请之日前 {years} 年以内的日子是 {first:yyyy-MM-dd} 至 {applied:yyyy-MM-dd}，本期可登记的日子{(admissible is { } a ? $"是 {Days(a)}，须只给这些日子的数量" : "没有")}",
            $"the amounts belong to {Days(span)}; for an application on {applied:yyyy-MM-dd} the days after {after:yyyy-MM-dd} and within {years} years before it are {first:yyyy-MM-dd} to {applied:yyyy-MM-dd}: {(admissible is { } b ? $"of this period {Days(b)} may be registered, with the amounts of these days only" : "no day of this period may be registered")}");
    }

    /// <summary>Raw records are kept until years after the last registration; each new one moves the day.</summary>
    private static void Retain(StepCheck step, int years)
    {
        var until = step.Request.Date.AddYears(years);
        if (step.Request.Project.DateOrNull("retainUntil") is { } before && before > until)
            until = before;
        step.NoteProject("retainUntil", until);
        step.Note("retainUntil", until);
    }

    /// <summary>The account that receives the units belongs to the owner, may be used and may hold units of this programme.</summary>
    private static void OwnerAccount(StepCheck step)
    {
        var id = step.Word("account") ?? throw step.Refuse("没有给出业主的账户 account", "the owner's account is not given");
        var account = step.Request.State.Row(Rows.Account, id) ?? throw step.Refuse($"没有账户 {Refusal.Echo(id)}", $"there is no account {Refusal.Echo(id)}");
        if (account.Text("holder") != step.Owner)
            throw step.Refuse($"账户 {id} 属于 {account.Text("holder")}，不是项目业主 {step.Owner}", $"account {id} belongs to {account.Text("holder")}, not to the project's owner {step.Owner}");
        if (account.Text("state") != "normal" || !step.Request.Rules.AccountClasses.Contains(account.Text("class")))
            throw step.Refuse($"账户 {id}（{account.Text("class")}，{account.Text("state")}）不能接收 {step.Request.Rules.Id} 的减排量", $"account {id} ({account.Text("class")}, {account.Text("state")}) cannot receive units of {step.Request.Rules.Id}");
    }

    private static DaySpan Span(StepCheck step) => new(step.Request.Period!.Date("from"), step.Request.Period!.Date("to"));

    private static string Days(DaySpan span) => $"{span.From:yyyy-MM-dd}–{span.To:yyyy-MM-dd}";
}

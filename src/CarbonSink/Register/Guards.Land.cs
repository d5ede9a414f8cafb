using CarbonSink.Projects;

namespace CarbonSink.Register;

/// <summary>What is asked of the land: that it earns once, and whether a cancelled project comes back on it.</summary>
internal static partial class Guards
{
    /// <summary>Asked by the register itself wherever something comes to earn, whatever the rows of the programme: before a project is registered, before its reductions are, and before they are issued.</summary>
    public static void Earns(StepCheck step, string to)
    {
        var issues = step.Request.Period is not null && step.Request.Event == Lifecycle.IssueEvent;
        if (to != "registered" && !issues)
            return;
        if (step.Request.Period is { } period)
        {
            Stands(step, issues);
            DaysFree(step, period);
        }

        LandFree(step);
    }

    /// <summary>Reductions are registered for a registered project; those that were are issued although it was cancelled since, but not for a revoked one.</summary>
    private static void Stands(StepCheck step, bool issues)
    {
        var state = step.Request.Project.Text("state");
        if (state != "registered" && !(issues && state == "cancelled"))
            throw new RefusedRequestException("project-stands", "register", $"项目处于 {state}：减排量只为已登记的项目登记，注销前登记的可以签发", $"the project is in state {state}: reductions are registered for a registered project only, and issued where they were registered before it was cancelled");
    }

    /// <summary>No other period of the project has had its reductions registered or issued for one of the days.</summary>
    private static void DaysFree(StepCheck step, CanonicalObject period)
    {
        var span = Span(step);
        foreach (var other in Periods(step.Request).Where(p => p.Integer("number") != period.Integer("number") && EarningGate.HasEarned(p)))
        {
            if (span.Common(new(other.Date("from"), other.Date("to"))) is { } common)
                throw new RefusedRequestException(EarningGate.Once, "register", $"{Days(common)} 的减排量已在核算期 {other.Integer("number")} 登记或签发，同一土地同一期间不得重复获益", $"reductions of {Days(common)} are registered or issued in period {other.Integer("number")}: the same land and days earn once");
        }
    }

    /// <summary>No other project earns, or has earned, on the same land for the same days, whatever its programme; nor is it the land of a cancelled project of the same programme.</summary>
    private static void LandFree(StepCheck step)
    {
        var days = step.Request.Period is null ? new DaySpan(step.Request.Project.Date("from"), step.Request.Project.Date("to")) : Span(step);
        if (EarningGate.Check(step.Request.State, step.Request.Project, days, step.Overlaps) is not { } refusal)
            return;
        var guard = refusal.Rule == EarningGate.Stays ? "never-cancelled" : "land-free";
        var row = step.Request.Rules.Lifecycle.FirstOrDefault(r => r.Guard is [var name, ..] && name == guard);
        throw new RefusedRequestException(row is null ? refusal : refusal with { Rule = row.Name, Article = row.Cited });
    }

    /// <summary>A tenure certificate of a cancelled project does not say that this is that project, since one certificate covers many parcels: it is noted for the registrar to answer by a declaration that the land is distinct; common land is for the gate to refuse.</summary>
    private static void NeverCancelled(StepCheck step)
    {
        var same = new List<CanonicalObject>();
        foreach (var claim in step.Request.State.Claims(step.Request.Project.Text("id")))
        {
            if (Tombstone(step, claim) is { } id && step.Request.State.Row(Rows.Tombstone, id) is { } grave && grave.Text("project") is var other && other != claim.Project && !EarningGate.IsDistinct(step.Request.Project, other))
                same.Add(CanonicalObject.Of(("parcel", claim.Parcel), ("tenure", claim.Tenure), ("cancelled", other)));
        }

        if (same.Count > 0)
            step.Note("tenureOfCancelled", same);
    }

    /// <summary>From the cancellation on the certificates of its parcels tell the project.</summary>
    private static void Bury(StepCheck step)
    {
        foreach (var claim in step.Request.State.Claims(step.Request.Project.Text("id")))
        {
            if (Tombstone(step, claim) is { } id)
                step.Further.Add((Rows.Tombstone, id, CanonicalObject.Of(("id", id), ("project", claim.Project), ("parcel", claim.Parcel), ("tenure", claim.Tenure), ("date", step.Request.Date))));
        }
    }

    private static string? Tombstone(StepCheck step, ParcelClaim claim) => string.IsNullOrWhiteSpace(claim.Tenure) ? null : $"{step.Request.Rules.Id}/{Bodies.Plain(claim.Tenure)}";
}

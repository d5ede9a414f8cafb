using CarbonSink.Projects;

namespace CarbonSink.Register;

/// <summary>What is asked of the land: that it earns once, and that a cancelled project does not come back on it.</summary>
internal static partial class Guards
{
    /// <summary>No other project earns, or has earned, on the same land for the same days, whatever its programme; nor is it the land of a cancelled project of the same programme.</summary>
    private static void LandFree(StepCheck step)
    {
        var days = step.Request.Period is null ? new DaySpan(step.Request.Project.Date("from"), step.Request.Project.Date("to")) : Span(step);
        if (EarningGate.Check(step.Request.State, step.Request.Project, days, step.Overlaps) is { } refusal)
            throw new RefusedRequestException(refusal);
    }

    /// <summary>A cancelled project is known by its tenure certificates too, wherever its parcels are drawn now.</summary>
    private static void NeverCancelled(StepCheck step)
    {
        foreach (var claim in step.Request.State.Claims(step.Request.Project.Text("id")))
        {
            if (Tombstone(step, claim) is { } id && step.Request.State.Row(Rows.Tombstone, id) is { } grave && grave.Text("project") is var other && other != claim.Project)
                throw step.Refuse($"地块 {claim.Parcel} 的权属证号 {claim.Tenure} 属于已注销的项目 {other}：不得再次登记", $"tenure certificate {claim.Tenure} of parcel {claim.Parcel} belongs to the cancelled project {other}: it is never registered again");
        }
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

    private static string? Tombstone(StepCheck step, ParcelClaim claim) => string.IsNullOrWhiteSpace(claim.Tenure) ? null : $"{step.Request.Rules.Id}/{claim.Tenure.Trim()}";
}

using CarbonSink.Projects;

namespace CarbonSink.Register;

/// <summary>What is asked of the land: that it earns once, and that a cancelled project does not come back on it.</summary>
internal static partial class Guards
{
    /// <summary>No other project earns, or has earned, on the same land for the same days and pools, whatever its programme. Slivers are passed over: no more than an area in m² and no more than a share of the own parcel in millionths.</summary>
    private static void LandFree(StepCheck step, int areaM2, int shareMillionths)
    {
        var own = step.Request.Period is null ? new DaySpan(step.Request.Project.Date("from"), step.Request.Project.Date("to")) : Span(step);
        foreach (var finding in step.Overlaps.Where(f => !IsSliver(f, areaM2, shareMillionths) && f.Pools.Count > 0))
        {
            var days = finding is { From: { } from, To: { } to } ? own.Common(new(from, to)) : null;
            if (finding.OtherState == ClaimState.Tombstone)
                days = Earned(step.Request.State, finding.OtherProject, own);
            if (finding.OtherState == ClaimState.Drafted || days is not { } common)
                continue;
            throw step.Refuse(
                $"地块 {finding.Parcel} 与 {finding.OtherProgramme} 的项目 {finding.OtherProject} 的地块 {finding.OtherParcel} 重叠 {finding.AreaM2} m²，{Days(common)} 的 {string.Join("、", finding.Pools)} 已由其主张：同一地块同一年份不得两次获得减排量",
                $"parcel {finding.Parcel} lies by {finding.AreaM2} m² on parcel {finding.OtherParcel} of project {finding.OtherProject} of {finding.OtherProgramme}, which claims {string.Join(", ", finding.Pools)} for {Days(common)}: the same land earns once for the same days");
        }
    }

    /// <summary>Land of a cancelled project of the same programme: a cancelled project is known by its land and by its tenure certificates, whatever its new id.</summary>
    private static void NeverCancelled(StepCheck step, int areaM2, int shareMillionths)
    {
        foreach (var finding in step.Overlaps.Where(f => f.OtherState == ClaimState.Tombstone && f.OtherProgramme == step.Request.Rules.Id && IsCancelled(step.Request.State, f.OtherProject) && (f.SameTenure || !IsSliver(f, areaM2, shareMillionths))))
        {
            throw step.Refuse(
                $"地块 {finding.Parcel} 是已注销的项目 {finding.OtherProject} 的地块 {finding.OtherParcel}（重叠 {finding.AreaM2} m²{(finding.SameTenure ? "，权属证号相同" : "")}）：不得再次登记",
                $"parcel {finding.Parcel} is parcel {finding.OtherParcel} of the cancelled project {finding.OtherProject} (common {finding.AreaM2} m²{(finding.SameTenure ? ", same tenure certificate" : "")}): it is never registered again");
        }
    }

    /// <summary>A revoked project bars its owner for some years, not the land.</summary>
    private static bool IsCancelled(IRegisterReading state, string project) => state.Row(Rows.Project, project)?.TextOrNull("state") != "revoked";

    private static bool IsSliver(OverlapFinding finding, int areaM2, int shareMillionths) => finding.AreaM2 <= areaM2 && finding.ShareMillionths <= shareMillionths;

    /// <summary>Days of a cancelled project for which units were registered or issued: they stay earned.</summary>
    private static DaySpan? Earned(IRegisterReading state, string project, DaySpan own)
    {
        for (var number = 1; state.Row(Rows.Period, FormattableString.Invariant($"{project}/{number}")) is { } period; number++)
        {
            if (period.Text("state") is "registered" or "issued" && own.Common(new(period.Date("from"), period.Date("to"))) is { } common)
                return common;
        }

        return null;
    }
}

using System.Globalization;
using CarbonSink.Projects;

namespace CarbonSink.Register;

/// <summary>The gate against earning twice (防重复获益): the same parcel and days earn for one project only, whatever the programme and unit class.</summary>
/// <remarks>
/// <para>
/// Land and days decide, pools do not. Whoever buys a unit of any of these programmes buys the climate benefit of that land in that time: a ticket for its forest, an indicator for its wetland area and a reduction of its soil
/// carbon are sold for the same thing, no published rule keeps their baselines apart, and uniqueness (Measures, art. 48) forbids recognition in two mechanisms, not in two pools. Common pools are told in the finding, so that a
/// person sees how near two claims are. A programme under which two projects may share land and days would need a text that says so; then this is the place to change.
/// </para>
/// <para>
/// Slivers within the tolerance (<see cref="OverlapFinding.Counts"/>) stop nothing. A draft stops nothing: of two drafts the one registered first earns. A cancelled project stops others on its land in the same programme for good, and every programme for the
/// days for which it had earned. Where the registrar has declared the land distinct by a document (distinctFrom[] in the project's row), slivers that are too much together are inaccurate borders to R8; a common part that counts by itself stays common land, whatever a document says.
/// A revoked one stops these days only: the Measures bar its owner for three years (art. 43), not its land.
/// </para>
/// </remarks>
public static class EarningGate
{
    /// <summary>The rule that land and days earn once; a programme whose folder has a row for it is cited instead.</summary>
    public const string Once = "earn-once";

    /// <summary>The rule that a cancelled project never returns.</summary>
    public const string Stays = "cancelled-stays";

    private const string Register = "register";

    /// <summary>Whether something speaks against a project's registration, the registration of a period's reductions, or an issue.</summary>
    /// <param name="state">The register.</param>
    /// <param name="project">Row of the project.</param>
    /// <param name="days">Days it would earn for: the crediting period at registration, the period's days afterwards.</param>
    /// <param name="overlaps">Overlaps of its parcels as <see cref="OverlapClaim.Find"/> gives them.</param>
    /// <returns>The first reason in the order of the overlaps; null where there is none.</returns>
    public static Refusal? Check(IRegisterReading state, CanonicalObject project, DaySpan days, IReadOnlyList<OverlapFinding> overlaps)
    {
        var earned = new Dictionary<string, IReadOnlyList<DaySpan>>(StringComparer.Ordinal);
        foreach (var overlap in overlaps.Where(o => o.Counts))
        {
            if (Check(state, project, days, overlap) is { } refusal)
                return refusal;
            if (!earned.TryGetValue(overlap.OtherProject, out var spans))
                earned.Add(overlap.OtherProject, spans = Earned(state, overlap.OtherProject));
            if (spans.Select(s => s.Common(days)).FirstOrDefault(s => s is not null) is { } common)
                return Twice(overlap, common, "该期间减排量已登记或签发", "reductions of these days are registered or issued there");
        }

        return null;
    }

    private static Refusal? Check(IRegisterReading state, CanonicalObject project, DaySpan days, OverlapFinding overlap)
    {
        var programme = project.Text("programme");
        if (overlap.OtherProject == project.Text("id"))
        {
            return new(Once, Register, new(
                Text($"本项目地块 {overlap.Parcel} 与 {overlap.OtherParcel} 重叠 {overlap.AreaM2} m²，同一土地在项目内计算两次"),
                Text($"parcels {overlap.Parcel} and {overlap.OtherParcel} of the project itself have {overlap.AreaM2} m² in common: this land would count twice")));
        }

        if (overlap.OtherState == ClaimState.Active && overlap.From is { } from && overlap.To is { } to && days.Common(new(from, to)) is { } common)
            return Twice(overlap, common, "该项目已登记", "that project is registered");
        if (overlap.OtherState != ClaimState.Tombstone || overlap.OtherProgramme != programme || (overlap.Slivers > 0 && IsDistinct(project, overlap.OtherProject)) || state.Row(Rows.Project, overlap.OtherProject)?.Text("state") == "revoked")
            return null;
        return new(Stays, Register, new(
            Text($"地块 {overlap.Parcel} 与已注销的项目 {overlap.OtherProject} 的地块 {overlap.OtherParcel} 重叠 {overlap.AreaM2} m²；注销后的项目不得再次申请登记，不因声明而放行"),
            Text($"parcel {overlap.Parcel} has {overlap.AreaM2} m² in common with parcel {overlap.OtherParcel} of the cancelled project {overlap.OtherProject}; a cancelled project never returns, and no declaration lifts that")));
    }

    private static Refusal Twice(OverlapFinding overlap, DaySpan days, string zh, string en) => new(Once, Register, new(
        Text($"地块 {overlap.Parcel} 与 {overlap.OtherProgramme} 项目 {overlap.OtherProject} 的地块 {overlap.OtherParcel} 重叠 {overlap.AreaM2} m²，共同期间 {days.From:yyyy-MM-dd} 至 {days.To:yyyy-MM-dd}：{zh}，同一土地同一期间不得重复获益"),
        Text($"parcel {overlap.Parcel} has {overlap.AreaM2} m² in common with parcel {overlap.OtherParcel} of project {overlap.OtherProject} ({overlap.OtherProgramme}) from {days.From:yyyy-MM-dd} to {days.To:yyyy-MM-dd}: {en}, and the same land and days earn once")));

    /// <summary>Days whose reductions a project has had registered or issued.</summary>
    private static IReadOnlyList<DaySpan> Earned(IRegisterReading state, string project) =>
        [.. state.RowsOf(Rows.Period).Where(p => p.Row.Text("project") == project && HasEarned(p.Row)).Select(p => new DaySpan(p.Row.Date("from"), p.Row.Date("to")))];

    /// <summary>Whether the reductions of a period are registered or issued, or were issued before it was withdrawn.</summary>
    internal static bool HasEarned(CanonicalObject period) => period.TextOrNull("state") is "registered" or "issued" || period.Has("issuedT");

    /// <summary>Whether the registrar has declared a project's land distinct from another's.</summary>
    internal static bool IsDistinct(CanonicalObject project, string other) => project.Objects("distinctFrom").Any(d => d.Text("project") == other);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

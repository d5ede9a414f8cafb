namespace CarbonSink.Register;

/// <summary>What is said of a project's land besides its steps: a draft gives it up, the registrar declares it distinct from another's (撤回草稿、认定地块不同).</summary>
internal static class LandVerbs
{
    /// <summary>Withdraws a draft that was never published: for good. Its claims are kept and stand in nobody's way; who comes back drafts another project.</summary>
    public static CanonicalObject Withdraw(RequestContext c)
    {
        var project = c.Row(Rows.Project, c.Payload.Text("project"));
        var (id, owner, history) = (project.Text("id"), project.Text("owner"), project.Objects("history"));
        if (owner != c.ActorId)
            throw new RefusedRequestException("project-owner", "register", $"项目 {id} 属于 {owner}", $"the project {id} is {owner}'s");
        if (project.Text("state") != "draft" || history.Count > 1)
            throw new RefusedRequestException("draft-published", "register", $"项目 {id}（{project.Text("state")}）已经公示过或者不是草稿，不能撤回", $"the project {id} ({project.Text("state")}) has been published or is no draft: it is not withdrawn");
        var step = CanonicalObject.Of(("event", "withdraw"), ("from", "draft"), ("to", "withdrawn"), ("date", c.Today), ("entry", c.Index), ("actor", c.ActorId));
        c.State.Put(Rows.Project, id, project.With(("state", "withdrawn"), ("since", c.Today), ("reason", c.Said("reason")), ("history", history.Append(step))));
        foreach (var claim in c.State.Claims(id).ToList())
            c.State.Put(claim with { State = ClaimState.Withdrawn });
        return CanonicalObject.Empty;
    }

    /// <summary>Declares a project's land distinct from that of another project of its programme. It answers a shared tenure certificate and slivers along a border; land that both measurably have in common is refused.</summary>
    public static CanonicalObject Distinct(RequestContext c)
    {
        var (project, other) = (c.Row(Rows.Project, c.Payload.Text("project")), c.Row(Rows.Project, c.Payload.Text("other")));
        var (id, from, reason) = (project.Text("id"), other.Text("id"), c.Said("reason"));
        if (id == from || project.Text("programme") != other.Text("programme"))
            throw new RefusedRequestException("distinct-project", "register", $"{id} 与 {from} 不是同一机制的两个项目", $"{id} and {from} are not two projects of one programme");
        if (EarningGate.IsDistinct(project, from))
            throw new RefusedRequestException("distinct-once", "register", $"项目 {id} 的地块已认定与 {from} 的不同", $"the land of {id} has been declared distinct from that of {from}");
        var row = c.Rules(project.Text("programme")).Lifecycle.FirstOrDefault(r => r.Guard is ["never-cancelled"]);
        if (!c.Payload.Has("document"))
            throw new RefusedRequestException("distinct-document", row?.Cited ?? "register", "认定地块不同须有文件", "land is declared distinct by a document");
        var document = ProgrammeVerbs.Document(c.Payload.Object("document"));
        if (c.Overlaps(id, [.. c.State.Claims(id)]).FirstOrDefault(o => o.OtherProject == from && o is { Counts: true, Slivers: 0 }) is { } common)
        {
            throw new RefusedRequestException(
                row?.Name ?? EarningGate.Stays, row?.Cited ?? "register",
                $"地块 {common.Parcel} 与项目 {from} 的地块 {common.OtherParcel} 量得重叠 {common.AreaM2} m²：量得的重叠不因声明而不同", $"parcel {common.Parcel} has {common.AreaM2} m² in common with parcel {common.OtherParcel} of {from}, as measured: no declaration makes that distinct");
        }

        var declared = document.With(("project", from), ("reason", reason), ("entry", c.Index));
        c.State.Put(Rows.Project, id, project.With(("distinctFrom", project.Objects("distinctFrom").Append(declared))));
        return ProjectVerbs.WithOverlaps(c, CanonicalObject.Empty);
    }
}

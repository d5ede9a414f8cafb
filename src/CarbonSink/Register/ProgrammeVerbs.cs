using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>Programmes and calendars (机制与日历).</summary>
internal static class ProgrammeVerbs
{
    private static readonly PayloadKeys FileKeys = new("name text");
    private static readonly PayloadKeys DocumentKeys = new("kind name sha256");

    /// <summary>Takes the texts of a programme into the ledger.</summary>
    public static CanonicalObject Adopt(RequestContext c)
    {
        var (id, version, hash) = (ActorVerbs.Id(c.Payload.Text("id")), ActorVerbs.Id(c.Payload.Text("version")), c.Payload.Text("sha256"));
        var files = new List<(string Name, string Text)>();
        foreach (var file in c.Payload.Objects("files"))
        {
            FileKeys.Check(file);
            files.Add((file.Text("name"), file.Text("text")));
        }

        if (files.Count == 0 || files.DistinctBy(f => f.Name).Count() != files.Count)
            throw new FormatException("\"files\" is empty, or a name stands twice");
        if (ProgrammeTexts.Sha256(files) != hash)
            throw new RefusedRequestException("programme-hash", "register", $"机制 {id} 的文本与其 SHA-256 不符", $"the texts of the programme {id} do not have the hash given for them");
        var rules = Compile(c, id, hash, files);
        if (rules.Id != id || rules.Version != version)
            throw new RefusedRequestException("programme-id", "register", $"文本属于 {rules.Id} {rules.Version}，而非 {id} {version}", $"the texts are those of {rules.Id} {rules.Version}, not of {id} {version}");
        var before = c.State.Row(Rows.Programme, id);
        if (before is not null)
            CheckSuccession(c, before, rules, version);
        else
            CheckUnitClass(c, rules);
        c.State.Put(Rows.Programme, id, CanonicalObject.Of(("id", id), ("version", version), ("sha256", hash), ("tier", before?.IntegerOrNull("tier")), ("tierDocument", before?.Has("tierDocument") == true ? before.Object("tierDocument") : null), ("files", c.Payload.Objects("files"))));
        return CanonicalObject.Of(("unitClass", rules.UnitClass), ("unit", rules.Unit));
    }

    /// <summary>Opens the tier that follows those that are open.</summary>
    public static CanonicalObject OpenTier(RequestContext c)
    {
        var (rules, tier) = (c.Rules(c.Payload.Text("programme")), c.Payload.Integer("tier"));
        var row = c.Row(Rows.Programme, rules.Id);
        var open = row.IntegerOrNull("tier") ?? 0;
        if (tier != open + 1 || !rules.Tiers.Any(t => t.Tier == tier))
            throw new RefusedRequestException("tier-order", rules.Item("tiers", FormattableString.Invariant($"{tier}"))?.Cited ?? "register", $"已开放到第 {open} 层（共 {rules.Tiers.Count} 层），第 {tier} 层不能开放", $"{open} of {rules.Tiers.Count} tiers are open: tier {tier} does not follow");
        c.State.Put(Rows.Programme, rules.Id, row.With(("tier", tier), ("tierDocument", Document(c.Payload.Object("document")))));
        return CanonicalObject.Empty;
    }

    /// <summary>Sets the days of a year.</summary>
    public static CanonicalObject SetCalendar(RequestContext c)
    {
        var year = c.Payload.Integer("year");
        if (year is < 2000 or > 2200)
            throw new FormatException("\"year\" is not between 2000 and 2200");
        var (holidays, working) = (Days(c.Payload.Texts("holidays"), year), Days(c.Payload.Texts("workingDays"), year));
        if (holidays.Intersect(working).Any())
            throw new FormatException("a day is both holiday and working day");
        c.State.Put(Rows.Calendar, FormattableString.Invariant($"{year}"), CanonicalObject.Of(("year", year), ("holidays", holidays), ("workingDays", working), ("document", Document(c.Payload.Object("document")))));
        return CanonicalObject.Empty;
    }

    /// <summary>A document of a payload: {kind, name, sha256}.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static CanonicalObject Document(CanonicalObject document)
    {
        DocumentKeys.Check(document);
        var hash = document.Text("sha256");
        if (document.Text("kind").Length == 0 || document.Text("name").Length == 0 || hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower))
            throw new FormatException("a document has a kind, a name and a \"sha256\" of 64 lower-case hexadecimal digits");
        return document;
    }

    private static ProgrammeRules Compile(RequestContext c, string id, string hash, List<(string Name, string Text)> files)
    {
        try
        {
            return c.Book.Compiled(hash, files);
        }
        catch (MethodologyLoadException e)
        {
            throw new RefusedRequestException("programme-texts", "register", $"机制 {id} 的文本有误：{Refusal.Echo(e.Message)}", $"the texts of the programme {id} are wrong: {Refusal.Echo(e.Message)}");
        }
    }

    private static void CheckSuccession(RequestContext c, CanonicalObject before, ProgrammeRules rules, string version)
    {
        var old = c.Book.Adopted(before);
        if (before.Text("version") == version)
            throw new RefusedRequestException("programme-version", "register", $"机制 {rules.Id} 的版本 {version} 已被采用", $"version {version} of the programme {rules.Id} has been adopted");
        if (old.UnitClass != rules.UnitClass || old.Unit != rules.Unit)
            throw new RefusedRequestException("unit-class", "register", $"新版本的单位类别 {rules.UnitClass} 与原来的 {old.UnitClass} 不同", $"the new version has the unit class {rules.UnitClass}, the old one {old.UnitClass}");
        var open = before.IntegerOrNull("tier") ?? 0;
        if (!Open(old).SequenceEqual(Open(rules)))
            throw new RefusedRequestException("tier-order", "register", $"新版本改变了已开放的 {open} 个准入层级", $"the new version changes access tiers that are open ({open})");
        IEnumerable<string> Open(ProgrammeRules of) => of.Tiers.Where(t => t.Tier <= open).OrderBy(t => t.Tier).Select(t => FormattableString.Invariant($"{t.Tier} {string.Join(' ', t.Classes.Order(StringComparer.Ordinal))}"));
        string[] States(ProgrammeRules of, bool ofPeriod) => [.. of.Lifecycle.Where(r => r.OfPeriod == ofPeriod).SelectMany(r => (string[])[r.From, r.To]).Distinct(StringComparer.Ordinal)];
        var (lostByProject, lostByPeriod) = (States(old, false).Except(States(rules, false)).ToHashSet(StringComparer.Ordinal), States(old, true).Except(States(rules, true)).ToHashSet(StringComparer.Ordinal));
        if (lostByProject.Count + lostByPeriod.Count == 0)
            return;
        var projects = c.State.RowsOf(Rows.Project).Where(p => p.Row.Text("programme") == rules.Id).ToDictionary(p => p.Id, p => p.Row.Text("state"), StringComparer.Ordinal);
        var stranded = projects.Where(p => lostByProject.Contains(p.Value)).Select(p => p.Key)
            .Concat(c.State.RowsOf(Rows.Period).Where(p => lostByPeriod.Contains(p.Row.Text("state")) && projects.ContainsKey(p.Row.Text("project"))).Select(p => p.Id)).FirstOrDefault();
        if (stranded is not null)
            throw new RefusedRequestException("programme-states", "register", $"新版本没有 {stranded} 所处的状态", $"the new version lacks the state that {stranded} is in");
    }

    /// <summary>A unit class belongs to one programme: statements and certificates say it.</summary>
    private static void CheckUnitClass(RequestContext c, ProgrammeRules rules)
    {
        foreach (var (id, row, _) in c.State.RowsOf(Rows.Programme))
            if (string.Equals(c.Book.Adopted(row).UnitClass.Trim(), rules.UnitClass.Trim(), StringComparison.OrdinalIgnoreCase))
                throw new RefusedRequestException("unit-class", "register", $"单位类别 {rules.UnitClass} 属于机制 {id}", $"the unit class {rules.UnitClass} is that of the programme {id}");
    }

    private static string[] Days(IReadOnlyList<string> days, long year)
    {
        foreach (var day in days)
            if (CanonicalObject.Of(("day", day)).Date("day").Year != year)
                throw new FormatException($"{day} is not in {year}");
        return [.. days.Distinct().Order(StringComparer.Ordinal)];
    }
}

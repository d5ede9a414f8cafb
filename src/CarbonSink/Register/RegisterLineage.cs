using System.Text;
using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>One link of a unit's lineage (谱系环节).</summary>
/// <param name="Kind">unit, move, issuance, period, document, run, input, project, layer or parcels.</param>
/// <param name="Id">What it is: a serial, a verb, an id, a file name.</param>
/// <param name="Entry">The ledger entry that says so; null where no single one does.</param>
/// <param name="Sha256">Hash by which the thing itself is known, lower-case hex; null for what stands in the ledger.</param>
/// <param name="Facts">Its particulars.</param>
public sealed record LineageLink(string Kind, string Id, long? Entry, string? Sha256, CanonicalObject Facts)
{
    /// <summary>As it is written: {entry?, facts, id, kind, sha256?}.</summary>
    public CanonicalObject ToCanonical() => CanonicalObject.Of(("kind", Kind), ("id", Id), ("entry", Entry), ("sha256", Sha256), ("facts", Facts));
}

/// <summary>Where a unit comes from (减排量谱系): unit → moves → issuance → period and its documents → removals run and its inputs (plots among them) → project → layer → parcels, each by ledger entry or content hash. Immutable.</summary>
/// <remarks>
/// The facts of a period's step say which run its amount comes from: run (SHA-256 of its manifest), runResult{method, …} and runInputs[{name, sha256, role?}]; the project's facts say under "layer" which files its parcels were read
/// from: {files[{path, sha256}], …}. docs/register-overlap.md tells both. What is not there is named in <see cref="Missing"/>, and so is what does not fit.
/// </remarks>
/// <param name="Series">The unit's series.</param>
/// <param name="Number">Its number.</param>
/// <param name="Links">The links, from the unit to its parcels.</param>
/// <param name="Missing">Links that are missing or do not fit; none where the chain is whole.</param>
public sealed record RegisterLineage(UnitSeries Series, long Number, IReadOnlyList<LineageLink> Links, IReadOnlyList<Bilingual> Missing)
{
    /// <summary>Entries to be read, in order.</summary>
    public IReadOnlyList<long> Entries => [.. Links.Select(l => l.Entry).OfType<long>().Distinct().Order()];

    /// <summary>The lineage of a unit.</summary>
    /// <param name="state">The register.</param>
    /// <param name="series">The unit's series.</param>
    /// <param name="number">Its number.</param>
    /// <returns>Null where no such unit was issued.</returns>
    public static RegisterLineage? Of(IRegisterReading state, UnitSeries series, long number)
    {
        if (state.BlockAt(series, number) is not { } block)
            return null;
        var chain = new LineageChain(state, series, number);
        chain.Add("unit", block.Serial, null, null, block.ToCanonical().With(("account", block.Account), ("state", $"{block.State}"), ("number", number)));
        chain.Unit();
        return new(series, number, chain.Links, chain.Missing);
    }

    /// <summary>As it is written: {entries[], links[], missing[{zh, en}], number, programme, project, vintage}.</summary>
    public CanonicalObject ToCanonical() => CanonicalObject.Of(
        ("programme", Series.Programme), ("project", Series.Project), ("vintage", Series.Vintage), ("number", Number), ("entries", Entries.Cast<object>()),
        ("links", Links.Select(l => l.ToCanonical())), ("missing", Missing.Select(m => CanonicalObject.Of(("zh", m.Zh), ("en", m.En)))));
}

/// <summary>Follows a unit back, link by link.</summary>
internal sealed class LineageChain(IRegisterReading state, UnitSeries series, long number)
{
    // Files beside a layer that say nothing of its parcels.
    private static readonly string[] Companions = [".prj", ".cpg", ".shx", ".qpj", ".sbn", ".sbx", ".xml"];

    // What a move says of itself.
    private static readonly string[] Told = ["account", "from", "to", "kind", "reason", "beneficiary"];

    /// <summary>What was found.</summary>
    public List<LineageLink> Links { get; } = [];

    /// <summary>What was not.</summary>
    public List<Bilingual> Missing { get; } = [];

    /// <summary>Adds a link.</summary>
    public void Add(string kind, string id, long? entry, string? sha256, CanonicalObject facts) => Links.Add(new(kind, id, entry, sha256, facts));

    /// <summary>From the unit on.</summary>
    public void Unit()
    {
        var issuance = state.RowsOf(Rows.Issuance).Where(i => i.Id.StartsWith($"{series.Programme}/{series.Project}/{series.Vintage}/", StringComparison.Ordinal))
            .Select(i => i.Row).FirstOrDefault(r => r.Integer("first") <= number && number <= r.Integer("last"));
        Moves(issuance?.Integer("entry") ?? 0);
        if (issuance is null)
        {
            Lacks("没有签发记录", "there is no issuance of it");
        }
        else
        {
            Add("issuance", $"{series.Programme}/{series.Project}/{series.Vintage}/{issuance.Integer("first")}-{issuance.Integer("last")}", issuance.Integer("entry"), null, issuance);
            Period(issuance.Integer("period"));
        }

        Project();
    }

    /// <summary>Every entry that moved the unit, the issue first.</summary>
    private void Moves(long from)
    {
        var mark = Encoding.UTF8.GetBytes(CanonicalObject.Of(("project", series.Project)).ToString()[1..^1]);
        foreach (var bytes in state.Entries(from, state.Size - from))
        {
            if (bytes.Span.IndexOf(mark) < 0)
                continue;
            var entry = new LedgerEntry(CanonicalObject.Parse(bytes.Span));
            if (entry.Refusal is null && entry.Outcome.Has("blocks") && entry.Outcome.Objects("blocks").Any(Holds))
                Add("move", entry.Verb, entry.Index, null, CanonicalObject.Of([("time", entry.Time), ("actor", entry.Actor), .. Accounts(entry.Payload)]));
        }
    }

    private bool Holds(CanonicalObject block) => block.Text("programme") == series.Programme && block.Text("project") == series.Project && block.Integer("vintage") == series.Vintage
        && block.Integer("first") <= number && number <= block.Integer("last");

    private static IEnumerable<(string, object?)> Accounts(CanonicalObject payload) =>
        Told.Where(k => payload.Has(k)).Select(k => (k, (object?)payload.TextOrNull(k)));

    private void Period(long period)
    {
        var id = FormattableString.Invariant($"{series.Project}/{period}");
        if (state.Row(Rows.Period, id) is not { } row)
        {
            Lacks($"没有核算期 {id}", $"there is no period {id}");
            return;
        }

        var history = row.Objects("history");
        Add("period", id, history.Count > 0 ? history[^1].Integer("entry") : null, null, CanonicalObject.Of(
            ("from", row.Date("from")), ("to", row.Date("to")), ("state", row.Text("state")), ("reportedT", row.IntegerOrNull("reportedT")), ("verifiedT", row.IntegerOrNull("verifiedT")),
            ("issuedT", row.IntegerOrNull("issuedT")), ("verifier", row.TextOrNull("verifier"))));
        if (row.IntegerOrNull("verifiedT") is not { } verified)
            Lacks($"核算期 {id} 没有核查量", $"period {id} has no verified amount");
        else if (row.IntegerOrNull("issuedT") != verified)
            Lacks($"核算期 {id} 的签发量与核查量 {verified} 不同", $"what was issued for period {id} is not the verified {verified}");
        if (row.IntegerOrNull("verifiedT") > row.IntegerOrNull("reportedT"))
            Lacks($"核算期 {id} 的核查量大于报告量 {row.Integer("reportedT")}", $"the verified amount of period {id} is above the reported {row.Integer("reportedT")}");
        if (!row.Has("verifier"))
            Lacks($"核算期 {id} 没有核查机构", $"period {id} has no verifier");
        var steps = history.Select(h => Entry(h.Integer("entry"))).OfType<LedgerEntry>().ToList();
        foreach (var step in steps)
        {
            foreach (var document in step.Payload.Objects("documents"))
                Add("document", document.Text("name"), step.Index, document.Text("sha256"), CanonicalObject.Of(("kind", document.Text("kind")), ("event", step.Payload.TextOrNull("event"))));
        }

        if (!Links.Any(l => l.Kind == "document"))
            Lacks($"核算期 {id} 没有报告", $"period {id} has no reports");
        var round = history.LastOrDefault(h => h.TextOrNull("to") == "monitoring")?.Integer("entry") ?? 0; // a declined round's run is not that of the amount
        var source = steps.LastOrDefault(s => s.Index >= round && s.Payload.ObjectOrEmpty("facts").Has("run"));
        Run(id, source?.Index, source?.Payload.Object("facts") ?? CanonicalObject.Empty, row.TextOrNull("run"));
    }

    private void Run(string period, long? entry, CanonicalObject facts, string? known)
    {
        if ((facts.TextOrNull("run") ?? known) is not { } manifest)
        {
            Lacks($"核算期 {period} 没有写明清除量核算的结果清单（run）", $"period {period} does not say which removals run its amount comes from (run)");
            return;
        }

        var result = facts.ObjectOrEmpty("runResult");
        Add("run", result.TextOrNull("method") ?? "manifest.json", entry, manifest, result);
        var inputs = facts.Objects("runInputs");
        foreach (var input in inputs)
            Add("input", input.Text("name"), entry, input.Text("sha256"), CanonicalObject.Of(("role", input.TextOrNull("role") ?? (IsPlots(input) ? "plots" : null))));
        if (inputs.Count == 0)
            Lacks("没有写明核算的输入文件（runInputs）", "the run's inputs are not named (runInputs)");
        else if (!inputs.Any(IsPlots))
            Lacks("核算的输入里没有样地文件", "no input of the run is a file of plots");
        Layer(inputs);
    }

    /// <summary>An input with the role plots, or without role and called like plots.</summary>
    private static bool IsPlots(CanonicalObject input) => input.TextOrNull("role") is { } role ? role == "plots"
        : input.Text("name") is var name && (name.Contains("plot", StringComparison.OrdinalIgnoreCase) || name.Contains("样地", StringComparison.Ordinal));

    /// <summary>The run must have read the parcels that were registered.</summary>
    private void Layer(IReadOnlyList<CanonicalObject> inputs)
    {
        var known = inputs.Select(i => i.Text("sha256")).ToHashSet(StringComparer.Ordinal);
        var layer = (state.Row(Rows.Project, series.Project)?.ObjectOrEmpty("facts") ?? CanonicalObject.Empty).ObjectOrEmpty("layer").Objects("files").Where(f => !Companions.Contains(Path.GetExtension(f.Text("path")), StringComparer.OrdinalIgnoreCase));
        foreach (var file in layer.Where(f => inputs.Count > 0 && !known.Contains(f.Text("sha256"))))
            Lacks($"登记的地块文件 {file.Text("path")} 不是核算所用的文件", $"the run did not read {file.Text("path")}, from which the parcels were registered");
    }

    private void Project()
    {
        if (state.Row(Rows.Project, series.Project) is not { } project)
        {
            Lacks($"没有项目 {series.Project}", $"there is no project {series.Project}");
            return;
        }

        var history = project.Objects("history");
        var draft = history.Count > 0 ? history[0].IntegerOrNull("entry") : null;
        Add("project", series.Project, draft, null, CanonicalObject.Of(("name", project.TextOrNull("name")), ("owner", project.TextOrNull("owner")), ("state", project.TextOrNull("state")), ("methodology", project.TextOrNull("methodology")), ("validator", project.TextOrNull("validator"))));
        var layer = project.ObjectOrEmpty("facts").ObjectOrEmpty("layer");
        foreach (var file in layer.Objects("files"))
            Add("layer", file.Text("path"), draft, file.Text("sha256"), layer.With(("files", null)));
        if (layer.Objects("files").Count == 0)
            Lacks($"项目 {series.Project} 没有写明地块的来源文件（layer.files）", $"project {series.Project} does not say from which files its parcels were read (layer.files)");
        var parcels = state.Claims(series.Project).Select(c => CanonicalObject.Of(
            ("id", c.Parcel), ("sha256", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(c.Wkb.Span))), ("tenure", c.Tenure), ("state", $"{c.State}"))).ToList();
        if (parcels.Count > 0)
            Add("parcels", series.Project, draft, null, CanonicalObject.Of(("parcels", parcels)));
        else
            Lacks($"项目 {series.Project} 没有地块", $"project {series.Project} has no parcels");
    }

    private LedgerEntry? Entry(long index)
    {
        var bytes = state.Entries(index, 1).FirstOrDefault();
        return bytes.IsEmpty ? null : new(CanonicalObject.Parse(bytes.Span));
    }

    private void Lacks(string zh, string en) => Missing.Add(new(zh, en));
}

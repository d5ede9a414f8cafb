using CarbonSink.Register;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>A unit is followed back to the files it rests on; what is missing is named.</summary>
public sealed class RegisterLineageTests : IDisposable
{
    private static readonly UnitSeries Series = new("ccer-2023", "P", 2024);
    private readonly MemoryStore state = new();

    public void Dispose() => state.Dispose();

    [Fact]
    public void From_a_retired_unit_to_parcels_and_plots()
    {
        Fill(Hash('c'), Inputs(("campaign/plots-2024.csv", 'b', null), ("parcels.shp", 'a', "parcels"), ("parcels.dbf", 'd', null)));
        var lineage = RegisterLineage.Of(state, Series, 7)!;
        Assert.Empty(lineage.Missing);
        string[] kinds = ["unit", "move", "move", "move", "issuance", "period", "document", "document", "run", "input", "input", "input", "project", "layer", "layer", "layer", "parcels"];
        Assert.Equal(kinds, lineage.Links.Select(l => l.Kind));
        Assert.Equal(["units.issue", "units.transfer", "units.retire"], lineage.Links.Where(l => l.Kind == "move").Select(l => l.Id)); // not the transfer of units 11-20
        Assert.Equal([0, 1, 2, 3, 5], lineage.Entries);
        Assert.Equal(Hash('b'), lineage.Links.Single(l => l.Facts.TextOrNull("role") == "plots").Sha256);
        Assert.Equal(Hash('c'), lineage.Links.Single(l => l.Kind == "run").Sha256);
        Assert.Equal(("company", "Retired"), (lineage.Links[0].Facts.Text("account"), lineage.Links[0].Facts.Text("state")));

        // The hash of a boundary is that of its bytes: of none, SHA-256 of nothing.
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", lineage.Links[^1].Facts.Objects("parcels").Single().Text("sha256"));
        Assert.Equal(lineage.ToCanonical(), CanonicalObject.ParseCanonical(lineage.ToCanonical().ToUtf8()));
        Assert.Null(RegisterLineage.Of(state, Series, 21));
    }

    [Fact]
    public void Other_parcels_and_no_plots_are_named()
    {
        Fill(Hash('c'), Inputs(("parcels.shp", 'e', null), ("parcels.dbf", 'd', null)));
        Assert.Equal(["no input of the run is a file of plots", "the run did not read parcels.shp, from which the parcels were registered"], RegisterLineage.Of(state, Series, 11)!.Missing.Select(m => m.En));
    }

    [Fact]
    public void The_hash_of_a_manifest_alone_leaves_its_inputs_unknown()
    {
        Fill(Hash('c'), null);
        var lineage = RegisterLineage.Of(state, Series, 1)!;
        Assert.Equal(Hash('c'), lineage.Links.Single(l => l.Kind == "run").Sha256);
        Assert.Equal(["the run's inputs are not named (runInputs)"], lineage.Missing.Select(m => m.En));
    }

    [Fact]
    public void A_unit_with_nothing_behind_it_says_so()
    {
        state.Put(new UnitBlock(Series, 1, 5, "a", UnitState.Free, 0));
        var missing = RegisterLineage.Of(state, Series, 5)!.Missing.Select(m => m.En).ToArray();
        Assert.Equal(["there is no issuance of it", "there is no project P"], missing);

        Fill(null, null);
        state.Put(Rows.Period, "P/1", state.Row(Rows.Period, "P/1")!.With(("issuedT", 19), ("verifier", null)));
        state.Put(Rows.Project, "P", state.Row(Rows.Project, "P")!.With(("facts", null)));
        Assert.Equal(
            ["what was issued for period P/1 is not the verified 20", "period P/1 has no verifier", "period P/1 does not say which removals run its amount comes from (run)", "project P does not say from which files its parcels were read (layer.files)"],
            RegisterLineage.Of(state, Series, 5)!.Missing.Select(m => m.En));
    }

    private static CanonicalObject[] Inputs(params (string Name, char Hash, string? Role)[] inputs) => [.. inputs.Select(i => CanonicalObject.Of(("name", i.Name), ("sha256", Hash(i.Hash)), ("role", i.Role)))];

    private static string Hash(char digit) => new(digit, 64);

    private void Fill(string? run, CanonicalObject[]? inputs)
    {
        var documents = new[] { CanonicalObject.Of(("kind", "accounting-report"), ("name", "report.html"), ("sha256", Hash('1'))), CanonicalObject.Of(("kind", "verification-report"), ("name", "核查报告.pdf"), ("sha256", Hash('2'))) };
        CanonicalObject[] files = [.. new[] { ("parcels.dbf", 'd'), ("parcels.prj", 'f'), ("parcels.shp", 'a') }.Select(f => CanonicalObject.Of(("path", f.Item1), ("sha256", Hash(f.Item2))))];
        Append("project.draft", CanonicalObject.Of(("id", "P")), CanonicalObject.Empty);
        Append("period.step", CanonicalObject.Of(("project", "P"), ("event", "publish"), ("documents", documents), ("facts", CanonicalObject.Of(("run", run), ("runResult", CanonicalObject.Of(("method", "ccer-14-001@1.0.0"))), ("runInputs", inputs)))), CanonicalObject.Empty);
        Append("units.issue", CanonicalObject.Of(("project", "P"), ("account", "owner")), Blocks(1, 20));
        Append("units.transfer", CanonicalObject.Of(("from", "owner"), ("to", "company")), Blocks(1, 10));
        Append("units.transfer", CanonicalObject.Of(("from", "owner"), ("to", "other")), Blocks(11, 20));
        Append("units.retire", CanonicalObject.Of(("account", "company"), ("reason", "offset"), ("beneficiary", "company")), Blocks(1, 10));
        var history = new[] { CanonicalObject.Of(("event", "draft"), ("entry", 0)) };
        state.Put(Rows.Project, "P", CanonicalObject.Of(("id", "P"), ("programme", "ccer-2023"), ("name", "p"), ("facts", CanonicalObject.Of(("layer", CanonicalObject.Of(("files", files), ("key", "ID"))))), ("history", history)));
        state.Put(Rows.Period, "P/1", CanonicalObject.Of(
            ("project", "P"), ("number", 1), ("from", "2024-01-01"), ("to", "2024-12-31"), ("state", "issued"), ("verifier", "v"), ("reportedT", 20), ("verifiedT", 20), ("issuedT", 20), ("history", new[] { CanonicalObject.Of(("event", "publish"), ("entry", 1)) })));
        state.Put(Rows.Issuance, "ccer-2023/P/2024/1", CanonicalObject.Of(("period", 1), ("first", 1), ("last", 20), ("account", "owner"), ("entry", 2)));
        state.Put(new UnitBlock(Series, 1, 10, "company", UnitState.Retired, 5));
        state.Put(new UnitBlock(Series, 11, 20, "other", UnitState.Free, 0));
        state.Put(new ParcelClaim("P", "1", "ccer-2023", new(new(2024, 1, 1), new(2043, 12, 31)), ["agb"], null, default, default, ClaimState.Active));
    }

    private static CanonicalObject Blocks(long first, long last) => CanonicalObject.Of(("blocks", new[] { new UnitBlock(Series, first, last, "", UnitState.Free, 0).ToCanonical() }));

    private void Append(string verb, CanonicalObject payload, CanonicalObject outcome) => state.Append(new(CanonicalObject.Of(("index", state.Size), ("time", "2025-01-01T00:00:00Z"), ("actor", "a"), ("verb", verb), ("payload", payload), ("outcome", outcome))));
}

using CarbonSink.Register;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Rows of other registers: kept as published, never rewritten, summed exactly.</summary>
public sealed class HistoricRowTests
{
    private static readonly string File = new('a', 64);

    [Fact]
    public void A_row_is_kept_as_it_came_and_a_second_one_like_it_changes_nothing()
    {
        var store = new MemoryStore();
        var row = Row("verra", "issuance", "7", "1000");
        Assert.Equal("added", Apply(store, row).Text("change"));
        Assert.Equal("none", Apply(store, row.With(("line", 99))).Text("change"));
        var (id, kept, _) = Assert.Single(store.RowsOf(Rows.Historic));
        Assert.Equal("verra/issuance/7", id);
        Assert.Equal(row, kept);
    }

    [Fact]
    public void A_row_with_other_content_is_refused_and_the_first_one_stays()
    {
        var store = new MemoryStore();
        Apply(store, Row("verra", "issuance", "7", "1000"));
        var refused = Assert.Throws<RefusedRequestException>(() => Apply(store, Row("verra", "issuance", "7", "1001")));
        Assert.Equal("historic-conflict", refused.Refusal.Rule);
        Assert.Equal("1000", store.Row(Rows.Historic, "verra/issuance/7")!.Objects("quantities")[0].Text("value"));
    }

    [Fact]
    public void Historic_rows_make_no_units()
    {
        var store = new MemoryStore();
        Apply(store, Row("verra", "issuance", "7", "1000"));
        Assert.Empty(store.Blocks(default));
    }

    [Theory]
    [InlineData("file", "abc")]
    [InlineData("id", " ")]
    [InlineData("registry", "a/b")]
    public void What_the_verb_does_not_know_is_misuse(string key, string value) =>
        Assert.Throws<FormatException>(() => Apply(new MemoryStore(), Row("verra", "issuance", "7", "1000").With((key, value))));

    [Theory]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("-1")]
    [InlineData("1.50")]
    [InlineData("")]
    public void A_quantity_has_one_form(string quantity) => Assert.Throws<FormatException>(() => Apply(new MemoryStore(), Row("verra", "issuance", "7", quantity)));

    [Theory]
    [InlineData(1500, 1, "150")]
    [InlineData(1000, 0, "1000")]
    [InlineData(0, 0, "0")]
    public void Quantities_are_written_without_zeros_at_the_end(int digits, byte scale, string written) => Assert.Equal(written, HistoricRow.Write(new decimal(digits, 0, 0, false, scale)));

    [Fact]
    public void Sums_are_exact_and_a_blank_quantity_is_no_zero()
    {
        var rows = new[] { Row("a", "issuance", "1", "0.1"), Row("a", "issuance", "2", "0.2"), Row("a", "issuance", "3", null), Row("a", "retirement", "4", "5") };
        Assert.Equal(
            [new("a", "issuance", 2020, null, 1, null), new("a", "issuance", 2020, "quantity", 2, 0.3m), new HistoricTotal("a", "retirement", 2020, "quantity", 1, 5m)],
            HistoricTotals.Of(rows));
    }

    [Fact]
    public void Issued_and_retired_are_told_by_project_from_its_row_and_from_transactions_apart()
    {
        var rows = new[]
        {
            Row("a", "issuance", "1", "100"), Row("a", "retirement", "2", "60"), Row("a", "retirement", "3", "50"),
            Row("a", "project", "P1", null).With(("quantities", new[] { CanonicalObject.Of(("name", "issued"), ("value", "100"), ("counts", "issued")), CanonicalObject.Of(("name", "retired"), ("value", "90"), ("counts", "retired")) })),
        };
        Assert.Equal([new("a", "P1", false, 100, 110), new HistoricBalance("a", "P1", true, 100, 90)], HistoricTotals.Balances(rows));
    }

    private static CanonicalObject Row(string registry, string table, string id, string? quantity) => CanonicalObject.Of(
        ("registry", registry), ("table", table), ("id", id), ("file", File), ("line", 2), ("project", "P1"), ("year", 2020),
        ("quantities", quantity is null ? null : new[] { CanonicalObject.Of(("name", "quantity"), ("value", quantity), ("counts", table == "project" ? null : table == "issuance" ? "issued" : "retired")) }),
        ("fields", new[] { CanonicalObject.Of(("name", "Quantity"), ("value", quantity ?? "n/a")) }));

    private static CanonicalObject Apply(MemoryStore store, CanonicalObject payload) => HistoricRow.Apply(new()
    {
        State = store,
        Payload = payload,
        Actor = CanonicalObject.Of(("id", "registrar")),
        Index = store.Size,
        Time = "2026-11-22T00:00:00Z",
        Today = new(2026, 11, 22),
        Book = RuleBook.Shipped,
        Roles = new HashSet<RegisterRole> { RegisterRole.Registrar },
    });
}

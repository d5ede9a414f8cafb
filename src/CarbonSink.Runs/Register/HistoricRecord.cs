using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>What is wrong with a cell or a row.</summary>
internal sealed record HistoricProblem(FindingRule Rule, string? Field, string? Value, params string[] Arguments);

/// <summary>A row of another register after reading (历史记录): what could be read of it, and what is wrong with it.</summary>
internal sealed class HistoricRecord(HistoricSource source, HistoricSourceRow row)
{
    public HistoricSource Source { get; } = source;

    public HistoricSourceRow Row { get; } = row;

    public string Registry { get; set; } = "";

    /// <summary>Whether the register is the one of its project.</summary>
    public bool IsJoined { get; init; }

    public string Table { get; set; } = "";

    /// <summary>Id; null where it could not be read.</summary>
    public string? Id { get; set; }

    /// <summary>Whether the id is the register's own; else it is file and line.</summary>
    public bool HasKey { get; set; }

    public string? Project { get; set; }

    public string? Name { get; set; }

    public string? Status { get; set; }

    public DateOnly? Date { get; set; }

    public int? Year { get; set; }

    public List<(string Name, decimal Value, string? Counts)> Quantities { get; } = [];

    public (string Rule, string Series, long First, long Last)? Serial { get; set; }

    /// <summary>Cells that are not blank, as they were written.</summary>
    public List<(string Name, string Value)> Fields { get; } = [];

    public List<HistoricProblem> Problems { get; } = [];

    /// <summary>Whether it is listed and not imported.</summary>
    public bool IsListed => Problems.Exists(p => p.Rule.Severity == Severity.Error || p.Rule == HistoricFindings.Repeat || p.Rule == HistoricFindings.SeenBefore || p.Rule == HistoricFindings.TotalsRow);

    /// <summary>File and line, for people.</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"{Source.Name}:{Row.Line}");

    public string RowId => HistoricRow.RowId(Registry, Table, Id!);

    /// <summary>Idempotency key: the same line of the same file is imported once, however often the import is run.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"historic:{Registry}:{Source.Sha256}:{Source.Sheet}:{Row.Line}");

    private CanonicalObject? payload;

    /// <summary>The request's payload.</summary>
    public CanonicalObject Payload => payload ??= CanonicalObject.Of(
        ("registry", Registry), ("table", Table), ("id", Id), ("file", Source.Sha256), ("sheet", Source.Sheet), ("line", Row.Line),
        ("project", Project), ("name", Name), ("status", Status), ("date", Date), ("year", Year),
        ("quantities", Quantities.Count == 0 ? null : Quantities.Select(q => CanonicalObject.Of(("name", q.Name), ("value", HistoricRow.Write(q.Value)), ("counts", q.Counts)))),
        ("serial", Serial is { } s ? CanonicalObject.Of(("rule", s.Rule), ("series", s.Series), ("first", s.First), ("last", s.Last)) : null),
        ("fields", Fields.Select(f => CanonicalObject.Of(("name", f.Name), ("value", f.Value)))));

    /// <summary>Forms of days of the mapping.</summary>
    public IReadOnlyList<string> Dates { get; init; } = [];

    /// <summary>What it says, to be compared with other rows.</summary>
    public string Content => ContentOf(Payload, Dates);

    /// <summary>What a row says as it was read, in no order of columns: quantities as numbers, its day and its year as such, other cells as plain text.</summary>
    /// <param name="row">Payload or state row.</param>
    /// <param name="dates">Forms of days of the mapping.</param>
    public static string ContentOf(CanonicalObject row, IReadOnlyList<string> dates)
    {
        var quantities = HistoricRow.Quantities(row).ToLookup(q => Heading(q.Name), q => HistoricRow.Write(q.Value), StringComparer.Ordinal);
        var (date, year) = (row.DateOrNull("date"), row.IntegerOrNull("year"));
        return string.Join('\u001F', row.Objects("fields").Select(f => (Name: Heading(f.Text("name")), Text: f.Text("value"))).Select(f => $"{f.Name}\u001E{Value(f.Name, f.Text)}").Order(StringComparer.Ordinal));

        string Value(string name, string text) =>
            quantities.Contains(name) ? string.Join('\u001E', quantities[name])
            : date is not null && HistoricText.Day(text, dates) == date ? date.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : year is not null && HistoricText.Year(text) == year ? year.Value.ToString(CultureInfo.InvariantCulture)
            : HistoricText.Plain(text);
    }

    private static string Heading(string name) => HistoricText.Plain(name).ToUpperInvariant();

    public void Problem(FindingRule rule, string? field, string? value, params string[] arguments) => Problems.Add(new(rule, field, value, arguments));
}

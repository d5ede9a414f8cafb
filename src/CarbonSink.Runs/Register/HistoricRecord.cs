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

    /// <summary>What it says, to be compared with other rows.</summary>
    public string Content => ContentOf(Fields);

    /// <summary>What cells say, ends of lines and spaces about them passed over.</summary>
    public static string ContentOf(IEnumerable<(string Name, string Value)> fields) => string.Join('\u001F', fields.Select(f => $"{f.Name}\u001E{f.Value.Trim()}"));

    public void Problem(FindingRule rule, string? field, string? value, params string[] arguments) => Problems.Add(new(rule, field, value, arguments));
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>A register in the shape of CAD Trust (CAD Trust 形状导出): its tables, and what must be said of them.</summary>
/// <param name="LogId">Id of the register.</param>
/// <param name="Size">Entries of its ledger.</param>
/// <param name="Notices">Notices of its programmes, e.g. mirror, no legal effect.</param>
/// <param name="Tables">The tables.</param>
/// <param name="Issued">Units this register has issued; the sum of unitCount of its own units.</param>
/// <param name="HistoricUnits">Sum of unitCount of retirements of other registers that are in the units too.</param>
public sealed record CadTrustExport(string LogId, long Size, IReadOnlyList<Bilingual> Notices, IReadOnlyList<CadTrustTable> Tables, long Issued, decimal HistoricUnits)
{
    /// <summary>Reads a register.</summary>
    /// <param name="store">The register.</param>
    /// <param name="place">Where it is, for messages.</param>
    /// <exception cref="RefusedInputException">It is empty.</exception>
    /// <exception cref="SumMismatchException">Units do not add up to what was issued: the register is damaged.</exception>
    public static CadTrustExport Read(IRegisterStore store, string place) => store.Read(state =>
    {
        var register = state.Row(Rows.Register, "register") ?? throw DataSet.Refuse(RegisterFindings.NoRegister, null, place);
        var rows = new CadTrustRows(state, register.Text("logId"));
        rows.Projects();
        var (issued, counted) = rows.Units();
        if (issued != counted)
            throw new SumMismatchException(FormattableString.Invariant($"{issued} units were issued, blocks hold {counted}"));
        var historic = rows.Historic();
        var notices = state.RowsOf(Rows.Programme).SelectMany(p => RegisterLibrary.ProgrammeNotices(state, p.Id)).Distinct().ToList();
        return new CadTrustExport(register.Text("logId"), state.Size, notices, rows.Tables(), issued, historic);
    });

    /// <summary>The table with a name.</summary>
    public CadTrustTable Table(string name) => Tables.First(t => t.Name == name);
}

/// <summary>Gathers the rows of the tables.</summary>
internal sealed class CadTrustRows(IRegisterReading state, string logId)
{
    private readonly Dictionary<string, List<IReadOnlyList<string?>>> rows = CadTrustColumns.All.Keys.ToDictionary(k => k, _ => new List<IReadOnlyList<string?>>(), StringComparer.Ordinal);
    private readonly Dictionary<string, ProgrammeRules?> rules = new(StringComparer.Ordinal);

    public IReadOnlyList<CadTrustTable> Tables() => [.. CadTrustColumns.All.Select(t => new CadTrustTable(t.Key, t.Value, rows[t.Key], CadTrustColumns.Blanks(t.Key)))];

    /// <summary>Projects with locations and estimations.</summary>
    public void Projects()
    {
        foreach (var (id, project, _) in state.RowsOf(Rows.Project))
        {
            if (project.Text("state") is "draft" or "withdrawn")
                continue; // not public
            var (key, programme) = (Id("project", id), project.Text("programme"));
            var of = Rules(programme);
            Add("projects", ("warehouseProjectId", key), ("currentRegistry", logId), ("projectId", id), ("originProjectId", id), ("registryOfOrigin", logId), ("program", programme), ("projectName", project.Text("name")),
                ("projectDeveloper", Name(project.Text("owner"))), ("projectStatus", CadTrustColumns.ProjectStatus(project.Text("state"), Ground(project))), ("projectStatusDate", Day(project.DateOrNull("since"))),
                ("unitMetric", of is { Unit: "tCO2e" } ? of.Unit : null), ("methodology", project.Text("methodology")));
            foreach (var claim in state.Claims(id))
            {
                var box = claim.Box;
                Add("projectLocations", ("id", Id("location", $"{id}/{claim.Parcel}")), ("warehouseProjectId", key), ("country", CadTrustColumns.Country), ("inCountryRegion", string.Join(' ', project.Texts("divisions"))),
                    ("geographicIdentifier", FormattableString.Invariant($"{claim.Parcel}; EPSG:4490 {box.West} {box.South} {box.East} {box.North}; SHA-256 {Convert.ToHexStringLower(SHA256.HashData(claim.Wkb.Span))}")));
            }

            if (project.ObjectOrEmpty("facts").IntegerOrNull("expectedTPerYear") is { } expected)
            {
                // A year of the crediting period each, so that nothing is multiplied.
                Add("estimations", ("id", Id("estimation", id)), ("warehouseProjectId", key), ("creditingPeriodStart", Day(project.Date("from"))), ("creditingPeriodEnd", Day(project.Date("from").AddYears(1).AddDays(-1))), ("unitCount", Count(expected)));
            }
        }
    }

    /// <summary>Issuances and units: a block is cut where issuances meet, so that every row has one issuance.</summary>
    /// <returns>Units issued, and the sum of the rows.</returns>
    public (long Issued, long Counted) Units()
    {
        var (issued, counted) = (0L, 0L);
        var ranges = new Dictionary<UnitSeries, List<(long First, long Last, string Id)>>();
        foreach (var (id, issuance, _) in state.RowsOf(Rows.Issuance))
        {
            var parts = id.Split('/');
            var (series, key) = (new UnitSeries(parts[0], string.Join('/', parts[1..^2]), int.Parse(parts[^2], CultureInfo.InvariantCulture)), Id("issuance", id));
            var period = state.Row(Rows.Period, FormattableString.Invariant($"{series.Project}/{issuance.Integer("period")}"));
            Add("issuances", ("id", key), ("warehouseProjectId", Id("project", series.Project)), ("startDate", Day(period?.DateOrNull("from"))), ("endDate", Day(period?.DateOrNull("to"))),
                ("verificationReportDate", Day(period?.Objects("history").Where(h => h.Text("to") == "verified").Select(h => h.DateOrNull("date")).LastOrDefault())), ("verificationBody", period?.TextOrNull("verifier") is { } body ? Name(body) : null));
            if (!ranges.TryGetValue(series, out var list))
                ranges.Add(series, list = []);
            list.Add((issuance.Integer("first"), issuance.Integer("last"), key));
            issued += issuance.Integer("last") - issuance.Integer("first") + 1;
        }

        foreach (var block in state.Blocks(default))
        {
            foreach (var (first, last, issuance) in ranges.GetValueOrDefault(block.Series, []).Where(r => r.First <= block.Last && r.Last >= block.First).OrderBy(r => r.First))
                counted += Unit(block with { First = Math.Max(first, block.First), Last = Math.Min(last, block.Last) }, issuance);
        }

        return (issued, counted);
    }

    /// <summary>Rows of other registers: projects, and retirements as retired units. Issuances give no units, since what is still held of them is not told.</summary>
    /// <returns>Sum of the units.</returns>
    public decimal Historic()
    {
        var sum = 0m;
        foreach (var (id, row, _) in state.RowsOf(Rows.Historic))
        {
            var registry = row.Text("registry");
            switch (row.Text("table"))
            {
                case "project":
                    Add("projects", ("warehouseProjectId", Id("historic", id)), ("currentRegistry", registry), ("projectId", row.Text("id")), ("originProjectId", row.Text("id")), ("registryOfOrigin", registry), ("projectName", row.TextOrNull("name")),
                        ("projectStatus", CadTrustColumns.HistoricStatus(row.TextOrNull("status"))), ("projectStatusDate", null));
                    break;
                case "retirement" or "cancellation":
                    foreach (var (_, quantity, _) in HistoricRow.Quantities(row).Take(1))
                    {
                        var serial = row.Has("serial") ? row.Object("serial") : null;
                        Add("units", ("warehouseUnitId", Id("historic", id)), ("serialNumberBlock", serial?.Text("series")), ("unitBlockStart", serial is null ? null : Count(serial.Integer("first"))), ("unitBlockEnd", serial is null ? null : Count(serial.Integer("last"))),
                            ("unitCount", HistoricRow.Write(quantity)), ("vintageYear", row.IntegerOrNull("year") is { } year ? Count(year) : null), ("unitStatus", row.Text("table") == "retirement" ? "Retired" : "Cancelled"),
                            ("unitStatusReason", $"{registry} {row.TextOrNull("project")}"), ("correspondingAdjustmentDeclaration", "Unknown"));
                        sum += quantity;
                    }

                    break;
            }
        }

        return sum;
    }

    private long Unit(UnitBlock block, string issuance)
    {
        var gone = block.State is UnitState.Retired or UnitState.ForceCancelled ? state.Row(Rows.Retirement, Count(block.Reference)) : null;
        var holder = state.Row(Rows.Account, block.Account)?.Text("holder");
        Add("units", ("warehouseUnitId", Id("unit", block.Serial)), ("issuanceId", issuance), ("unitOwner", holder is null ? null : Name(holder)), ("serialNumberBlock", block.Serial), ("unitBlockStart", Count(block.First)), ("unitBlockEnd", Count(block.Last)),
            ("unitCount", Count(block.Quantity)), ("vintageYear", Count(block.Series.Vintage)), ("unitStatus", CadTrustColumns.UnitStatus(block.State)),
            ("unitStatusReason", string.Join("; ", ((string?[])[gone?.TextOrNull("reason"), gone?.TextOrNull("purpose"), gone?.TextOrNull("beneficiary"), .. Rules(block.Series.Programme)?.Notices.Select(n => n.En) ?? []]).Where(t => !string.IsNullOrEmpty(t)))), ("correspondingAdjustmentDeclaration", "Unknown"));
        return block.Quantity;
    }

    private void Add(string table, params ReadOnlySpan<(string Column, string? Value)> values)
    {
        var columns = CadTrustColumns.All[table];
        var row = new string?[columns.Length];
        foreach (var (column, value) in values)
            row[Array.IndexOf(columns, column) is >= 0 and var at ? at : throw new ArgumentException($"{table} has no column {column}", nameof(values))] = string.IsNullOrEmpty(value) ? null : value;
        rows[table].Add(row);
    }

    private ProgrammeRules? Rules(string programme) => rules.TryGetValue(programme, out var known) ? known : rules[programme] = RegisterLibrary.RulesOf(state, programme);

    private string Name(string actor) => state.Row(Rows.Actor, actor)?.TextOrNull("name") ?? actor;

    /// <summary>Why a project was cancelled, as its guard had it written; null where it is not told.</summary>
    private static string? Ground(CanonicalObject project) => project.TextOrNull("ground") ?? project.ObjectOrEmpty("facts").TextOrNull("ground");

    /// <summary>A stable id, RFC 9562 version 8: SHA-256 of the register's id, the kind and ours.</summary>
    private string Id(string kind, string id)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{logId}\n{kind}\n{id}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);
}

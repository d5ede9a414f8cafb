using CarbonSink.Findings;
using CarbonSink.Quantities;

namespace CarbonSink.Runs;

/// <summary>Something done to, or befallen, a project's land (项目活动).</summary>
/// <param name="Kind">planting, tending, thinning, fire, pest, clearing, …</param>
/// <param name="Date">Its day.</param>
/// <param name="Stratum">Its stratum.</param>
/// <param name="Parcel">Its parcel; null where the stratum is meant.</param>
/// <param name="AreaHa">Its area, ha; null where not given.</param>
/// <param name="Disturbed">Share of the soil disturbed; null where not given.</param>
/// <param name="Species">Species planted; null where not given.</param>
/// <param name="Note">The note.</param>
/// <param name="Record">0-based record of the file.</param>
/// <param name="Row">Row of the table as read.</param>
internal sealed record ProjectActivity(string Kind, DateOnly Date, string Stratum, string? Parcel, double? AreaHa, double? Disturbed, string? Species, string? Note, long Record, int Row);

/// <summary>Activities of a project, in order of their days (活动表).</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Paths">The files it is made of.</param>
/// <param name="Items">The activities.</param>
/// <param name="Table">The table as read; null without one.</param>
internal sealed record Activities(string File, IReadOnlyList<string> Paths, IReadOnlyList<ProjectActivity> Items, ProjectTable? Table = null)
{
    /// <summary>Kinds of activity.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["site-preparation", "planting", "replanting", "tending", "fertilising", "thinning", "harvest", "fire", "pest", "wind", "frost", "clearing", "rewetting", "enclosure"];

    /// <summary>Columns that every activity has; others are inputs of methods.</summary>
    public static IReadOnlyList<string> Headings { get; } = ["activity", "date", "stratum", "parcel", "area", "disturbed", "species", "note"];

    /// <summary>No activities.</summary>
    public static Activities None { get; } = new("", [], []);

    public IEnumerable<ProjectActivity> Plantings => Items.Where(a => a.Kind == "planting");

    public IEnumerable<ProjectActivity> Fires => Items.Where(a => a.Kind == "fire");

    /// <summary>Reads them; what is wrong is told and not used.</summary>
    /// <exception cref="RefusedInputException">The table cannot be read or lacks a column.</exception>
    public static Activities Read(string path, ProjectParcels parcels, DateOnly start, FindingLog findings)
    {
        var table = ProjectTable.Read(path, ["activity", "date", "stratum"], findings);
        var byKey = parcels.Parcels.ToDictionary(p => p.Key, StringComparer.Ordinal);
        var items = new List<ProjectActivity>();
        for (var row = 0; row < table.Count; row++)
            if (Read(table, row, parcels, byKey, start, findings) is { } activity)
                items.Add(activity);
        return new(table.File, table.Paths, [.. items.OrderBy(a => a.Date).ThenBy(a => a.Record)], table);
    }

    private static ProjectActivity? Read(ProjectTable table, int row, ProjectParcels parcels, Dictionary<string, ProjectParcel> byKey, DateOnly start, FindingLog findings)
    {
        ProjectActivity? Unknown(string column, IEnumerable<string> known)
        {
            table.Tell(ProjectFindings.UnknownName, column, row, findings, table.Text(column, row) ?? "", string.Join(", ", known));
            return null;
        }

        if (table.Text("activity", row) is not { } kind || !Kinds.Contains(kind))
            return Unknown("activity", Kinds);
        var sound = true;
        if (table.Date("date", row, findings, ref sound) is not { } date)
        {
            if (sound)
                table.Tell(ProjectFindings.BadCellDate, "date", row, findings, "");
            return null;
        }

        var (stratum, key) = (table.Text("stratum", row), table.Text("parcel", row));
        ProjectParcel? parcel = null;
        if (key is not null && !byKey.TryGetValue(key, out parcel))
            return Unknown("parcel", byKey.Keys.Order(StringComparer.Ordinal).Take(20));
        if (parcel is not null && stratum is not null && stratum != parcel.Stratum)
        {
            findings.Add(ProjectFindings.OtherStratum, table.File, table.Records[row], "stratum", stratum, table.File, parcel.Key, parcel.Stratum, stratum);
            return null;
        }

        stratum ??= parcel?.Stratum ?? (parcels.AreaHaByStratum.Count == 1 ? parcels.AreaHaByStratum.Keys.First() : null);
        if (stratum is null || !parcels.AreaHaByStratum.TryGetValue(stratum, out var there))
            return Unknown("stratum", parcels.AreaHaByStratum.Keys);
        var area = table.Number("area", row, 0, double.PositiveInfinity, findings, ref sound);
        if (area is { } number && table.UnitOf("area") is { } unit)
            area = Unit.Parse(unit).Convert(number, Unit.Parse("ha"));
        var disturbed = table.Number("disturbed", row, 0, 1, findings, ref sound);
        if (!sound)
            return null;
        there = parcel?.AreaHa ?? there;
        // Areas of tables are written to two or four decimals; the polygon's is not.
        if (area > there + Math.Max(0.01, 0.001 * there))
        {
            findings.Add(ProjectFindings.AreaTooLarge, table.File, table.Records[row], "area", table.Text("area", row), table.File, key ?? stratum, $"{area:0.####}", $"{there:0.####}");
            return null;
        }

        if (date < start)
            findings.Add(ProjectFindings.BeforeStart, table.File, table.Records[row], "date", table.Text("date", row), kind, $"{date:yyyy-MM-dd}", $"{start:yyyy-MM-dd}");
        return new(kind, date, stratum, key, area, disturbed, table.Text("species", row), table.Text("note", row), table.Records[row], row);
    }
}

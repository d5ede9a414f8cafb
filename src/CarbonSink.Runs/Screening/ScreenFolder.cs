using System.Text;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The files of a screening in its output folder: screen.json, screen.html, parcels.csv, totals.csv, reasons.csv, rules.csv, parcels.gpkg, left.gpkg where layers were taken out, findings.csv and manifest.json.</summary>
public static class ScreenFolder
{
    /// <summary>Writes them and puts the folder in its place.</summary>
    /// <param name="result">The screening.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(ScreenResult result, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language, CancellationToken stop = default)
    {
        folder.Write("screen.json", s => ScreenJson.Write(result, s, language));
        folder.Write("screen.html", ScreenPage.Of(result, language).Write);
        foreach (var table in (ReportTable[])[ScreenTables.Parcels(result, language), ScreenTables.Totals(result, language), ScreenTables.Reasons(result, language), ScreenTables.Rules(result, language)])
            folder.Write($"{table.Id}.csv", s => CsvTable.Write(table, s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(result.Findings.Findings, language), s));
        var byRow = result.Parcels.ToDictionary(p => p.Row);
        folder.WriteContainer("parcels.gpkg", path => LayerGeoPackage.Build(result.Table.Polygons, Layer(result, "parcels", "筛查结果 Parcels screened", language, piece => byRow.GetValueOrDefault(piece)), path, stop));
        if (result.Rest is { } rest)
            folder.WriteContainer("left.gpkg", path => LayerGeoPackage.Build(rest.Polygons, Layer(result, "left", "扣除后的土地 Land left", language, piece => byRow.GetValueOrDefault(rest.Rows[piece])), path, stop));
        return folder.Commit(new()
        {
            ProgramVersion = AssessmentRun.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = [.. result.Paths.Select(f => FileHash.Of(f, Path.GetFileName(f), stop)).OrderBy(f => f.Name, StringComparer.Ordinal)],
            Packs = result.Packs,
            WorstStatus = result.Status,
            Label = result.Label,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, s => result.Findings.Count(s)),
        });
    }

    private static GeoPackageLayer Layer(ScreenResult result, string name, string title, string language, Func<int, ScreenedParcel?> parcelOf)
    {
        GeoPackageColumn Text(string column, string heading, Func<ScreenedParcel, string> value)
        {
            var known = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            return GeoPackageColumn.Text(column, heading, piece => parcelOf((int)piece) is { } p ? Bytes(known, value(p)) : []);
        }

        GeoPackageColumn Number(string column, string heading, Func<ScreenedParcel, double?> value) =>
            GeoPackageColumn.Number(column, heading, GeoPackageType.Real, piece => parcelOf((int)piece) is { } p && value(p) is { } number ? number : double.NaN);
        var columns = new List<GeoPackageColumn>
        {
            Text("screenParcel", "地块 Parcel", p => p.Key),
            Text("screenVerdict", "结论 Verdict", p => ScreenTables.Verdict(p.Eligible).In(language)),
            Text("screenRules", "条件 Rules", p => string.Join(", ", p.Reasons.Select(r => r.Code))),
            Number("areaHa", "面积 Area (ha)", p => p.AreaHa),
            Number("leftHa", "余下 Left (ha)", p => p.LeftHa),
            Number("expectedTPerYear", "预期清除 Expected (tCO2e/yr)", p => p.ExpectedTPerYear),
        };
        var names = columns.Select(c => c.Name).Concat(["fid", GeoPackageLayer.GeometryColumn, "record"]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        LayerGeoPackage.AddColumns(columns, names, result.Table, "a_", piece => parcelOf(piece)?.Row ?? -1);
        return new(name, title, result.File, result.Table.Reference!, result.Table.ReferenceText, columns, DateTime.UnixEpoch);
    }

    private static byte[] Bytes(Dictionary<string, byte[]> known, string text) => known.TryGetValue(text, out var bytes) ? bytes : known[text] = Encoding.UTF8.GetBytes(text);
}

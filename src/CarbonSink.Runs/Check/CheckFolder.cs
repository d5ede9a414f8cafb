using System.Text;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Writes a data check to a folder (质检结果文件夹): findings.csv, and findings.gpkg with the places.</summary>
public static class CheckFolder
{
    /// <summary>Writes and commits the folder.</summary>
    public static void Write(CheckResult result, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language, CancellationToken stop)
    {
        folder.Write("findings.csv", stream => CsvTable.Write(FindingsTable.Of(result.Findings.Findings, language), stream));
        if (result.Reference is not null)
            folder.WriteContainer("findings.gpkg", path => LayerGeoPackage.Build(result.Geometry, Layer(result), path, stop));
        folder.Commit(new()
        {
            ProgramVersion = AssessmentRun.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = [.. result.Files.Select(f => FileHash.Of(f, Path.GetFileName(f)))],
            Packs = [],
            WorstStatus = null,
            FindingCounts = new Dictionary<Severity, long> { [Severity.Info] = result.Findings.Count(Severity.Info), [Severity.Warning] = result.Findings.Count(Severity.Warning), [Severity.Error] = result.Findings.Count(Severity.Error) },
        });
    }

    private static GeoPackageLayer Layer(CheckResult result)
    {
        var places = result.Places;
        byte[][] texts = [.. places.Select(p => Encoding.UTF8.GetBytes(string.Join(' ', p.Records)))];
        return new("findings", "质检问题位置 Places of findings", Path.GetFileName(result.Options.Path), result.Reference!, result.ReferenceText,
        [
            GeoPackageColumn.Text("code", "代码 Code", place => Encoding.UTF8.GetBytes(places[(int)place].Code)),
            GeoPackageColumn.Text("severity", "严重程度 Severity", place => Encoding.UTF8.GetBytes(JsonText.Severity(places[(int)place].Severity))),
            GeoPackageColumn.Text("records", "记录号 Records", place => texts[place]),
            GeoPackageColumn.Number("areaHa", "面积 Area (ha)", GeoPackageType.Real, place => places[(int)place].AreaHa ?? double.NaN),
        ], DateTime.UnixEpoch) { Geometry = KindOf(result.Geometry.Kinds) };
    }

    /// <summary>The kind of all places; Null, which stands for any kind, where parts of the ground and points are mixed.</summary>
    private static GeometryKind KindOf(ReadOnlySpan<GeometryKind> kinds) =>
        !kinds.Contains(GeometryKind.Point) ? GeometryKind.Polygon : kinds.Contains(GeometryKind.Polygon) ? GeometryKind.Null : GeometryKind.Point;
}

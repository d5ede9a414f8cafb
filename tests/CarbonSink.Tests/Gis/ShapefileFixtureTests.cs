using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using Xunit;

namespace CarbonSink.Tests.Gis;

/// <summary>Third-party shapefiles with the outcomes that the fixtures' README states.</summary>
public class ShapefileFixtureTests
{
    private const string Vectors = "fixtures/vectors";

    [FixtureFact(Vectors + "/gbk")]
    public void Chinese_layer_is_read_by_its_language_id()
    {
        using var reader = new ShapefileReader(Path("gbk/chinese_encoding.shp"));
        var findings = new FindingLog();
        var rows = Reading.Rows(reader, RecordRange.All, findings);
        Assert.Equal(("CP936", "dbf"), (reader.Encoding!.Name, reader.Encoding.Source));
        Assert.Equal(78, rows.Count);
        Assert.All(rows, r => Assert.Contains("|Polygon|", r, StringComparison.Ordinal));
        Assert.Equal(13.366024626, Reading.PlanarAreas(reader).Sum(), 9);
        Assert.All(["安徽", "天长市", "天长"], name => Assert.Contains($"|{name}|", rows[0], StringComparison.Ordinal));
        Assert.DoesNotContain(rows, r => r.Contains('\uFFFD', StringComparison.Ordinal));
        Assert.Equal(0, findings.Count(GisFindings.TextUndecodable));
        Assert.Null(reader.CoordinateReference);
        Assert.Equal(1, reader.Findings.Count(GisFindings.ReferenceMissing));
    }

    [FixtureFact(Vectors + "/gbk/chinese.dbf")]
    public void Field_names_are_decoded_too()
    {
        using var file = new InputFile(Path("gbk/chinese.dbf"));
        var findings = new FindingLog();
        var table = DbaseTable.Open(file, null, null, string.Empty, findings);
        var batch = new FeatureBatch(table.Schema, [0]);
        new DbaseRows(table, file, [0], batch, findings).Read(0, 1, batch);
        Assert.Equal("中国", table.Schema.Fields[0].Name);
        Assert.Equal("中国", batch.Dictionary(0)[batch.Codes(0)[0]]);
    }

    [FixtureTheory(Vectors + "/null-shapes")]
    [InlineData("AtStart", 0)]
    [InlineData("InMiddle", 1)]
    [InlineData("AtEnd", 2)]
    public void Null_shapes_stay_in_their_place(string where, int record)
    {
        using var reader = new ShapefileReader(Path($"null-shapes/UnifiedChecksMaterialNull{where}.shp"));
        var scan = reader.Read(RecordRange.All, [], geometry: true);
        var kinds = scan.SelectMany(b => b.Geometry.Kinds.ToArray()).ToArray();
        Assert.Equal(Enumerable.Range(0, 3).Select(i => i == record ? GeometryKind.Null : GeometryKind.Polygon), kinds);
        Assert.Equal(new RecordTally(3, 0, 1, 0), scan.Tally);
        Assert.Equal(record, Assert.Single(scan.Findings.Findings, f => f.Rule == GisFindings.NullGeometry).Record);
        Assert.Equal(0.430482221, Reading.PlanarAreas(reader).Sum(), 9);
        Assert.Equal(1, reader.Findings.Count(GisFindings.IndexMissing));
        Assert.Equal(1, reader.Findings.Count(GisFindings.TableMissing));
    }

    [FixtureFact(Vectors + "/holes")]
    public void Islands_in_holes_are_rings_of_one_record()
    {
        using var reader = new ShapefileReader(Path("holes/PolygonInHole.shp"));
        Assert.Equal(19627161662.322, Assert.Single(Reading.PlanarAreas(reader)), 3);
        Assert.Equal(new UnknownProjection("Double_Stereographic"), reader.CoordinateReference!.Projection);
        Assert.Equal(1, reader.Findings.Count(GisFindings.ProjectionNotSupported));
        using var nested = new ShapefileReader(Path("holes/nested_polygons.shp"));
        Assert.Equal(1.31546e-09, Assert.Single(Reading.PlanarAreas(nested)), 5e-15);
    }

    [FixtureTheory(Vectors + "/truncated")]
    [InlineData("shp_half", "poly.shp", 2290)]
    [InlineData("shx_half", "poly.shx", 140)]
    [InlineData("dbf_half", "poly.dbf", 300)]
    [InlineData("header_only", "poly.shp", 100)]
    [InlineData("zero_bytes", "poly.shp", 0)]
    public void Truncated_files_are_refused_with_file_and_byte(string folder, string file, int bytes)
    {
        var finding = Reading.Refused(Path($"truncated/{folder}/poly.shp")).Finding;
        Assert.Equal((GisFindings.FileTruncated, file), (finding.Rule, finding.File));
        Assert.Contains($"ends at byte {bytes} ", finding.Message("en"), StringComparison.Ordinal);
    }

    [FixtureTheory(Vectors + "/truncated")]
    [InlineData("dbf_missing")]
    [InlineData("shx_missing")]
    public void Missing_sidecars_are_warnings(string folder)
    {
        using var reader = new ShapefileReader(Path($"truncated/{folder}/poly.shp"));
        var areas = Reading.PlanarAreas(reader);
        Assert.Equal(10, areas.Count);
        Assert.Equal(3894423.328, areas.Sum(), 3);
        Assert.Equal(1, reader.Findings.Count(folder == "dbf_missing" ? GisFindings.TableMissing : GisFindings.IndexMissing));
        Assert.Equal(1, reader.Findings.Count(Severity.Warning));
    }

    [FixtureFact(Vectors + "/overlay")]
    public void Files_of_other_programs_are_read_whole()
    {
        using var reader = new ShapefileReader(Path("overlay/polydf.shp"));
        Assert.Equal("iso-8859-1", reader.Encoding!.Name);
        Assert.Equal(8429911572.665, Reading.PlanarAreas(reader).Sum(), 0.001);
        Assert.Equal(["Staten Island", "Queens", "Brooklyn", "Manhattan", "Bronx"], Reading.Column(reader, "BoroName"));
    }

    private static string Path(string relative) => Repository.SharedPath($"{Vectors}/{relative}");
}

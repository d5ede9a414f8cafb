using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Samples;

public class LinxiangReadingTests
{
    private static readonly string Folder = Repository.PathOf("gis-samples/linxiang");

    [Fact]
    public void The_inventory_names_its_layers() =>
        Assert.Equal(["units", "townships", "boundary"], InventoryFile.Read(Folder).Layers.Select(l => l.Role));

    /// <summary>Species, area, stock and overlap are judged by a run; the reader sees the other eight of the thirteen planted defects.</summary>
    [Fact]
    public void The_reader_finds_what_was_planted_and_nothing_else()
    {
        using var reader = new ShapefileReader(Path.Combine(Folder, "data", "xiaoban.shp"));
        var log = new FindingLog();
        var schema = InventorySchema.Recognise(InventorySchema.All(Repository.PathOf("src/CarbonSink.Gis/Schemas")), reader.Schema, "xiaoban", log)!;
        Assert.Equal(("linldi-2010s", 4547), (schema.Schema.Id, reader.CoordinateReference?.Epsg));

        var tables = schema.Schema.Fields.Where(f => f.Role is not null && f.Codes.Count > 0).GroupBy(f => f.Role!, StringComparer.Ordinal).ToDictionary(
            g => g.Key, g => (IReadOnlyList<CodeTable>)[.. g.First().Codes.Select(c => CodeTable.Load(Repository.PathOf("methodology"), c))], StringComparer.Ordinal);
        var columns = new UnitColumns(schema, "xiaoban", schema.Roles, tables, new CodeSpace());
        var scan = reader.Read(RecordRange.All, columns.Fields, geometry: true);
        foreach (var batch in scan)
            columns.Fill(batch, log);

        var found = reader.Findings.Findings.Concat(scan.Findings.Findings).Concat(log.Findings).Select(f => (f.Record, f.Field ?? "geometry"));
        var planted = File.ReadLines(Path.Combine(Folder, "planted-defects.csv")).Skip(1).Select(line => line.Split(','))
            .Where(r => r[2] is "DI_LEI" or "YU_BI_DU" or "PINGJUN_SG" || r[4] == "null shape")
            .Select(r => ((long?)int.Parse(r[0], System.Globalization.CultureInfo.InvariantCulture), r[2])).ToList();
        Assert.Equal(8, planted.Count);
        Assert.Equal(planted, found.OrderBy(f => f.Item1));
    }
}

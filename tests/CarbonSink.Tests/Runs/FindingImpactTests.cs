using System.Text;
using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Reports;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>What findings bring to the totals, by hand.</summary>
public sealed class FindingImpactTests : IDisposable
{
    private readonly LayerMethod method = new();

    public void Dispose() => method.Dispose();

    [Fact]
    public void Each_rule_has_the_figures_of_its_records()
    {
        Four();
        var impacts = AssessmentRun.Run(method.Options).Impacts;

        // Every unit is drawn as a square of about 100 ha, so its recorded area differs: 3 + 5 + 1 ha.
        Equal(impacts.Of("RUN-0020"), records: 3, estimated: 2, hectares: 9, estimatedHectares: 4, volume: 500, carbon: 125);

        // The unknown land class is not estimated; the stock of the last unit differs from 200 m3; a deleted record has no figures.
        Equal(impacts.Of("GIS-0046"), records: 1, estimated: 0, hectares: 5, estimatedHectares: null, volume: null, carbon: null);
        Equal(impacts.Of("RUN-0021"), records: 1, estimated: 1, hectares: 1, estimatedHectares: 1, volume: 200, carbon: 50);
        Equal(impacts.Of("GIS-0016"), records: 1, estimated: 0, hectares: null, estimatedHectares: null, volume: null, carbon: null);

        // The last unit has two warnings and counts once; the deleted record has neither error nor warning.
        Equal(impacts.Warnings, records: 3, estimated: 2, hectares: 9, estimatedHectares: 4, volume: 500, carbon: 125);
        Equal(impacts.Errors, records: 1, estimated: 0, hectares: 5, estimatedHectares: null, volume: null, carbon: null);
        Equal(impacts.Either, records: 3, estimated: 2, hectares: 9, estimatedHectares: 4, volume: 500, carbon: 125);
    }

    [Fact]
    public void Recorded_and_computed_area_are_compared_where_both_are_known()
    {
        Four();
        var part = AssessmentRun.Run(method.Options);
        var area = Assert.Single(part.Comparisons, c => c.Figure == "recordedArea");
        Assert.Equal((3, 9.0), (area.RecordCount, area.Recorded.ToDouble()));
        Assert.Equal(part.Assessment.Total[StockFigure.EllipsoidalArea], area.Computed);
        Assert.Equal(9 - area.Computed.ToDouble(), area.Difference.ToDouble(), 1e-9);
    }

    [Fact]
    public void Recorded_stock_is_compared_with_that_of_the_same_units()
    {
        // 999 m3 recorded beside 200 m3/ha × 1 ha; the first unit records no stock.
        Four();
        var stock = Assert.Single(AssessmentRun.Run(method.Options).Comparisons, c => c.Figure == "recordedStock");
        Assert.Equal((1, 999.0, 200.0, 799.0), (stock.RecordCount, stock.Recorded.ToDouble(), stock.Computed.ToDouble(), stock.Difference.ToDouble()));
    }

    [Fact]
    public void The_table_begins_with_distinct_records_and_errors()
    {
        Four();
        var table = QualityTables.Quality(AssessmentRun.Run(method.Options));
        string[] codes = [.. table.Rows.Select(r => r[0].Text!).Where(c => !c.StartsWith("GIS-00", StringComparison.Ordinal) || c is "GIS-0046" or "GIS-0016")];
        Assert.Equal(["error-or-warning", "error", "warning", "GIS-0046", "RUN-0020", "RUN-0021", "GIS-0016"], codes);
        var overall = table.Rows[0];
        double Cell(string key) => overall[table.Columns.ToList().FindIndex(c => c.Key == key)].Number;
        Assert.Equal([5, 3, 1, 9, 5, 500, 125], new[] { "findingCount", "recordCount", "notEstimatedCount", "areaHa", "notEstimatedAreaHa", "volumeM3", "carbonTC" }.Select(Cell));
    }

    [Fact]
    public void The_document_has_the_same_figures()
    {
        Four();
        using var stream = new MemoryStream();
        AssessmentJson.Write(AssessmentRun.Run(method.Options), stream, "en");
        using var document = JsonDocument.Parse(stream.ToArray());
        var rule = document.RootElement.GetProperty("findingsByCode").EnumerateArray().Single(f => f.GetProperty("code").GetString() == "GIS-0046");
        Assert.Equal((1, 1, 5.0, 5.0, JsonValueKind.Null), (rule.GetProperty("recordCount").GetInt32(), rule.GetProperty("notEstimatedCount").GetInt32(), rule.GetProperty("areaHa").GetDouble(), rule.GetProperty("notEstimatedAreaHa").GetDouble(), rule.GetProperty("carbonTC").ValueKind));
        Assert.Equal(3, document.RootElement.GetProperty("findingImpact").GetProperty("errorOrWarning").GetProperty("recordCount").GetInt32());
    }

    [Fact]
    public void A_part_whose_impacts_cannot_be_is_refused()
    {
        Four();
        var text = LayerMethod.Text(AssessmentRun.Run(method.Options));
        var start = text.IndexOf("\"either\"", StringComparison.Ordinal);
        var wrong = text[..start] + text[start..].Replace("\"recordCount\": 3", "\"recordCount\": 7", StringComparison.Ordinal); // 7 > 1 + 3
        Assert.NotEqual(text, wrong);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(wrong));
        Assert.Equal("PART-0001", Assert.Throws<RefusedInputException>(() => AssessmentPartFile.Read(stream, "part")).Finding.Rule.Code);
    }

    [Fact]
    public void Marks_tell_each_record_and_rule_once_and_in_order()
    {
        var marks = new RecordMarks();
        var log = new FindingLog(keepPerRule: 1) { Marks = marks };
        foreach (var record in (long[])[7, 3, 7, 1L << 40])
            log.Add(AssessmentFindings.AreaDiffers, "f", record, null, null);
        log.Add(AssessmentFindings.NoArea, "f", 3, null, null);
        log.Add(new(AssessmentFindings.NoUnits, "f", null, null, null)); // about no record
        var told = new List<(long, string)>();
        marks.Drain((record, rule) => told.Add((record, rule.Code)));
        Assert.Equal([(3, "RUN-0020"), (3, "RUN-0022"), (7, "RUN-0020"), (1L << 40, "RUN-0020")], told);
        Assert.True(marks.IsEmpty);
    }

    private static void Equal(StockGroup group, long records, long estimated, double? hectares, double? estimatedHectares, double? volume, double? carbon)
    {
        Assert.Equal((records, estimated), (group.RecordCount, group.EstimatedCount));
        Assert.Equal(
            (hectares, estimatedHectares, volume, carbon),
            (group[StockFigure.Area]?.ToDouble(), group[StockFigure.EstimatedArea]?.ToDouble(), group[StockFigure.Volume]?.ToDouble(), group[StockFigure.Carbon]?.ToDouble()));
    }

    private void Four() => method.Unit("0111", 3, 100).Unit("0999", 5).Unit("0111", 7, 100, deleted: true).Unit("0111", 1, 200, stock: 999).Write();
}

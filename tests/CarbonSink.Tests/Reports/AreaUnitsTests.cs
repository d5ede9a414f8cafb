using CarbonSink.Estimation;
using CarbonSink.Reports;
using Xunit;

namespace CarbonSink.Tests.Reports;

public sealed class AreaUnitsTests
{
    private static readonly ReportColumn[] Columns =
    [
        new("township", "乡镇", "Township", "", ReportColumnKind.Text),
        new("recordCount", "小班数", "Records", "", ReportColumnKind.Count),
        new("areaHa", "面积", "Area", "ha", ReportColumnKind.Sum),
        new("volumeM3", "蓄积量", "Volume", "m3", ReportColumnKind.Sum),
        new("carbonTCPerHa", "碳密度", "Carbon density", "tC/ha", ReportColumnKind.Number),
    ];

    [Fact]
    public void Fifteen_mu_are_one_hectare_and_nothing_else_changes()
    {
        var table = Table(402.9, 26.86).InMu();
        Assert.Equal(["township", "recordCount", "areaMu", "volumeM3", "carbonTCPerMu"], table.Columns.Select(c => c.Key));
        Assert.Equal(["", "", "mu", "m3", "tC/mu"], table.Columns.Select(c => c.Unit));
        Assert.Equal("面积 (亩)", table.Columns[2].Heading("zh"));
        Assert.Equal("碳密度 (tC/亩)", table.Columns[4].Heading("zh"));
        Assert.Equal("Area (mu)", table.Columns[2].Heading("en"));
        Assert.Equal(402.9 * 15, table.Rows[0][2].Number, 9);
        Assert.Equal(100, table.Rows[0][3].Number);
        Assert.Equal(30.0 / 15, table.Rows[0][4].Number);
        Assert.Equal(1, table.Rows[0][1].Count);
        table.CheckSums();
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(1e-15)]
    [InlineData(123456789.987654321)]
    public void The_sum_in_mu_is_exact(double hectares)
    {
        var sum = ExactSum.Zero;
        for (var i = 0; i < 15; i++)
            sum += hectares;
        Assert.Equal(sum, Table(hectares, 1).InMu().Rows[0][2].Sum);
    }

    [Fact]
    public void A_missing_area_stays_missing()
    {
        var table = new ReportTable("t", "表", "table", [Columns[2]]);
        table.AddRow(ReportCell.Missing);
        Assert.Null(table.InMu().Rows[0][0].Kind);
        Assert.Same(table, table.In(AreaUnit.Hectare));
    }

    private static ReportTable Table(double first, double second)
    {
        var table = new ReportTable("t", "表", "table", Columns);
        table.AddRow("东", 1, (ExactSum?)ExactSum.Of(first), (ExactSum?)ExactSum.Of(100), (double?)30);
        table.AddRow("西", 1, (ExactSum?)ExactSum.Of(second), ReportCell.Missing, ReportCell.Missing);
        table.SetTotal(ReportCell.Missing, 2, (ExactSum?)(ExactSum.Of(first) + second), (ExactSum?)ExactSum.Of(100), ReportCell.Missing);
        return table;
    }
}

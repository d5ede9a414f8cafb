using System.Globalization;
using System.Text;
using CarbonSink.Estimation;
using CarbonSink.Reports;
using Xunit;

namespace CarbonSink.Tests.Reports;

public sealed class ReportTableTests
{
    private static readonly ReportColumn[] Columns =
    [
        new("township", "乡镇", "Township", "", ReportColumnKind.Text),
        new("recordCount", "小班数", "Records", "", ReportColumnKind.Count),
        new("volumeM3", "蓄积量", "Volume", "m³", ReportColumnKind.Sum),
        new("share", "占比", "Share", "%", ReportColumnKind.Number),
    ];

    [Fact]
    public void Csv_has_no_BOM_line_feeds_blank_missing_values_and_the_total_last()
    {
        var table = Table();
        Assert.Equal(
            "township,recordCount,volumeM3,share\n\"东,乡\",2,0.1,10\n\"a\"\"b\",1,,\ntotal,3,0.1,\n",
            Csv(table, CsvHeader.Keys));
        Assert.StartsWith("乡镇,小班数,蓄积量 (m³),占比 (%)\n", Csv(table, CsvHeader.Zh), StringComparison.Ordinal);
        Assert.Contains("\n合计,3,0.1,\n", Csv(table, CsvHeader.Zh), StringComparison.Ordinal);
        Assert.StartsWith("Township,Records,Volume (m³),Share (%)\n", Csv(table, CsvHeader.En), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1.0 / 3)]
    [InlineData(123456789.12345679)]
    [InlineData(5e-324)]
    [InlineData(1.7976931348623157e308)]
    public void Numbers_read_back_to_the_same_double(double value)
    {
        var table = new ReportTable("t", "表", "table", [Columns[3]]);
        table.AddRow((double?)value);
        Assert.Equal(value, double.Parse(Csv(table, CsvHeader.Keys).Split('\n')[1], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_total_off_by_one_bit_is_not_written()
    {
        var table = Table();
        table.SetTotal(ReportCell.Missing, 3, (ExactSum?)(ExactSum.Of(0.1) + Math.ScaleB(1, -64)), ReportCell.Missing);
        using var stream = new MemoryStream();
        Assert.Throws<SumMismatchException>(() => CsvTable.Write(table, stream));
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void A_wrong_count_and_a_total_for_nothing_are_found()
    {
        var table = Table();
        table.SetTotal(ReportCell.Missing, 4, (ExactSum?)ExactSum.Of(0.1), ReportCell.Missing);
        Assert.Throws<SumMismatchException>(table.CheckSums);

        var empty = new ReportTable("t", "表", "table", [Columns[2]]);
        empty.AddRow(ReportCell.Missing);
        empty.SetTotal((ExactSum?)ExactSum.Zero);
        Assert.Throws<SumMismatchException>(empty.CheckSums); // nothing was added, so the total is missing and not 0
    }

    [Fact]
    public void Cells_must_fit_their_columns()
    {
        var table = Table();
        Assert.Throws<ArgumentException>(() => table.AddRow("东"));
        Assert.Throws<ArgumentException>(() => table.AddRow("东", (double?)1.5, ReportCell.Missing, ReportCell.Missing));
        Assert.Throws<ArgumentException>(() => (ReportCell)(double?)double.NaN);
    }

    private static ReportTable Table()
    {
        var table = new ReportTable("stock-by-township", "分乡镇碳储量", "Stock by township", Columns);
        table.AddRow("东,乡", 2, (ExactSum?)ExactSum.Of(0.1), (double?)10);
        table.AddRow("a\"b", 1, ReportCell.Missing, ReportCell.Missing);
        table.SetTotal(ReportCell.Missing, 3, (ExactSum?)ExactSum.Of(0.1), ReportCell.Missing);
        return table;
    }

    private static string Csv(ReportTable table, CsvHeader header)
    {
        using var stream = new MemoryStream();
        CsvTable.Write(table, stream, header);
        return new UTF8Encoding(false, true).GetString(stream.ToArray());
    }
}

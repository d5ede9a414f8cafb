using System.Globalization;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>Numbers, days and serials of other registers: read where they can be read in one way only.</summary>
public sealed class HistoricTextTests
{
    [Theory]
    [InlineData("1,234,567", "1234567")]
    [InlineData("1 234 567", "1234567")]
    [InlineData("1\u00A0234\u202F567", "1234567")]
    [InlineData("１，２３４，５６７", "1234567")]
    [InlineData("1'234", "1234")]
    [InlineData("0.5", "0.5")]
    [InlineData("1000.0", "1000.0")]
    [InlineData("-12", "-12")]
    [InlineData("0", "0")]
    public void Numbers_are_read(string text, string number) => Assert.Equal(decimal.Parse(number, CultureInfo.InvariantCulture), HistoricText.Number(text));

    [Theory]
    [InlineData("12万")]
    [InlineData("0,500")]
    [InlineData("012,345")]
    [InlineData("12万吨")]
    [InlineData("12 t")]
    [InlineData("1,23")]
    [InlineData("12,3456")]
    [InlineData("1,234 567")]
    [InlineData("1.234.567")]
    [InlineData("1.2E+06")]
    [InlineData("-")]
    [InlineData("n/a")]
    [InlineData("1,")]
    [InlineData(",123")]
    public void What_is_not_certain_is_no_number(string text) => Assert.Null(HistoricText.Number(text));

    [Fact]
    public void A_decimal_comma_is_read_only_where_the_mapping_says_so()
    {
        Assert.Equal(1234.5m, HistoricText.Number("1.234,5", decimalComma: true));
        Assert.Null(HistoricText.Number("1.234,5"));
    }

    [Theory]
    [InlineData("2024-03-05")]
    [InlineData("2024/3/5")]
    [InlineData("20240305")]
    [InlineData("2024年3月5日")]
    [InlineData("2024-03-05T10:20:30Z")]
    [InlineData("2024/3/5 10:20")]
    public void Days_are_read(string text) => Assert.Equal(new DateOnly(2024, 3, 5), HistoricText.Day(text, HistoricText.DefaultForms));

    [Theory]
    [InlineData("05/03/2024")]
    [InlineData("45356")]
    [InlineData("2024-02-30")]
    [InlineData("2024")]
    public void What_may_be_two_days_is_none(string text) => Assert.Null(HistoricText.Day(text, HistoricText.DefaultForms));

    /// <summary>Day 45356 of the 1900 system: 1899-12-30 + 45356 days; 366 + 123 × 365 + 30 leap days … = 2024-03-05, since day 45292 is 2024-01-01 and 31 + 29 + 4 = 64.</summary>
    [Fact]
    public void A_mapping_may_name_other_forms()
    {
        Assert.Equal(new DateOnly(2024, 3, 5), HistoricText.Day("05/03/2024", ["dd/MM/yyyy"]));
        Assert.Equal(new DateOnly(2024, 5, 3), HistoricText.Day("05/03/2024", ["MM/dd/yyyy"]));
        Assert.Equal(new DateOnly(2024, 3, 5), HistoricText.Day("45356", ["excel"]));
    }

    [Theory]
    [InlineData("1.52616E+18", true)]
    [InlineData("1526163848812433408", false)]
    [InlineData("12E4", false)]
    public void A_number_that_a_spreadsheet_cut_is_seen(string text, bool lost) => Assert.Equal(lost, HistoricText.HasLostDigits(text));

    /// <summary>Serials with the quantities that were published with them: last − first + 1.</summary>
    [Theory]
    [InlineData("verra", "19385-941467007-941467431-VCS-VCU-1507-VER-ET-14-1340-01012020-31122020-1", 425)]
    [InlineData("verra", "19380-941382555-941382741-VCS-VCU-1310-VER-CN-13-3005-01012022-31102022-0", 187)]
    [InlineData("gold-standard", "GS1-1-UG-GS11236-16-2024-30307-1-19149", 19149)]
    [InlineData("gold-standard", "GS1-1-UG-GS11235-16-2024-30306-1-2497", 2497)]
    [InlineData("undp", "VU-ITMO-11-356-2022-0-27-35", 9)]
    public void Published_serials_have_as_many_numbers_as_units(string rule, string serial, long quantity)
    {
        var read = SerialRule.Find(rule)!.Read(serial);
        Assert.NotNull(read);
        Assert.Equal(quantity, read.Value.Last - read.Value.First + 1);
    }

    [Theory]
    [InlineData("verra", "19385-941467431-941467007-VCS-VCU-1507-VER-ET-14-1340-01012020-31122020-1")]
    [InlineData("verra", "941467007-941467431")]
    [InlineData("gold-standard", "VU-ITMO-11-356-2022-0-27-35")]
    public void Other_serials_are_not_read(string rule, string serial) => Assert.Null(SerialRule.Find(rule)!.Read(serial));

    [Fact]
    public void There_is_no_rule_for_serials_of_CCER() => Assert.Null(SerialRule.Find("ccer"));
}

using System.Text;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Evaluations;

/// <summary>What tables, layers and headings say, and what is said of them.</summary>
public sealed class EvaluationInputTests
{
    [Theory]
    [InlineData("A [mu]", "EVL-0032")]
    [InlineData("A [ha]", null)]
    [InlineData("A", null)]
    public void A_unit_under_columns_and_one_in_the_heading_must_agree(string written, string? code)
    {
        using var one = new EvaluationCase();
        one.Sets = one.Sets.Replace("\"parent\": \"county\"", $$""" "parent": "county", "columns": { "A": "{{written}}" } """, StringComparison.Ordinal);
        if (code is not null)
            Assert.Equal((code, "A [ha]"), (one.Refused().Rule.Code, one.Refused().Field));
        else
            Assert.Equal(290, one.Run().Totals[0].Value);
    }

    [Theory]
    [InlineData("CCER certified")]
    [InlineData("ccer-CERTIFIED forest")]
    [InlineData("CCER 核证自愿减排量")]
    public void Refused_words_are_refused_in_cells_that_are_echoed(string cell)
    {
        using var one = new EvaluationCase();
        one.Pack.With("methods/m/1/method.json", """{"id":"m","version":"1","status":"secondary","title":{"zh":"试","en":"test"},"codes":["codes/test@1"],"gwpSet":null,"refuses":["CCER-certified","CCER核证自愿减排量"],"label":{"zh":"试","en":"test"}}""");
        one.File("units.csv", $"unit,A [ha],class,county\nu1,10,a,c1\nu2,{cell},b,c1\n");
        Assert.Equal("EVL-0022", one.Refused().Rule.Code);
        using var two = new EvaluationCase();
        two.Pack.With("methods/m/1/method.json", """{"id":"m","version":"1","status":"secondary","title":{"zh":"试","en":"test"},"codes":["codes/test@1"],"gwpSet":null,"refuses":["CCER-certified","CCER核证自愿减排量"],"label":{"zh":"试","en":"test"}}""");
        two.File("units.csv", $"unit,A [ha],class,county,{cell}\nu1,10,a,c1,1\n");
        Assert.Equal("EVL-0022", two.Refused().Rule.Code);
    }

    [Fact]
    public void A_series_may_name_its_years_as_our_own_tables_do()
    {
        using var one = new EvaluationCase();
        one.More += """, "series": [ { "set": "unit", "order": "year", "path": "by.csv" } ] """;
        var result = one.File("by.csv", "unit,year,dx [tC]\nu1,2021,-2\nu2,2021,1\nu3,2021,1\nu1,2022,0\nu2,2022,0\nu3,2022,0\n").Run();
        Assert.Equal([290.0, 290], result.Totals.Where(t => t.Output.Symbol == "X").Select(t => t.Value!.Value)); // 290 − 2 + 1 + 1
        var negative = Assert.Single(result.Findings.Findings, f => f.Rule == EvaluationFindings.Negative);
        Assert.Equal(("by.csv", 0L, "dx [tC]", "-2"), (negative.File, negative.Record, negative.Field, negative.Value));
    }

    [Fact]
    public void A_number_beyond_all_measure_is_told_with_its_place()
    {
        using var one = new EvaluationCase();
        var result = one.File("units.csv", "unit,A [ha],class,county\nu1,10,a,c1\nu2,1e308,b,c1\n").Run();
        var finding = Assert.Single(result.Findings.Findings, f => f.Rule == EvaluationFindings.TooLarge);
        Assert.Equal(("units.csv", 1L, "A [ha]", "1e308"), (finding.File, finding.Record, finding.Field, finding.Value));
        Assert.Equal(30, result.Totals[0].Value);
    }

    [Fact]
    public void A_file_of_a_set_that_lacks_a_column_is_named()
    {
        using var one = new EvaluationCase();
        one.Sets = one.Sets.Replace("\"units.csv\"", "[\"units.csv\", \"more.csv\"]", StringComparison.Ordinal);
        var result = one.File("more.csv", "unit,A [ha],county\nu9,1,c1\n").Run();
        var finding = Assert.Single(result.Findings.Findings, f => f.Rule == EvaluationFindings.ColumnInSomeFiles);
        Assert.Equal(("more.csv", "class"), (finding.File, finding.Field));
    }

    [Fact]
    public void Partial_bars_have_an_asterisk()
    {
        using var one = new EvaluationCase();
        one.More += """, "by": "class" """;
        var result = one.File("units.csv", "unit,A [ha],class,county\nu1,10,a,c1\nu2,,a,c1\nu3,40,b,c2\n").Run();
        using var stream = new MemoryStream();
        EvaluationPage.Of(result, "en").Write(stream);
        var page = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains(">a *<", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">b *<", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("114.0", "EVL-0037", false)]
    [InlineData("113.0", "EVL-0037", true)]
    public void Overlays_that_cover_nothing_are_told(string west, string code, bool told)
    {
        using var one = new EvaluationCase();
        one.Sets = """{ "county": { "path": "counties.csv" }, "unit": { "path": "units.geojson", "key": "unit", "parent": "county" } }""";
        one.More = """, "overlays": { "A": [ { "path": "other.geojson", "crs": null } ] }""";
        one.File("units.geojson", Square("114.0", "\"unit\":\"u1\",\"county\":\"c1\",\"class\":\"a\"")).File("other.geojson", Square(west, "\"n\":1"));
        Assert.Equal(told, one.Run().Findings.Findings.Any(f => f.Rule.Code == code));
    }

    private static string Square(string west, string properties)
    {
        var east = west + "5";
        return $$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{ {{{properties}}} },"geometry":{"type":"Polygon","coordinates":[[[{{{west}}},30],[{{{east}}},30],[{{{east}}},30.01],[{{{west}}},30.01],[{{{west}}},30]]]}}]}""";
    }
}

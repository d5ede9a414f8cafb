using CarbonSink.Findings;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Evaluations;

/// <summary>Bad descriptions and bad data: refused or kept out, with file, record, field and value.</summary>
public sealed class EvaluationFaultTests
{
    public static TheoryData<string, string, string> Descriptions => new()
    {
        { """{ "method": "m/1" }""", "EVL-0004", "sets" },
        { """{ "method": "m/1", "sets": {}, "colour": 1 }""", "EVL-0003", "colour" },
        { """{ "method": "m/1", "sets": { "unit": { "path": "units.csv", "keys": "unit" } } }""", "EVL-0003", "sets.unit.keys" },
        { """{ "method": 1, "sets": {} }""", "EVL-0004", "method" },
        { """{ "method": "m/1", "sets": [] }""", "EVL-0004", "sets" },
        { """{ "method": "m/1", "sets": { "unit": { "path": 7 } } }""", "EVL-0004", "sets.unit.path" },
        { """{ "method": "m/1", "sets": { "unit": {} } }""", "EVL-0004", "sets.unit" },
        { """{ "method": "m/1", "sets": { "year": { "from": 2030, "to": 2020 } } }""", "EVL-0004", "sets.year" },
        { """{ "method": "m/1", "sets": { "year": { "from": 2020.5, "to": 2021 } } }""", "EVL-0004", "sets.year.from" },
        { """{ "method": "m/1", "sets": { "unit": { "from": 1, "to": 2 } } }""", "EVL-0004", "sets.unit" },
        { """{ "method": "m/1", "sets": {}, "uncertainty": "some" }""", "EVL-0004", "uncertainty" },
        { """{ "method": "m/1", "sets": {}, "run": { "k": true } }""", "EVL-0004", "run.k" },
        { """{ "method": "m/1", "sets": {}, "run": { "k": "half" } }""", "EVL-0004", "run.k" },
        { """{ "method": "m/1", "sets": {}, "title": { "zh": "甲" } }""", "EVL-0004", "title" },
        { """{ "method": "m/1", "sets": {} """, "EVL-0002", "evaluation.json" },
        { """{ "sets": {} }""", "EVL-0005", "—" },
        { """{ "method": "n/1", "sets": {} }""", "EVL-0005", "n/1" },
        { """{ "method": "m/1", "sets": { "tree": { "path": "units.csv" } } }""", "EVL-0006", "tree" },
        { """{ "method": "m/1", "sets": {}, "run": { "kk": 1 } }""", "EVL-0006", "kk" },
        { """{ "method": "m/1", "sets": {}, "tables": { "t": "nothing.csv" } }""", "EVL-0031", "t" },
        { """{ "method": "m/1", "sets": {}, "tables": { "x": "tables/t/t@1" } }""", "EVL-0006", "x" },
        { """{ "method": "m/1", "sets": {}, "run": { "k": "1 [ha]" } }""", "EVL-0009", "run.k" },
        { """{ "method": "m/1", "sets": { "unit": { "path": "units.csv", "parent": "county" } } }""", "EVL-0004", "sets.unit.parent" },
        { """{ "method": "m/1", "sets": { "county": { "path": "counties.csv" }, "unit": { "path": "units.csv" } } }""", "EVL-0004", "sets.unit.parent" },
        { """{ "method": "m/1", "sets": { "county": { "path": "counties.csv" } }, "by": "class" }""", "EVL-0006", "class" },
        { """{ "method": "m/1", "sets": { "county": { "path": "counties.csv" } }, "by": "r" }""", "EVL-0006", "r" },
        { """{ "method": "m/1", "sets": {}, "overlays": { "A": ["x.shp"] } }""", "EVL-0006", "unit" },
    };

    [Theory]
    [MemberData(nameof(Descriptions))]
    public void A_faulty_description_is_refused(string json, string code, string names)
    {
        using var one = new EvaluationCase();
        var finding = one.File(EvaluationFile.FileName, json).Refused();
        Assert.Equal(code, finding.Rule.Code);
        Assert.Contains(names, string.Join('|', finding.Arguments), StringComparison.Ordinal);
    }

    public static TheoryData<string, string, long, string> Tables => new()
    {
        { "unit,A [ha],class,county\nu1,10,a,c1\nu1,20,b,c1\n", "EVL-0012", 1, "u1" },
        { "unit,A [ha],class,county\nu1,10,a,c1\n,20,b,c1\n", "EVL-0011", 1, "" },
        { "unit,A [ha],class,county\nu1,10,a,c1\nu2,20,b,c9\n", "EVL-0013", 1, "c9" },
        { "unit,A [ha],class,county\nu1,10,a,c1\nu2,20,b,\n", "EVL-0013", 1, "" },
        { "unit,A [m3],class,county\nu1,10,a,c1\n", "EVL-0009", -1, "m3" },
        { "unit,A [acres],class,county\nu1,10,a,c1\n", "EVL-0009", -1, "acres" },
        { "id,A [ha],class,county\nu1,10,a,c1\n", "EVL-0007", -1, "" },
        { "unit,A [ha],class\nu1,10,a\n", "EVL-0007", -1, "" },
        { "unit,A [ha],class,county,A [mu]\nu1,10,a,c1,150\n", "EVL-0008", -1, "" },
        { "unit,A [ha],class,county,k\nu1,10,a,c1,1\n", "EVL-0010", -1, "" },
        { "unit,A [ha],class,county,r\nu1,10,a,c1,1\n", "EVL-0010", -1, "" },
        { "unit,A [ha],class,county\n", "EVL-0017", -1, "" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_that_is_not_clear_is_refused(string units, string code, long record, string value)
    {
        using var one = new EvaluationCase();
        var finding = one.File("units.csv", units).Refused();
        Assert.Equal((code, record < 0 ? null : (long?)record), (finding.Rule.Code, finding.Record));
        Assert.Equal(value, finding.Value ?? "");
    }

    [Theory]
    [InlineData("u2,ten,b,c1,2020-01-01", "EVL-0014", "A [ha]", "ten")]
    [InlineData("u2,-1,b,c1,2020-01-01", "EVL-0016", "A [ha]", "-1")]
    [InlineData("u2,1e999,b,c1,2020-01-01", "EVL-0014", "A [ha]", "1e999")]
    [InlineData("u2,20,b,c1,1.2.2020", "EVL-0015", "since", "1.2.2020")]
    public void A_value_that_cannot_be_is_told_and_kept_out(string row, string code, string field, string value)
    {
        using var one = new EvaluationCase();
        var result = one.File("units.csv", $"unit,A [ha],class,county,since\nu1,10,a,c1,2020-01-01\n{row}\n").Run();
        var finding = Assert.Single(result.Findings.Findings, f => f.Rule.Code == code);
        Assert.Equal(("units.csv", 1L, field, value), (finding.File, finding.Record, finding.Field, finding.Value));
        Assert.Equal(Severity.Error, finding.Rule.Severity);
        var total = result.Totals.Single(t => t.Output.Symbol == "C");
        if (code == "EVL-0015")
            Assert.Contains(code, Assert.Single(result.NotEvaluated, n => n.Symbol == "old").Cause.Zh, StringComparison.Ordinal);
        else
            Assert.Equal((30.0, true, code), (total.Value!.Value, total.IsPartial, total.LeftOut.Single().Cause.En.Contains(code, StringComparison.Ordinal) ? code : total.LeftOut.Single().Cause.En));
    }

    [Fact]
    public void Columns_map_headings_and_units()
    {
        using var one = new EvaluationCase();
        one.Sets = one.Sets.Replace("\"parent\": \"county\"", """ "parent": "XIAN", "columns": { "A": "MIANJI [mu]", "class": "DILEI" } """, StringComparison.Ordinal);
        var result = one.File("units.csv", "unit,MIANJI,DILEI,XIAN,note\nu1,150,a,c1,x\n").Run();
        Assert.Equal(30, result.Totals.Single(t => t.Output.Symbol == "C").Value);
        Assert.Equal("note", Assert.Single(result.Findings.Findings, f => f.Rule == EvaluationFindings.UnusedColumns && f.File == "units.csv").Arguments[1]);

        using var two = new EvaluationCase();
        two.Sets = two.Sets.Replace("\"parent\": \"county\"", """ "parent": "county", "columns": { "A": "AREA" } """, StringComparison.Ordinal);
        Assert.Equal(("EVL-0007", "AREA"), (two.Refused().Rule.Code, two.Refused().Field));
    }

    [Fact]
    public void One_symbol_has_one_origin()
    {
        using var one = new EvaluationCase();
        one.More = """, "run": { "f": 1, "k": 1, "class": "a" }""";
        Assert.Equal("EVL-0008", one.Refused().Rule.Code);
        using var two = new EvaluationCase();
        two.More = """, "run": { "f": 1, "k": 1 }""";
        Assert.Equal(290 * 2 * 44.0 / 12, two.Run(o => o with { Run = new Dictionary<string, string> { ["k"] = "2" } }).Totals.First(t => t.Output.Symbol == "E").Value!.Value, 1e-9); // the command goes before the file
    }

    [Theory]
    [InlineData("合规计入期", "Trial")]
    [InlineData("试", "A ccer-COMPLIANT trial")]
    public void Refused_words_are_refused_in_titles(string zh, string en)
    {
        using var one = new EvaluationCase();
        one.Pack.With("methods/m/1/method.json", """{"id":"m","version":"1","status":"secondary","title":{"zh":"试","en":"test"},"codes":["codes/test@1"],"gwpSet":null,"refuses":["CCER-compliant","合规"],"label":{"zh":"试","en":"test"}}""");
        one.File(EvaluationFile.FileName, $$"""{ "title": { "zh": "{{zh}}", "en": "{{en}}" }, "method": "m/1", "sets": {{one.Sets}}{{one.More}} }""");
        Assert.Equal("EVL-0022", one.Refused().Rule.Code);
    }

    [Fact]
    public void A_verified_pack_refuses_no_words()
    {
        using var one = new EvaluationCase();
        one.Pack.With("methods/m/1/method.json", """{"id":"m","version":"1","status":"verified","title":{"zh":"试","en":"test"},"codes":["codes/test@1"],"gwpSet":null,"refuses":["Trial"],"label":{"zh":"试","en":"test"}}""");
        Assert.Equal(290, one.Run().Totals[0].Value);
    }

    [Fact]
    public void Without_any_value_it_says_why()
    {
        using var one = new EvaluationCase();
        var nothing = one.File("units.csv", "unit,A [ha],class,county\nu1,10,zzz,c1\n").File("counties.csv", "county,r [1]\nc1,0.5\n").Run();
        Assert.False(nothing.HasFigures);
        Assert.Contains("zzz", Assert.Single(nothing.Findings.Findings, f => f.Rule == EvaluationFindings.Nothing).Message("en"), StringComparison.Ordinal);
    }
}

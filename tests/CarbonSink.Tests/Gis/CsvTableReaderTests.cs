using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using Xunit;

namespace CarbonSink.Tests.Gis;

public class CsvTableReaderTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Codes_stay_text_and_numbers_are_numbers(char delimiter)
    {
        using var file = new TextFile("a.csv", "code,area,id,note\n011,1.5,430682001001001001,\"a, \"\"b\"\"\nc\"\n012,-2,430682001001001002,\n".Replace(',', delimiter).Replace($"a{delimiter} ", "a, ", StringComparison.Ordinal));
        using var reader = new CsvTableReader(file.Path);
        Assert.Equal([FieldKind.Text, FieldKind.Number, FieldKind.Text, FieldKind.Text], reader.Schema.Fields.Select(f => f.Kind));
        Assert.Equal(["0|011|1.5|430682001001001001|a, \"b\"\nc|Null|", "1|012|-2|430682001001001002||Null|"], Reading.Rows(reader, RecordRange.All));
        Assert.Empty(reader.Findings.Findings);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", true)]
    [InlineData("0.5", true)]
    [InlineData("-12.25", true)]
    [InlineData("1.5E-05", true)]
    [InlineData("011", false)]
    [InlineData("00", false)]
    [InlineData("-01", false)]
    [InlineData("12E3", false)]
    [InlineData("1,000", false)]
    [InlineData("+86", false)]
    [InlineData("9007199254740992", true)] // 2^53
    [InlineData("9007199254740993", false)]
    [InlineData("0.123456789012345678", false)] // 18 digits
    [InlineData("NaN", false)]
    [InlineData(".", false)]
    [InlineData("-", false)]
    [InlineData("1.2.3", false)]
    public void A_plain_number_is_told_from_a_code(string text, bool isNumber) => Assert.Equal(isNumber, PlainNumber.Is(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Gb18030_is_recognised()
    {
        using var file = new TextFile("a.csv", TestLayer.Gb18030.GetBytes("名称,经度,纬度\n天长㐂,118.9,32.6\n"));
        using var reader = new CsvTableReader(file.Path);
        Assert.Equal(["0|天长㐂|118.9|32.6|Point|118.9 32.6"], Reading.Rows(reader, RecordRange.All));
        Assert.Equal(("GB18030", 1L), (reader.Encoding!.Name, reader.Findings.Count(SourceFindings.NoReferenceInFormat)));
    }

    [Theory]
    [InlineData("x,y")]
    [InlineData("LON,Lat")]
    [InlineData("longitude,latitude")]
    [InlineData("east,north")]
    [InlineData("横坐标,纵坐标")]
    public void Points_come_from_two_columns(string header)
    {
        using var file = new TextFile("a.csv", $"\uFEFF{header}\r\n1,2\r\n3,\r\n\r\n5,6");
        using var reader = new CsvTableReader(file.Path, null, EpsgCodes.Find(4490));
        Assert.Equal(["0|1|2|Point|1 2", "1|3||Unreadable|", "2|5|6|Point|5 6"], Reading.Rows(reader, RecordRange.All));
        Assert.Equal(4490, reader.CoordinateReference!.Epsg);
    }

    [Theory]
    [InlineData("POLYGON((0 0,1 0,1 1,0 0))", "Polygon|0 0 1 0 1 1 0 0")]
    [InlineData("SRID=4490;MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5),(5.5 5.2, 5.6 5.2,5.6 5.3,5.5 5.2)))", "Polygon|0 0 1 0 1 1 0 0/5 5 6 5 6 6 5 5/5.5 5.2 5.6 5.2 5.6 5.3 5.5 5.2")]
    [InlineData("point z (1 2 3)", "Point|1 2")]
    [InlineData("POINTZM(1 2 3 4)", "Point|1 2")]
    [InlineData("MULTIPOINT((1 2),(3 4))", "Point|1 2/3 4")]
    [InlineData("MULTIPOINT(1 2,3 4)", "Point|1 2/3 4")]
    [InlineData("LINESTRING(1e2 -2.5, 3 4)", "Line|100 -2.5 3 4")]
    [InlineData("MULTILINESTRING((1 2,3 4),(5 6,7 8))", "Line|1 2 3 4/5 6 7 8")]
    [InlineData("POLYGON EMPTY", "Null|")]
    [InlineData("", "Null|")]
    [InlineData("POLYGON((0 0,1 0,1 1,0 0)", "Unreadable|")]
    [InlineData("POLYGON((0 0,1 0,1 1,0 0)) x", "Unreadable|")]
    [InlineData("POLYGON((0 0,1,1 1,0 0))", "Unreadable|")]
    [InlineData("CIRCULARSTRING(0 0,1 1,2 0)", "Unreadable|")]
    [InlineData("SRID=x;POINT(1 2)", "Unreadable|")]
    [InlineData("((((", "Unreadable|")]
    public void Well_known_text_is_read_or_told(string text, string expected)
    {
        using var file = new TextFile("a.csv", $"id;the_geom\n1;\"{text}\"\n");
        using var reader = new CsvTableReader(file.Path);
        var findings = new FindingLog();
        Assert.Equal(["0|1|" + expected], Reading.Rows(reader, RecordRange.All, findings));
        Assert.Equal(expected.StartsWith("Unr", StringComparison.Ordinal) ? 1 : 0, findings.Count(SourceFindings.GeometryUnreadable));
        Assert.Equal(text.Contains("4490", StringComparison.Ordinal) ? 4490 : null, reader.CoordinateReference?.Epsg);
    }

    [Fact]
    public void A_row_that_does_not_fit_the_header_is_told_with_its_line_and_not_used()
    {
        using var file = new TextFile("a.csv", "a,b\n1,\"x\ny\"\n2,3,4\n\n5\n6,7\n");
        using var reader = new CsvTableReader(file.Path);
        var findings = new FindingLog();
        Assert.Equal(["0|1|x\ny|Null|", "1|||Null|", "2|||Null|", "3|6|7|Null|"], Reading.Rows(reader, RecordRange.All, findings));
        Assert.Equal(["4", "6"], findings.Findings.Where(f => f.Rule == SourceFindings.RowMisfit).Select(f => f.Arguments[0]));
    }

    [Theory]
    [InlineData("a,b\n1,\"x\n2,3\n", "GIS-0084")]
    [InlineData("", "GIS-0087")]
    [InlineData("\n\n", "GIS-0087")]
    public void A_table_that_cannot_be_used_is_refused(string text, string code)
    {
        using var file = new TextFile("a.csv", text);
        Assert.Equal(code, Assert.Throws<RefusedInputException>(() => new CsvTableReader(file.Path)).Finding.Rule.Code);
    }

    [Fact]
    public void Utf16_is_refused()
    {
        using var file = new TextFile("a.csv", System.Text.Encoding.Unicode.GetPreamble());
        Assert.Equal(SourceFindings.Utf16, Assert.Throws<RefusedInputException>(() => new CsvTableReader(file.Path)).Finding.Rule);
    }

    [Fact]
    public void Names_that_are_blank_or_stand_twice_are_changed_and_told()
    {
        using var file = new TextFile("a.csv", "a,,A\n1,2,3\n");
        using var reader = new CsvTableReader(file.Path);
        Assert.Equal(["a", "column_2", "A_2"], reader.Schema.Fields.Select(f => f.Name));
        Assert.Equal(2, reader.Findings.Count(SourceFindings.NameChanged));
    }

    [Fact]
    public void A_prj_beside_the_table_is_its_reference()
    {
        using var file = new TextFile("a.csv", "x,y\n1,2\n");
        File.WriteAllText(Path.ChangeExtension(file.Path, ".prj"), WellKnownTextOf.Reference(EpsgCodes.Find(4547)!));
        using var reader = new CsvTableReader(file.Path);
        Assert.Equal((4547, 2), (reader.CoordinateReference!.Epsg, reader.Files.Count));
    }

    [Fact]
    public void Ranges_agree_with_the_whole_whatever_the_window()
    {
        using var file = new TextFile("a.csv", "i,t,wkt\n" + string.Concat(Enumerable.Range(0, 9000).Select(i => $"{i},\"{new string('林', i % 50)}\n\",POINT({i} 1)\r\n")));
        using var reader = new CsvTableReader(file.Path, null, EpsgCodes.Find(4490));
        var whole = Reading.Rows(reader, RecordRange.All);
        Assert.Equal($"8999|8999|{new string('林', 8999 % 50)}\n|Point|8999 1", whole[^1]);
        Assert.Equal(whole, Reading.Rows(reader, new(0, 4100)).Concat(Reading.Rows(reader, new(4100, 9000))));
    }

    [Fact]
    public void A_geometry_with_another_srid_than_the_first_is_told_with_its_row()
    {
        using var file = new TextFile("a.csv", "WKT,n\nSRID=4490;POINT(110 30),1\nSRID=4547;POINT(500000 3200000),2\nPOINT(111 31),3\n");
        using var reader = new CsvTableReader(file.Path);
        var findings = new FindingLog();
        Assert.Equal(["0|1|Point|110 30", "1|2|Unreadable|", "2|3|Point|111 31"], Reading.Rows(reader, RecordRange.All, findings));
        Assert.Equal((1L, "SRID=4547 ≠ 4490"), findings.Findings.Where(f => f.Rule == SourceFindings.GeometryUnreadable).Select(f => (f.Record!.Value, f.Arguments[0])).Single());
    }

    [Theory]
    [InlineData("110,北纬30")]
    [InlineData("110.5E,30")]
    [InlineData(",30")]
    public void A_bad_x_or_y_makes_its_row_unreadable_and_not_the_layer_a_table(string cells)
    {
        using var file = new TextFile("a.csv", $"x,y\n110,30\n{cells}\n111,31\n,\n");
        using var reader = new CsvTableReader(file.Path);
        var findings = new FindingLog();
        var rows = Reading.Rows(reader, RecordRange.All, findings);
        Assert.Equal(["Point|110 30", "Unreadable|", "Point|111 31", "Null|"], rows.Select(r => r[(r.IndexOf('|', r.IndexOf('|', r.IndexOf('|', StringComparison.Ordinal) + 1) + 1) + 1)..]));
        Assert.Equal(1L, Assert.Single(findings.Findings, f => f.Rule == SourceFindings.GeometryUnreadable).Record);
    }

    [Fact]
    public void One_text_among_numbers_is_told_with_row_and_value()
    {
        using var file = new TextFile("a.csv", "area,code,kind\n1.5,111,a\n2.5,0112,1\n1O,113,b\n3,114,c\n");
        using var reader = new CsvTableReader(file.Path);
        Assert.All(reader.Schema.Fields, f => Assert.Equal(FieldKind.Text, f.Kind));
        Assert.Equal((SourceFindings.TypesMixed, 2L, "area", "1O"), Assert.Single(reader.Findings.Findings) is var f ? (f.Rule, f.Record, f.Field, f.Value) : default);
    }

    [Fact]
    public void Rows_of_blank_cells_are_rows()
    {
        using var tabs = new TextFile("a.tsv", "a\tb\n1\t2\n\t\n3\t4\n\n");
        using var reader = new CsvTableReader(tabs.Path);
        Assert.Equal(["0|1|2|Null|", "1|||Null|", "2|3|4|Null|"], Reading.Rows(reader, RecordRange.All));
        using var quotes = new TextFile("a.csv", "a\nx\n\"\"\ny\n");
        using var one = new CsvTableReader(quotes.Path);
        Assert.Equal(["x", null, "y"], Reading.Column(one, "a"));
    }

    [Theory]
    [InlineData("sep=;")]
    [InlineData("sep=;\n")]
    public void A_delimiter_alone_is_no_table(string text)
    {
        using var file = new TextFile("a.csv", text);
        Assert.Equal(SourceFindings.TableEmpty, Assert.Throws<RefusedInputException>(() => new CsvTableReader(file.Path)).Finding.Rule);
    }

    [Fact]
    public void Files_beside_it_are_found_in_any_case_and_tell_types_and_reference()
    {
        using var file = new TextFile("a.csv", "x,y,code,day,days\n110,30,7,2024/12/31,2024-12-31\n111,31,8,,soon\n");
        File.WriteAllText(Path.ChangeExtension(file.Path, ".CSVT"), "\"Real\",\"Real\",\"String\",\"Date\",\"Date\"\n");
        File.WriteAllText(Path.ChangeExtension(file.Path, ".PRJ"), WellKnownTextOf.Reference(EpsgCodes.Find(4490)!));
        using var reader = new CsvTableReader(file.Path);
        Assert.Equal((4490, 3), (reader.CoordinateReference!.Epsg, reader.Files.Count));
        Assert.Equal([FieldKind.Number, FieldKind.Number, FieldKind.Text, FieldKind.Date, FieldKind.Text], reader.Schema.Fields.Select(f => f.Kind));
        Assert.Equal(["20241231", null], Reading.Column(reader, "day"));
        Assert.Equal(["2024-12-31", "soon"], Reading.Column(reader, "days"));
    }
}

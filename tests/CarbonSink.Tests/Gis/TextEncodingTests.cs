using System.Text;
using CarbonSink.Findings;
using CarbonSink.Gis;
using Xunit;

namespace CarbonSink.Tests.Gis;

public class TextEncodingTests
{
    [Theory]
    [InlineData("UTF-8", "UTF-8")]
    [InlineData("utf8", "UTF-8")]
    [InlineData("65001", "UTF-8")]
    [InlineData("GBK", "CP936")]
    [InlineData("GB2312", "CP936")]
    [InlineData("936", "CP936")]
    [InlineData("CP936", "CP936")]
    [InlineData("OEM 936", "CP936")]
    [InlineData("ANSI 936", "CP936")]
    [InlineData("GB18030", "GB18030")]
    [InlineData("54936", "GB18030")]
    [InlineData("ISO-8859-1", "iso-8859-1")]
    [InlineData("88591", "iso-8859-1")]
    [InlineData("ISO 8859-15", "iso-8859-15")]
    [InlineData("ANSI 1252", "windows-1252")]
    [InlineData("CP1252", "windows-1252")]
    [InlineData("Big5", "big5")]
    public void Names_of_encodings(string name, string known) => Assert.Equal(known, TextEncoding.FromName(name)?.Name);

    [Theory]
    [InlineData("")]
    [InlineData("whatever")]
    [InlineData("99999")]
    public void Names_of_no_encoding(string name) => Assert.Null(TextEncoding.FromName(name));

    [Theory]
    [InlineData("GBK", 0, "GBK", "CP936", "cpg")]
    [InlineData("GBK", 0x4D, null, "CP936", "dbf")]
    [InlineData("GBK", 0, null, "CP936", "content")]
    [InlineData("UTF-8", 0, "UTF-8", "UTF-8", "cpg")]
    [InlineData("UTF-8", 0, null, "UTF-8", "content")]
    [InlineData("UTF-8", 0x57, null, "UTF-8", "content")]
    public void The_encoding_is_found(string written, byte languageId, string? cpg, string name, string source)
    {
        using var layer = Layer(written, languageId, cpg, "羊楼司镇", "聂市镇");
        using var reader = new ShapefileReader(layer.Shp);
        Assert.Equal((name, source), (reader.Encoding!.Name, reader.Encoding.Source));
        Assert.Equal(["羊楼司镇", "聂市镇"], Reading.Column(reader, "乡镇"));
        Assert.Equal(source == "content" ? 1 : 0, reader.Findings.Count(GisFindings.EncodingGuessed));
    }

    [Theory]
    [InlineData("GBK", 0, "UTF-8", "CP936")]
    [InlineData("GBK", 0, "ISO-8859-1", "CP936")]
    [InlineData("GBK", 0x03, null, "CP936")]
    [InlineData("UTF-8", 0x4D, null, "UTF-8")]
    [InlineData("UTF-8", 0, "ANSI 1252", "UTF-8")]
    [InlineData("UTF-8", 0, "GBK", "UTF-8")]
    public void A_declaration_that_the_bytes_contradict_is_overruled(string written, byte languageId, string? cpg, string name)
    {
        using var layer = Layer(written, languageId, cpg, "羊楼司镇", "黄盖镇", "长安街道办");
        using var reader = new ShapefileReader(layer.Shp);
        Assert.Equal(name, reader.Encoding!.Name);
        Assert.Equal(["羊楼司镇", "黄盖镇", "长安街道办"], Reading.Column(reader, "乡镇"));
        var finding = Assert.Single(reader.Findings.Findings);
        Assert.Equal((GisFindings.EncodingContradicts, cpg is null ? "layer.dbf" : "layer.cpg"), (finding.Rule, finding.File));
    }

    [Fact]
    public void Western_texts_stay_western()
    {
        using var layer = new TestLayer { Encoding = Encoding.Latin1, Cpg = "ISO-8859-1" }.Field("NAME", 'C', 20).Row(null, "Forêt d'Orléans").Row(null, "Schönbuch").Write();
        using var reader = new ShapefileReader(layer.Shp);
        Assert.Equal(["Forêt d'Orléans", "Schönbuch"], Reading.Column(reader, "NAME"));
        Assert.Empty(reader.Findings.Findings);
    }

    [Fact]
    public void Characters_beyond_gbk_make_it_gb18030()
    {
        // 𠮷 (U+20BB7) and 㐂 (U+3402) have four bytes in GB 18030 and none in CP936.
        using var layer = new TestLayer { Encoding = TestLayer.Gb18030 }.Field("NAME", 'C', 20).Row(null, "𠮷林村").Row(null, "㐂平").Write();
        using var reader = new ShapefileReader(layer.Shp);
        Assert.Equal("GB18030", reader.Encoding!.Name);
        Assert.Equal(["𠮷林村", "㐂平"], Reading.Column(reader, "NAME"));
    }

    [Fact]
    public void An_unknown_name_is_reported_and_passed_over()
    {
        using var layer = Layer("GBK", 0, "Klingon", "羊楼司镇");
        using var reader = new ShapefileReader(layer.Shp);
        Assert.Equal("CP936", reader.Encoding!.Name);
        Assert.Equal(1, reader.Findings.Count(GisFindings.EncodingUnknown));
    }

    [Fact]
    public void The_user_has_the_last_word()
    {
        using var layer = Layer("GBK", 0x4D, "UTF-8", "羊楼司镇");
        using var reader = new ShapefileReader(layer.Shp, TextEncoding.FromName("GB18030"));
        Assert.Equal(("GB18030", "option"), (reader.Encoding!.Name, reader.Encoding.Source));
        Assert.Equal(["羊楼司镇"], Reading.Column(reader, "乡镇"));
    }

    [Fact]
    public void Undecodable_bytes_are_shown_and_reported_for_every_record()
    {
        using var layer = new TestLayer { Encoding = TestLayer.Gbk, Cpg = "GBK" }.Field("NAME", 'C', 10)
            .Row(null, "松树村").Row(null, new byte[] { 0xCB, 0xC9, 0xFF, (byte)'a' }).Row(null, "鹤鸣村").Row(null, new byte[] { 0xCB, 0xC9, 0xFF, (byte)'a' }).Write();
        using var reader = new ShapefileReader(layer.Shp);
        var findings = new FindingLog();
        Assert.Equal(["松树村", "松\\xFFa", "鹤鸣村", "松\\xFFa"], Reading.Column(reader, "NAME", findings));
        Assert.Equal([(1L, "NAME"), (3L, "NAME")], findings.Findings.Select(f => (f.Record!.Value, f.Field!)));
        Assert.All(findings.Findings, f => Assert.Equal(GisFindings.TextUndecodable, f.Rule));
    }

    [Theory]
    [InlineData("GBK", 7)] // 3½ characters of two bytes
    [InlineData("UTF-8", 10)] // 3⅓ characters of three bytes
    public void Half_a_character_at_the_end_of_a_field_is_dropped_and_reported(string encoding, int width)
    {
        using var layer = new TestLayer { Encoding = Of(encoding), Cpg = encoding }.Field("NAME", 'C', width).Row(null, "五里牌街道").Row(null, "江南").Write();
        using var reader = new ShapefileReader(layer.Shp);
        var findings = new FindingLog();
        Assert.Equal(["五里牌", "江南"], Reading.Column(reader, "NAME", findings));
        Assert.Equal((GisFindings.TextCut, 0L), (Assert.Single(findings.Findings).Rule, findings.Findings[0].Record));
        Assert.Equal(0, reader.Findings.Count(Severity.Warning));
    }

    [Fact]
    public void Evidence_may_stand_late_in_the_file()
    {
        var layer = new TestLayer { Encoding = TestLayer.Gbk }.Field("NAME", 'C', 200);
        for (var i = 0; i < 5000; i++)
            layer.Row(null, i == 4999 ? "松树村" : "plain");
        using (layer.Write())
        {
            using var reader = new ShapefileReader(layer.Shp);
            Assert.Equal(("CP936", "content"), (reader.Encoding!.Name, reader.Encoding.Source));
        }
    }

    private static TestLayer Layer(string encoding, byte languageId, string? cpg, params string[] names)
    {
        var layer = new TestLayer { Encoding = Of(encoding), LanguageId = languageId, Cpg = cpg }.Field("乡镇", 'C', 30);
        foreach (var name in names)
            layer.Row(null, name);
        return layer.Write();
    }

    private static Encoding Of(string name) => name == "GBK" ? TestLayer.Gbk : Encoding.UTF8;
}

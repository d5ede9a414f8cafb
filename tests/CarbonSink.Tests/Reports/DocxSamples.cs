using System.IO.Compression;
using CarbonSink.Estimation;
using CarbonSink.Reports;

namespace CarbonSink.Tests.Reports;

/// <summary>Documents that show everything a text document can hold; the figures in them are round and mean nothing.</summary>
public static class DocxSamples
{
    /// <summary>A PNG picture of one grey level, of the width and height of the drawing.</summary>
    public static byte[] Png(int width, int height)
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk("IHDR"u8, [.. Big(width), .. Big(height), 8, 0, 0, 0, 0]);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
                zlib.Write([0, .. Enumerable.Repeat((byte)0xC0, width)]);
        }

        Chunk("IDAT"u8, packed.ToArray());
        Chunk("IEND"u8, []);
        return file.ToArray();

        void Chunk(ReadOnlySpan<byte> name, byte[] content)
        {
            byte[] body = [.. name, .. content];
            file.Write([.. Big(content.Length), .. body, .. Big(unchecked((int)Crc(body)))]);
        }
    }

    /// <summary>The pictures of a document's figures.</summary>
    public static Dictionary<string, byte[]> Pictures(ReportDocument document) =>
        document.Figures.ToDictionary(f => f.Anchor, f => Png((int)(f.Size.Width / 4), (int)(f.Size.Height / 4)), StringComparer.Ordinal);

    /// <summary>The file.</summary>
    public static byte[] Bytes(ReportDocument document)
    {
        using var stream = new MemoryStream();
        DocxDocument.Write(document, Pictures(document), stream);
        return stream.ToArray();
    }

    /// <summary>A report in the form of an official document with all kinds of blocks.</summary>
    public static ReportDocument Official(string language)
    {
        var zh = language == "zh";
        string Say(string chinese, string english) => zh ? chinese : english;
        string N(int level, int n) => zh ? level switch { 1 => $"{"一二三四"[n - 1]}、", 2 => $"（{"一二三四"[n - 1]}）", 3 => $"{n}.", _ => $"（{n}）" } : "";
        ParagraphBlock Body(string chinese, string english) => new(ParagraphKind.Body, [new(Say(chinese, english))]);
        HeadingBlock Heading(int level, int n, string english, string anchor, string chinese, string words) => new(level, zh ? N(level, n) : english, Say(chinese, words), anchor);
        var table = Say("表 ", "Table ");
        return new(language, ReportLayout.Official, Say("示例县森林碳储量本底调查评估报告", "Baseline Survey of the Forest Carbon Stock of Sample County"), Say("示例县", "Sample County"),
        [
            new ContentsBlock(),
            Heading(1, 1, "1", "scope", "总则", "General"),
            Heading(2, 1, "1.1", "basis", "任务来源与依据", "Task and basis"),
            new ParagraphBlock(ParagraphKind.Body,
            [
                new(Say("本次评估按照省级主管部门的要求开展，汇总结果见", "The survey was asked for by the province; its results stand in ")), new($"{table}1") { Target = "t-stock" }, new(Say("，分布见", ", their places in ")), new(Say("图 1", "Figure 1")) { Target = "f-map" },
                new(Say("，口径见", ", what was counted in ")), new(zh ? "（一）" : "1.1") { Target = "basis" }, new(Say("。全县森林碳储量为", ". The county's forests hold ")), new("1,234,567.89 t C") { IsBold = true, Key = 12, Trace = "out/totals.csv" }, new(Say("。", ".")),
            ]),
            Heading(3, 1, "1.1.1", "rule", "计量口径", "What is counted"),
            Body("面积按椭球面积计算，蓄积量按小班调查值汇总，碳储量包括地上生物量、地下生物量、枯死木、枯落物和土壤有机碳五个碳库。", "Areas are those on the ellipsoid; stocks are added up from sub-compartments; the five pools are above-ground and below-ground biomass, dead wood, litter and soil."),
            Heading(4, 1, "1.1.1.1", "rounding", "取舍规则", "Rounding"),
            new ParagraphBlock(ParagraphKind.Point, [new(Say("先求和，后取舍；表中各数由精确和得出。", "Sums come first, rounding last."))]),
            new ParagraphBlock(ParagraphKind.Point, [new(Say("缺测值以一字线表示，不作零处理，也不参加平均；小计和合计只汇总有值的小班。", "A missing value is a dash, never a zero; subtotals and totals add what there is."))]),
            new ParagraphBlock(ParagraphKind.Mark, [new(Say("注意：三个小班的年龄缺失，已按缺测处理。", "Note: the age of three sub-compartments is missing."))]),
            Heading(1, 2, "2", "results", "评估结果", "Results"),
            new TableBlock($"{table}1", "t-stock", Townships(12), [Say("数据来源：示例数据。", "Source: sample data."), Say("— 表示缺测。", "A dash is a missing value.")]) { Key = 3, Trace = "out/by-township.csv" },
            new FigureBlock(Say("图 1", "Figure 1"), "f-map", Say("各乡镇森林碳储量分布", "Forest carbon by township"), Svg, [Say("审图号：示例", "Source: sample")]) { Size = (720, 400), Description = Say("示例分布图", "A sample map") },
            Heading(2, 1, "2.1", "class", "按龄组统计", "By age class"),
            Body("下表宽，单列横页。", "The next table is wide and has a page on its side."),
            new TableBlock($"{table}2", "t-age", AgeClasses(30), [Say("按起源和龄组。", "By origin and age class.")]) { IsWide = true },
            Heading(1, 3, "3", "change", "变化", "Change"),
            Body("再次回到纵向页面。分表见后。", "Upright again."),
            new TableBlock($"{table}5", "t-many", Many(34), []) { IsWide = true },
            new PageBreak(),
            Heading(1, 4, "4", "form", "填报", "Forms"),
            new TableBlock($"{table}6", "t-form", Form(), []) { IsForm = true },
            new HeadingBlock(1, "", Say("附录 计算依据", "Annex: calculation"), "annex"),
            new ParagraphBlock(ParagraphKind.Note, [new(Say("编号与正文上标一致，另见", "The keys are those of the text; see also ")), new(Say("评估结果", "Results")) { Target = "results" }, new(" / "), new(Say("上面的龄组表", "the table by age")) { Target = "t-age" }]),
            new ParagraphBlock(ParagraphKind.Signature, [new(Say("示例县林业局", "Forestry Bureau of Sample County"))]),
            new ParagraphBlock(ParagraphKind.Signature, [new(Say("2026年1月1日", "1 January 2026"))]),
        ])
        {
            Cover = [(Say("编制单位", "Issued by"), Say("示例县林业局", "Forestry Bureau of Sample County")), (Say("文号", "Number"), "2026-001"), (Say("数据散列", "Hash of the data"), new string('a', 64))],
            Label = Say("估算值：参数未经核实", "Estimate from parameters that were not verified"),
            Marks = [Say("表 5 缺少 2 个乡镇的数据。", "Two townships are missing in Table 5.")],
        };
    }

    /// <summary>One page to be signed.</summary>
    public static ReportDocument Certificate(string language) => language == "zh"
        ? new("zh", ReportLayout.Certificate, "碳汇注销证明", "大型活动碳中和", [new ContentsBlock(), new ParagraphBlock(ParagraphKind.Body, [new("兹证明下列碳汇量已在台账中注销，用于抵消示例活动的排放，不得再次使用。")]), new TableBlock("表 1", "blocks", Blocks(), []), new ParagraphBlock(ParagraphKind.Signature, [new("示例登记机构")]), new ParagraphBlock(ParagraphKind.Signature, [new("2026年1月1日")])]) { Cover = [("证明编号", "R-0001"), ("账户", "示例公司")] }
        : new("en", ReportLayout.Certificate, "Certificate of Retirement", "Neutrality of an event", [new ContentsBlock(), new ParagraphBlock(ParagraphKind.Body, [new("The units below were retired in the register against the emissions of the sample event and cannot be used again.")]), new TableBlock("Table 1", "blocks", Blocks(), []), new ParagraphBlock(ParagraphKind.Signature, [new("Sample Registry")]), new ParagraphBlock(ParagraphKind.Signature, [new("1 January 2026")])]) { Cover = [("Certificate", "R-0001"), ("Account", "Sample Ltd")] };

    /// <summary>The statistics tables of a bureau.</summary>
    public static ReportDocument Tables(string language)
    {
        var prefix = language == "zh" ? "表 " : "Table ";
        return new(language, ReportLayout.Tables, language == "zh" ? "森林资源统计表" : "Tables of forest statistics", language == "zh" ? "示例县" : "Sample County",
            [new TableBlock($"{prefix}1", "t1", Areas(), []), new PageBreak(), new TableBlock($"{prefix}4-1", "t4", AgeClasses(40), []), new PageBreak(), new TableBlock($"{prefix}21", "t21", Many(26), [])]) { Cover = [(language == "zh" ? "填报单位" : "Bureau", language == "zh" ? "示例县林业局" : "Sample bureau")], Label = language == "zh" ? "估算值" : "Estimate" };
    }

    /// <summary>Townships under counties, with subtotals, missing values and a total.</summary>
    public static ReportTable Townships(int count)
    {
        var table = new ReportTable("stock", "各乡镇森林面积、蓄积量与碳储量", "Area, stock and carbon of forests by township",
        [
            new("unit", "统计单位", "Unit", "", ReportColumnKind.Text), new("records", "小班数", "Records", "", ReportColumnKind.Count), new("areaHa", "面积", "Area", "ha", ReportColumnKind.Sum),
            new("volumeM3", "蓄积量", "Growing stock", "m3", ReportColumnKind.Sum) { Decimals = 0 }, new("carbonTC", "碳储量", "Carbon stock", "tC", ReportColumnKind.Sum), new("meanTCHa", "碳密度", "Carbon density", "tC/ha", ReportColumnKind.Number) { Decimals = 3 },
        ]);
        var (all, tops, n, area, carbon) = (new List<int>(), 2, 0L, 0.0, 0.0);
        for (var t = 0; t < tops; t++)
        {
            var parts = Enumerable.Range(0, count / tops).Select(i => 1 + i + (t * count / tops)).ToArray();
            var top = table.AddRow(0, t == 0 ? "东部片区" : "West district", parts.Sum(p => 10L * p), Sum(parts.Sum(p => p * 1024.25)), Sum(parts.Sum(p => p * 65536.0)), Sum(parts.Sum(p => p == 2 ? 0 : p * 4096.5)), (double?)4.0);
            all.Add(top);
            table.AddSum(top, [.. parts.Select(p => table.AddRow(1, p % 3 == 0 ? $"第{p}镇\n含林场" : $"Township {p}", 10L * p, Sum(p * 1024.25), Sum(p * 65536.0), p == 2 ? ReportCell.Missing : Sum(p * 4096.5), p == 2 ? ReportCell.Missing : (double?)-(p / 8.0)))]);
            (n, area, carbon) = (n + parts.Sum(p => 10L * p), area + parts.Sum(p => p * 1024.25), carbon + parts.Sum(p => p == 2 ? 0 : p * 4096.5));
        }

        table.SetTotal(ReportCell.Missing, n, Sum(area), Sum(n / 10 * 65536.0), Sum(carbon), ReportCell.Missing);
        return table;
    }

    /// <summary>Two rows of headings over ten pairs of numbers.</summary>
    public static ReportTable AgeClasses(int rows)
    {
        (string Zh, string En)[] ages = [("合计", "Total"), ("幼龄林", "Young"), ("中龄林", "Middle-aged"), ("近熟林", "Premature"), ("成熟林", "Mature")];
        var table = new ReportTable("age", "乔木林面积蓄积按龄组统计表", "Area and stock of forests by age class",
            [new("unit", "统计单位", "Unit", "", ReportColumnKind.Text), new("origin", "起源", "Origin", "", ReportColumnKind.Text), .. ages.SelectMany((a, i) => (ReportColumn[])[new($"area{i}", $"{a.Zh}|面积", $"{a.En}|Area", "ha", ReportColumnKind.Sum), new($"stock{i}", $"{a.Zh}|蓄积", $"{a.En}|Stock", "m3", ReportColumnKind.Sum) { Decimals = 0 }])]);
        for (var r = 0; r < rows; r++)
            table.AddRow([$"第{r + 1}乡", r % 2 == 0 ? "天然" : "人工", .. Enumerable.Range(0, 10).Select(c => Sum((c % 2 == 0 ? 100.5 : 20000) * (r + c + 1)))]);
        return table;
    }

    /// <summary>More columns than a page on its side can hold.</summary>
    public static ReportTable Many(int columns)
    {
        var table = new ReportTable("many", "各类土地面积变化统计表", "Change of land by class", [new("unit", "统计单位", "Unit", "", ReportColumnKind.Text), .. Enumerable.Range(1, columns).Select(c => new ReportColumn($"class{c}", $"第{(c + 3) / 4}类|地类{c}", $"Group {(c + 3) / 4}|Class {c}", "ha", ReportColumnKind.Sum))]);
        for (var r = 0; r < 6; r++)
            table.AddRow([$"Township {r + 1}", .. Enumerable.Range(1, columns).Select(c => Sum((r * 1000) + (c * 1234.5)))]);
        table.SetTotal([ReportCell.Missing, .. Enumerable.Range(1, columns).Select(c => Sum(15000 + (c * 6 * 1234.5)))]);
        return table;
    }

    private static ReportTable Areas()
    {
        var table = new ReportTable("areas", "各类土地面积统计表", "Land by class",
        [
            new("unit", "统计单位", "Unit", "", ReportColumnKind.Text), new("all", "土地总面积", "Land", "ha", ReportColumnKind.Sum) { Parts = ["forest", "other"] }, new("forest", "林地|合计", "Forest land|Total", "ha", ReportColumnKind.Sum) { Parts = ["pure", "mixed", "bamboo"] },
            new("pure", "林地|乔木林|纯林", "Forest land|Trees|Pure", "ha", ReportColumnKind.Sum), new("mixed", "林地|乔木林|混交林", "Forest land|Trees|Mixed", "ha", ReportColumnKind.Sum), new("bamboo", "林地|竹林", "Forest land|Bamboo", "ha", ReportColumnKind.Sum), new("other", "非林地", "Other land", "ha", ReportColumnKind.Sum),
        ]);
        var parts = Enumerable.Range(1, 5).Select(r => table.AddRow(1, $"第{r}镇", Sum(70 * r), Sum(60 * r), Sum(10 * r), Sum(20 * r), Sum(30 * r), Sum(10 * r))).ToArray();
        table.AddSum(table.AddRow(0, "示例县", Sum(1050), Sum(900), Sum(150), Sum(300), Sum(450), Sum(150)), parts);
        table.SetTotal(ReportCell.Missing, Sum(1050), Sum(900), Sum(150), Sum(300), Sum(450), Sum(150));
        return table;
    }

    private static ReportTable Form()
    {
        var table = new ReportTable("form", "核查意见表", "Findings of the verification", [new("item", "核查内容", "Item", "", ReportColumnKind.Text), new("finding", "核查意见", "Finding", "", ReportColumnKind.Text), new("tonnes", "核定量", "Verified amount", "tCO2e", ReportColumnKind.Count)]);
        foreach (var item in (string[])["方法学符合性 / conformity", "实施情况 / implementation", "保守性 / conservativeness"])
            table.AddRow(item, ReportCell.Missing, ReportCell.Missing);
        return table;
    }

    private static ReportTable Blocks()
    {
        var table = new ReportTable("blocks", "注销的碳汇量", "Units retired", [new("block", "号段", "Block", "", ReportColumnKind.Text), new("year", "年份", "Vintage", "", ReportColumnKind.Text), new("tonnes", "数量", "Amount", "tCO2e", ReportColumnKind.Count)]);
        table.AddRow("CS-2025-000001-001000", "2025", 1000L);
        table.AddRow("CS-2026-000001-000234", "2026", 234L);
        table.SetTotal(ReportCell.Missing, ReportCell.Missing, 1234L);
        return table;
    }

    private const string Svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 400\"><title>t</title><desc>d</desc><rect x=\"10\" y=\"10\" width=\"700\" height=\"380\" fill=\"#c0c0c0\"/></svg>";

    private static ReportCell Sum(double value) => (ExactSum?)ExactSum.Of(value);

    private static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
        }

        return ~crc;
    }
}

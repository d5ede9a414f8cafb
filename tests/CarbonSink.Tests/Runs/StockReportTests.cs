using System.Globalization;
using System.Text;
using System.Xml.Linq;
using CarbonSink.Estimation;
using CarbonSink.Reports;
using CarbonSink.Runs;
using CarbonSink.Tests.Estimation;
using CarbonSink.Tests.Reports;
using Xunit;

namespace CarbonSink.Tests.Runs;

public sealed class StockReportTests : IDisposable
{
    private static readonly string Methodology = Repository.PathOf("methodology");

    private static readonly Lazy<AssessedLayer> Linxiang = new(() => AssessmentRun.RunWithUnits(new(Repository.PathOf("gis-samples/linxiang"), Methodology)));

    private static readonly Lazy<string> Zh = new(() => Text(Linxiang.Value, "zh", AreaUnit.Hectare));

    private readonly string place = Directory.CreateTempSubdirectory("carbonsink-report-").FullName;

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Theory]
    [InlineData("zh", AreaUnit.Hectare)]
    [InlineData("en", AreaUnit.Mu)]
    public void It_stands_alone_begins_with_the_quality_and_every_id_is_there_once(string language, AreaUnit units)
    {
        var root = HtmlTests.Read(Text(Linxiang.Value, language, units));
        Assert.Equal(["quality", "results", "maps", "stock", "not-estimated", "indicators", "method", "findings"], root.Descendants("h2").Select(h => h.Attribute("id")!.Value));
        Assert.All((string[])["script", "link", "img", "iframe", "object", "image"], name => Assert.DoesNotContain(root.Descendants(), e => e.Name.LocalName == name));
        Assert.DoesNotContain(root.DescendantsAndSelf().Attributes(), a => !a.IsNamespaceDeclaration && (a.Value.Contains("http", StringComparison.OrdinalIgnoreCase) || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
        Assert.DoesNotContain("url(http", root.Descendants("style").Single().Value, StringComparison.OrdinalIgnoreCase);
        var ids = root.DescendantsAndSelf().Attributes("id").Select(a => a.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(root.Descendants("a"), a => Assert.Contains(a.Attribute("href")!.Value[1..], ids));
        Assert.InRange(root.Descendants("figure").Count(), 6, 12);
        Assert.All(root.Descendants("figure"), f => Assert.Single(f.Elements(), e => e.Name.LocalName == "svg"));
        Assert.All(root.Descendants().Where(e => e.Name.LocalName == "svg"), svg => Assert.All(svg.Attribute("aria-labelledby")!.Value.Split(' '), id => Assert.Contains(id, ids)));
        Assert.Contains(language == "zh" ? "估算值，参数未经核实" : "estimate (parameters not verified)", root.Descendants("header").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes_and_no_time() => Assert.Equal(Zh.Value, Text(AssessmentRun.RunWithUnits(new(Repository.PathOf("gis-samples/linxiang"), Methodology) { Threads = 1 }), "zh", AreaUnit.Hectare));

    [Theory]
    [InlineData("zh", AreaUnit.Hectare)]
    [InlineData("en", AreaUnit.Mu)]
    public void Rows_as_printed_add_up_to_the_total_as_printed(string language, AreaUnit units)
    {
        var checkedColumns = 0;
        foreach (var table in HtmlTests.Read(Text(Linxiang.Value, language, units)).Descendants("table").Where(t => t.Element("tfoot") is not null))
        {
            var total = table.Element("tfoot")!.Element("tr")!.Elements().Select(c => c.Value).ToList();
            var headings = table.Element("thead")!.Descendants("th").Select(h => h.Value).ToList();
            var rows = table.Element("tbody")!.Elements("tr").Select(r => r.Elements().Select(c => c.Value).ToList()).ToList();
            for (var c = 1; c < total.Count; c++)
            {
                if (total[c].Length == 0 || total[c] == "—" || headings[c].EndsWith('%') || headings[c].Contains("C/", StringComparison.Ordinal))
                    continue; // text, shares and densities do not add up
                var decimals = total[c].LastIndexOf('.') is >= 0 and var point ? total[c].Length - point - 1 : 0;
                var half = 0.5 * Math.Pow(10, -decimals) * (rows.Count + 1);
                Assert.InRange(rows.Sum(r => Number(r[c])) - Number(total[c]), -half - 1e-6, half + 1e-6);
                checkedColumns++;
            }
        }

        Assert.True(checkedColumns > 40, $"{checkedColumns} columns were checked");
    }

    [Fact]
    public void The_legend_of_the_map_counts_every_unit_once()
    {
        var legend = HtmlTests.Read(Zh.Value).Descendants().First(e => e.Name.LocalName == "svg").Elements().Single(e => e.Name.LocalName == "desc").Value;
        var counts = legend.Split("; ").Select(c => (Label: c[..c.LastIndexOf(": ", StringComparison.Ordinal)], Count: long.Parse(c[(c.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture))).ToList();
        var total = Linxiang.Value.Part.Assessment.Total;
        Assert.Equal(total.RecordCount, counts.Sum(c => c.Count));
        Assert.Equal(total.EstimatedCount, counts.SkipLast(2).Sum(c => c.Count));
        Assert.Equal(["未估算", "非林地"], counts.TakeLast(2).Select(c => c.Label));
        Assert.Equal(Linxiang.Value.Part.Assessment.NotEstimated.Where(n => n.LandClass == "non_forest").Sum(n => n.RecordCount), counts[^1].Count);
        Assert.All(counts.SkipLast(2), c => Assert.True(c.Count > total.EstimatedCount / 12, "a class of the map is almost empty"));
    }

    [Fact]
    public void Areas_in_mu_are_fifteen_times_those_in_hectares_and_stock_stays()
    {
        var (ha, mu) = (HtmlTests.Read(Zh.Value), HtmlTests.Read(Text(Linxiang.Value, "zh", AreaUnit.Mu)));
        static List<string> Total(XElement root) => [.. root.Descendants("table").Single(t => t.Attribute("id")?.Value == "t-report-stock-by-township").Element("tfoot")!.Element("tr")!.Elements().Select(c => c.Value)];
        Assert.Equal(Number(Total(ha)[2]) * 15, Number(Total(mu)[2]), 0.08);
        Assert.Equal(Total(ha)[6], Total(mu)[6]);
        Assert.Equal(Number(Total(ha)[^1]) / 15, Number(Total(mu)[^1]), 0.006);
        Assert.Contains("t C/亩", mu.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_merging_parts_cannot_know_is_left_out_and_said()
    {
        var part = Linxiang.Value.Part;
        using var stream = new MemoryStream();
        StockReport.Write(part, new() { Names = KeyNames.Of(Methodology, part) }, stream, "zh");
        var root = HtmlTests.Read(Encoding.UTF8.GetString(stream.ToArray()));
        Assert.DoesNotContain("分小班碳密度图", root.Value, StringComparison.Ordinal);
        Assert.Contains("因此没有地图", root.Value, StringComparison.Ordinal);
        Assert.Contains("METHOD.md", root.Value, StringComparison.Ordinal);
        Assert.Contains("乔木林", root.Value, StringComparison.Ordinal); // names of classes come from the packs
    }

    [Fact]
    public void A_layer_without_boundaries_gives_a_report_without_map()
    {
        using var layer = new Gis.TestLayer().Field("XIANG", 'C', 9).Field("DI_LEI", 'C', 4).Field("MIAN_JI", 'N', 12, 4).Field("YOU_SHI_SZ", 'C', 3);
        layer.Row(null, "<b>&\"", "0111", "100", "310").Write();
        var options = new AssessmentOptions(layer.Shp, Methodology)
        {
            Method = "county-forest-stock/1",
            Tables = new Dictionary<string, string>(StringComparer.Ordinal) { ["species_type"] = Repository.PathOf("gis-samples/linxiang/species.csv") },
            Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["cf_zone"] = "tropical-subtropical" },
        };
        var root = HtmlTests.Read(Text(AssessmentRun.RunWithUnits(options), "en", AreaUnit.Hectare));
        Assert.Contains("no boundary that can be drawn", root.Value, StringComparison.Ordinal);
        Assert.Contains("<b>&\"", root.Descendants("th").Select(t => t.Value));
    }

    [Fact]
    public void A_seeded_error_in_the_aggregation_makes_the_report_refuse()
    {
        // One group holds 2⁻⁶⁴ m³ more than its records gave to the total.
        var part = AssessmentPartTests.Part(0, 200);
        part.Assessment.Groups[0].Add(StockFigure.Volume, ExactSum.Of(Math.ScaleB(1, -64)));
        using var stream = new MemoryStream();
        var sources = new ReportSources { Names = KeyNames.Of(Methodology, part) };
        Assert.Throws<SumMismatchException>(() => StockReport.Write(part, sources, stream, "zh"));
        Assert.Equal(0, stream.Length);

        using (var folder = OutputFolder.Open(Path.Combine(place, "report")))
            Assert.Throws<SumMismatchException>(() => AssessmentFolder.Write(part, folder, ["assess"], DateTime.UnixEpoch, "zh", sources));
        Assert.Empty(Directory.GetFileSystemEntries(place));
    }

    private static double Number(string text) => text is "—" or "" ? 0 : double.Parse(text.Replace('\u2212', '-'), NumberStyles.Number | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static string Text(AssessedLayer layer, string language, AreaUnit units)
    {
        using var stream = new MemoryStream();
        StockReport.Write(layer.Part, new() { Units = units, Names = KeyNames.Of(Methodology, layer.Part, layer.Methodology), Layer = layer }, stream, language);
        return new UTF8Encoding(false, true).GetString(stream.ToArray());
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CarbonSink.Reports;
using CarbonSink.Runs;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>Reports as a browser prints them, read back by poppler, and figures as pictures.</summary>
public sealed partial class ReportPrintTests : IDisposable
{
    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    [PrintTheory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task A_print_holds_every_number_of_the_report_on_its_pages(string language)
    {
        await Print(language, folder["out"], "pdf", "html");
        var text = Blanks().Replace(Tools.Pdftotext("-layout", folder["out/report.pdf"]), " ");
        Assert.DoesNotContain("\uFFFD", text, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(folder["out/report.json"]));
        var numbers = Numbers(report.RootElement).ToList();
        Assert.InRange(numbers.Count, 150, int.MaxValue);
        var printed = text.Split(' ').SelectMany(w => Number().Matches(w)).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(numbers.Where(n => !printed.Contains(n)).Distinct());

        var pages = XDocument.Parse(Tools.Pdftotext("-bbox", folder["out/report.pdf"])).Descendants().Where(e => e.Name.LocalName == "page").ToList();
        Assert.InRange(pages.Count, 4, 20);
        foreach (var page in pages)
            foreach (var word in page.Elements())
                Assert.True(At(word, "xMin") >= 0 && At(word, "yMin") >= 0 && At(word, "xMax") <= At(page, "width") && At(word, "yMax") <= At(page, "height"), word.ToString());
    }

    [PrintTheory]
    [InlineData("zh")]
    public async Task Equal_reports_print_to_equal_bytes_and_the_manifest_has_the_hash_of_the_page(string language)
    {
        await Print(language, folder["out"], "pdf", "html");
        await Print(language, folder["again.pdf"], "pdf");
        var bytes = await File.ReadAllBytesAsync(folder["out/report.pdf"]);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder["again.pdf"]));
        Assert.DoesNotContain("CreationDate", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(folder["out/manifest.json"]));
        var print = manifest.RootElement.GetProperty("outputs").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "report.pdf");
        Assert.Equal(FileHash.Of(folder["out/report.html"], "").Sha256, print.GetProperty("contentSha256").GetString());
    }

    [Fact]
    public async Task Without_a_browser_a_print_is_refused_and_nothing_is_written()
    {
        (await ProgramRun.Of("assess", "gis-samples/linxiang", "--out", folder["stock"], "--quiet")).Exits(0);
        var run = await ProgramRun.Of(["report", "stock-assessment", "--from", folder["stock"], "--format", "pdf", "--out", folder["out"]], new() { [Browser.Variable] = folder["none"] });
        run.Exits(1);
        Assert.Contains("DOC-0017", run.Output + run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void Without_figures_no_browser_is_asked_for_pictures() => Assert.Empty(Browser.Pictures([], 100));

    [PrintTheory]
    [InlineData(720)]
    [InlineData(1440)]
    public void Figures_are_pictures_of_the_width_asked_for_and_not_blank(int width)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        SvgChart.Bars(new(text), "f-a", "题", "t C", [""], [new("乔木林", 3.0), new("竹林", 1.0)]);
        using var plain = new StringWriter(CultureInfo.InvariantCulture);
        using (new MarkupWriter(plain).Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 720 108")))
        {
        }

        FigureBlock[] figures = [new("图 1", "f-a", "", text.ToString(), []) { Size = (720, 96) }, new("图 2", "f-b", "", plain.ToString(), []) { Size = (720, 108) }];
        var pictures = Browser.Pictures(figures, width);
        Assert.Equal(["f-a", "f-b"], pictures.Keys.Order(StringComparer.Ordinal));
        foreach (var figure in figures)
        {
            var png = pictures[figure.Anchor];
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
            Assert.Equal(width, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
            Assert.Equal(width * figure.Size.Height / figure.Size.Width, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        }

        Assert.InRange(Shades(pictures["f-a"]), 50, 256);
        Assert.InRange(Shades(pictures["f-b"]), 1, 5); // a blank sheet
    }

    /// <summary>How many different bytes the pixels are written with, after the filters of PNG: few on a blank sheet.</summary>
    private static int Shades(byte[] png)
    {
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
                packed.Write(png, at + 8, length);
            at += length + 12;
        }

        packed.Position = 0;
        using var pixels = new MemoryStream();
        using (var inflated = new ZLibStream(packed, CompressionMode.Decompress))
            inflated.CopyTo(pixels);
        return pixels.ToArray().Distinct().Count();
    }

    private async Task Print(string language, string place, params string[] formats)
    {
        if (!Directory.Exists(folder["stock"]))
            (await ProgramRun.Of("assess", "gis-samples/linxiang", "--out", folder["stock"], "--lang", language, "--quiet")).Exits(0);
        (await ProgramRun.Of(["report", "stock-assessment", "--from", folder["stock"], "--format", .. formats, "--out", place, "--lang", language])).Exits(0);
    }

    /// <summary>The numbers of facts with a unit, as printed, and those of tables, rounded to the decimals of their columns.</summary>
    private static IEnumerable<string> Numbers(JsonElement report)
    {
        foreach (var fact in report.GetProperty("facts").EnumerateArray().Where(f => f.GetProperty("unit").GetString() is { Length: > 0 } && f.GetProperty("printed").ValueKind == JsonValueKind.String))
            yield return Number().Match(fact.GetProperty("printed").GetString()!).Value;
        foreach (var table in report.GetProperty("tables").EnumerateArray())
        {
            int[] decimals = [.. table.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("decimals").GetInt32())];
            var rows = table.GetProperty("rows").EnumerateArray().Concat(table.TryGetProperty("total", out var total) ? [total] : []);
            foreach (var row in rows)
                foreach (var (column, cell) in row.EnumerateArray().Index())
                    if (cell.ValueKind == JsonValueKind.Number)
                        yield return cell.GetDouble().ToString($"N{decimals[column]}", CultureInfo.InvariantCulture);
        }
    }

    private static double At(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"-?[0-9][0-9,]*(\.[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

/// <summary>A test that prints: skipped, with the reason, where there is no browser or no pdftotext, unless REQUIRE_FIXTURES=1.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrintTheoryAttribute : TheoryAttribute
{
    private const string Absent = "there is no chromium or no pdftotext; test.sh installs them (REQUIRE_FIXTURES=1 makes this a failure)";

    /// <summary>Needs a browser and pdftotext.</summary>
    public PrintTheoryAttribute()
    {
        if (!Repository.FixturesAreRequired && (Browser.Find() is null || !Tools.Has("pdftotext")))
            Skip = Absent;
    }
}

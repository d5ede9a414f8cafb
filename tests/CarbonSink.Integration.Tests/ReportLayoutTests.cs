using System.Text;
using System.Text.RegularExpressions;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>The report as a browser lays it out on an A4 page: nothing overlaps, nothing is cut off, every character has a glyph.</summary>
public sealed partial class ReportLayoutTests : IDisposable
{
    // Measures the page and writes one line per fault. Rotated labels are measured by the boxes around them.
    private const string Measure = """
        <script>
        const faults = [];
        const say = (what, e) => faults.push(what + ": " + (e.textContent || e.tagName).trim().slice(0, 40));
        for (const svg of document.querySelectorAll("svg")) {
          const frame = svg.getBoundingClientRect();
          const texts = [...svg.querySelectorAll("text")].map(e => [e, e.getBoundingClientRect()]);
          for (const [e, b] of texts)
            if (b.left < frame.left - 1 || b.right > frame.right + 1 || b.top < frame.top - 1 || b.bottom > frame.bottom + 1) say("outside its drawing", e);
          for (let i = 0; i < texts.length; i++)
            for (let j = i + 1; j < texts.length; j++) {
              const [a, b] = [texts[i][1], texts[j][1]];
              // The box of a line is higher than its letters: three pixels are no overlap.
              if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3) say("overlaps " + texts[j][0].textContent, texts[i][0]);
            }
          for (const path of svg.querySelectorAll("path"))
            if (path.getBBox().width === 0 && path.getBBox().height === 0) say("nothing is drawn", path);
        }
        const body = document.body.getBoundingClientRect();
        const style = getComputedStyle(document.body);
        const [left, right] = [body.left + parseFloat(style.paddingLeft), body.right - parseFloat(style.paddingRight)];
        for (const e of document.querySelectorAll("body *:not(svg *):not(script)")) {
          const b = e.getBoundingClientRect();
          if (b.width > 0 && (b.left < left - 1 || b.right > right + 1)) say("wider than the page", e);
          if (e.clientWidth > 0 && getComputedStyle(e).display !== "inline" && e.scrollWidth > e.clientWidth + 1) say("cut off", e);
        }
        const out = document.createElement("pre");
        out.id = "faults";
        out.textContent = faults.join("\n") + "\nmeasured " + document.querySelectorAll("svg text, td, th").length;
        document.body.append(out);
        </script>
        """;

    private readonly OutputFolder folder = new();

    public static TheoryData<string, string, string> Reports
    {
        get
        {
            var reports = new TheoryData<string, string, string>();
            foreach (var sample in Directory.GetDirectories(Repository.PathOf("gis-samples")).Where(d => File.Exists(Path.Combine(d, "inventory.json"))).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal))
            {
                reports.Add(sample, "zh", "ha");
                reports.Add(sample, "en", "mu");
            }

            return reports;
        }
    }

    public void Dispose() => folder.Dispose();

    [BrowserTheory]
    [MemberData(nameof(Reports))]
    public async Task Nothing_overlaps_is_cut_off_or_lacks_a_glyph(string sample, string language, string units)
    {
        (await ProgramRun.Of("assess", $"gis-samples/{sample}", "--out", folder["out"], "--lang", language, "--units", units, "--quiet")).Exits(0);
        var text = await File.ReadAllTextAsync(folder["out/report.html"]);
        var (faults, measured) = await Faults(text);
        Assert.True(faults.Length == 0, string.Join('\n', faults));
        Assert.InRange(measured, 500, int.MaxValue);

        var glyphs = await Chromium.GlyphsOf("Noto Sans CJK SC");
        var missing = Markup().Replace(text, " ").EnumerateRunes().Where(r => !Rune.IsWhiteSpace(r) && !glyphs.Contains(r.Value)).Distinct().ToList();
        Assert.True(missing.Count == 0, $"no glyph: {string.Join(' ', missing.Select(r => $"{r} U+{r.Value:X4}"))}");
    }

    [BrowserTheory]
    [InlineData("<svg viewBox=\"0 0 100 20\"><text x=\"50\" y=\"15\">long enough to leave</text></svg>", "outside its drawing: long enough to leave")]
    [InlineData("<svg viewBox=\"0 0 600 40\"><text x=\"5\" y=\"20\">one</text><text x=\"12\" y=\"22\">two</text></svg>", "overlaps two: one")]
    [InlineData("<p style=\"width:60px;overflow:hidden;white-space:nowrap\">much more than fits</p>", "cut off: much more than fits")]
    [InlineData("<table style=\"width:1200px\"><tr><td>wide</td></tr></table>", "wider than the page: wide")]
    [InlineData("<svg viewBox=\"0 0 10 10\"><path d=\"\"/></svg>", "nothing is drawn: path")]
    public async Task The_measurement_finds_what_it_must_find(string planted, string fault)
    {
        var (faults, _) = await Faults($"<!DOCTYPE html><html><body style=\"margin:0;padding:0 60px\">{planted}</body></html>");
        Assert.Contains(fault, faults);
    }

    private async Task<(string[] Faults, int Measured)> Faults(string html)
    {
        var page = folder["measured.html"];
        await File.WriteAllTextAsync(page, html.Replace("</body>", Measure + "</body>", StringComparison.Ordinal));
        var found = Lines().Match(await Chromium.DocumentOf(page));
        Assert.True(found.Success, "the browser measured nothing");
        return (found.Groups["faults"].Value.Replace("&lt;", "<", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries), int.Parse(found.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("<pre id=\"faults\">(?<faults>.*?)\nmeasured (?<count>[0-9]+)</pre>", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Lines();

    [GeneratedRegex("<style>.*?</style>|<[^>]*>|&[a-z]+;", RegexOptions.Singleline | RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Markup();
}

using System.Globalization;
using System.Xml.Linq;
using CarbonSink.Geometry;
using CarbonSink.Reports;
using Xunit;

namespace CarbonSink.Tests.Reports;

/// <summary>Every kind of chart over random tables: labels keep clear of each other and inside the drawing, by the width that <see cref="TextWidth"/> gives them; fills that meet differ in a grey copy.</summary>
public sealed class ChartLayoutTests
{
    private const double LeastLuminanceStep = 0.09;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly CoordinateReference Planar = new("CGCS2000 / 3-degree Gauss-Kruger CM 114E", 4547, Ellipsoid.Cgcs2000, new TransverseMercator(114, 500000, 0, 1, 0));

    private static readonly string[] All = ["bars", "stacked", "lines", "intervals", "bullets", "transitions"];

    public static TheoryData<string> Kinds
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var kind in All)
                data.Add(kind);
            return data;
        }
    }

    public static TheoryData<string, int> KindsAndRows
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var kind in All)
                foreach (var rows in (int[])[1, 2, 7, 40])
                    data.Add(kind, rows);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(KindsAndRows))]
    public void Labels_keep_clear_of_each_other_and_inside_the_drawing(string kind, int rows)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var root = Draw(kind, rows, new(1000 + seed));
            var faults = Faults(root).ToList();
            Assert.True(faults.Count == 0, $"{kind}, {rows} rows, seed {seed}: {string.Join(" | ", faults.Take(5))}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Shapes_stay_inside_the_drawing(string kind)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var root = Draw(kind, 7, new(seed));
            var (width, height) = Size(root);
            foreach (var box in root.Elements(Svg + "rect"))
            {
                var (x, y, w, h) = (Number(box, "x"), Number(box, "y"), Number(box, "width"), Number(box, "height"));
                Assert.True(x >= 0 && y >= 0 && w >= 0 && h >= 0 && x + w <= width + 0.02 && y + h <= height, $"{kind}, seed {seed}: {box}");
            }
        }
    }

    [Fact]
    public void Labels_of_a_map_keep_clear_of_each_other_and_inside_the_drawing()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var (x, y, size) = (random.Next(430000, 560000), random.Next(2500000, 5000000), Math.Pow(10, 3 + (2.5 * random.NextDouble())));
            var frame = new MapFrame(Planar, new(x, y, x + (size * (0.2 + random.NextDouble())), y + (size * (0.2 + random.NextDouble()))), SvgMap.PanelWidth, SvgMap.MostPanelHeight);
            MapClass[] classes = [.. Enumerable.Range(0, random.Next(1, 7)).Select(i => new MapClass($"{i * 1000.5}–{(i + 1) * 1000.5}", MapFill.Scale, random.Next(1_000_000))), new("not estimated", MapFill.Hatched, random.Next(2)), new("non-forest land", MapFill.Plain, random.Next(100_000))];
            var words = new MapWords("题", random.Next(2) == 0 ? "碳密度（t C/ha）" : "Carbon density of everything (t C/ha)", "sub-compartments", "N", "Map review no.:") { Reviewed = random.Next(2) == 0 ? null : "鄂S(2025)012号 国审字（2025）第01234号" };
            var faults = Faults(Draw(html => new SvgMap(frame, classes, new MapPaths(frame, classes.Length, 0.25)).Write(html, "m", words))).ToList();
            Assert.True(faults.Count == 0, $"seed {seed}: {string.Join(" | ", faults.Take(5))}");
        }
    }

    [Fact]
    public void A_fault_is_found()
    {
        var overlap = XElement.Parse("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 40'><text x='10' y='20' font-size='12'>甲乙丙</text><text x='30' y='20' font-size='12'>丁</text></svg>");
        Assert.Single(Faults(overlap));
        var beyond = XElement.Parse("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 40'><text x='90' y='20' font-size='12'>甲乙</text></svg>");
        Assert.Single(Faults(beyond));
    }

    [Fact]
    public void Parts_that_meet_differ_in_lightness()
    {
        var root = Draw(html => SvgStacked.Write(html, "c", "题", "ha", ["一", "二", "三", "四", "五", "六"], [new("甲", 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)]));
        // A part may be missing, so any two may meet.
        var fills = root.Elements(Svg + "rect").TakeLast(6).Select(r => Luminance(r.Attribute("fill")!.Value)).Order().ToList();
        Assert.All(fills.Zip(fills.Skip(1)), pair => Assert.True(pair.Second - pair.First >= LeastLuminanceStep, $"{pair}"));
    }

    [Fact]
    public void Series_of_bars_differ_in_lightness_or_are_hatched()
    {
        var root = Draw(html => SvgChart.Bars(html, "c", "题", "ha", ["一", "二", "三", "四"], [new("甲", 1.0, 1.0, 1.0, 1.0)]));
        var fills = root.Elements(Svg + "rect").TakeLast(4).Select(r => r.Attribute("fill")!.Value).ToList();
        Assert.Single(fills, f => f.StartsWith("url(", StringComparison.Ordinal));
        var solid = fills.Where(f => f[0] == '#').Select(Luminance).Order().ToList();
        Assert.All(solid.Zip(solid.Skip(1)), pair => Assert.True(pair.Second - pair.First >= LeastLuminanceStep, $"{pair}"));
    }

    [Fact]
    public void Bars_below_zero_run_to_the_left_of_it()
    {
        var root = Draw(html => SvgChart.Bars(html, "c", "题", "t C", [""], [new("增", 100.0), new("减", -50.0)]));
        var bars = root.Elements(Svg + "rect").ToList();
        Assert.Equal(2, Number(bars[0], "width") / Number(bars[1], "width"), 2);
        Assert.Equal(Number(bars[0], "x"), Number(bars[1], "x") + Number(bars[1], "width"), 1);
    }

    [Fact]
    public void Parts_of_a_stack_lie_end_to_end()
    {
        var root = Draw(html => SvgStacked.Write(html, "c", "题", "ha", ["一", "二", "三"], [new("甲", 10.0, 30.0, 20.0)]));
        var parts = root.Elements(Svg + "rect").TakeLast(3).ToList();
        Assert.Equal([1.0, 3.0, 2.0], parts.Select(p => Math.Round(Number(p, "width") / Number(parts[0], "width"), 1)));
        for (var i = 1; i < parts.Count; i++)
            Assert.Equal(Number(parts[i], "x"), Number(parts[i - 1], "x") + Number(parts[i - 1], "width"), 1);
        Assert.Contains("60", root.Elements(Svg + "text").Select(t => t.Value));
    }

    [Fact]
    public void What_stayed_in_its_class_is_framed()
    {
        var root = Draw(html => SvgTransitions.Write(html, "c", "题", "ha", ("2015", "2020"), ["林地", "耕地"], [new("林地", 90.0, 10.0), new("草地", 5.0, (double?)null)]));
        Assert.Single(root.Elements(Svg + "rect"), r => r.Attribute("fill")!.Value == "none");
        var texts = root.Elements(Svg + "text").Select(t => t.Value).ToList();
        Assert.All(["90", "10", "5", "2015 → 2020"], t => Assert.Contains(t, texts));
    }

    [Fact]
    public void A_line_of_zeros_and_a_missing_year_are_drawn()
    {
        var root = Draw(html => SvgLines.Write(html, "c", "题", "ha", [2021, 2022, 2023, 2024], [("零", [0, 0, 0, 0]), ("缺", [1, double.NaN, 3, 4])]));
        var lines = root.Elements(Svg + "polyline").Select(l => l.Attribute("points")!.Value).ToList();
        Assert.Equal([4, 1, 2], lines.Select(l => l.Split(' ').Length));
        Assert.DoesNotContain("NaN", root.ToString(), StringComparison.Ordinal);
        Assert.Contains("2023", root.Elements(Svg + "text").Select(t => t.Value));
    }

    [Theory]
    [InlineData(0, 1, 6)]
    [InlineData(-3, 7, 6)]
    [InlineData(-1e12, -1, 4)]
    [InlineData(5, 5, 3)]
    [InlineData(0, 0, 5)]
    [InlineData(999_999, 1_000_001, 6)]
    public void Ticks_of_an_axis_hold_its_ends_at_equal_steps(double least, double largest, int wanted)
    {
        var ticks = NiceNumbers.Axis(least, largest, wanted);
        Assert.True(ticks.Count >= 2 && ticks.Count <= wanted + 3 && ticks[0] <= least && ticks[^1] >= largest, string.Join(" ", ticks));
        for (var i = 1; i < ticks.Count; i++)
            Assert.Equal(ticks[1] - ticks[0], ticks[i] - ticks[i - 1], 1e-9 * Math.Abs(ticks[1] - ticks[0]));
    }

    /// <summary>A chart of a kind over a random table: long and short labels in both languages, zero, negative, missing, tiny and huge values.</summary>
    internal static XElement Draw(string kind, int rows, Random random) => Draw(html => Write(html, kind, rows, random));

    internal static void Write(MarkupWriter html, string kind, int rows, Random random)
    {
        var (scale, decimals) = (Math.Pow(10, random.Next(-2, 12)), random.Next(0, 3));
        var isSigned = random.Next(3) == 0;
        double Value() => random.Next(8) == 0 ? 0 : Math.Round((random.NextDouble() - (isSigned ? 0.4 : 0)) * scale * (random.Next(5) == 0 ? 0.001 : 1), 4);
        double? Maybe() => random.Next(10) == 0 ? null : Value();
        string Label(int most) => random.Next(2) == 0 ? string.Concat(Enumerable.Range(0, random.Next(1, most)).Select(_ => "乔木林地竹特别规定灌未成造"[random.Next(13)])) : string.Join(' ', Enumerable.Range(0, random.Next(1, 1 + (most / 5))).Select(_ => new[] { "Windfall", "mmm", "arbor", "forest", "WWW", "il" }[random.Next(6)]));
        string[] Names(int count, int most) => [.. Enumerable.Range(0, count).Select(_ => Label(most))];
        ChartBar[] Bars(int series) => [.. Enumerable.Range(0, rows).Select(_ => new ChartBar(Label(30), [.. Enumerable.Range(0, series).Select(_ => Maybe())]))];
        var unit = random.Next(2) == 0 ? "t CO2e" : "万立方米/公顷";
        switch (kind)
        {
            case "bars":
                var series = random.Next(1, 5);
                SvgChart.Bars(html, "c", "题", unit, Names(series, 24), Bars(series), decimals);
                break;
            case "stacked":
                var parts = random.Next(2, 7);
                SvgStacked.Write(html, "c", "题", unit, Names(parts, 24), Bars(parts), decimals);
                break;
            case "lines":
                var (first, step) = (random.Next(1980, 2030), random.Next(1, 6));
                int[] years = [.. Enumerable.Range(0, rows + 1).Select(i => first + (i * step))];
                SvgLines.Write(html, "c", "题", unit, years, [.. Names(random.Next(1, 9), 24).Select(n => (n, (IReadOnlyList<double>)[.. years.Select(_ => Maybe() ?? double.NaN)]))]);
                break;
            case "intervals":
                SvgIntervals.Write(html, "c", "题", unit, [.. Enumerable.Range(0, rows).Select(_ => (Value: Value(), Half: Math.Abs(Value()))).Select(v => new ChartInterval(Label(30), v.Value - v.Half, v.Value, v.Value + v.Half))], decimals);
                break;
            case "bullets":
                SvgBullets.Write(html, "c", "题", "目标 = 100 %", (Label(20), Label(20), Label(20)), [.. Enumerable.Range(0, rows).Select(_ => new ChartBullet(Label(30), Value() / scale * 200, Maybe() / scale * 300, $"{HtmlTable.Number(Value(), decimals)} / {HtmlTable.Number(Value(), decimals)}"))]);
                break;
            default:
                var classes = random.Next(1, SvgTransitions.MostClasses + 1);
                SvgTransitions.Write(html, "c", "题", unit, (Label(20), Label(20)), Names(classes, 24), Bars(classes), decimals);
                break;
        }
    }

    /// <summary>Texts whose boxes meet or leave the drawing. A letter reaches 0.8 of its size above its line and 0.15 below; half a unit is rounding.</summary>
    internal static IEnumerable<string> Faults(XElement root)
    {
        var (width, height) = Size(root);
        var boxes = root.Descendants(Svg + "text").Select(t =>
        {
            var size = double.Parse(Inherited(t, "font-size")!, CultureInfo.InvariantCulture);
            var length = TextWidth.Of(t.Value) * size;
            var (before, above, below) = (Inherited(t, "text-anchor") switch { "end" => length, "middle" => length / 2, _ => 0.0 }, 0.8 * size, 0.15 * size);
            var (x, y) = (0.0, 0.0);
            foreach (var moved in t.AncestorsAndSelf().Select(e => e.Attribute("transform")?.Value).OfType<string>())
            {
                var shift = moved[(moved.IndexOf('(', StringComparison.Ordinal) + 1)..moved.IndexOf(')', StringComparison.Ordinal)].Split(' ');
                (x, y) = (x + double.Parse(shift[0], CultureInfo.InvariantCulture), y + double.Parse(shift[1], CultureInfo.InvariantCulture));
            }

            if (t.Attribute("transform") is not null) // turned to read upwards
                return (t.Value, Left: x - above, Right: x + below, Top: y - length + before, Bottom: y + before);
            (x, y) = (x + Number(t, "x"), y + Number(t, "y"));
            return (t.Value, Left: x - before, Right: x - before + length, Top: y - above, Bottom: y + below);
        }).Where(b => b.Value.Length > 0).ToList();
        foreach (var box in boxes.Where(b => b.Left < -0.5 || b.Right > width + 0.5 || b.Top < -0.5 || b.Bottom > height + 0.5))
            yield return $"beyond the drawing: {box}";
        for (var i = 0; i < boxes.Count; i++)
            foreach (var other in boxes.Skip(i + 1))
                if (Math.Min(boxes[i].Right, other.Right) - Math.Max(boxes[i].Left, other.Left) > 0.5 && Math.Min(boxes[i].Bottom, other.Bottom) - Math.Max(boxes[i].Top, other.Top) > 0.5)
                    yield return $"overlap: {boxes[i]} {other}";
    }

    private static string? Inherited(XElement element, string attribute) => element.AncestorsAndSelf().Select(e => e.Attribute(attribute)?.Value).FirstOrDefault(v => v is not null);

    private static (double Width, double Height) Size(XElement root)
    {
        var box = root.Attribute("viewBox")!.Value.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return (box[2], box[3]);
    }

    // Relative luminance by ITU-R BT.709 of #rrggbb.
    private static double Luminance(string colour) => (0.2126 * Channel(colour, 1)) + (0.7152 * Channel(colour, 3)) + (0.0722 * Channel(colour, 5));

    private static double Channel(string colour, int at) => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static XElement Draw(Action<MarkupWriter> draw)
    {
        using var text = new StringWriter();
        draw(new(text));
        return HtmlTests.Read(text.ToString());
    }
}

using System.Globalization;
using System.Xml.Linq;
using CarbonSink.Geometry;
using CarbonSink.Reports;
using Xunit;

namespace CarbonSink.Tests.Reports;

public sealed class SvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Bars_are_as_long_as_their_values_and_say_them()
    {
        var root = Draw(html => SvgChart.Bars(html, "c", "题", "t C", [""], [new("甲", 100.0), new("乙", 25.0), new("丙", (double?)null)]));
        var bars = root.Elements(Svg + "rect").Select(r => Number(r, "width")).ToList();
        Assert.Equal(2, bars.Count);
        Assert.Equal(4, bars[0] / bars[1], 3);
        var texts = root.Elements(Svg + "text").Select(t => t.Value).ToList();
        Assert.All(["甲", "乙", "丙", "100", "25", "—"], t => Assert.Contains(t, texts));
        Assert.Equal("img", root.Attribute("role")!.Value);
        Assert.Contains("乙: 25", root.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Series_differ_in_lightness_and_have_a_key()
    {
        var root = Draw(html => SvgChart.Bars(html, "c", "题", "t C", ["天然", "人工", "其他"], [new("甲", 3.0, 2.0, 1.0)]));
        Assert.Equal(3, root.Elements(Svg + "rect").Select(r => r.Attribute("fill")!.Value).Distinct().Count());
        Assert.Contains("人工", root.Elements(Svg + "text").Select(t => t.Value));
        Assert.NotNull(root.Descendants(Svg + "pattern").SingleOrDefault());
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw(html => SvgChart.Bars(html, "c", "", "", ["1", "2", "3", "4", "5"], [])));
    }

    [Fact]
    public void A_map_has_legend_scale_north_and_degrees_and_its_greens_darken()
    {
        var frame = new MapFrame(new("CGCS2000", 4490, Ellipsoid.Cgcs2000, null), new(113.2, 29.2, 113.6, 29.8), SvgMap.PanelWidth, SvgMap.MostPanelHeight);
        var paths = new MapPaths(frame, 5, 0.25);
        var square = Squares((113.3, 29.3), (113.4, 29.5), (113.5, 29.7));
        for (var i = 0; i < 3; i++)
            paths.Add(square, i, i);
        var labels = new MapLabels(frame, 12);
        for (var i = 0; i < 3; i++)
            labels.Add(square, i, $"第{i}镇", "1.0");
        MapClass[] classes = [new("< 10", MapFill.Scale, 7), new("10–20", MapFill.Scale, 8), new("≥ 20", MapFill.Scale, 9), new("未估算", MapFill.Hatched, 10), new("非林地", MapFill.Plain, 11)];
        var root = Draw(html => new SvgMap(frame, classes, paths, null, labels).Write(html, "m", new("图", "碳密度", "小班数", "北", "审图号：")));
        var texts = root.Descendants(Svg + "text").Select(t => t.Value).ToList();
        Assert.All(["< 10", "未估算", "11", "北", "审图号：", "10 km", "113°20′E", "29°30′N", "第1镇"], t => Assert.Contains(t, texts));

        // Relative luminance by ITU-R BT.709 falls from class to class by a tenth at least.
        var lightness = root.Elements(Svg + "rect").Where(r => r.Attribute("width")!.Value == "26").Take(3).Select(r => r.Attribute("fill")!.Value)
            .Select(c => (0.2126 * Channel(c, 1)) + (0.7152 * Channel(c, 3)) + (0.0722 * Channel(c, 5))).ToList();
        Assert.True(lightness[0] - lightness[1] > 0.1 && lightness[1] - lightness[2] > 0.1, string.Join(" ", lightness));
    }

    [Fact]
    public void Names_keep_clear_of_each_other_and_one_without_room_is_told()
    {
        var frame = new MapFrame(new("CGCS2000", 4490, Ellipsoid.Cgcs2000, null), new(113.2, 29.2, 113.6, 29.8), SvgMap.PanelWidth, SvgMap.MostPanelHeight);
        var labels = new MapLabels(frame, 12);
        var same = Squares((113.4, 29.5), (113.4, 29.5), (113.4, 29.5), (113.4, 29.5), (113.4, 29.5), (113.4, 29.5), (113.4, 29.5), (113.4, 29.5));
        for (var i = 0; i < same.Count; i++)
            labels.Add(same, i, $"很长的乡镇名称{i}");
        Assert.Equal(same.Count, labels.Placed.Count + labels.Omitted.Count);
        Assert.NotEmpty(labels.Omitted);
        Assert.True(labels.Placed.Count > 1);
        foreach (var a in labels.Placed)
            foreach (var b in labels.Placed.Where(b => b != a))
                Assert.True(Math.Abs(a.X - b.X) >= labels.SizeOf(a.Lines).Width || Math.Abs(a.Y - b.Y) >= labels.SizeOf(a.Lines).Height);
    }

    private static double Channel(string colour, int at) => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;

    private static PolygonColumn Squares(params (double X, double Y)[] centres)
    {
        var column = new PolygonColumn();
        foreach (var (x, y) in centres)
        {
            var ring = column.AddRing(5);
            double[] corners = [x - 0.04, y - 0.04, x - 0.04, y + 0.04, x + 0.04, y + 0.04, x + 0.04, y - 0.04, x - 0.04, y - 0.04];
            corners.CopyTo(ring);
            column.EndRecord(GeometryKind.Polygon);
        }

        return column;
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static XElement Draw(Action<MarkupWriter> draw)
    {
        using var text = new StringWriter();
        draw(new(text));
        return HtmlTests.Read(text.ToString());
    }
}

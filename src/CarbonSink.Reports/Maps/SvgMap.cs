namespace CarbonSink.Reports;

/// <summary>How a class of a map is filled.</summary>
public enum MapFill
{
    /// <summary>A step of the green scale, light to dark by its place among the classes of this kind.</summary>
    Scale,

    /// <summary>Diagonal lines: no value where one was to be expected.</summary>
    Hatched,

    /// <summary>Very light grey: outside the subject.</summary>
    Plain,
}

/// <summary>A class of a choropleth map (图例项).</summary>
/// <param name="Label">Bounds or name.</param>
/// <param name="Fill">How it is filled.</param>
/// <param name="Count">Number of units in it.</param>
public sealed record MapClass(string Label, MapFill Fill, long Count);

/// <summary>The words on a map.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="LegendTitle">Over the legend: the quantity with its unit.</param>
/// <param name="CountTitle">Over the numbers of units, e.g. 小班数.</param>
/// <param name="North">At the arrow, 北 or N.</param>
/// <param name="ReviewNumber">Before the place for the number under which the map was reviewed for publication (审图号).</param>
public sealed record MapWords(string Title, string LegendTitle, string CountTitle, string North, string ReviewNumber)
{
    /// <summary>That number; null for a line to write it on.</summary>
    public string? Reviewed { get; init; }
}

/// <summary>A choropleth map as SVG (分级设色图): classes as one path each, outlines, names, graticule, legend, scale bar and north arrow. In print a unit of the drawing is a quarter of a millimetre.</summary>
/// <param name="frame">The panel, <see cref="PanelWidth"/> wide.</param>
/// <param name="classes">The classes; those of the scale ascend.</param>
/// <param name="paths">Their polygons.</param>
/// <param name="outlines">Polygons of which only the border is drawn, in class 0; or null.</param>
/// <param name="labels">Names, or null.</param>
public sealed class SvgMap(MapFrame frame, IReadOnlyList<MapClass> classes, MapPaths paths, MapPaths? outlines = null, MapLabels? labels = null)
{
    /// <summary>Width of the panel that leaves room for the legend beside it.</summary>
    public const double PanelWidth = 524;

    /// <summary>Most height of the panel that leaves room for caption and notes on an A4 page.</summary>
    public const double MostPanelHeight = 760;

    private const double Width = 720;
    private const double Left = 20; // for the labels of parallels
    private const double Top = 4;
    private const double Side = Left + PanelWidth + 14;
    private const double Size = 11;
    private const double HatchSpacing = 5;
    private const double Foot = 20; // for the labels of meridians
    private const double SideHeight = 260; // of scale bar, arrow and review number, beside the legend

    // Our own scale: hue constant, lightness in even steps, so that a grey copy keeps the order.
    private static readonly string[] Greens = ["#edf3d6", "#c5dfae", "#8fc088", "#4e9565", "#22694a", "#0b3d2c"];

    /// <summary>Most classes of the scale.</summary>
    public static int MostClasses => Greens.Length;

    /// <summary>The colours of so many classes, light to dark, spread over the whole scale: #rrggbb.</summary>
    public static IReadOnlyList<string> Scale(int steps) => [.. Enumerable.Range(0, steps).Select(place => Greens[steps == 1 ? Greens.Length / 2 : (int)Math.Round((double)place * (Greens.Length - 1) / (steps - 1))])];

    /// <summary>Writes the map.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="id">Identifier, unique in the document.</param>
    /// <param name="words">The words on it, in the language of the document.</param>
    public void Write(MarkupWriter html, string id, MapWords words)
    {
        var height = Math.Max(frame.Height, (classes.Count * 22) + SideHeight) + Top + Foot;
        var description = string.Join("; ", classes.Select(c => $"{c.Label}: {c.Count}"));
        using (SvgText.Open(html, id, Width, height, words.Title, $"{words.LegendTitle}: {description}"))
        {
            using (html.Open("defs"))
            {
                SvgText.Hatch(html, $"{id}-hatch", "#9a9a9a", HatchSpacing);
                SvgText.Hatch(html, $"{id}-hatched", "#9a9a9a", HatchSpacing, 1 / paths.Grid);
                using (html.Open("clipPath", ("id", $"{id}-panel")))
                    html.Empty("rect", ("width", SvgText.At(frame.Width)), ("height", SvgText.At(frame.Height)));
            }

            var graticule = new Graticule(frame);
            using (html.Open("g", ("transform", $"translate({SvgText.At(Left)} {SvgText.At(Top)})")))
            {
                using (html.Open("g", ("clip-path", $"url(#{id}-panel)")))
                {
                    WriteClasses(html, id);
                    WriteOutlines(html);
                    WriteLines(html, graticule);
                    WriteNames(html);
                }

                html.Empty("rect", ("width", SvgText.At(frame.Width)), ("height", SvgText.At(frame.Height)), ("fill", "none"), ("stroke", "#222"), ("stroke-width", "1.2"));
                WriteDegrees(html, graticule);
            }

            var y = WriteLegend(html, id, words);
            y = WriteScale(html, y + 34);
            WriteNorth(html, y + 26, words.North);
            SvgText.Label(html, Side, y + 124, words.ReviewNumber, Size);
            if (words.Reviewed is { } number)
                foreach (var (line, text) in TextWidth.Wrap(number, (Width - Side - 4) / Size, 3).Index())
                    SvgText.Label(html, Side, y + 140 + (16 * line), text, Size);
            else
                SvgText.Line(html, Side + (TextWidth.Of(words.ReviewNumber) * Size) + 4, y + 126, Width - 4, y + 126, "#222", .7);
        }
    }

    private void WriteClasses(MarkupWriter html, string id)
    {
        var grid = SvgText.At(paths.Grid);
        for (var c = 0; c < classes.Count; c++)
        {
            var data = paths.Data(c);
            if (data.Length == 0)
                continue;
            // A hairline in the class's own colour closes the seams between neighbours.
            var fill = classes[c].Fill == MapFill.Hatched ? $"url(#{id}-hatched)" : Fill(id, c);
            var seam = classes[c].Fill == MapFill.Hatched ? "#c4c4c4" : fill;
            html.Empty("path", ("d", data), ("transform", $"scale({grid})"), ("fill", fill), ("stroke", seam), ("stroke-width", ".4"), ("vector-effect", "non-scaling-stroke"), ("stroke-linejoin", "round"));
        }
    }

    private void WriteOutlines(MarkupWriter html)
    {
        if (outlines is not null)
            html.Empty("path", ("d", outlines.Data(0)), ("transform", $"scale({SvgText.At(outlines.Grid)})"), ("fill", "none"), ("stroke", "#222"), ("stroke-width", ".9"), ("vector-effect", "non-scaling-stroke"), ("stroke-linejoin", "round"));
    }

    private void WriteNames(MarkupWriter html)
    {
        if (labels is null)
            return;
        using (html.Open("g", ("font-size", SvgText.At(labels.Size)), ("text-anchor", "middle")))
        {
            foreach (var label in labels.Placed)
            {
                var (width, height) = labels.SizeOf(label.Lines);
                html.Empty("rect", ("x", SvgText.At(label.X - (width / 2))), ("y", SvgText.At(label.Y - (height / 2))), ("width", SvgText.At(width)), ("height", SvgText.At(height)), ("rx", "2"), ("fill", "#fff"), ("fill-opacity", ".85"));
                for (var i = 0; i < label.Lines.Count; i++)
                {
                    var y = label.Y + ((i - ((label.Lines.Count - 1) / 2.0)) * labels.Size * MapLabels.LineHeight) + (labels.Size * 0.36);
                    html.Element("text", label.Lines[i], ("x", SvgText.At(label.X)), ("y", SvgText.At(y)), ("font-weight", i == 0 ? "700" : null));
                }
            }
        }
    }

    private static void WriteLines(MarkupWriter html, Graticule graticule)
    {
        using (html.Open("g", ("fill", "none"), ("stroke", "#5a6f86"), ("stroke-width", ".45"), ("stroke-opacity", ".7")))
        {
            foreach (var (_, points) in graticule.Meridians.Concat(graticule.Parallels))
                html.Empty("polyline", ("points", string.Join(' ', points.Select(p => $"{SvgText.At(p.X)},{SvgText.At(p.Y)}"))));
        }
    }

    private void WriteDegrees(MarkupWriter html, Graticule graticule)
    {
        foreach (var (label, points) in graticule.Meridians)
        {
            var half = TextWidth.Of(label) * (Size - 1) / 2;
            if (graticule.AtBottom(points) is { } x && x > half && x < frame.Width - half)
                SvgText.Label(html, x, frame.Height + 14, label, Size - 1, "middle");
        }

        foreach (var (label, points) in graticule.Parallels)
        {
            var half = TextWidth.Of(label) * (Size - 1) / 2;
            if (graticule.AtLeft(points) is { } y && y > half && y < frame.Height - half)
                html.Element("text", label, ("transform", $"translate(-6 {SvgText.At(y)}) rotate(-90)"), ("font-size", SvgText.At(Size - 1)), ("text-anchor", "middle"));
        }
    }

    private double WriteLegend(MarkupWriter html, string id, MapWords words)
    {
        var y = Top + 12;
        SvgText.Label(html, Side, y, TextWidth.Cut(words.LegendTitle, (Width - Side) / Size), Size, bold: true);
        y += 18;
        SvgText.Label(html, Width - 4, y, words.CountTitle, Size - 1, "end");
        for (var c = 0; c < classes.Count; c++)
        {
            if (classes[c].Count == 0 && classes[c].Fill != MapFill.Scale)
                continue; // nothing of it is on the map
            y += c > 0 && classes[c].Fill != classes[c - 1].Fill ? 8 : 0;
            SvgText.Box(html, Side, y + 6, 26, 14, Fill(id, c));
            SvgText.Label(html, Side + 33, y + 17, classes[c].Label, Size);
            SvgText.Label(html, Width - 4, y + 17, HtmlTable.Number(classes[c].Count, 0), Size, "end");
            y += 20;
        }

        return y;
    }

    private double WriteScale(MarkupWriter html, double y)
    {
        var metres = NiceNumbers.Below(frame.MetresPerUnit * (Width - Side - 40));
        var length = metres / frame.MetresPerUnit;
        var (scale, unit) = metres >= 1000 ? (1000, "km") : (1, "m");
        for (var half = 0; half < 2; half++)
            SvgText.Box(html, Side + (half * length / 2), y, length / 2, 5, half == 0 ? "#222" : "#fff", "#222");
        SvgText.Label(html, Side, y + 17, "0", Size - 1);
        SvgText.Label(html, Side + length, y + 17, $"{NiceNumbers.Text(metres / scale)} {unit}", Size - 1, "middle");
        return y + 20;
    }

    /// <summary>An arrow along the meridian through the middle of the panel, which is not quite upright away from the central meridian.</summary>
    private void WriteNorth(MarkupWriter html, double y, string north)
    {
        var (latitude, longitude) = frame.ToGeographic(frame.Width / 2, frame.Height / 2);
        var (from, to) = (frame.FromGeographic(latitude, longitude), frame.FromGeographic(latitude + 0.01, longitude));
        var turn = Math.Atan2(to.X - from.X, from.Y - to.Y) * 180 / Math.PI;
        var x = Side + 14;
        SvgText.Label(html, x, y + 8, north, Size + 1, "middle", bold: true);
        using (html.Open("g", ("transform", $"translate({SvgText.At(x)} {SvgText.At(y + 44)}) rotate({SvgText.At(turn)})"), ("stroke", "#222"), ("stroke-width", ".8"), ("stroke-linejoin", "round")))
        {
            html.Empty("path", ("d", "M0-30L-9 24L0 14Z"), ("fill", "#222"));
            html.Empty("path", ("d", "M0-30L9 24L0 14Z"), ("fill", "#fff"));
        }
    }

    private string Fill(string id, int c) => classes[c].Fill switch
    {
        MapFill.Hatched => $"url(#{id}-hatch)",
        MapFill.Plain => "#f3f3f1",
        _ => Scale(classes.Count(k => k.Fill == MapFill.Scale))[classes.Take(c).Count(k => k.Fill == MapFill.Scale)],
    };
}

using System.Text;

namespace CarbonSink.Reports;

/// <summary>Points and a line over two axes as SVG (散点图): stands by age and the curve fitted to them, or residuals about zero.</summary>
public static class SvgScatter
{
    private const double Width = 720;
    private const double Height = 340;
    private const double Left = 64;
    private const double Right = 706;
    private const double Top = 12;
    private const double Bottom = 290;
    private const double Size = 11;

    /// <summary>Writes the chart; axes include zero.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="id">Identifier, unique in the document.</param>
    /// <param name="title">What a reader of screens is told first.</param>
    /// <param name="across">Name of the horizontal axis with its unit.</param>
    /// <param name="up">Name of the vertical axis with its unit.</param>
    /// <param name="points">The points.</param>
    /// <param name="line">The line from left to right; may be empty.</param>
    public static void Write(MarkupWriter html, string id, string title, string across, string up, IReadOnlyList<(double X, double Y)> points, IReadOnlyList<(double X, double Y)> line)
    {
        var xs = NiceNumbers.Ticks(points.Concat(line).Select(p => p.X).DefaultIfEmpty(1).Max(), 8);
        var ys = NiceNumbers.Ticks(points.Concat(line).Select(p => Math.Abs(p.Y)).DefaultIfEmpty(1).Max(), 6);
        if (points.Concat(line).Any(p => p.Y < 0))
            ys = [.. ys.Skip(1).Reverse().Select(y => -y), .. ys];
        double X(double x) => Left + (x / xs[^1] * (Right - Left));
        double Y(double y) => Bottom - ((y - ys[0]) / (ys[^1] - ys[0]) * (Bottom - Top));
        using (SvgText.Open(html, id, Width, Height, title, $"{points.Count} × ({across}; {up})"))
        {
            foreach (var tick in ys)
            {
                SvgText.Line(html, Left, Y(tick), Right, Y(tick), tick == 0 ? "#222" : "#dcdcdc", tick == 0 ? 1 : .7);
                SvgText.Label(html, Left - 6, Y(tick) + 4, NiceNumbers.Text(tick), Size, "end");
            }

            foreach (var tick in xs)
            {
                SvgText.Line(html, X(tick), Bottom, X(tick), Bottom + 4, "#222", 1);
                SvgText.Label(html, X(tick), Bottom + 17, NiceNumbers.Text(tick), Size, "middle");
            }

            SvgText.Line(html, Left, Top, Left, Bottom, "#222", 1);
            SvgText.Label(html, (Left + Right) / 2, Bottom + 36, across, Size, "middle");
            SvgText.Label(html, Left + 6, Top + 10, up, Size);
            // One path of dots: a file with thousands of stands stays small.
            var dots = new StringBuilder();
            foreach (var (x, y) in points)
                dots.Append('M').Append(SvgText.At(X(x))).Append(' ').Append(SvgText.At(Y(y))).Append("h0");
            if (dots.Length > 0)
                html.Empty("path", ("d", dots.ToString()), ("stroke", "#2f6f4e"), ("stroke-opacity", ".5"), ("stroke-width", "4"), ("stroke-linecap", "round"), ("fill", "none"));
            var curve = new StringBuilder();
            foreach (var (x, y) in line)
                curve.Append(curve.Length == 0 ? 'M' : 'L').Append(SvgText.At(X(x))).Append(' ').Append(SvgText.At(Y(y)));
            if (curve.Length > 0)
                html.Empty("path", ("d", curve.ToString()), ("stroke", "#b3541e"), ("stroke-width", "2"), ("fill", "none"));
        }
    }
}

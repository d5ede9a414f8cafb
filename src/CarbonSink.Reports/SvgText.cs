using System.Globalization;

namespace CarbonSink.Reports;

/// <summary>Small things that every drawing writes (图形标注).</summary>
internal static class SvgText
{
    /// <summary>A coordinate with at most two decimals.</summary>
    public static string At(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Opens a drawing that is as wide as the page and says to readers of screens what it shows.</summary>
    public static MarkupWriter.Scope Open(MarkupWriter html, string id, double width, double height, string title, string description)
    {
        var scope = html.Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", $"0 0 {At(width)} {At(height)}"), ("role", "img"), ("aria-labelledby", $"{id}-title {id}-desc"));
        html.Element("title", title, ("id", $"{id}-title"));
        html.Element("desc", description, ("id", $"{id}-desc"));
        return scope;
    }

    /// <summary>Writes a label; anchor is start, middle or end.</summary>
    public static void Label(MarkupWriter html, double x, double y, string text, double size, string anchor = "start", bool bold = false) =>
        html.Element("text", text, ("x", At(x)), ("y", At(y)), ("font-size", At(size)), ("text-anchor", anchor == "start" ? null : anchor), ("font-weight", bold ? "700" : null));

    /// <summary>Writes a label that stays readable over lines.</summary>
    public static void LabelOverLines(MarkupWriter html, double x, double y, string text, double size) =>
        html.Element("text", text, ("x", At(x)), ("y", At(y)), ("font-size", At(size)), ("stroke", "#fff"), ("stroke-width", "3"), ("paint-order", "stroke"), ("stroke-linejoin", "round"));

    /// <summary>Writes a filled rectangle with a thin border.</summary>
    public static void Box(MarkupWriter html, double x, double y, double width, double height, string fill, string stroke = "#333") =>
        html.Empty("rect", ("x", At(x)), ("y", At(y)), ("width", At(width)), ("height", At(height)), ("fill", fill), ("stroke", stroke), ("stroke-width", ".6"));

    /// <summary>Writes a line.</summary>
    public static void Line(MarkupWriter html, double x1, double y1, double x2, double y2, string stroke, double width) =>
        html.Empty("line", ("x1", At(x1)), ("y1", At(y1)), ("x2", At(x2)), ("y2", At(y2)), ("stroke", stroke), ("stroke-width", At(width)));

    /// <summary>Defines diagonal lines to fill with; a pattern is scaled with what it fills, so a scaled drawing asks for it as much larger.</summary>
    public static void Hatch(MarkupWriter html, string id, string line, double spacing, double times = 1)
    {
        using (html.Open("pattern", ("id", id), ("width", At(spacing * times)), ("height", At(spacing * times)), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)")))
        {
            html.Empty("rect", ("width", At(spacing * times)), ("height", At(spacing * times)), ("fill", "#fff"));
            html.Empty("line", ("y2", At(spacing * times)), ("stroke", line), ("stroke-width", At(1.4 * times)));
        }
    }
}

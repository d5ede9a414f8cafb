using System.Globalization;
using System.Text;
using System.Xml;

namespace CarbonSink.Gis;

/// <summary>A map style for QGIS (分级设色): polygons coloured by classes of one number, and those without it in grey.</summary>
/// <param name="Name">Name of the style.</param>
/// <param name="Heading">What the number is, with its unit; heads the legend.</param>
/// <param name="Column">Column that holds the number.</param>
/// <param name="Breaks">Bounds between classes in increasing order: a value on a bound belongs to the upper class. None for a single class.</param>
/// <param name="Colours">The colour of each class, one more than there are bounds: #rrggbb.</param>
/// <param name="Missing">Legend of polygons without the number.</param>
public sealed record QgisStyle(string Name, string Heading, string Column, IReadOnlyList<double> Breaks, IReadOnlyList<string> Colours, string Missing)
{
    private const string Grey = "217,217,217,255";

    private const string Outline = "90,90,90,110";

    /// <summary>The style as QGIS stores it, with the headings of the columns as aliases.</summary>
    /// <param name="layer">The layer it belongs to.</param>
    public string ToQml(GeoPackageLayer layer)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new() { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            xml.WriteDocType("qgis", "http://mrcc.com/qgis.dtd", "SYSTEM", null);
            xml.WriteStartElement("qgis");
            xml.WriteAttributeString("version", "3.22.0");
            xml.WriteAttributeString("styleCategories", "Symbology|Fields");
            Renderer(xml);
            xml.WriteStartElement("aliases");
            foreach (var column in layer.Columns)
            {
                xml.WriteStartElement("alias");
                xml.WriteAttributeString("field", column.Name);
                xml.WriteAttributeString("name", column.Title);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return text.ToString();
    }

    private void Renderer(XmlWriter xml)
    {
        var field = $"\"{Column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        xml.WriteStartElement("renderer-v2");
        foreach (var (name, value) in new[] { ("type", "RuleRenderer"), ("symbollevels", "0"), ("forceraster", "0"), ("enableorderby", "0") })
            xml.WriteAttributeString(name, value);
        xml.WriteStartElement("rules");
        xml.WriteAttributeString("key", "root");
        xml.WriteStartElement("rule");
        xml.WriteAttributeString("key", "values");
        xml.WriteAttributeString("label", Heading);
        xml.WriteAttributeString("filter", $"{field} IS NOT NULL");
        for (var i = 0; i <= Breaks.Count; i++)
            Rule(xml, $"class-{i}", i, Label(i), string.Join(" AND ", Bounds(field, i)));
        xml.WriteEndElement();
        Rule(xml, "missing", Breaks.Count + 1, Missing, $"{field} IS NULL");
        xml.WriteEndElement();
        xml.WriteStartElement("symbols");
        for (var i = 0; i <= Breaks.Count; i++)
            Symbol(xml, i, Opaque(Colours[i]));
        Symbol(xml, Breaks.Count + 1, Grey);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private IEnumerable<string> Bounds(string field, int i)
    {
        if (i == 0 && Breaks.Count == 0)
            yield return $"{field} IS NOT NULL";
        if (i > 0)
            yield return $"{field} >= {Number(Breaks[i - 1])}";
        if (i < Breaks.Count)
            yield return $"{field} < {Number(Breaks[i])}";
    }

    private string Label(int i) => Breaks.Count == 0 ? Heading
        : i == 0 ? $"< {Number(Breaks[0])}"
        : i == Breaks.Count ? $"≥ {Number(Breaks[^1])}"
        : $"{Number(Breaks[i - 1])} – {Number(Breaks[i])}";

    private static void Rule(XmlWriter xml, string key, int symbol, string label, string filter)
    {
        xml.WriteStartElement("rule");
        xml.WriteAttributeString("key", key);
        xml.WriteAttributeString("symbol", symbol.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("label", label);
        xml.WriteAttributeString("filter", filter);
        xml.WriteEndElement();
    }

    private static void Symbol(XmlWriter xml, int name, string colour)
    {
        xml.WriteStartElement("symbol");
        foreach (var (attribute, value) in new[] { ("type", "fill"), ("name", name.ToString(CultureInfo.InvariantCulture)), ("alpha", "1"), ("clip_to_extent", "1"), ("force_rhr", "0") })
            xml.WriteAttributeString(attribute, value);
        xml.WriteStartElement("layer");
        foreach (var (attribute, value) in new[] { ("class", "SimpleFill"), ("enabled", "1"), ("locked", "0"), ("pass", "0") })
            xml.WriteAttributeString(attribute, value);
        foreach (var (key, value) in new[] { ("color", colour), ("style", "solid"), ("outline_color", Outline), ("outline_style", "solid"), ("outline_width", "0.06"), ("outline_width_unit", "MM"), ("joinstyle", "round") })
        {
            xml.WriteStartElement("prop");
            xml.WriteAttributeString("k", key);
            xml.WriteAttributeString("v", value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>#rrggbb as QGIS writes it: red, green, blue, opacity.</summary>
    private static string Opaque(string colour) => $"{string.Join(',', Convert.FromHexString(colour.AsSpan(1)))},255";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

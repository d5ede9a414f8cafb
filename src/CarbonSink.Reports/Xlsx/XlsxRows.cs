using System.Globalization;
using System.Xml;

namespace CarbonSink.Reports;

/// <summary>The rows of a sheet (工作表行) as they are written, one after another; nothing of them is kept but merged cells.</summary>
internal sealed class XlsxRows(XmlWriter xml, XlsxStyles styles)
{
    private readonly List<string> merged = [];
    private string number = "";

    /// <summary>Number of the row that was begun last, from 1.</summary>
    public int Row { get; private set; }

    /// <summary>Begins the next row.</summary>
    /// <param name="height">In points; null for that of the sheet.</param>
    public void Begin(double? height = null)
    {
        number = (++Row).ToString(CultureInfo.InvariantCulture);
        xml.WriteStartElement("row");
        xml.WriteAttributeString("r", number);
        if (height is not { } points)
            return;
        xml.WriteNumber("ht", points);
        xml.WriteNumber("customHeight", 1);
    }

    /// <summary>Ends the row.</summary>
    public void End() => xml.WriteEndElement();

    /// <summary>A cell of text.</summary>
    public void Text(int column, XlsxStyle style, string text)
    {
        Start(column, style);
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is");
        xml.WriteStartElement("t");
        if (text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])))
            xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(XlsxNames.Text(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>A cell of a number, computed by a formula or not.</summary>
    public void Number(int column, XlsxStyle style, double value, string? formula)
    {
        Start(column, style);
        if (formula is not null)
            xml.WriteElementString("f", formula);
        xml.WriteElementString("v", value.ToString("R", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    /// <summary>A cell with nothing in it.</summary>
    public void Blank(int column, XlsxStyle style)
    {
        Start(column, style);
        xml.WriteEndElement();
    }

    /// <summary>A row that is one cell of text across columns.</summary>
    public void Across(int columns, XlsxStyle style, string text, double height)
    {
        Begin(height);
        Text(0, style, text);
        for (var c = 1; c < columns; c++)
            Blank(c, style);
        End();
        Merge(Row, 0, 1, columns);
    }

    /// <summary>Makes cells one.</summary>
    public void Merge(int row, int column, int rows, int columns)
    {
        if (rows > 1 || columns > 1)
            merged.Add($"{XlsxNames.Cell(row, column)}:{XlsxNames.Cell(row + rows - 1, column + columns - 1)}");
    }

    /// <summary>Writes what was merged, after the last row.</summary>
    public void WriteMerged()
    {
        if (merged.Count == 0)
            return;
        xml.WriteStartElement("mergeCells");
        xml.WriteNumber("count", merged.Count);
        foreach (var cells in merged)
        {
            xml.WriteStartElement("mergeCell");
            xml.WriteAttributeString("ref", cells);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void Start(int column, XlsxStyle style)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("r", XlsxNames.Column(column) + number);
        xml.WriteNumber("s", styles[style]);
    }
}

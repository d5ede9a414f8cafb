using System.Text;

namespace CarbonSink.Reports;

/// <summary>A report in one HTML file (网页报告): no script and nothing loaded from elsewhere, for the screen and for A4. It is built in memory, so that a table that does not add up leaves nothing behind. Tables and figures are numbered as they come.</summary>
public sealed class HtmlDocument
{
    private readonly StringBuilder text = new();
    private readonly string title;
    private int tables;
    private int figures;

    /// <summary>Starts a document.</summary>
    /// <param name="language">"zh" or "en".</param>
    /// <param name="title">Title of the window.</param>
    public HtmlDocument(string language, string title)
    {
        (Language, this.title) = (language, title);
        Html = new(new StringWriter(text));
    }

    /// <summary>"zh" or "en".</summary>
    public string Language { get; }

    /// <summary>Class of the body; null for none.</summary>
    public string? BodyClass { get; init; }

    /// <summary>Style beside that of every page.</summary>
    public string Css { get; init; } = "";

    /// <summary>Writes into the body.</summary>
    public MarkupWriter Html { get; }

    /// <summary>Number of the next figure, for identifiers.</summary>
    public int NextFigure => figures + 1;

    /// <summary>Writes a paragraph.</summary>
    public void Paragraph(string words) => Html.Element("p", words);

    /// <summary>Writes a remark under a table or a figure.</summary>
    public void Note(string words) => Html.Element("p", words, ("class", "note"));

    /// <summary>Writes a numbered table after checking its sums.</summary>
    /// <exception cref="Estimation.SumMismatchException">The rows do not add up to the total.</exception>
    public void Table(ReportTable table) =>
        HtmlTable.Write(Html, table, Language, Language == "zh" ? $"表 {++tables}　{table.Title(Language)}" : $"Table {++tables}. {table.Title(Language)}");

    /// <summary>Writes a numbered figure.</summary>
    public void Figure(string caption, Action<MarkupWriter> draw)
    {
        using (Html.Open("figure"))
        {
            Html.Element("figcaption", Language == "zh" ? $"图 {++figures}　{caption}" : $"Figure {++figures}. {caption}");
            draw(Html);
        }
    }

    /// <summary>Writes the document: UTF-8 without BOM, LF; the stream stays open.</summary>
    public void Write(Stream stream)
    {
        using var output = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        output.Write("<!DOCTYPE html>");
        var html = new MarkupWriter(output);
        using (html.Open("html", ("lang", Language == "zh" ? "zh-CN" : "en")))
        {
            using (html.Open("head"))
            {
                html.Empty("meta", ("charset", "utf-8"));
                html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
                html.Element("title", title);
                html.Style(HtmlStyle.Css + Css);
            }

            using (html.Open("body", ("class", BodyClass)))
                output.Write(text);
        }

        output.Write('\n');
    }
}

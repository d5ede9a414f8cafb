using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Findings as a table (质检问题表), in the order given.</summary>
public static class FindingsTable
{
    private static readonly ReportColumn[] Columns =
    [
        new("severity", "严重程度", "Severity", "", ReportColumnKind.Text),
        new("code", "代码", "Code", "", ReportColumnKind.Text),
        new("file", "文件", "File", "", ReportColumnKind.Text),
        new("record", "记录号", "Record", "", ReportColumnKind.Count),
        new("field", "字段", "Field", "", ReportColumnKind.Text),
        new("value", "值", "Value", "", ReportColumnKind.Text),
        new("message", "问题", "Message", "", ReportColumnKind.Text),
        new("hint", "处理办法", "Remedy", "", ReportColumnKind.Text),
    ];

    /// <summary>The table, messages in the language asked for ("zh" or "en").</summary>
    public static ReportTable Of(IEnumerable<Finding> findings, string language)
    {
        var table = new ReportTable("findings", "质检问题表", "Findings", Columns);
        foreach (var f in findings)
            table.AddRow(JsonText.Severity(f.Rule.Severity), f.Rule.Code, Text(f.File), f.Record is { } r ? r : ReportCell.Missing, Text(f.Field), Text(f.Value), f.Message(language), f.Hint(language));
        return table;
    }

    /// <summary>Findings for a page: severity and code together, where and what, the remedy left to the summary by rule.</summary>
    public static ReportTable Extract(IEnumerable<Finding> findings, string language)
    {
        var table = new ReportTable("findings", "质检问题", "Findings",
        [
            new("code", "代码", "Code", "", ReportColumnKind.Text), new("file", "文件", "File", "", ReportColumnKind.Text), new("record", "记录号", "Record", "", ReportColumnKind.Text),
            new("field", "字段", "Field", "", ReportColumnKind.Text), new("reading", "值", "Value as read", "", ReportColumnKind.Text), new("message", "问题", "Message", "", ReportColumnKind.Text),
        ]);
        foreach (var f in findings)
            table.AddRow(f.Rule.Code, Text(f.File), Text(f.Record?.ToString(System.Globalization.CultureInfo.InvariantCulture)), Text(f.Field), Text(f.Value), f.Message(language));
        return table;
    }

    private static ReportCell Text(string? text) => text is null ? ReportCell.Missing : text;
}

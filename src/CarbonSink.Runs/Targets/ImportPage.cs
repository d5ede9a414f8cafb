using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>A reading as one HTML page: targets with their quotes, contradictions, what is left to a person, departments (规划目标读取页).</summary>
internal static class ImportPage
{
    private static readonly Bilingual Title = new("规划目标", "Targets of plans");
    private static readonly Bilingual Reading = new(
        "目标按原文抄录：数值、单位、比较词都不换算、不改写，引号里是原文。没有比较词的是 none，“达到”是 reach，“以上”是 >=，“稳定在”是 stable，“左右”是 approx。重复的合成一条，保留每一处行号；互相矛盾的都保留，由人决定。",
        "Targets are copied as printed: numbers, units and comparators are neither converted nor reworded, and the words of the plan stand in quotation marks. No word is none, 达到 is reach, 以上 is >=, 稳定在 is stable, 左右 is approx. Repeats are one target with every line; contradictions are kept, and a person decides.");
    private static readonly Bilingual Counts = new("目标 {0} 个，引文 {1} 处；不一致 {2} 处；待人工判定 {3} 处。", "{0} targets from {1} places; {2} contradictions; {3} candidates for a person to decide.");
    private static readonly Bilingual NoConflicts = new("没有发现规划内部的不一致。", "No contradiction was found.");
    private static readonly Bilingual NoCandidates = new("没有待人工判定的条目。", "Nothing is left to a person.");
    private static readonly Bilingual Findings = new("质检问题", "Findings");

    /// <summary>What the result must be called.</summary>
    public static Bilingual Label { get; } = new("规划目标（原文抄录，未评估）", "targets as printed, not assessed");

    public static HtmlDocument Of(ImportResult result, string language)
    {
        var page = new HtmlDocument(language, Title.In(language));
        string Say(Bilingual text, params object?[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        page.Html.Element("h1", Title.In(language));
        page.Html.Element("p", Label.In(language), ("class", "label"));
        page.Paragraph(Reading.In(language));
        foreach (var (file, reading) in result.Plans)
        {
            page.Html.Element("h2", string.Join("　", ((string[])[reading.Region, reading.Title, reading.Number, file]).Where(t => t.Length > 0)));
            page.Paragraph(Say(Counts, reading.Targets.Count, reading.Targets.Sum(t => t.Citations.Count), reading.Conflicts.Count, reading.Candidates.Count));
            if (reading.Targets.Count > 0)
                ShortTable.Write(page, ImportTables.Targets(reading, language, withQuotes: true));
            if (reading.Conflicts.Count > 0)
                page.Table(ImportTables.Conflicts([reading], language));
            else
                page.Note(NoConflicts.In(language));
            if (reading.Targets.Count > 0)
                page.Table(ImportTables.Departments([reading], language));
            if (reading.Candidates.Count > 0)
                ShortTable.Write(page, ImportTables.Candidates([reading], language));
            else
                page.Note(NoCandidates.In(language));
        }

        if (result.Findings.Findings.Count == 0)
            return page;
        page.Html.Element("h2", Findings.In(language));
        ShortTable.Write(page, FindingsTable.Extract(result.Findings.Findings.Where(f => f.Rule != PlanFindings.Conflict), language));
        return page;
    }
}

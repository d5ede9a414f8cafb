using System.Text.RegularExpressions;

namespace CarbonSink.Targets;

/// <summary>Reads the targets out of the sentences of a plan (规划正文的目标读取). Nothing is guessed: what is quantitative and ecological and not understood is a candidate.</summary>
public static partial class PlanProse
{
    /// <summary>The statements of a plan's sentences and what a person must look at.</summary>
    /// <param name="document">The text.</param>
    /// <param name="frame">Its frame.</param>
    /// <param name="indicators">The vocabulary.</param>
    /// <param name="skip">Numbers of the lines that belong to tables; null for none.</param>
    /// <returns>A statement for each place, not yet merged, with a blank id and one citation.</returns>
    public static (IReadOnlyList<PlanTarget> Statements, IReadOnlyList<PlanCandidate> Candidates) Read(PlanDocument document, PlanFrame frame, IReadOnlyList<TargetIndicator> indicators, IReadOnlySet<int>? skip = null)
    {
        var (lexer, statements, candidates) = (new PlanLexer(indicators), new List<PlanTarget>(), new List<PlanCandidate>());
        var (later, open) = (new List<PlanDepartment>(), new List<int>());
        PlanTime? above = null;
        var (sectionOf, isIntroduced) = ("", false);
        int? announced = document.Lines.SelectMany(l => Years(PlanText.Of(l.Text).Text)).Where(y => y is { IsAnnounced: true, From: null }).Select(y => (int?)y.Year).Min();
        foreach (var lines in Paragraphs(document, frame, skip))
        {
            var line = lines[0];
            var (text, section) = (PlanText.Of(lines), frame.Section(line.Number));
            var end = PlanDepartments.StartIn(text.Text);
            // 1. under a line that ends in a colon is an item of it and no section of its own
            var isItem = Bullet().IsMatch(text.Text) || (isIntroduced && Numbered().IsMatch(text.Text));
            if (section != sectionOf && !(isIntroduced && isItem))
                (above, isIntroduced) = (null, false);
            sectionOf = section;
            var (own, standing) = end < text.Text.Length ? PlanDepartments.In(text.Text[end..]) : ([], []);
            later.AddRange(standing);
            var departments = PlanDepartments.Distinct([.. own, .. own.Count > 0 ? later : []]);
            if (departments.Count > 0 && end == 0)
            {
                // a line of its own that names who answers for the paragraphs above it
                foreach (var i in open.Where(i => statements[i].Departments.Count == 0))
                    statements[i] = statements[i] with { Departments = departments };
            }

            if (departments.Count > 0 || PlanHeadings.Of(text.Text) is { Depth: < 8 })
                open.Clear();
            var paragraph = new PlanParagraph(document.File, section, text, frame, lexer, indicators, TimeOf(section, text.Text, frame, announced, above, isIntroduced || isItem));
            paragraph.Read(frame.Body(line.Number), end);
            above = paragraph.Time;
            isIntroduced = text.Text.AsSpan(0, end).TrimEnd().EndsWith(':') || (isIntroduced && isItem);
            if (departments.Count == 0)
                open.AddRange(Enumerable.Range(statements.Count, paragraph.Statements.Count));
            statements.AddRange(paragraph.Statements.Select(s => s with { Departments = departments }));
            candidates.AddRange(paragraph.Candidates);
        }

        return (PlanBases.Resolve(statements, indicators), candidates);
    }

    /// <summary>The lines of text by paragraphs: a line that breaks off within a sentence goes on in the next.</summary>
    private static IEnumerable<IReadOnlyList<PlanLine>> Paragraphs(PlanDocument document, PlanFrame frame, IReadOnlySet<int>? skip)
    {
        var open = new List<PlanLine>();
        foreach (var line in document.Lines)
        {
            var isText = skip?.Contains(line.Number) != true && !frame.IsNavigation(line.Number) && !frame.IsLead(line.Number) && !string.IsNullOrWhiteSpace(line.Text);
            if (open.Count > 0 && !(isText && Continues(string.Concat(open.Select(l => l.Text)), line.Text)))
            {
                yield return open;
                open = [];
            }

            if (isText)
                open.Add(line);
        }

        if (open.Count > 0)
            yield return open;
    }

    // long, with the signs of a sentence and without its end, and what follows begins nothing of its own
    private static bool Continues(string above, string line)
    {
        var (upper, lower) = (PlanText.Of(above).Text, PlanText.Of(line).Text);
        return upper[^1] is not ('。' or '!' or '?' or ';' or ':' or ')' or '》' or ']' or '”') && (upper[^1] is ',' or '、' || (upper.Length >= 12 && upper.IndexOfAny([',', '、', '。', ';']) >= 0)) && !above.Contains('\t', StringComparison.Ordinal) && !above.Contains('|', StringComparison.Ordinal)
            && PlanHeadings.Of(lower) is null && !Bullet().IsMatch(lower) && !Duty().IsMatch(lower);
    }

    // a year in the heading or before the colon above a list holds for the paragraph
    private static PlanTime TimeOf(string section, string text, PlanFrame frame, int? announced, PlanTime? above, bool isListed)
    {
        var years = Years(text).ToArray();
        var heading = section.Split(" / ")[^1];
        var isPast = section.Split(" / ").Any(h => Past().IsMatch(h) && !Aim().IsMatch(h));
        var time = new PlanTime { Issued = frame.Issued, FirstAnnounced = announced, IsGoal = section.Contains("目标", StringComparison.Ordinal) || section.Contains("任务", StringComparison.Ordinal) || section.Contains("指标", StringComparison.Ordinal), IsPastChapter = isPast, Latest = years.Length > 0 ? years.Max(y => y.Year) : null };
        if (isListed && above is not null)
            (time.Years, time.IsHistory) = (above.Years, above.IsHistory);
        else if (heading.Contains('标', StringComparison.Ordinal) && Years(heading).ToArray() is [var year])
            time.Years = [year];
        time.IsHistory |= isPast;
        return time;
    }

    private static IEnumerable<PlanYear> Years(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (PlanNumbers.YearAt(text, at) is { } found)
            {
                yield return found.Year;
                at = found.End - 1;
            }
        }
    }

    [GeneratedRegex(@"^(-|·|\*|●|•|◆|▪|\(\d+\)|[①-⑳])")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^\d{1,2}[.、)](?!\d)")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"目标|夯实|强化|加强|筑牢|巩固|改善|优化|提升|营造|发挥|创造|完善|提高|保障")]
    private static partial Regex Aim();

    [GeneratedRegex(@"^\(?(责任|牵头|配合)")]
    private static partial Regex Duty();

    [GeneratedRegex(@"现状|过去|(基础|条件|进展|成效|成绩|情况|优势|形势)((和|与|及|、).{0,8})?$|主要成效|取得成效|发展成就|回顾|面临形势|发展环境|基本情况|工作总结|背景")]
    private static partial Regex Past();
}

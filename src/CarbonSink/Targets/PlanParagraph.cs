using System.Text.RegularExpressions;

namespace CarbonSink.Targets;

/// <summary>A paragraph of a plan (段落): its sentences in turn, each read with the time that those before it speak of.</summary>
internal sealed partial class PlanParagraph(string file, string section, PlanText text, PlanFrame frame, PlanLexer lexer, IReadOnlyList<TargetIndicator> indicators, PlanTime time)
{
    /// <summary>Characters; no sentence is longer, and what has no end is read in pieces, in time that grows with its length.</summary>
    private const int LongestSentence = 4000;

    private readonly List<PlanTarget> _statements = [];
    private readonly List<PlanCandidate> _candidates = [];

    public PlanTime Time => time;

    public IReadOnlyList<PlanTarget> Statements => _statements;

    public IReadOnlyList<PlanCandidate> Candidates => _candidates;

    /// <summary>Reads from a place of the line to another.</summary>
    public void Read(int start, int end)
    {
        for (var at = start; at < end;)
        {
            var stop = text.Text.IndexOfAny(['。', '!', '?'], at, end - at);
            stop = stop < 0 ? end : stop + 1;
            if (stop - at > LongestSentence)
                stop = text.Text.LastIndexOfAny([',', ';'], at + LongestSentence - 1, LongestSentence) is > 0 and var pause ? pause + 1 : at + LongestSentence;
            Sentence(at, stop);
            at = stop;
        }
    }

    private void Sentence(int start, int end)
    {
        var tokens = lexer.Tokens(text, start, end > start && text.Text[end - 1] is '。' or '!' or '?' ? end - 1 : end);
        var grammar = new PlanGrammar(text, tokens, time, frame.Region, indicators);
        grammar.Read();
        // of several years nobody knows which holds on
        if (grammar.Years.Count > 1)
            (time.Years, time.IsHistory, time.Last) = ([], false, time.Years.Count > 0 ? time.Years[^1] : null);
        var printed = text.PrintedOf(start, end).Trim();
        foreach (var phrase in grammar.Phrases)
        {
            var citation = new PlanCitation(file, text.LineAt(phrase.Start), section, printed, text.PrintedOf(phrase.Start, phrase.End).Trim());
            if (phrase.Indicator.Domain == "farming" && !Sinks().IsMatch(section))
            {
                _candidates.Add(new(citation, PlanReasons.Farming));
                continue;
            }

            _statements.Add(Target(phrase, citation));
        }

        foreach (var (from, to, isUnknown, dimension, reason) in grammar.Rest)
        {
            var words = text.Text[from..to];
            if (isUnknown && (dimension is PlanDimension.Other or PlanDimension.Count || !Ecology().IsMatch(dimension == PlanDimension.Area ? printed : words) || Energy().IsMatch(words)))
                continue;
            _candidates.Add(new(new(file, text.LineAt(from), section, printed, text.PrintedOf(from, to).Trim()), reason));
        }
    }

    private PlanTarget Target(PlanPhrase phrase, PlanCitation citation) => new()
    {
        Id = "",
        Region = frame.Region,
        Indicator = phrase.Indicator.Code,
        IndicatorZh = phrase.Name,
        Scope = phrase.Scope ?? frame.Scope,
        BaseYear = phrase.BaseYear,
        BaseValue = phrase.BaseValue,
        FromYear = phrase.Year?.From ?? (IsOfTheYear(phrase, citation.Sentence) ? phrase.Year!.Value.Year : null),
        Year = phrase.Year?.Year,
        Value = phrase.Quantity?.Value,
        UpperValue = phrase.Quantity?.Upper,
        Unit = phrase.Quantity?.Unit ?? "",
        Comparator = phrase.Comparator,
        IsStriven = phrase.IsStriven,
        Measure = phrase.IsChange ? TargetMeasure.Change : phrase.Indicator.IsWork ? TargetMeasure.Total : TargetMeasure.Level,
        Tier = phrase.Quantity is null && phrase.Year is null ? TargetTier.Qualitative : frame.Tier(citation.Line),
        Citations = [citation],
    };

    // 2025年完成造林500公顷 is the work of that year, 到2025年 or 累计 that of all years up to it
    private static bool IsOfTheYear(PlanPhrase phrase, string sentence) =>
        phrase is { Indicator.IsWork: true, IsChange: false, Comparator: TargetComparator.None, Year: { IsAnnounced: false, From: null } year }
        && !sentence.Contains("累计", StringComparison.Ordinal) && sentence.Contains($"{year.Year}年", StringComparison.Ordinal) && sentence.IndexOf($"{year.Year}年", StringComparison.Ordinal) + 5 is var behind && !(behind < sentence.Length && sentence[behind] is '底' or '末' or '前' or '以' or '之');

    [GeneratedRegex(@"碳汇|固碳|增汇|生态|湿地|土壤")]
    private static partial Regex Sinks();

    [GeneratedRegex(@"林|森|湿地|草原|草地|绿地|绿化|碳汇|固碳|生态|矿山|水土|土壤|黑土|耕地|农田|红线|保护地|保护区|物种|生物|秸秆|粪污|化肥|农药|岸线|荒漠|石漠|沙化|沙地|古树|苗|蓄积|植被|红树")]
    private static partial Regex Ecology();

    [GeneratedRegex(@"能源|能耗|电|光伏|风电|装机|煤|天然气|油品|GDP|生产总值|建筑|公交|车辆|出行|排放|垃圾|污水|产值|收入|增加值|投资|企业|工业")]
    private static partial Regex Energy();
}

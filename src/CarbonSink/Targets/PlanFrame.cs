using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CarbonSink.Targets;

/// <summary>What surrounds the sentences of a plan (规划的框架): whose it is, its number and year, headings, and lines that are no text of it. Immutable.</summary>
public sealed partial class PlanFrame
{
    private static readonly string[] Leads = ["全文如下", "内容如下", "全文附后", "原文如下"];
    private static readonly string[] Leading = ["印发", "关于", "公告", "通知", "发布"];
    private readonly FrozenDictionary<int, (string Section, bool IsNavigation, bool IsLead, int Body)> _lines;

    private PlanFrame(string region, string title, string number, int? issued, FrozenDictionary<int, (string Section, bool IsNavigation, bool IsLead, int Body)> lines) =>
        (Region, Title, Number, Issued, _lines) = (region, title, number, issued, lines);

    /// <summary>Region the plan is of, e.g. 长沙市雨花区, or blank where no line says it.</summary>
    public string Region { get; }

    /// <summary>Title of the plan, e.g. 临湘市碳达峰实施方案, or blank.</summary>
    public string Title { get; }

    /// <summary>Number of the document as printed, e.g. 临政发[2024]5号, or blank.</summary>
    public string Number { get; }

    /// <summary>Year it was issued in, by its number, its date or the five-year plan of its title; or null.</summary>
    public int? Issued { get; }

    /// <summary>The word for the whole region: 全市, 全县, 全区, 全省; 全域 where the region is unknown.</summary>
    public string Scope => Region.Length == 0 ? "全域" : Region.EndsWith("自治区", StringComparison.Ordinal) ? "全区" : "全" + Region[^1];

    /// <summary>Reads the frame of a document.</summary>
    public static PlanFrame Of(PlanDocument document)
    {
        var texts = document.Lines.Select(l => (l.Number, PlanText.Of(l.Text).Text)).ToArray();
        var titled = texts.Take(60).Select(l => (l.Number, Match: PlanTitle().Match(Bare(l.Item2)))).FirstOrDefault(l => l.Match.Success);
        // the title that stands alone says it better than the notice that it is issued by
        var alone = texts.Take(60).Select(l => (l.Number, Match: PlanTitle().Match(Bare(l.Item2)))).FirstOrDefault(l => l.Match.Success && l.Match.Index == 0 && !l.Match.Value.Contains("关于", StringComparison.Ordinal) && l.Match.Length == Bare(texts.First(x => x.Number == l.Number).Item2).Length);
        var title = alone.Match ?? titled.Match;
        var region = title is null ? "" : Named(title.Groups[1].Value);
        if (region.Length == 0 && texts.Take(30).Select(l => Authority().Match(l.Item2)).FirstOrDefault(m => m.Success) is { } authority)
            region = authority.Groups[1].Value;
        var number = texts.Take(40).Where(l => l.Item2.Length < 40).Select(l => (l.Number, Match: DocumentNumber().Match(l.Item2))).FirstOrDefault(l => l.Match.Success);
        var printed = number.Match is null ? "" : PrintedNumber(document.Lines.First(l => l.Number == number.Number).Text);
        return new(region, title?.Value ?? "", printed, IssuedIn([.. texts.Select(l => l.Item2)], title?.Value ?? "", number.Match), Lines(texts).ToFrozenDictionary());
    }

    /// <summary>Headings above a line and the one it begins with, outermost first, joined by " / ".</summary>
    public string Section(int line) => _lines.TryGetValue(line, out var l) ? l.Section : "";

    /// <summary>Main target or task, by the headings above.</summary>
    public TargetTier Tier(int line) => Goal().IsMatch(Section(line)) ? TargetTier.Headline : TargetTier.Task;

    /// <summary>Whether a line belongs to the page it was published on and not to the plan: paths, print and share buttons, page numbers.</summary>
    public bool IsNavigation(int line) => _lines.TryGetValue(line, out var l) && l.IsNavigation;

    /// <summary>Whether a line is a news lead that repeats the plan.</summary>
    public bool IsLead(int line) => _lines.TryGetValue(line, out var l) && l.IsLead;

    /// <summary>Where the words behind the number of a heading begin, in the line in one spelling.</summary>
    internal int Body(int line) => _lines.TryGetValue(line, out var l) ? l.Body : 0;

    private static string Bare(string text) => text.Trim('《', '》', '"', '#', '*');

    // 通知公告关于印发某市: the words that lead to a name are none of it
    private static string Named(string region) => Array.ConvertAll(Leading, w => region.LastIndexOf(w, StringComparison.Ordinal) is >= 0 and var at ? at + w.Length : 0).Max() is var start && start < region.Length ? region[start..] : region;

    private static string PrintedNumber(string line) => PrintedDocumentNumber().Match(line) is { Success: true } m ? string.Concat(m.Value.Where(c => !char.IsWhiteSpace(c))) : "";

    private static int? IssuedIn(string[] texts, string title, Match? number)
    {
        if (number is not null && int.TryParse(number.Groups[1].Value, out var year))
            return year;
        if (texts.Take(60).Where(t => t.Length < 20).Select(t => Date().Match(t)).FirstOrDefault(m => m.Success) is { } date && int.TryParse(date.Groups[1].Value, out var dated))
            return dated;
        if (PlanPeriod().Match(title) is { Success: true } plan && PlanNumbers.YearAt(plan.Value, 0) is { } period)
            return period.Year.Year - 4;
        if (TitleYear().Match(title) is { Success: true } titled && int.TryParse(titled.Groups[1].Value, out var first))
            return first;
        // issued no earlier than the latest document that it refers to
        var references = texts.SelectMany(t => DocumentNumber().Matches(t)).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        return references.Length > 0 ? references.Max() : null;
    }

    private static Dictionary<int, (string Section, bool IsNavigation, bool IsLead, int Body)> Lines((int Number, string Text)[] texts)
    {
        var lines = new Dictionary<int, (string Section, bool IsNavigation, bool IsLead, int Body)>();
        var stack = new SortedDictionary<int, string>();
        var lead = Array.FindIndex(texts, l => Leads.Any(w => l.Text.Contains(w, StringComparison.Ordinal)) && l.Text.Length < 40);
        var start = Array.FindIndex(texts, l => PlanHeadings.Of(l.Text) is { Depth: < 4 });
        var isOver = false;
        for (var i = 0; i < texts.Length; i++)
        {
            var (number, text) = texts[i];
            isOver |= start >= 0 && i > start && Related().IsMatch(text);
            var heading = PlanHeadings.Of(text);
            if (heading is { Depth: < 8 } h)
            {
                foreach (var deeper in stack.Keys.Where(d => d >= h.Depth).ToArray())
                    stack.Remove(deeper);
                stack[h.Depth] = h.Heading;
            }

            var isLead = i <= lead || (i < start && text.Length > 40 && IsRepeated(text, texts, i));
            lines[number] = (string.Join(" / ", stack.Values), isOver || Navigation().IsMatch(text), isLead, heading?.Body ?? 0);
        }

        return lines;
    }

    // the lead is cut from a later paragraph, with words of the reporter before it
    private static bool IsRepeated(string text, (int Number, string Text)[] texts, int at)
    {
        var tail = text[^Math.Min(text.Length, 36)..].TrimEnd('。');
        return texts.Skip(at + 1).Any(l => l.Text.Length >= tail.Length && l.Text.Contains(tail, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"([\u4e00-\u9fff]{2,14}?(?:自治区|自治州|自治县|省|市|县|区|旗|州|镇|乡)(?:[\u4e00-\u9fff]{1,6}?(?:县|区|旗))?)(?:人民政府)?(?:办公室|办公厅)?(?:关于)?(?:印发)?[^,。;]{0,40}?(?:方案|规划|行动计划|计划|纲要|意见|实施细则)(?:\([^)]*\))?(?=$|》?的通知|[_|])")]
    private static partial Regex PlanTitle();

    [GeneratedRegex(@"^(?:中共)?([\u4e00-\u9fff]{2,14}?(?:省|市|县|区|旗|州)(?:[\u4e00-\u9fff]{1,6}?(?:县|区|旗))?)(?:委员会|人民政府)")]
    private static partial Regex Authority();

    [GeneratedRegex(@"[\u4e00-\u9fff]{1,10}[\[(]((?:19|20)\d\d)[\])]第?\d+号")]
    private static partial Regex DocumentNumber();

    [GeneratedRegex(@"[\u4e00-\u9fff]{2,10}\s*[\[〔（(【［﹝]\s*(?:19|20)\d\d\s*[\]〕）)】］﹞]\s*第?\s*\d+\s*号")]
    private static partial Regex PrintedDocumentNumber();

    [GeneratedRegex(@"^((?:19|20)\d\d)年\d{1,2}月(?:\d{0,2}日)?$")]
    private static partial Regex Date();

    [GeneratedRegex(@"[“""]?十[一二三四五六七]五")]
    private static partial Regex PlanPeriod();

    [GeneratedRegex(@"((?:19|20)\d\d)(?:年(?!前|底前|以前)|[-~至])")]
    private static partial Regex TitleYear();

    [GeneratedRegex(@"目标(?!.{0,4}责任)|主要指标|指标体系")]
    private static partial Regex Goal();

    [GeneratedRegex(@"^(相关(链接|阅读|文件|文章|新闻|稿件|信息|推荐)|延伸阅读|推荐阅读|图解|一图读懂|政策解读|热点推荐)[:：]?.{0,12}$")]
    private static partial Regex Related();

    [GeneratedRegex(@"^(首页|当前位置|您的位置|您现在的位置|打印|关闭|分享|字体|字号|\[?打印|来源:|发布时间|发布日期|发布机构|索引号|浏览次数|点击数|访问量|责任编辑|编辑:|版权所有|主办单位|主办:|承办|ICP|网站地图|联系我们|上一篇|下一篇|扫一扫|附件下载|收藏|Copyright|©|地址:|电话:|邮编|技术支持|无障碍|返回顶部|-?\d{1,4}-?$|第\d+页|\d+/\d+$)|^[^,。]{0,40}>[^,。]{0,40}>?[^,。]{0,40}$(?<!\d[%‰]?)|\[?字体:?[大中小]|京公网安备|湘ICP|备\d{6,}号|分享到")]
    private static partial Regex Navigation();
}

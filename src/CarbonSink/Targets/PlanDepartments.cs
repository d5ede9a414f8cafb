using System.Text.RegularExpressions;

namespace CarbonSink.Targets;

/// <summary>The departments that a paragraph names at its end (责任部门): (市林业局牵头,市发改局等按职责分工负责).</summary>
internal static partial class PlanDepartments
{
    /// <summary>Where the closing bracket of departments begins in a paragraph, or its length where there is none.</summary>
    public static int StartIn(string text)
    {
        if (text.TrimEnd('。') is [.., ')' or ']'])
        {
            var depth = 0;
            for (var i = text.LastIndexOfAny([')', ']']); i >= 0; i--)
            {
                depth += text[i] is ')' or ']' ? 1 : text[i] is '(' or '[' ? -1 : 0;
                if (depth == 0)
                    return Duty().IsMatch(text[i..]) ? i : text.Length;
            }
        }

        return Label().Match(text) is { Success: true } label ? label.Index : text.Length;
    }

    /// <summary>Those of a bracket in one spelling, and those that it adds to every later paragraph (以下均需…负责落实,不再重复列出).</summary>
    public static (IReadOnlyList<PlanDepartment> Own, IReadOnlyList<PlanDepartment> Later) In(string bracket)
    {
        var text = bracket.TrimEnd('。').TrimStart('(', '[');
        text = bracket[0] is '(' or '[' && text.Length > 0 && text[^1] is ')' or ']' ? text[..^1] : text;
        var (own, later) = (new List<PlanDepartment>(), new List<PlanDepartment>());
        foreach (var sentence in text.Split('。', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Later().Match(sentence) is { Success: true } standing)
                later.AddRange(Names(standing.Groups[1].Value).Select(n => new PlanDepartment(n, false)));
            else
                own.AddRange(Sentence(sentence));
        }

        return (Distinct([.. own, .. later]), later);
    }

    /// <summary>Leading ones first, each once.</summary>
    public static IReadOnlyList<PlanDepartment> Distinct(IReadOnlyList<PlanDepartment> departments) =>
        [.. departments.GroupBy(d => d.Name, StringComparer.Ordinal).Select(g => new PlanDepartment(g.Key, g.Any(d => d.Leads))).OrderByDescending(d => d.Leads)];

    private static IEnumerable<PlanDepartment> Sentence(string sentence)
    {
        // 牵头单位:A;配合单位:B
        var labels = Label().Matches(sentence);
        if (labels.Count > 0)
        {
            for (var i = 0; i < labels.Count; i++)
            {
                var names = sentence[(labels[i].Index + labels[i].Length)..(i + 1 < labels.Count ? labels[i + 1].Index : sentence.Length)];
                foreach (var name in Names(names))
                    yield return new(name, labels[i].Value.Contains('牵', StringComparison.Ordinal) || labels[i].Value.Contains("主办", StringComparison.Ordinal));
            }

            yield break;
        }

        var lead = sentence.IndexOf("牵头", StringComparison.Ordinal);
        foreach (var name in lead < 0 ? [] : Names(sentence[..lead]))
            yield return new(name, true);
        foreach (var name in Names(lead < 0 ? sentence : sentence[(lead + 2)..]))
            yield return new(name, false);
    }

    private static IEnumerable<string> Names(string list)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i <= list.Length; i++)
        {
            depth += i == list.Length ? 0 : list[i] is '(' or '〈' or '<' ? 1 : list[i] is ')' or '〉' or '>' ? -1 : 0;
            if (i < list.Length && (depth > 0 || list[i] is not ('、' or ',' or ';' or ':')))
                continue;
            var name = Tail().Replace(list[start..i], "");
            if (name.Length > 1)
                yield return name;
            start = i + 1;
        }
    }

    [GeneratedRegex(@"负责|牵头|配合|责任单位|责任部门|落实单位|责任主体")]
    private static partial Regex Duty();

    [GeneratedRegex(@"(?:责任单位|责任部门|牵头单位|牵头部门|配合单位|配合部门|参与单位|主办单位|协办单位|责任主体)[::]")]
    private static partial Regex Label();

    [GeneratedRegex(@"以下均需(.+?)(?:按职责|按照职责|负责|配合)")]
    private static partial Regex Later();

    [GeneratedRegex(@"(?:等)?(?:单位|部门)?(?:按照?各自?(?:职责|职能)分工.*|按照?(?:职责|职能)分工.*|按职责.*|分工负责.*|负责落实|共同负责|负责|参与|配合|牵头|参加)$|等$|[。)]$(?<=^[^(]*)")]
    private static partial Regex Tail();
}

using System.Reflection;
using System.Text.RegularExpressions;
using CarbonSink.Findings;

namespace CarbonSink.Tests.Conventions;

/// <summary>Every finding the program can print, as docs/findings.md lists them.</summary>
internal static partial class FindingCatalogue
{
    /// <summary>The rules held by static properties and fields of the types, public or not.</summary>
    public static IReadOnlyList<FindingRule> Rules(IEnumerable<Type> types)
    {
        const BindingFlags all = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return types.Where(t => !t.ContainsGenericParameters).SelectMany(t =>
                t.GetProperties(all).Where(p => p.PropertyType == typeof(FindingRule)).Select(p => (FindingRule)p.GetValue(null)!)
                    .Concat(t.GetFields(all).Where(f => f.FieldType == typeof(FindingRule) && !f.Name.StartsWith('<')).Select(f => (FindingRule)f.GetValue(null)!)))
            .OrderBy(r => r.Code, StringComparer.Ordinal).ToList();
    }

    /// <summary>The document: one row a rule, in order of the codes.</summary>
    public static string Document(IEnumerable<FindingRule> rules) =>
        """
        # 质检问题 · Findings

        每条问题有固定编号。错误：该值不进入结果；警告：结果要另看；提示：仅供了解。{0}、{1} 处填入具体内容。本表由程序里的规则生成，测试保证两者一致。
        Every finding has a stable code. An error keeps a value out of the result, a warning changes how it may be read, an info only informs. {0}, {1} stand for the particulars. The table is generated from the rules of the program, and a test keeps the two equal.

        | code | severity | 中文 | 处理办法 | English | remedy |
        |---|---|---|---|---|---|

        """.ReplaceLineEndings("\n")
        + string.Concat(rules.Select(r => $"| {r.Code} | {r.Severity.ToString().ToLowerInvariant()} | {Cell(r.Zh)} | {Cell(r.HintZh)} | {Cell(r.En)} | {Cell(r.HintEn)} |\n"));

    /// <summary>Codes used twice or oddly written, texts left blank.</summary>
    public static IEnumerable<string> BadRules(IReadOnlyList<FindingRule> rules)
    {
        foreach (var twice in rules.GroupBy(r => r.Code, StringComparer.Ordinal).Where(g => g.Distinct().Count() > 1 || g.Count() > 1))
            yield return $"{twice.Key} is the code of {twice.Count()} rules";
        foreach (var rule in rules)
        {
            if (!Code().IsMatch(rule.Code))
                yield return $"{rule.Code} is not written like GIS-0007";
            if (new[] { rule.Zh, rule.En, rule.HintZh, rule.HintEn }.Any(string.IsNullOrWhiteSpace))
                yield return $"{rule.Code} lacks a text in Chinese or English, or a remedy";
            if (!Chinese().IsMatch(rule.Zh + " ") || !Chinese().IsMatch(rule.HintZh) || Chinese().IsMatch(rule.En))
                yield return $"{rule.Code}: Chinese and English texts are exchanged or missing";
            if (Particulars(rule.Zh) != Particulars(rule.En)) // a word that needs translating is given twice, so the numbers may differ
                yield return $"{rule.Code}: the Chinese and the English message name different particulars";
        }
    }

    /// <summary>Codes written in the program that no rule has.</summary>
    public static IEnumerable<string> UnknownCodes(SourceTree tree, IReadOnlyCollection<FindingRule> rules)
    {
        var known = rules.Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
        return from file in tree.Files("src", ".cs")
               from match in QuotedCode().Matches(tree.Read(file))
               where !known.Contains(match.Groups[1].Value)
               select $"{file}: {match.Groups[1].Value} is not the code of a static rule";
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static int Particulars(string text) => Placeholder().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal).Count();

    [GeneratedRegex("^[A-Z]{2,6}-[0-9]{4}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("\"([A-Z]{2,6}-[0-9]{4})\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex QuotedCode();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\{\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();
}

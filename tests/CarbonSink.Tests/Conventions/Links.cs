using System.Text.RegularExpressions;

namespace CarbonSink.Tests.Conventions;

/// <summary>Links between documents of the repository.</summary>
internal static partial class Links
{
    /// <summary>Local links of a Markdown file that lead nowhere.</summary>
    public static IEnumerable<string> Broken(SourceTree tree, string file) =>
        from match in Link().Matches(tree.Read(file))
        let target = match.Groups[1].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
        let path = Path.Combine(tree.Root, Path.GetDirectoryName(file)!, target)
        where !File.Exists(path) && !Directory.Exists(path)
        select $"{file}: {target} does not exist";

    [GeneratedRegex(@"\]\(([^)\s]+)\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}

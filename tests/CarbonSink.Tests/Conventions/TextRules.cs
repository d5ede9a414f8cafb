using System.Text.RegularExpressions;

namespace CarbonSink.Tests.Conventions;

/// <summary>House rules on text files: length, and words that have no place in the repository.</summary>
internal static class TextRules
{
    public const int LongestFile = 500;
    public const int LongestUsualFile = 300;

    // Put together from halves so that this file does not break its own rule.
    private static readonly string[] ForbiddenParts =
    [
        "/wo" + "rk/", "/ro" + "ot/", "/tm" + "p/", "/ho" + @"me/\w", @"[A-Z]:\\Us" + "ers",
        "nuget" + @"\.org", "npmjs" + @"\.(com|org)", "pypi" + @"\.org", "crates" + @"\.io", @"\barti" + "factory", @"\breg" + @"istry\.\w",
        @"\bassis" + @"tants?\b", @"\bcha" + "tgpt", @"\bcla" + @"ude\b", @"\banthro" + "pic", @"\bopen" + @"ai\b", @"\bcopi" + @"lot\b", "language " + "models?", "AI-gene" + "rated",
        @"\bses" + @"sions?\b", @"\bTO" + @"DO\b", @"\bFIX" + @"ME\b", @"\bHA" + @"CK\b", "NotImple" + "mentedException",
    ];

    private static readonly Regex Forbidden = new(string.Join('|', ForbiddenParts), RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5));

    // catch blocks with nothing in them, and tests switched off by hand.
    private static readonly Regex Hidden = new(@"catch\s*(\([^)]*\)\s*)?(when\s*\([^{]*\)\s*)?\{\s*\}|\bSkip\s*=\s*""", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    /// <summary>Files longer than a reader keeps in mind, and a ninetieth percentile (nearest rank) over src that creeps up.</summary>
    public static IEnumerable<string> LongFiles(SourceTree tree)
    {
        foreach (var file in tree.Files("", ".cs"))
        {
            var lines = Lines(tree, file);
            if (lines > LongestFile)
                yield return $"{file}: {lines} lines (at most {LongestFile})";
        }

        var lengths = tree.Files("src", ".cs").Select(f => Lines(tree, f)).Order().ToArray();
        if (lengths.Length > 0 && lengths[((9 * lengths.Length) + 9) / 10 - 1] is var p90 && p90 > LongestUsualFile)
            yield return $"src: the 90th percentile of file length is {p90} lines (at most {LongestUsualFile})";
    }

    /// <summary>Machine paths, package hosts, names of tools that wrote the text, unfinished work.</summary>
    public static IEnumerable<string> ForbiddenWords(SourceTree tree) =>
        from file in tree.Files()
        from line in tree.Read(file).Split('\n').Select((text, i) => (text, number: i + 1))
        let match = Forbidden.Match(line.text)
        where match.Success
        select $"{file}:{line.number}: `{match.Value}`";

    /// <summary>Failures swallowed, tests switched off.</summary>
    public static IEnumerable<string> HiddenFailures(SourceTree tree) =>
        from file in tree.Files("", ".cs")
        let text = tree.Read(file)
        from match in Hidden.Matches(text)
        select $"{file}:{text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value.ReplaceLineEndings(" ")}";

    /// <summary>Text is UTF-8 without byte-order mark, lines end in LF, the last one too.</summary>
    public static IEnumerable<string> StrangeBytes(SourceTree tree, IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            var bytes = tree.Bytes(file);
            if (bytes.AsSpan().StartsWith("\uFEFF"u8))
                yield return $"{file}: starts with a byte-order mark";
            if (bytes.AsSpan().Contains((byte)'\r'))
                yield return $"{file}: has carriage returns";
            if (bytes.Length > 0 && bytes[^1] != '\n')
                yield return $"{file}: the last line is not ended";
            if (!System.Text.Unicode.Utf8.IsValid(bytes))
                yield return $"{file}: is not UTF-8";
        }
    }

    private static int Lines(SourceTree tree, string file) => tree.Bytes(file).AsSpan().Count((byte)'\n');
}

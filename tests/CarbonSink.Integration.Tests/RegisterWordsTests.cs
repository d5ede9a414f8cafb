using System.Text.RegularExpressions;
using CarbonSink.Cli;
using CarbonSink.Register;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>What the register says to Chinese readers is Chinese: keys, codes and the reasons of wrong usage.</summary>
public sealed partial class RegisterWordsTests
{
    // Keys of files and keys that stand in no answer: members of JSON documents that other programs read.
    private static readonly HashSet<string> NotShown = new(StringComparer.Ordinal) { "credential", "heads", "ledgerSha256", "link", "message", "hint", "code", "programmes", "wkb", "squareMetres", "plot" };

    [Fact]
    public void Every_key_of_the_register_has_a_Chinese_and_an_English_label()
    {
        var keys = Sources().SelectMany(s => Keys().Matches(s.Text).Select(m => m.Groups[1].Value)).Concat(Lists().Matches(File.ReadAllText(Path.Combine(Register, "VerbRule.cs"))).SelectMany(m => m.Groups[1].Value.Split(' ').Select(w => w.TrimEnd('?')))).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("beneficiary", keys);
        Assert.Contains("shareMillionths", keys);
        Assert.Empty(keys.Except(NotShown).Where(k => !RegisterLabels.Has(k)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(keys, k => RegisterLabels.Has(k) && k != "sha256" && !RegisterLabels.Of(k, "zh").Any(c => c >= '\u4E00'));
        Assert.False(RegisterLabels.Has("colour"));
    }

    /// <summary>What the register says of a request's form is an exception in English; each one that a request can meet is known to the program in Chinese.</summary>
    [Fact]
    public void Every_reason_of_wrong_usage_has_a_Chinese_form()
    {
        var reasons = Sources().Where(s => Path.GetFileName(s.Path) is var f && (f.EndsWith("Verbs.cs", StringComparison.Ordinal) || f is "VerbRule.cs" or "UnitSelection.cs" or "RequestContext.cs" or "Credentials.cs"))
            .SelectMany(s => Reasons().Matches(s.Text).Select(m => Places().Replace(m.Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal), "5"))).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(reasons.Count > 20, $"{reasons.Count} reasons were found");
        Assert.DoesNotContain(reasons, r => UsageReasons.Zh(r) == r);
        Assert.Equal("缺少“reason”", UsageReasons.Zh("\"reason\" is missing"));
        Assert.Equal("不是 JSON：第 1 行第 6 字节", UsageReasons.Zh("is no JSON: '}' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 5."));
        Assert.Equal("nothing known", UsageReasons.Zh("nothing known"));
    }

    [Theory]
    [InlineData("state", "registered", false, "已登记")]
    [InlineData("otherState", "Drafted", false, "起草的主张")]
    [InlineData("to", "issued", true, "已签发")]
    [InlineData("to", "issued", false, "issued")] // an account of this name
    [InlineData("kind", "pledge", false, "质押冻结")]
    [InlineData("kind", "pdd", false, "项目设计文件")]
    [InlineData("id", "units.retire", false, "注销")]
    [InlineData("id", "registered", false, "registered")]
    [InlineData("beneficiary", "owner", false, "owner")]
    public void Codes_are_told_in_Chinese_and_words_of_the_asker_stay(string key, string code, bool ofStep, string said)
    {
        Assert.Equal(said, RegisterLabels.Term(key, code, ofStep, "zh"));
        Assert.Equal(code, RegisterLabels.Term(key, code, ofStep, "en"));
    }

    private static string Register => Path.Combine(Repository.Root, "src", "CarbonSink", "Register");

    private static List<(string Path, string Text)> Sources() => [.. Directory.GetFiles(Register, "*.cs").Append(Path.Combine(Repository.Root, "src", "CarbonSink.Runs", "Register", "RegisterListing.cs")).Append(Path.Combine(Repository.Root, "src", "CarbonSink.Runs", "Register", "StatementPage.cs")).Select(f => (f, File.ReadAllText(f)))];

    /// <summary>A member of a canonical object: a line that builds one, and its keys.</summary>
    [GeneratedRegex("""(?<=(?:CanonicalObject\.Of|\.With|Outcome)\(.*?|^\s+(?:\("[a-z].*?)?)\("([a-z][A-Za-z0-9]*)", """, RegexOptions.Multiline)]
    private static partial Regex Keys();

    [GeneratedRegex("""new\(new\("([A-Za-z0-9? ]+)"\)""")]
    private static partial Regex Lists();

    [GeneratedRegex("""new FormatException\(\$?"((?:[^"\\]|\\.)*)""")]
    private static partial Regex Reasons();

    [GeneratedRegex(@"\{[^}]*(\}|$)")]
    private static partial Regex Places();
}

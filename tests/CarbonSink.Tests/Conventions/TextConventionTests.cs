using Xunit;

namespace CarbonSink.Tests.Conventions;

public class TextConventionTests
{
    [Fact]
    public void Files_are_short() => Rule.Holds(TextRules.LongFiles(SourceTree.OfRepository), "Divide the file where its subject divides.");

    [Fact]
    public void No_word_of_the_workplace_is_written() => Rule.Holds(TextRules.ForbiddenWords(SourceTree.OfRepository));

    [Fact]
    public void No_failure_is_hidden() => Rule.Holds(TextRules.HiddenFailures(SourceTree.OfRepository));

    [Fact]
    public void Text_is_utf8_with_line_feeds() => Rule.Holds(TextRules.StrangeBytes(SourceTree.OfRepository, SourceTree.OfRepository.Files().Where(f => !IsWrittenByTheSdk(f))));

    [Fact]
    public void A_long_file_is_found()
    {
        using var one = new TemporaryTree().With("tests/Long.cs", new string('\n', 501));
        Assert.Single(TextRules.LongFiles(one.Tree));
        using var usual = new TemporaryTree();
        for (var i = 0; i < 10; i++)
            usual.With($"src/F{i}.cs", new string('\n', i < 8 ? 10 : 301));
        Assert.Equal(["src: the 90th percentile of file length is 301 lines (at most 300)"], TextRules.LongFiles(usual.Tree));
        usual.With("src/F8.cs", "\n");
        Assert.Empty(TextRules.LongFiles(usual.Tree));
    }

    [Theory]
    [InlineData("see /wo", "rk/main")]
    [InlineData("mail the assis", "tant")]
    [InlineData("https://api.nuget", ".org/v3")]
    [InlineData("// TO", "DO later")]
    [InlineData(@"C:\Us", @"ers\li")]
    public void A_forbidden_word_is_found(string left, string right)
    {
        using var folder = new TemporaryTree().With("docs/a.md", "fine\n" + left + right + "\n").With("bin/a.dbf", left + right);
        var problem = Assert.Single(TextRules.ForbiddenWords(folder.Tree));
        Assert.StartsWith("docs/a.md:2:", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Ignored_folders_are_not_read()
    {
        using var folder = new TemporaryTree().With(".gitignore", "obj/\n/report/\n*.user\n")
            .With("src/obj/a.cs", "").With("report/a.md", "").With("docs/report/a.md", "").With("x.user", "");
        Assert.Equal([".gitignore", "docs/report/a.md"], folder.Tree.Files());
    }

    [Theory]
    [InlineData("try { F(); } ca" + "tch (Exception e) { }")]
    [InlineData("try { F(); } ca" + "tch\n{\n}")]
    [InlineData("try { F(); } ca" + "tch (Exception e) when (e is IOException) { }")]
    [InlineData("[Fact(Sk" + "ip = \"flaky\")]")]
    public void A_hidden_failure_is_found(string code)
    {
        using var folder = new TemporaryTree().With("src/A.cs", code);
        Assert.Single(TextRules.HiddenFailures(folder.Tree));
    }

    [Fact]
    public void Strange_bytes_are_found()
    {
        using var folder = new TemporaryTree().With("bom.csv", "\uFEFFa\n").With("crlf.csv", "a\r\n").With("open.csv", "a").With("gbk.csv", [0xC9, 0xBC, 0xC1, 0xD6, (byte)'\n']).With("fine.csv", "杉\n");
        Assert.Equal(4, TextRules.StrangeBytes(folder.Tree, folder.Tree.Files()).Count());
    }

    private static bool IsWrittenByTheSdk(string file) => file.EndsWith(".sln", StringComparison.Ordinal) || file.EndsWith("packages.lock.json", StringComparison.Ordinal);
}

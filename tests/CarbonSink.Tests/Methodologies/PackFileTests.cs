using System.Text;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

/// <summary>What editors and spreadsheets do to files.</summary>
public sealed class PackFileTests
{
    private const string Csv = "species,f [1],source,locator,status,name\nfir,1.5,hand,r,secondary,马尾松\noak,2.5,hand,r,secondary,栎类\n";

    [Fact]
    public void Byte_order_mark_and_CRLF_change_neither_hash_nor_result()
    {
        using var plain = Pack();
        using var windows = Pack();
        plain.Write();
        windows.Write();
        foreach (var file in Directory.GetFiles(windows.Folder, "*", SearchOption.AllDirectories))
            File.WriteAllBytes(file, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(File.ReadAllText(file).Replace("\n", "\r\n", StringComparison.Ordinal))]);
        foreach (var file in Directory.GetFiles(plain.Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(plain.Folder, f)))
            Assert.Equal(Hash(plain, file), Hash(windows, file));
        foreach (var pack in (TestPack[])[plain, windows])
            Assert.Equal(2.5, new TestRun(MethodologyCatalog.Open(pack.Folder).Load("m")).Give("s", "oak").Run().Value("y"));

        static string Hash(TestPack pack, string file)
        {
            var problems = new List<LoadProblem>();
            var text = PackText.Read(Path.Combine(pack.Folder, file), file, problems);
            Assert.Empty(problems);
            return text!.Sha256;
        }
    }

    [Theory]
    [InlineData("tables/t/1/t.csv")]
    [InlineData("sources.csv")]
    [InlineData("codes/test/1/lists.csv")]
    [InlineData(TestPack.MethodFile)]
    [InlineData("methods/m/1/method.json")]
    public void A_file_saved_as_GBK_is_named_with_the_remedy(string file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var pack = Pack();
        pack.Write();
        var path = Path.Combine(pack.Folder, file);
        var text = File.ReadAllText(path).Replace("test", "试验", StringComparison.Ordinal) + (file.EndsWith(".csv", StringComparison.Ordinal) ? string.Empty : "\n");
        text = text.Contains('试', StringComparison.Ordinal) || text.Contains('松', StringComparison.Ordinal) ? text : text.Replace("hand", "手算", StringComparison.Ordinal);
        File.WriteAllBytes(path, Encoding.GetEncoding(936).GetBytes(text));
        var problem = Assert.Throws<MethodologyLoadException>(() => MethodologyCatalog.Open(pack.Folder).Load("m")).Problems.First(p => p.File == file);
        var first = text.AsSpan().IndexOfAnyInRange('\u0100', '\uFFFF');
        Assert.Equal((text[..first].Count(c => c == '\n') + 1, first - text[..first].LastIndexOf('\n')), (problem.Line, problem.Column));
        Assert.Contains("most likely saved as GBK", problem.Message, StringComparison.Ordinal);
        Assert.Contains("save it as UTF-8", problem.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    public void A_file_saved_as_UTF_16_is_named_with_the_remedy(string encoding, bool mark)
    {
        using var pack = Pack();
        pack.Write();
        var target = Encoding.GetEncoding(encoding);
        File.WriteAllBytes(Path.Combine(pack.Folder, "tables/t/1/t.csv"), [.. mark ? target.GetPreamble() : [], .. target.GetBytes(Csv)]);
        var problem = Assert.Throws<MethodologyLoadException>(() => MethodologyCatalog.Open(pack.Folder).Load("m")).Problems.Single();
        Assert.Equal(("tables/t/1/t.csv", "is UTF-16"), (problem.File, problem.Message));
        Assert.Contains("UTF-8", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Lost_leading_zeros_are_named_with_the_remedy()
    {
        using var table = Pack().With("tables/t/1/t.csv", "species,f [1],source,locator,status\n0111,1,hand,r,secondary\n112,2,hand,r,secondary\n");
        var problem = table.Problem();
        Assert.Equal(("tables/t/1/t.csv", 3, 1), (problem.File, problem.Line, problem.Column));
        Assert.Contains("'112' in column species is shorter than the others: a spreadsheet may have dropped its leading zeros", problem.Message, StringComparison.Ordinal);
        Assert.Contains("write 0112", problem.Hint, StringComparison.Ordinal);
        using var lists = Pack().With("codes/test/1/lists.csv", "list,code,source\ngood,0111,hand\ngood,112,hand\n");
        Assert.Equal(("codes/test/1/lists.csv", 3, 6), (lists.Problem().File, lists.Problem().Line, lists.Problem().Column));
        using var sources = Pack().With("sources.csv", "id,kind,number,title,publisher,date,url,licence,read_by_us\nhand,web,,t,,,,,yes\n007,web,,t,,,,,yes\n8,web,,t,,,,,yes\n");
        Assert.Equal(("sources.csv", 4, 1), (sources.Problem().File, sources.Problem().Line, sources.Problem().Column));

        // All zeros lost in the table: the data tell.
        using var all = Pack().With("tables/t/1/t.csv", "species,f [1],source,locator,status\n111,1,hand,r,secondary\n112,2,hand,r,secondary\n");
        var run = new TestRun(all.Load()).Give("s", "0112").Run();
        Assert.Equal("table t has no row for species = 0112 (it has 112: a spreadsheet may have dropped the leading zeros)", run.Cause("y").En);
    }

    [Theory]
    [InlineData("sources.csv", "id,kind\nhand,web\n", 1, "has no column 'number'")]
    [InlineData("sources.csv", "id,kind,number,title,publisher,date,url,licence,read_by_us\nhand,rumour,,t,,,,,yes\n", 2, "'rumour' is not one of")]
    [InlineData("sources.csv", "id,kind,number,title,publisher,date,url,licence,read_by_us\nhand,web,,t,,,,,perhaps\n", 2, "write yes or no")]
    [InlineData("sources.csv", "id,kind,number,title,publisher,date,url,licence,read_by_us\nhand,web,,t,,,,,yes\nhand,web,,t,,,,,yes\n", 3, "source 'hand' stands twice")]
    [InlineData("codes/test/1/lists.csv", "name,code\ngood,a\n", 1, "needs the columns list, code, source")]
    [InlineData("tables/t/1/t.csv", "", 1, "is empty")]
    [InlineData("tables/t/1/t.csv", "species,f [1],source,locator,status\n", 1, "has no rows")]
    public void A_wrong_list_is_named(string file, string text, int line, string message)
    {
        using var pack = Pack().With(file, text);
        Assert.Contains(pack.Problems(), p => p.File == file && p.Line == line && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Cells_with_commas_quotes_and_line_ends_keep_every_place()
    {
        var text = "id,note,x\n\na,\"one, two\",1\nb,\"say \"\"no\"\"\",2\n\n\nc,\"two\nlines\",3\nd,,4\n";
        var csv = Read(text, out var problems)!;
        Assert.Empty(problems);
        Assert.Equal([3, 4, 7, 9], csv.Rows.Select(r => r.Line));
        Assert.Equal(["one, two", "say \"no\"", "two\nlines", ""], csv.Rows.Select(r => r.Cells[1]));
        Assert.Equal([(3, 3), (4, 3), (7, 3), (9, 3)], csv.Rows.Select(r => (r.Lines[1], r.Columns[1])));
        Assert.Equal([(3, 14), (4, 16), (8, 8), (9, 4)], csv.Rows.Select(r => (r.Lines[2], r.Columns[2])));
        Assert.All(csv.Rows, r =>
        {
            // The oracle: cut the text at the place.
            var line = text.Split('\n')[r.Lines[2] - 1];
            Assert.Equal(r.Cells[2], line[(r.Columns[2] - 1)..]);
        });
    }

    [Theory]
    [InlineData("id,note\na,\"never closed\nb,2\nc,3\n", 2)]
    [InlineData("id,note\na,1\nb,2\nc,\"open", 4)]
    [InlineData("id,note\na,in\"side\nb,2\n", 2)]
    public void A_quotation_mark_that_does_not_match_is_named_and_swallows_no_row_in_silence(string text, int line)
    {
        Read(text, out var problems);
        Assert.Contains(problems, p => p.Line == line && p.Message.Contains("quotation mark", StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_that_is_not_there_and_a_method_that_is_not_there_are_named()
    {
        using var pack = Pack();
        pack.Write();
        File.Delete(Path.Combine(pack.Folder, "tables/t/1/t.csv"));
        var catalog = MethodologyCatalog.Open(pack.Folder);
        Assert.Contains("table 'tables/t/t@1' does not exist", Assert.Throws<MethodologyLoadException>(() => catalog.Load("m")).Problems.Single().Message, StringComparison.Ordinal);
        Assert.Contains("name one of m/1", Assert.Throws<MethodologyLoadException>(() => catalog.Load("n")).Problems.Single().Hint, StringComparison.Ordinal);
        Assert.Throws<MethodologyLoadException>(() => catalog.Load("m/2"));
        File.Delete(Path.Combine(pack.Folder, "sources.csv"));
        Assert.Equal("sources.csv", Assert.Throws<MethodologyLoadException>(() => MethodologyCatalog.Open(pack.Folder)).Problems.Single().File);
    }

    private static PackCsv? Read(string text, out List<LoadProblem> problems)
    {
        problems = [];
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            return PackCsv.Parse(PackText.Read(path, "a.csv", problems)!, problems);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static TestPack Pack() =>
        new TestPack { Inputs = ["s||code"], Tables = ["t|tables/t/t@1|species|refuse"], Equations = ["1|y||1||||`t(s).f`"] }.With("tables/t/1/t.csv", Csv);
}

using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Conventions;

/// <summary>A pack whose text was not read may not say about itself what it refuses to have said of its results.</summary>
public sealed class RefusedWordsTests
{
    [Fact]
    public void No_pack_says_a_word_that_it_refuses() => Assert.Empty(Said(Repository.PathOf("methodology")));

    [Fact]
    public void A_word_that_is_said_is_found()
    {
        using var folder = new TemporaryTree().With("sources.csv", "id,kind,number,title,publisher,date,url,licence,read_by_us\nhand,hand-arithmetic,,x,,,,,yes\n")
            .With("methods/m/1/method.json", """{"id":"m","version":"1","status":"draft","title":{"zh":"试","en":"A ccer-compliant test"},"label":{"zh":"经核证","en":"x"},"refuses":["CCER-compliant","经核证"],"notices":[{"zh":"a","en":"b"}]}""")
            .With("methods/m/1/METHOD.md", "# m\n\n## Sets\n\n| set | inside | ordered | key |\n|---|---|---|---|\n\n## Inputs\n\n| symbol | over | unit | role | 中文 | meaning |\n|---|---|---|---|---|---|\n| `x` | | 1 | run | x | x |\n\n## Tables\n\n| table | file@version | keys | outside |\n|---|---|---|---|\n\n## Equations\n\n| no. | symbol | over | unit | formula | source |\n|---|---|---|---|---|---|\n| 1 | `y` | | 1 | `x` | hand, 1 |\n\n## Outputs\n\n| symbol | as | complete |\n|---|---|---|\n");
        Assert.Equal(["m/1: 'CCER-compliant' in 'A ccer-compliant test'", "m/1: '经核证' in '经核证'"], Said(folder.Tree.Root));
    }

    /// <summary>Titles, labels, notices, open items, names of outputs and inputs, reasons.</summary>
    private static List<string> Said(string folder)
    {
        var catalog = MethodologyCatalog.Open(folder);
        var found = new List<string>();
        foreach (var (id, version) in catalog.Methods())
        {
            var pack = catalog.Describe(id, version);
            if (pack.Status == "verified")
                continue;
            var texts = ((Bilingual[])[pack.Title, pack.Label, .. pack.Notices, .. pack.Open.Select(o => o.Text)]).SelectMany(t => (string[])[t.Zh, t.En]).Concat(Tables(Path.Combine(folder, "methods", id, version, "METHOD.md")));
            found.AddRange(from text in texts from word in pack.Refuses where text.Contains(word, StringComparison.OrdinalIgnoreCase) select $"{id}/{version}: '{word}' in '{text}'");
        }

        return found;
    }

    /// <summary>Lines of the tables Inputs, Outputs and Reasons: what reports show.</summary>
    private static IEnumerable<string> Tables(string path)
    {
        var shown = false;
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                shown = line[3..].Trim() is "Inputs" or "Outputs" or "Reasons";
            else if (shown && line.StartsWith('|'))
                yield return line;
        }
    }
}

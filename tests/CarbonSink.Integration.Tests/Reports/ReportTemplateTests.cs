using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>Every template of methodology/reports with its own sample: what it prints, and what it refuses to print.</summary>
public sealed partial class ReportTemplateTests(ReportSamples samples) : IClassFixture<ReportSamples>
{
    private const int MostChanges = 400; // numbers of the sources that are changed in search of one that the report refuses

    public static TheoryData<string> Templates => [.. ReportSamples.Templates];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task A_template_loads_and_carries_its_sample(string template)
    {
        (await ProgramRun.Of("reports", "check", template)).Exits(0);
        foreach (var name in (string[])["README.md", "sample.csv", "expected.json"])
            Assert.True(File.Exists(ReportSamples.FileOf(template, name)), $"{template} has no {name}");
        var loaded = ReportTemplateLoader.Load(MethodologyCatalog.Open(CarbonSink.Tests.Repository.PathOf("methodology")), template);
        var roles = ReportSamples.Rows(template).Select(r => r.Role).ToList();
        Assert.Empty(roles.Except(loaded.Sources.Select(s => s.Role)));
        Assert.Empty(loaded.Sources.Where(s => !s.IsOptional).Select(s => s.Role).Except(roles));
    }

    /// <summary>UPDATE_REPORTS=1 rewrites expected.json; read the diff before you commit it.</summary>
    [Theory]
    [MemberData(nameof(Templates))]
    public async Task The_sample_gives_what_the_template_expects(string template)
    {
        var path = ReportSamples.FileOf(template, "expected.json");
        var found = Steady(Json(await samples.Report(template, "zh")));
        if (Environment.GetEnvironmentVariable("UPDATE_REPORTS") == "1")
            await File.WriteAllTextAsync(path, found);
        Assert.Equal(Steady(await File.ReadAllTextAsync(path)), found);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Both_languages_have_the_same_tables_rows_and_numbers(string template)
    {
        var (zh, en) = (await samples.Report(template, "zh"), await samples.Report(template, "en"));
        Assert.Equal(zh.Document.Tables.Select(t => t.Table.Id), en.Document.Tables.Select(t => t.Table.Id));
        foreach (var (one, other) in zh.Document.Tables.Zip(en.Document.Tables))
            Assert.Equal(NumbersOf(one.Table), NumbersOf(other.Table));
        Assert.Equal(zh.Document.Figures.Select(f => f.Anchor), en.Document.Figures.Select(f => f.Anchor));
        Assert.Equal(zh.Bound.Facts.Values.Select(f => (f.Definition.Id, f.Number)), en.Bound.Facts.Values.Select(f => (f.Definition.Id, f.Number)));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Every_number_stands_on_the_page_and_nothing_is_left_open(string template)
    {
        foreach (var language in (string[])["zh", "en"])
        {
            var result = await samples.Report(template, language);
            var html = Html(result);
            var text = TextOf(html);
            Assert.DoesNotContain('\uFFFD', html);
            Assert.DoesNotContain('\uFFFD', Json(result));
            Assert.Empty(Open().Matches(text).Select(m => m.Value));
            foreach (var table in result.Document.Tables)
                Assert.Equal(PrintedNumbers(table.Table), NumbersOnPage(html, table.Table));
            foreach (var fact in NamedFacts(result, language).Where(f => f.Printed is not null))
                Assert.True(text.Contains(fact.Printed!, StringComparison.Ordinal), $"{fact.Definition.Id} = {fact.Printed} is nowhere on the page");
        }
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task A_source_that_was_changed_is_refused(string template)
    {
        var read = (await samples.Report(template, "zh")).Inputs.Select(i => i.Name).Where(n => !n.EndsWith("/" + Manifest.FileName, StringComparison.Ordinal)).ToList();
        foreach (var from in await samples.Copies(template))
        {
            var (role, place) = (from[..from.IndexOf('=', StringComparison.Ordinal)], from[(from.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            foreach (var name in read.Where(n => n.StartsWith(role + "/", StringComparison.Ordinal)).Select(n => n[(role.Length + 1)..]))
            {
                var others = (await samples.From(template)).Where(f => !f.StartsWith(role + "=", StringComparison.Ordinal));
                var bytes = await File.ReadAllBytesAsync(Path.Combine(place, name));
                await File.WriteAllBytesAsync(Path.Combine(place, name), [.. bytes, (byte)'\n']);
                Assert.Equal(ReportFindings.Changed.Code, Refusal(template, [from, .. others]));
                await File.WriteAllBytesAsync(Path.Combine(place, name), bytes);
            }
        }
    }

    /// <summary>Of a template with sums or checks: among the numbers of its sources is one whose change, listed in the manifest as if the run had written it, makes the sums, the checks or the proof of a certificate refuse the report.</summary>
    [Theory]
    [MemberData(nameof(Templates))]
    public async Task A_table_that_does_not_add_up_is_refused(string template)
    {
        var result = await samples.Report(template, "zh");
        if (result.Bound.Tables.Values.All(t => t.Definition.Place.Role.Length == 0) && !result.Bound.Template.Checks.Any(c => c.Refuses))
            return;
        var (tried, allowed) = (0, new List<string>());
        foreach (var (from, name) in from f in await samples.Copies(template) from n in Sources(result, f) select (f, n))
        {
            var (role, place) = (from[..from.IndexOf('=', StringComparison.Ordinal)], from[(from.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            IReadOnlyList<string> all = [from, .. (await samples.From(template)).Where(f => !f.StartsWith(role + "=", StringComparison.Ordinal))];
            var path = Path.Combine(place, name);
            var text = await File.ReadAllTextAsync(path);
            var numbers = Number().Matches(text).ToList();
            if (name.EndsWith(".csv", StringComparison.Ordinal))
                numbers.Reverse(); // the total comes last
            foreach (var number in numbers.Take(MostChanges))
            {
                tried++;
                var other = (double.Parse(number.Value, CultureInfo.InvariantCulture) + 1).ToString("R", CultureInfo.InvariantCulture);
                await File.WriteAllTextAsync(path, string.Concat(text.AsSpan(0, number.Index), other, text.AsSpan(number.Index + number.Length)));
                ReportSamples.Relist(place, name);
                if (Refusal(template, all) is "DOC-0010" or "DOC-0011" or "DOC-0024")
                    return;
            }

            await File.WriteAllTextAsync(path, text);
            ReportSamples.Relist(place, name);
            allowed.Add($"{role}/{name}");
        }

        Assert.Fail($"{tried} numbers of {string.Join(", ", allowed)} were changed one after another, and the report was written every time");
    }

    /// <summary>Words of whoever asked, changed in what a certificate states and in the certificate itself, with both listed as if the register had written them so.</summary>
    [Theory]
    [InlineData("retirement-certificate/1", "statement.json")]
    [InlineData("retirement-certificate/1", "certificate.json")]
    [InlineData("event-neutrality/1", "statement.json")]
    [InlineData("event-neutrality/1", "certificate.json")]
    public async Task A_certificate_that_says_what_the_ledger_does_not_is_refused(string template, string name)
    {
        var from = Assert.Single(await samples.Copies(template));
        var place = from[(from.IndexOf('=', StringComparison.Ordinal) + 1)..];
        var text = await File.ReadAllTextAsync(Path.Combine(place, name));
        Assert.Contains("示例", text, StringComparison.Ordinal);
        Assert.Null(Refusal(template, [from]));
        await File.WriteAllTextAsync(Path.Combine(place, name), text.Replace("示例", "真实", StringComparison.Ordinal));
        ReportSamples.Relist(place, name);
        Assert.Equal(ReportFindings.NotProved.Code, Refusal(template, [from]));
    }

    /// <summary>Of the templates whose sources rest on methods that refuse words: each is refused once it says one, whether in its title, its text or a table's caption.</summary>
    [Fact]
    public async Task A_template_that_says_a_refused_word_is_refused()
    {
        var (methodology, tried) = (samples.CopyOfMethodology(), 0);
        var catalog = MethodologyCatalog.Open(methodology);
        foreach (var template in ReportSamples.Templates)
        {
            var from = await samples.From(template);
            if (Refused(catalog, ReportSamples.Report(template, from, "en", methodology)) is not { } word)
                continue;
            tried++;
            var path = Path.Combine(methodology, "reports", template, "text.en.md");
            var text = await File.ReadAllTextAsync(path);
            await File.WriteAllTextAsync(path, $"{text}\nThis shows {word}.\n");
            Assert.Equal(ReportFindings.RefusedWord.Code, Refusal(template, from, "en", methodology));
            await File.WriteAllTextAsync(path, text);
            Assert.Null(Refusal(template, from, "en", methodology));
        }

        Assert.True(tried > 0, "no template rests on a method that refuses a word");
    }

    private static string? Refused(MethodologyCatalog catalog, ReportResult result)
    {
        var known = catalog.Methods().ToHashSet();
        return result.Bound.Runs.SelectMany(r => r.Packs).Select(p => (Id: p.Id.StartsWith("methods/", StringComparison.Ordinal) ? p.Id["methods/".Length..] : p.Id, p.Version)).Where(known.Contains)
            .Select(m => catalog.Describe(m.Id, m.Version)).Where(d => d.Status != "verified").SelectMany(d => d.Refuses).FirstOrDefault();
    }

    /// <summary>Code of the finding for which a report is refused; null where it is written.</summary>
    private static string? Refusal(string template, IReadOnlyList<string> from, string language = "zh", string? methodology = null)
    {
        try
        {
            ReportSamples.Report(template, from, language, methodology ?? CarbonSink.Tests.Repository.PathOf("methodology"));
            return null;
        }
        catch (RefusedInputException e)
        {
            return e.Finding.Rule.Code;
        }
    }

    /// <summary>Files of a folder from which tables or facts were read.</summary>
    private static IEnumerable<string> Sources(ReportResult result, string from)
    {
        var role = from[..(from.IndexOf('=', StringComparison.Ordinal) + 1)].TrimEnd('=') + "/";
        return result.Inputs.Select(i => i.Name).Where(n => n.StartsWith(role, StringComparison.Ordinal) && !n.EndsWith("/" + Manifest.FileName, StringComparison.Ordinal)).Select(n => n[role.Length..]);
    }

    private static string Json(ReportResult result)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(result, stream);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(stream.ToArray());
    }

    private static string Html(ReportResult result)
    {
        using var stream = new MemoryStream();
        ReportFolder.WriteOne(result, ReportFormat.Html, stream);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(stream.ToArray());
    }

    /// <summary>Without hashes: those of manifests carry the time of the run, those of a register new keys.</summary>
    private static string Steady(string json) => Hash().Replace(Trace().Replace(json, ""), "#");

    private static string TextOf(string html) => WebUtility.HtmlDecode(Tag().Replace(Unseen().Replace(html, ""), ""));

    private static List<(int, int, double)> NumbersOf(ReportTable table) =>
        [.. Rows(table).SelectMany((row, r) => row.Select((cell, c) => (r, c, cell)).Where(x => x.cell.Kind is not (null or ReportColumnKind.Text)).Select(x => (x.r, x.c, x.cell.Number)))];

    private static List<string> PrintedNumbers(ReportTable table) =>
        [.. Rows(table).SelectMany(row => row.Select((cell, c) => (cell, c)).Where(x => x.cell.Kind is not (null or ReportColumnKind.Text)).Select(x => HtmlTable.Text(x.cell, table.Columns[x.c].Decimals)))];

    private static IEnumerable<IReadOnlyList<ReportCell>> Rows(ReportTable table) => table.Total is { } total ? table.Rows.Append(total) : table.Rows;

    /// <summary>The numbers that stand in a table's cells on the page, row by row, read from the page alone but for the places where the table has numbers.</summary>
    private static List<string> NumbersOnPage(string html, ReportTable table)
    {
        var start = html.IndexOf($"id=\"t-{table.Id}\"", StringComparison.Ordinal);
        var body = html[html.IndexOf("<tbody", start, StringComparison.Ordinal)..html.IndexOf("</table>", start, StringComparison.Ordinal)];
        var rows = Row().Matches(body).Select(r => Cell().Matches(r.Value).Select(c => TextOf(c.Groups[1].Value).Trim()).ToList()).ToList();
        return [.. Rows(table).SelectMany((row, r) => row.Select((cell, c) => (cell, c)).Where(x => x.cell.Kind is not (null or ReportColumnKind.Text)).Select(x => rows[r][x.c]))];
    }

    /// <summary>The facts that the text names in sections whose source was given.</summary>
    private static List<FilledFact> NamedFacts(ReportResult result, string language)
    {
        var (named, hidden) = (new List<FilledFact>(), 0);
        foreach (var line in result.Bound.Template.Text.In(language).Split('\n'))
        {
            var level = line.TakeWhile(c => c == '#').Count();
            if (level > 0 && (hidden == 0 || level <= hidden))
                hidden = When().Match(line) is { Success: true } when && !result.Bound.Has(when.Groups[1].Value) ? level : 0;
            if (hidden == 0)
                named.AddRange(Name().Matches(line).Select(m => m.Groups[1].Value).Where(result.Bound.Facts.ContainsKey).Select(n => result.Bound.Facts[n]));
        }

        return named;
    }

    [GeneratedRegex(" · SHA-256 [0-9a-f]*…", RegexOptions.CultureInvariant)]
    private static partial Regex Trace();

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();

    [GeneratedRegex("<(style|script)[ >].*?</\\1>", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Unseen();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("<tr[ >].*?</tr>", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<t[dh][^>]*>(.*?)</t[dh]>", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Cell();

    [GeneratedRegex(@"\{+[A-Za-z][A-Za-z0-9 :-]*\}+", RegexOptions.CultureInvariant)]
    private static partial Regex Open();

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9-]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\{when ([a-z0-9-]+)\}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex When();

    [GeneratedRegex(@"(?<![\w.""/+-])(?<!\d:)\d+(\.\d+)?(?![\w.""/:-])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

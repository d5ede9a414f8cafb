using System.CommandLine;
using System.Text.Json;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Cli;

/// <summary>carbonsink methods list | show ID[/VERSION] | check [ID[/VERSION]]</summary>
internal static class MethodsCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var list = new Command("list", Texts.MethodsList.In(language));
        list.SetAction(parsed => run(parsed, List));

        var shown = new Argument<string>("METHOD") { Description = Texts.MethodArgument.In(language) };
        var show = new Command("show", Texts.MethodsShow.In(language)) { shown };
        show.SetAction(parsed => run(parsed, invocation => Show(invocation, parsed.GetRequiredValue(shown))));

        var one = new Argument<string>("METHOD") { Arity = ArgumentArity.ZeroOrOne, Description = Texts.MethodArgument.In(language) };
        var check = new Command("check", Texts.MethodsCheck.In(language)) { one };
        check.SetAction(parsed => run(parsed, invocation => Check(invocation, parsed.GetValue(one))));

        return new("methods", Texts.Methods.In(language)) { list, show, check };
    }

    private static int List(Invocation invocation)
    {
        var catalog = MethodologyCatalog.Open(invocation.Methodology);
        var table = new ReportTable("methods", "方法", "Methods", [PackListing.Column("id", "ID"), PackListing.Column("version", "版本", "Version"), PackListing.Column("status", "状态", "Status"), PackListing.Column("title", "名称", "Title"), PackListing.Column("problems", "问题", "Problems")]);
        using var json = PackListing.Document(invocation);
        json?.WriteStartArray("methods");
        foreach (var (id, version) in catalog.Methods())
        {
            var (description, problems) = Describe(catalog, id, version);
            if (json is not null)
            {
                json.WriteStartObject();
                WriteDescription(json, invocation, id, version, description, problems);
                json.WriteEndObject();
            }

            table.AddRow(id, version, description?.Status ?? "—", description?.Title.In(invocation.Language) ?? "—", problems.Count == 0 ? "" : $"{problems.Count}: {problems[0]}");
        }

        json?.WriteEndArray();
        PackListing.End(json, invocation, table);
        return ExitCode.Done;
    }

    /// <summary>METHOD.md is both document and program, so showing it shows exactly what runs.</summary>
    private static int Show(Invocation invocation, string named)
    {
        var catalog = MethodologyCatalog.Open(invocation.Methodology);
        var (id, version) = Find(invocation, catalog, named)[0];
        var (description, problems) = Describe(catalog, id, version);
        var document = File.ReadAllText(Path.Combine(catalog.Folder, "methods", id, version, "METHOD.md"));
        using var json = PackListing.Document(invocation);
        if (json is not null)
        {
            WriteDescription(json, invocation, id, version, description, problems);
            json.WriteString("label", description?.Label.In(invocation.Language));
            json.WriteString("gwpSet", description?.GwpSet);
            json.WriteString("document", document);
            PackListing.End(json, invocation);
            return ExitCode.Done;
        }

        using var output = invocation.Text();
        output.WriteLine($"{id}/{version} · {description?.Title.In(invocation.Language)} · {description?.Status}");
        output.WriteLine(description?.Label.In(invocation.Language));
        foreach (var problem in problems)
            output.WriteLine($"  {problem}");
        output.WriteLine();
        output.Write(document);
        return ExitCode.Done;
    }

    private static int Check(Invocation invocation, string? named)
    {
        var catalog = MethodologyCatalog.Open(invocation.Methodology);
        var (results, released) = named is null ? MethodologyCheck.Run(catalog) : ([.. Find(invocation, catalog, named).Select(m => MethodologyCheck.Run(catalog, m.Id, m.Version))], []);
        var problems = results.Sum(r => r.Problems.Count) + released.Count;
        if (invocation.Json)
        {
            using var json = PackListing.Document(invocation)!;
            PackJson.WriteChecks(json, results, released);
            PackListing.End(json, invocation);
            return problems == 0 ? ExitCode.Done : ExitCode.Refused;
        }

        using var output = invocation.Text();
        foreach (var r in results)
        {
            output.WriteLine(string.Format(null, Texts.Checked.In(invocation.Language), r.Id, r.Version, r.Status, r.WorstParameter.ToString().ToLowerInvariant(), r.Rows, r.Estimators, r.Examples, r.KnownFailing));
            if (r.HasTooManyEstimators)
                output.WriteLine($"  {Texts.TooManyEstimators.In(invocation.Language)}");
            if (r.WithoutOutsideExample.Count > 0)
                output.WriteLine($"  {string.Format(null, Texts.WithoutOutsideExample.In(invocation.Language), r.WithoutOutsideExample.Count, string.Join(", ", r.WithoutOutsideExample))}");
            foreach (var problem in r.Problems)
                output.WriteLine($"  {problem}");
        }

        foreach (var problem in released)
            output.WriteLine($"  {problem}");
        output.WriteLine(string.Format(null, Texts.Problems.In(invocation.Language), problems));
        return problems == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static List<(string Id, string Version)> Find(Invocation invocation, MethodologyCatalog catalog, string? named)
    {
        var all = catalog.Methods();
        var found = all.Where(m => named is null || named == m.Id || named == $"{m.Id}/{m.Version}").ToList();
        return found.Count > 0 || named is null ? found : throw new UsageException(string.Format(null, Texts.NoMethod.In(invocation.Language), named, string.Join(", ", all.Select(m => $"{m.Id}/{m.Version}"))));
    }

    private static (MethodologyDescription? Description, IReadOnlyList<LoadProblem> Problems) Describe(MethodologyCatalog catalog, string id, string version)
    {
        try
        {
            return (catalog.Describe(id, version), []);
        }
        catch (MethodologyLoadException e)
        {
            return (null, e.Problems);
        }
    }

    private static void WriteDescription(Utf8JsonWriter json, Invocation invocation, string id, string version, MethodologyDescription? description, IReadOnlyList<LoadProblem> problems)
    {
        json.WriteString("id", id);
        json.WriteString("version", version);
        json.WriteString("status", description?.Status);
        json.WriteString("title", description?.Title.In(invocation.Language));
        PackJson.WriteProblems(json, "problems", problems);
    }
}

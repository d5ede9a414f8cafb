using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Cli;

/// <summary>carbonsink methods list | show ID[/VERSION] | check [ID[/VERSION]]</summary>
internal static class MethodsCommand
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Session, int>, int> run)
    {
        var list = new Command("list", Texts.MethodsList.In(language));
        list.SetAction(parsed => run(parsed, List));

        var shown = new Argument<string>("METHOD") { Description = Texts.MethodArgument.In(language) };
        var show = new Command("show", Texts.MethodsShow.In(language)) { shown };
        show.SetAction(parsed => run(parsed, session => Show(session, parsed.GetRequiredValue(shown))));

        var one = new Argument<string>("METHOD") { Arity = ArgumentArity.ZeroOrOne, Description = Texts.MethodArgument.In(language) };
        var check = new Command("check", Texts.MethodsCheck.In(language)) { one };
        check.SetAction(parsed => run(parsed, session => Check(session, parsed.GetValue(one))));

        return new("methods", Texts.Methods.In(language)) { list, show, check };
    }

    private static int List(Session session)
    {
        var catalog = MethodologyCatalog.Open(session.Methodology);
        var table = new ReportTable("methods", "方法", "Methods", [Column("id", "ID"), Column("version", "版本", "Version"), Column("status", "状态", "Status"), Column("title", "名称", "Title"), Column("problems", "问题", "Problems")]);
        using var json = Document(session);
        json?.WriteStartArray("methods");
        foreach (var (id, version) in catalog.Methods())
        {
            var (description, problems) = Describe(catalog, id, version);
            if (json is not null)
            {
                json.WriteStartObject();
                WriteDescription(json, session, id, version, description, problems);
                json.WriteEndObject();
            }

            table.AddRow(id, version, description?.Status ?? "—", description?.Title.In(session.Language) ?? "—", problems.Count == 0 ? "" : $"{problems.Count}: {problems[0]}");
        }

        json?.WriteEndArray();
        End(json, session, table);
        return ExitCode.Done;
    }

    /// <summary>METHOD.md is both document and program, so showing it shows exactly what runs.</summary>
    private static int Show(Session session, string named)
    {
        var catalog = MethodologyCatalog.Open(session.Methodology);
        var (id, version) = Find(session, catalog, named)[0];
        var (description, problems) = Describe(catalog, id, version);
        var document = File.ReadAllText(Path.Combine(catalog.Folder, "methods", id, version, "METHOD.md"));
        using var json = Document(session);
        if (json is not null)
        {
            WriteDescription(json, session, id, version, description, problems);
            json.WriteString("label", description?.Label.In(session.Language));
            json.WriteString("gwpSet", description?.GwpSet);
            json.WriteString("document", document);
            End(json, session);
            return ExitCode.Done;
        }

        using var output = session.Text();
        output.WriteLine($"{id}/{version} · {description?.Title.In(session.Language)} · {description?.Status}");
        output.WriteLine(description?.Label.In(session.Language));
        foreach (var problem in problems)
            output.WriteLine($"  {problem}");
        output.WriteLine();
        output.Write(document);
        return ExitCode.Done;
    }

    private static int Check(Session session, string? named)
    {
        var catalog = MethodologyCatalog.Open(session.Methodology);
        var (results, released) = named is null ? MethodologyCheck.Run(catalog) : ([.. Find(session, catalog, named).Select(m => MethodologyCheck.Run(catalog, m.Id, m.Version))], []);
        var problems = results.Sum(r => r.Problems.Count) + released.Count;
        if (session.Json)
        {
            using var json = Document(session)!;
            PackJson.WriteChecks(json, results, released);
            End(json, session);
            return problems == 0 ? ExitCode.Done : ExitCode.Refused;
        }

        using var output = session.Text();
        foreach (var r in results)
        {
            output.WriteLine(string.Format(null, Texts.Checked.In(session.Language), r.Id, r.Version, r.Status, r.WorstParameter.ToString().ToLowerInvariant(), r.Rows, r.Estimators, r.Examples, r.KnownFailing));
            if (r.HasTooManyEstimators)
                output.WriteLine($"  {Texts.TooManyEstimators.In(session.Language)}");
            foreach (var problem in r.Problems)
                output.WriteLine($"  {problem}");
        }

        foreach (var problem in released)
            output.WriteLine($"  {problem}");
        output.WriteLine(string.Format(null, Texts.Problems.In(session.Language), problems));
        return problems == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static List<(string Id, string Version)> Find(Session session, MethodologyCatalog catalog, string? named)
    {
        var all = catalog.Methods();
        var found = all.Where(m => named is null || named == m.Id || named == $"{m.Id}/{m.Version}").ToList();
        return found.Count > 0 || named is null ? found : throw new UsageException(string.Format(null, Texts.NoMethod.In(session.Language), named, string.Join(", ", all.Select(m => $"{m.Id}/{m.Version}"))));
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

    private static ReportColumn Column(string key, string zh, string? en = null) => new(key, zh, en ?? zh, "", ReportColumnKind.Text);

    private static Utf8JsonWriter? Document(Session session)
    {
        if (!session.Json)
            return null;
        var json = new Utf8JsonWriter(session.Stdout, JsonOptions);
        json.WriteStartObject();
        return json;
    }

    private static void WriteDescription(Utf8JsonWriter json, Session session, string id, string version, MethodologyDescription? description, IReadOnlyList<LoadProblem> problems)
    {
        json.WriteString("id", id);
        json.WriteString("version", version);
        json.WriteString("status", description?.Status);
        json.WriteString("title", description?.Title.In(session.Language));
        PackJson.WriteProblems(json, "problems", problems);
    }

    private static void End(Utf8JsonWriter? json, Session session, ReportTable? table = null)
    {
        if (json is not null)
        {
            json.WriteEndObject();
            json.Flush();
            session.Stdout.WriteByte((byte)'\n');
        }
        else if (table is not null)
        {
            using var output = session.Text();
            ConsoleTable.Write(output, table, session.Language, int.MaxValue);
        }
    }
}

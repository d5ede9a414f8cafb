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
            json?.WriteStartObject();
            json?.WriteString("id", id);
            json?.WriteString("version", version);
            json?.WriteString("status", description?.Status);
            json?.WriteString("title", description?.Title.In(session.Language));
            WriteProblems(json, problems);
            json?.WriteEndObject();
            table.AddRow(id, version, description?.Status ?? "—", description?.Title.In(session.Language) ?? "—", problems.Count == 0 ? "" : $"{problems.Count}: {problems[0]}");
        }

        json?.WriteEndArray();
        End(json, session, table);
        return ExitCode.Done;
    }

    private static int Show(Session session, string named)
    {
        var language = session.Language;
        var catalog = MethodologyCatalog.Open(session.Methodology);
        var (id, version) = Find(session, catalog, named)[0];
        var methodology = catalog.Load($"{id}/{version}");
        var description = methodology.Description;
        if (session.Json)
        {
            using var json = Document(session)!;
            MethodologyJson.Write(json, methodology, language);
            End(json, session);
            return ExitCode.Done;
        }

        using var output = session.Text();
        output.WriteLine($"{id}/{version} · {description.Title.In(language)} · {description.Status}");
        output.WriteLine(description.Label.In(language));
        var inputs = new ReportTable("inputs", "输入", "Inputs", [Column("symbol", "符号", "Symbol"), Column("unit", "单位", "Unit"), Column("role", "角色", "Role"), Column("name", "名称", "Name")]);
        foreach (var input in methodology.Inputs)
            inputs.AddRow(input.Symbol, input.Unit, input.Role, input.Name.In(language));
        var tables = new ReportTable("tables", "参数表", "Tables", [Column("name", "名称", "Name"), Column("reference", "引用", "Reference"), Column("status", "最差状态", "Worst status"), Column("rows", "行数", "Rows")]);
        foreach (var bound in methodology.Tables)
            tables.AddRow(bound.Name, bound.Table.Reference, bound.Table.WorstStatus.ToString().ToLowerInvariant(), $"{bound.Table.Rows.Count}");
        var equations = new ReportTable("equations", "公式", "Equations", [Column("number", "编号", "No."), Column("symbol", "符号", "Symbol"), Column("unit", "单位", "Unit"), Column("when", "条件", "When"), Column("formula", "公式", "Formula"), Column("source", "出处", "Source")]);
        foreach (var e in methodology.Equations)
            equations.AddRow(e.Number, e.SymbolName, e.UnitText, e.When, e.Formula, e.Locator.Length == 0 ? e.Source : $"{e.Source}, {e.Locator}");
        foreach (var table in (ReportTable[])[inputs, tables, equations])
            ConsoleTable.Write(output, table, language, int.MaxValue);
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
            MethodologyJson.WriteChecks(json, results, released);
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
            return (catalog.Load($"{id}/{version}").Description, []);
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

    private static void WriteProblems(Utf8JsonWriter? json, IReadOnlyList<LoadProblem> problems)
    {
        if (json is not null)
            MethodologyJson.WriteProblems(json, "problems", problems);
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

using System.CommandLine;
using System.Text.Json;
using CarbonSink.Gis;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Reports;

namespace CarbonSink.Cli;

/// <summary>carbonsink schemas list | show ID | check [ID]</summary>
internal static class SchemasCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var list = new Command("list", Texts.SchemasList.In(language));
        list.SetAction(parsed => run(parsed, List));

        var shown = new Argument<string>("SCHEMA") { Description = Texts.SchemaArgument.In(language) };
        var show = new Command("show", Texts.SchemasShow.In(language)) { shown };
        show.SetAction(parsed => run(parsed, invocation => Show(invocation, parsed.GetRequiredValue(shown))));

        var one = new Argument<string>("SCHEMA") { Arity = ArgumentArity.ZeroOrOne, Description = Texts.SchemaArgument.In(language) };
        var check = new Command("check", Texts.SchemasCheck.In(language)) { one };
        check.SetAction(parsed => run(parsed, invocation => Check(invocation, parsed.GetValue(one))));

        return new("schemas", Texts.Schemas.In(language)) { list, show, check };
    }

    private static int List(Invocation invocation)
    {
        var table = new ReportTable("schemas", "数据字典", "Data dictionaries", [PackListing.Column("id", "ID"), Count("fields", "字段数", "Fields"), PackListing.Column("status", "状态", "Status"), PackListing.Column("required", "必有字段", "Required fields")]);
        using var json = PackListing.Document(invocation);
        json?.WriteStartArray("schemas");
        foreach (var schema in All(null, invocation))
        {
            if (json is not null)
            {
                json.WriteStartObject();
                WriteDescription(json, schema, []);
                json.WriteEndObject();
            }

            table.AddRow(schema.Id, (long)schema.Fields.Count, Status(schema), string.Join(' ', schema.Fields.Where(f => f.Requirement != SchemaRequirement.None).Select(f => f.Name)));
        }

        json?.WriteEndArray();
        PackListing.End(json, invocation, table);
        return ExitCode.Done;
    }

    private static int Show(Invocation invocation, string id)
    {
        var schema = All(id, invocation)[0];
        var table = new ReportTable("fields", "字段", "Fields",
        [
            PackListing.Column("field", "字段", "Field"), PackListing.Column("name", "名称", "Name"), PackListing.Column("role", "含义", "Role"), PackListing.Column("unit", "单位", "Unit"),
            PackListing.Column("codes", "代码表", "Code tables"), PackListing.Column("aliases", "别名", "Other names"), PackListing.Column("status", "状态", "Status"),
        ]);
        using var json = PackListing.Document(invocation);
        if (json is not null)
        {
            WriteDescription(json, schema, []);
            json.WriteStartArray("fields");
        }

        foreach (var field in schema.Fields)
        {
            if (json is not null)
                WriteField(json, field);
            table.AddRow(field.Name, invocation.Language == "zh" ? field.Zh : field.En, field.Role ?? "", field.Unit, string.Join(' ', field.Codes), string.Join(' ', field.Aliases), field.Status);
        }

        json?.WriteEndArray();
        PackListing.End(json, invocation, table);
        return ExitCode.Done;
    }

    /// <summary>Loads the dictionaries and every code table they name.</summary>
    private static int Check(Invocation invocation, string? id)
    {
        var problems = new List<LoadProblem>();
        InventorySchema[] schemas = [];
        try
        {
            schemas = All(id, invocation);
        }
        catch (MethodologyLoadException e)
        {
            problems.AddRange(e.Problems);
        }

        foreach (var reference in schemas.SelectMany(s => s.Fields).SelectMany(f => f.Codes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            try
            {
                _ = CodeTable.Load(invocation.Methodology, reference);
            }
            catch (MethodologyLoadException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        if (invocation.Json)
        {
            using var json = PackListing.Document(invocation)!;
            json.WriteStartArray("schemas");
            foreach (var schema in schemas)
            {
                json.WriteStartObject();
                WriteDescription(json, schema, []);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            PackJson.WriteProblems(json, "problems", problems);
            PackListing.End(json, invocation);
        }
        else
        {
            using var output = invocation.Text();
            foreach (var schema in schemas)
                output.WriteLine($"{schema.Id} · {schema.Fields.Count} · {Status(schema)}");
            foreach (var problem in problems)
                output.WriteLine($"  {problem}");
            output.WriteLine(string.Format(null, Texts.Problems.In(invocation.Language), problems.Count));
        }

        return problems.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static InventorySchema[] All(string? id, Invocation invocation)
    {
        var all = InventorySchema.All(InventorySchema.DefaultDirectory);
        var found = all.Where(s => id is null || s.Id == id).ToArray();
        return found.Length > 0 || id is null ? found : throw new UsageException(string.Format(null, Texts.NoSchema.In(invocation.Language), id, string.Join(", ", all.Select(s => s.Id))));
    }

    /// <summary>The worst status word of the fields that mean something to the program.</summary>
    private static string Status(InventorySchema schema) => schema.Fields.Where(f => f.Role is not null)
        .SelectMany(f => f.Status.Split(';', StringSplitOptions.TrimEntries).Select(s => s[(s.LastIndexOf(' ') + 1)..]))
        .Select(s => Enum.TryParse<ParameterStatus>(s, true, out var status) ? status : ParameterStatus.Memory)
        .DefaultIfEmpty(ParameterStatus.Memory).Max().ToString().ToLowerInvariant();

    private static void WriteDescription(Utf8JsonWriter json, InventorySchema schema, IReadOnlyList<LoadProblem> problems)
    {
        json.WriteString("id", schema.Id);
        json.WriteNull("version"); // a dictionary has no version of its own: its code tables have
        json.WriteString("status", Status(schema));
        json.WriteNumber("fieldCount", schema.Fields.Count);
        PackJson.WriteProblems(json, "problems", problems);
    }

    private static void WriteField(Utf8JsonWriter json, SchemaField field)
    {
        json.WriteStartObject();
        json.WriteString("field", field.Name);
        json.WriteString("zh", field.Zh);
        json.WriteString("en", field.En);
        json.WriteString("role", field.Role);
        json.WriteString("kind", field.Kind.ToString().ToLowerInvariant());
        json.WriteString("unit", field.Unit);
        json.WriteString("required", field.Requirement == SchemaRequirement.None ? null : field.Requirement.ToString().ToLowerInvariant());
        Texts("codes", field.Codes);
        Texts("aliases", field.Aliases);
        json.WriteString("status", field.Status);
        json.WriteEndObject();

        void Texts(string name, IReadOnlyList<string> texts)
        {
            json.WriteStartArray(name);
            foreach (var text in texts)
                json.WriteStringValue(text);
            json.WriteEndArray();
        }
    }

    private static ReportColumn Count(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Count);
}

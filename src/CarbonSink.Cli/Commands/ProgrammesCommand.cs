using System.CommandLine;
using System.Text.Json;
using CarbonSink.Methodologies;
using CarbonSink.Projects;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink programmes list | show ID[/VERSION]</summary>
internal static class ProgrammesCommand
{
    private static readonly Bilingual Title = new("机制（精度规则）", "the programmes and their precision rules");
    private static readonly Bilingual Listed = new("列出全部机制", "list all programmes");
    private static readonly Bilingual Shown = new("显示一个机制的规则和出处", "show a programme's rules and sources");
    private static readonly Bilingual Argument = new("机制，写 id 或 id/版本", "the programme, as id or id/version");

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var list = new Command("list", Listed.In(language));
        list.SetAction(parsed => run(parsed, List));
        var named = new Argument<string>("PROGRAMME") { Description = Argument.In(language) };
        var show = new Command("show", Shown.In(language)) { named };
        show.SetAction(parsed => run(parsed, invocation => Show(invocation, parsed.GetRequiredValue(named))));
        return new("programmes", Title.In(language)) { list, show };
    }

    private static int List(Invocation invocation)
    {
        var catalog = MethodologyCatalog.Open(invocation.Methodology);
        var table = new ReportTable("programmes", "机制", "Programmes", [PackListing.Column("id", "ID"), PackListing.Column("version", "版本", "Version"), PackListing.Column("status", "状态", "Status"), PackListing.Column("confidence", "置信度", "Confidence"), PackListing.Column("discount", "折减规则", "Discount"), PackListing.Column("title", "名称", "Title")]);
        using var json = PackListing.Document(invocation);
        json?.WriteStartArray("programmes");
        foreach (var (id, version) in Programme.Versions(catalog))
        {
            var programme = Programme.Load(catalog, $"{id}/{version}");
            if (json is not null)
            {
                json.WriteStartObject();
                Write(json, invocation, programme);
                json.WriteEndObject();
            }

            table.AddRow(id, version, Word(programme), $"{100 * programme.Precision.Confidence:R} %", programme.Precision.Method, programme.Title.In(invocation.Language));
        }

        json?.WriteEndArray();
        PackListing.End(json, invocation, table);
        return ExitCode.Done;
    }

    /// <summary>PROGRAMME.md as it stands: the rules it names are methods, shown by <c>methods show</c>.</summary>
    private static int Show(Invocation invocation, string named)
    {
        var catalog = MethodologyCatalog.Open(invocation.Methodology);
        var programme = Programme.Load(catalog, named);
        var document = File.ReadAllText(Path.Combine(catalog.Folder, "programmes", programme.Id, programme.Version, "PROGRAMME.md"));
        using var json = PackListing.Document(invocation);
        if (json is not null)
        {
            Write(json, invocation, programme);
            json.WriteString("document", document);
            PackListing.End(json, invocation);
            return ExitCode.Done;
        }

        using var output = invocation.Text();
        output.WriteLine($"{programme.Id}/{programme.Version} · {programme.Title.In(invocation.Language)} · {Word(programme)}");
        output.WriteLine();
        output.Write(document);
        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter json, Invocation invocation, Programme programme)
    {
        json.WriteString("id", programme.Id);
        json.WriteString("version", programme.Version);
        json.WriteString("status", Word(programme));
        json.WriteString("title", programme.Title.In(invocation.Language));
        json.WriteStartObject("precision");
        json.WriteNumber("confidence", programme.Precision.Confidence);
        json.WriteBoolean("finitePopulation", programme.Precision.FinitePopulation);
        json.WriteString("degreesOfFreedom", programme.Precision.DegreesOfFreedom is { } degrees ? SampleJson.Name(degrees) : null);
        json.WriteString("doubleSampling", programme.Precision.ArTool14DoubleSampling ? "ar-tool14" : null);
        json.WriteString("discount", programme.Precision.Method);
        json.WriteString("source", programme.Source);
        json.WriteEndObject();
    }

    private static string Word(Programme programme) => programme.Status.ToString().ToLowerInvariant();
}

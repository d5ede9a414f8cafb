using System.CommandLine;
using System.Text.Json;
using CarbonSink.Methodologies;
using CarbonSink.Projects;
using CarbonSink.Register;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink programmes list | show ID[/VERSION] | check [ID[/VERSION]]</summary>
internal static class ProgrammesCommand
{
    private static readonly Bilingual Title = new("机制（精度规则、登记规则）", "the programmes: their precision rules and their rules for the register");
    private static readonly Bilingual Listed = new("列出全部机制", "list all programmes");
    private static readonly Bilingual Shown = new("显示一个机制的规则和出处", "show a programme's rules and sources");
    private static readonly Bilingual Checked = new("检查机制文件夹", "check programme folders");
    private static readonly Bilingual Argument = new("机制，写 id 或 id/版本", "the programme, as id or id/version");

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var list = new Command("list", Listed.In(language));
        list.SetAction(parsed => run(parsed, List));
        var named = new Argument<string>("PROGRAMME") { Description = Argument.In(language) };
        var show = new Command("show", Shown.In(language)) { named };
        show.SetAction(parsed => run(parsed, invocation => Show(invocation, parsed.GetRequiredValue(named))));
        var one = new Argument<string>("PROGRAMME") { Arity = ArgumentArity.ZeroOrOne, Description = Argument.In(language) };
        var check = new Command("check", Checked.In(language)) { one };
        check.SetAction(parsed => run(parsed, invocation => Check(invocation, parsed.GetValue(one))));
        return new("programmes", Title.In(language)) { list, show, check };
    }

    private static int List(Invocation invocation)
    {
        var catalog = MethodologyCatalog.Open(invocation.Methodology);
        var table = new ReportTable("programmes", "机制", "Programmes", [PackListing.Column("id", "ID"), PackListing.Column("version", "版本", "Version"), PackListing.Column("status", "状态", "Status"), PackListing.Column("confidence", "置信度", "Confidence"), PackListing.Column("discount", "折减规则", "Discount"), PackListing.Column("unitClass", "登记的单位", "Units registered"), PackListing.Column("title", "名称", "Title")]);
        using var json = PackListing.Document(invocation);
        json?.WriteStartArray("programmes");
        foreach (var (precision, register) in Versions(catalog).Select(v => Load(catalog, v)))
        {
            json?.WriteStartObject();
            Write(json, invocation, precision, register, lifecycle: false);
            json?.WriteEndObject();
            table.AddRow(precision?.Id ?? register!.Id, precision?.Version ?? register!.Version, Word(precision?.Status ?? register!.Status), precision is null ? "—" : $"{100 * precision.Precision.Confidence:R} %", precision?.Precision.Method ?? "—", register?.UnitClass ?? "—", (precision?.Title ?? register!.Title).In(invocation.Language));
        }

        json?.WriteEndArray();
        PackListing.End(json, invocation, table);
        return ExitCode.Done;
    }

    /// <summary>PROGRAMME.md as it stands: the precision rules it names are methods, shown by <c>methods show</c>; the steps of the register follow it.</summary>
    private static int Show(Invocation invocation, string named)
    {
        var catalog = MethodologyCatalog.Open(invocation.Methodology);
        var found = Find(catalog, named);
        var (precision, register) = found.Count == 1 ? Load(catalog, found[0]) : (Programme.Load(catalog, named), null);
        var (id, version) = (precision?.Id ?? register!.Id, precision?.Version ?? register!.Version);
        var document = File.ReadAllText(Path.Combine(catalog.Folder, "programmes", id, version, "PROGRAMME.md"));
        using var json = PackListing.Document(invocation);
        if (json is not null)
        {
            Write(json, invocation, precision, register, lifecycle: true);
            json.WriteString("document", document);
            PackListing.End(json, invocation);
            return ExitCode.Done;
        }

        using var output = invocation.Text();
        output.WriteLine($"{id}/{version} · {(precision?.Title ?? register!.Title).In(invocation.Language)} · {Word(precision?.Status ?? register!.Status)}");
        foreach (var notice in register?.Notices ?? [])
            output.WriteLine(notice.In(invocation.Language));
        output.WriteLine();
        output.Write(document);
        foreach (var rule in register?.Lifecycle ?? [])
            output.WriteLine($"{(rule.OfPeriod ? "period" : "project")} {rule.From} → {rule.Event} → {rule.To} · {rule.Name} · {rule.Cited} · {Word(rule.Status)} · {rule.Text.In(invocation.Language)}");
        return ExitCode.Done;
    }

    private static int Check(Invocation invocation, string? named)
    {
        var catalog = MethodologyCatalog.Open(invocation.Methodology);
        var found = named is null ? Versions(catalog) : Find(catalog, named);
        if (found.Count == 0)
            throw new MethodologyLoadException([new("programmes", 1, 1, named is null ? "there is no programme" : $"there is no programme '{named}'", $"name one of {string.Join(", ", Versions(catalog).Select(p => $"{p.Id}/{p.Version}"))}")]);
        var results = found.Select(v => (v.Id, v.Version, Problems: Problems(catalog, v))).ToList();
        return PackListing.Checked(invocation, "programmes", results);
    }

    private static List<(string Id, string Version)> Versions(MethodologyCatalog catalog) =>
        [.. Programme.Versions(catalog).Concat(ProgrammeFolder.Versions(catalog)).Distinct().OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)];

    private static List<(string Id, string Version)> Find(MethodologyCatalog catalog, string named) => [.. Versions(catalog).Where(p => named == p.Id || named == $"{p.Id}/{p.Version}")];

    /// <summary>A folder holds a precision rule, rules for the register, or both.</summary>
    private static (Programme? Precision, ProgrammeRules? Register) Load(MethodologyCatalog catalog, (string Id, string Version) folder) =>
        (Programme.Versions(catalog).Contains(folder) ? Programme.Load(catalog, $"{folder.Id}/{folder.Version}") : null, ProgrammeFolder.Versions(catalog).Contains(folder) ? ProgrammeFolder.Load(catalog, $"{folder.Id}/{folder.Version}") : null);

    private static IReadOnlyList<LoadProblem> Problems(MethodologyCatalog catalog, (string Id, string Version) folder)
    {
        try
        {
            Load(catalog, folder);
            return [];
        }
        catch (MethodologyLoadException e)
        {
            return e.Problems;
        }
    }

    private static void Write(Utf8JsonWriter? json, Invocation invocation, Programme? precision, ProgrammeRules? register, bool lifecycle)
    {
        if (json is null)
            return;
        json.WriteString("id", precision?.Id ?? register!.Id);
        json.WriteString("version", precision?.Version ?? register!.Version);
        json.WriteString("status", Word(precision?.Status ?? register!.Status));
        json.WriteString("title", (precision?.Title ?? register!.Title).In(invocation.Language));
        if (precision is not null)
            Write(json, precision);
        if (register is not null)
            ProgrammeRulesJson.Write(json, invocation.Language, register, lifecycle);
    }

    private static void Write(Utf8JsonWriter json, Programme programme)
    {
        json.WriteStartObject("precision");
        json.WriteNumber("confidence", programme.Precision.Confidence);
        json.WriteBoolean("finitePopulation", programme.Precision.FinitePopulation);
        json.WriteString("degreesOfFreedom", programme.Precision.DegreesOfFreedom is { } degrees ? SampleJson.Name(degrees) : null);
        json.WriteString("doubleSampling", programme.Precision.ArTool14DoubleSampling ? "ar-tool14" : null);
        json.WriteString("discount", programme.Precision.Method);
        json.WriteString("source", programme.Source);
        json.WriteEndObject();
    }

    private static string Word(ParameterStatus status) => status.ToString().ToLowerInvariant();
}

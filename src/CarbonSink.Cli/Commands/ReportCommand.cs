using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink report REPORT_ID --from [ROLE=]DIR … [--facts FILE] [--format …] --out DIR|FILE; carbonsink reports list | check</summary>
internal static class ReportCommand
{
    private const double LeastAccuracy = 0.001; // about 100 m: finer is no generalisation
    private const double MostAccuracy = 1;

    private static readonly Bilingual About = new("出具报告：由模板和各命令的结果生成 Word、Excel、PDF、网页，先核对合计与规则", "issue a report: Word, Excel, PDF and web page from a template and results of other commands, sums and rules checked first");
    private static readonly Bilingual ReportText = new("报告模板，写 id 或 id/版本（carbonsink reports list）", "the report's template, as id or id/version (carbonsink reports list)");
    private static readonly Bilingual FromText = new("结果文件夹（assess、removals 等命令的 --out），可多个；同类有几份时写 角色=文件夹", "folder of results (--out of assess, removals and others), repeatable; of several of a kind write ROLE=DIR");
    private static readonly Bilingual FactsText = new("使用者填写项（发文单位、文号、日期、审图号……）：CSV，列 fact,value", "what the user gives (issuer, number, date, review number of maps …): CSV with columns fact, value");
    private static readonly Bilingual FormatText = new("格式，可多个（默认：由 --out 的扩展名；文件夹则 html、docx、xlsx）", "format, repeatable (default: by the extension of --out; of a folder html, docx and xlsx)");
    private static readonly Bilingual InternalText = new("内部使用：印出权利人姓名和精确坐标（默认公开版）", "for internal use: print names of owners and exact coordinates (default: a public document)");
    private static readonly Bilingual AccuracyText = new("公开版坐标取整到多少度（默认 0.01，约 1 公里）", "what coordinates of a public document are rounded to, in degrees (default 0.01, about a kilometre)");
    private static readonly Bilingual OutText = new("输出文件夹，或一个 .html、.docx、.xlsx、.pdf 文件", "output folder, or one .html, .docx, .xlsx or .pdf file");
    private static readonly Bilingual NoFormat = new("--out {0}：一个文件写一种格式，扩展名是 .html、.docx、.xlsx 或 .pdf", "--out {0}: one file has one format, and its extension is .html, .docx, .xlsx or .pdf");
    private static readonly Bilingual BadAccuracy = new("--accuracy 在 {0} 到 {1} 度之间", "--accuracy lies between {0} and {1} degrees");
    private static readonly Bilingual Templates = new("报告模板", "the templates of reports");
    private static readonly Bilingual Listed = new("列出全部模板和所读的数据来源", "list all templates and what they read");
    private static readonly Bilingual Checked = new("检查模板文件夹", "check template folders");

    private static readonly Option<string[]> From = new("--from") { HelpName = "[ROLE=]DIR", Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Facts = new("--facts") { HelpName = "FILE" };
    private static readonly Option<ReportFormat[]> Format = new("--format") { HelpName = "html|docx|xlsx|pdf", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<bool> Internal = new("--internal");
    private static readonly Option<double> Accuracy = new("--accuracy") { HelpName = "DEGREES", DefaultValueFactory = _ => ReportAudience.Public.AccuracyDegrees };
    private static readonly Option<string> Out = new("--out") { HelpName = "DIR|FILE", Required = true };

    /// <summary>Builds the command that writes a report.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var report = new Argument<string>("REPORT") { Description = ReportText.In(language) };
        (From.Description, Facts.Description, Format.Description, Internal.Description, Accuracy.Description, Out.Description) =
            (FromText.In(language), FactsText.In(language), FormatText.In(language), InternalText.In(language), AccuracyText.In(language), OutText.In(language));
        var command = new Command("report", About.In(language)) { report, From, Facts, Format, Internal, Accuracy, Out };
        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(report))));
        return command;
    }

    /// <summary>Builds the command about the templates.</summary>
    public static Command CreateTemplates(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var list = new Command("list", Listed.In(language));
        list.SetAction(parsed => run(parsed, List));
        var one = new Argument<string>("REPORT") { Arity = ArgumentArity.ZeroOrOne, Description = ReportText.In(language) };
        var check = new Command("check", Checked.In(language)) { one };
        check.SetAction(parsed => run(parsed, invocation => Check(invocation, parsed.GetValue(one))));
        return new("reports", Templates.In(language)) { list, check };
    }

    private static int Run(Invocation invocation, string report)
    {
        var arguments = invocation.Arguments;
        var place = arguments.GetRequiredValue(Out);
        var extension = Path.GetExtension(place).TrimStart('.');
        ReportFormat? single = Enum.TryParse<ReportFormat>(extension, ignoreCase: true, out var known) && extension.All(char.IsAsciiLetter) ? known : null;
        var formats = arguments.GetValue(Format) is { Length: > 0 } asked ? asked.Distinct().ToArray() : single is { } of ? [of] : [ReportFormat.Html, ReportFormat.Docx, ReportFormat.Xlsx];
        if (single is { } only && (formats.Length > 1 || formats[0] != only))
            throw new UsageException(string.Format(CultureInfo.InvariantCulture, NoFormat.In(invocation.Language), place));
        if (!(arguments.GetValue(Accuracy) is >= LeastAccuracy and <= MostAccuracy))
            throw new UsageException(string.Format(CultureInfo.InvariantCulture, BadAccuracy.In(invocation.Language), LeastAccuracy, MostAccuracy));
        var options = new ReportOptions(report, arguments.GetRequiredValue(From), arguments.GetValue(Facts), new(!arguments.GetValue(Internal), arguments.GetValue(Accuracy)), invocation.Language, invocation.Methodology);
        ReportRun.RequireApart(options.From, place);
        using var folder = single is null ? OutputFolder.Open(place) : null;
        using var file = single is null ? null : OutputFile.Open(place, null);
        var result = ReportRun.Run(options, invocation.Stop);
        if (folder is not null)
            ReportFolder.Write(result, formats, folder, invocation.Command, invocation.StartedUtc);
        file?.Commit(s => ReportFolder.WriteOne(result, formats[0], s));
        Tell(invocation, result, place);
        return ExitCode.Done;
    }

    private static void Tell(Invocation invocation, ReportResult result, string place)
    {
        var language = invocation.Language;
        if (invocation.Json)
        {
            ReportJson.Write(result, invocation.Stdout);
            return;
        }

        using var output = invocation.Text();
        output.WriteLine($"{result.Document.Title} {result.Document.Subtitle}".TrimEnd());
        if (result.Document.Label.Length > 0)
            output.WriteLine(result.Document.Label);
        foreach (var mark in result.Document.Marks)
            output.WriteLine($"! {mark}");
        foreach (var finding in result.Findings.Findings)
            output.WriteLine($"  {finding.Rule.Code} {finding.Message(language)}");
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Texts.Written.In(language), place));
    }

    private static int List(Invocation invocation)
    {
        var catalog = MethodologyCatalog.Open(invocation.Methodology);
        var table = new ReportTable("reports", "报告模板", "Templates of reports", [PackListing.Column("id", "ID"), PackListing.Column("version", "版本", "Version"), PackListing.Column("title", "名称", "Title"), PackListing.Column("from", "数据来源", "Reads")]);
        using var json = PackListing.Document(invocation);
        json?.WriteStartArray("reports");
        foreach (var template in ReportTemplateLoader.Versions(catalog).Select(v => ReportTemplateLoader.Load(catalog, $"{v.Id}/{v.Version}")))
        {
            table.AddRow(template.Id, template.Version, template.Title.In(invocation.Language), string.Join("; ", template.Sources.Select(s => $"{s.Role}{(s.IsOptional ? "?" : "")} ({string.Join(" | ", s.Runs)})")));
            if (json is not null)
                Write(json, template, invocation.Language);
        }

        json?.WriteEndArray();
        PackListing.End(json, invocation, table);
        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter json, ReportTemplate template, string language)
    {
        json.WriteStartObject();
        json.WriteString("id", template.Id);
        json.WriteString("version", template.Version);
        json.WriteString("title", template.Title.In(language));
        json.WriteStartArray("sources");
        foreach (var source in template.Sources)
        {
            json.WriteStartObject();
            json.WriteString("role", source.Role);
            json.WriteString("title", source.Title.In(language));
            json.WriteBoolean("optional", source.IsOptional);
            json.WriteStartArray("runs");
            foreach (var run in source.Runs)
                json.WriteStringValue(run);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("facts");
        foreach (var fact in template.Facts.Where(f => f.IsGiven))
            json.WriteStringValue(fact.Id);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static int Check(Invocation invocation, string? named)
    {
        var catalog = MethodologyCatalog.Open(invocation.Methodology);
        var all = ReportTemplateLoader.Versions(catalog);
        var found = named is null ? all : [.. all.Where(v => named == v.Id || named == $"{v.Id}/{v.Version}")];
        if (found.Count == 0)
            throw new MethodologyLoadException([new(ReportTemplateLoader.Root, 1, 1, $"there is no report '{named}'", $"name one of {string.Join(", ", all.Select(v => v.Id).Distinct())}")]);
        var results = found.Select(v => (v.Id, v.Version, Problems: Problems(catalog, v))).ToList();
        return PackListing.Checked(invocation, "reports", results);
    }

    private static IReadOnlyList<LoadProblem> Problems(MethodologyCatalog catalog, (string Id, string Version) template)
    {
        try
        {
            ReportTemplateLoader.Load(catalog, $"{template.Id}/{template.Version}");
            return [];
        }
        catch (MethodologyLoadException e)
        {
            return e.Problems;
        }
    }
}

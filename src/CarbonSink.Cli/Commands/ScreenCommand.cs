using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink screen LAYER --programme P|--method M [options]</summary>
internal static class ScreenCommand
{
    private const int RowsShown = 40;

    private static readonly Bilingual About = new("可开发土地筛查：候选地块逐条判定，列出不可开发的原因、面积和预期清除量", "developable land: candidate parcels judged rule by rule, with reasons, areas and expected removals");
    private static readonly Bilingual LayerText = new("候选地块图层", "layer of candidate parcels");
    private static readonly Bilingual NeedsRules = new("用 --programme 或 --method 指明按谁的条件筛查", "name whose rules to screen by with --programme or --method");

    private static readonly Option<string> Programme = new("--programme") { HelpName = "ID" };
    private static readonly Option<string> Method = new("--method") { HelpName = "ID/VERSION" };
    private static readonly Option<string[]> Exclude = new("--exclude") { HelpName = "ROLE=LAYER", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Start = new("--start") { HelpName = "YYYY-MM-DD" };
    private static readonly Option<string> Expected = new("--expected") { HelpName = "T|COLUMN" };
    private static readonly Option<string> Yields = new("--yields") { HelpName = "FILE" };
    private static readonly Option<string> Boundary = new("--boundary") { HelpName = "LAYER" };
    private static readonly Option<string> Key = new("--key") { HelpName = "FIELD" };
    private static readonly Option<string[]> Columns = new("--columns") { HelpName = "NAME=FIELD", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Encoding = new("--encoding") { HelpName = "NAME" };
    private static readonly Option<string> Crs = new("--crs") { HelpName = "EPSG:CODE" };
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (Programme, new("机制（programmes/），用它的适用条件", "programme whose rules are asked")),
        (Method, new("方法（methods/），用它的适用条件", "method whose rules are asked")),
        (Exclude, new("图层及其角色，如 wetland、basic-farmland、red-line、claim：从地块里扣除；条件要求落在其中的（如 planned-land）不扣除", "layer with its role, e.g. wetland, basic-farmland, red-line, claim: taken out of the parcels, but for those that a rule wants them to lie in (e.g. planned-land)")),
        (Start, new("项目开工日期；不给时按最近的条件", "start of a project; without it the rules for the latest starts hold")),
        (Expected, new("预期清除速率，tCO2e/ha/yr：一个数，或地块的一列", "expected removal in tCO2e/ha/yr: a number, or a column of the parcels")),
        (Yields, new("分类的预期清除速率表：class、rate [tCO2e/ha/yr]；地块要有 class 列（可用 --columns）", "table of expected removals by class: class, rate [tCO2e/ha/yr]; the parcels need a column class (see --columns)")),
        (Boundary, new("县界图层", "layer of the county")),
        (Key, new("地块编号的字段（默认 parcel，没有就用记录号）", "field with the parcels' keys (default parcel, or else the record number)")),
        (Columns, new("条件所用名称与字段的对应，如 nonforest_since=ZUI_HOU", "fields by the names that rules use, e.g. nonforest_since=FIELD")),
        (Encoding, Texts.Encoding), (Crs, Texts.Crs), (OutFolder, Texts.Out),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var layer = new Argument<string>("LAYER") { Description = LayerText.In(language) };
        var command = new Command("screen", About.In(language)) { layer };
        foreach (var (option, text) in Options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }

        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(layer))));
        return command;
    }

    private static int Run(Invocation invocation, string layer)
    {
        var given = invocation.Arguments;
        if (given.GetValue(Programme) is null && given.GetValue(Method) is null)
            throw new UsageException(NeedsRules.In(invocation.Language));
        var options = new ScreenOptions(layer, invocation.Methodology)
        {
            Programme = given.GetValue(Programme),
            Method = given.GetValue(Method),
            Layers = [.. Pairs(invocation, Exclude)],
            Start = given.GetValue(Start) is { } start ? Date(invocation, start) : null,
            Expected = given.GetValue(Expected),
            Rates = given.GetValue(Yields),
            Boundary = given.GetValue(Boundary),
            Key = given.GetValue(Key),
            Columns = SourceOptions.Named(invocation, Columns),
            Encoding = given.GetValue(Encoding),
            Crs = given.GetValue(Crs),
        };
        var outPath = given.GetValue(OutFolder);
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        var result = ScreenRun.Run(options, invocation.Stop);
        if (folder is not null)
            ScreenFolder.Write(result, folder, invocation.Command, invocation.StartedUtc, invocation.Language, invocation.Stop);
        if (invocation.Json)
            ScreenJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, outPath);
        return ExitCode.Done;
    }

    /// <summary>NAME=VALUE in the order given; a name may stand more than once.</summary>
    private static IEnumerable<(string, string)> Pairs(Invocation invocation, Option<string[]> option)
    {
        foreach (var pair in invocation.Arguments.GetValue(option) ?? [])
            yield return pair.IndexOf('=') is > 0 and var at && at < pair.Length - 1 ? (pair[..at], pair[(at + 1)..]) : throw SourceOptions.Wrong(invocation, option, pair);
    }

    private static DateOnly Date(Invocation invocation, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw SourceOptions.Wrong(invocation, Start, text);

    private static void Print(ScreenResult result, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        output.WriteLine(result.Label.In(language));
        foreach (var notice in result.Notices)
            output.WriteLine(notice.In(language));
        ConsoleTable.Write(output, ScreenTables.Totals(result, language), language, RowsShown);
        ConsoleTable.Write(output, ScreenTables.Reasons(result, language), language, RowsShown);
        output.WriteLine(Say(Texts.WorstStatus, result.Status?.ToString().ToLowerInvariant() ?? "—"));
        var findings = result.Findings;
        output.WriteLine(Say(Texts.FindingCounts, findings.Count(Severity.Error), findings.Count(Severity.Warning), findings.Count(Severity.Info)));
        foreach (var finding in findings.Findings.Take(RowsShown))
            output.WriteLine($"  {finding.Rule.Code} {finding.File} {finding.Record}: {finding.Message(language)}");
        if (findings.Findings.Count > RowsShown)
            output.WriteLine(Say(Texts.MoreRows, findings.Findings.Count - RowsShown));
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }
}

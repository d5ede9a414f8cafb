using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink targets assess DIR [options]</summary>
internal static class TargetsAssessCommand
{
    private const int RowsShown = 60;

    private static readonly Bilingual About = new("年度进展与中期评估：现状、目标、差距、趋势、预计、判定、责任部门", "progress of a year or at mid-term: actual, target, gap, trend, forecast, verdict, department");
    private static readonly Bilingual SourceText = new("有 targets.json 的文件夹", "folder with targets.json");

    private static readonly Option<int?> AsOf = new("--as-of") { HelpName = "YEAR" };
    private static readonly Option<string> Plan = new("--plan") { HelpName = "FILE" };
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (AsOf, new("按哪一年年末评估；不给时用 targets.json 的 asOf", "year as of whose end to judge; without it asOf of targets.json")),
        (Plan, new("规划文本或目标表，代替 targets.json 里写的", "text of the plan or table of targets instead of what targets.json names")),
        (OutFolder, Texts.Out),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var source = new Argument<string>("DIR") { Description = SourceText.In(language) };
        var command = new Command("assess", About.In(language)) { source };
        foreach (var (option, text) in Options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }

        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(source))));
        return command;
    }

    private static int Run(Invocation invocation, string source)
    {
        var given = invocation.Arguments;
        var options = new TargetAssessOptions(source, invocation.Methodology) { AsOf = given.GetValue(AsOf), Plan = given.GetValue(Plan) };
        var outPath = given.GetValue(OutFolder);
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        var result = TargetAssessRun.Run(options, invocation.Stop);
        if (folder is not null)
            TargetAssessFolder.Write(result, folder, invocation.Command, invocation.StartedUtc, invocation.Language);
        if (invocation.Json)
            TargetAssessJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, outPath);
        return ExitCode.Done;
    }

    private static void Print(TargetAssessResult result, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        output.WriteLine($"{result.Title.In(language)} · {result.Assessment.AsOf}");
        output.WriteLine(TargetAssessResult.Label.In(language));
        ConsoleTable.Write(output, TargetAssessTables.OfConsole(result, language), language, RowsShown);
        ConsoleTable.Write(output, TargetAssessTables.Summary(result, language), language, RowsShown);
        ConsoleTable.Write(output, TargetAssessTables.ByDepartment(result, language), language, RowsShown);
        if (result.Assessment.Conflicts.Count > 0)
            ConsoleTable.Write(output, TargetAssessTables.Conflicts(result, language), language, RowsShown);
        ConsoleTable.Write(output, TargetAssessTables.Settings(result, language), language, RowsShown);
        output.WriteLine(Say(Texts.WorstStatus, result.Status.ToString().ToLowerInvariant()));
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

using System.CommandLine;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink targets list PLAN|targets.csv|DIR [--indicator CODE] [--year Y] [--department NAME]</summary>
internal static class TargetsListCommand
{
    private static readonly Bilingual About = new("列出目标，可按指标、年份、部门筛选", "list targets, by indicator, year or department");
    private static readonly Bilingual SourceText = new("规划文本、目标表 targets.csv，或含 targets.csv 或 targets.json 的文件夹", "a plan, a table of targets, or a folder with targets.csv or targets.json");

    private static readonly Option<string> OfIndicator = new("--indicator") { HelpName = "CODE" };
    private static readonly Option<int?> OfYear = new("--year") { HelpName = "Y" };
    private static readonly Option<string> OfDepartment = new("--department") { HelpName = "NAME" };

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (OfIndicator, new("指标代码，如 forest_coverage", "code of an indicator, e.g. forest_coverage")),
        (OfYear, new("目标年", "target year")),
        (OfDepartment, new("责任部门的名称或其中的字", "name of a department or part of it")),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var source = new Argument<string>("PLAN") { Description = SourceText.In(language) };
        var command = new Command("list", About.In(language)) { source };
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
        var result = TargetSelection.Of(ImportRun.Run(TargetSelection.Files(source), invocation.Methodology, invocation.Stop), given.GetValue(OfIndicator), given.GetValue(OfYear), given.GetValue(OfDepartment));
        if (invocation.Json)
            ImportJson.Write(result, invocation.Stdout, invocation.Language);
        else
            TargetsText.Print(result, invocation, null);
        return result.Findings.HasErrors ? ExitCode.Refused : ExitCode.Done;
    }
}

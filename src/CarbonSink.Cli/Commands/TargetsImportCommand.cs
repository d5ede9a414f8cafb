using System.CommandLine;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink targets import PLAN… [--out DIR]</summary>
internal static class TargetsImportCommand
{
    private static readonly Bilingual About = new("从规划文本里读出生态类定量目标，保留原文和行号，列出矛盾和待人工判定的条目", "read the quantitative ecological targets of plans with their words and lines; contradictions and what is left to a person are listed");
    private static readonly Bilingual PlanText = new("规划文本（.txt、.md、.docx）、指标表或目标表（.csv、.xlsx），可以几个", "plans (.txt, .md, .docx), tables of indicators or of targets (.csv, .xlsx), one or several");

    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var plans = new Argument<string[]>("PLAN") { Description = PlanText.In(language), Arity = ArgumentArity.OneOrMore };
        OutFolder.Description = Texts.Out.In(language);
        var command = new Command("import", About.In(language)) { plans, OutFolder };
        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(plans))));
        return command;
    }

    private static int Run(Invocation invocation, string[] plans)
    {
        var outPath = invocation.Arguments.GetValue(OutFolder);
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        var result = ImportRun.Run(plans, invocation.Methodology, invocation.Stop);
        if (folder is not null)
            ImportFolder.Write(result, folder, invocation.Command, invocation.StartedUtc, invocation.Language, invocation.Stop);
        if (invocation.Json)
            ImportJson.Write(result, invocation.Stdout, invocation.Language);
        else
            TargetsText.Print(result, invocation, outPath);
        return result.Findings.HasErrors ? ExitCode.Refused : ExitCode.Done;
    }
}

using System.CommandLine;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink merge PART… [--out DIR]</summary>
internal static class MergeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var parts = new Argument<string[]>("PART") { Arity = ArgumentArity.OneOrMore, Description = Texts.MergeParts.In(language) };
        var outFolder = new Option<string>("--out") { HelpName = "DIR", Description = Texts.Out.In(language) };
        var units = new Option<string>("--units") { HelpName = "ha|mu", Description = Texts.Units.In(language) }.AcceptOnlyFromAmong("ha", "mu");
        var command = new Command("merge", Texts.Merge.In(language)) { parts, outFolder, units };
        command.SetAction(parsed => run(parsed, invocation =>
        {
            using var folder = parsed.GetValue(outFolder) is { } path ? OutputFolder.Open(path) : null;
            var whole = MergeRun.Run(parsed.GetValue(parts)!, invocation.Stop);
            var inUnits = parsed.GetValue(units) == "mu" ? AreaUnit.Mu : AreaUnit.Hectare;
            if (folder is not null)
                AssessmentFolder.Write(whole, folder, invocation.Command, invocation.StartedUtc, invocation.Language, new() { Units = inUnits, Names = KeyNames.Of(invocation.Methodology, whole) });
            AssessmentReport.Print(whole, invocation, parsed.GetValue(outFolder), inUnits);
            return ExitCode.Done;
        }));
        return command;
    }
}

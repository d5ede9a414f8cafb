using System.CommandLine;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink explain DIR|FILE UNIT</summary>
internal static class ExplainCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var source = new Argument<string>("DIR|FILE") { Description = Texts.AssessSource.In(language) };
        var unit = new Argument<string>("UNIT") { Description = Texts.Unit.In(language) };
        var command = new Command("explain", Texts.Explain.In(language)) { source, unit };
        SourceOptions.AddTo(command, language);
        command.SetAction(parsed => run(parsed, invocation =>
        {
            var explanation = ExplainRun.Run(SourceOptions.Read(invocation, parsed.GetRequiredValue(source)), parsed.GetRequiredValue(unit), invocation.Stop);
            var sources = MethodologyCatalog.Open(invocation.Methodology).Sources;
            if (invocation.Json)
            {
                ExplanationJson.Write(explanation, sources, invocation.Stdout, invocation.Language);
            }
            else
            {
                using var output = invocation.Text();
                ExplanationText.Write(explanation, sources, output, invocation.Language);
            }

            return ExitCode.Done;
        }));
        return command;
    }
}

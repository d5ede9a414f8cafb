using System.CommandLine;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink explain DIR|FILE UNIT</summary>
internal static class ExplainCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Session, int>, int> run)
    {
        var source = new Argument<string>("DIR|FILE") { Description = Texts.AssessSource.In(language) };
        var unit = new Argument<string>("UNIT") { Description = Texts.Unit.In(language) };
        var command = new Command("explain", Texts.Explain.In(language)) { source, unit };
        SourceOptions.AddTo(command, language);
        command.SetAction(parsed => run(parsed, session =>
        {
            var explanation = ExplainRun.Run(SourceOptions.Read(session, parsed.GetRequiredValue(source)), parsed.GetRequiredValue(unit), session.Stop);
            var sources = MethodologyCatalog.Open(session.Methodology).Sources;
            if (session.Json)
            {
                ExplanationJson.Write(explanation, sources, session.Stdout, session.Language);
            }
            else
            {
                using var output = session.Text();
                ExplanationText.Write(explanation, sources, output, session.Language);
            }

            return ExitCode.Done;
        }));
        return command;
    }
}

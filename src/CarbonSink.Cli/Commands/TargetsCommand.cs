using System.CommandLine;
using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>carbonsink targets import|list|allocate|assess</summary>
internal static class TargetsCommand
{
    private static readonly Bilingual About = new("规划目标：读取、列出、分解、评估", "targets of plans: read, list, allocate, assess");

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var command = new Command("targets", About.In(language));
        command.Add(TargetsAllocateCommand.Create(language, run));
        command.Add(TargetsImportCommand.Create(language, run));
        command.Add(TargetsListCommand.Create(language, run));
        command.Add(TargetsAssessCommand.Create(language, run));
        return command;
    }
}

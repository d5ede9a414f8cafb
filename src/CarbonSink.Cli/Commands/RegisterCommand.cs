using System.CommandLine;
using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>carbonsink register …: the unit register; every verb is told in docs/register.md.</summary>
internal static class RegisterCommand
{
    private static readonly Bilingual About = new("减排量登记簿：机制、项目、核算期、账户、减排量和可验证的台账", "the unit register: programmes, projects, periods, accounts, units and a ledger that can be verified");

    private static readonly (string Name, Bilingual About)[] Groups =
    [
        ("actor", new("参与方", "actors")),
        ("account", new("账户", "accounts")),
        ("project", new("项目", "projects")),
        ("period", new("核算期", "monitoring periods")),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var command = new Command("register", About.In(language));
        RegisterOptions.AddTo(command, language);
        command.Add(RegisterInitCommand.Create(language, run));
        command.Add(RegisterStatementCommand.Create(language, run));
        command.Add(RegisterUnitsCommand.Create(language, run));
        var groups = Groups.ToDictionary(g => g.Name, g => new Command(g.Name, g.About.In(language)), StringComparer.Ordinal);
        Command Parent(string name) => name.Split(' ') is [var group, _] ? groups[group] : command;
        foreach (var verb in RegisterVerbs.All)
            Parent(verb.Name).Add(verb.Create(language, run));
        foreach (var view in RegisterViews.All)
            Parent(view.Name).Add(view.Create(language, run));
        foreach (var signing in RegisterSigningCommands.Create(language, run).Concat(RegisterExportCommands.Create(language, run)))
            command.Add(signing);
        foreach (var group in groups.Values)
            command.Add(group);
        command.Add(HistoricCommand.Create(language, run));
        command.Add(HistoricCommand.CreateSums(language, run));
        foreach (var listing in LibraryCommand.Create(language, run))
            command.Add(listing);
        return command;
    }
}

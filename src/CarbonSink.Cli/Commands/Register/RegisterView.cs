using System.CommandLine;
using CarbonSink.Methodologies;
using CarbonSink.Register;

namespace CarbonSink.Cli;

/// <summary>A verb that reads the register at one moment and prints what it found (登记查询).</summary>
/// <param name="Name">Words of the command line: a verb, or a group and a verb.</param>
/// <param name="About">What it does.</param>
/// <param name="Options">Its options; the required ones are marked so.</param>
/// <param name="Find">Finds it.</param>
internal sealed record RegisterView(string Name, Bilingual About, IReadOnlyList<(Option Option, Bilingual About)> Options, Func<Invocation, IRegisterReading, CanonicalObject> Find)
{
    /// <summary>Builds the command.</summary>
    public Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var command = new Command(Name.Split(' ')[^1], About.In(language));
        foreach (var (option, about) in Options)
        {
            option.Description = about.In(language);
            command.Add(option);
        }

        command.SetAction(parsed => run(parsed, Run));
        return command;
    }

    private int Run(Invocation invocation)
    {
        using var store = RegisterSession.Open(invocation);
        CanonicalText.Show(invocation, store.Read(state => Find(invocation, state)));
        return ExitCode.Done;
    }
}

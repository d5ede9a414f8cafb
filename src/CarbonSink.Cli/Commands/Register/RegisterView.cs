using System.CommandLine;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>A verb that reads the register at one moment and prints what it found (登记查询).</summary>
/// <param name="Name">Words of the command line: a verb, or a group and a verb.</param>
/// <param name="About">What it does.</param>
/// <param name="Options">Its options; the required ones are marked so.</param>
/// <param name="Find">Finds it.</param>
internal sealed record RegisterView(string Name, Bilingual About, IReadOnlyList<(Option Option, Bilingual About)> Options, Func<Invocation, IRegisterReading, CanonicalObject> Find)
{
    /// <summary>Builds the command.</summary>
    public Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run) => RegisterOptions.Command(Name, About, Options, Run, language, run);

    private int Run(Invocation invocation)
    {
        using var store = RegisterSession.Open(invocation);
        CanonicalText.Show(invocation, VerifiedRegister.Readable(() => store.Read(state => Find(invocation, state))));
        return ExitCode.Done;
    }
}

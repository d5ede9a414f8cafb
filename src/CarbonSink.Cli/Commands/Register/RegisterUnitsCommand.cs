using System.CommandLine;
using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink register units: what became of the units of one programme.</summary>
internal static class RegisterUnitsCommand
{
    private static readonly Bilingual About = new("一个机制的减排量：各项目各年份的数量和去向、价格表、注销、补偿认购", "units of one programme: amounts and whereabouts by project and year, price list, retirements, compensations");

    private static readonly Option<string> Programme = new("--programme") { HelpName = "ID", Required = true };
    private static readonly Option<string> SigningKey = RegisterSession.SigningKey();
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run) =>
        RegisterOptions.Command("units", About, [(Programme, new("机制", "programme")), (SigningKey, RegisterSession.SigningText), (OutFolder, Texts.Out)], Run, language, run);

    private static int Run(Invocation invocation)
    {
        var given = invocation.Arguments;
        var place = given.GetValue(OutFolder);
        using var folder = place is null ? null : OutputFolder.Open(place);
        using var store = RegisterSession.Open(invocation);
        RegisterSession.Sign(store, given.GetValue(SigningKey), invocation);
        var units = store.Read(state => UnitAccounts.Of(state, given.GetRequiredValue(Programme)));
        if (folder is not null)
        {
            folder.Write("units.json", s => CanonicalText.WriteDocument(s, units));
            RegisterFolder.WriteHead(store, units.Integer("size"), folder);
            RegisterFolder.Commit(folder, invocation.Command, invocation.StartedUtc, [.. units.Objects("notices").Select(n => new Bilingual(n.Text("zh"), n.Text("en")))]);
        }

        CanonicalText.Show(invocation, units);
        return ExitCode.Done;
    }
}

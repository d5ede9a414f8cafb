using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink update DIR --to YEAR --region CODE --out DIR [options]</summary>
internal static class UpdateCommand
{
    private const int RowsShown = 30;

    private static readonly Argument<string> Source = new("DIR");
    private static readonly Option<int> To = new("--to") { HelpName = "YEAR", Required = true };
    private static readonly Option<string> Region = new("--region") { HelpName = "hebei-north|qinling|zhejiang|southern-china|other", Required = true };
    private static readonly Option<string> Curves = new("--curves") { HelpName = "DIR" };
    private static readonly Option<string> Changes = new("--changes") { HelpName = "FILE" };
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR", Required = true };

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        Source.Description = GrowthTexts.UpdateSource.In(language);
        var command = new Command("update", GrowthTexts.Update.In(language)) { Source };
        SourceOptions.AddTo(command, language);
        foreach (var (option, text) in ((Option, Bilingual)[])[(To, GrowthTexts.To), (Region, GrowthTexts.Region), (Curves, GrowthTexts.Curves), (Changes, GrowthTexts.Changes), (OutFolder, Texts.Out)])
        {
            option.Description = text.In(language);
            command.Add(option);
        }

        command.SetAction(parsed => run(parsed, Run));
        return command;
    }

    private static int Run(Invocation invocation)
    {
        var given = invocation.Arguments;
        var outPath = given.GetRequiredValue(OutFolder);
        if (given.GetValue(To) is < 1 or > 9999)
            throw SourceOptions.Wrong(invocation, To, $"{given.GetValue(To)}");
        using var folder = OutputFolder.Open(outPath);
        var options = new UpdateOptions(SourceOptions.Read(invocation, given.GetRequiredValue(Source)), given.GetValue(To), given.GetRequiredValue(Region)) { Curves = given.GetValue(Curves), Changes = given.GetValue(Changes) };
        var result = UpdateRun.Run(options, folder, invocation.Command, invocation.StartedUtc, invocation.Language, invocation.Stop);
        if (invocation.Json)
            UpdateJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, outPath);
        return ExitCode.Done;
    }

    private static void Print(UpdateResult result, Invocation invocation, string written)
    {
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(invocation.Language), particulars);
        output.WriteLine(result.Label.In(invocation.Language));
        ConsoleTable.Write(output, UpdateTables.States(result, invocation.Language), invocation.Language, RowsShown);
        output.WriteLine(Say(GrowthTexts.Clamped, result.Clamped));
        output.WriteLine(Say(Texts.WorstStatus, result.WorstStatus?.ToString().ToLowerInvariant() ?? "—"));
        output.WriteLine(Say(Texts.FindingCounts, result.Findings.Count(Severity.Error), result.Findings.Count(Severity.Warning), result.Findings.Count(Severity.Info)));
        foreach (var (rule, count) in result.Findings.Counts)
            output.WriteLine($"  {rule.Code} × {count}: {result.Findings.Findings.First(f => f.Rule.Code == rule.Code).Message(invocation.Language)}");
        output.WriteLine(Say(Texts.Written, written));
    }
}

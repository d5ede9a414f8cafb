using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink estimate PLOTS --value COLUMN [options]</summary>
internal static class EstimateCommand
{
    private const int RowsShown = 40;

    private static readonly Argument<string> Plots = new("PLOTS");
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        Plots.Description = EstimateTexts.Plots.In(language);
        var command = new Command("estimate", EstimateTexts.Estimate.In(language)) { Plots };
        EstimateOptions.AddTo(command, language, [.. EstimateOptions.Sample, .. EstimateOptions.Population, (OutFolder, Texts.Out)]);
        command.SetAction(parsed => run(parsed, Run));
        return command;
    }

    private static int Run(Invocation invocation)
    {
        var options = EstimateOptions.Read(invocation, invocation.Arguments.GetRequiredValue(Plots));
        var outPath = invocation.Arguments.GetValue(OutFolder);
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        var result = SampleRun.Run(options);
        if (folder is not null)
            SampleFolder.Write(result, folder, invocation.Command, invocation.StartedUtc, invocation.Language);
        if (invocation.Json)
            SampleJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, outPath);
        return ExitCode.Done;
    }

    private static void Print(SampleResult result, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        static string Shown(double? value) => value is { } number ? number.ToString("0.####", CultureInfo.InvariantCulture) : "—";
        output.WriteLine(Say(EstimateTexts.Heading, SampleRun.NameOf(result.Options.Design), result.Sample.Plots, Shown(result.PopulationPlots), Shown(100 * result.Options.Rules.Confidence)));
        output.WriteLine(Say(EstimateTexts.Formula, result.Formula));
        output.WriteLine(Say(EstimateTexts.Rows, result.Rows, result.RowsMissing, result.RowsUnknown, result.RowsIncomplete));
        foreach (var table in SampleTables.All(result, language))
            ConsoleTable.Write(output, table, language, RowsShown);
        if (result.PlotsNeeded is { } needed)
            output.WriteLine(Say(EstimateTexts.Needed, Shown(result.Options.TargetErrorPercent), needed));
        var findings = result.Findings;
        output.WriteLine(Say(Texts.FindingCounts, findings.Count(Severity.Error), findings.Count(Severity.Warning), findings.Count(Severity.Info)));
        foreach (var (rule, count) in findings.Counts)
            output.WriteLine($"  {rule.Code} × {count}: {findings.Findings.First(f => f.Rule.Code == rule.Code).Message(language)}");
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }
}

using System.CommandLine;
using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink compare OLD NEW [options]</summary>
internal static class CompareCommand
{
    private const int RowsShown = 30;

    private static readonly Argument<string> Old = new("OLD");
    private static readonly Argument<string> New = new("NEW");
    private static readonly Option<string> By = new("--by") { HelpName = "COLUMN", DefaultValueFactory = _ => "landClass" };
    private static readonly Option<string> Sites = new("--sites") { HelpName = "PATH[|LAYER][#FIELD]" };
    private static readonly Option<string> Control = new("--control") { HelpName = "PATH[|LAYER]" };
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        (Old.Description, New.Description) = (CompareTexts.Old.In(language), CompareTexts.New.In(language));
        var command = new Command("compare", CompareTexts.Compare.In(language)) { Old, New };
        SourceOptions.AddTo(command, language);
        foreach (var (option, text) in ((Option, Methodologies.Bilingual)[])[(By, CompareTexts.By), (Sites, CompareTexts.Sites), (Control, CompareTexts.Control), (OutFolder, Texts.Out)])
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
        var outPath = given.GetValue(OutFolder);
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        AssessmentOptions Survey(Argument<string> source) => SourceOptions.Read(invocation, given.GetRequiredValue(source)) with { HashInputs = outPath is not null };
        var options = new ComparisonOptions(Survey(Old), Survey(New)) { Key = given.GetValue(By)!, Sites = given.GetValue(Sites), Control = given.GetValue(Control) };
        SurveyComparison comparison;
        using (var progress = invocation.ShowsProgress ? new ProgressBar(invocation.Stderr) : null)
            comparison = ComparisonRun.Run(options, progress is null ? null : progress.Report, invocation.Stop);
        var (before, after) = (KeyNames.Of(invocation.Methodology, comparison.Old), KeyNames.Of(invocation.Methodology, comparison.New));
        string Name(string value) => value switch
        {
            StockChange.Outside => CompareTexts.Outside.In(invocation.Language),
            StockChange.NoBoundary => CompareTexts.NoBoundary.In(invocation.Language),
            _ => after[comparison.Key, value, invocation.Language] is var name && name != value ? name : before[comparison.Key, value, invocation.Language],
        };
        if (folder is not null)
            ComparisonFolder.Write(comparison, folder, invocation.Command, invocation.StartedUtc, invocation.Language, Name);
        if (invocation.Json)
            ComparisonJson.Write(comparison, invocation.Stdout, invocation.Language);
        else
            Print(comparison, invocation, outPath, Name);
        return ExitCode.Done;
    }

    private static void Print(SurveyComparison comparison, Invocation invocation, string? written, Func<string, string> name)
    {
        using var output = invocation.Text();
        string Say(Methodologies.Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(invocation.Language), particulars);
        static string Number(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
        foreach (var table in ComparisonTables.All(comparison, name))
            ConsoleTable.Write(output, table, invocation.Language, RowsShown);
        output.WriteLine(Say(CompareTexts.Net, Number(comparison.Change.Total.Co2eT), Number(comparison.Change.BothEstimatedCo2eT), Number(comparison.Change.Total.ComparedHa.ToDouble()), Number((comparison.Change.Total.AreaHa - comparison.Change.Total.ComparedHa).ToDouble())));
        if (comparison.Years is { } years)
            output.WriteLine(Say(CompareTexts.Yearly, Number(years), Number(comparison.Change.Total.Co2eT / years)));
        if (comparison.Sites.Count > 0)
            output.WriteLine(Say(CompareTexts.NotEffect));
        var (old, now) = comparison.ConservationErrorTC;
        output.WriteLine(Say(CompareTexts.Conserved, old.ToString("E1", CultureInfo.InvariantCulture), now.ToString("E1", CultureInfo.InvariantCulture)));
        output.WriteLine(Say(Texts.WorstStatus, comparison.WorstStatus?.ToString().ToLowerInvariant() ?? "—"));
        foreach (var finding in comparison.AllFindings.Take(RowsShown))
            output.WriteLine($"  {finding.Rule.Code} {finding.File} {finding.Record}: {finding.Message(invocation.Language)}");
        if (comparison.AllFindings.Count > RowsShown)
            output.WriteLine(Say(Texts.MoreRows, comparison.AllFindings.Count - RowsShown));
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }
}

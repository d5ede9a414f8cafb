using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Growth;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink fit-growth DIR|FILE|PLOTS.csv [options]</summary>
internal static class FitGrowthCommand
{
    private const int RowsShown = 60;

    private static readonly Argument<string> Source = new("SOURCE");
    private static readonly Option<string> Form = new Option<string>("--form") { HelpName = "richards|schumacher|logistic|gompertz|korf|best|all", DefaultValueFactory = _ => "best" }.AcceptOnlyFromAmong("richards", "schumacher", "logistic", "gompertz", "korf", "best", "all");
    private static readonly Option<string> By = new Option<string>("--by") { HelpName = "forest_type,origin|species,origin", DefaultValueFactory = _ => "forest_type,origin" }.AcceptOnlyFromAmong("forest_type,origin", "species,origin");
    private static readonly Option<int> MinStands = new("--min-stands") { HelpName = "N", DefaultValueFactory = _ => 20 };
    private static readonly Option<string> Weight = new Option<string>("--weight") { HelpName = "none|area", DefaultValueFactory = _ => "none" }.AcceptOnlyFromAmong("none", "area");
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        Source.Description = GrowthTexts.FitSource.In(language);
        var command = new Command("fit-growth", GrowthTexts.Fit.In(language)) { Source };
        SourceOptions.AddTo(command, language);
        foreach (var (option, text) in ((Option, Bilingual)[])[(Form, GrowthTexts.Form), (By, GrowthTexts.By), (MinStands, GrowthTexts.MinStands), (Weight, GrowthTexts.Weight), (OutFolder, Texts.Out)])
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
        if (given.GetValue(MinStands) < 1)
            throw SourceOptions.Wrong(invocation, MinStands, $"{given.GetValue(MinStands)}");
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        var options = new FitGrowthOptions(SourceOptions.Read(invocation, given.GetRequiredValue(Source)) with { HashInputs = outPath is not null })
        {
            Forms = given.GetValue(Form) switch { "best" => [GrowthForm.Richards, GrowthForm.Schumacher, GrowthForm.Logistic], "all" => Enum.GetValues<GrowthForm>(), var one => [Enum.Parse<GrowthForm>(one!, true)] },
            By = given.GetValue(By) == "species,origin" ? GrowthKey.Species : GrowthKey.ForestType,
            MinStands = given.GetValue(MinStands),
            IsWeightedByArea = given.GetValue(Weight) == "area",
        };
        var result = FitGrowthRun.Run(options, invocation.Stop);
        if (folder is not null)
            FitGrowthFolder.Write(result, folder, invocation.Command, invocation.StartedUtc, invocation.Language);
        if (invocation.Json)
            FitGrowthJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, outPath);
        return ExitCode.Done;
    }

    private static void Print(FitGrowthResult result, Invocation invocation, string? written)
    {
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(invocation.Language), particulars);
        output.WriteLine(Say(GrowthTexts.Used, result.Data.RecordsRead, result.Data.Stands.Count, result.Data.Excluded.Values.Sum(), string.Join(", ", result.Data.Excluded.Select(e => $"{GrowthNames.Of(e.Key).In(invocation.Language)} {e.Value}"))));
        output.WriteLine();
        foreach (var c in result.Classes)
        {
            output.WriteLine(c.Best?.Fit is { } fit
                ? Say(GrowthTexts.Curve, c.NameIn.In(invocation.Language), GrowthNames.Of(fit.Curve.Form).In(invocation.Language), FitGrowthTables.Coefficients(fit), fit.Count, fit.ValidAges.From, fit.ValidAges.To, fit.RSquared.ToString("F3", CultureInfo.InvariantCulture), fit.RootMeanSquareError.ToString("F2", CultureInfo.InvariantCulture))
                : Say(GrowthTexts.NoCurve, c.NameIn.In(invocation.Language), c.Stands.Count));
        }

        output.WriteLine();
        foreach (var finding in result.Findings.Findings.Where(f => f.Rule.Code.StartsWith("GRW", StringComparison.Ordinal)).Take(RowsShown))
            output.WriteLine($"  {finding.Rule.Code}: {finding.Message(invocation.Language)}");
        output.WriteLine(Say(Texts.FindingCounts, result.Findings.Count(Severity.Error), result.Findings.Count(Severity.Warning), result.Findings.Count(Severity.Info)));
        output.WriteLine(Say(GrowthTexts.Status));
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }
}

using System.CommandLine;
using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink project-growth DIR [options]</summary>
internal static class ProjectGrowthCommand
{
    private const int RowsShown = 40;

    private static readonly Bilingual About = new("由生长曲线预测未来各年的碳储量，比较情景，给出潜力", "future carbon stocks by growth curves, scenarios compared, potential");
    private static readonly Bilingual SourceText = new("数据集文件夹（含 inventory.json）或图层", "folder of a data set with inventory.json, or a layer");
    private static readonly Bilingual Heading = new("现状 {0} 年末，基准 {1}，到 {2}；曲线地区 {3}；碳库 {4}；状态 {5}", "stock at the end of {0}, base {1}, to {2}; region of curves {3}; pools {4}; status {5}");

    private static readonly Argument<string> Source = new("DIR");
    private static readonly Option<int?> To = new("--to") { HelpName = "YEAR" };
    private static readonly Option<string> Scenarios = new("--scenarios") { HelpName = "FILE" };
    private static readonly Option<string> Curves = new("--curves") { HelpName = "DIR" };
    private static readonly Option<string> Region = new("--region") { HelpName = "CODE" };
    private static readonly Option<string> Pools = new Option<string>("--pools") { HelpName = "living|fractions|dynamics", DefaultValueFactory = _ => "living" }.AcceptOnlyFromAmong("living", "fractions", "dynamics");
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (To, new("最后一年（默认取情景文件，否则 2060）", "last year (default: that of the scenario file, else 2060)")),
        (Scenarios, new("情景文件（默认用数据集里的 scenarios.json）", "scenario file (default: scenarios.json of the data set)")),
        (Curves, new("fit-growth 写出的文件夹", "folder that fit-growth wrote")),
        (Region, new("曲线的地区，如 southern-china、zhejiang（默认取情景文件，否则 other）", "region of curves such as southern-china, zhejiang (default: that of the scenario file, else other)")),
        (Pools, new("碳库：活生物量；加按比例的枯死木、枯落物；或五库按声明的转移率", "pools: living biomass; dead wood and litter by fractions besides; or five by declared rates")),
        (OutFolder, Texts.Out),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        Source.Description = SourceText.In(language);
        var command = new Command("project-growth", About.In(language)) { Source };
        SourceOptions.AddTo(command, language);
        foreach (var (option, text) in Options)
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
        var options = new ProjectionOptions(SourceOptions.Read(invocation, given.GetRequiredValue(Source)) with { HashInputs = outPath is not null })
        {
            To = given.GetValue(To),
            Scenarios = given.GetValue(Scenarios),
            Curves = given.GetValue(Curves),
            Region = given.GetValue(Region),
            Pools = given.GetValue(Pools) switch { "fractions" => PoolMode.Fractions, "dynamics" => PoolMode.Dynamics, _ => PoolMode.Living },
        };
        ProjectionResult result;
        using (var progress = invocation.ShowsProgress ? new ProgressBar(invocation.Stderr) : null)
            result = ProjectionRun.Run(options, progress is null ? null : progress.Report, invocation.Stop);
        if (folder is not null)
            ProjectionFolder.Write(result, folder, invocation.Command, invocation.StartedUtc, invocation.Language);
        if (invocation.Json)
            ProjectionJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, outPath);
        return ExitCode.Done;
    }

    private static void Print(ProjectionResult result, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        output.WriteLine(result.Label.In(language));
        output.WriteLine(Say(Heading, result.StockYear, result.BaseYear, result.EndYear, result.Region, result.Options.Pools.ToString().ToLowerInvariant(), result.Status.ToString().ToLowerInvariant()));
        output.WriteLine();
        foreach (var table in ProjectionTables.Shown(result, language))
            ConsoleTable.Write(output, table, language, RowsShown);
        foreach (var finding in result.Findings.Findings.Take(RowsShown))
            output.WriteLine($"  {finding.Rule.Code}: {finding.Message(language)}");
        if (result.Findings.Findings.Count > RowsShown)
            output.WriteLine(Say(Texts.MoreRows, result.Findings.Findings.Count - RowsShown));
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }
}

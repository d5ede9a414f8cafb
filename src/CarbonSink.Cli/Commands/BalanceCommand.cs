using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink balance DIR|FILE [--out DIR]</summary>
internal static class BalanceCommand
{
    private const int RowsShown = 40;

    private static readonly Bilingual About = new("县域碳收支（县域碳中和核算）：使用者的排放减去净碳汇，扣除卖出县外的清除量，逐年并按情景", "carbon balance of a county: the user's emissions less the net sink, removals sold outside taken off, by year and scenario");
    private static readonly Bilingual SourceText = new("放有 balance.json 的文件夹，或该文件", "folder with balance.json, or that file");
    private static readonly Bilingual BoundaryLine = new("核算边界（使用者声明）：{0}", "boundary, as the user states it: {0}");

    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var source = new Argument<string>("DIR|FILE") { Description = SourceText.In(language) };
        OutFolder.Description = Texts.Out.In(language);
        var command = new Command("balance", About.In(language)) { source, OutFolder };
        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(source))));
        return command;
    }

    private static int Run(Invocation invocation, string source)
    {
        var outPath = invocation.Arguments.GetValue(OutFolder);
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        var result = BalanceRun.Run(new(source, invocation.Methodology), invocation.Stop);
        if (folder is not null)
            BalanceFolder.Write(result, folder, invocation.Command, invocation.StartedUtc, invocation.Language);
        if (invocation.Json)
            BalanceJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, outPath);
        if (result.HasFigures)
            return ExitCode.Done;
        var nothing = result.Findings.Findings.First(f => f.Rule == BalanceFindings.Nothing);
        invocation.Stderr.WriteLine($"{Texts.Error.In(invocation.Language)} {nothing.Rule.Code}: {nothing.Message(invocation.Language)}");
        return ExitCode.Refused;
    }

    private static void Print(BalanceResult result, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        output.WriteLine(result.Title.In(language));
        output.WriteLine(BalanceResult.Label.In(language));
        output.WriteLine(Say(BoundaryLine, BalanceResult.Words(result.Boundary).In(language)));
        ReportTable[] tables = [BalanceTables.Years(result, language), BalanceTables.Components(result, language), .. result.Scenarios.Count > 0 ? [BalanceTables.Ratios(result, language)] : (ReportTable[])[], BalanceTables.NotCounted(result, language)];
        foreach (var table in tables)
            ConsoleTable.Write(output, table, language, RowsShown);
        output.WriteLine(Say(Texts.WorstStatus, result.Status?.ToString().ToLowerInvariant() ?? "—"));
        var findings = result.Findings;
        output.WriteLine(Say(Texts.FindingCounts, findings.Count(Severity.Error), findings.Count(Severity.Warning), findings.Count(Severity.Info)));
        foreach (var finding in findings.Findings.Take(RowsShown))
            output.WriteLine($"  {finding.Rule.Code} {finding.File}: {finding.Message(language)}");
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }
}

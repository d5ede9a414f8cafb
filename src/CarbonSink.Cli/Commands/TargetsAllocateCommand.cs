using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink targets allocate DIR [options]</summary>
internal static class TargetsAllocateCommand
{
    private const int RowsShown = 60;

    private static readonly Bilingual About = new("目标分解：把规划目标分到乡镇、部门和年度，合计与目标一位不差", "allocate targets of a plan to townships, departments and years; sums hold to the last digit");
    private static readonly Bilingual FolderText = new("有 targets.json 的文件夹", "folder with targets.json");

    private static readonly Option<string> Target = new("--target") { HelpName = "ID" };
    private static readonly Option<string> To = new("--to") { HelpName = "divisions|years|departments|divisions-years" };
    private static readonly Option<string> By = new("--by") { HelpName = "area|potential|stock|shares" };
    private static readonly Option<string> Of = new("--of") { HelpName = "difference|level" };
    private static readonly Option<string> Shares = new("--shares") { HelpName = "FILE" };
    private static readonly Option<string> Step = new("--step") { HelpName = "N" };
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (Target, new("只分解这个目标（编号见 targets list）", "allocate this target alone (ids: targets list)")),
        (To, new("分解到什么；缺省按 targets.json，没有列出时到乡镇", "among what; default as targets.json says, divisions where it lists none")),
        (By, new("依据：土地面积、可造林地、现状或给定份额", "weights: land area, plantable land, present values or given shares")),
        (Of, new("存量指标分差额（缺省）还是分总量", "of a level, spread the difference from the present (default) or the whole")),
        (Shares, new("份额表：division、department 或 year，weight", "table of shares: division, department or year, and weight")),
        (Step, new("步长，规划单位；森林覆盖率为公顷；缺省为规划所印小数位", "step in the unit of the plan, of forest coverage in hectares; default the digits that the plan prints")),
        (OutFolder, Texts.Out),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var folder = new Argument<string>("DIR") { Description = FolderText.In(language) };
        var command = new Command("allocate", About.In(language)) { folder };
        foreach (var (option, text) in Options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }

        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(folder))));
        return command;
    }

    private static int Run(Invocation invocation, string source)
    {
        var given = invocation.Arguments;
        var options = new AllocationOptions(source, invocation.Methodology)
        {
            Target = given.GetValue(Target),
            To = given.GetValue(To),
            By = given.GetValue(By),
            Of = given.GetValue(Of),
            Shares = given.GetValue(Shares),
            Step = given.GetValue(Step),
        };
        var outPath = given.GetValue(OutFolder);
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        var result = AllocationRun.Run(options, invocation.Stop);
        if (folder is not null)
            AllocationFolder.Write(result, folder, invocation.Command, invocation.StartedUtc, invocation.Language);
        if (invocation.Json)
            AllocationJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, outPath);
        return result.Findings.HasErrors ? ExitCode.Refused : ExitCode.Done;
    }

    private static void Print(AllocationResult result, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        output.WriteLine(result.Title.In(language));
        foreach (var table in AllocationTables.Console(result, language))
            ConsoleTable.Write(output, table, language, RowsShown);
        output.WriteLine(Say(Texts.WorstStatus, result.Status.ToString().ToLowerInvariant()));
        var findings = result.Findings;
        output.WriteLine(Say(Texts.FindingCounts, findings.Count(Severity.Error), findings.Count(Severity.Warning), findings.Count(Severity.Info)));
        foreach (var finding in findings.Findings.Take(RowsShown))
            output.WriteLine($"  {finding.Rule.Code} {finding.File} {finding.Record}: {finding.Message(language)}");
        if (findings.Findings.Count > RowsShown)
            output.WriteLine(Say(Texts.MoreRows, findings.Findings.Count - RowsShown));
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }
}

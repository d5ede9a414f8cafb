using System.CommandLine;
using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink evaluate DIR|FILE [options]</summary>
internal static class EvaluateCommand
{
    private const int RowsShown = 40;
    private const int FewestDraws = 100;
    private const int MostDraws = 10_000_000;

    private static readonly Bilingual About = new("按方法核算：把任一方法包用于表格和图层（湿地、土壤、草地、园地、城镇绿地等）", "compute any method pack over tables and layers: wetlands, soil, grassland, cropland, urban green and others");
    private static readonly Bilingual SourceText = new("放有 evaluation.json 的文件夹，或该文件", "folder with evaluation.json, or that file");
    private static readonly Bilingual UsesLine = new("先行方法：{0}", "computed before it: {0}");
    private static readonly Bilingual GwpLine = new("全球增温潜势：{0}", "global warming potentials: {0}");
    private static readonly Bilingual OpenLine = new("待按官方文本填写 {0} 项（见 evaluation.json 的 open）", "{0} items are open until someone has the official text (open in evaluation.json)");

    private static readonly Option<string> Method = new("--method") { HelpName = "ID/VERSION" };
    private static readonly Option<string[]> RunValues = new("--run") { HelpName = "SYMBOL=VALUE", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> Tables = new("--tables") { HelpName = "NAME=REF", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Approach = new Option<string>("--uncertainty") { HelpName = "none|approach-1|monte-carlo" }.AcceptOnlyFromAmong("none", "approach-1", "monte-carlo");
    private static readonly Option<string> Draws = new("--draws") { HelpName = "N" };
    private static readonly Option<string> Seed = new("--seed") { HelpName = "N" };
    private static readonly Option<string> Explain = new("--explain") { HelpName = "SET:KEY" };
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (Method, new("方法（默认取自 evaluation.json）", "method (default: as evaluation.json says)")),
        (RunValues, new("不属于任何集合的输入，先于 evaluation.json 的 run", "an input that belongs to no set; goes before run of evaluation.json")),
        (Tables, Texts.Tables),
        (Approach, new("不确定性：none、approach-1（误差传播）、monte-carlo；默认取自 evaluation.json，否则 none", "uncertainty: none, approach-1 (to first order) or monte-carlo; default: as evaluation.json says, else none")),
        (Draws, new("蒙特卡罗抽样次数，100 到 10000000，缺省 10000", "number of Monte Carlo draws, 100 to 10000000, 10000 by default")),
        (Seed, new("随机数种子，缺省 1", "seed, 1 by default")),
        (Explain, new("逐步列出一个成员的计算过程：集合:编号、集合:编号:年 或 run（单值）", "the calculation of one member, step by step: SET:KEY, SET:KEY:YEAR, or run for single values")),
        (OutFolder, Texts.Out),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var source = new Argument<string>("DIR|FILE") { Description = SourceText.In(language) };
        var command = new Command("evaluate", About.In(language)) { source };
        foreach (var (option, text) in Options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }

        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(source))));
        return command;
    }

    private static int Run(Invocation invocation, string source)
    {
        var given = invocation.Arguments;
        var options = new EvaluationOptions(source, invocation.Methodology)
        {
            Method = given.GetValue(Method),
            Run = SourceOptions.Named(invocation, RunValues),
            Tables = SourceOptions.Named(invocation, Tables),
            Uncertainty = given.GetValue(Approach) switch { "monte-carlo" => UncertaintyApproach.MonteCarlo, "approach-1" => UncertaintyApproach.Approach1, "none" => UncertaintyApproach.None, _ => null },
            Draws = given.GetValue(Draws) is not { } d ? UncertaintySettings.DefaultDraws
                : int.TryParse(d, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= FewestDraws and <= MostDraws ? n : throw SourceOptions.Wrong(invocation, Draws, d),
            Seed = given.GetValue(Seed) is not { } s ? UncertaintySettings.DefaultSeed
                : ulong.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : throw SourceOptions.Wrong(invocation, Seed, s),
        };
        var outPath = given.GetValue(OutFolder);
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        var result = EvaluationRun.Run(options, invocation.Stop);
        var explanation = given.GetValue(Explain) is { } unit ? EvaluationExplanation.Of(result, unit) : null;
        if (folder is not null)
            EvaluationFolder.Write(result, folder, invocation.Command, invocation.StartedUtc, invocation.Language);
        if (explanation is not null && invocation.Json)
            EvaluationJson.Write(result, explanation, invocation.Stdout, invocation.Language);
        else if (explanation is not null)
            Print(result, explanation, invocation);
        else if (invocation.Json)
            EvaluationJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, outPath);
        if (result.HasFigures)
            return ExitCode.Done;
        var nothing = result.Findings.Findings.First(f => f.Rule == EvaluationFindings.Nothing);
        invocation.Stderr.WriteLine($"{Texts.Error.In(invocation.Language)} {nothing.Rule.Code}: {nothing.Message(invocation.Language)}");
        return ExitCode.Refused;
    }

    private static void Print(EvaluationResult result, EvaluationExplanation explanation, Invocation invocation)
    {
        using var output = invocation.Text();
        output.WriteLine($"{explanation.Unit} · {result.Method.Label.In(invocation.Language)}");
        foreach (var notice in result.Notices)
            output.WriteLine(notice.In(invocation.Language));
        foreach (var trace in explanation.Traces)
        {
            output.WriteLine();
            output.WriteLine($"{trace.Methodology.Id}/{trace.Methodology.Version} · {trace.Methodology.Title.In(invocation.Language)}");
            foreach (var step in trace.Steps)
                ExplanationText.WriteStep(step, result.Sources, output, invocation.Language);
        }
    }

    private static void Print(EvaluationResult result, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        output.WriteLine(result.Title.In(language));
        output.WriteLine($"{result.Method.Id}/{result.Method.Version} · {result.Method.Label.In(language)}");
        foreach (var notice in result.Notices)
            output.WriteLine(notice.In(language));
        if (result.Methods.Count > 1)
            output.WriteLine(Say(UsesLine, string.Join(", ", result.Methods.SkipLast(1).Select(m => $"{m.Methodology.Description.Id}/{m.Methodology.Description.Version}"))));
        if (result.GwpSets.Count > 0)
            output.WriteLine(Say(GwpLine, string.Join(", ", result.GwpSets)));
        foreach (var table in EvaluationSummary.Of(result, language).Append(EvaluationTables.NotEstimated(result, language)))
            ConsoleTable.Write(output, table, language, RowsShown);
        output.WriteLine(Say(Texts.WorstStatus, result.WorstStatus?.ToString().ToLowerInvariant() ?? "—"));
        if (result.Open.Count > 0)
            output.WriteLine(Say(OpenLine, result.Open.Count));
        var findings = result.Findings;
        output.WriteLine(Say(Texts.FindingCounts, findings.Count(Severity.Error), findings.Count(Severity.Warning), findings.Count(Severity.Info)));
        foreach (var finding in findings.Findings.OrderByDescending(f => f.Rule.Severity).Take(RowsShown))
            output.WriteLine($"  {string.Join(' ', ((string?[])[finding.Rule.Code, finding.File, finding.Record?.ToString(CultureInfo.InvariantCulture), finding.Field]).Where(t => !string.IsNullOrEmpty(t)))}: {finding.Message(language)}");
        if (findings.Findings.Count > RowsShown)
            output.WriteLine(Say(Texts.MoreRows, findings.Findings.Count - RowsShown));
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }
}

using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink removals PROJECT_DIR [--period N] [--ex-ante] [--explain YEAR] [--out DIR]</summary>
internal static class RemovalsCommand
{
    private const int RowsShown = 40;

    private static readonly Bilingual About = new("项目减排量核算：适用条件、储量、不确定性折减、基准线、泄漏、非持久性、取整，分年给出", "net removals of a project by calendar year: eligibility, stocks, discount, baseline, leakage, non-permanence, whole tonnes");
    private static readonly Bilingual FolderText = new("项目文件夹（含 project.json）", "folder of the project, with project.json");
    private static readonly Bilingual Heading = new("{0} · {1}；方法 {2}；机制 {3}", "{0} · {1}; method {2}; programme {3}");
    private static readonly Bilingual Totals = new("减排量合计（取整）{0} t CO2e；可签发 {1}；各期不足一吨、不签发的共 {2} kg", "whole tonnes {0} t CO2e; issuable {1}; of each period what is less than a tonne is not issued, together {2} kg");
    private static readonly Bilingual Unknown = new("不给出", "not known");
    private static readonly Bilingual Why = new("不给出可签发量的原因：", "why nothing is said of what may be issued:");
    private static readonly Bilingual Stock = new("{0} 储量 {1} ± {2} t CO2e（U {3} %，样地 {4}，{5} ha，未折减）", "{0}: stock {1} ± {2} t CO2e (U {3} %, {4} plots, {5} ha, undiscounted)");
    private static readonly Bilingual PeriodLine = new("核算期 {0}（{1} – {2}）：储量变化 {3} t CO2e，U {4} %；计入 {5}，折减差额 {6}；减排量 {7} t CO2e", "period {0} ({1} – {2}): change of stock {3} t CO2e, U {4} %; counted {5}, difference taken off {6}; whole tonnes {7} t CO2e");
    private static readonly Bilingual Opening = new("期初储量：{0} t CO2e", "stock at the beginning: {0} t CO2e");
    private static readonly Bilingual Clipped = new("扣除超限的图层后地块余 {0} ha（{1}），供改边界参考；核算仍按原边界", "less the layers exceeded, {0} ha of the parcels are left ({1}), as an offer; the account still uses the boundaries given");
    private static readonly Bilingual OpenItems = new("待填项（须按官方文本填写）：", "open items (to be filled from the official text):");
    private static readonly Bilingual Fed = new("送入方法的列：", "fed to the methods:");
    private static readonly Bilingual Explained = new("{0} 年的计算过程", "how the figures of {0} came about");
    private static readonly Bilingual NoSuchYear = new("核算里没有 {0} 年", "the account has no year {0}");

    private static readonly Argument<string> Folder = new("PROJECT_DIR");
    private static readonly Option<int?> Period = new("--period") { HelpName = "N" };
    private static readonly Option<bool> ExAnte = new("--ex-ante");
    private static readonly Option<int?> Explain = new("--explain") { HelpName = "YEAR" };
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (Period, new("只列这一个核算期（默认全部）", "show this period alone (default: all)")),
        (ExAnte, new("事前估算：按收获表或生长曲线推算计入期各年，没有不确定性控制", "estimate beforehand by yields or growth curves over the crediting period, without control of uncertainty")),
        (Explain, new("列出这一年的计算过程", "print how the figures of this year came about")),
        (OutFolder, Texts.Out),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        Folder.Description = FolderText.In(language);
        var command = new Command("removals", About.In(language)) { Folder };
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
        var options = new RemovalsOptions(given.GetRequiredValue(Folder), invocation.Methodology) { Period = given.GetValue(Period), ExAnte = given.GetValue(ExAnte), Explain = given.GetValue(Explain) };
        var result = RemovalsRun.Run(options, invocation.Stop);
        if (folder is not null)
            RemovalsFolder.Write(result, folder, invocation.Command, invocation.StartedUtc, invocation.Language);
        if (invocation.Json)
            RemovalsJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, options, invocation, outPath);
        return ExitCode.Done;
    }

    private static void Print(RemovalsResult result, RemovalsOptions options, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        string Number(double value) => value.ToString("#,##0.0", CultureInfo.InvariantCulture);
        string Tonnes(long? tonnes) => tonnes is { } t ? t.ToString("#,##0", CultureInfo.InvariantCulture) : Unknown.In(language);
        output.WriteLine(result.Label.In(language));
        output.WriteLine(Say(Heading, result.Id, result.Title.In(language), result.Method is { } m ? $"{m.Id}/{m.Version}" : "—", result.Programme ?? "—"));
        foreach (var (pack, answer) in result.Eligibility)
            output.WriteLine($"  {Said(answer.Met).In(language)}  {pack} {answer.Rule} ({answer.Article}) {answer.Title.In(language)}: {answer.Evidence.In(language)}");
        if (result.ClippedHa is { } rest)
            output.WriteLine(Say(Clipped, Number(rest), written is null ? "--out" : "clipped.gpkg"));
        if (result.OpeningT is { } opening)
            output.WriteLine(Say(Opening, Number(opening)));
        foreach (var stock in result.Stocks)
            output.WriteLine(Say(Stock, $"{stock.Date:yyyy-MM-dd}", Number(stock.Stock.Value), Number(stock.HalfWidthT), stock.RelativeHalfWidth is { } u ? Number(u * 100) : "—", stock.Plots, Number(stock.AreaHa)));
        foreach (var period in result.Periods)
            output.WriteLine(Say(PeriodLine, period.Period.Number, $"{period.Period.Span.From:yyyy-MM-dd}", $"{period.Period.Span.To:yyyy-MM-dd}", Number(period.Change.Value), period.RelativeHalfWidth is { } u ? Number(u * 100) : "—", period.CountedT is { } c ? Number(c) : Unknown.In(language), period.CountedT is { } counted ? Number(period.Change.Value - counted) : Unknown.In(language), period.Units is { } units ? Tonnes(units.PeriodT) : Unknown.In(language)));
        ConsoleTable.Write(output, RemovalsTables.Shown(result), language, RowsShown);
        foreach (var part in result.Projects)
            output.WriteLine($"  {part.Id} {part.Title.In(language)}: {Say(Totals, Tonnes(part.TotalT), Tonnes(part.IssuableT), part.NotIssuedKg is { } left ? Number(left) : Unknown.In(language))}");
        ConsoleTable.Write(output, RemovalsTables.Design(result), language, RowsShown);
        if (result.Open.Count > 0)
            output.WriteLine(OpenItems.In(language));
        foreach (var item in result.Open)
            output.WriteLine($"  {item.Id} ({item.Status}{(item.Section.Length > 0 ? $", {item.Section}" : string.Empty)}): {item.Text.In(language)} → {item.File}");
        if (!result.IsExAnte)
            output.WriteLine(Say(Totals, Tonnes(result.TotalT), Tonnes(result.IssuableT), result.NotIssuedKg is { } kg ? kg.ToString("0.0", CultureInfo.InvariantCulture) : Unknown.In(language)));
        Lines(output, Why, result.WhyNotIssuable, language);
        foreach (var notice in result.Notices)
            output.WriteLine(notice.In(language));
        output.WriteLine(Say(Texts.WorstStatus, result.Status.ToString().ToLowerInvariant()));
        PrintExplanation(result, options, output, language);
        var findings = result.Findings;
        output.WriteLine(Say(Texts.FindingCounts, findings.Count(Severity.Error), findings.Count(Severity.Warning), findings.Count(Severity.Info)));
        foreach (var finding in findings.Findings.Take(RowsShown))
            output.WriteLine($"  {finding.Rule.Code} {finding.File} {finding.Record}: {finding.Message(language)}");
        if (findings.Findings.Count > RowsShown)
            output.WriteLine(Say(Texts.MoreRows, findings.Findings.Count - RowsShown));
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }

    private static Bilingual Said(bool? met) => met switch { true => new("满足", "met"), false => new("不满足", "NOT MET"), _ => new("未能证明", "not shown") };

    private static void Lines(StreamWriter output, Bilingual heading, IReadOnlyList<Bilingual> lines, string language)
    {
        if (lines.Count == 0)
            return;
        output.WriteLine(heading.In(language));
        foreach (var line in lines)
            output.WriteLine($"  {line.In(language)}");
    }

    private static void PrintExplanation(RemovalsResult result, RemovalsOptions options, StreamWriter output, string language)
    {
        if (options.Explain is not { } year)
            return;
        foreach (var part in result.Projects.Count > 0 ? result.Projects : [result])
        {
            if (part.Explanation is not { } explanation)
            {
                output.WriteLine(string.Format(CultureInfo.InvariantCulture, NoSuchYear.In(language), year));
                continue;
            }

            output.WriteLine($"{part.Id}: {string.Format(CultureInfo.InvariantCulture, Explained.In(language), year)}");
            output.WriteLine(Fed.In(language));
            foreach (var column in explanation.Fed)
                output.WriteLine($"  {column.Symbol}{(column.Set.Length == 0 ? string.Empty : $" ({column.Set})")}: {column.Origin.In(language)}");
            foreach (var trace in explanation.Traces)
            {
                output.WriteLine($"{trace.Methodology.Id}/{trace.Methodology.Version}");
                foreach (var step in trace.Steps)
                    ExplanationText.WriteStep(step, result.Sources, output, language);
            }
        }
    }
}

using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink plots DIR|PLOTS [TREES] [options]</summary>
internal static class PlotsCommand
{
    private const int RowsShown = 30;

    private static readonly Bilingual About = new("样地：由每木检尺和角规计数到每公顷的株数、断面积、蓄积、生物量、碳，和径阶表", "plots: from trees and angle-gauge counts to stems, basal area, volume, biomass and carbon per hectare, and stem tables");
    private static readonly Bilingual PlotsText = new("样地表，或放着 plots.csv、trees.csv、species.csv 的文件夹", "table of plots, or a folder with plots.csv, trees.csv and species.csv");
    private static readonly Bilingual TreesText = new("样木表", "table of trees");
    private static readonly Bilingual Counts = new("样地 {0} 块，不能用 {1} 块；样木 {2} 行：计入 {3}，枯死或采伐 {4}，小于起测胸径 {5}，不能用 {6}；角规计数 {7} 行，不能用 {8}", "{0} plots, {1} refused; {2} rows of trees: {3} counted, {4} dead or cut, {5} below the smallest diameter, {6} refused; {7} rows of counts, {8} refused");

    private static readonly Option<string> Species = new("--species") { HelpName = "FILE" };
    private static readonly Option<string> Zone = new("--zone") { HelpName = "ZONE" };
    private static readonly Option<string> Roots = new Option<string>("--roots") { HelpName = "equations|ratio", DefaultValueFactory = _ => "equations" }.AcceptOnlyFromAmong("equations", "ratio");
    private static readonly Option<string> Subplots = new("--subplots") { HelpName = "FILE" };
    private static readonly Option<string> Gauge = new("--angle-gauge") { HelpName = "FILE" };
    private static readonly Option<string> Standard = new("--standard-table") { HelpName = "FILE" };
    private static readonly Option<string> Curves = new("--height-curve") { HelpName = "FILE" };
    private static readonly Option<bool> Along = new("--along-slope");
    private static readonly Option<int> Width = new("--class-width") { HelpName = "CM", DefaultValueFactory = _ => 2 };
    private static readonly Option<string[]> Tables = new("--tables") { HelpName = "NAME=REF", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (Species, new("树种对照表（默认样地表旁的 species.csv）", "crosswalk of species (default: species.csv beside the plots)")),
        (Zone, new("FAO 生态区，含碳率用，如 subtropical-humid-forest", "FAO ecological zone, for the carbon fraction, e.g. subtropical-humid-forest")),
        (Roots, new("地下生物量：逐株根的生物量式，或 AR-TOOL14 根茎比", "below ground: root equations tree by tree, or the ratio of AR-TOOL14")),
        (Subplots, new("同心样圆表：半径或面积，起测、止测胸径", "subplots of nested plots: size, smallest and largest diameter")),
        (Gauge, new("角规计数表", "angle-gauge counts")),
        (Standard, new("标准断面积蓄积表", "standard table of basal area and volume")),
        (Curves, new("树高曲线表（没有量树高的树用）：species、a、b、c", "height curves for trees without a height: species, a, b, c")),
        (Along, new("样地表没有写明时，样地边长是坡面距", "sizes of plots are along the slope where the table does not say")),
        (Width, new("径阶宽，厘米", "width of a diameter class, cm")),
        (Tables, Texts.Tables), (OutFolder, Texts.Out),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var plots = new Argument<string>("PLOTS") { Description = PlotsText.In(language) };
        var trees = new Argument<string?>("TREES") { Description = TreesText.In(language), Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("plots", About.In(language)) { plots, trees };
        foreach (var (option, text) in Options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }

        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(plots), parsed.GetValue(trees))));
        return command;
    }

    private static int Run(Invocation invocation, string plots, string? trees)
    {
        var given = invocation.Arguments;
        string? Beside(string name) => Directory.Exists(plots) && Path.Combine(plots, name) is var path && File.Exists(path) ? path : null;
        if (given.GetValue(Width) is not (> 0 and <= 100))
            throw SourceOptions.Wrong(invocation, Width, given.GetValue(Width).ToString(CultureInfo.InvariantCulture));
        var options = new PlotsOptions(Directory.Exists(plots) ? Path.Combine(plots, "plots.csv") : plots, invocation.Methodology)
        {
            Trees = trees ?? Beside("trees.csv"),
            Species = given.GetValue(Species) ?? Beside("species.csv"),
            Subplots = given.GetValue(Subplots) ?? Beside("subplots.csv"),
            AngleGauge = given.GetValue(Gauge) ?? Beside("gauge.csv"),
            StandardTable = given.GetValue(Standard) ?? Beside("standard.csv"),
            HeightCurves = given.GetValue(Curves) ?? Beside("height-curves.csv"),
            Zone = given.GetValue(Zone),
            Roots = given.GetValue(Roots)!,
            AlongSlope = given.GetValue(Along),
            ClassWidthCm = given.GetValue(Width),
            Tables = SourceOptions.Named(invocation, Tables),
        };
        var outPath = given.GetValue(OutFolder);
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        var result = PlotsRun.Run(options);
        if (folder is not null)
            PlotsFolder.Write(result, folder, invocation.Command, invocation.StartedUtc, invocation.Language);
        if (invocation.Json)
            PlotsJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, outPath);
        if (result.HasFigures)
            return ExitCode.Done;
        var (language, nothing) = (invocation.Language, InventoryPlotFindings.NothingSound);
        invocation.Stderr.WriteLine($"{Texts.Error.In(language)} {nothing.Code}: {(language == "zh" ? nothing.Zh : nothing.En)}");
        return ExitCode.Refused;
    }

    private static void Print(PlotsResult result, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        output.WriteLine(result.Method.Label.In(language));
        var rows = result.Rows;
        output.WriteLine(Say(Counts, rows.PlotsRead, rows.PlotsRefused, rows.TreesRead, rows.TreesCounted, rows.TreesDead, rows.TreesBelow, rows.TreesRefused, rows.GaugeRead, rows.GaugeRefused));
        foreach (var table in (ReportTable[])[PlotsTables.Shown(result), PlotsTables.Means(result), PlotsTables.StratumStems(result), PlotsTables.NotEstimated(result, language), PlotsTables.Gauge(result)])
            ConsoleTable.Write(output, table, language, RowsShown);
        output.WriteLine(Say(Texts.WorstStatus, result.WorstStatus?.ToString().ToLowerInvariant() ?? "—"));
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

using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink check PATH [--layer L] [--schema S] [--boundary B] [--sliver M] [--repair FILE] [--out DIR]</summary>
internal static class CheckCommand
{
    private const int RepairsShown = 20;
    private const int AllFindings = 1_000_000; // of a rule; what goes beyond is told

    private static readonly Option<string> Layer = new("--layer") { HelpName = "NAME" };
    private static readonly Option<string> Schema = new("--schema") { HelpName = "ID" };
    private static readonly Option<string> Encoding = new("--encoding") { HelpName = "NAME" };
    private static readonly Option<string> Crs = new("--crs") { HelpName = "EPSG:CODE" };
    private static readonly Option<string> Boundary = new("--boundary") { HelpName = "FILE[|LAYER]" };
    private static readonly Option<string> Sliver = new("--sliver") { HelpName = "M" };
    private static readonly Option<string> Repair = new("--repair") { HelpName = "FILE" };
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var source = new Argument<string>("PATH") { Description = CheckTexts.Source.In(language) };
        var command = new Command("check", CheckTexts.Check.In(language)) { source };
        (Option Option, Bilingual Text)[] options =
            [(Layer, InspectTexts.Layer), (Schema, Texts.Schema), (Encoding, Texts.Encoding), (Crs, Texts.Crs), (Boundary, CheckTexts.Boundary), (Sliver, CheckTexts.Sliver), (Repair, CheckTexts.Repair), (OutFolder, CheckTexts.Out)];
        foreach (var (option, text) in options)
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
        var options = new CheckOptions(source, invocation.Methodology)
        {
            Layer = given.GetValue(Layer),
            Schema = given.GetValue(Schema),
            Encoding = given.GetValue(Encoding),
            Crs = given.GetValue(Crs),
            Boundary = given.GetValue(Boundary),
            SliverWidth = given.GetValue(Sliver) is { } width ? WidthOf(invocation, width) : CoverageCheck.SliverWidth,
            Repair = given.GetValue(Repair),
            KeepPerRule = given.GetValue(OutFolder) is null ? 1000 : AllFindings,
        };
        using var folder = given.GetValue(OutFolder) is { } path ? OutputFolder.Open(path) : null;
        CheckResult result;
        using (var progress = invocation.ShowsProgress ? new ProgressBar(invocation.Stderr) : null)
            result = CheckRun.Run(options, progress is null ? null : progress.Report, invocation.Stop);
        if (folder is not null)
            CheckFolder.Write(result, folder, invocation.Command, invocation.StartedUtc, invocation.Language, invocation.Stop);
        if (invocation.Json)
            CheckJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, given.GetValue(OutFolder));
        return result.Findings.HasErrors ? ExitCode.Refused : ExitCode.Done;
    }

    private static double WidthOf(Invocation invocation, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var width) && double.IsFinite(width) ? width : throw SourceOptions.Wrong(invocation, Sliver, text);

    private static void Print(CheckResult result, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        void Say(Bilingual text, params object[] particulars) => output.WriteLine(string.Format(CultureInfo.InvariantCulture, text.In(language), particulars));
        var (findings, areas) = (result.Findings, result.Areas);
        Say(CheckTexts.Records, result.RecordCount, result.PolygonCount, result.Schema ?? "—", result.Reference?.Name ?? "—");
        Say(CheckTexts.Topology, findings.Count(CheckFindings.Invalid), findings.Count(CheckFindings.Overlap), findings.Count(CheckFindings.OverlapSliver), findings.Count(CheckFindings.Gap), findings.Count(CheckFindings.GapSliver), findings.Count(CheckFindings.Duplicate), findings.Count(CheckFindings.SliverPolygon), result.Options.SliverWidth);
        Say(findings.Count(CheckFindings.PlanarAreas) > 0 ? CheckTexts.PlanarAreas : CheckTexts.Areas, Number(areas.Polygons), Number(areas.Recorded), Number(areas.Overlaps), Number(areas.Gaps));
        if (result.Options.Boundary is not null)
            Say(CheckTexts.Control, Number(areas.Boundary), Number(areas.Outside), Number(areas.Uncovered), findings.Count(CheckFindings.Uncovered), findings.Count(CheckFindings.UncoveredSliver));
        if (result.Balance is { } balance)
            Say(CheckTexts.Balance, balance.Records.ToString("N3", CultureInfo.InvariantCulture), balance.Union.ToString("N3", CultureInfo.InvariantCulture), balance.Overlapping.ToString("N3", CultureInfo.InvariantCulture), balance.Error.ToString("E1", CultureInfo.InvariantCulture));
        if (result.Options.Repair is { } repaired)
        {
            foreach (var (record, before, after) in result.Repaired.Take(RepairsShown))
                Say(CheckTexts.Repaired, record, $"{before:R}", $"{after:R}");
            if (result.Repaired.Count > RepairsShown)
                Say(Texts.MoreRows, result.Repaired.Count - RepairsShown);
            Say(Texts.Written, repaired);
        }

        Say(Texts.FindingCounts, findings.Count(Severity.Error), findings.Count(Severity.Warning), findings.Count(Severity.Info));
        foreach (var (rule, count) in findings.Counts)
            output.WriteLine($"  {rule.Code} × {count}: {findings.Findings.First(f => f.Rule.Code == rule.Code).Message(language)}{(count > 1 ? " …" : string.Empty)}");
        if (written is not null)
            Say(Texts.Written, written);
    }

    private static string Number(double? hectares) => hectares?.ToString("N4", CultureInfo.InvariantCulture) ?? "—";
}

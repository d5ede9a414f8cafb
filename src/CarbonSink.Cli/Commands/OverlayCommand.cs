using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink overlay A B [--op …] [--out FILE] | A B --areas [--transfer FIELD,…] | A [--sliver M]</summary>
internal static class OverlayCommand
{
    private static readonly Option<string> Operation = new Option<string>("--op") { HelpName = "intersection|difference|symmetric-difference|union" }.AcceptOnlyFromAmong("intersection", "difference", "symmetric-difference", "union");
    private static readonly Option<string> Out = new("--out") { HelpName = "FILE" };
    private static readonly Option<bool> AreasOnly = new("--areas");
    private static readonly Option<string> Transfer = new("--transfer") { HelpName = "FIELD,…" };
    private static readonly Option<string> Sliver = new("--sliver") { HelpName = "M" };
    private static readonly Option<string> Layer = new("--layer") { HelpName = "NAME" };
    private static readonly Option<string> LayerB = new("--layer-b") { HelpName = "NAME" };
    private static readonly Option<string> Encoding = new("--encoding") { HelpName = "NAME" };
    private static readonly Option<string> Crs = new("--crs") { HelpName = "EPSG:CODE" };

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var first = new Argument<string>("A") { Description = OverlayTexts.First.In(language) };
        var second = new Argument<string>("B") { Arity = ArgumentArity.ZeroOrOne, Description = OverlayTexts.Second.In(language) };
        var command = new Command("overlay", OverlayTexts.Overlay.In(language)) { first, second };
        (Option Option, Bilingual Text)[] options = [(Operation, OverlayTexts.Operation), (Out, OverlayTexts.Out), (AreasOnly, OverlayTexts.AreasOnly), (Transfer, OverlayTexts.Transfer), (Sliver, OverlayTexts.Sliver), (Layer, OverlayTexts.Layer), (LayerB, OverlayTexts.LayerB), (Encoding, Texts.Encoding), (Crs, OverlayTexts.Crs)];
        foreach (var (option, text) in options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }

        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(first), parsed.GetValue(second))));
        return command;
    }

    private static int Run(Invocation invocation, string first, string? second)
    {
        var given = invocation.Arguments;
        var (isMade, isDivided) = (given.GetValue(Operation) is not null || given.GetValue(Out) is not null, given.GetValue(AreasOnly) || given.GetValue(Transfer) is not null);
        if (second is null && (isMade || isDivided))
            throw new UsageException(OverlayTexts.NeedsTwo.In(invocation.Language));
        if (isMade && isDivided)
            throw new UsageException(OverlayTexts.NotWithAreas.In(invocation.Language));
        var options = new OverlayOptions(first, second ?? first)
        {
            Operation = given.GetValue(Operation) switch { "difference" => OverlayOperation.Difference, "symmetric-difference" => OverlayOperation.SymmetricDifference, "union" => OverlayOperation.Union, _ => OverlayOperation.Intersection },
            FirstLayer = given.GetValue(Layer),
            SecondLayer = second is null ? given.GetValue(Layer) : given.GetValue(LayerB),
            Encoding = given.GetValue(Encoding),
            Crs = given.GetValue(Crs),
            Out = given.GetValue(Out),
        };
        if (second is null)
            return AreaReport.Print(OverlapRun.Run(options, SliverOf(invocation), invocation.Stop), invocation);
        if (isDivided)
            return AreaReport.Print(TransferRun.Run(options, given.GetValue(Transfer)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [], invocation.Stop), invocation);
        OverlayResult result;
        using (var progress = invocation.ShowsProgress ? new ProgressBar(invocation.Stderr) : null)
            result = OverlayRun.Run(options, progress is null ? null : progress.Report, invocation.Stop);
        if (invocation.Json)
            OverlayJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation);
        return result.Findings.HasErrors ? ExitCode.Refused : ExitCode.Done;
    }

    private static double SliverOf(Invocation invocation) => invocation.Arguments.GetValue(Sliver) is not { } text
        ? CoverageCheck.SliverWidth
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var width) && double.IsFinite(width) ? width : throw SourceOptions.Wrong(invocation, Sliver, text);

    private static void Print(OverlayResult result, Invocation invocation)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        var (a, b) = (Path.GetFileName(result.Options.First), Path.GetFileName(result.Options.Second));
        output.WriteLine($"{OverlayTexts.Heading.In(language)} {OverlayJson.Name(result.Options.Operation)} · {result.Reference?.Name ?? "—"}");
        Line(OverlayTexts.Ellipsoidal.In(language), OverlayTexts.Planar.In(language), string.Empty);
        Side(a, result.Ellipsoidal?.First, result.Planar.First);
        Side(b, result.Ellipsoidal?.Second, result.Planar.Second);
        Line(Number(result.Ellipsoidal?.Result / 10000, "N4"), Number(result.Planar.Result, "N3"), Say(OverlayTexts.Result, result.PieceCount));
        output.WriteLine(OverlayTexts.WhyEllipsoidal.In(language));
        output.WriteLine(Say(Texts.FindingCounts, result.Findings.Count(Severity.Error), result.Findings.Count(Severity.Warning), result.Findings.Count(Severity.Info)));
        foreach (var (rule, count) in result.Findings.Counts)
            output.WriteLine($"  {rule.Code} × {count}: {result.Findings.Findings.First(f => f.Rule.Code == rule.Code).Message(language)}");
        if (result.Options.Out is { } written && !result.Findings.HasErrors)
            output.WriteLine(Say(Texts.Written, written));

        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);

        void Line(string ellipsoidal, string planar, string name) => output.WriteLine($"{ellipsoidal,20} {planar,26}  {name}");

        void Side(string layer, AreaBalance? ellipsoidal, AreaBalance planar)
        {
            Line(Number(ellipsoidal?.Area / 10000, "N4"), Number(planar.Area, "N3"), Say(OverlayTexts.Area, layer));
            Line(Number(ellipsoidal?.Common / 10000, "N4"), Number(planar.Common, "N3"), Say(OverlayTexts.Common, layer));
            if (planar.Repeated != 0)
                Line(Number(ellipsoidal?.Repeated / 10000, "N4"), Number(planar.Repeated, "N3"), OverlayTexts.Repeated.In(language));
            Line(Number(ellipsoidal?.Rest / 10000, "N4"), Number(planar.Rest, "N3"), Say(OverlayTexts.Rest, layer));
            Line(Number(ellipsoidal?.Error / 10000, "E2"), Number(result.IsMeasured ? planar.Error : null, "E2"), OverlayTexts.Error.In(language));
        }
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "—";
}

using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink area PATH [options]</summary>
internal static class AreaCommand
{
    private const int RowsShown = 20;

    private static readonly Option<string> Layer = new("--layer") { HelpName = "NAME" };
    private static readonly Option<string> Crs = new("--crs") { HelpName = "EPSG:CODE" };
    private static readonly Option<string> Encoding = new("--encoding") { HelpName = "NAME" };
    private static readonly Option<string> Method = new Option<string>("--method") { HelpName = "geodesic|official|planar" }.AcceptOnlyFromAmong("geodesic", "official", "planar");
    private static readonly Option<string> Csv = new("--csv") { HelpName = "FILE" };
    private static readonly Option<bool> Parts = new("--parts");
    private static readonly Option<string> Control = new("--control") { HelpName = "HA" };
    private static readonly Option<string> Tolerance = new("--control-tolerance") { HelpName = "PERCENT" };
    private static readonly Option<string> Threads = new("--threads") { HelpName = "N" };

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var source = new Argument<string>("PATH") { Description = AreaTexts.Source.In(language) };
        var command = new Command("area", AreaTexts.Command.In(language)) { source };
        (Option Option, Bilingual Text)[] options =
        [
            (Layer, AreaTexts.Layer), (Crs, Texts.Crs), (Encoding, Texts.Encoding), (Method, AreaTexts.Method), (Csv, AreaTexts.Csv),
            (Parts, AreaTexts.Parts), (Control, AreaTexts.Control), (Tolerance, AreaTexts.Tolerance), (Threads, Texts.Threads),
        ];
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
        var options = new AreaOptions(source)
        {
            Layer = given.GetValue(Layer),
            Crs = given.GetValue(Crs),
            Encoding = given.GetValue(Encoding),
            Method = given.GetValue(Method) switch { "geodesic" => AreaMethod.Geodesic, "official" => AreaMethod.Official, "planar" => AreaMethod.Planar, _ => null },
            Parts = given.GetValue(Parts),
            ControlHa = Positive(invocation, Control),
            TolerancePercent = Positive(invocation, Tolerance) ?? AreaOptions.DefaultTolerancePercent,
            Threads = given.GetValue(Threads) is not { } threads ? Environment.ProcessorCount
                : int.TryParse(threads, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 1024 ? n : throw SourceOptions.Wrong(invocation, Threads, threads),
        };
        using var file = given.GetValue(Csv) is { } path ? OutputFile.Open(path, AreaCsv.Mark) : null;
        AreaResult result;
        using (var progress = invocation.ShowsProgress ? new ProgressBar(invocation.Stderr) : null)
            result = AreaRun.Run(options, progress is null ? null : progress.Report, invocation.Stop);
        file?.Commit(stream => AreaCsv.Write(result, stream));
        if (invocation.Json)
            AreaJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, given.GetValue(Csv));
        return ExitCode.Done;
    }

    private static double? Positive(Invocation invocation, Option<string> option) =>
        invocation.Arguments.GetValue(option) is not { } text ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value > 0 && value < 1e9 ? value
        : throw SourceOptions.Wrong(invocation, option, text);

    private static void Print(AreaResult result, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        output.WriteLine(Say(AreaTexts.Summary, result.Layer, result.Records.Count, result.MeasuredCount));
        output.WriteLine(Say(AreaTexts.Basis, result.Method?.ToString().ToLowerInvariant() ?? "—", result.Method is null or AreaMethod.Planar ? "—" : result.Reference!.Ellipsoid.Name, result.Reference?.Name ?? "—"));
        output.WriteLine(Say(AreaTexts.Total, Number(result.TotalHa), Number(result.TotalPlanarHa)));
        if (result.UnmeasuredCount > 0)
            output.WriteLine(Say(AreaTexts.Unmeasured, result.UnmeasuredCount));
        if (result.TotalHa is null && result.TotalSquareUnits is { } squares)
            output.WriteLine(Say(AreaTexts.TotalSquareUnits, squares.ToString("R", CultureInfo.InvariantCulture)));
        output.WriteLine();
        ConsoleTable.Write(output, Table(result, language), language, RowsShown);
        var findings = result.Findings;
        output.WriteLine(Say(Texts.FindingCounts, findings.Count(Severity.Error), findings.Count(Severity.Warning), findings.Count(Severity.Info)));
        foreach (var (rule, count) in findings.Counts)
            output.WriteLine($"  {rule.Code} × {count}: {findings.Findings.First(f => f.Rule.Code == rule.Code).Message(language)}");
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }

    private static ReportTable Table(AreaResult result, string language)
    {
        ReportColumn Text(string key, Bilingual name) => new(key, name.Zh, name.En, "", ReportColumnKind.Text);
        var table = new ReportTable("area", AreaTexts.Title.Zh, AreaTexts.Title.En,
            [Text("record", AreaTexts.Record), Text("value", AreaTexts.Area), .. result.Adjustment is null ? (ReportColumn[])[] : [Text("adjusted", AreaTexts.AdjustedArea)], Text("planar", AreaTexts.Planar), Text("valid", AreaTexts.Valid)]);
        var adjusted = 0;
        foreach (var record in result.Records)
        {
            List<ReportCell> cells = [record.Record.ToString(CultureInfo.InvariantCulture), Number(record.SquareMetres / 10_000)];
            if (result.Adjustment is { } adjustment)
                cells.Add(Number(record.SquareMetres is null ? null : adjustment.Adjusted[adjusted++] / 10_000));
            table.AddRow([.. cells, Number(result.PlanarHa(record)), record.IsValid switch { true => AreaTexts.Yes.In(language), false => AreaTexts.No.In(language), _ => "—" }]);
        }

        return table;
    }

    // Six decimals of a hectare are 0.01 m².
    private static string Number(double? hectares) => hectares is { } value ? value.ToString("N6", CultureInfo.InvariantCulture) : "—";
}

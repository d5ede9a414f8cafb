using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink zonal RASTER POLYGONS [options]</summary>
internal static class ZonalCommand
{
    private const int RowsShown = 20;

    private static readonly Option<string> Stats = new("--stats") { HelpName = "NAME,…" };
    private static readonly Option<string> Band = new("--band") { HelpName = "N" };
    private static readonly Option<string> Weights = new("--weights") { HelpName = "RASTER" };
    private static readonly Option<string> Layer = new("--layer") { HelpName = "NAME" };
    private static readonly Option<string> Crs = new("--crs") { HelpName = "EPSG:CODE" };
    private static readonly Option<string> RasterCrs = new("--raster-crs") { HelpName = "EPSG:CODE" };
    private static readonly Option<string> Encoding = new("--encoding") { HelpName = "NAME" };
    private static readonly Option<string> Csv = new("--csv") { HelpName = "FILE" };
    private static readonly Option<string> Threads = new("--threads") { HelpName = "N" };

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var raster = new Argument<string>("RASTER") { Description = ZonalTexts.Raster.In(language) };
        var polygons = new Argument<string>("POLYGONS") { Description = ZonalTexts.Polygons.In(language) };
        var command = new Command("zonal", ZonalTexts.Command.In(language)) { raster, polygons };
        (Option Option, Bilingual Text)[] options =
        [
            (Stats, ZonalTexts.Stats), (Band, ZonalTexts.Band), (Weights, ZonalTexts.Weights), (Layer, ZonalTexts.Layer), (Crs, Texts.Crs), (RasterCrs, ZonalTexts.RasterCrs),
            (Encoding, Texts.Encoding), (Csv, ZonalTexts.Csv), (Threads, Texts.Threads),
        ];
        foreach (var (option, text) in options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }

        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(raster), parsed.GetRequiredValue(polygons))));
        return command;
    }

    private static int Run(Invocation invocation, string raster, string polygons)
    {
        var given = invocation.Arguments;
        var options = new ZonalOptions(raster, polygons)
        {
            Band = Number(invocation, Band, 65536) ?? 1,
            Weights = given.GetValue(Weights),
            Layer = given.GetValue(Layer),
            Crs = given.GetValue(Crs),
            RasterCrs = given.GetValue(RasterCrs),
            Encoding = given.GetValue(Encoding),
            Threads = Number(invocation, Threads, 1024) ?? Environment.ProcessorCount,
        };
        if (given.GetValue(Stats) is { } names)
            options = options with { Statistics = [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(n => StatisticOf(invocation, n)).Distinct()] };
        using var file = given.GetValue(Csv) is { } path ? OutputFile.Open(path, ZonalText.Mark) : null;
        ZonalResult result;
        using (var progress = invocation.ShowsProgress ? new ProgressBar(invocation.Stderr) : null)
            result = ZonalRun.Run(options, progress is null ? null : progress.Report, invocation.Stop);
        file?.Commit(stream => ZonalText.WriteCsv(result, stream));
        if (invocation.Json)
            ZonalText.WriteJson(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, given.GetValue(Csv));
        return ExitCode.Done;
    }

    private static ZonalStatistic StatisticOf(Invocation invocation, string name)
    {
        foreach (var statistic in Enum.GetValues<ZonalStatistic>())
        {
            if (string.Equals(ZonalResult.KeyOf(statistic), name, StringComparison.OrdinalIgnoreCase))
                return statistic;
        }

        throw SourceOptions.Wrong(invocation, Stats, name);
    }

    private static int? Number(Invocation invocation, Option<string> option, int most) =>
        invocation.Arguments.GetValue(option) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= most ? n : throw SourceOptions.Wrong(invocation, option, text);

    private static void Print(ZonalResult result, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        var grid = result.Description.Grid;
        output.WriteLine(Say(ZonalTexts.Summary, result.Raster, grid.Width, grid.Height, result.Band, result.Layer, result.Records.Count, result.Records.Count(r => r.Statistics is not null)));
        output.WriteLine(Say(result.IsGeographic ? ZonalTexts.Geographic : ZonalTexts.Projected));
        output.WriteLine();
        ConsoleTable.Write(output, Table(result), language, RowsShown);
        var findings = result.Findings;
        output.WriteLine(Say(Texts.FindingCounts, findings.Count(Severity.Error), findings.Count(Severity.Warning), findings.Count(Severity.Info)));
        foreach (var (rule, count) in findings.Counts)
            output.WriteLine($"  {rule.Code} × {count}: {findings.Findings.First(f => f.Rule.Code == rule.Code).Message(language)}");
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }

    private static ReportTable Table(ZonalResult result)
    {
        ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);
        var table = new ReportTable("zonal", ZonalTexts.Title.Zh, ZonalTexts.Title.En,
        [
            Text("record", ZonalTexts.Record.Zh, ZonalTexts.Record.En), .. result.Statistics.Select(ZonalResult.KeyOf).Select(k => Text(k, k, k)),
            .. result.IsWeighted ? (ReportColumn[])[Text("weightedMean", "weightedMean", "weightedMean"), Text("weightedSum", "weightedSum", "weightedSum")] : [],
            Text("noDataCount", ZonalTexts.NoDataCount.Zh, ZonalTexts.NoDataCount.En),
        ]);
        foreach (var record in result.Records)
        {
            List<ReportCell> cells = [record.Record.ToString(CultureInfo.InvariantCulture), .. result.Statistics.Select(s => Shown(record[s]))];
            if (result.IsWeighted)
                cells.AddRange([Shown(record.Statistics?.WeightedMean), Shown(record.Statistics?.WeightedSum)]);
            cells.Add(Shown(record.Statistics?.NoDataCount));
            table.AddRow([.. cells]);
        }

        return table;
    }

    private static ReportCell Shown(double? value) => value is { } number ? number.ToString("0.######", CultureInfo.InvariantCulture) : "—";
}

using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink terrain DEM POLYGONS [options]</summary>
internal static class TerrainCommand
{
    private const int RowsShown = 20;
    private const double DefaultBandMetres = 100;

    private static readonly Bilingual About = new("由 DEM 提取小班地形因子：坡度、坡向、海拔、表面积（与水平面积并列，不乘入任何结果）", "terrain of units from a DEM: slope, aspect, elevation, surface area (beside the horizontal area, multiplied into nothing)");
    private static readonly Bilingual DemText = new("数字高程模型，高程单位米", "digital elevation model, heights in metres");
    private static readonly Bilingual BandText = new("海拔带高差，米（默认 100）", "height of an elevation band, m (default 100)");
    private static readonly Bilingual Method = new("坡度坡向按 Horn（1981）；表面积 = 水平面积 ÷ cos 坡度；DEM 边缘一圈像元没有坡度。", "slope and aspect by Horn (1981); surface area = horizontal area / cos(slope); the outermost cells of the DEM have no slope.");

    private static readonly Option<string> Layer = new("--layer") { HelpName = "NAME" };
    private static readonly Option<string> Crs = new("--crs") { HelpName = "EPSG:CODE" };
    private static readonly Option<string> RasterCrs = new("--raster-crs") { HelpName = "EPSG:CODE" };
    private static readonly Option<string> Band = new("--elevation-band") { HelpName = "M" };
    private static readonly Option<string> Csv = new("--csv") { HelpName = "FILE" };

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var dem = new Argument<string>("DEM") { Description = DemText.In(language) };
        var polygons = new Argument<string>("POLYGONS") { Description = ZonalTexts.Polygons.In(language) };
        var command = new Command("terrain", About.In(language)) { dem, polygons };
        (Option Option, Bilingual Text)[] options = [(Layer, ZonalTexts.Layer), (Crs, Texts.Crs), (RasterCrs, ZonalTexts.RasterCrs), (Band, BandText), (Csv, ZonalTexts.Csv)];
        foreach (var (option, text) in options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }

        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(dem), parsed.GetRequiredValue(polygons))));
        return command;
    }

    private static int Run(Invocation invocation, string dem, string polygons)
    {
        var given = invocation.Arguments;
        var options = new ZonalOptions(dem, polygons) { Layer = given.GetValue(Layer), Crs = given.GetValue(Crs), RasterCrs = given.GetValue(RasterCrs), Threads = Environment.ProcessorCount };
        var metres = given.GetValue(Band) is not { } text ? DefaultBandMetres
            : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var m) && m is >= 0.1 and <= 10000 ? m : throw SourceOptions.Wrong(invocation, Band, text);
        using var file = given.GetValue(Csv) is { } path ? OutputFile.Open(path, TerrainText.Mark) : null;
        TerrainResult result;
        using (var progress = invocation.ShowsProgress ? new ProgressBar(invocation.Stderr) : null)
            result = TerrainRun.Run(options, metres, progress is null ? null : progress.Report, invocation.Stop);
        file?.Commit(stream => TerrainText.WriteCsv(result, stream));
        if (invocation.Json)
            TerrainText.WriteJson(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, given.GetValue(Csv));
        return ExitCode.Done;
    }

    private static void Print(TerrainResult result, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        output.WriteLine(Method.In(language));
        output.WriteLine();
        string[] keys = ["record", "elevationMinM", "elevationMeanM", "elevationMaxM", "slopeMeanDeg", "aspectMeanDeg", "aspectOctant", "horizontalAreaHa", "surfaceAreaHa"];
        var table = new ReportTable("terrain", "地形因子", "Terrain", [.. keys.Select(k => new ReportColumn(k, k, k, "", ReportColumnKind.Text))]);
        foreach (var r in result.Records)
            table.AddRow(r.Record.ToString(CultureInfo.InvariantCulture), Shown(r.ElevationMinM), Shown(r.ElevationMeanM), Shown(r.ElevationMaxM), Shown(r.SlopeMeanDegrees), Shown(r.AspectMeanDegrees), r.Octant ?? "—", Shown(r.HorizontalAreaHa), Shown(r.SurfaceAreaHa));
        ConsoleTable.Write(output, table, language, RowsShown);
        var findings = result.Findings;
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Texts.FindingCounts.In(language), findings.Count(Severity.Error), findings.Count(Severity.Warning), findings.Count(Severity.Info)));
        foreach (var (rule, count) in findings.Counts)
            output.WriteLine($"  {rule.Code} × {count}: {findings.Findings.First(f => f.Rule.Code == rule.Code).Message(language)}");
        if (written is not null)
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, Texts.Written.In(language), written));
    }

    private static ReportCell Shown(double? value) => value is { } number ? number.ToString("0.####", CultureInfo.InvariantCulture) : "—";
}

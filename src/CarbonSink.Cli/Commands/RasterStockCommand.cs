using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink raster-stock BIOMASS ZONES --unit UNIT --carbon-fraction F [options]</summary>
internal static class RasterStockCommand
{
    private const int RowsShown = 20;

    private static readonly Bilingual About = new("由遥感生物量栅格汇总图斑的生物量、碳和二氧化碳当量及其标准误", "biomass, carbon and CO2e of zones from a raster of living biomass, with their standard error");
    private static readonly Bilingual BiomassText = new("生物量栅格（单位面积）", "raster of biomass per area");
    private static readonly Bilingual Label = new("来自他人制作的栅格，未经核实；活生物量的含义以该栅格的说明为准。", "from a raster by others; not verified; living biomass as the raster defines it.");
    private static readonly Bilingual Total = new("合计：生物量 {0} t，碳 {1} tC，二氧化碳当量 {2} t（含碳率 {3}，由使用者声明）", "total: biomass {0} t, carbon {1} tC, CO2e {2} t (carbon fraction {3}, declared by the user)");
    private static readonly Bilingual Areas = new("有值面积 {0} ha；无值 {1} ha（{2} %），未估算、未填补；没有结果的记录 {3} 条", "area with data {0} ha; without data {1} ha ({2} %), not estimated and not filled; records without a result {3}");
    private static readonly Bilingual Errors = new("标准误：各像元误差独立 {0} t（{1} %）；误差完全相关 {2} t（{3} %）", "standard error: errors of cells independent {0} t ({1} %); fully correlated {2} t ({3} %)");
    private static readonly Bilingual Between = new("相关距离 {0} m：标准误 {1} t（{2} %），等效独立数 {3} = 面积 ÷ (π L²)（本程序的约定）", "correlation length {0} m: standard error {1} t ({2} %), effective independent count {3} = area / (π L²) (our choice)");
    private static readonly Bilingual NoErrors = new("没有标准误栅格：不给出不确定性。", "no raster of standard errors: no uncertainty is given.");

    private static readonly Option<string> UnitOption = new Option<string>("--unit") { HelpName = "t/ha|Mg/ha|kg/m2", Required = true }.AcceptOnlyFromAmong("t/ha", "Mg/ha", "kg/m2");
    private static readonly Option<string> Fraction = new("--carbon-fraction") { HelpName = "F", Required = true };
    private static readonly Option<string> StandardError = new("--se") { HelpName = "RASTER" };
    private static readonly Option<string> Length = new("--correlation-length") { HelpName = "M" };
    private static readonly Option<string> By = new("--by") { HelpName = "FIELD" };
    private static readonly Option<string> Layer = new("--layer") { HelpName = "NAME" };
    private static readonly Option<string> Crs = new("--crs") { HelpName = "EPSG:CODE" };
    private static readonly Option<string> RasterCrs = new("--raster-crs") { HelpName = "EPSG:CODE" };
    private static readonly Option<string> Encoding = new("--encoding") { HelpName = "NAME" };
    private static readonly Option<string> Csv = new("--csv") { HelpName = "FILE" };

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (UnitOption, new("栅格与标准误的单位", "unit of the raster and of its standard errors")),
        (Fraction, new("含碳率，大于 0 且不大于 1；没有默认值", "carbon fraction, above 0 and at most 1; there is no default")),
        (StandardError, new("标准误栅格：与生物量同网格、同单位", "raster of standard errors with the grid and unit of the biomass")),
        (Length, new("像元误差的相关距离，米", "distance within which errors of cells go together, m")),
        (By, new("按字段分组", "field to group by")), (Layer, ZonalTexts.Layer), (Crs, Texts.Crs), (RasterCrs, ZonalTexts.RasterCrs), (Encoding, Texts.Encoding), (Csv, ZonalTexts.Csv),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var biomass = new Argument<string>("BIOMASS") { Description = BiomassText.In(language) };
        var zones = new Argument<string>("ZONES") { Description = ZonalTexts.Polygons.In(language) };
        var command = new Command("raster-stock", About.In(language)) { biomass, zones };
        foreach (var (option, text) in Options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }

        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(biomass), parsed.GetRequiredValue(zones))));
        return command;
    }

    private static int Run(Invocation invocation, string biomass, string zones)
    {
        var given = invocation.Arguments;
        var unit = given.GetValue(UnitOption) == "kg/m2" ? BiomassUnit.KilogramsPerSquareMetre : BiomassUnit.TonnesPerHectare;
        var options = new RasterStockOptions(biomass, zones, unit, Number(invocation, Fraction, 1)!.Value)
        {
            StandardError = given.GetValue(StandardError),
            CorrelationLengthM = Number(invocation, Length, 1e8),
            By = given.GetValue(By),
            Layer = given.GetValue(Layer),
            Crs = given.GetValue(Crs),
            RasterCrs = given.GetValue(RasterCrs),
            Encoding = given.GetValue(Encoding),
        };
        if (options is { CorrelationLengthM: not null, StandardError: null })
            throw SourceOptions.Wrong(invocation, Length, given.GetValue(Length)!);
        using var file = given.GetValue(Csv) is { } path ? OutputFile.Open(path, RasterStockText.Mark) : null;
        RasterStockResult result;
        using (var progress = invocation.ShowsProgress ? new ProgressBar(invocation.Stderr) : null)
            result = RasterStockRun.Run(options, progress is null ? null : progress.Report, invocation.Stop);
        file?.Commit(stream => RasterStockText.WriteCsv(result, stream));
        if (invocation.Json)
            RasterStockText.WriteJson(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, given.GetValue(Csv));
        return ExitCode.Done;
    }

    private static double? Number(Invocation invocation, Option<string> option, double most) =>
        invocation.Arguments.GetValue(option) is not { } text ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= most ? value : throw SourceOptions.Wrong(invocation, option, text);

    private static void Print(RasterStockResult result, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        var total = result.Total;
        output.WriteLine(Label.In(language));
        output.WriteLine(Say(Total, Shown(total.BiomassT), Shown(total.CarbonTC), Shown(total.Co2eT), result.Options.CarbonFraction.ToString("R", CultureInfo.InvariantCulture)));
        output.WriteLine(Say(Areas, Shown(total.AreaHa), Shown(total.NoDataHa), Shown(total.NoDataPercent), result.NotEstimated.Count()));
        if (total.Error is { } error)
            output.WriteLine(Say(Errors, Shown(error.IndependentT), Shown(total.Percent(error.IndependentT)), Shown(error.FullyCorrelatedT), Shown(total.Percent(error.FullyCorrelatedT))));
        else
            output.WriteLine(NoErrors.In(language));
        if (result.Options.CorrelationLengthM is { } length)
            output.WriteLine(Say(Between, Shown(length), Shown(total.Error?.CorrelationLengthT), Shown(total.Percent(total.Error?.CorrelationLengthT)), Shown(total.Error?.EffectiveCount)));
        output.WriteLine();
        string[] keys = ["name", "biomassT", "carbonTC", "co2eT", "seT", "sePercent", "areaHa", "noDataHa"];
        var table = new ReportTable("raster-stock", "栅格储量", "Stock from a raster", [.. keys.Select(k => new ReportColumn(k, k, k, "", ReportColumnKind.Text))]);
        foreach (var (name, f) in result.Groups.Count > 0 ? result.Groups : [.. result.Zones.Select(z => (Name: z.Record.ToString(CultureInfo.InvariantCulture), z.Figure))])
            table.AddRow(name, Shown(f.BiomassT), Shown(f.CarbonTC), Shown(f.Co2eT), Shown(f.SeT), Shown(f.SePercent), Shown(f.AreaHa), Shown(f.NoDataHa));
        ConsoleTable.Write(output, table, language, RowsShown);
        var findings = result.Findings;
        output.WriteLine(Say(Texts.FindingCounts, findings.Count(Severity.Error), findings.Count(Severity.Warning), findings.Count(Severity.Info)));
        foreach (var (rule, count) in findings.Counts)
            output.WriteLine($"  {rule.Code} × {count}: {findings.Findings.First(f => f.Rule.Code == rule.Code).Message(language)}");
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }

    private static string Shown(double? value) => value is { } number ? number.ToString("0.####", CultureInfo.InvariantCulture) : "—";
}

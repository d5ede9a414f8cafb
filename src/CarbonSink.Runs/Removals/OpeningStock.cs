using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projects;
using CarbonSink.Quantities;

namespace CarbonSink.Runs;

/// <summary>What stood on a project's land when its first period began (期初储量).</summary>
internal static class OpeningStock
{
    // AR-TOOL14: at the first verification C1 is the stock of the baseline's trees, C_TREE_BSL, or 0 where they are kept and not inventoried with the project's.
    private const string Trees = "C_TREE_BSL";
    private const string Shrubs = "C_SHRUB_BSL";

    /// <summary>As project.json states it for the first day of the first period, else the trees of the baseline as the methods compute them, else 0; tCO2e.</summary>
    /// <remarks>
    /// Where the first period begins after the project, growth until then is not the period's: the stock of the baseline is brought forward along the straight line to the first survey, C₀ + (C₁ − C₀)·d/D,
    /// d days before the period of the D days from the start of the project to the end of the period. Growth that quickens lies below that line, so the period is not given too much. A loss is left to the period.
    /// </remarks>
    /// <param name="input">The project.</param>
    /// <param name="methods">Its methods.</param>
    /// <param name="sheet">Its data.</param>
    /// <param name="firstT">The stock that closes the first period, tCO2e; null where there is none.</param>
    /// <param name="findings">Receives what was assumed.</param>
    /// <exception cref="RefusedInputException">What project.json states is no amount of carbon dioxide.</exception>
    public static double Of(ProjectInput input, ProjectMethods methods, ProjectSheet sheet, double? firstT, FindingLog findings)
    {
        if (input.File.Parameters.TryGetValue(ProjectSheet.StockBefore, out var text))
            return Stated(text);
        var first = input.File.MonitoringPeriods[0].Span;
        var stock = Baseline(methods, sheet, first, findings);
        if (first.From <= input.File.Start || firstT is not { } after)
            return stock;
        var whole = new DaySpan(input.File.Start, first.To);
        var opening = stock + (Math.Max(0, after - stock) * (whole.Days - first.Days) / whole.Days);
        findings.Add(new Finding(RemovalsFindings.LateFirstPeriod, ProjectFile.FileName, null, "monitoringPeriods", CampaignPlots.Day(first.From), CampaignPlots.Day(first.From), CampaignPlots.Day(input.File.Start), Text(opening), Text(stock), Text(after)));
        return opening;
    }

    private static double Stated(string text)
    {
        var (value, unit) = MemberTable.Split(text);
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var stock) || !double.IsFinite(stock) || stock < 0 || !Unit.TryParse(unit ?? "tCO2e", out var of, out _) || !of.Dimension.Equals(Unit.Parse("tCO2e").Dimension))
            throw new RefusedInputException(new(RemovalsFindings.Unit, ProjectFile.FileName, null, ProjectSheet.StockBefore, text, ProjectSheet.StockBefore, unit ?? text, "tCO2e"));
        return of.Convert(stock, Unit.Parse("tCO2e"));
    }

    private static double Baseline(ProjectMethods methods, ProjectSheet sheet, DaySpan first, FindingLog findings)
    {
        var columns = SheetEvaluation.RunAll(methods.Chain, sheet.For(first, new Dictionary<int, double>(), methods.ConversionStatus), new())[^1].Sheet.Columns;
        if (Cell(Trees) is not { } trees)
            return 0;
        if (trees.Number is not { } stock)
        {
            findings.Add(new Finding(RemovalsFindings.StockBeforeUnknown, ProjectFile.FileName, null, ProjectSheet.StockBefore, null, Trees, trees.Cause?.Zh ?? "—", trees.Cause?.En ?? "—"));
            return 0;
        }

        var shrubs = Cell(Shrubs)?.Number ?? 0;
        if (stock > 0 || shrubs > 0)
            findings.Add(new Finding(RemovalsFindings.StockBeforeTaken, ProjectFile.FileName, null, ProjectSheet.StockBefore, null, Text(stock), Text(shrubs)));
        return stock;

        SheetCell? Cell(string symbol) => columns.TryGetValue(symbol, out var column) && column.Cells.Count == 1 ? column.Cells[0] : null;
    }

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}

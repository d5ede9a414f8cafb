using CarbonSink.Estimation;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The report tables of an assessment (统计表): stock by the keys asked for and by each key alone, by pool, and what was not estimated.</summary>
public static class AssessmentTables
{
    /// <summary>The option that holds the keys asked for, joined by commas.</summary>
    public const string ByOptionName = "by";

    private static readonly Dictionary<string, (string Zh, string En)> KeyHeadings = new(StringComparer.Ordinal)
    {
        ["township"] = ("乡镇", "Township"),
        ["village"] = ("村", "Village"),
        ["landClass"] = ("地类", "Land class"),
        ["species"] = ("优势树种", "Dominant species"),
        ["origin"] = ("起源", "Origin"),
        ["ageGroup"] = ("龄组", "Age group"),
    };

    private static readonly ReportColumn[] StockColumns =
    [
        new("recordCount", "记录数", "Records", "", ReportColumnKind.Count),
        new("estimatedCount", "已估算记录数", "Estimated records", "", ReportColumnKind.Count),
        new("extrapolatedCount", "外推记录数", "Extrapolated records", "", ReportColumnKind.Count),
        new(StockFigure.Area.Key(), "面积", "Area", "ha", ReportColumnKind.Sum),
        new(StockFigure.RecordedArea.Key(), "登记面积", "Recorded area", "ha", ReportColumnKind.Sum),
        new(StockFigure.EllipsoidalArea.Key(), "椭球面积", "Ellipsoidal area", "ha", ReportColumnKind.Sum),
        new(StockFigure.EstimatedArea.Key(), "已估算面积", "Estimated area", "ha", ReportColumnKind.Sum),
        new(StockFigure.ExtrapolatedArea.Key(), "外推面积", "Extrapolated area", "ha", ReportColumnKind.Sum),
        new(StockFigure.Volume.Key(), "蓄积量", "Growing stock", "m3", ReportColumnKind.Sum),
        new(StockFigure.ExtrapolatedVolume.Key(), "外推蓄积量", "Extrapolated growing stock", "m3", ReportColumnKind.Sum),
        new(StockFigure.LivingVolume.Key(), "活立木蓄积", "Living stock", "m3", ReportColumnKind.Sum),
        new(StockFigure.Biomass.Key(), "生物量", "Biomass", "t", ReportColumnKind.Sum),
        new(StockFigure.Carbon.Key(), "碳储量", "Carbon stock", "tC", ReportColumnKind.Sum),
        new(StockFigure.CarbonLow.Key(), "碳储量低值", "Carbon stock, low", "tC", ReportColumnKind.Sum),
        new(StockFigure.CarbonHigh.Key(), "碳储量高值", "Carbon stock, high", "tC", ReportColumnKind.Sum),
        new(StockFigure.CarbonDioxide.Key(), "二氧化碳当量", "CO2 equivalent", "tCO2e", ReportColumnKind.Sum),
        new("status", "参数状态", "Parameter status", "", ReportColumnKind.Text),
    ];

    /// <summary>The assessment by the keys asked for in its options, or by all its keys.</summary>
    public static StockAssessment ByOption(AssessmentPart part) =>
        part.Options.TryGetValue(ByOptionName, out var by) ? part.Assessment.RollUp(by.Split(',', StringSplitOptions.RemoveEmptyEntries)) : part.Assessment;

    /// <summary>Every table, each with the total its rows must add up to, areas in the unit asked for.</summary>
    public static IReadOnlyList<ReportTable> All(AssessmentPart part, AreaUnit units = AreaUnit.Hectare)
    {
        var tables = new List<ReportTable> { QualityTables.Quality(part), QualityTables.Comparisons(part, units), Stock("stock", "碳储量汇总表", "Stock", ByOption(part), part.Context) };
        foreach (var key in part.Assessment.KeyNames)
        {
            if (part.Context.KeysOf(part.Assessment, key) is not { } keys)
                continue; // one row would hold villages of several townships; the table by all keys is what there is
            var (zh, en) = Heading(key);
            tables.Add(Stock($"stock-by-{key}", $"分{zh}碳储量表", $"Stock by {en}", part.Assessment.RollUp(keys), part.Context));
        }

        tables.Add(Pools(part.Assessment.Total));
        tables.Add(NotEstimated(part.Assessment));
        if (part.Uncertainty is not null)
            tables.AddRange([UncertaintyTexts.Intervals(part), UncertaintyTexts.Contributions(part, int.MaxValue), UncertaintyTexts.Unstated(part), UncertaintyTexts.Declared(part)]);
        tables.AddRange(ContextTables.All(part.Reading, units));
        return [.. tables.Select(t => t.In(units))];
    }

    /// <summary>Stock by the assessment's keys; beside a key that has names a column KEYName. A key called like a figure, or like another column, gets a number.</summary>
    public static ReportTable Stock(string id, string zh, string en, StockAssessment assessment, AssessmentContext? context = null)
    {
        var keys = assessment.KeyNames;
        var named = keys.Select(k => context?.Names.ContainsKey(k) == true).ToArray();
        var taken = StockColumns.SelectMany(c => (string[])[c.Key, c.Unit == "ha" ? $"{c.Key[..^2]}Mu" : c.Key]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        string Free(string name)
        {
            var free = name;
            for (var i = 2; !taken.Add(free); i++)
                free = $"{name}{i}";
            return free;
        }

        IEnumerable<T> Beside<T>(Func<int, T> key, Func<int, T> name) => Enumerable.Range(0, keys.Count).SelectMany(i => named[i] ? (T[])[key(i), name(i)] : [key(i)]);
        var table = new ReportTable(id, zh, en,
        [
            .. Beside(i => new ReportColumn(Free(keys[i]), Heading(keys[i]).Zh, Heading(keys[i]).En, "", ReportColumnKind.Text), i => new ReportColumn(Free($"{keys[i]}Name"), $"{Heading(keys[i]).Zh}名称", $"{Heading(keys[i]).En} name", "", ReportColumnKind.Text)),
            .. StockColumns,
        ]);
        foreach (var group in assessment.Groups)
            table.AddRow([.. Beside(i => (ReportCell)group.Key[i], i => context!.NameOf(keys, group.Key, i) is { } name ? name : ReportCell.Missing), .. Cells(group)]);
        table.SetTotal([.. Beside(_ => ReportCell.Missing, _ => ReportCell.Missing), .. Cells(assessment.Total)]);
        return table;
    }

    /// <summary>Biomass and carbon by pool.</summary>
    public static ReportTable Pools(StockGroup total)
    {
        var table = new ReportTable("pools", "分碳库储量表", "Stock by pool",
        [
            new("pool", "碳库", "Pool", "", ReportColumnKind.Text),
            new(StockFigure.Biomass.Key(), "生物量", "Biomass", "t", ReportColumnKind.Sum),
            new(StockFigure.Carbon.Key(), "碳储量", "Carbon stock", "tC", ReportColumnKind.Sum),
        ]);
        foreach (var pool in total.Pools)
            table.AddRow(CarbonPools.Name(pool.Pool), pool.BiomassT, pool.CarbonTC);
        table.SetTotal(ReportCell.Missing, total[StockFigure.Biomass], total[StockFigure.Carbon]);
        return table;
    }

    /// <summary>What was not estimated, by land class and cause, with the total that estimated and not estimated records leave.</summary>
    public static ReportTable NotEstimated(StockAssessment assessment)
    {
        var table = new ReportTable("not-estimated", "未估算面积表", "Not estimated",
        [
            new("class", "地类", "Land class", "", ReportColumnKind.Text),
            new("code", "原因代码", "Cause", "", ReportColumnKind.Text),
            new("reasonZh", "原因", "Reason in Chinese", "", ReportColumnKind.Text),
            new("reasonEn", "原因（英文）", "Reason", "", ReportColumnKind.Text),
            new("recordCount", "记录数", "Records", "", ReportColumnKind.Count),
            new("areaHa", "面积", "Area", "ha", ReportColumnKind.Sum),
            new("technicalZh", "公式给出的原因", "What formulas say, in Chinese", "", ReportColumnKind.Text),
            new("technicalEn", "公式给出的原因（英文）", "What formulas say", "", ReportColumnKind.Text),
        ]);
        foreach (var entry in assessment.NotEstimated)
            table.AddRow(entry.LandClass, entry.Cause.Code, entry.Cause.Zh, entry.Cause.En, entry.RecordCount, entry.AreaHa, Or(entry.Cause.Technical?.Zh), Or(entry.Cause.Technical?.En));
        var total = assessment.Total;
        if (assessment.NotEstimated.Count > 0)
        {
            var area = (total[StockFigure.Area] ?? ExactSum.Zero) - (total[StockFigure.EstimatedArea] ?? ExactSum.Zero);
            table.SetTotal(ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, total.RecordCount - total.EstimatedCount, area, ReportCell.Missing, ReportCell.Missing);
        }

        return table;
    }

    private static ReportCell Or(string? text) => text is null ? ReportCell.Missing : text;

    internal static (string Zh, string En) Heading(string key) => KeyHeadings.GetValueOrDefault(key, (key, key));

    /// <summary>What a figure of the assessment is called, and its unit.</summary>
    internal static (string Zh, string En, string Unit) FigureName(StockFigure figure)
    {
        var column = StockColumns.First(c => c.Key == figure.Key());
        return (column.Zh, column.En, column.Unit);
    }

    /// <summary>What a figure is called: of the assessment, or of an indicator.</summary>
    public static (string Zh, string En) FigureHeading(string figure, IReadOnlyList<IndicatorValue> indicators) =>
        Array.Find(StockColumns, c => c.Key == figure) is { } column ? (column.Zh, column.En)
        : indicators.FirstOrDefault(i => i.Indicator.Figure == figure || i.Indicator.AreaFigure == figure)?.Indicator is { } indicator
            ? indicator.AreaFigure == figure ? (indicator.AreaTitle.Zh, indicator.AreaTitle.En) : (indicator.Title.Zh, indicator.Title.En)
            : (figure, figure);

    private static ReportCell[] Cells(StockGroup group) =>
        [group.RecordCount, group.EstimatedCount, group.ExtrapolatedCount, .. StockFigures.All.Select(f => (ReportCell)group[f]), group.HasResults ? JsonText.Status(group.WorstStatus) : ReportCell.Missing];
}

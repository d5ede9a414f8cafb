using CarbonSink.Estimation;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The tables of the report (报告用表): fewer columns than the CSV files, names instead of codes, areas in hectares until they are printed. Totals come from the assessment's own total, never from the rows.</summary>
internal sealed class ReportTables(AssessmentPart part, KeyNames names, string language)
{
    /// <summary>Most rows of a table by key; the rest is one row.</summary>
    public const int MostRows = 60;

    private readonly StockAssessment assessment = part.Assessment;

    private StockGroup Total => assessment.Total;

    private HashSet<string> EstimatedClasses => field ??= assessment.KeyNames.Contains("landClass") ? [.. assessment.RollUp(["landClass"]).Groups.Where(g => g.EstimatedCount > 0).Select(g => g.Key[0])] : [];

    /// <summary>The main figures, areas in the unit asked for.</summary>
    public ReportTable Headlines(AreaUnit units)
    {
        var table = new ReportTable("headlines", "主要指标", "Main figures", [new("figure", "指标", "Figure", "", ReportColumnKind.Text), new("value", "数值", "Value", "", ReportColumnKind.Text), new("unit", "单位", "Unit", "", ReportColumnKind.Text)]);
        void Row(string zh, string en, double? value, int decimals, string unit)
        {
            if (value is not null)
                table.AddRow(language == "zh" ? zh : en, HtmlTable.Number(value.Value, decimals), UnitSign.Of(unit, language));
        }

        double? Figure(StockFigure figure) => Total[figure]?.ToDouble();
        double? PerArea(StockFigure figure) => Figure(figure) is { } sum && Figure(StockFigure.EstimatedArea) is > 0 and var area ? units.FromPerHectare(sum / area) : null;
        double? InUnits(StockFigure figure) => Figure(figure) is { } hectares ? units.FromHectares(hectares) : null;
        var sign = units.Sign();
        Row("面积", "Area", InUnits(StockFigure.Area), 2, sign);
        Row("已估算面积", "Estimated area", InUnits(StockFigure.EstimatedArea), 2, sign);
        Row("活立木蓄积", "Living stock", Figure(StockFigure.LivingVolume), 0, "m3");
        Row("蓄积量", "Growing stock", Figure(StockFigure.Volume), 0, "m3");
        Row("生物量（干物质）", "Biomass (dry matter)", Figure(StockFigure.Biomass), 0, "t");
        Row("碳储量", "Carbon stock", Figure(StockFigure.Carbon), 0, "tC");
        foreach (var pool in Total.Pools)
            Row($"　其中：{ReportTexts.Pool(pool.Pool).Zh}", $"　of which {ReportTexts.Pool(pool.Pool).En.ToLowerInvariant()}", pool.CarbonTC?.ToDouble(), 0, "tC");
        if (Total.HasRange)
        {
            Row("碳储量低值", "Carbon stock, low", Figure(StockFigure.CarbonLow), 0, "tC");
            Row("碳储量高值", "Carbon stock, high", Figure(StockFigure.CarbonHigh), 0, "tC");
        }

        Row("二氧化碳当量（储量换算）", "CO2 equivalent of the stock", Figure(StockFigure.CarbonDioxide), 0, "tCO2e");
        Row("碳密度", "Carbon density", PerArea(StockFigure.Carbon), 2, $"tC/{sign}");
        return table;
    }

    /// <summary>Records and area, estimated and not.</summary>
    public ReportTable Records()
    {
        var table = new ReportTable("records", "记录清点", "Records counted",
        [
            Text("item", "项目", "Item"), Count("recordCount", "记录数", "Records"), Area("areaHa", "面积", "Area"),
            new("areaShare", "占面积", "Share of area", "%", ReportColumnKind.Number) { Decimals = 1 },
        ]);
        var refused = assessment.NotEstimated.Aggregate(ExactSum.Zero, (sum, e) => sum + e.AreaHa);
        table.AddRow(language == "zh" ? "已估算" : "Estimated", Total.EstimatedCount, Total[StockFigure.EstimatedArea], Percent(Total[StockFigure.EstimatedArea], Total[StockFigure.Area]));
        table.AddRow(language == "zh" ? "未估算" : "Not estimated", assessment.NotEstimated.Sum(e => e.RecordCount), Some(refused, assessment.NotEstimated.Count > 0), Percent(refused, Total[StockFigure.Area]));
        table.SetTotal(ReportCell.Missing, part.ReadCount, Total[StockFigure.Area], ReportCell.Missing);
        return table;
    }

    /// <summary>Recorded and computed area by the first key that tells its values apart.</summary>
    public ReportTable Areas()
    {
        var key = assessment.KeyNames.FirstOrDefault(IsPrintable);
        var heading = key is null ? (Zh: "范围", En: "Scope") : Heading(key);
        var table = new ReportTable("areas", $"登记面积与椭球面积比较（分{heading.Zh}）", $"Recorded and ellipsoidal area by {Lower(heading.En)}",
        [
            Text(key ?? "scope", heading.Zh, heading.En), Count("recordCount", "记录数", "Records"), Area("recordedAreaHa", "登记面积", "Recorded area"), Area("ellipsoidalAreaHa", "椭球面积", "Ellipsoidal area"), Area("differenceHa", "相差", "Difference"),
            new("differenceShare", "相差", "Difference", "%", ReportColumnKind.Number),
        ]);
        foreach (var (label, groups) in Rows(key))
            table.AddRow(label, groups.Sum(g => g.RecordCount), Sum(groups, StockFigure.RecordedArea), Sum(groups, StockFigure.EllipsoidalArea), Difference(Sum(groups, StockFigure.RecordedArea), Sum(groups, StockFigure.EllipsoidalArea)), DifferencePercent(Sum(groups, StockFigure.RecordedArea), Sum(groups, StockFigure.EllipsoidalArea)));
        table.SetTotal(ReportCell.Missing, Total.RecordCount, Total[StockFigure.RecordedArea], Total[StockFigure.EllipsoidalArea], Difference(Total[StockFigure.RecordedArea], Total[StockFigure.EllipsoidalArea]), DifferencePercent(Total[StockFigure.RecordedArea], Total[StockFigure.EllipsoidalArea]));
        return table;
    }

    /// <summary>What was estimated outside the range or region of tables, by a key.</summary>
    public ReportTable Extrapolated(string key)
    {
        var heading = Heading(key);
        var table = new ReportTable("extrapolated", $"外推估算（分{heading.Zh}）", $"Extrapolated, by {Lower(heading.En)}",
        [
            Text(key, heading.Zh, heading.En), Count("extrapolatedCount", "外推记录数", "Records extrapolated"), Area("extrapolatedAreaHa", "外推面积", "Area extrapolated"),
            new("areaShare", "占已估算面积", "Share of estimated area", "%", ReportColumnKind.Number) { Decimals = 1 }, Stock("extrapolatedVolumeM3", "外推蓄积", "Stock extrapolated", "m3"), new("volumeShare", "占蓄积", "Share of stock", "%", ReportColumnKind.Number) { Decimals = 1 },
        ]);
        ReportCell[] Cells(IReadOnlyList<StockGroup> g) =>
        [
            g.Sum(x => x.ExtrapolatedCount), Sum(g, StockFigure.ExtrapolatedArea), Percent(Sum(g, StockFigure.ExtrapolatedArea), Sum(g, StockFigure.EstimatedArea)),
            Sum(g, StockFigure.ExtrapolatedVolume), Percent(Sum(g, StockFigure.ExtrapolatedVolume), Sum(g, StockFigure.Volume)),
        ];
        foreach (var (label, groups) in Rows(key).Where(r => r.Groups.Any(g => g.ExtrapolatedCount > 0)))
            table.AddRow([label, .. Cells(groups)]);
        table.SetTotal([ReportCell.Missing, .. Cells([Total])]);
        return table;
    }

    /// <summary>Stock by one key, most carbon first unless a code table orders its values.</summary>
    public ReportTable Stock(string key)
    {
        var heading = Heading(key);
        var living = Total[StockFigure.LivingVolume] is not null;
        var table = new ReportTable($"report-stock-by-{key}", $"分{heading.Zh}碳储量", $"Stock by {Lower(heading.En)}",
        [
            Text(key, heading.Zh, heading.En), Count("recordCount", "记录数", "Records"), Area("areaHa", "面积", "Area"), Area("estimatedAreaHa", "已估算面积", "Estimated area"),
            .. living ? (ReportColumn[])[Stock(StockFigure.LivingVolume.Key(), "活立木蓄积", "Living stock", "m3")] : [],
            Stock("volumeM3", "蓄积量", "Growing stock", "m3"), Stock("biomassT", "生物量", "Biomass", "t"), Stock("carbonTC", "碳储量", "Carbon stock", "tC"), Stock("co2eT", "二氧化碳当量", "CO2 equivalent", "tCO2e"),
            new("carbonTCPerHa", "碳密度", "Carbon density", "tC/ha", ReportColumnKind.Number),
        ]);
        ReportCell[] Cells(IReadOnlyList<StockGroup> g) =>
        [
            g.Sum(x => x.RecordCount), Sum(g, StockFigure.Area), Sum(g, StockFigure.EstimatedArea), .. living ? (ReportCell[])[Sum(g, StockFigure.LivingVolume)] : [],
            Sum(g, StockFigure.Volume), Sum(g, StockFigure.Biomass), Sum(g, StockFigure.Carbon), Sum(g, StockFigure.CarbonDioxide), Density(g),
        ];
        foreach (var (label, groups) in Rows(key))
            table.AddRow([label, .. Cells(groups)]);
        table.SetTotal([ReportCell.Missing, .. Cells([Total])]);
        return table;
    }

    /// <summary>Lowest, central and highest carbon stock by land class.</summary>
    public ReportTable Range()
    {
        var table = new ReportTable("carbon-range", "碳储量的低值与高值（分地类）", "Low and high carbon stock by land class",
            [Text("landClass", "地类", "Land class"), Stock("carbonLowTC", "低值", "Low", "tC"), Stock("carbonTC", "碳储量", "Carbon stock", "tC"), Stock("carbonHighTC", "高值", "High", "tC")]);
        ReportCell[] Cells(IReadOnlyList<StockGroup> g) => [Sum(g, StockFigure.CarbonLow), Sum(g, StockFigure.Carbon), Sum(g, StockFigure.CarbonHigh)];
        foreach (var (label, groups) in Rows(assessment.KeyNames.Contains("landClass") ? "landClass" : null).Where(r => Sum(r.Groups, StockFigure.Carbon) is not null))
            table.AddRow([label, .. Cells(groups)]);
        table.SetTotal([ReportCell.Missing, .. Cells([Total])]);
        return table;
    }

    /// <summary>What was not estimated by land class and reason, the largest areas first; what the formulas say is small print.</summary>
    public ReportTable NotEstimated()
    {
        var table = new ReportTable("report-not-estimated", "未估算面积（分地类、原因）", "Not estimated, by land class and reason",
            [Text("class", "地类", "Land class"), Text("reason", "原因", "Reason"), Count("recordCount", "记录数", "Records"), Area("areaHa", "面积", "Area")]);
        var rows = assessment.NotEstimated.Select(e => (e.LandClass, Reason: Reason(e), e.RecordCount, e.AreaHa)).GroupBy(e => (e.LandClass, e.Reason.Plain))
            .Select(g => (g.Key.LandClass, g.Key.Plain, Small: Technical([.. g.OrderByDescending(e => e.AreaHa.ToDouble()).ThenBy(e => e.Reason.Technical, StringComparer.Ordinal).Select(e => e.Reason.Technical)]), Count: g.Sum(e => e.RecordCount), Area: g.Aggregate(ExactSum.Zero, (sum, e) => sum + e.AreaHa)));
        foreach (var row in rows.OrderByDescending(r => r.Area.ToDouble()).ThenBy(r => r.LandClass, StringComparer.Ordinal).ThenBy(r => r.Plain, StringComparer.Ordinal))
            table.AddRow(names["landClass", row.LandClass, language], row.Small.Length > 0 ? $"{row.Plain}\n{row.Small}" : row.Plain, row.Count, (ExactSum?)row.Area);
        table.SetTotal(ReportCell.Missing, ReportCell.Missing, Total.RecordCount - Total.EstimatedCount, Difference(Total[StockFigure.Area], Total[StockFigure.EstimatedArea]));
        return table;
    }

    /// <summary>Whether a table by a key alone holds one thing in each row.</summary>
    public bool IsPrintable(string key) => part.Context.KeysOf(assessment, key) is not null;

    /// <summary>A key's values with their groups in the order they are printed, villages with their townships; past <see cref="MostRows"/> the rest together. Null: everything in one row.</summary>
    public IEnumerable<(string Label, IReadOnlyList<StockGroup> Groups)> Rows(string? key, int most = MostRows)
    {
        if (key is null)
            return [(language == "zh" ? "全部" : "All", [Total])];
        var keys = part.Context.KeysOf(assessment, key) ?? [key];
        var groups = assessment.RollUp(keys).Groups;
        var ordered = groups.OrderBy(g => g.Key[^1].Length == 0).ThenBy(g => names.Place(key, g.Key[^1]) ?? int.MaxValue)
            .ThenByDescending(g => g[StockFigure.Carbon]?.ToDouble() ?? double.NegativeInfinity).ThenByDescending(g => g[StockFigure.Area]?.ToDouble() ?? 0).ThenBy(g => g.Key[^1], StringComparer.Ordinal).ToList();
        var shown = ordered.Count <= most + 1 ? ordered.Count : most;
        var rows = ordered.Take(shown).Select(g => (names.Label(keys, g.Key, language), (IReadOnlyList<StockGroup>)[g]));
        return shown == ordered.Count ? rows : rows.Append((string.Format(null, ReportTexts.Others.In(language), ordered.Count - shown), ordered[shown..]));
    }

    /// <summary>Sum of a figure over groups; null where none has it.</summary>
    public static ExactSum? Sum(IEnumerable<StockGroup> groups, StockFigure figure) =>
        groups.Select(g => g[figure]).Where(s => s is not null).Aggregate((ExactSum?)null, (sum, s) => (sum ?? ExactSum.Zero) + s!.Value);

    /// <summary>Carbon per estimated hectare; null where nothing was estimated.</summary>
    public static double? Density(IReadOnlyList<StockGroup> groups) =>
        Sum(groups, StockFigure.EstimatedArea)?.ToDouble() is > 0 and var area && Sum(groups, StockFigure.Carbon) is { } carbon ? carbon.ToDouble() / area : null;

    /// <summary>A share in percent; null where there is no whole.</summary>
    public static double? Percent(ExactSum? part, ExactSum? whole) => part is { } p && whole?.ToDouble() is > 0 and var w ? 100 * p.ToDouble() / w : null;

    private static (string Zh, string En) Heading(string key)
    {
        var heading = AssessmentTables.Heading(key);
        return (heading.Zh, heading.En);
    }

    private static string Lower(string heading) => heading.Length > 1 && char.IsUpper(heading[0]) && char.IsLower(heading[1]) ? char.ToLowerInvariant(heading[0]) + heading[1..] : heading;

    private static ExactSum? Some(ExactSum sum, bool any) => any ? sum : null;

    private static ExactSum? Difference(ExactSum? a, ExactSum? b) => a is null && b is null ? null : (a ?? ExactSum.Zero) - (b ?? ExactSum.Zero);

    private static double? DifferencePercent(ExactSum? a, ExactSum? b) => a is null || b is null ? null : Percent(Difference(a, b), b);

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportColumn Count(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Count);

    private static ReportColumn Area(string key, string zh, string en) => new(key, zh, en, "ha", ReportColumnKind.Sum);

    private static ReportColumn Stock(string key, string zh, string en, string unit) => new(key, zh, en, unit, ReportColumnKind.Sum) { Decimals = 0 };

    /// <summary>The reason in plain words, and what the formulas say.</summary>
    private (string Plain, string Technical) Reason(NotEstimated entry)
    {
        if (entry.Cause.Technical is { } technical)
            return (entry.Cause.Text(language), technical.Text(language));
        var plain = entry.LandClass.Length == 0 ? ReportTexts.UnclassifiedReason
            : entry.Cause.Code != "no-route" || EstimatedClasses.Contains(entry.LandClass) ? ReportTexts.LackingReason
            : ReportTexts.OutOfScopeReason;
        return (plain.In(language), entry.Cause.Text(language));
    }

    /// <summary>The main ones of many technical reasons, and how many more there are.</summary>
    private string Technical(List<string> reasons)
    {
        const int most = 3;
        var distinct = reasons.Where(r => r.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var shown = string.Join(language == "zh" ? "；" : "; ", distinct.Take(most));
        return distinct.Count <= most ? shown : $"{shown} … {string.Format(null, ReportTexts.Others.In(language), distinct.Count - most)}";
    }
}

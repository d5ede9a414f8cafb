using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>An assessment on the terminal: totals, groups, what was not estimated and why, findings, the worst status; or the JSON document.</summary>
internal static class AssessmentReport
{
    private const int RowsShown = 20;
    private const int CausesShown = 2; // of each land class; the rest in one line
    private const int ReasonShown = 60;
    private const double MuPerHectare = 15; // 1 市亩 = 1/15 ha

    /// <summary>Prints it.</summary>
    /// <param name="part">The assessment.</param>
    /// <param name="invocation">Where to and in which language.</param>
    /// <param name="written">Where results were written, or null.</param>
    /// <param name="inMu">Whether areas are shown in mu.</param>
    public static void Print(AssessmentPart part, Invocation invocation, string? written, bool inMu = false)
    {
        if (invocation.Json)
        {
            AssessmentJson.Write(part, invocation.Stdout, invocation.Language);
            return;
        }

        part.CheckSums();
        var language = invocation.Language;
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        var total = part.Assessment.Total;
        output.WriteLine($"{part.Method.Id}/{part.Method.Version} · {(language == "zh" ? part.Method.LabelZh : part.Method.LabelEn)}");
        output.WriteLine(Say(Texts.WorstStatus, total.HasResults ? total.WorstStatus.ToString().ToLowerInvariant() : "—"));
        output.WriteLine(Say(Texts.ReadRejected, part.ReadCount, part.RejectedCount, part.Records.To - part.Records.From));
        output.WriteLine(Say(part.Options.GetValueOrDefault("area") == "ellipsoidal" ? Texts.EllipsoidalBasis : Texts.RecordedBasis));
        output.WriteLine();
        ConsoleTable.Write(output, Totals(total, language, inMu), language, RowsShown);
        output.WriteLine(Say(Texts.StockNotSink));
        output.WriteLine();
        if (part.Assessment.KeyNames is [var first, ..])
            ConsoleTable.Write(output, Groups(part.Assessment.RollUp([first]), language, inMu), language, RowsShown);
        ConsoleTable.Write(output, NotEstimated(part.Assessment, ClassNames.Of(invocation.Methodology, part.Method.Id, part.Method.Version), language, inMu), language, RowsShown);
        if (total.ExtrapolatedCount > 0)
            output.WriteLine(Say(Texts.Extrapolated, total.ExtrapolatedCount, Percent(total.ExtrapolatedCount, total.EstimatedCount), Number(total[StockFigure.ExtrapolatedArea]), Percent(Value(total[StockFigure.ExtrapolatedArea]), Value(total[StockFigure.EstimatedArea])), Number(total[StockFigure.ExtrapolatedVolume]), Percent(Value(total[StockFigure.ExtrapolatedVolume]), Value(total[StockFigure.Volume]))));
        output.WriteLine(Say(Texts.Rounded));
        output.WriteLine(Say(Texts.FindingCounts, part.CountFindings(Severity.Error), part.CountFindings(Severity.Warning), part.CountFindings(Severity.Info)));
        foreach (var finding in part.DataSetFindings.Concat(part.TotalFindings))
            output.WriteLine($"  {finding.Rule.Code} {finding.Message(language)}");
        foreach (var (rule, count) in part.RecordFindings.Counts)
            output.WriteLine($"  {rule.Code} × {count}: {part.RecordFindings.Findings.First(f => f.Rule.Code == rule.Code).Message(language)} …");
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }

    private static ReportTable Totals(StockGroup total, string language, bool inMu)
    {
        var table = new ReportTable("totals", Texts.Totals.Zh, Texts.Totals.En, [new("figure", "指标", "Figure", "", ReportColumnKind.Text), new("value", "数值", "Value", "", ReportColumnKind.Text), new("unit", "单位", "Unit", "", ReportColumnKind.Text)]);
        foreach (var (figure, name, unit) in ((StockFigure, Bilingual, string)[])
        [
            (StockFigure.Area, Texts.AreaFigure, "ha"), (StockFigure.RecordedArea, Texts.RecordedAreaFigure, "ha"), (StockFigure.EllipsoidalArea, Texts.EllipsoidalAreaFigure, "ha"), (StockFigure.EstimatedArea, Texts.EstimatedAreaFigure, "ha"), (StockFigure.Volume, Texts.VolumeFigure, "m3"), (StockFigure.LivingVolume, Texts.LivingVolumeFigure, "m3"),
            (StockFigure.Biomass, Texts.BiomassFigure, "t"), (StockFigure.Carbon, Texts.CarbonFigure, "tC"), (StockFigure.CarbonLow, Texts.CarbonLowFigure, "tC"), (StockFigure.CarbonHigh, Texts.CarbonHighFigure, "tC"), (StockFigure.CarbonDioxide, Texts.CarbonDioxideFigure, "tCO2e"),
        ])
        {
            if (total[figure] is null && figure is StockFigure.LivingVolume or StockFigure.CarbonLow or StockFigure.CarbonHigh)
                continue; // only some methods give them
            var mu = inMu && unit == "ha";
            table.AddRow(name.In(language), total[figure] is { } sum ? Number(sum.ToDouble() * (mu ? MuPerHectare : 1)) : "—", mu ? Texts.Mu.In(language) : unit);
            foreach (var pool in total.Pools.Where(p => figure == StockFigure.Carbon && p.CarbonTC is not null))
                table.AddRow($"  {Texts.Pool(pool.Pool).In(language)}", Number(pool.CarbonTC), unit);
        }

        return table;
    }

    private static ReportTable Groups(StockAssessment groups, string language, bool inMu)
    {
        var source = AssessmentTables.Stock("groups", "", "", groups);
        string[] shown = [groups.KeyNames[0], "recordCount", StockFigure.Area.Key(), StockFigure.Volume.Key(), StockFigure.Carbon.Key(), StockFigure.CarbonDioxide.Key()];
        var places = shown.Select(k => source.Columns.ToList().FindIndex(c => c.Key == k)).ToArray();
        var columns = places.Select(p => source.Columns[p].Key == StockFigure.Area.Key() && inMu ? source.Columns[p] with { Unit = Texts.Mu.In(language) } : source.Columns[p]);
        var table = new ReportTable("groups", string.Format(null, Texts.GroupsBy.Zh, source.Columns[0].Zh), string.Format(null, Texts.GroupsBy.En, source.Columns[0].En), [.. columns.Select(c => c.Kind == ReportColumnKind.Sum ? c with { Kind = ReportColumnKind.Number } : c)]);
        ReportCell[] Row(IReadOnlyList<ReportCell> row) => [.. places.Select(p => source.Columns[p].Kind != ReportColumnKind.Sum || row[p].Kind is null ? row[p] : (double?)(row[p].Number * (inMu && source.Columns[p].Key == StockFigure.Area.Key() ? MuPerHectare : 1)))];
        foreach (var row in source.Rows)
            table.AddRow(Row(row));
        table.SetTotal(Row(source.Total!));
        return table;
    }

    /// <summary>By land class and its main causes, largest area first; all causes with their full texts are in the tables.</summary>
    private static ReportTable NotEstimated(StockAssessment assessment, ClassNames names, string language, bool inMu)
    {
        var unit = inMu ? Texts.Mu.In(language) : "ha";
        var table = new ReportTable("not-estimated", Texts.NotEstimated.Zh, Texts.NotEstimated.En,
        [
            new("class", "地类", "Land class", "", ReportColumnKind.Text), new("recordCount", "记录数", "Records", "", ReportColumnKind.Count),
            new("area", "面积", "Area", unit, ReportColumnKind.Number), new("reason", "原因", "Reason", "", ReportColumnKind.Text),
        ]);
        void Row(string landClass, IReadOnlyList<NotEstimated> entries, string reason) => table.AddRow(
            names[landClass, language], entries.Sum(e => e.RecordCount), (double?)(entries.Aggregate(ExactSum.Zero, (sum, e) => sum + e.AreaHa).ToDouble() * (inMu ? MuPerHectare : 1)), reason);
        foreach (var one in assessment.NotEstimated.GroupBy(e => e.LandClass).OrderByDescending(g => g.Sum(e => e.AreaHa.ToDouble())).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var entries = one.GroupBy(e => e.Cause with { Technical = null }).Select(g => (Cause: g.Key, IsOfPack: g.First().Cause.Technical is not null, Entries: g.ToList()))
                .OrderByDescending(e => e.Entries.Sum(x => x.AreaHa.ToDouble())).ThenBy(e => e.Cause.En, StringComparer.Ordinal).ToList();
            var shown = entries.Count <= CausesShown + 1 ? entries.Count : CausesShown;
            foreach (var (cause, isOfPack, same) in entries.Take(shown))
                Row(one.Key, same, isOfPack ? cause.Text(language) : $"{cause.Code}: {Shortened(cause.Text(language))}");
            if (shown < entries.Count)
                Row(one.Key, [.. entries[shown..].SelectMany(e => e.Entries)], string.Format(CultureInfo.InvariantCulture, Texts.OtherCauses.In(language), entries.Count - shown));
        }

        return table;
    }

    private static string Shortened(string reason) => reason.Length <= ReasonShown ? reason : reason[..ReasonShown] + "…";

    private static double Value(ExactSum? sum) => sum?.ToDouble() ?? 0;

    private static string Number(ExactSum? sum) => sum is { } s ? Number(s.ToDouble()) : "—";

    private static string Number(double value) => value.ToString("N2", CultureInfo.InvariantCulture);

    private static string Percent(double part, double whole) => whole == 0 ? "—" : (100 * part / whole).ToString("N1", CultureInfo.InvariantCulture);
}

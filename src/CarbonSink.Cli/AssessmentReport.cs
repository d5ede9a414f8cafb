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

    /// <summary>Prints it.</summary>
    /// <param name="part">The assessment.</param>
    /// <param name="invocation">Where to and in which language.</param>
    /// <param name="written">Where results were written, or null.</param>
    /// <param name="units">Unit of areas.</param>
    public static void Print(AssessmentPart part, Invocation invocation, string? written, AreaUnit units)
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
        if (part.Impacts.Either is { RecordCount: > 0 } concerned)
            output.WriteLine(Say(Texts.Concerned, concerned.RecordCount, Number(units.FromHectares(Value(concerned[StockFigure.Area]))), UnitSign.Plain(units.Sign(), language), concerned.RecordCount - concerned.EstimatedCount, Number(Value(concerned[StockFigure.Volume])), Number(Value(concerned[StockFigure.Carbon]))));
        output.WriteLine(Say(part.Options.GetValueOrDefault("area") == "ellipsoidal" ? Texts.EllipsoidalBasis : Texts.RecordedBasis));
        output.WriteLine();
        ConsoleTable.Write(output, Totals(total, language, units), language, RowsShown);
        output.WriteLine(Say(Texts.StockNotSink));
        output.WriteLine();
        UncertaintyOptions.Print(part, output, language);
        var names = KeyNames.Of(invocation.Methodology, part);
        if (part.Assessment.KeyNames.FirstOrDefault(k => part.Context.KeysOf(part.Assessment, k) is not null) is { } key)
            ConsoleTable.Write(output, Groups(part, key, names, language, units), language, RowsShown);
        ConsoleTable.Write(output, NotEstimated(part.Assessment, names, language, units), language, RowsShown);
        if (total.ExtrapolatedCount > 0)
            output.WriteLine(Say(Texts.Extrapolated, total.ExtrapolatedCount, Percent(total.ExtrapolatedCount, total.EstimatedCount), Number(units.FromHectares(Value(total[StockFigure.ExtrapolatedArea]))), Percent(Value(total[StockFigure.ExtrapolatedArea]), Value(total[StockFigure.EstimatedArea])), Number(total[StockFigure.ExtrapolatedVolume]), Percent(Value(total[StockFigure.ExtrapolatedVolume]), Value(total[StockFigure.Volume])), UnitSign.Plain(units.Sign(), language)));
        ContextText.Write(output, part.Reading, names, language, units, RowsShown);
        output.WriteLine(Say(Texts.Rounded));
        output.WriteLine(Say(Texts.FindingCounts, part.CountFindings(Severity.Error), part.CountFindings(Severity.Warning), part.CountFindings(Severity.Info)));
        foreach (var finding in part.DataSetFindings.Concat(part.TotalFindings))
            output.WriteLine($"  {finding.Rule.Code} {finding.Message(language)}");
        foreach (var (rule, count) in part.RecordFindings.Counts)
            output.WriteLine($"  {rule.Code} × {count}: {part.RecordFindings.Findings.First(f => f.Rule.Code == rule.Code).Message(language)} …");
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }

    private static ReportTable Totals(StockGroup total, string language, AreaUnit units)
    {
        var table = new ReportTable("totals", Texts.Totals.Zh, Texts.Totals.En, [new("figure", "指标", "Figure", "", ReportColumnKind.Text), new("value", "数值", "Value", "", ReportColumnKind.Text), new("unit", "单位", "Unit", "", ReportColumnKind.Text)]);
        foreach (var (figure, name, unit) in ((StockFigure, Bilingual, string)[])
        [
            (StockFigure.Area, Texts.AreaFigure, "ha"), (StockFigure.RecordedArea, Texts.RecordedAreaFigure, "ha"), (StockFigure.EllipsoidalArea, Texts.EllipsoidalAreaFigure, "ha"), (StockFigure.EstimatedArea, Texts.EstimatedAreaFigure, "ha"), (StockFigure.Volume, Texts.VolumeFigure, "m3"), (StockFigure.LivingVolume, Texts.LivingVolumeFigure, "m3"),
            (StockFigure.Biomass, Texts.BiomassFigure, "t"), (StockFigure.Carbon, Texts.CarbonFigure, "tC"), (StockFigure.CarbonLow, Texts.CarbonLowFigure, "tC"), (StockFigure.CarbonHigh, Texts.CarbonHighFigure, "tC"), (StockFigure.CarbonDioxide, Texts.CarbonDioxideFigure, "tCO2e"),
        ])
        {
            if ((figure == StockFigure.LivingVolume && total[figure] is null) || (figure is StockFigure.CarbonLow or StockFigure.CarbonHigh && (!total.HasRange || total[figure] is null)))
                continue; // only some methods give them, and they say something only beside another value
            var isArea = unit == "ha";
            table.AddRow(name.In(language), total[figure] is { } sum ? Number(isArea ? units.FromHectares(sum.ToDouble()) : sum.ToDouble()) : "—", isArea ? UnitSign.Plain(units.Sign(), language) : unit);
            foreach (var pool in total.Pools.Where(p => figure == StockFigure.Carbon && p.CarbonTC is not null))
                table.AddRow($"  {Texts.Pool(pool.Pool).In(language)}", Number(pool.CarbonTC), unit);
        }

        return table;
    }

    /// <summary>By the first key: codes beside their names where the data set has names, classes by their names alone.</summary>
    private static ReportTable Groups(AssessmentPart part, string key, KeyNames names, string language, AreaUnit units)
    {
        var context = part.Context;
        var keys = context.KeysOf(part.Assessment, key)!;
        var source = AssessmentTables.Stock("groups", "", "", part.Assessment.RollUp(keys), context).In(units);
        string[] shown = [.. source.Columns.TakeWhile(c => c.Kind == ReportColumnKind.Text).Select(c => c.Key), "recordCount", units == AreaUnit.Mu ? "areaMu" : "areaHa", StockFigure.Volume.Key(), StockFigure.Carbon.Key(), StockFigure.CarbonDioxide.Key()];
        int[] places = [.. shown.Select(k => source.Columns.ToList().FindIndex(c => c.Key == k))];
        var heading = source.Columns.FirstOrDefault(c => c.Key == key) ?? source.Columns[0];
        ReportCell Named(ReportColumn column, ReportCell cell) => column.Kind == ReportColumnKind.Text && keys.Contains(column.Key) && !context.Names.ContainsKey(column.Key) ? names[column.Key, cell.Text!, language] : cell;
        var table = new ReportTable("groups", string.Format(null, Texts.GroupsBy.Zh, heading.Zh), string.Format(null, Texts.GroupsBy.En, heading.En), [.. places.Select(p => source.Columns[p])]);
        foreach (var row in source.Rows)
            table.AddRow([.. places.Select(p => Named(source.Columns[p], row[p]))]);
        table.SetTotal([.. places.Select(p => source.Total![p])]);
        return table;
    }

    /// <summary>By land class and its main causes, largest area first; all causes with their full texts are in the tables.</summary>
    private static ReportTable NotEstimated(StockAssessment assessment, KeyNames names, string language, AreaUnit units)
    {
        var table = new ReportTable("not-estimated", Texts.NotEstimated.Zh, Texts.NotEstimated.En,
        [
            new("class", "地类", "Land class", "", ReportColumnKind.Text), new("recordCount", "记录数", "Records", "", ReportColumnKind.Count),
            new("areaHa", "面积", "Area", "ha", ReportColumnKind.Sum), new("reason", "原因", "Reason", "", ReportColumnKind.Text),
        ]);
        void Row(string landClass, IReadOnlyList<NotEstimated> entries, string reason) => table.AddRow(
            names["landClass", landClass, language], entries.Sum(e => e.RecordCount), (ExactSum?)entries.Aggregate(ExactSum.Zero, (sum, e) => sum + e.AreaHa), reason);
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

        return table.In(units);
    }

    private static string Shortened(string reason) => reason.Length <= ReasonShown ? reason : reason[..ReasonShown] + "…";

    private static double Value(ExactSum? sum) => sum?.ToDouble() ?? 0;

    private static string Number(ExactSum? sum) => sum is { } s ? Number(s.ToDouble()) : "—";

    private static string Number(double value) => value.ToString("N2", CultureInfo.InvariantCulture);

    private static string Percent(double part, double whole) => whole == 0 ? "—" : (100 * part / whole).ToString("N1", CultureInfo.InvariantCulture);
}

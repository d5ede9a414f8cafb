using CarbonSink.Methodologies;
using CarbonSink.Projects;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The tables of a screening (筛查结果表).</summary>
public static class ScreenTables
{
    private static readonly Bilingual Eligible = new("可开发", "eligible");
    private static readonly Bilingual NotEligible = new("不可开发", "not eligible");
    private static readonly Bilingual NotShown = new("待证明", "not shown");

    /// <summary>A verdict in words.</summary>
    public static Bilingual Verdict(bool? eligible) => eligible switch { true => Eligible, false => NotEligible, null => NotShown };

    /// <summary>Every parcel with its verdict.</summary>
    public static ReportTable Parcels(ScreenResult result, string language)
    {
        var table = new ReportTable("parcels", "地块", "Parcels",
        [
            Text("parcel", "地块", "Parcel"), Text("record", "记录号", "Record"), Text("verdict", "结论", "Verdict"), Text("rules", "条件", "Rules"), Text("reasons", "原因", "Reasons"),
            Sum("areaHa", "面积", "Area", "ha"), Sum("excludedHa", "扣除", "Taken out", "ha"), Sum("leftHa", "余下", "Left", "ha"), Text("additionality", "额外性", "Additionality"),
            Sum("expectedTPerYear", "预期清除", "Expected", "tCO2e/yr", 1), Text("expectedReason", "没有预期量的原因", "Why none"),
        ]);
        foreach (var p in result.Parcels)
            table.AddRow(
                p.Key, p.Record.ToString(System.Globalization.CultureInfo.InvariantCulture), Verdict(p.Eligible).In(language), Cell(string.Join(", ", p.Reasons.Select(r => r.Article is null ? r.Code : $"{r.Code} ({r.Article})"))),
                Cell(string.Join(language == "zh" ? "；" : "; ", p.Reasons.Select(r => $"{r.Text.In(language)}{(language == "zh" ? "：" : ": ")}{r.Evidence.In(language)}"))),
                Exact(p.AreaHa), Exact(p.ExcludedHa), Exact(p.LeftHa), Cell(Additionality(result, p, language)), p.ExpectedTPerYear is { } t ? Exact(t) : ReportCell.Missing, Cell(p.ExpectedReason?.In(language)));
        table.SetTotal(
            ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, result.AreaHa, ScreenResult.Sum(result.Parcels.Select(p => p.ExcludedHa)), ScreenResult.Sum(result.Parcels.Select(p => p.LeftHa)), ReportCell.Missing,
            result.Parcels.Any(p => p.ExpectedTPerYear is not null) ? ScreenResult.Sum(result.Parcels.Select(p => p.ExpectedTPerYear ?? 0)) : ReportCell.Missing, ReportCell.Missing);
        table.CheckSums();
        return table;
    }

    /// <summary>The same for a page: fewer columns, so that reasons have room; additionality and why nothing is expected stand under them.</summary>
    public static ReportTable ParcelsOfPage(ScreenResult result, string language)
    {
        var (colon, semicolon, additionality, expected) = language == "zh" ? ("：", "；", "额外性", "预期清除") : (": ", "; ", "Additionality", "Expected");
        var table = new ReportTable("parcels", "地块", "Parcels",
        [
            Text("parcel", "地块", "Parcel"), Text("verdict", "结论", "Verdict"), Text("reasons", "原因", "Reasons"),
            Sum("areaHa", "面积", "Area", "ha"), Sum("leftHa", "余下", "Left", "ha"), Sum("expectedTPerYear", "预期清除", "Expected", "tCO2e/yr", 1),
        ]);
        foreach (var p in result.Parcels)
        {
            var reasons = string.Join(semicolon, p.Reasons.Select(r => $"{r.Code}{(r.Article is null ? "" : $" ({r.Article})")}{colon}{r.Text.In(language)}{colon}{r.Evidence.In(language)}"));
            var more = new List<string>();
            if (Additionality(result, p, language) is { } answer)
                more.Add($"{additionality}{colon}{answer}");
            if (p.Eligible != false && p.ExpectedReason is { } why)
                more.Add($"{expected}{colon}{why.In(language)}");
            table.AddRow(p.Key, Verdict(p.Eligible).In(language), Cell(string.Join('\n', ((string[])[reasons, string.Join(semicolon, more)]).Where(t => t.Length > 0))), Exact(p.AreaHa), Exact(p.LeftHa), p.ExpectedTPerYear is { } t ? Exact(t) : ReportCell.Missing);
        }

        table.SetTotal(
            ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, result.AreaHa, ScreenResult.Sum(result.Parcels.Select(p => p.LeftHa)),
            result.Parcels.Any(p => p.ExpectedTPerYear is not null) ? ScreenResult.Sum(result.Parcels.Select(p => p.ExpectedTPerYear ?? 0)) : ReportCell.Missing);
        table.CheckSums();
        return table;
    }

    /// <summary>Sums by verdict; they add up to all parcels.</summary>
    public static ReportTable Totals(ScreenResult result, string language)
    {
        var table = new ReportTable("totals", "按结论合计", "Totals by verdict",
        [
            Text("verdict", "结论", "Verdict"), Count("parcels", "地块", "Parcels"), Sum("areaHa", "面积", "Area", "ha"), Sum("leftHa", "余下", "Left", "ha"),
            Sum("expectedTPerYear", "预期清除", "Expected", "tCO2e/yr", 1), Count("withoutExpectation", "没有预期量的地块", "Without a figure"),
        ]);
        foreach (var total in result.Totals)
            table.AddRow(Verdict(total.Eligible).In(language), total.Parcels, total.AreaHa, total.LeftHa, total.ExpectedTPerYear is { } t ? (ReportCell)t : ReportCell.Missing, total.WithoutExpectation);
        var expected = result.Parcels.Where(p => p.ExpectedTPerYear is not null).Select(p => p.ExpectedTPerYear!.Value).ToList();
        table.SetTotal(ReportCell.Missing, (long)result.Parcels.Count, result.AreaHa, ScreenResult.Sum(result.Parcels.Select(p => p.LeftHa)), expected.Count > 0 ? ScreenResult.Sum(expected) : ReportCell.Missing, (long)result.Parcels.Count - expected.Count);
        table.CheckSums();
        return table;
    }

    /// <summary>How many parcels each reason concerns; a parcel may have several, so these do not add up.</summary>
    public static ReportTable Reasons(ScreenResult result, string language)
    {
        var table = new ReportTable("reasons", "按原因（一个地块可有几个原因，不相加）", "By reason (a parcel may have several: they do not add up)",
        [
            Text("code", "条件或图层", "Rule or layer"), Text("article", "条款", "Article"), Text("text", "要求", "What it is"), Count("notMet", "不符合", "Not met"), Count("notShown", "待证明", "Not shown"), Count("takenOut", "部分扣除", "Part taken out"),
            new("areaHa", "涉及地块面积", "Area of these parcels", "ha", ReportColumnKind.Number),
        ]);
        foreach (var group in result.Parcels.SelectMany(p => p.Reasons.Select(r => (Parcel: p, Reason: r))).GroupBy(r => r.Reason.Code, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var first = group.First().Reason;
            long Concerned(bool? met) => group.Count(g => g.Reason.Met == met);
            table.AddRow(group.Key, Cell(first.Article), first.Text.In(language), Concerned(false), Concerned(null), Concerned(true), (double?)ScreenResult.Sum(group.Select(g => g.Parcel.AreaHa)).ToDouble());
        }

        return table;
    }

    /// <summary>The rules, those of land and those that only a project can meet.</summary>
    public static ReportTable Rules(ScreenResult result, string language)
    {
        var table = new ReportTable("rules", "适用条件", "Rules",
        [
            Text("rule", "条件", "Rule"), Text("article", "条款", "Article"), Text("text", "要求", "What it demands"), Text("asked", "判定", "Asked"), Text("status", "状态", "Status"), Text("source", "出处", "Source"), Text("reason", "说明", "Remark"),
        ]);
        foreach (var (rule, asked) in result.LandRules.Select(r => (r, true)).Concat(result.ProjectRules.Select(r => (r, false))))
            table.AddRow(rule.Group.Length > 0 ? $"{rule.Group}: {rule.Id}" : rule.Id, rule.Article, rule.Text.In(language), asked ? language == "zh" ? "逐地块" : "of each parcel" : language == "zh" ? "立项时由项目证明" : "of the project, when it is drawn up", JsonText.Status(rule.Status), rule.Source, Cell(rule.Reason));
        return table;
    }

    /// <summary>What of the pack is not known.</summary>
    public static ReportTable Open(ScreenResult result, string language)
    {
        var table = new ReportTable("open", "待按官方文本填写", "To be filled from the official text", [Text("id", "项", "Item"), Text("section", "章节", "Section"), Text("status", "状态", "Status"), Text("text", "内容", "What"), Text("file", "文件", "File")]);
        foreach (var item in result.Open)
            table.AddRow(item.Id, Cell(item.Section), item.Status, item.Text.In(language), item.File);
        return table;
    }

    private static string? Additionality(ScreenResult result, ScreenedParcel parcel, string language) =>
        parcel.Eligible == false || !result.LandRules.Any(r => r.Group == EligibilityRule.Additionality) ? null
        : parcel.IsExempt == true ? language == "zh" ? "免予论证" : "exempt" : language == "zh" ? "需论证" : "to be shown";

    private static ReportCell Exact(double value) => (Estimation.ExactSum?)Estimation.ExactSum.Of(value);

    private static ReportCell Cell(string? text) => string.IsNullOrEmpty(text) ? ReportCell.Missing : text;

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportColumn Sum(string key, string zh, string en, string unit, int decimals = 2) => new(key, zh, en, unit, ReportColumnKind.Sum) { Decimals = decimals };

    private static ReportColumn Count(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Count);
}

using CarbonSink.Estimation;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The report tables of an estimate from plots and of a plan (抽样估计表、样地分配表).</summary>
public static class SampleTables
{
    private const int Decimals = 4;

    /// <summary>Every table that has rows.</summary>
    /// <param name="result">The estimate.</param>
    /// <param name="language">"zh" or "en", of the names of figures; files that programs read take "en".</param>
    public static IReadOnlyList<ReportTable> All(SampleResult result, string language) => [.. ((ReportTable[])[Estimates(result, language), Programme(result, language), Strata(result), SmallAreas(result)]).Where(t => t.Rows.Count > 0)];

    /// <summary>Mean, per hectare, total and what belongs to them, each with its interval.</summary>
    public static ReportTable Estimates(SampleResult result, string language)
    {
        var table = new ReportTable("estimates", "抽样估计", "Estimates",
        [
            new("figure", "项", "Figure", "", ReportColumnKind.Text), Number("value", "估计值", "Estimate"), Number("standardError", "标准误", "Standard error"),
            Number("degreesOfFreedom", "自由度", "Degrees of freedom"), Number("halfWidth", "误差限", "Half-width"), Number("relativeErrorPercent", "相对误差", "Relative error", "%"), Number("ciLow", "下限", "Low"), Number("ciHigh", "上限", "High"),
        ]);
        var confidence = result.Options.Rules.Confidence;
        Row(result.Basis switch { SampleBasis.Plot => result.Options.Design == SamplingDesign.Change ? "change" : "mean", SampleBasis.Hectare => "mean per ha", _ => "ratio" }, result.Basis == SampleBasis.Ratio ? "比值" : result.Options.Design == SamplingDesign.Change ? "变化" : "均值", result.Sample.Mean);
        Row("per ha", "每公顷", result.Basis == SampleBasis.Hectare ? null : result.PerHectare);
        Row("total", "总量", result.Total);
        Row("denominator total", "分母总量", result.DenominatorTotal);
        Row("before", "前期", result.Change?.Before);
        Row("after", "后期", result.Change?.After);
        Row("change per year", "年变化", result.Annual);
        return table;

        double? Percent(Estimate e) => e.Value == 0 ? null : e.RelativeErrorPercent(confidence);
        static double? Finite(double value) => double.IsFinite(value) ? value : null;
        void Row(string name, string zh, Estimate? estimate)
        {
            if (estimate is not { } e)
                return;
            var (low, high) = e.Interval(confidence);
            table.AddRow(language == "zh" ? zh : name, Finite(e.Value), Finite(e.StandardError), Finite(e.DegreesOfFreedom), Finite(e.HalfWidth(confidence)), Percent(e), Finite(low), Finite(high));
        }
    }

    /// <summary>What a programme counts, beside the undiscounted estimate; no rows without a programme.</summary>
    public static ReportTable Programme(SampleResult result, string language)
    {
        var table = new ReportTable("programme", "机制的折减", "Discount of the programme",
        [
            new("programme", "机制", "Programme", "", ReportColumnKind.Text), Number("uncertaintyPercent", "不确定性 U", "Uncertainty U", "%"), Number("undiscounted", "未折减", "Undiscounted"), Number("asProject", "作项目计", "Counted for a project"), Number("asBaseline", "作基准线计", "Counted for a baseline"),
            new("status", "规则状态", "Status of the rule", "", ReportColumnKind.Text), new("refusal", "拒绝原因", "Refusal", "", ReportColumnKind.Text),
        ]);
        if (result is { Discounted: { } discounted, Options.Programme: { } programme })
            table.AddRow($"{programme.Id}/{programme.Version}", 100 * discounted.RelativeHalfWidth, discounted.Estimate.Value, discounted.ProjectValue, discounted.BaselineValue, discounted.Status.ToString().ToLowerInvariant(), discounted.Refusal is { } cause ? language == "zh" ? cause.Zh : cause.En : ReportCell.Missing);
        return table;
    }

    /// <summary>The strata of an estimate.</summary>
    public static ReportTable Strata(SampleResult result)
    {
        var table = new ReportTable("strata", "各层", "Strata",
        [
            new("stratum", "层", "Stratum", "", ReportColumnKind.Text), new("n", "样地数", "Plots", "", ReportColumnKind.Count), Number("weight", "权重", "Weight"), Number("mean", "均值", "Mean"),
            Number("variance", "方差", "Variance"), Number("standardError", "标准误", "Standard error"),
        ]);
        foreach (var s in result.Sample.Strata)
            table.AddRow(s.Name, (long)s.Plots, s.Weight, s.Mean.Value, s.Variance, s.Mean.StandardError);
        return table;
    }

    /// <summary>Small areas.</summary>
    public static ReportTable SmallAreas(SampleResult result)
    {
        var table = new ReportTable("small-areas", "小区域", "Small areas",
            [new("area", "区域", "Area", "", ReportColumnKind.Text), new("n", "样地数", "Plots", "", ReportColumnKind.Count), Number("mean", "均值", "Mean"), Number("standardError", "标准误", "Standard error")]);
        foreach (var a in result.SmallAreas)
            table.AddRow(a.Name, (long)a.Plots, a.Value, a.Estimate?.StandardError);
        return table;
    }

    /// <summary>Plots of a plan by stratum.</summary>
    public static ReportTable Allocation(PlanResult result)
    {
        var table = new ReportTable("allocation", "样地分配", "Allocation",
        [
            new("stratum", "层", "Stratum", "", ReportColumnKind.Text), Number("exact", "进位前", "Exact"), new("plots", "样地数", "Plots", "", ReportColumnKind.Count),
            new("existing", "已有", "Existing", "", ReportColumnKind.Count), new("additional", "补测", "Additional", "", ReportColumnKind.Count),
        ]);
        foreach (var a in result.Plan.Allocation)
        {
            ReportCell existing = ReportCell.Missing, additional = ReportCell.Missing;
            if (result.Existing.TryGetValue(a.Name, out var have))
                (existing, additional) = ((long)have, (long)Math.Max(0, a.Plots - have));
            table.AddRow(a.Name, a.Exact, (long)a.Plots, existing, additional);
        }

        return table;
    }

    private static ReportColumn Number(string key, string zh, string en, string unit = "") => new(key, zh, en, unit, ReportColumnKind.Number) { Decimals = Decimals };
}

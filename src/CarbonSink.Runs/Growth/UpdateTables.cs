using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The report tables of an update (更新统计表、收获表).</summary>
public static class UpdateTables
{
    private static readonly Bilingual Replanted = new("已造林", "planted");

    /// <summary>Units by state with their total.</summary>
    /// <param name="result">The update.</param>
    /// <param name="language">Language of the names of states; null for their codes.</param>
    public static ReportTable States(UpdateResult result, string? language = null)
    {
        var table = new ReportTable("update", "推算更新（不是调查值）", "Update (not measured)",
        [
            new("state", "状态", "State", "", ReportColumnKind.Text), new("reason", "原因", "Reason", "", ReportColumnKind.Text), new("records", "小班数", "Units", "", ReportColumnKind.Count),
            new("areaHa", "面积", "Area", "ha", ReportColumnKind.Sum), new("volumeBeforeM3", "更新前蓄积", "Stock before", "m3", ReportColumnKind.Sum), new("volumeAfterM3", "更新后蓄积", "Stock after", "m3", ReportColumnKind.Sum),
        ]);
        foreach (var t in result.Tallies)
            table.AddRow(language is not null && t.State == "planted" ? Replanted.In(language) : GrowthNames.Shown(t.State, language), t.Reason.Length == 0 ? ReportCell.Missing : GrowthNames.Shown(t.Reason, language), t.Records, t.AreaHa, t.VolumeBeforeM3, t.VolumeAfterM3);
        ExactSum Sum(Func<UpdateTally, ExactSum> of) => result.Tallies.Aggregate(ExactSum.Zero, (s, t) => s + of(t));
        table.SetTotal(ReportCell.Missing, ReportCell.Missing, result.Tallies.Sum(t => t.Records), Sum(t => t.AreaHa), Sum(t => t.VolumeBeforeM3), Sum(t => t.VolumeAfterM3));
        table.CheckSums();
        return table;
    }

    /// <summary>The yield tables, one row per class and age.</summary>
    public static ReportTable Yields(UpdateResult result)
    {
        var table = new ReportTable("yield-tables", "收获表", "Yield tables",
        [
            new("forestType", "林型", "Forest type", "", ReportColumnKind.Text), new("origin", "起源", "Origin", "", ReportColumnKind.Text), new("species", "树种", "Species", "", ReportColumnKind.Text), new("curve", "曲线", "Curve", "", ReportColumnKind.Text), new("status", "参数状态", "Status", "", ReportColumnKind.Text), new("extrapolated", "外推", "Extrapolated", "", ReportColumnKind.Text),
            new("ageYr", "年龄", "Age", "yr", ReportColumnKind.Count), new("volumeM3PerHa", "蓄积", "Stock", "m3/ha", ReportColumnKind.Number), new("aboveGroundTCPerHa", "地上碳", "Carbon above ground", "tC/ha", ReportColumnKind.Number), new("belowGroundTCPerHa", "地下碳", "Carbon below ground", "tC/ha", ReportColumnKind.Number),
            new("held", "按最大值保持", "Held", "", ReportColumnKind.Text), new("biomassExtrapolated", "超出生物量方程范围", "Outside the biomass equation", "", ReportColumnKind.Text),
        ]);
        foreach (var t in result.Tables)
            for (var i = 0; i <= t.LastAge - t.FirstAge; i++)
                table.AddRow(t.GrowthClass.ForestType, t.GrowthClass.Origin, t.GrowthClass.Species ?? "", t.Origin.En, JsonText.Status(t.Status), t.IsExtrapolated ? "yes" : "no", t.FirstAge + i, t.Volume.Length > 0 ? t.Volume[i] : ReportCell.Missing, t.AboveGround[i], t.BelowGround[i], t.HeldAges.Contains(t.FirstAge + i) ? "yes" : "no", t.BiomassExtrapolatedAges.Contains(t.FirstAge + i) ? "yes" : "no");
        return table;
    }
}

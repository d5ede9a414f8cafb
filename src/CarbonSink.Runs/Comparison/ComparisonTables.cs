using CarbonSink.Estimation;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The report tables of a comparison of two surveys (地类转移表、修复成效表).</summary>
public static class ComparisonTables
{
    /// <summary>Every table that has rows.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="name">Names of classes in the language of the table; codes themselves stand in the key columns.</param>
    public static IReadOnlyList<ReportTable> All(SurveyComparison comparison, Func<string, string> name) => [.. ((ReportTable[])[Transitions(comparison, name), Sites(comparison), SiteTransitions(comparison, name)]).Where(t => t.Rows.Count > 0)];

    /// <summary>The transitions with their total.</summary>
    public static ReportTable Transitions(SurveyComparison comparison, Func<string, string> name)
    {
        var table = new ReportTable("transitions", "地类转移与储量变化", "Transitions of class and stock",
        [
            new("from", "前期代码", "Code before", "", ReportColumnKind.Text),
            new("to", "后期代码", "Code after", "", ReportColumnKind.Text),
            new("fromName", "前期", "Before", "", ReportColumnKind.Text),
            new("toName", "后期", "After", "", ReportColumnKind.Text),
            new("areaHa", "面积", "Area", "ha", ReportColumnKind.Sum),
            new("oldNotEstimatedHa", "前期未估算", "Not estimated before", "ha", ReportColumnKind.Sum),
            new("newNotEstimatedHa", "后期未估算", "Not estimated after", "ha", ReportColumnKind.Sum),
            new("comparedHa", "可比面积", "Compared", "ha", ReportColumnKind.Sum),
            new("oldVolumeM3", "前期蓄积", "Volume before", "m3", ReportColumnKind.Sum),
            new("newVolumeM3", "后期蓄积", "Volume after", "m3", ReportColumnKind.Sum),
            new("oldCarbonTC", "前期碳储量", "Carbon before", "tC", ReportColumnKind.Sum),
            new("newCarbonTC", "后期碳储量", "Carbon after", "tC", ReportColumnKind.Sum),
            new("co2eT", "变化", "Change", "tCO2e", ReportColumnKind.Number),
        ]);
        foreach (var t in comparison.Change.Transitions)
            table.AddRow(t.From, t.To, name(t.From), name(t.To), t.AreaHa, t.OldNotEstimatedHa, t.NewNotEstimatedHa, t.ComparedHa, t.OldVolumeM3, t.NewVolumeM3, t.OldCarbonTC, t.NewCarbonTC, t.Co2eT);
        var all = comparison.Change.Total;
        table.SetTotal(ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, all.AreaHa, all.OldNotEstimatedHa, all.NewNotEstimatedHa, all.ComparedHa, all.OldVolumeM3, all.NewVolumeM3, all.OldCarbonTC, all.NewCarbonTC, all.Co2eT);
        table.CheckSums();
        return table;
    }

    /// <summary>Restoration sites beside control land.</summary>
    public static ReportTable Sites(SurveyComparison comparison)
    {
        var table = new ReportTable("sites", "修复地块前后与对照", "Restoration sites before, after and beside control land",
        [
            new("site", "地块", "Site", "", ReportColumnKind.Text),
            new("areaHa", "面积", "Area", "ha", ReportColumnKind.Sum),
            new("oldCarbonTCPerHa", "前期碳密度", "Carbon before", "tC/ha", ReportColumnKind.Number),
            new("newCarbonTCPerHa", "后期碳密度", "Carbon after", "tC/ha", ReportColumnKind.Number),
            new("newNotEstimatedHa", "后期未估算", "Not estimated after", "ha", ReportColumnKind.Sum),
            new("co2eT", "变化", "Change", "tCO2e", ReportColumnKind.Number),
            new("controlHa", "对照面积", "Control land", "ha", ReportColumnKind.Number),
            new("controlCo2eT", "按对照应有变化", "Change expected from control", "tCO2e", ReportColumnKind.Number),
            new("effectCo2eT", "超出对照", "Beyond control", "tCO2e", ReportColumnKind.Number),
        ]);
        foreach (var s in comparison.Sites)
        {
            var (land, hectares) = (s.Land, s.Land.AreaHa.ToDouble());
            double? PerHa(ExactSum carbon) => hectares > 0 ? carbon.ToDouble() / hectares : null;
            table.AddRow(s.Site, land.AreaHa, PerHa(land.OldCarbonTC), PerHa(land.NewCarbonTC), land.NewNotEstimatedHa, land.Co2eT, s.ControlHa.ToDouble(), s.ExpectedCarbonTC * StockChange.Co2PerCarbon, s.EffectCo2eT);
        }

        return table;
    }

    /// <summary>What became of the land of each site and of the control land, by class.</summary>
    public static ReportTable SiteTransitions(SurveyComparison comparison, Func<string, string> name)
    {
        var table = new ReportTable("site-transitions", "修复地块与对照地的地类转移", "Transitions of class on restoration sites and control land",
        [
            new("land", "土地", "Land", "", ReportColumnKind.Text), // site or control
            new("site", "地块", "Site", "", ReportColumnKind.Text),
            new("from", "前期代码", "Code before", "", ReportColumnKind.Text),
            new("to", "后期代码", "Code after", "", ReportColumnKind.Text),
            new("fromName", "前期", "Before", "", ReportColumnKind.Text),
            new("toName", "后期", "After", "", ReportColumnKind.Text),
            new("areaHa", "面积", "Area", "ha", ReportColumnKind.Sum),
            new("comparedHa", "可比面积", "Compared", "ha", ReportColumnKind.Sum),
            new("oldCarbonTC", "前期碳储量", "Carbon before", "tC", ReportColumnKind.Sum),
            new("newCarbonTC", "后期碳储量", "Carbon after", "tC", ReportColumnKind.Sum),
            new("co2eT", "变化", "Change", "tCO2e", ReportColumnKind.Number),
        ]);
        foreach (var site in comparison.Sites)
            foreach (var t in site.Transitions)
                Add("site", site.Site, t);
        foreach (var t in comparison.Control?.Transitions ?? [])
            Add("control", "", t);
        return table;

        void Add(string land, string site, LandTransition t) => table.AddRow(land, site, t.From, t.To, name(t.From), name(t.To), t.AreaHa, t.ComparedHa, t.OldCarbonTC, t.NewCarbonTC, t.Co2eT);
    }
}

using System.Globalization;
using CarbonSink.Sampling;
using CsvHelper;
using Xunit;

namespace CarbonSink.Tests.Sampling;

/// <summary>The published estimates of live trees of Rhode Island, FIA evaluation 441401, from plots and trees.</summary>
public class FiaRhodeIslandTests
{
    private const string Folder = "fixtures/inventory/fia-rhode-island-2014";
    private const double BasalAreaPerSquareInch = 0.005454; // ft², π/(4·144) as FIA rounds it

    [FixtureFact(Folder)]
    public void Trees_and_basal_area_per_forest_acre_are_those_published()
    {
        var strata = Table("POP_STRATUM").ToDictionary(s => s["CN"], StringComparer.Ordinal);
        var plots = Table("POP_PLOT_STRATUM_ASSGN").ToDictionary(a => a["PLT_CN"], a => strata[a["STRATUM_CN"]], StringComparer.Ordinal);
        var forest = Sums(plots);
        var conditions = Table("COND").ToDictionary(c => (c["PLT_CN"], c["CONDID"]));
        foreach (var c in conditions.Values.Where(c => plots.ContainsKey(c["PLT_CN"]) && c["COND_STATUS_CD"] == "1" && c["CONDPROP_UNADJ"].Length > 0))
            forest[c["PLT_CN"]] += Number(c["CONDPROP_UNADJ"]) * Adjustment(plots[c["PLT_CN"]], c["PROP_BASIS"] == "MACR" ? "MACR" : "SUBP");

        var (trees, basal, withTrees) = (Sums(plots), Sums(plots), new HashSet<string>(StringComparer.Ordinal));
        foreach (var t in Table("TREE").Where(t => plots.ContainsKey(t["PLT_CN"]) && t["STATUSCD"] == "1" && t["DIA"].Length > 0 && t["TPA_UNADJ"].Length > 0))
        {
            var inches = Number(t["DIA"]);
            if (inches < 1 || !conditions.TryGetValue((t["PLT_CN"], t["CONDID"]), out var c) || c["COND_STATUS_CD"] != "1")
                continue;
            // Trees below 5 inches are tallied on the microplot.
            var perAcre = Number(t["TPA_UNADJ"]) * Adjustment(plots[t["PLT_CN"]], inches < 5 ? "MICR" : "SUBP");
            trees[t["PLT_CN"]] += perAcre;
            basal[t["PLT_CN"]] += perAcre * BasalAreaPerSquareInch * inches * inches;
            withTrees.Add(t["PLT_CN"]);
        }

        Assert.Equal((121, 123), (withTrees.Count, forest.Values.Count(x => x > 0)));
        var tpa = Estimate(trees);
        Assert.Equal(466, Math.Round(tpa.Ratio.Mean.Value));
        Assert.Equal(6.73, Math.Round(tpa.Ratio.Mean.StandardErrorPercent, 2));
        Assert.Equal(222, tpa.Ratio.Plots);
        var baa = Estimate(basal);
        Assert.Equal(120, Math.Round(baa.Ratio.Mean.Value));
        Assert.Equal(3.09, Math.Round(baa.Ratio.Mean.StandardErrorPercent, 2));

        RatioOfTotals Estimate(Dictionary<string, double> y)
        {
            var units = Table("POP_ESTN_UNIT").ToDictionary(u => u["ESTN_UNIT"], u => Number(u["AREA_USED"]), StringComparer.Ordinal);
            var points = strata.Values.GroupBy(s => s["ESTN_UNIT"], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(s => Number(s["P1POINTCNT"])), StringComparer.Ordinal);
            return PostStratifiedRatio.Estimate([.. strata.Values.Select(s =>
            {
                string[] own = [.. plots.Where(p => p.Value["CN"] == s["CN"]).Select(p => p.Key)];
                Assert.Equal((int)Number(s["P2POINTCNT"]), own.Length);
                return new PostStratum(s["ESTN_UNIT"], s["STRATUMCD"], units[s["ESTN_UNIT"]] * Number(s["P1POINTCNT"]) / points[s["ESTN_UNIT"]], [.. own.Select(p => y[p])], [.. own.Select(p => forest[p])]);
            })]);
        }
    }

    private static Dictionary<string, double> Sums(IReadOnlyDictionary<string, Dictionary<string, string>> plots) => plots.Keys.ToDictionary(p => p, _ => 0.0, StringComparer.Ordinal);

    private static double Adjustment(Dictionary<string, string> stratum, string basis) => Number(stratum[$"ADJ_FACTOR_{basis}"]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static List<Dictionary<string, string>> Table(string name)
    {
        using var csv = new CsvReader(new StreamReader(Path.Combine(Repository.SharedPath(Folder), $"{name}.csv")), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
            rows.Add(csv.HeaderRecord!.ToDictionary(h => h, h => csv.GetField(h) ?? "", StringComparer.Ordinal));
        return rows;
    }
}

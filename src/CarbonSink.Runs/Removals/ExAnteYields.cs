using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Yields by stratum and age (事前生物量收获表): linear between ages, from nothing at age 0, held after the last age and never extrapolated.</summary>
internal sealed class ExAnteYields
{
    private readonly SortedDictionary<string, List<(double Age, double Biomass)>> rows = new(StringComparer.Ordinal);

    private ExAnteYields(IReadOnlyList<string> paths) => Paths = paths;

    /// <summary>Files read.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Reads yields.csv: stratum, age [yr], biomass [t/ha].</summary>
    /// <exception cref="RefusedInputException">It cannot be read or lacks a column.</exception>
    public static ExAnteYields Read(string path, FindingLog findings)
    {
        var table = ProjectTable.Read(path, ["stratum", "age", "biomass"], findings);
        if (table.UnitOf("biomass") is not (null or "t/ha"))
            throw new RefusedInputException(new(RemovalsFindings.Unit, table.File, null, "biomass", table.UnitOf("biomass"), "biomass", table.UnitOf("biomass")!, "t/ha"));
        var yields = new ExAnteYields(table.Paths);
        for (var row = 0; row < table.Count; row++)
        {
            var sound = true;
            var (age, biomass) = (table.Number("age", row, 0, 500, findings, ref sound), table.Number("biomass", row, 0, 1e5, findings, ref sound));
            if (table.Text("stratum", row) is not { } stratum || age is null || biomass is null)
            {
                if (sound)
                    table.Tell(RemovalsFindings.BadCell, "biomass", row, findings, "数 / a number");
                continue;
            }

            if (!yields.rows.TryGetValue(stratum, out var list))
                yields.rows.Add(stratum, list = [(0, 0)]);
            list.RemoveAll(r => r.Age == age && age == 0);
            list.Add((age.Value, biomass.Value));
        }

        foreach (var list in yields.rows.Values)
            list.Sort();
        return yields;
    }

    public bool Has(string stratum) => rows.ContainsKey(stratum);

    public double LastAge(string stratum) => rows[stratum][^1].Age;

    /// <summary>Biomass at an age, t/ha; 0 before planting.</summary>
    public double At(string stratum, double age)
    {
        var list = rows[stratum];
        if (age <= 0)
            return age < 0 ? 0 : list[0].Biomass;
        var above = list.FindIndex(r => r.Age >= age);
        if (above < 0)
            return list[^1].Biomass;
        var (to, from) = (list[above], list[Math.Max(0, above - 1)]);
        return to.Age == age || to.Age == from.Age ? to.Biomass : from.Biomass + ((to.Biomass - from.Biomass) * (age - from.Age) / (to.Age - from.Age));
    }

    /// <summary>Age on a day: whole years since planting, and the days of the running year over its length.</summary>
    public static double Age(DateOnly planted, DateOnly day)
    {
        if (day < planted)
            return -1;
        var whole = day.Year - planted.Year;
        if (planted.AddYears(whole) > day)
            whole--;
        var (begin, end) = (planted.AddYears(whole), planted.AddYears(whole + 1));
        return whole + ((day.DayNumber - begin.DayNumber) / (double)(end.DayNumber - begin.DayNumber));
    }

    /// <summary>Stock of cohorts on a day, tCO2e.</summary>
    public double Stock(IReadOnlyList<(string Stratum, DateOnly Planted, double AreaHa)> cohorts, DateOnly day, Methodology conversion)
    {
        var per = CampaignPlots.Converted(conversion, "t/ha", [.. cohorts.Select(c => At(c.Stratum, Age(c.Planted, day)))]);
        return cohorts.Zip(per, (c, e) => c.AreaHa * e).Aggregate(ExactSum.Zero, (sum, t) => sum + t).ToDouble();
    }
}

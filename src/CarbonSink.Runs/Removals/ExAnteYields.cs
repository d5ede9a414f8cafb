using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Growth;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Yields by stratum and age (事前生物量收获表), from a table or from growth curves: linear between ages, from nothing at age 0, held after the last age and never extrapolated.</summary>
internal sealed class ExAnteYields
{
    private const string Dry = "t/ha";
    private const string Carbon = "tC/ha";
    private const string Planted = "planted";
    private const int MostAge = 200;

    private readonly SortedDictionary<string, List<(double Age, double Biomass)>> rows = new(StringComparer.Ordinal);

    private readonly Dictionary<string, (GrowthClass GrowthClass, Cause Cause)> refused = new(StringComparer.Ordinal);
    private readonly string unit;

    private ExAnteYields(IReadOnlyList<string> paths, string unit) => (Paths, this.unit) = (paths, unit);

    /// <summary>Columns of the strata that choose a curve.</summary>
    public static IReadOnlyList<string> GrowthColumns { get; } = ["forest_type", "origin"];

    /// <summary>Files read.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Strata that no curve serves, with the reason.</summary>
    public IReadOnlyDictionary<string, (GrowthClass GrowthClass, Cause Cause)> Refused => refused;

    /// <summary>Worst status of the curves; declared for a table of the project's own.</summary>
    public ParameterStatus Status { get; private init; }

    /// <summary>Strata whose curve, or its carbon, is used outside where it is known to hold.</summary>
    public IReadOnlyList<(string Stratum, GrowthClass GrowthClass)> Borrowed { get; private init; } = [];

    /// <summary>What growth is computed from, as a trace names it.</summary>
    public Bilingual Origin { get; private init; } = new("收获表", "yields");

    /// <summary>What is said beside the result: whose curves serve, at which ages.</summary>
    public IReadOnlyList<Bilingual> Notices { get; private init; } = [];

    /// <summary>Reads yields.csv: stratum, age [yr], biomass [t/ha].</summary>
    /// <exception cref="RefusedInputException">It cannot be read or lacks a column.</exception>
    public static ExAnteYields Read(string path, FindingLog findings)
    {
        var table = ProjectTable.Read(path, ["stratum", "age", "biomass"], findings);
        if (table.UnitOf("biomass") is not (null or "t/ha"))
            throw new RefusedInputException(new(RemovalsFindings.Unit, table.File, null, "biomass", table.UnitOf("biomass"), "biomass", table.UnitOf("biomass")!, "t/ha"));
        var yields = new ExAnteYields(table.Paths, Dry);
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

    /// <summary>Takes carbon above and below ground from the growth curves of the types that strata.csv names (<c>forest_type</c>, <c>origin</c>; planted where blank).</summary>
    /// <param name="growth">Region, zone and fitted curves.</param>
    /// <param name="input">The project.</param>
    /// <param name="curves">The pack of curves, loaded with the fitted ones.</param>
    /// <param name="methodology">The methodology folder.</param>
    /// <param name="findings">Receives what cannot be used.</param>
    /// <exception cref="RefusedInputException">The strata have no forest types, or the region is unknown or another one.</exception>
    public static ExAnteYields Grown(ExAnteGrowth growth, ProjectInput input, Methodology curves, string methodology, FindingLog findings)
    {
        CurveRegions.Require(curves, methodology, growth.Region, input.File.Division, ProjectFile.FileName, findings);
        var table = ProjectTable.Read(input.File.Strata ?? throw new RefusedInputException(new(RemovalsFindings.NoYields, ProjectFile.FileName, null, "strata", null, "strata.csv: forest_type")), ["stratum", GrowthColumns[0]], new());
        var types = new SortedDictionary<string, GrowthClass>(StringComparer.Ordinal);
        var planted = input.Activities.Plantings.Select(p => p.Stratum).ToHashSet(StringComparer.Ordinal);
        foreach (var stratum in planted)
            types[stratum] = new(string.Empty, Planted);
        for (var row = 0; row < table.Count; row++)
            if (table.Text("stratum", row) is { } stratum && planted.Contains(stratum))
                types[stratum] = new(table.Text(GrowthColumns[0], row) ?? string.Empty, table.Text(GrowthColumns[1], row) ?? Planted);
        var known = types.Values.Where(t => Unusable(t) is null).Distinct().OrderBy(t => t.ForestType, StringComparer.Ordinal).ThenBy(t => t.Origin, StringComparer.Ordinal).ToList();
        var tabulation = YieldTables.Tabulate(curves, known, growth.Region, growth.Zone, MostAge);
        var tables = tabulation.Tables.ToDictionary(t => t.GrowthClass);
        var grown = new ExAnteYields(growth.Fitted is { } fitted ? [CurveRegions.FileOf(fitted)] : [], Carbon)
        {
            Status = tabulation.Tables.Select(t => t.Status).DefaultIfEmpty().Max(),
            Borrowed = [.. types.Where(t => tables.TryGetValue(t.Value, out var own) && (own.IsExtrapolated || own.BiomassExtrapolatedAges.Count > 0)).Select(t => (t.Key, t.Value))],
            Origin = new($"{YieldTables.Method} 的生长曲线（{string.Join("，", tabulation.Tables.Select(t => t.Origin.Zh).Distinct())}）", $"growth curves of {YieldTables.Method} ({string.Join(", ", tabulation.Tables.Select(t => t.Origin.En).Distinct())})"),
            Notices = [.. tabulation.Tables.Select(Said), curves.Description.Label],
        };
        foreach (var (stratum, type) in types)
        {
            if (tables.TryGetValue(type, out var own))
                grown.rows[stratum] = [.. own.FirstAge > 0 ? ((double, double)[])[(0, 0)] : [], .. Enumerable.Range(0, own.LastAge - own.FirstAge + 1).Select(i => ((double)(own.FirstAge + i), own.AboveGround[i] + own.BelowGround[i]))];
            else
                grown.refused[stratum] = (type, Unusable(type) ?? tabulation.Refused.First(r => r.GrowthClass == type).Cause);
        }

        return grown;
    }

    public bool Has(string stratum) => rows.ContainsKey(stratum);

    public double LastAge(string stratum) => rows[stratum][^1].Age;

    /// <summary>Biomass at an age, t/ha; carbon of curves is brought to it by the carbon fraction that biomass of plots is converted with.</summary>
    public double Biomass(string stratum, double age, Methodology conversion) =>
        unit == Dry ? At(stratum, age) : CampaignPlots.Converted(conversion, unit, [At(stratum, age)])[0] / CampaignPlots.Converted(conversion, Dry, [1])[0];

    /// <summary>What a hectare holds at an age, in the unit of the yields; 0 before planting.</summary>
    private double At(string stratum, double age)
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
        var per = CampaignPlots.Converted(conversion, unit, [.. cohorts.Select(c => At(c.Stratum, Age(c.Planted, day)))]);
        return cohorts.Zip(per, (c, e) => c.AreaHa * e).Aggregate(ExactSum.Zero, (sum, t) => sum + t).ToDouble();
    }

    /// <summary>Why no curve can be looked for; null where one can.</summary>
    private static Cause? Unusable(GrowthClass type) =>
        type.ForestType.Length == 0 ? new("missing", "strata.csv 没有写这个碳层的 forest_type", "strata.csv gives no forest_type of this stratum")
        : type.Origin is not (Planted or "natural") ? new("unknown-code", $"起源“{type.Origin}”不是 natural 或 planted", $"the origin '{type.Origin}' is neither natural nor planted")
        : null;

    private static Bilingual Said(YieldTable table)
    {
        var (type, held) = (table.GrowthClass, string.Join(", ", table.HeldAges));
        return new(
            $"{type.ForestType}（{type.Origin}）的曲线：{table.Origin.Zh}，{table.FirstAge}–{table.LastAge} 年，状态 {JsonText.Status(table.Status)}{(table.IsExtrapolated ? "，外推（借用）" : string.Empty)}；以前从 0 线性，以后保持{(held.Length > 0 ? $"；{held} 年原值下降，保持" : string.Empty)}",
            $"curve of {type.ForestType} ({type.Origin}): {table.Origin.En}, ages {table.FirstAge}–{table.LastAge}, status {JsonText.Status(table.Status)}{(table.IsExtrapolated ? ", extrapolated (borrowed)" : string.Empty)}; linear from 0 before, held after{(held.Length > 0 ? $"; the source falls at ages {held}, which are held" : string.Empty)}");
    }
}

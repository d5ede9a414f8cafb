using CarbonSink.Methodologies;

namespace CarbonSink.Growth;

/// <summary>Yield tables made of a pack's curves (收获表), and the classes that no curve serves.</summary>
/// <param name="Tables">Tables in the order of the classes.</param>
/// <param name="Refused">Classes without a table, each with the reason: no curve, no biomass parameters, no root:shoot ratio, unknown region.</param>
public sealed record YieldTabulation(IReadOnlyList<YieldTable> Tables, IReadOnlyList<(GrowthClass GrowthClass, Cause Cause)> Refused);

/// <summary>Tabulates the growth curves of a pack such as stand-growth/1 over whole years of age (收获表编制). The pack computes every value; here they are only held where they would fall with age.</summary>
public static class YieldTables
{
    /// <summary>Id and version of the pack of growth curves.</summary>
    public const string Method = "stand-growth/1";

    /// <summary>A fall by less than this share is rounding.</summary>
    private const double Rounding = 1e-9;

    private static readonly string[] VolumeAndCarbon = ["V", "C_A", "C_B"];

    /// <summary>Tabulates classes over the ages 0 … <paramref name="lastAge"/>: a table holds the longest unbroken run of ages at which its curve has a value, and its carbon never falls with age (decision 0016).</summary>
    /// <param name="growth">The pack, loaded with the fitted curves where there are any (table <c>fitted</c>).</param>
    /// <param name="classes">Forest types and origins.</param>
    /// <param name="region">Code of the region of curves (tables/growth-types/regions).</param>
    /// <param name="faoZone">Code of the FAO ecological zone.</param>
    /// <param name="lastAge">Last age asked for, years.</param>
    /// <exception cref="ArgumentOutOfRangeException">The last age is not positive.</exception>
    public static YieldTabulation Tabulate(Methodology growth, IReadOnlyList<GrowthClass> classes, string region, string faoZone, int lastAge)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lastAge);
        var (causes, tables, refused) = (new CauseTable(), new List<YieldTable>(), new List<(GrowthClass, Cause)>());
        var frame = growth.NewFrame(causes);
        var evaluation = growth.Evaluate(frame, causes);
        foreach (var growthClass in classes)
        {
            Fill(growth, frame, growthClass, region, faoZone, lastAge);
            evaluation.Run();
            var (first, count) = LongestRun(evaluation, lastAge + 1);
            if (count > 0)
                tables.Add(Table(evaluation, growthClass, first, count));
            else
                refused.Add((growthClass, Why(evaluation, causes, lastAge)));
        }

        return new(tables, refused);
    }

    private static void Fill(Methodology growth, Frame frame, GrowthClass growthClass, string region, string faoZone, int lastAge)
    {
        frame.SetMembers("stand", lastAge + 1);
        frame["region"].Set(0, growth.Codes.Intern(region));
        frame["fao_zone"].Set(0, growth.Codes.Intern(faoZone));
        for (var age = 0; age <= lastAge; age++)
        {
            frame["age"].Set(age, age);
            frame["forest_type"].Set(age, growth.Codes.Intern(growthClass.ForestType));
            frame["origin"].Set(age, growth.Codes.Intern(growthClass.Origin));
            if (growthClass.Species is { } species)
                frame["species"].Set(age, growth.Codes.Intern(species));
        }
    }

    /// <summary>The longest run of ages that have carbon; the first of several.</summary>
    private static (int First, int Count) LongestRun(Evaluation evaluation, int ages)
    {
        var above = evaluation.States("C_A");
        var below = evaluation.States("C_B");
        var (best, length, start) = (0, 0, 0);
        for (var age = 0; age <= ages; age++)
        {
            if (age < ages && above[age].HasValue && below[age].HasValue)
                continue;
            if (age - start > length)
                (best, length) = (start, age - start);
            start = age + 1;
        }

        return (best, length);
    }

    private static YieldTable Table(Evaluation evaluation, GrowthClass growthClass, int first, int count)
    {
        var (status, hasVolume) = (ParameterStatus.Declared, true);
        foreach (var symbol in VolumeAndCarbon)
        {
            foreach (var state in evaluation.States(symbol).Slice(first, count))
            {
                if (state.HasValue)
                    status = (ParameterStatus)Math.Max((int)status, (int)state.Status);
                else
                    hasVolume = false;
            }
        }

        double[] Values(string symbol) => evaluation.Values(symbol).Slice(first, count).ToArray();
        var level = (int)evaluation.Values("level")[first];
        var (borrowed, biomass) = Flags(evaluation, level, first, count);
        var (above, below) = (Values("C_A"), Values("C_B"));
        var held = Hold(above, below);
        return new(growthClass, first, hasVolume ? Values("V") : null, above, below, status, borrowed, Origin(level))
        {
            BiomassExtrapolatedAges = biomass,
            HeldAges = [.. held.Select(at => first + at)],
        };
    }

    /// <summary>What the curve itself is flagged for is its region; what only its carbon is flagged for is the range of the biomass equation.</summary>
    private static (bool Borrowed, int[] Biomass) Flags(Evaluation evaluation, int level, int first, int count)
    {
        var curve = evaluation.States(level switch { <= 3 => "V", 4 => "C_zj", _ => "AGB_ip" });
        var carbon = evaluation.States("C_A");
        var (borrowed, biomass) = (false, new List<int>());
        for (var age = first; age < first + count; age++)
        {
            borrowed |= curve[age].IsExtrapolated;
            if (carbon[age].IsExtrapolated && !curve[age].IsExtrapolated)
                biomass.Add(age);
        }

        return (borrowed, [.. biomass]);
    }

    /// <summary>Keeps the greatest carbon so far where that of an older age is less: age groups are different stands, and none of them shrinks into the next. Gives the places that were held.</summary>
    private static List<int> Hold(double[] above, double[] below)
    {
        var (greatest, held) = (0, new List<int>());
        for (var at = 1; at < above.Length; at++)
        {
            var (most, here) = (above[greatest] + below[greatest], above[at] + below[at]);
            if (here >= most)
                greatest = at;
            else
            {
                (above[at], below[at]) = (above[greatest], below[greatest]);
                if (here < most * (1 - Rounding))
                    held.Add(at);
            }
        }

        return held;
    }

    private static Cause Why(Evaluation evaluation, CauseTable causes, int lastAge)
    {
        // Ages where only the biomass is missing say more than ages outside the curve.
        var age = 0;
        while (age < lastAge && !evaluation.States("V")[age].HasValue)
            age++;
        if (!evaluation.States("V")[age].HasValue)
            age = Math.Min(lastAge, 20);
        return causes[evaluation.Reason(evaluation.States("C_A")[age].HasValue ? "C_B" : "C_A", age)];
    }

    private static Bilingual Origin(int level) => level switch
    {
        1 => new("由本单位数据拟合的曲线", "curve fitted to own data"),
        2 => new("河北北部 Richards 曲线", "Richards curve of northern Hebei"),
        3 => new("秦岭林分模型", "stand model of the Qinling"),
        4 => new("浙江各龄组碳密度", "carbon by age group of Zhejiang"),
        _ => new("IPCC 2019 表 4.12 生长量", "growth of IPCC 2019 table 4.12"),
    };
}

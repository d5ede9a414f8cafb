using CarbonSink.Methodologies;

namespace CarbonSink.Growth;

/// <summary>Yield tables made of a pack's curves (收获表), and the classes that no curve serves.</summary>
/// <param name="Tables">Tables in the order of the classes.</param>
/// <param name="Refused">Classes without a table, each with the reason: no curve, no biomass parameters, no root:shoot ratio, unknown region.</param>
public sealed record YieldTabulation(IReadOnlyList<YieldTable> Tables, IReadOnlyList<(GrowthClass GrowthClass, Cause Cause)> Refused);

/// <summary>Tabulates the growth curves of a pack such as stand-growth/1 over whole years of age (收获表编制). The pack computes every value; nothing is reckoned here.</summary>
public static class YieldTables
{
    /// <summary>Id and version of the pack of growth curves.</summary>
    public const string Method = "stand-growth/1";

    private static readonly string[] VolumeAndCarbon = ["V", "C_A", "C_B"];

    /// <summary>Tabulates classes over the ages 0 … <paramref name="lastAge"/>: a table holds the longest unbroken run of ages at which its curve has a value.</summary>
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
        var (status, extrapolated, hasVolume) = (ParameterStatus.Declared, false, true);
        foreach (var symbol in VolumeAndCarbon)
        {
            foreach (var state in evaluation.States(symbol).Slice(first, count))
            {
                if (!state.HasValue)
                {
                    hasVolume = false;
                    continue;
                }

                status = (ParameterStatus)Math.Max((int)status, (int)state.Status);
                extrapolated |= state.IsExtrapolated;
            }
        }

        double[] Values(string symbol) => evaluation.Values(symbol).Slice(first, count).ToArray();
        return new(growthClass, first, hasVolume ? Values("V") : null, Values("C_A"), Values("C_B"), status, extrapolated, Origin((int)evaluation.Values("level")[first]))
        {
            IsBorrowed = evaluation.States("C_zj").Slice(first, count).ToArray().Any(s => s.HasValue && s.IsExtrapolated),
        };
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

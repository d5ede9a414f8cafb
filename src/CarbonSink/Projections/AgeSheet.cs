using CarbonSink.Estimation;

namespace CarbonSink.Projections;

/// <summary>Area by growth class and age (龄级表), kept up to date as years pass without looking at the stands again.</summary>
internal sealed class AgeSheet
{
    private const int ClassWidth = 10;

    private readonly SortedDictionary<(int Class, int Age), ExactSum> areas = [];
    private readonly GrowthRows rows;
    private int passed;

    public AgeSheet(StandState state, GrowthRows rows)
    {
        this.rows = rows;
        var ages = 1 + Max(state.Age.AsSpan(0, state.Count));
        var sums = new ExactSum[ages * (1 + Max(state.Class.AsSpan(0, state.Count)))];
        for (var i = 0; i < state.Count; i++)
            sums[(state.Class[i] * ages) + state.Age[i]] += state.Area[i];
        for (var at = 0; at < sums.Length; at++)
            if (!sums[at].IsZero)
                areas[(at / ages, at % ages)] = sums[at];
    }

    /// <summary>Area of all stands, ha.</summary>
    public double AreaHa => Sum(_ => true);

    /// <summary>Area that was past the last age of its curve when the year began, ha.</summary>
    public double HeldHa => passed == 0 ? 0 : Sum(k => k.Age + passed - 1 >= rows.LastAge(k.Class));

    /// <summary>Area before the first age of its curve at the end of the year, ha.</summary>
    public double BeforeHa => Sum(k => k.Age + passed < rows.FirstAge(k.Class));

    /// <summary>Area by age class of ten years.</summary>
    public IReadOnlyList<AgeArea> AgeAreas
    {
        get
        {
            var byClass = new SortedDictionary<int, ExactSum>();
            foreach (var ((_, age), area) in areas)
            {
                var from = (age + passed) / ClassWidth * ClassWidth;
                byClass[from] = byClass.GetValueOrDefault(from) + area;
            }

            return [.. byClass.Select(c => new AgeArea(c.Key, c.Value.ToDouble()))];
        }
    }

    /// <summary>Lets a year pass.</summary>
    public void Pass() => passed++;

    private static int Max(ReadOnlySpan<int> values)
    {
        var most = 0;
        foreach (var value in values)
            most = Math.Max(most, value);
        return most;
    }

    private double Sum(Func<(int Class, int Age), bool> counts)
    {
        var sum = ExactSum.Zero;
        foreach (var (key, area) in areas)
            if (counts(key))
                sum += area;
        return sum.ToDouble();
    }
}

using CarbonSink.Estimation;

namespace CarbonSink.Projections;

/// <summary>Area by age (龄级表), and by the years to the first and past the last age of the curve, kept up to date as years pass without looking at the stands again.</summary>
internal sealed class AgeSheet
{
    private const int ClassWidth = 10;

    private readonly ExactSum[] areas;
    private readonly GrowthRows rows;
    private int passed;

    public AgeSheet(GrowthRows rows) => (this.rows, areas) = (rows, new ExactSum[rows.Count]);

    public AgeSheet(StandState state, GrowthRows rows)
        : this(rows) => Add(state);

    /// <summary>Counts stands by their rows.</summary>
    public void Add(StandColumns stands)
    {
        var (row, hectares) = (stands.Row, stands.Area);
        for (var i = 0; i < stands.Count; i++)
            if (hectares[i] > 0)
                areas[row[i]] += hectares[i];
    }

    /// <summary>Adds what another counted.</summary>
    public void Merge(AgeSheet other)
    {
        for (var at = 0; at < areas.Length; at++)
            areas[at] += other.areas[at];
    }

    /// <summary>Area of all stands, ha.</summary>
    public double AreaHa => Sum(ToLast, _ => true);

    /// <summary>Area that was past the last age of its curve when the year began, ha.</summary>
    public double HeldHa => passed == 0 ? 0 : Sum(ToLast, years => years < passed);

    /// <summary>Area before the first age of its curve at the end of the year, ha.</summary>
    public double BeforeHa => Sum(ToFirst, years => years > passed);

    /// <summary>Area by age class of ten years.</summary>
    public IReadOnlyList<AgeArea> AgeAreas
    {
        get
        {
            var classes = new SortedDictionary<int, ExactSum>();
            foreach (var (age, area) in ByAge)
                Add(classes, (age + passed) / ClassWidth * ClassWidth, area);
            return [.. classes.Select(c => new AgeArea(c.Key, c.Value.ToDouble()))];
        }
    }

    private SortedDictionary<int, ExactSum> ByAge => field ??= By((_, age) => age);

    private SortedDictionary<int, ExactSum> ToFirst => field ??= By((c, age) => rows.FirstAge(c) - age);

    private SortedDictionary<int, ExactSum> ToLast => field ??= By((c, age) => rows.LastAge(c) - age);

    /// <summary>Lets a year pass.</summary>
    public void Pass() => passed++;

    private SortedDictionary<int, ExactSum> By(Func<int, int, int> key)
    {
        var sums = new SortedDictionary<int, ExactSum>();
        for (var row = 1; row < areas.Length; row++)
            if (!areas[row].IsZero)
                Add(sums, key(rows.ClassAt(row), rows.AgeAt(row)), areas[row]);
        return sums;
    }

    private static void Add(SortedDictionary<int, ExactSum> sums, int key, ExactSum area) => sums[key] = sums.GetValueOrDefault(key) + area;

    private static double Sum(SortedDictionary<int, ExactSum> areas, Func<int, bool> counts)
    {
        var sum = ExactSum.Zero;
        foreach (var (key, area) in areas)
            if (counts(key))
                sum += area;
        return sum.ToDouble();
    }
}

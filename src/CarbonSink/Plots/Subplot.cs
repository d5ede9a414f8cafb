namespace CarbonSink.Plots;

/// <summary>A part of a nested plot (同心样圆、嵌套样方) on which trees of some diameters are tallied.</summary>
/// <param name="AreaHa">Horizontal area of one, ha.</param>
/// <param name="Number">How many of them a plot has, e.g. 4.</param>
/// <param name="FromCm">Smallest diameter tallied, cm; included.</param>
/// <param name="ToCm">Diameter from which trees are tallied elsewhere, cm; not included. Infinite for none.</param>
public sealed record Subplot(double AreaHa, int Number, double FromCm, double ToCm)
{
    /// <summary>Whether trees of a diameter are tallied here.</summary>
    public bool Takes(double dbhCm) => dbhCm >= FromCm && dbhCm < ToCm;

    /// <summary>Stems per hectare that a tree tallied here stands for (扩大系数): 1 / (number × area).</summary>
    public double StemsPerHa => 1 / (Number * AreaHa);

    /// <summary>The pair of subplots whose diameters overlap, or null: a tree of such a diameter would have two expansions.</summary>
    public static (Subplot First, Subplot Second)? Overlap(IEnumerable<Subplot> subplots)
    {
        var sorted = subplots.OrderBy(s => s.FromCm).ThenBy(s => s.ToCm).ToList();
        for (var i = 1; i < sorted.Count; i++)
            if (sorted[i].FromCm < sorted[i - 1].ToCm)
                return (sorted[i - 1], sorted[i]);
        return null;
    }
}

using CarbonSink.Estimation;
using CarbonSink.Plots;

namespace CarbonSink.Runs;

/// <summary>Stem tables (径阶表): trees by species and diameter class.</summary>
internal static class StemTable
{
    /// <summary>One row for each plot, species and class.</summary>
    public static IReadOnlyList<StemRow> ByPlot(IReadOnlyList<(InventoryTree Tree, double? VolumeM3)> trees, int width) =>
        Ordered(trees.GroupBy(t => (t.Tree.Plot.Stratum, Plot: (string?)t.Tree.Plot.Id, t.Tree.Species, Class: DiameterClass.Of(t.Tree.DbhCm, width))).Select(g => Row(g.Key, g, 1)));

    /// <summary>One row for each stratum, species and class: means over the plots of the stratum that have figures, those without trees included.</summary>
    public static IReadOnlyList<StemRow> ByStratum(IReadOnlyList<(InventoryTree Tree, double? VolumeM3)> trees, IReadOnlyList<PlotFigures> plots, int width)
    {
        var numbers = plots.Where(p => p.StemsPerHa is not null).GroupBy(p => p.Stratum ?? string.Empty).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        return Ordered(trees.GroupBy(t => (t.Tree.Plot.Stratum, Plot: (string?)null, t.Tree.Species, Class: DiameterClass.Of(t.Tree.DbhCm, width))).Select(g => Row(g.Key, g, numbers[g.Key.Stratum ?? string.Empty])));
    }

    private static StemRow Row((string? Stratum, string? Plot, string? Species, DiameterClass Class) key, IEnumerable<(InventoryTree Tree, double? VolumeM3)> trees, int plots)
    {
        var (count, stems, area, volume, whole) = (ExactSum.Zero, ExactSum.Zero, ExactSum.Zero, ExactSum.Zero, true);
        foreach (var (tree, v) in trees)
        {
            count += ExactSum.Of(tree.Count);
            stems += ExactSum.Of(tree.StemsPerHa);
            area += ExactSum.Of(Math.PI / 40000 * tree.DbhCm * tree.DbhCm * tree.StemsPerHa);
            volume += ExactSum.Of((v ?? 0) * tree.StemsPerHa);
            whole &= v is not null;
        }

        return new(key.Stratum, key.Plot, key.Species, key.Class, count.ToDouble(), stems.ToDouble() / plots, area.ToDouble() / plots, whole ? volume.ToDouble() / plots : null);
    }

    private static IReadOnlyList<StemRow> Ordered(IEnumerable<StemRow> rows) =>
        [.. rows.OrderBy(r => r.Stratum, StringComparer.Ordinal).ThenBy(r => r.Plot, StringComparer.Ordinal).ThenBy(r => r.Species, StringComparer.Ordinal).ThenBy(r => r.Class.MiddleCm)];
}

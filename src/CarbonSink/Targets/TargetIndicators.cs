using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <summary>The indicators that plans may name (指标词表), read from methodology/indicators/ID/VERSION/indicator.json, each in its newest version.</summary>
public static class TargetIndicators
{
    /// <summary>All that have a name in plans, in ordinal order of codes.</summary>
    /// <exception cref="MethodologyLoadException">A pack is wrong; carries every problem.</exception>
    public static IReadOnlyList<TargetIndicator> All(MethodologyCatalog catalog) =>
        [.. Indicator.All(catalog).Select(i => i.Terms).Where(t => t.Names.Count > 0).OrderBy(t => t.Code, StringComparer.Ordinal)];
}

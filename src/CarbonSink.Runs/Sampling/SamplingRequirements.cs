using CarbonSink.Findings;
using CarbonSink.Sampling;

namespace CarbonSink.Runs;

/// <summary>Which options a design needs and which it has no use for: what would be ignored is refused, for it may have been meant (选项的取舍).</summary>
internal static class SamplingRequirements
{
    private static readonly string[] HectareUnits = ["[ha]", "(ha)", "（ha）"];

    /// <summary>Requires that what is needed is given and that nothing given is ignored.</summary>
    /// <exception cref="RefusedInputException">It is not; the finding names the option.</exception>
    public static void Require(SamplingOptions o)
    {
        RequireGiven(o);
        var design = o.Design;
        var (twoPhase, change) = (design == SamplingDesign.TwoPhase, design == SamplingDesign.Change);
        var stratified = design is SamplingDesign.Stratified or SamplingDesign.PostStratifiedRatio;
        var takesDomain = stratified || design == SamplingDesign.SimpleRandom;
        var regression = design == SamplingDesign.Regression || (twoPhase && o.Auxiliary is not null);
        var hasShares = o.Stratum is not null && (o.Strata is not null || o.StratumArea is not null);
        (bool Given, bool Takes, string Option)[] options =
        [
            (o.Domain is not null, takesDomain, "--domain"), (o.RatioTo is not null, takesDomain, "--ratio-to"), (o.UnitColumn is not null, stratified, "--unit-col"),
            (o.Stratum is not null, stratified || twoPhase || change, "--stratum"),
            (o.Strata is not null, stratified || (twoPhase && regression) || change, "--strata"), (o.StratumArea is not null, stratified || (twoPhase && regression) || change, "--stratum-area"),
            (o.StratumArea is not null, o.Strata is null, "--stratum-area, --strata"), (o.PlotAreaColumn is not null, o.PlotAreaM2 is null, "--plot-area-col, --plot-area-m2"),
            (o.PlotAreaColumn is not null, o.PerHectare || design is SamplingDesign.SimpleRandom or SamplingDesign.Stratified or SamplingDesign.Cluster, "--plot-area-col"),
            (o.Degrees != DegreesOfFreedomRule.PlotsLessStrata, hasShares && (design == SamplingDesign.Stratified || twoPhase || change), "--df"),
            (o.Line is not null, design == SamplingDesign.Systematic, "--line"), (o.Order is not null, design == SamplingDesign.Systematic, "--order"),
            (o.Cluster is not null, design == SamplingDesign.Cluster, "--cluster"), (o.PopulationClusters is not null, design == SamplingDesign.Cluster, "--clusters"),
            (o.Auxiliary is not null, design == SamplingDesign.Regression || twoPhase, "--auxiliary"), (o.ArTool14, twoPhase && regression, "--ar-tool14"),
            // One mean and one count of the first phase say nothing of its strata.
            (o.AuxiliaryMean is not null, regression && !(twoPhase && o.Stratum is not null), "--auxiliary-mean"), (o.PhaseOne is not null, twoPhase && regression && o.Stratum is null, "--phase-one"),
            (o.SmallArea is not null, design == SamplingDesign.Regression, "--small-area"), (o.SmallAreas is not null, design == SamplingDesign.Regression, "--small-areas"),
            (o.Panel is not null, design == SamplingDesign.Panel, "--panel"), (o.PanelWeights.Count > 0, design == SamplingDesign.Panel, "--panel-weight"),
            (o.Previous is not null, change, "--previous"), (o.Key is not null, change, "--key"), (o.Years is not null, change, "--years"),
        ];
        if (options.FirstOrDefault(p => p.Given && !p.Takes) is { Given: true } ignored)
            throw DataSet.Refuse(SampleRunFindings.NotWith, null, ignored.Option, SampleRun.NameOf(design));
        if (o.PlotAreaColumn is { } area && IsHectares(area))
            throw new RefusedInputException(new Finding(SampleRunFindings.HectaresForSquareMetres, Path.GetFileName(o.Plots), null, area, null, area));
    }

    /// <summary>Whether a column says by its name that values are per hectare: carbonTCPerHa, volume [m3/ha], 每公顷蓄积.</summary>
    public static bool IsPerHectare(string column) => Bare(column) is var name && (name.EndsWith("PerHa", StringComparison.OrdinalIgnoreCase) || name.EndsWith("per_ha", StringComparison.OrdinalIgnoreCase)
        || column.Contains("/ha", StringComparison.OrdinalIgnoreCase) || column.Contains("每公顷", StringComparison.Ordinal) || column.Contains("/公顷", StringComparison.Ordinal));

    /// <summary>Whether a column says by its name that it holds hectares: areaHa, area_ha, 面积ha, 面积 [ha], 面积（公顷）.</summary>
    private static bool IsHectares(string column) => Bare(column) is var name && (name.EndsWith("Ha", StringComparison.Ordinal) || column.Contains("公顷", StringComparison.Ordinal)
        || (name.EndsWith("ha", StringComparison.OrdinalIgnoreCase) && (name.Length == 2 || !char.IsAsciiLetter(name[^3]))) || HectareUnits.Any(u => column.Contains(u, StringComparison.OrdinalIgnoreCase)));

    private static string Bare(string column) => (column.IndexOf('[', StringComparison.Ordinal) is > 0 and var at ? column[..at] : column).Trim();

    private static void RequireGiven(SamplingOptions o)
    {
        var design = o.Design;
        var stratified = design is SamplingDesign.Stratified or SamplingDesign.PostStratifiedRatio;
        var twoPhase = design == SamplingDesign.TwoPhase;
        (bool Missing, string Option)[] needs =
        [
            (stratified && o.Stratum is null, "--stratum"),
            (o.Stratum is not null && o is { Strata: null, StratumArea: null } && (stratified || design == SamplingDesign.Change || (twoPhase && o.Auxiliary is not null)), "--stratum-area / --strata"),
            (o.Stratum is null && (o.Strata is not null || o.StratumArea is not null) && (twoPhase || design == SamplingDesign.Change), "--stratum"),
            (design == SamplingDesign.Cluster && o.Cluster is null, "--cluster"), (twoPhase && o.Stratum is null && o.Auxiliary is null, "--stratum / --auxiliary"),
            (design == SamplingDesign.Regression && o.Auxiliary is null, "--auxiliary"), ((design == SamplingDesign.Regression || (twoPhase && o.PhaseOne is not null && o.Stratum is null)) && o.AuxiliaryMean is null, "--auxiliary-mean"),
            (twoPhase && o is { AuxiliaryMean: not null, PhaseOne: null, Stratum: null }, "--phase-one"),
            (o.SmallAreas is not null && o.SmallArea is null && design == SamplingDesign.Regression, "--small-area"), (o.SmallArea is not null && o.SmallAreas is null && design == SamplingDesign.Regression, "--small-areas"),
            (design == SamplingDesign.Panel && o.Panel is null, "--panel"), (design == SamplingDesign.Change && o.Previous is null, "--previous"),
        ];
        if (needs.FirstOrDefault(n => n.Missing) is { Missing: true } missing)
            throw DataSet.Refuse(SampleRunFindings.Needs, null, missing.Option, SampleRun.NameOf(design));
    }
}

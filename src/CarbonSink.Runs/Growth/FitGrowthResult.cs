using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Growth;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>The fit of one growth class (一个生长类型的拟合).</summary>
/// <param name="GrowthType">Forest type or species code.</param>
/// <param name="Origin">natural or planted.</param>
/// <param name="Stands">Its stands by age, stock and record.</param>
/// <param name="Attempts">Every form tried; none where the stands are too few.</param>
/// <param name="Best">The attempt that is kept; null where none succeeded.</param>
public sealed record ClassFit(string GrowthType, string Origin, IReadOnlyList<GrowthStand> Stands, IReadOnlyList<FitAttempt> Attempts, FitAttempt? Best)
{
    /// <summary>Type and origin as one name.</summary>
    public string Name => $"{GrowthType} × {Origin}";

    /// <summary>The same as people read it.</summary>
    public Bilingual NameIn => GrowthNames.Of(new GrowthClass(GrowthType, Origin));
}

/// <summary>What fit-growth found (拟合结果).</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Data">The stands.</param>
/// <param name="Classes">Fits by type and origin.</param>
/// <param name="Findings">What was remarkable.</param>
/// <param name="Inputs">Hashes of the inputs.</param>
public sealed record FitGrowthResult(FitGrowthOptions Options, GrowthStands Data, IReadOnlyList<ClassFit> Classes, FindingLog Findings, IReadOnlyList<FileDigest> Inputs);

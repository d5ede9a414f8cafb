using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>Why a parcel, or part of it, is not eligible or not shown to be (不可开发的原因).</summary>
/// <param name="Code">Id of the rule, role of the layer taken out, outside-boundary, other-parcel, small-part or no-land-rules.</param>
/// <param name="Article">Article of the rule; null for a layer.</param>
/// <param name="Text">What it demands, or what the layer is.</param>
/// <param name="Met">False where it is not met, null where it is not shown; true for a part that was taken out of a parcel that is judged by the rest.</param>
/// <param name="Evidence">The measured figures.</param>
public sealed record ScreenReason(string Code, string? Article, Bilingual Text, bool? Met, Bilingual Evidence);

/// <summary>A parcel screened (地块筛查结果).</summary>
/// <param name="Key">Its key.</param>
/// <param name="Record">0-based record number.</param>
/// <param name="Row">Its row in the layer.</param>
/// <param name="Eligible">Whether what is left of it is eligible; null where that is not shown.</param>
/// <param name="Reasons">Why not, and what was taken out.</param>
/// <param name="AreaHa">Area on the ellipsoid, ha.</param>
/// <param name="LeftHa">What is left after layers were taken out, ha.</param>
/// <param name="IsExempt">Whether additionality need not be argued; null where it is to be shown otherwise or there is no such rule.</param>
/// <param name="ExpectedTPerYear">Expected removal of what is left, tCO2e a year; null with a reason.</param>
/// <param name="ExpectedReason">Why nothing is expected.</param>
public sealed record ScreenedParcel(string Key, long Record, int Row, bool? Eligible, IReadOnlyList<ScreenReason> Reasons, double AreaHa, double LeftHa, bool? IsExempt, double? ExpectedTPerYear, Bilingual? ExpectedReason)
{
    /// <summary>What was taken out, ha.</summary>
    public double ExcludedHa => AreaHa - LeftHa;
}

/// <summary>A sum over parcels of one verdict.</summary>
/// <param name="Eligible">The verdict.</param>
/// <param name="Parcels">Their number.</param>
/// <param name="AreaHa">Their area.</param>
/// <param name="LeftHa">What is left of them.</param>
/// <param name="ExpectedTPerYear">Expected removal of those that have a figure; null where none has.</param>
/// <param name="WithoutExpectation">How many have none.</param>
public sealed record ScreenTotal(bool? Eligible, long Parcels, ExactSum AreaHa, ExactSum LeftHa, ExactSum? ExpectedTPerYear, long WithoutExpectation);

/// <summary>Land screened for projects (可开发土地筛查结果).</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Label">What the result must be called.</param>
/// <param name="Notices">What is said beside it.</param>
/// <param name="Open">What of the method or programme is not known.</param>
/// <param name="Status">Worst status of the rules.</param>
/// <param name="LandRules">Rules that parcels were judged by.</param>
/// <param name="ProjectRules">Rules of a project as a whole, which land alone cannot meet or fail.</param>
/// <param name="Parcels">The parcels.</param>
/// <param name="Findings">What was wrong.</param>
public sealed record ScreenResult(ScreenOptions Options, Bilingual Label, IReadOnlyList<Bilingual> Notices, IReadOnlyList<OpenItem> Open, ParameterStatus? Status, IReadOnlyList<EligibilityRule> LandRules, IReadOnlyList<EligibilityRule> ProjectRules, IReadOnlyList<ScreenedParcel> Parcels, FindingLog Findings)
{
    /// <summary>Packs used.</summary>
    public IReadOnlyList<PackReference> Packs { get; init; } = [];

    /// <summary>Paths of the files read.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Name of the layer's file.</summary>
    public string File { get; init; } = string.Empty;

    internal PolygonTable Table { get; init; } = null!;

    /// <summary>What is left of each parcel; null where nothing was taken out of any.</summary>
    internal LandPieces? Rest { get; init; }

    /// <summary>Sums by verdict: eligible, not shown, not eligible.</summary>
    public IReadOnlyList<ScreenTotal> Totals => [.. ((bool?[])[true, null, false]).Select(v => TotalOf(v, [.. Parcels.Where(p => p.Eligible == v)]))];

    /// <summary>Area of all parcels, ha.</summary>
    public ExactSum AreaHa => Sum(Parcels.Select(p => p.AreaHa));

    private static ScreenTotal TotalOf(bool? verdict, List<ScreenedParcel> parcels)
    {
        var expected = parcels.Where(p => p.ExpectedTPerYear is not null).Select(p => p.ExpectedTPerYear!.Value).ToList();
        return new(verdict, parcels.Count, Sum(parcels.Select(p => p.AreaHa)), Sum(parcels.Select(p => p.LeftHa)), expected.Count > 0 ? Sum(expected) : null, parcels.Count - expected.Count);
    }

    internal static ExactSum Sum(IEnumerable<double> values) => values.Aggregate(ExactSum.Zero, (sum, value) => sum + value);
}

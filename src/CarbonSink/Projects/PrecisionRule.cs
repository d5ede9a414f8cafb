using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Sampling;

namespace CarbonSink.Projects;

/// <summary>An estimate as a programme counts it (折减后的估计). The undiscounted estimate is always kept: changes start from it.</summary>
/// <param name="Estimate">The estimate, undiscounted.</param>
/// <param name="RelativeHalfWidth">U: half-width of the programme's confidence interval over the estimate.</param>
/// <param name="ProjectValue">What a project's estimate counts as; null with a <paramref name="Refusal"/>.</param>
/// <param name="BaselineValue">What a baseline's estimate counts as; null where the programme's text gives none.</param>
/// <param name="Status">Worst status of the rule and its table.</param>
/// <param name="Refusal">Why the programme counts nothing, e.g. more plots are needed.</param>
public sealed record DiscountedEstimate(Estimate Estimate, double RelativeHalfWidth, double? ProjectValue, double? BaselineValue, ParameterStatus Status, Cause? Refusal);

/// <summary>How precise a programme wants an estimate to be, and what it takes off one that is not (精度规则). Rules are applied to the estimate once and are never drawn. Immutable.</summary>
public sealed class PrecisionRule
{
    private readonly Methodology discount;
    private readonly Bilingual? refusal;

    internal PrecisionRule(double confidence, bool finitePopulation, DegreesOfFreedomRule? degreesOfFreedom, bool arTool14DoubleSampling, ParameterStatus status, Methodology discount, Bilingual? refusal)
    {
        (Confidence, FinitePopulation, DegreesOfFreedom, ArTool14DoubleSampling) = (confidence, finitePopulation, degreesOfFreedom, arTool14DoubleSampling);
        (Status, this.discount, this.refusal) = (status, discount, refusal);
    }

    /// <summary>Two-sided confidence of intervals, e.g. 0.90.</summary>
    public double Confidence { get; }

    /// <summary>Whether the sampled share of the population may lower the variance.</summary>
    public bool FinitePopulation { get; }

    /// <summary>How degrees of freedom of strata are counted; null where the programme does not fix it.</summary>
    public DegreesOfFreedomRule? DegreesOfFreedom { get; }

    /// <summary>Whether a regression of two phases follows the formula of AR-TOOL14; false where the programme does not fix it.</summary>
    public bool ArTool14DoubleSampling { get; }

    /// <summary>How the programme's rule is known.</summary>
    public ParameterStatus Status { get; }

    /// <summary>Id and version of the method that holds the rule.</summary>
    public string Method => $"{discount.Description.Id}/{discount.Description.Version}";

    /// <summary>Applies the rule: a project's estimate counts as value − d·|value|, a baseline's as value + d·|value|, where the method gives 1 − d and 1 + d.</summary>
    /// <remarks>The tools print mean ∓ d·U·mean for stocks, which are positive. For a loss the size of the value is taken, so that uncertainty never makes a project's loss smaller; that reading is ours.</remarks>
    /// <param name="estimate">An estimate other than 0; the rule looks at the size of its relative error.</param>
    /// <exception cref="ArgumentException">The estimate is 0 or not finite: it has no relative error.</exception>
    public DiscountedEstimate Discount(Estimate estimate)
    {
        var u = estimate.RelativeErrorPercent(Confidence) / 100;
        if (!double.IsFinite(u) || !double.IsFinite(estimate.Value))
            throw new ArgumentException($"an estimate of {estimate.Value:R} ± {estimate.HalfWidth(Confidence):R} has no relative error", nameof(estimate));
        var causes = new CauseTable();
        var frame = discount.NewFrame(causes);
        frame["U"].Set(0, u);
        var evaluation = discount.Evaluate(frame, causes);
        evaluation.Run();
        var state = evaluation.States("f_project")[0];
        double? Counted(string factor) => discount.Equations.Any(e => e.SymbolName == factor) && evaluation.States(factor)[0].HasValue ? Of(evaluation.Values(factor)[0]) : null;
        Cause Said(Cause technical) => refusal is null ? technical : new("more-plots", refusal.Zh, refusal.En) { Technical = technical };
        double Of(double f) => estimate.Value > 0 ? f * estimate.Value : estimate.Value + ((f - 1) * Math.Abs(estimate.Value));
        return new(estimate, u, Counted("f_project"), Counted("f_baseline"), state.Status > Status ? state.Status : Status, state.HasValue ? null : Said(causes[evaluation.Reason("f_project", 0)]));
    }
}

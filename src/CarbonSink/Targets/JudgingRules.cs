using System.Globalization;

namespace CarbonSink.Targets;

/// <summary>How a level without a word that says so is judged (达到、保有量的判定).</summary>
public enum LevelRule
{
    /// <summary>Met by the value or more (不低于).</summary>
    AtLeast,

    /// <summary>Met by what rounds to the value at its printed decimals, no less and no more (等于).</summary>
    ExactBand,

    /// <summary>Not judged: the result says that this setting leaves it open (不判定).</summary>
    NotJudged,
}

/// <summary>What of an actual value is compared with a printed one (修约).</summary>
public enum ActualRounding
{
    /// <summary>The value as computed: 56.87 does not reach 56.9.</summary>
    Exact,

    /// <summary>The value rounded to the decimals that the plan prints, halves away from zero: 56.87 reaches 56.9.</summary>
    PrintedDecimals,
}

/// <summary>A band around or below a value (允许偏差).</summary>
/// <param name="Width">Its width.</param>
/// <param name="IsPercent">Whether the width is in per cent of the value; else in its unit (of a rate: percentage points).</param>
public readonly record struct JudgingBand(decimal Width, bool IsPercent)
{
    /// <summary>Width at a value, in its unit.</summary>
    public decimal At(decimal value) => IsPercent ? Math.Abs(value) * Width / 100 : Width;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width:0.############} {(IsPercent ? "percent" : "points")}");
}

/// <summary>How the words of a plan are judged (判定规则): settings that plans leave open, each with a default that is printed beside every verdict. Immutable.</summary>
/// <remarks>Of a range, rules that want at least ask for its lower end, rules that want at most for its upper one, and bands reach from below the one to above the other.</remarks>
public sealed record JudgingRules
{
    /// <summary>达到, 达, 提高到; by default the value or more.</summary>
    public LevelRule Reach { get; init; }

    /// <summary>A number without a word (保有量 8.3 万公顷); by default the value or more, since 保有量 is a floor by its meaning.</summary>
    public LevelRule None { get; init; }

    /// <summary>左右: the band to both sides; by default one per cent of the value, since plans give none.</summary>
    public JudgingBand Approx { get; init; } = new(1, true);

    /// <summary>稳定在, 维持在: how far below the value is still stable; by default not at all.</summary>
    public JudgingBand Stable { get; init; } = new(0, true);

    /// <summary>What of the actual value is compared; by default the value as computed.</summary>
    public ActualRounding Rounding { get; init; }

    /// <summary>The settings by name, as words: reach, none, approx, stable, rounding.</summary>
    public IReadOnlyList<(string Name, string Setting)> Settings => [("reach", Word(Reach)), ("none", Word(None)), ("approx", $"band {Approx}"), ("stable", StableWord), ("rounding", Word(Rounding))];

    private string StableWord => Stable.Width == 0 ? "at-least" : $"band below {Stable}";

    /// <summary>The word of a rule: at-least, exact-band, not-judged.</summary>
    public static string Word(LevelRule rule) => rule switch { LevelRule.AtLeast => "at-least", LevelRule.ExactBand => "exact-band", _ => "not-judged" };

    /// <summary>The word of a rounding: exact, printed-decimals.</summary>
    public static string Word(ActualRounding rounding) => rounding == ActualRounding.Exact ? "exact" : "printed-decimals";

    /// <summary>The rule of a word, or null where there is none.</summary>
    public static LevelRule? ParseRule(string word) => Array.Find((LevelRule?[])[LevelRule.AtLeast, LevelRule.ExactBand, LevelRule.NotJudged], r => Word(r!.Value) == word);

    /// <summary>The rounding of a word, or null where there is none.</summary>
    public static ActualRounding? ParseRounding(string word) => Array.Find((ActualRounding?[])[ActualRounding.Exact, ActualRounding.PrintedDecimals], r => Word(r!.Value) == word);

    /// <summary>What a comparator is judged by, as printed beside a verdict.</summary>
    public string Setting(TargetComparator comparator) => comparator switch
    {
        TargetComparator.None => Word(None),
        TargetComparator.Reach => Word(Reach),
        TargetComparator.AtLeast => ">=",
        TargetComparator.MoreThan => ">",
        TargetComparator.AtMost => "<=",
        TargetComparator.LessThan => "<",
        TargetComparator.Stable => StableWord,
        TargetComparator.StablePlus => $"{StableWord}; strive: > base",
        TargetComparator.Approx => $"band {Approx}",
        TargetComparator.Increase => "> base",
        _ => "< base",
    } + $"; {Word(Rounding)}";

    /// <summary>Whether a value satisfies a target.</summary>
    /// <param name="comparator">How the plan wants it.</param>
    /// <param name="actual">The value, in the unit of the others.</param>
    /// <param name="value">The target, or of a direction the base.</param>
    /// <param name="upper">Upper end of a range, or null.</param>
    /// <returns>Whether it does; null where a setting leaves it open.</returns>
    public bool? IsMet(TargetComparator comparator, decimal actual, decimal value, decimal? upper = null)
    {
        var (least, most) = (value, upper ?? value);
        var a = Rounding == ActualRounding.Exact ? actual : decimal.Round(actual, Math.Max(least.Scale, most.Scale), MidpointRounding.AwayFromZero);
        return comparator switch
        {
            TargetComparator.None => Level(None, actual, a, least, most),
            TargetComparator.Reach => Level(Reach, actual, a, least, most),
            TargetComparator.AtLeast => a >= least,
            TargetComparator.MoreThan => a > least,
            TargetComparator.AtMost => a <= most,
            TargetComparator.LessThan => a < most,
            TargetComparator.Stable or TargetComparator.StablePlus => a >= least - Stable.At(least),
            TargetComparator.Approx => a >= least - Approx.At(least) && a <= most + Approx.At(most),
            TargetComparator.Increase => a > most,
            _ => a < least,
        };
    }

    /// <summary>The value that is just enough: the lower end of what satisfies the target, or the upper end where less is wanted.</summary>
    public decimal Threshold(TargetComparator comparator, decimal actual, decimal value, decimal? upper = null) => comparator switch
    {
        TargetComparator.AtMost or TargetComparator.LessThan => upper ?? value,
        TargetComparator.Stable or TargetComparator.StablePlus => value - Stable.At(value),
        TargetComparator.Approx => actual > (upper ?? value) ? (upper ?? value) + Approx.At(upper ?? value) : value - Approx.At(value),
        _ => value,
    };

    private static bool? Level(LevelRule rule, decimal actual, decimal rounded, decimal least, decimal most)
    {
        if (rule == LevelRule.NotJudged)
            return null;
        var near = decimal.Round(actual, Math.Max(least.Scale, most.Scale), MidpointRounding.AwayFromZero);
        return rule == LevelRule.AtLeast ? rounded >= least : near >= least && near <= most;
    }
}

using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Targets;

/// <summary>Each rule on both sides of its boundary.</summary>
public sealed class JudgingRulesTests
{
    [Theory]
    [InlineData("reach", 56.89, false)]
    [InlineData("reach", 56.90, true)]
    [InlineData("reach", 56.91, true)]
    [InlineData("none", 56.89, false)]
    [InlineData("none", 56.90, true)]
    [InlineData(">=", 56.89, false)]
    [InlineData(">=", 56.90, true)]
    [InlineData(">", 56.90, false)]
    [InlineData(">", 56.91, true)]
    [InlineData("<=", 56.90, true)]
    [InlineData("<=", 56.91, false)]
    [InlineData("<", 56.89, true)]
    [InlineData("<", 56.90, false)]
    [InlineData("stable", 56.89, false)]
    [InlineData("stable", 56.90, true)]
    [InlineData("stable", 60.00, true)]
    [InlineData("stable+", 56.89, false)]
    [InlineData("stable+", 56.90, true)]
    [InlineData("approx", 56.330, false)] // one per cent of 56.9 is 0.569: 56.331 to 57.469
    [InlineData("approx", 56.331, true)]
    [InlineData("approx", 57.469, true)]
    [InlineData("approx", 57.470, false)]
    [InlineData("increase", 56.90, false)]
    [InlineData("increase", 56.91, true)]
    [InlineData("decrease", 56.90, false)]
    [InlineData("decrease", 56.89, true)]
    public void The_defaults_compare_the_value_as_computed(string word, double actual, bool met) =>
        Assert.Equal(met, new JudgingRules().IsMet(TargetComparators.Parse(word)!.Value, (decimal)actual, 56.9m));

    [Theory]
    [InlineData(">=", 56.849, false)]
    [InlineData(">=", 56.850, true)]
    [InlineData(">", 56.949, false)] // rounds to 56.9
    [InlineData(">", 56.950, true)] // rounds to 57.0
    [InlineData("<=", 56.949, true)]
    [InlineData("<=", 56.950, false)]
    [InlineData("reach", 56.87, true)]
    public void Printed_decimals_round_the_value_first(string word, double actual, bool met) =>
        Assert.Equal(met, new JudgingRules { Rounding = ActualRounding.PrintedDecimals }.IsMet(TargetComparators.Parse(word)!.Value, (decimal)actual, 56.9m));

    /// <summary>The plan that prints 56.9 prints one decimal, the one that prints 56.90 two.</summary>
    [Fact]
    public void The_decimals_are_those_that_are_printed()
    {
        var rules = new JudgingRules { Rounding = ActualRounding.PrintedDecimals };
        Assert.True(rules.IsMet(TargetComparator.Reach, 56.87m, 56.9m));
        Assert.False(rules.IsMet(TargetComparator.Reach, 56.87m, 56.90m));
    }

    [Theory]
    [InlineData(56.849, false)]
    [InlineData(56.850, true)]
    [InlineData(56.949, true)]
    [InlineData(56.950, false)]
    public void An_exact_band_is_what_rounds_to_the_number(double actual, bool met)
    {
        Assert.Equal(met, new JudgingRules { None = LevelRule.ExactBand }.IsMet(TargetComparator.None, (decimal)actual, 56.9m));
        Assert.Equal(met, new JudgingRules { Reach = LevelRule.ExactBand }.IsMet(TargetComparator.Reach, (decimal)actual, 56.9m));
    }

    [Fact]
    public void What_is_not_judged_is_neither()
    {
        Assert.Null(new JudgingRules { None = LevelRule.NotJudged }.IsMet(TargetComparator.None, 60, 56.9m));
        Assert.NotNull(new JudgingRules { None = LevelRule.NotJudged }.IsMet(TargetComparator.Reach, 60, 56.9m));
    }

    /// <summary>69 % 左右 with two points: 67 to 71; stable with half a point: from 68.5.</summary>
    [Fact]
    public void Bands_may_be_in_points()
    {
        var rules = new JudgingRules { Approx = new(2, false), Stable = new(0.5m, false) };
        bool?[] approx = [.. ((decimal[])[66.99m, 67m, 71m, 71.01m]).Select(a => rules.IsMet(TargetComparator.Approx, a, 69m))];
        Assert.Equal([false, true, true, false], approx);
        Assert.False(rules.IsMet(TargetComparator.Stable, 68.49m, 69m));
        Assert.True(rules.IsMet(TargetComparator.Stable, 68.5m, 69m));
    }

    /// <summary>60 %—65 %: at least asks for 60, at most for 65; about, with a per cent of either end, runs from 59.4 to 65.65.</summary>
    [Fact]
    public void A_range_has_two_ends()
    {
        var rules = new JudgingRules();
        bool?[] Met(TargetComparator comparator, params decimal[] actual) => [.. actual.Select(a => rules.IsMet(comparator, a, 60m, 65m))];
        Assert.Equal([false, true, true], Met(TargetComparator.Reach, 59.99m, 60m, 66m));
        Assert.Equal([true, false], Met(TargetComparator.AtMost, 65m, 65.01m));
        Assert.Equal([false, true, true, false], Met(TargetComparator.Approx, 59.39m, 59.4m, 65.65m, 65.66m));
        Assert.False((rules with { None = LevelRule.ExactBand }).IsMet(TargetComparator.None, 66m, 60m, 65m));
        Assert.True((rules with { None = LevelRule.ExactBand }).IsMet(TargetComparator.None, 65m, 60m, 65m));
    }

    [Fact]
    public void Settings_are_printed_with_their_defaults()
    {
        Assert.Equal([("reach", "at-least"), ("none", "at-least"), ("approx", "band 1 percent"), ("stable", "at-least"), ("rounding", "exact")], new JudgingRules().Settings);
        Assert.Equal("band below 0.5 points; printed-decimals", new JudgingRules { Stable = new(0.50m, false), Rounding = ActualRounding.PrintedDecimals }.Setting(TargetComparator.Stable));
        Assert.All(Enum.GetValues<LevelRule>(), r => Assert.Equal(r, JudgingRules.ParseRule(JudgingRules.Word(r))));
        Assert.All(Enum.GetValues<ActualRounding>(), r => Assert.Equal(r, JudgingRules.ParseRounding(JudgingRules.Word(r))));
        Assert.Null(JudgingRules.ParseRule("about"));
    }
}

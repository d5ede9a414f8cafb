using System.Globalization;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Targets;

/// <summary>The spreading of totals in whole steps, against an independent program and over random cases.</summary>
public sealed class LargestRemainderTests
{
    [Fact]
    public void AgreesWithAnIndependentProgram()
    {
        var cases = File.ReadAllLines(Repository.PathOf("tests/CarbonSink.Tests/Targets/hamilton-cases.csv"))[1..];
        Assert.True(cases.Length > 1000);
        foreach (var line in cases)
        {
            var cells = line.Split(',');
            var result = LargestRemainder.Of(Number(cells[0]), Number(cells[1]), Numbers(cells[2]));
            Assert.True(Numbers(cells[3]).SequenceEqual(result.Shares), line);
            Assert.Equal(0, result.Unplaced);
        }
    }

    [Fact]
    public void HandArithmetic()
    {
        // 10 by 5, 3, 1: quotas 5.56, 3.33, 1.11 → 5, 3, 1 and one left for the first.
        Assert.Equal([6m, 3m, 1m], LargestRemainder.Of(10, 1, [5, 3, 1]).Shares);
        // Three equal quotas of 0.33…: the earliest gets the step.
        Assert.Equal([0.01m, 0, 0], LargestRemainder.Of(0.01m, 0.01m, [1, 1, 1]).Shares);
        // Equal remainders of 0.5: the larger weight comes first. 2 by 1, 3: quotas 0.5, 1.5.
        Assert.Equal([0m, 2m], LargestRemainder.Of(2, 1, [1, 3]).Shares);
        Assert.Equal([-6m, -3m, -1m], LargestRemainder.Of(-10, 1, [5, 3, 1]).Shares);
    }

    [Fact]
    public void BoundsAreKeptAndWhatIsOverGoesToTheOthers()
    {
        // 10 by 5, 3, 2 and at most 2 for the first: 8 left by 3, 2 → 4.8, 3.2 → 5, 3.
        Assert.Equal([2m, 5m, 3m], LargestRemainder.Of(10, 1, [5, 3, 2], [2, null, null]).Shares);
        // The second is filled only after the first: 10 by 6, 3, 1; bounds 3, 4, none: 7 left by 3, 1 → 5.25 > 4; then 3 for the third.
        Assert.Equal([3m, 4m, 3m], LargestRemainder.Of(10, 1, [6, 3, 1], [3, 4, null]).Shares);
        var short1 = LargestRemainder.Of(10, 1, [1, 1], [3, 4.9m]);
        Assert.Equal([3m, 4m], short1.Shares);
        Assert.Equal(3, short1.Unplaced);
        var taken = LargestRemainder.Of(-10, 1, [1, 1], [3, 4]);
        Assert.Equal([-3m, -4m], taken.Shares);
        Assert.Equal(-3, taken.Unplaced);
    }

    [Fact]
    public void WithoutAnyWeightNothingIsPlaced()
    {
        var result = LargestRemainder.Of(5, 1, [0, 0]);
        Assert.Equal([0m, 0m], result.Shares);
        Assert.Equal(5, result.Unplaced);
        Assert.Equal(5, LargestRemainder.Of(5, 1, []).Unplaced);
    }

    [Fact]
    public void MisuseIsRefused()
    {
        Assert.Throws<ArgumentException>(() => LargestRemainder.Of(0.015m, 0.01m, [1]));
        Assert.Throws<ArgumentException>(() => LargestRemainder.Of(1, 1, [1, -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LargestRemainder.Of(1, 0, [1]));
        Assert.Throws<ArgumentException>(() => LargestRemainder.Of(1, 1, [1, 1], [-1, null]));
        Assert.Throws<ArgumentException>(() => LargestRemainder.Of(1, 1, [1, 1], [null]));
    }

    [Fact]
    public void RandomCasesKeepWhatTheMethodPromises()
    {
        var random = new Random(7);
        for (var run = 0; run < 5000; run++)
        {
            var step = (decimal[])[1, 0.1m, 0.01m, 0.5m];
            var s = step[random.Next(step.Length)];
            var total = random.Next(-3000, 3000) * s;
            decimal[] weights = [.. Enumerable.Range(0, random.Next(1, 15)).Select(_ => random.Next(4) == 0 ? 0m : random.Next(0, 100000) / 100m)];
            decimal?[]? bounds = random.Next(2) == 0 ? null : [.. weights.Select(_ => random.Next(3) == 0 ? (decimal?)null : random.Next(0, 400000) / 1000m)];
            var result = LargestRemainder.Of(total, s, weights, bounds);
            Assert.Equal(total, result.Shares.Sum() + result.Unplaced);
            for (var i = 0; i < weights.Length; i++)
            {
                Assert.Equal(0, result.Shares[i] % s);
                Assert.True(Math.Abs(result.Shares[i]) <= (bounds?[i] ?? decimal.MaxValue), "above its bound");
                Assert.True(weights[i] > 0 || result.Shares[i] == 0, "a share without weight");
                Assert.True(result.Shares[i] == 0 || Math.Sign(result.Shares[i]) == Math.Sign(total), "the other sign");
            }

            // Something is left over only where every member with a weight is full.
            if (result.Unplaced != 0)
                Assert.All(Enumerable.Range(0, weights.Length).Where(i => weights[i] > 0), i => Assert.True(bounds?[i] is { } b && Math.Abs(result.Shares[i]) + s > b));
            if (bounds is not null || weights.Sum() == 0)
                continue;
            for (var i = 0; i < weights.Length; i++)
            {
                Assert.True(Math.Abs(result.Shares[i] - (total * weights[i] / weights.Sum())) < s, "more than a step from its quota");
                for (var k = 0; k < weights.Length; k++)
                    Assert.True(weights[i] <= weights[k] || Math.Abs(result.Shares[i]) >= Math.Abs(result.Shares[k]), "more weight and less share");
            }

            // Members in another order get the same, but for those with equal weights among themselves.
            int[] order = [.. Enumerable.Range(0, weights.Length).OrderBy(_ => random.Next())];
            var shuffled = LargestRemainder.Of(total, s, [.. order.Select(i => weights[i])]).Shares;
            foreach (var group in Enumerable.Range(0, weights.Length).GroupBy(i => weights[i]))
                Assert.Equal(group.Select(i => result.Shares[i]).Order(), Enumerable.Range(0, weights.Length).Where(k => weights[order[k]] == group.Key).Select(k => shuffled[k]).Order());
        }
    }

    [Fact]
    public void TablesKeepBothMargins()
    {
        var random = new Random(11);
        for (var run = 0; run < 4000; run++)
        {
            var step = (decimal[])[1, 0.01m, 100];
            var s = step[random.Next(step.Length)];
            var total = random.Next(-500, 500) * s;
            decimal[] Margin(int count) => [.. LargestRemainder.Of(total, s, [1, .. Enumerable.Range(0, count).Select(_ => (decimal)random.Next(0, 20))]).Shares];
            var (rows, columns) = (Margin(random.Next(0, 14)), Margin(random.Next(0, 9)));
            var cells = ControlledRounding.Of(rows, columns, s);
            for (var i = 0; i < rows.Length; i++)
            {
                Assert.Equal(rows[i], cells[i].Sum());
                for (var j = 0; j < columns.Length; j++)
                    Assert.True(Math.Abs(cells[i][j] - (total == 0 ? 0 : rows[i] * columns[j] / total)) < s && cells[i][j] % s == 0, "not rounded down or up");
            }

            for (var j = 0; j < columns.Length; j++)
                Assert.Equal(columns[j], cells.Sum(r => r[j]));
        }
    }

    [Fact]
    public void ATableByHand()
    {
        // Rows 1, 1, 1 and columns 1, 1, 1: every cell is a third; each row and column has a single 1.
        var cells = ControlledRounding.Of([1, 1, 1], [1, 1, 1], 1);
        Assert.Equal([1m, 0, 0], cells[0]);
        Assert.Equal([0m, 1, 0], cells[1]);
        Assert.Equal([0m, 0, 1], cells[2]);
        Assert.Throws<ArgumentException>(() => ControlledRounding.Of([1, 2], [2], 1));
        Assert.Throws<ArgumentException>(() => ControlledRounding.Of([1, -1], [0], 1));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static decimal[] Numbers(string text) => [.. text.Split(' ').Select(Number)];
}

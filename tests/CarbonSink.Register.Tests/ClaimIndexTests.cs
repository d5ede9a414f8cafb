using CarbonSink.Register;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>The index finds what a scan of all claims finds, in the same order.</summary>
public class ClaimIndexTests
{
    [Fact]
    public void Near_is_what_a_scan_finds()
    {
        var (random, index, all) = (new Random(41), new ClaimIndex(), new SortedDictionary<string, ParcelClaim>(StringComparer.Ordinal));
        for (var i = 0; i < 3000; i++)
        {
            // Sizes from a metre to half the earth; a third of the puts replaces a claim.
            var key = $"{random.Next(2000):D4}";
            var claim = OverlapClaimTests.Claim("Q", key, OverlapClaimTests.Rectangle(113, 29, 113.1, 29.1)) with { Box = Box(random) };
            index.Put(all[key] = claim);
            var box = Box(random);
            if (i % 10 == 0)
                Assert.Equal(all.Values.Where(c => c.Box.West <= box.East && c.Box.East >= box.West && c.Box.South <= box.North && c.Box.North >= box.South), index.Near(box));
        }

        Assert.Equal(all.Values, index.Near(new(-180, -90, 180, 90)));
    }

    private static GeographicBox Box(Random random)
    {
        var (x, y, size) = (random.NextDouble() * 2, random.NextDouble() * 2, Math.Pow(10, (random.NextDouble() * 6) - 5));
        var (west, south) = (random.Next(8) == 0 ? (-x, -y) : (x, y));
        return random.Next(50) == 0 ? new(-90, -45, 90, 45) : new(west, south, west + size, south + (size * random.NextDouble()));
    }
}

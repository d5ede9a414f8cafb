using CarbonSink.Runs;
using CarbonSink.Tests.Gis;
using Xunit;

namespace CarbonSink.Tests.Runs;

public sealed class CheckRunTests
{
    [Fact]
    public void Overlap_duplicate_invalid_and_uncovered_are_found_in_one_run()
    {
        using var layer = new TestLayer().Field("ID", 'N', 9)
            .Row([TestLayer.Square(113, 28, 0.002)], 0)
            .Row([TestLayer.Square(113.001, 28, 0.002)], 1) // overlaps record 0 by a half
            .Row([TestLayer.Square(113.01, 28, 0.001)], 2)
            .Row([TestLayer.Square(113.01, 28, 0.001)], 3) // record 2 again
            .Row([[113.02, 28, 113.022, 28.002, 113.022, 28, 113.02, 28.002, 113.02, 28]], 4) // a bow tie
            .Write();
        using var boundary = new TestLayer().Field("ID", 'N', 9).Row([[113, 28, 113, 28.002, 113.012, 28.002, 113.012, 28, 113, 28]], 0).Write();
        var result = CheckRun.Run(new(layer.Shp, Repository.PathOf("methodology")) { Boundary = boundary.Shp });
        Assert.Equal(1, result.Findings.Count(CheckFindings.Invalid));
        Assert.Equal(2, result.Findings.Count(CheckFindings.Overlap)); // records 0 and 1, 2 and 3
        Assert.Equal(1, result.Findings.Count(CheckFindings.Duplicate));
        Assert.Equal(1, result.Findings.Count(CheckFindings.Outside)); // the bow tie
        Assert.Equal(1, result.Findings.Count(CheckFindings.Uncovered));
        Assert.Equal(1, result.Findings.Count(CheckFindings.NoSchema));
        Assert.Equal(4, Assert.Single(result.Repaired).Record);
        Assert.Equal(result.Places.Count, result.Geometry.Count);

        // Half of record 0 and the whole of record 2 count twice: 0.001° × 0.002° and 0.001° × 0.001°, in the plane of the degrees.
        Assert.Equal(3e-6, result.Balance!.Overlapping, 1e-12);
        Assert.Equal(0, result.Balance.Error, 1e-14);
    }

    [Fact]
    public void A_sound_layer_has_no_error()
    {
        using var layer = new TestLayer().Field("ID", 'N', 9).Row([TestLayer.Square(113, 28, 0.002)], 0).Row([TestLayer.Square(113.002, 28, 0.002)], 1).Write();
        var result = CheckRun.Run(new(layer.Shp, Repository.PathOf("methodology")));
        Assert.False(result.Findings.HasErrors);
        Assert.Empty(result.Places);
    }
}

using System.Diagnostics;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

public class RaceTests
{
    [Fact]
    public async Task The_races_can_be_run()
    {
        Assert.Equal(0, await Benchmarks("smoke"));
    }

    [Fact]
    public async Task An_absent_peer_leaves_the_goal_unmet()
    {
        Assert.Equal(1, await Benchmarks("w1a", "--layer", "no-such-layer.shp", "--peer", "no-such-program"));
    }

    private static async Task<int> Benchmarks(params string[] arguments)
    {
        var program = Repository.PathOf("tests/CarbonSink.Benchmarks/bin/Release/net10.0/CarbonSink.Benchmarks.dll");
        using var process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments]) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}

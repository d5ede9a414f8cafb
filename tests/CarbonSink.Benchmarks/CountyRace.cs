using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CarbonSink.Benchmarks;

/// <summary>Race W1a: read a county's sub-compartments, measure them on the ellipsoid, aggregate; the peer (OGR, PROJ, GeographicLib) does areas and volumes only.</summary>
internal static partial class CountyRace
{
    private const double Goal = 10;
    private const double Tolerance = 1e-9;
    private static readonly string[] Keys = ["XIANG_MC", "DI_LEI", "QI_YUAN", "LING_ZU"];

    /// <summary>0 when results agree and the median ratio reaches the goal.</summary>
    public static int Run(string layer, string? peer, int pairs, string? program)
    {
        layer = Path.GetFullPath(layer);
        if (peer is null || !File.Exists(peer))
        {
            Console.WriteLine("peer absent: the goal is not met");
            return 1;
        }

        var areas = Path.GetTempFileName();
        try
        {
            return Run(layer, Path.GetFullPath(peer), pairs, program, areas);
        }
        finally
        {
            File.Delete(areas);
        }
    }

    private static int Run(string layer, string peer, int pairs, string? program, string areas)
    {
        TimedProcess Ours() => TimedProcess.Carbonsink(
            program, "assess", layer, "--method", "county-forest-stock/1", "--tables", $"species_type={Path.Combine(TimedProcess.Root, "gis-samples", "linxiang", "species.csv")}",
            "--parameter", "cf_zone=tropical-subtropical", "--area", "ellipsoidal", "--by", string.Join(',', Keys), "--json");

        // The first pair warms the page cache, is not counted, and is compared.
        var (ours, theirs) = (Ours(), TimedProcess.Run(peer, layer, "full", areas));
        if (ours.ExitCode != 0 || theirs.ExitCode != 0)
        {
            Console.WriteLine($"exit status {ours.ExitCode} and {theirs.ExitCode}: the goal is not met");
            return 1;
        }

        Console.WriteLine(TimedProcess.IsReadyToRun(program) ? "ours was compiled ahead of time" : "ours is compiled while it runs: build with -p:ReadyToRunBuild=true to race it compiled ahead of time");
        Console.WriteLine($"ours: {ours.CommandLine}\npeer: {theirs.CommandLine}");
        var agree = Agree(layer, ours.Output, theirs.Output, areas);
        var runs = Enumerable.Range(0, pairs).Select(_ => (Ours: Ours(), Theirs: TimedProcess.Run(peer, layer))).ToArray();
        Figures.Print("ours", [.. runs.Select(r => r.Ours)]);
        Figures.Print("peer", [.. runs.Select(r => r.Theirs)]);
        var ratio = Figures.Median(runs.Select(r => r.Theirs.Seconds / r.Ours.Seconds));
        var processor = Figures.Median(runs.Select(r => r.Theirs.ProcessorSeconds / r.Ours.ProcessorSeconds ?? double.NaN));
        Console.WriteLine($"ratio of {pairs} pairs, median: wall {ratio:F1}, processor {processor:F1}; goal {Goal}: {(ratio >= Goal ? "met" : "not met")}");
        return agree && ratio >= Goal ? 0 : 1;
    }

    private static bool Agree(string layer, string ours, string theirs, string areasFile)
    {
        using var document = JsonDocument.Parse(ours);
        var printed = Printed().Match(theirs);
        var peer = PeerLayer.Read(layer, areasFile, Keys);
        var totals = document.RootElement.GetProperty("totals");

        // The chain that leads to the peer's figures by record and group: what is added up here is what both programs printed.
        var agree = Same("area of all records, ours read again, ha", peer.OurArea, totals.GetProperty("ellipsoidalAreaHa").GetDouble());
        agree &= Same("area of all records, peer's file, ha", peer.PeerArea, Number(printed, "area"));
        agree &= Same("volume of all records, peer's file, m3", peer.PeerVolume, Number(printed, "volume"));
        agree &= Same("area of valid polygons, ha", peer.OurValidArea, peer.PeerValidArea);
        Console.WriteLine($"invalid polygons (rings against nesting, holes across the border): {peer.Flagged}, ours − peer {peer.FlaggedDifference:F6} ha");
        Console.WriteLine($"valid polygons that differ by more than {Tolerance:R} and 0.001 m2, the peer's rounding: {peer.Differing}; largest difference {peer.LargestDifference * 10000:E1} m2");

        var (compared, passedOver, differing, sum, expectedSum) = (0, 0, 0, 0.0, 0.0);
        foreach (var group in document.RootElement.GetProperty("groups").EnumerateArray())
        {
            var key = Keys.Select(k => group.GetProperty("key").GetProperty(k).GetString()!).ToArray();
            if (key[1] != "0111")
                continue;
            if (!peer.Groups.TryGetValue(string.Join('|', key), out var expected) || expected.HasInvalid)
            {
                passedOver++;
                continue;
            }

            var volume = group.GetProperty("volumeM3");
            var value = volume.ValueKind == JsonValueKind.Null ? 0 : volume.GetDouble();
            differing += Math.Abs(value - expected.Volume) > (Tolerance * expected.Volume) + expected.Rounding ? 1 : 0;
            (sum, expectedSum) = (sum + value, expectedSum + expected.Volume);
            compared++;
        }

        Console.WriteLine($"volume by group, land class 0111: {compared} groups compared, {passedOver} with invalid polygons passed over, {differing} differ");
        agree &= Same("volume of these groups, m3", sum, expectedSum) && peer.Differing == 0 && compared > 0 && differing == 0;
        Console.WriteLine(agree ? "results agree" : "results DIFFER");
        return agree;
    }

    private static bool Same(string what, double a, double b)
    {
        var same = Difference(a, b) <= Tolerance;
        Console.WriteLine($"{what}: {a:F6} and {b:F6}, {(same ? "agree" : "DIFFER")}");
        return same;
    }

    private static double Difference(double a, double b) => a == b ? 0 : Math.Abs(a - b) / Math.Max(Math.Abs(a), Math.Abs(b));

    private static double Number(Match match, string name) => match.Success ? double.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : double.NaN;

    [GeneratedRegex(@"volume_m3=(?<volume>\S+).* area_ha=(?<area>\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Printed();
}

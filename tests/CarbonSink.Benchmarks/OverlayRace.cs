using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CarbonSink.Benchmarks;

/// <summary>Races W2a, W2b and W2c: common areas of a county's sub-compartments with townships and with wetlands, and overlaps among 50,000 boundaries, against PostGIS.</summary>
/// <remarks>The peer is a script that prints count and hectares of one query on layers loaded before and made valid with ST_MakeValid, since it stops at an invalid polygon; loading is not timed for it. Ours reads the files, repairs and reports.</remarks>
internal static partial class OverlayRace
{
    private const double Tolerance = 1e-9;

    /// <summary>0 when results agree and the median ratio reaches the goal.</summary>
    /// <param name="race">w2a, w2b or w2c.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="peer">The script; called with the name of the race.</param>
    /// <param name="pairs">Pairs of runs.</param>
    /// <param name="psql">Arguments of psql for the peer's database, to compare the pairs of valid polygons alone; or null to compare all.</param>
    /// <param name="program">Our program, or null for the one built.</param>
    /// <param name="transfer">Number field of the first layer that ours divides by area on the way in race w2a; the peer does areas only.</param>
    public static int Run(string race, IReadOnlyList<string> layers, string? peer, int pairs, string? psql, string? program, string? transfer)
    {
        if (peer is null || !File.Exists(peer))
        {
            Console.WriteLine("peer absent: the goal is not met");
            return 1;
        }

        var goal = race switch { "w2a" => 15.0, "w2b" => 3.0, _ => 10.0 };
        string[] arguments = race == "w2c" ? ["overlay", .. layers, "--sliver", "0", "--json"]
            : race == "w2a" && transfer is not null ? ["overlay", .. layers, "--transfer", transfer, "--json"] : ["overlay", .. layers, "--areas", "--json"];
        TimedProcess Ours() => TimedProcess.Carbonsink(program, arguments);
        TimedProcess Theirs() => TimedProcess.Run("bash", peer, race);

        // The first pair warms the page cache, is not counted, and is compared.
        var (ours, theirs) = (Ours(), Theirs());
        Console.WriteLine($"ours: {ours.CommandLine}\npeer: {theirs.CommandLine}");
        if (ours.ExitCode != 0 || theirs.ExitCode != 0 || !Printed().IsMatch(theirs.Output))
        {
            Console.WriteLine($"exit status {ours.ExitCode} and {theirs.ExitCode}: the goal is not met");
            return 1;
        }

        if (!TimedProcess.IsReadyToRun(program))
            Console.WriteLine("note: the program was built without -p:ReadyToRunBuild=true and compiles itself while it runs");
        var agree = Agree(race, ours.Output, theirs.Output, psql);
        var runs = Enumerable.Range(0, pairs).Select(_ => (Ours: Ours(), Theirs: Theirs())).ToArray();
        var ratios = runs.Select(r => r.Theirs.Seconds / r.Ours.Seconds).Order().ToArray();
        var ratio = ratios[ratios.Length / 2];
        Console.WriteLine($"ours: wall {runs.Min(r => r.Ours.Seconds):F2}–{runs.Max(r => r.Ours.Seconds):F2} s, processor {runs.Min(r => r.Ours.ProcessorSeconds):F2}–{runs.Max(r => r.Ours.ProcessorSeconds):F2} s, peak memory {runs.Max(r => r.Ours.PeakMebibytes):F0} MiB; peer: wall {runs.Min(r => r.Theirs.Seconds):F2}–{runs.Max(r => r.Theirs.Seconds):F2} s");
        Console.WriteLine($"ratio of {pairs} pairs, median: {ratio:F1}; goal {goal}: {(ratio >= goal ? "met" : "not met")}");
        return agree && ratio >= goal ? 0 : 1;
    }

    private static bool Agree(string race, string ours, string theirs, string? psql)
    {
        using var document = JsonDocument.Parse(ours);
        var root = document.RootElement;
        var planar = race == "w2c" ? default : root.GetProperty("planarUnits");
        var (count, area) = race == "w2c" ? Overlaps(root, []) : (root.GetProperty("pairCount").GetInt64(), planar.GetProperty("commonArea").GetDouble());
        var agree = Same("all pairs", count, area, theirs);
        if (psql is null)
            return agree;

        // Invalid polygons are repaired in other ways by either side: the rest must agree.
        var invalid = Invalid(root);
        (count, area) = race == "w2c" ? Overlaps(root, [.. invalid.SelectMany(f => f.Value)]) : (planar.GetProperty("pairCountOfValid").GetInt64(), planar.GetProperty("commonAreaOfValid").GetDouble());
        var checking = TimedProcess.Run("psql", [.. psql.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-q", "-t", "-c", Query(race, invalid)]);
        return Same("pairs of valid polygons", count, area, checking.Output);
    }

    /// <summary>Record numbers of repaired polygons by layer, from the findings.</summary>
    private static Dictionary<string, List<long>> Invalid(JsonElement root) => root.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("code").GetString() == "OVL-0011")
        .GroupBy(f => Path.GetFileNameWithoutExtension(f.GetProperty("file").GetString()!)).ToDictionary(g => g.Key, g => g.Select(f => f.GetProperty("record").GetInt64()).ToList(), StringComparer.Ordinal);

    private static (long Count, double Area) Overlaps(JsonElement root, HashSet<long> without)
    {
        var areas = root.GetProperty("overlaps").EnumerateArray().Where(o => !without.Contains(o.GetProperty("first").GetInt64()) && !without.Contains(o.GetProperty("second").GetInt64()))
            .Select(o => o.GetProperty("planarArea").GetDouble()).Where(a => a > 1).ToArray();
        return (areas.Length, areas.Sum());
    }

    private static string Query(string race, Dictionary<string, List<long>> invalid)
    {
        string Valid(string alias, string layer) => $"{alias}.ogc_fid not in ({string.Join(',', invalid.GetValueOrDefault(layer, []).Select(r => r + 1).Append(-1))})";
        var (a, b, least) = race switch { "w2a" => ("x100k", "towns", 0.01), "w2b" => ("x100k", "wetland", 0.01), _ => ("projects", "projects", 1.0) };
        var order = race == "w2c" ? " and x.ogc_fid < t.ogc_fid" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"select count(*), sum(a) / 1e4 from (select ST_Area(ST_Intersection(x.geom, t.geom)) a from {a} x join {b} t on ST_Intersects(x.geom, t.geom){order} where {Valid("x", a)} and {Valid("t", b)}) q where a > {least}");
    }

    private static bool Same(string what, long count, double area, string theirs)
    {
        var match = Printed().Match(theirs);
        if (!match.Success)
            return false;
        var (expectedCount, hectares) = (long.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture), double.Parse(match.Groups["ha"].ValueSpan, CultureInfo.InvariantCulture));
        var difference = Math.Abs((area / 10000) - hectares) / hectares;
        Console.WriteLine($"{what}: {count} and {expectedCount}; ha {area / 10000:F9} and {hectares:F9}, relative difference {difference:E1}: {(difference <= Tolerance ? "agree" : "DIFFER")}");
        return difference <= Tolerance;
    }

    [GeneratedRegex(@"(?<count>[0-9]+)\s*\|\s*(?<ha>[0-9.]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Printed();
}

using System.Text.Json;

namespace CarbonSink.Benchmarks;

/// <summary>Races W1b and W1c: assess a layer and write every unit to a GeoPackage with spatial index; the peers are a plain conversion by ogr2ogr, which computes nothing, and R sf.</summary>
internal static class UnitsRace
{
    private const double ConversionGoal = 4;
    private const double SfGoal = 10;
    private const double MillionSeconds = 25;

    /// <summary>W1b. 0 when every peer is there and the median ratios reach their goals.</summary>
    /// <param name="layer">The layer of 100,000 units.</param>
    /// <param name="ogr2ogr">ogr2ogr; null to look for it in /usr/bin.</param>
    /// <param name="sf">R script of the sf peer, run as Rscript SCRIPT LAYER TARGET without extensions; null where there is none.</param>
    /// <param name="pairs">Interleaved pairs.</param>
    /// <param name="program">CarbonSink.Cli.dll; null for the one that was built.</param>
    public static int Run(string layer, string? ogr2ogr, string? sf, int pairs, string? program) => InFolder(folder =>
    {
        layer = Path.GetFullPath(layer);
        ogr2ogr ??= "/usr/bin/ogr2ogr";
        // Neither side waits for the disk: what is written is renamed into place when it is whole.
        TimedProcess Conversion() => TimedProcess.Run("/usr/bin/env", "OGR_SQLITE_SYNCHRONOUS=OFF", ogr2ogr, "-overwrite", "-f", "GPKG", Path.Combine(folder, "peer.gpkg"), layer);
        TimedProcess Sf() => TimedProcess.Run("Rscript", sf!, Path.ChangeExtension(layer, null), Path.Combine(folder, "sf"));
        var met = Race("ogr2ogr", File.Exists(ogr2ogr), Conversion, ConversionGoal);
        met &= Race("sf", sf is not null && File.Exists(sf), Sf, SfGoal);
        return met ? 0 : 1;

        bool Race(string name, bool isThere, Func<TimedProcess> peer, double goal)
        {
            if (!isThere)
            {
                Console.WriteLine($"{name}: peer absent, the goal is not met");
                return false;
            }

            var (ours, theirs) = (Ours(layer, folder, program), peer()); // warms the page cache
            if (ours.ExitCode != 0 || theirs.ExitCode != 0)
            {
                Console.WriteLine($"exit status {ours.ExitCode} and {theirs.ExitCode}: the goal is not met");
                return false;
            }

            Console.WriteLine($"ours: {ours.CommandLine}\npeer: {theirs.CommandLine}");
            var runs = Enumerable.Range(0, pairs).Select(_ => (Ours: Ours(layer, folder, program), Theirs: peer())).ToArray();
            Figures.Print("ours", [.. runs.Select(r => r.Ours)]);
            return Figures.Judge(name, runs, goal);
        }
    });

    /// <summary>W1c: growth from a smaller layer to a larger one. 0 when time per unit does not grow by more than a quarter and a million units take less than 25 s.</summary>
    public static int Grow(string small, string large, string? program) => InFolder(folder =>
    {
        var (few, many) = (Records(small, folder, program), Records(large, folder, program));
        var (each, later) = (1e6 * few.Run.Seconds / few.Count, 1e6 * many.Run.Seconds / many.Count);
        Console.WriteLine($"{few.Count} units: {few.Run.Seconds:F2} s, {each:F1} µs each, peak {few.Run.PeakMebibytes:F0} MiB");
        Console.WriteLine($"{many.Count} units: {many.Run.Seconds:F2} s, {later:F1} µs each, peak {many.Run.PeakMebibytes:F0} MiB");
        var million = many.Run.Seconds * 1e6 / many.Count;
        var met = later <= 1.25 * each && million < MillionSeconds;
        Console.WriteLine($"time per unit × {later / each:F2}; a million units {million:F1} s, goal {MillionSeconds} s: {(met ? "met" : "not met")}");
        return met ? 0 : 1;
    });

    private static (TimedProcess Run, long Count) Records(string layer, string folder, string? program)
    {
        var run = Ours(Path.GetFullPath(layer), folder, program);
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"exit status {run.ExitCode}: {run.CommandLine}");
        using var document = JsonDocument.Parse(run.Output);
        return (run, document.RootElement.GetProperty("records").GetProperty("inLayer").GetInt64());
    }

    private static TimedProcess Ours(string layer, string folder, string? program) => TimedProcess.Carbonsink(
        program, "assess", layer, "--method", "county-forest-stock/1", "--tables", $"species_type={Path.Combine(TimedProcess.Root, "gis-samples", "linxiang", "species.csv")}",
        "--parameter", "cf_zone=tropical-subtropical", "--area", "ellipsoidal", "--out", Path.Combine(folder, "ours"), "--only", "units", "--json");

    private static int InFolder(Func<string, int> race)
    {
        var folder = Directory.CreateTempSubdirectory("carbonsink-race-").FullName;
        try
        {
            return race(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

using System.Text.Json;

namespace CarbonSink.Benchmarks;

/// <summary>Runs the sample without peer and without threshold: only that the race can be run is proved.</summary>
internal static class SmokeRace
{
    /// <summary>0 when every record of the sample was read or rejected.</summary>
    public static int Run()
    {
        var run = TimedProcess.Carbonsink(null, "assess", Path.Combine(TimedProcess.Root, "gis-samples", "linxiang"), "--json");
        if (run.ExitCode != 0)
            return 1;
        using var document = JsonDocument.Parse(run.Output);
        var records = document.RootElement.GetProperty("records");
        var (read, rejected, all) = (records.GetProperty("read").GetInt64(), records.GetProperty("rejected").GetInt64(), records.GetProperty("inLayer").GetInt64());
        Console.WriteLine(run.CommandLine);
        Console.WriteLine($"{all} records, {run.Seconds:F3} s, {run.ProcessorSeconds:F2} s of processor, peak {run.PeakMebibytes:F0} MiB");
        return all > 0 && read + rejected == all ? 0 : 1;
    }
}

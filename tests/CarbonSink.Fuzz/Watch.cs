using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace CarbonSink.Fuzz;

/// <summary>Starts child processes that read damaged files, and watches them.</summary>
internal sealed class Watch(int seed, int cases, string kept)
{
    /// <summary>A file that takes longer is a hang.</summary>
    public const int MostMilliseconds = 1000;

    private const long MostBytes = 256L << 20;
    private const int Children = 2;
    private const int MemoryEvery = 32;
    private const int CasesPerChild = 10_000; // a fresh process now and then, as a user has
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10); // no word at all: start of a process, or a hang

    private readonly ConcurrentDictionary<int, string> failures = new();
    private int next;
    private long peak;

    /// <summary>Reads all; 0 where nothing failed.</summary>
    public int Run(TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        Parallel.For(0, Children, new ParallelOptions { MaxDegreeOfParallelism = Children }, _ => Share());
        foreach (var (number, problem) in failures.OrderBy(f => f.Key))
        {
            DamagedFile.Of(seed, number).Write(Directory.CreateDirectory(Path.Combine(kept, number.ToString(CultureInfo.InvariantCulture))).FullName);
            output.WriteLine($"case {number}: {problem}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases} cases of seed {seed}, {failures.Count} failed, {watch.Elapsed.TotalSeconds:F0} s, at most {peak >> 20} MB"));
        return failures.IsEmpty ? 0 : 1;
    }

    private void Share()
    {
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var folder = Directory.CreateDirectory(Path.Combine(root, $"carbonsink-fuzz-{Guid.NewGuid():N}")).FullName;
        try
        {
            while (true)
            {
                var from = Interlocked.Add(ref next, CasesPerChild) - CasesPerChild;
                if (from >= cases)
                    return;
                for (var to = Math.Min(from + CasesPerChild, cases); from < to;)
                    from = Child(from, to, folder, isSecondTry: false);
            }
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    /// <summary>Reads a range in one process; returns the number to go on with.</summary>
    private int Child(int from, int to, string folder, bool isSecondTry)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (!Path.GetFileName(Environment.ProcessPath!).StartsWith("CarbonSink", StringComparison.Ordinal))
            start.ArgumentList.Add(typeof(Watch).Assembly.Location);
        foreach (var argument in (string[])["read", $"{seed}", $"{from}", $"{to}", folder])
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.Environment["DOTNET_GCgen0size"] = "0x1000000";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var (number, ended) = (from, false);
        var slow = new List<int>();
        while (true)
        {
            var line = process.StandardOutput.ReadLineAsync();
            if (!line.Wait(Silence))
            {
                process.Kill(entireProcessTree: true);
                failures[number] = $"no word for {Silence.TotalSeconds} s";
                return number + 1;
            }

            if (line.Result is not { } said)
                break;
            if (!said.StartsWith('!'))
                number = int.Parse(said, CultureInfo.InvariantCulture);
            else if (said.Split(' ', 4) is [_, _, var milliseconds, ""])
                slow.Add(isSecondTry ? Fail(number, $"{milliseconds} ms") : number);
            else
                failures[number] = said;
            if (number % MemoryEvery == 0 && Memory(process) is > MostBytes and var bytes)
            {
                failures[number] = $"{bytes >> 20} MB";
                process.Kill(entireProcessTree: true);
                return number + 1;
            }

            ended = number == to - 1;
        }

        process.WaitForExit();
        // What took long because the computer was busy does not take long again.
        foreach (var one in isSecondTry ? [] : slow)
            Child(one, one + 1, folder, isSecondTry: true);
        if (process.ExitCode == 0 && ended)
            return to;
        failures[number] = $"exit status {process.ExitCode}: {errors.Result}";
        return number + 1;
    }

    private int Fail(int number, string problem)
    {
        failures[number] = problem;
        return number;
    }

    private long Memory(Process process)
    {
        try
        {
            process.Refresh();
            var bytes = process.PeakWorkingSet64;
            if (bytes > Interlocked.Read(ref peak))
                Interlocked.Exchange(ref peak, bytes);
            return bytes;
        }
        catch (InvalidOperationException)
        {
            return 0; // it has ended
        }
    }
}

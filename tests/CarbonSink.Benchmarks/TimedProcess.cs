using System.Diagnostics;
using System.Globalization;
using System.Reflection.PortableExecutable;

namespace CarbonSink.Benchmarks;

/// <summary>One run of a whole program: its wall time from start to exit, and its processor time and peak memory as GNU time reports them (ru_maxrss), null where that is not installed.</summary>
internal sealed record TimedProcess(string CommandLine, int ExitCode, string Output, double Seconds, double? ProcessorSeconds, double? PeakMebibytes)
{
    private const string GnuTime = "/usr/bin/time";

    /// <summary>Runs a program and waits for it; standard error passes through.</summary>
    public static TimedProcess Run(string program, params IReadOnlyList<string> arguments)
    {
        var report = File.Exists(GnuTime) ? Path.GetTempFileName() : null;
        try
        {
            var start = new ProcessStartInfo(report is null ? program : GnuTime) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = Root };
            foreach (var argument in report is null ? [] : (string[])["-f", "%U %S %M", "-o", report, program])
                start.ArgumentList.Add(argument);
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument);
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var seconds = watch.Elapsed.TotalSeconds;
            var figures = report is null ? null : Array.ConvertAll(File.ReadAllLines(report)[^1].Split(' '), f => double.Parse(f, CultureInfo.InvariantCulture));
            return new($"{program} {string.Join(' ', arguments)}", process.ExitCode, output, seconds, figures?[0] + figures?[1], figures?[2] / 1024);
        }
        finally
        {
            if (report is not null)
                File.Delete(report);
        }
    }

    /// <summary>Runs the command-line program as built, or the one named.</summary>
    public static TimedProcess Carbonsink(string? dll, params IReadOnlyList<string> arguments) =>
        Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [dll ?? Built, .. arguments]);

    /// <summary>Whether the program was compiled ahead of time: its kernel carries native code beside the IL.</summary>
    public static bool IsReadyToRun(string? dll)
    {
        using var kernel = new PEReader(File.OpenRead(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(dll ?? Built))!, "CarbonSink.dll")));
        return kernel.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static string Built => Path.Combine(Root, "src", "CarbonSink.Cli", "bin", "Release", "net10.0", "CarbonSink.Cli.dll");

    /// <summary>Root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CarbonSink.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("the benchmarks do not lie below CarbonSink.sln");
    }
}

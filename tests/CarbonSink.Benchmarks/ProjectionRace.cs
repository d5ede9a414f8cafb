using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using CarbonSink.Growth;
using CarbonSink.Methodologies;
using CarbonSink.Projections;

namespace CarbonSink.Benchmarks;

/// <summary>Race W5: a million stands over 60 years with five pools, by the program's own projection; the peer is a script of numpy, whose inputs are written to a file once and read by ours.</summary>
internal static class ProjectionRace
{
    private const double Tolerance = 1e-9;
    private const int Years = 60;
    private const int Classes = 200;
    private const int AgesOfCurve = 201;
    private const string Mark = "t=time.time()";

    /// <summary>Runs the peer's own text: inputs are what it has when its clock starts, totals what it has at the end.</summary>
    private const string Wrapper = """
        import sys
        text = open(sys.argv[1]).read(); head, tail = text.split('t=time.time()', 1); env = {}
        exec(head + 'pass', env)
        import numpy as np
        out = sys.argv[2] + '/'
        env['cls'].astype('<i4').tofile(out + 'cls'); env['age'].astype('<i4').tofile(out + 'age'); env['w'].astype('<f8').tofile(out + 'w')
        env['p'].astype('<f8').tofile(out + 'p'); env['cur'].astype('<f8').tofile(out + 'cur')
        exec('t=time.time()' + tail, env)
        env['tot'].astype('<f8').tofile(out + 'tot')
        """;

    /// <summary>0 when totals agree and the median ratio reaches the goal.</summary>
    public static int Run(string? peer, int pairs, string python, double goal)
    {
        if (peer is null || !File.Exists(peer) || !File.ReadAllText(peer).Contains(Mark, StringComparison.Ordinal))
        {
            Console.WriteLine("peer absent: the goal is not met");
            return 1;
        }

        var folder = Directory.CreateTempSubdirectory("carbonsink-w5-").FullName;
        try
        {
            var wrapper = Path.Combine(folder, "wrapper.py");
            File.WriteAllText(wrapper, Wrapper);
            if (TimedProcess.Run(python, wrapper, Path.GetFullPath(peer), folder) is { ExitCode: not 0 } failed)
            {
                Console.WriteLine($"peer absent: {failed.CommandLine} ended with {failed.ExitCode}; the goal is not met");
                return 1;
            }

            var own = Path.Combine(AppContext.BaseDirectory, "CarbonSink.Benchmarks.dll");
            TimedProcess Ours(params IReadOnlyList<string> more) => TimedProcess.Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [own, "w5-run", "--inputs", folder, .. more]);
            TimedProcess Theirs() => TimedProcess.Run(python, Path.GetFullPath(peer));
            var (ours, theirs) = (Ours("--proves", "yes"), Theirs());
            Console.WriteLine($"ours: {ours.CommandLine}\npeer: {theirs.CommandLine}");
            Console.WriteLine(TimedProcess.IsReadyToRun(own) ? "ours was compiled ahead of time" : "ours is compiled while it runs: build with -p:ReadyToRunBuild=true to race it compiled ahead of time");
            Console.WriteLine("each side times its own projection in a fresh process, inputs in memory; ours includes what is compiled while it runs, copying the stands, exact totals, flows and their proof by year, area by age");
            Console.Write(ours.Output);
            var agree = Agree(ours.Output);
            var runs = Enumerable.Range(0, pairs).Select(_ => (Ours: Ours(), Theirs: Theirs())).ToArray();
            var (mine, numpy) = (runs.Select(r => Seconds(r.Ours, "projection")).ToArray(), runs.Select(r => Seconds(r.Theirs, "numpy W5")).ToArray());
            Console.WriteLine($"ours: {Figures.Median(mine):F3} s ({mine.Min():F3}–{mine.Max():F3}), {Years * 1.0 / Figures.Median(mine):F0} M stand-years/s; the peer: {Figures.Median(numpy):F3} s ({numpy.Min():F3}–{numpy.Max():F3})");
            Figures.Print("ours, whole process with reading", [.. runs.Select(r => r.Ours)]);
            Figures.Print("peer, whole process with its inputs", [.. runs.Select(r => r.Theirs)]);
            Console.WriteLine("libcbm: peer absent");
            var ratio = Figures.Median(mine.Zip(numpy, (m, n) => n / m));
            Console.WriteLine($"ratio of {pairs} pairs, median: {ratio:F1}; goal {goal}: {(ratio >= goal ? "met" : "not met")}");
            return agree && ratio >= goal ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One projection in a process of its own: prints its time and the largest difference of a total from the peer's.</summary>
    public static int RunOnce(string folder, bool proves)
    {
        var (growthClass, age, area) = (Read<int>(folder, "cls"), Read<int>(folder, "age"), Read<double>(folder, "w"));
        var (pools, curves, expected) = (Read<double>(folder, "p"), Read<double>(folder, "cur"), Read<double>(folder, "tot"));
        var columns = Enumerable.Range(0, PoolDynamics.PoolCount).Select(p => pools.AsSpan(p * age.Length, age.Length).ToArray()).ToArray();
        YieldTable[] tables = [.. Enumerable.Range(0, Classes).Select(c =>
        {
            var curve = curves.AsSpan(c * AgesOfCurve, AgesOfCurve).ToArray();
            return new YieldTable(new($"{c}", "planted"), 0, null, [.. curve.Select(v => v * 0.8)], [.. curve.Select(v => v * 0.2)], ParameterStatus.Declared, false, new("随机曲线", "drawn at random"));
        })];
        var watch = Stopwatch.StartNew();
        var result = Project(tables, growthClass, age, area, columns, proves: false);
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine($"projection {seconds.ToString("F3", CultureInfo.InvariantCulture)} s");
        watch.Restart();
        Project(tables, growthClass, age, area, columns, proves: false);
        Console.WriteLine($"again {watch.Elapsed.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture)} s");
        if (proves)
        {
            watch.Restart();
            Project(tables, growthClass, age, area, columns, proves: true);
            Console.WriteLine($"proven {watch.Elapsed.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture)} s with the books of every stand in every year");
        }

        var worst = 0.0;
        for (var year = 0; year < Years; year++)
            for (var pool = 0; pool < PoolDynamics.PoolCount; pool++)
                worst = Math.Max(worst, Math.Abs((result.Years[year + 1].PoolsTC[pool] / expected[(year * PoolDynamics.PoolCount) + pool]) - 1));
        Console.WriteLine($"differs {worst.ToString("E1", CultureInfo.InvariantCulture)} at most, of {Years * PoolDynamics.PoolCount} totals");
        return 0;
    }

    private static ScenarioProjection Project(YieldTable[] tables, int[] growthClass, int[] age, double[] area, double[][] columns, bool proves)
    {
        var dynamics = PoolDynamics.Of(
        [
            new(Reservoir.AboveGround, Reservoir.DeadWood, 0.01 * 0.6, FlowKind.Mortality),
            new(Reservoir.AboveGround, Reservoir.Litter, 0.01 * 0.4, FlowKind.Turnover),
            new(Reservoir.BelowGround, Reservoir.DeadWood, 0.02 * 0.5, FlowKind.Turnover),
            new(Reservoir.BelowGround, Reservoir.Soil, 0.02 * 0.5, FlowKind.Turnover),
            new(Reservoir.DeadWood, Reservoir.Soil, 0.25 * 0.15, FlowKind.Humification),
            new(Reservoir.DeadWood, Reservoir.Atmosphere, 0.25 * 0.85, FlowKind.Decay),
            new(Reservoir.Litter, Reservoir.Soil, 0.06 * 0.15, FlowKind.Humification),
            new(Reservoir.Litter, Reservoir.Atmosphere, 0.06 * 0.85, FlowKind.Decay),
            new(Reservoir.Soil, Reservoir.Atmosphere, 0.008, FlowKind.Decay),
        ], isNet: false);
        var stands = new StandTable([.. tables.Select(t => t.GrowthClass)], growthClass, age, area, columns);
        return StandProjection.Run(stands, tables, Scenario.Baseline, new(0, Years, dynamics) { Increments = IncrementRule.Absolute, ProvesEveryStand = proves });
    }

    private static bool Agree(string output)
    {
        var worst = double.Parse(output.Split('\n').First(l => l.StartsWith("differs ", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);
        Console.WriteLine(worst <= Tolerance ? "results agree" : "results DIFFER");
        return worst <= Tolerance;
    }

    private static double Seconds(TimedProcess run, string label) =>
        double.Parse(run.Output.Split('\n').First(l => l.StartsWith(label, StringComparison.Ordinal))[label.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);

    private static T[] Read<T>(string folder, string name)
        where T : struct => MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(Path.Combine(folder, name))).ToArray();
}

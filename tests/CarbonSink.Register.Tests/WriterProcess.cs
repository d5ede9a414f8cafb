using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>A process that writes to a register (tests/CarbonSink.Register.Writer).</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process process;
    private readonly List<string> lines = [];
    private readonly ManualResetEventSlim ready = new();
    private readonly ManualResetEventSlim enough = new();
    private readonly Thread reading;
    private readonly int wanted;

    private WriterProcess(ProcessStartInfo start, int wanted)
    {
        this.wanted = wanted;
        process = Process.Start(start)!;
        reading = new(Read);
        reading.Start();
    }

    /// <summary>The program that runs the writer, with the writer as its first argument.</summary>
    public static IReadOnlyList<string> Command { get; } = [Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet", Path.Combine(AppContext.BaseDirectory, "CarbonSink.Register.Writer.dll")];

    /// <summary>What it said, after it has ended.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>The answers that it was given: index and leaf hash.</summary>
    public IEnumerable<(int Index, string Leaf)> Answers => lines.Select(l => l.Split(' ')).Where(w => w[0] == "ack").Select(w => (int.Parse(w[1], CultureInfo.InvariantCulture), w[2]));

    /// <summary>Starts it.</summary>
    /// <param name="arguments">What it is to do.</param>
    /// <param name="library">system or bundled; null for what the tests run with.</param>
    /// <param name="wanted">Answers to wait for in <see cref="WaitForAnswers"/>.</param>
    public static WriterProcess Start(IEnumerable<string> arguments, string? library = null, int wanted = int.MaxValue) => StartBy([.. Command, .. arguments], library, wanted);

    /// <summary>Starts a command line.</summary>
    public static WriterProcess StartBy(IReadOnlyList<string> command, string? library = null, int wanted = int.MaxValue)
    {
        var start = new ProcessStartInfo(command[0]) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var argument in command.Skip(1))
            start.ArgumentList.Add(argument);
        if (library is not null)
            start.Environment["CARBONSINK_SQLITE"] = library;
        return new(start, wanted);
    }

    /// <summary>Runs it to its end, which must be good.</summary>
    public static IReadOnlyList<string> Run(params string[] arguments)
    {
        using var writer = Start(arguments);
        Assert.Equal(0, writer.Wait());
        return writer.Lines;
    }

    /// <summary>Waits until it has opened the register.</summary>
    public void WaitUntilReady() => Assert.True(ready.Wait(TimeSpan.FromMinutes(2)), "the writer did not open the register");

    /// <summary>Waits until it has got so many answers.</summary>
    public void WaitForAnswers() => Assert.True(enough.Wait(TimeSpan.FromMinutes(2)), "the writer got no answers");

    /// <summary>Kills it: signal 9.</summary>
    public void Kill()
    {
        process.Kill();
        _ = Wait();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit status.</returns>
    public int Wait()
    {
        process.WaitForExit();
        reading.Join();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
        ready.Dispose();
        enough.Dispose();
    }

    private void Read()
    {
        var answers = 0;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            lines.Add(line);
            if (line.StartsWith("ack", StringComparison.Ordinal) && ++answers == wanted)
                enough.Set();
            if (line.StartsWith("ready", StringComparison.Ordinal))
                ready.Set();
        }

        ready.Set();
        enough.Set();
    }
}

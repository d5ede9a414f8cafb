using System.Diagnostics;
using System.Text;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>What a run of the command-line program left behind.</summary>
/// <param name="ExitCode">The exit status.</param>
/// <param name="OutputBytes">Standard output as written.</param>
/// <param name="Errors">Standard error.</param>
public sealed record ProgramRun(int ExitCode, ReadOnlyMemory<byte> OutputBytes, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The dotnet that runs these tests.</summary>
    public static string Host { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The program that was built beside these tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "CarbonSink.Cli.dll");

    /// <summary>Standard output as text.</summary>
    public string Output { get; } = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(OutputBytes.Span);

    /// <summary>Runs the program that was built beside these tests, in the root of the repository, in English.</summary>
    public static Task<ProgramRun> Of(params string[] arguments) => Of(arguments, []);

    /// <summary>Runs the program with variables of the environment; a null value removes one.</summary>
    /// <exception cref="TimeoutException">The program did not end; it is stopped.</exception>
    public static async Task<ProgramRun> Of(IEnumerable<string> arguments, Dictionary<string, string?> environment)
    {
        using var process = Start(arguments, environment);
        using var patience = new CancellationTokenSource(Patience);
        using var output = new MemoryStream();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardOutput.BaseStream.CopyToAsync(output, patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new ProgramRun(process.ExitCode, output.ToArray(), await errors);
        }
        catch (OperationCanceledException stopped)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"carbonsink {string.Join(' ', arguments)} did not end within {Patience}", stopped);
        }
    }

    /// <summary>Starts the program and leaves it running; its streams are the caller's to read.</summary>
    public static Process Start(IEnumerable<string> arguments, Dictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(Host)
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["LANG"] = "en_GB.UTF-8";
        start.Environment.Remove("LC_ALL");
        start.Environment.Remove("CARBONSINK_METHODOLOGY");
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Reads a stream to its end on a thread of its own, whatever the test does meanwhile.</summary>
    public static Task<string> Drain(StreamReader stream) => Task.Factory.StartNew(stream.ReadToEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Asserts the exit status, showing standard error where it differs.</summary>
    public ProgramRun Exits(int status)
    {
        Assert.True(ExitCode == status, $"exit status {ExitCode}, not {status}\nstandard output:\n{Output}\nstandard error:\n{Errors}");
        return this;
    }

    /// <summary>Asserts that standard output carries data only: no byte-order mark, no line drawn over, no control of a terminal.</summary>
    public ProgramRun PrintsDataOnly()
    {
        Assert.False(OutputBytes.Span.StartsWith("\uFEFF"u8), "standard output starts with a byte-order mark");
        Assert.DoesNotContain('\r', Output.Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.DoesNotContain('\e', Output);
        return this;
    }
}

/// <summary>A folder for the output of a test, removed after it.</summary>
public sealed class OutputFolder : IDisposable
{
    /// <summary>Makes the folder.</summary>
    public OutputFolder() => Root = Directory.CreateTempSubdirectory("carbonsink-").FullName;

    /// <summary>Its absolute path.</summary>
    public string Root { get; }

    /// <summary>The path of a file or folder in it.</summary>
    public string this[string name] => Path.Combine(Root, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}

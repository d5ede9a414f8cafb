using System.CommandLine;
using System.Text;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>What every command gets: its arguments, the language, where output goes and when to stop.</summary>
internal sealed class Invocation(ParseResult arguments, IReadOnlyList<string> command, string language, Stream stdout, TextWriter stderr, CancellationToken stop)
{
    /// <summary>The parsed command line.</summary>
    public ParseResult Arguments { get; } = arguments;

    /// <summary>The command line as it was given, as it may be written down: without the password of a database's address.</summary>
    public IReadOnlyList<string> Command { get; } = [.. command.Select(RegisterPlace.Shown)];

    /// <summary>"zh" or "en".</summary>
    public string Language { get; } = language;

    /// <summary>Standard output as bytes: data only.</summary>
    public Stream Stdout { get; } = stdout;

    /// <summary>Standard error: progress, warnings, messages.</summary>
    public TextWriter Stderr { get; } = stderr;

    /// <summary>Set by Ctrl+C.</summary>
    public CancellationToken Stop { get; } = stop;

    /// <summary>When the run started.</summary>
    public DateTime StartedUtc { get; } = DateTime.UtcNow;

    /// <summary>Whether one JSON document is wanted; read from the command line itself, so that wrong usage is told in JSON too.</summary>
    public bool Json => Command.Any(word => word is "--json" or "--json=true" or "--json:true");

    /// <summary>Whether progress may be shown.</summary>
    public bool ShowsProgress => !Arguments.GetValue(GlobalOptions.Quiet) && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>The methodology folder: --methodology, else CARBONSINK_METHODOLOGY, else the one beside the program.</summary>
    public string Methodology => Arguments.GetValue(GlobalOptions.Methodology)
        ?? (Environment.GetEnvironmentVariable("CARBONSINK_METHODOLOGY") is { Length: > 0 } named ? named : Path.Combine(AppContext.BaseDirectory, "methodology"));

    /// <summary>A text writer on standard output: UTF-8 without BOM, LF; to be disposed.</summary>
    public StreamWriter Text() => new(Stdout, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
}

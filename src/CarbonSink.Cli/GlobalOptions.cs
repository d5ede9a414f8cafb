using System.CommandLine;

namespace CarbonSink.Cli;

/// <summary>The options that every command takes.</summary>
internal static class GlobalOptions
{
    /// <summary>--json</summary>
    public static Option<bool> Json { get; } = new("--json") { Recursive = true };

    /// <summary>--lang</summary>
    public static Option<string> Language { get; } = new Option<string>("--lang") { Recursive = true, HelpName = "zh|en" }.AcceptOnlyFromAmong("zh", "en");

    /// <summary>--quiet</summary>
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Recursive = true };

    /// <summary>--methodology</summary>
    public static Option<string> Methodology { get; } = new("--methodology") { Recursive = true, HelpName = "DIR" };
}

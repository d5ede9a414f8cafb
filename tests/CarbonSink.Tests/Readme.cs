using System.Text.RegularExpressions;

namespace CarbonSink.Tests;

/// <summary>The commands that README.md tells a reader to type.</summary>
public static partial class Readme
{
    /// <summary>How README starts the program from source.</summary>
    public const string Run = "dotnet run -c Release --project src/CarbonSink.Cli -- ";

    /// <summary>How README runs the tests.</summary>
    public const string Test = "dotnet test CarbonSink.sln -c Release";

    /// <summary>How README walks through the register; RegisterWalkTests runs it.</summary>
    public const string Walk = "bash gis-samples/linxiang/register.sh --out linxiang-register";

    /// <summary>Lines of fenced code that start a program: `dotnet …`, `carbonsink …`, `bash …`, `./…`.</summary>
    public static IReadOnlyList<string> Commands(string readme) =>
        Fence().Matches(readme).SelectMany(m => m.Groups[1].Value.Split('\n')).Select(l => l.Trim())
            .Where(l => l.StartsWith("dotnet ", StringComparison.Ordinal) || l.StartsWith("carbonsink ", StringComparison.Ordinal) || l.StartsWith("bash ", StringComparison.Ordinal) || l.StartsWith("./", StringComparison.Ordinal)).ToList();

    /// <summary>Commands that no test can run: neither the program from source nor the tests themselves.</summary>
    public static IEnumerable<string> UntestedCommands(string readme) =>
        Commands(readme).Where(c => c is not (Test or Walk) && !c.StartsWith(Run, StringComparison.Ordinal));

    /// <summary>The program's arguments in every command that starts it.</summary>
    public static IReadOnlyList<string[]> ProgramArguments(string readme) =>
        Commands(readme).Where(c => c.StartsWith(Run, StringComparison.Ordinal)).Select(c => c[Run.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();

    /// <summary>Output that README shows in fences marked text: its lines without indent, blank lines and ellipses left out.</summary>
    public static IReadOnlyList<string[]> Examples(string readme) =>
        Fence().Matches(readme).Where(m => m.Value.TrimStart().StartsWith("```text", StringComparison.Ordinal))
            .Select(m => m.Groups[1].Value.Split('\n').Select(l => l.Trim()).Where(l => l is not ("" or "…")).ToArray()).ToList();

    [GeneratedRegex("^ *```[a-z]*\n(.*?)^ *```", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Fence();
}

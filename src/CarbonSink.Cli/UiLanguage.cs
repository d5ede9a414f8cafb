using System.Runtime.InteropServices;

namespace CarbonSink.Cli;

/// <summary>The language of messages: "zh" or "en".</summary>
internal static partial class UiLanguage
{
    private const int ChinesePrimaryLanguage = 0x04; // LANG_CHINESE of winnt.h; the primary language is the low ten bits of a LANGID

    /// <summary>The language named by --lang in the arguments, else by LC_ALL, LC_MESSAGES or LANG, else by Windows; English where nothing names one.</summary>
    /// <param name="args">The program's arguments; looked at before they are parsed, because help and errors need the language.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="windowsLanguage">LANGID of the user interface on Windows, else null.</param>
    public static string Of(IReadOnlyList<string> args, Func<string, string?> variable, Func<int?> windowsLanguage)
    {
        for (var i = 0; i < args.Count && args[i] != "--"; i++)
        {
            var named = args[i] == "--lang" && i + 1 < args.Count ? args[i + 1] : args[i].StartsWith("--lang=", StringComparison.Ordinal) ? args[i]["--lang=".Length..] : null;
            if (named is "zh" or "en")
                return named;
        }

        foreach (var name in (string[])["LC_ALL", "LC_MESSAGES", "LANG"])
        {
            if (variable(name) is { Length: > 0 } locale)
                return locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh" : "en";
        }

        return (windowsLanguage() & 0x3FF) == ChinesePrimaryLanguage ? "zh" : "en";
    }

    /// <summary>The user interface language of Windows, or null elsewhere. .NET cannot tell it here, because this program runs without cultures.</summary>
    public static int? OfWindows() => OperatingSystem.IsWindows() ? GetUserDefaultUILanguage() : null;

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial ushort GetUserDefaultUILanguage();
}

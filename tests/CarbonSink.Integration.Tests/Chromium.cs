using System.Diagnostics;
using System.Globalization;
using System.Text;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>A real browser, run without a window on files only.</summary>
internal static class Chromium
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Its program on the PATH, or null.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => (string[])[Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser")]).FirstOrDefault(File.Exists);

    /// <summary>Opens a file in a window as wide as an A4 page and gives the document as it stands after its scripts ran.</summary>
    /// <exception cref="TimeoutException">The browser did not end; it is stopped.</exception>
    public static async Task<string> DocumentOf(string path)
    {
        var profile = Directory.CreateTempSubdirectory("carbonsink-chromium-").FullName;
        try
        {
            return await Output(
                Program!, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                $"--user-data-dir={profile}", "--hide-scrollbars", "--window-size=794,1123", "--virtual-time-budget=20000", "--dump-dom", new Uri(path).AbsoluteUri);
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }

    /// <summary>The code points that a font of this computer draws, by fontconfig.</summary>
    public static async Task<IReadOnlySet<int>> GlyphsOf(string font)
    {
        var glyphs = new HashSet<int>();
        foreach (var range in (await Output("fc-match", "-f", "%{charset}", font)).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = range.Split('-').Select(e => int.Parse(e, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
            glyphs.UnionWith(Enumerable.Range(ends[0], ends[^1] - ends[0] + 1));
        }

        return glyphs;
    }

    private static async Task<string> Output(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            await errors;
            return output;
        }
        catch (OperationCanceledException stopped)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Patience}", stopped);
        }
    }
}

/// <summary>A test that looks through a browser: skipped where there is none, unless REQUIRE_FIXTURES=1.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    private const string Absent = "there is no chromium (test.sh installs it; REQUIRE_FIXTURES=1 makes this a failure)";

    /// <summary>Needs Chromium.</summary>
    public BrowserTheoryAttribute()
    {
        if (Chromium.Program is null && !Repository.FixturesAreRequired)
            Skip = Absent;
    }
}

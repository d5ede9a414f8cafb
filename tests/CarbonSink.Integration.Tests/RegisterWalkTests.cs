using System.Diagnostics;
using System.Text.RegularExpressions;
using CarbonSink.Register;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

public sealed partial class RegisterWalkTests
{
    /// <summary>The walk prints what the sample says, and its certificates verify where there is nothing but certificate, program and fingerprint.</summary>
    [Fact]
    public async Task The_walk_of_the_sample_ends_and_its_certificates_verify_elsewhere()
    {
        using var folder = new OutputFolder();
        var (status, output, errors) = await Start("bash", Repository.Root, [.. Readme.Walk.Split(' ')[1..^1], folder["walk"]], ("CARBONSINK", ProgramRun.Program));
        Assert.True(status == 0, errors + output);
        Assert.Equal(File.ReadAllText(Repository.PathOf("gis-samples/linxiang/register/expected-walk.txt")), Steady(output));

        var bare = Directory.CreateDirectory(folder["bare"]).FullName;
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory).Where(f => Path.GetFileName(f) is var n && (n.EndsWith(".dll", StringComparison.Ordinal) || n.StartsWith("CarbonSink.Cli.", StringComparison.Ordinal))))
            File.Copy(file, Path.Combine(bare, Path.GetFileName(file)));
        var fingerprint = File.ReadAllText(Path.Combine(folder["walk"], "office", "fingerprint.txt")).Trim();
        Directory.Delete(Path.Combine(folder["walk"], "keys"), recursive: true);
        File.Delete(Path.Combine(folder["walk"], "register.db"));
        foreach (var name in (string[])["retirement.json", "compensation.json"])
        {
            File.Copy(Path.Combine(folder["walk"], "office", name), Path.Combine(bare, name));
            Assert.Equal(0, (await Verify(bare, name, fingerprint)).Status);
            Assert.Equal(1, (await Verify(bare, name, new string('a', 64))).Status);
            var bytes = File.ReadAllBytes(Path.Combine(bare, name));
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(Path.Combine(bare, "flipped.json"), bytes);
            Assert.Equal(1, (await Verify(bare, "flipped.json", fingerprint)).Status);
        }

        Assert.Contains("not CCER; not usable for ETS surrender", (await Verify(bare, "compensation.json", fingerprint)).Output, StringComparison.Ordinal);
        Assert.Contains("mirror of the national register, no legal effect", (await Verify(bare, "retirement.json", fingerprint)).Output, StringComparison.Ordinal);
    }

    /// <summary>In Chinese it takes the same steps to the same end: the same sections, requests and refusals, and certificates that verify.</summary>
    [Fact]
    public async Task The_walk_in_Chinese_takes_the_same_steps()
    {
        using var folder = new OutputFolder();
        var (status, output, errors) = await Start("bash", Repository.Root, [.. Readme.Walk.Split(' ')[1..^1], folder["walk"], "--lang", "zh"], ("CARBONSINK", ProgramRun.Program));
        Assert.True(status == 0, errors + output);
        Assert.Equal(Steps(File.ReadAllText(Repository.PathOf("gis-samples/linxiang/register/expected-walk.txt"))), Steps(output));
        Assert.Equal(4, Steps(output).Count(s => s == "1 ·")); // the walk's project is issued for by year, 2020 to 2023; the wetland's blocks are not shown
        var fingerprint = File.ReadAllText(Path.Combine(folder["walk"], "office", "fingerprint.txt")).Trim();
        foreach (var name in (string[])["retirement.json", "compensation.json"])
            Assert.Equal(0, (await Verify(AppContext.BaseDirectory, Path.Combine(folder["walk"], "office", name), fingerprint)).Status);
    }

    /// <summary>Sections, requests with number, verb (in Chinese), time and actor, rules that refuse, numbers of issued blocks.</summary>
    private static IEnumerable<string> Steps(string output) => Step().Matches(output).Select(m => m.Groups[1].Success
        ? $"{m.Groups[1].Value} · {RegisterTerms.Of("verb", m.Groups[2].Value, "zh")} · {m.Groups[3].Value}"
        : m.Value.Trim());

    [GeneratedRegex("^== .*$|^(?:entry |第 )([0-9]+)(?: 条)? · ([^·\n]+) · ([0-9TZ:-]+ · [a-z-]+)|(?<=^(?:refused|拒绝) )[A-Za-z0-9-]+(?= \\()|(?<=^    [^ ]+) 1 · (?=[^0-9]+ [0-9]+ · )", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Step();

    private static Task<(int Status, string Output, string Errors)> Verify(string bare, string name, string fingerprint) =>
        Start(ProgramRun.Host, bare, ["CarbonSink.Cli.dll", "verify", name, "--register-key", fingerprint, "--lang", "en"], ("HOME", bare), ("XDG_CONFIG_HOME", bare));

    /// <summary>The whole output; hashes, which new keys and tokens change, are written #.</summary>
    private static string Steady(string output) => string.Join('\n', Hash().Replace(output, "#").Split('\n').Select(l => l.TrimEnd(' ')));

    [GeneratedRegex("[0-9a-f]{16,}", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();

    private static async Task<(int Status, string Output, string Errors)> Start(string program, string place, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = place, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}

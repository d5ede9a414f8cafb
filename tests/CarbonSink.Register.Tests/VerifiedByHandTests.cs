using System.Diagnostics;
using System.Text.RegularExpressions;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>What docs/verify.md says an auditor can do without this program, done as it stands there.</summary>
public sealed class VerifiedByHandTests : IDisposable
{
    private readonly SignedRegister register = new();
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-hand-").FullName;

    public void Dispose()
    {
        register.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [ToolFact("python3", "openssl")]
    public void Python_and_openssl_find_what_the_program_finds()
    {
        File.WriteAllText(Path.Combine(folder, "by_hand.py"), Block("python"));
        var certificate = register.Ledger.Certify(register.Retired).ToCanonical();
        foreach (var key in register.Keys)
        {
            var (status, output) = ByHand(certificate.ToUtf8(), key.Id);
            Assert.True(status == 0, output);
            Assert.Contains("units.retire", output, StringComparison.Ordinal);
            Assert.Contains("𠮷林业", output, StringComparison.Ordinal);
        }

        Assert.NotEqual(0, ByHand(certificate.ToUtf8(), new string('0', 64)).Status);
        var head = certificate.Object("head");
        Assert.NotEqual(0, ByHand(certificate.With(("head", head.With(("treeSize", 19)))).ToUtf8(), register.Keys[0].Id).Status);
        Assert.NotEqual(0, ByHand(certificate.With(("head", head.With(("time", "2026-11-22T04:00:01Z")))).ToUtf8(), register.Keys[0].Id).Status);
        Assert.NotEqual(0, ByHand([.. certificate.ToUtf8(), (byte)'\n'], register.Keys[0].Id).Status);
    }

    [ToolFact("sha256sum", "sed")]
    public void The_shell_gives_the_hashes_of_an_export()
    {
        var files = register.Export();
        File.WriteAllBytes(Path.Combine(folder, RegisterExport.SummaryName), files.Summary);
        File.WriteAllBytes(Path.Combine(folder, RegisterExport.LedgerName), SignedRegister.Bytes(files.Ledger));
        var (status, output) = Run("sh", "-c", Block("sh"));
        Assert.True(status == 0, output);
        Assert.Equal(
            [Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(files.Summary)), CanonicalObject.Parse(files.Summary).Text("ledgerSha256"), Convert.ToHexStringLower(register.Store.LeafHashes(0, 1).Single())],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[..64]));
    }

    /// <summary>The first block of a language in the document.</summary>
    private static string Block(string language) => Regex.Match(File.ReadAllText(Repository.PathOf("docs/verify.md")), $"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    private (int Status, string Output) ByHand(byte[] certificate, string fingerprint)
    {
        File.WriteAllBytes(Path.Combine(folder, "certificate.json"), certificate);
        return Run("python3", "by_hand.py", "certificate.json", fingerprint);
    }

    private (int Status, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    /// <summary>Skipped where a program is not on the path.</summary>
    private sealed class ToolFactAttribute : FactAttribute
    {
        public ToolFactAttribute(params string[] programs)
        {
            var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
            if (programs.FirstOrDefault(p => !path.Any(folder => File.Exists(Path.Combine(folder, p)))) is { } absent)
                Skip = $"{absent} is not installed";
        }
    }
}

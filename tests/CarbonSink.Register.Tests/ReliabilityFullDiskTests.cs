using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>The disk fills up while a register is written: it is said, nothing is half written, and with room the register goes on.</summary>
public sealed class ReliabilityFullDiskTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-full-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A disk of 8 MB in memory is filled but for ever more bytes, so that it runs out in the log, in its index, in a checkpoint, in a rollback; see Starvation for what is done and checked on it.</summary>
    [MountFact]
    public void A_full_disk_is_told_and_costs_nothing()
    {
        var (failed, notOpened) = (0, 0);
        for (var room = 0; room < 12; room++)
        {
            var bytes = ((room * 53) + 5) * 1024;
            using var writer = WriterProcess.StartBy(Mounting.Command($"mount -t tmpfs -o size=8m none '{folder}' && '{WriterProcess.Command[0]}' '{WriterProcess.Command[1]}' starve '{folder}' {bytes.ToString(CultureInfo.InvariantCulture)}; status=$?; umount '{folder}'; exit $status"), ReliabilityKillTests.Libraries[room % ReliabilityKillTests.Libraries.Length]);
            var status = writer.Wait();
            Assert.True(status == 0 && writer.Lines[^1] == "done", $"{bytes} bytes of room, status {status}:\n{string.Join('\n', writer.Lines)}");
            Assert.DoesNotContain(writer.Lines, l => l.StartsWith("fault", StringComparison.Ordinal));
            var said = writer.Lines.Where(l => l.StartsWith("failed", StringComparison.Ordinal)).ToList();
            Assert.True(said.Count >= 3, string.Join('\n', writer.Lines));
            Assert.All(said, l => Assert.Matches("((full|input/output error).*rolled back|input/output error.*not known)", l));
            (failed, notOpened) = (failed + said.Count, notOpened + writer.Lines.Count(l => l.StartsWith("not opened", StringComparison.Ordinal)));
        }

        Assert.True(failed >= 36, $"{failed} writes failed, {notOpened} openings");
    }

    /// <summary>A limit on the size of files makes writing fail with an input/output error where no disk is full. (The runtime maps a large file for code that it writes, unless it is told not to.)</summary>
    [LinuxFact("bash")]
    public void An_input_output_error_is_told_and_costs_nothing()
    {
        using var writer = WriterProcess.StartBy(["bash", "-c", $"trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 600; exec '{WriterProcess.Command[0]}' '{WriterProcess.Command[1]}' starve '{folder}' 2000000000000"]);
        Assert.True(writer.Wait() == 0, string.Join('\n', writer.Lines));
        Assert.DoesNotContain(writer.Lines, l => l.StartsWith("fault", StringComparison.Ordinal));
        Assert.True(writer.Lines.Count(l => l.StartsWith("failed", StringComparison.Ordinal)) >= 3, string.Join('\n', writer.Lines));
    }
}

/// <summary>Whether a small disk can be mounted here: as root, or in a namespace of one's own.</summary>
internal static class Mounting
{
    private static readonly Lazy<string[]?> Prefix = new(() => !OperatingSystem.IsLinux() ? null : Works([]) ? [] : Works(["unshare", "-rm"]) ? ["unshare", "-rm"] : null);

    public static string? Absent => Prefix.Value is null ? "no tmpfs can be mounted here: neither by this user nor by unshare -rm" : null;

    /// <summary>A command line that may mount.</summary>
    public static IReadOnlyList<string> Command(string script) => [.. Prefix.Value!, "sh", "-c", script];

    private static bool Works(string[] prefix)
    {
        try
        {
            var at = Directory.CreateTempSubdirectory("carbonsink-mount-").FullName;
            var start = new ProcessStartInfo(prefix.Length > 0 ? prefix[0] : "sh") { UseShellExecute = false, RedirectStandardError = true };
            foreach (var argument in (string[])[.. prefix.Skip(1), .. prefix.Length > 0 ? ["sh"] : Array.Empty<string>(), "-c", $"mount -t tmpfs -o size=64k none '{at}' && umount '{at}'"])
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            _ = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Directory.Delete(at);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program
        }
    }
}

/// <summary>A test on a disk of its own: skipped, with the reason, where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MountFactAttribute : FactAttribute
{
    /// <summary>Needs mount.</summary>
    public MountFactAttribute()
    {
        if (Mounting.Absent is { } reason)
            Skip = reason;
    }
}

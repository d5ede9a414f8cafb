using System.Runtime.Versioning;
using CarbonSink.Register.Writer;
using CarbonSink.Store;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Who may read the register's file and write neither it nor its folder reads the register, and is refused when it writes. Run as another user where the tests run as root, whom no permission stops.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SqliteReadOnlyTests : IDisposable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Enterable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-只读-").FullName;

    private string Db => Path.Combine(folder, "登记簿.db");

    public void Dispose()
    {
        File.SetUnixFileMode(folder, Enterable | UnixFileMode.UserWrite);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The register is closed: there is no log, and none can be made.</summary>
    [LinuxFact("setpriv")]
    public void A_closed_register_is_read()
    {
        var size = Filled();
        Close();
        Assert.Equal([$"read True {size} 0 0", "refused STO-0007"], Reader());
    }

    /// <summary>Another process has it open and has written into the log what is not in the file yet.</summary>
    [LinuxFact("setpriv")]
    public void A_register_that_others_write_is_read_with_what_they_wrote()
    {
        var size = Filled();
        using var writer = new SqliteStore(Db);
        var added = new Traffic(new(writer, TestLedger.Clock, TestRules.Book), 5).Next(3).Count;
        Assert.True(new FileInfo(Db + "-wal").Length > 0);
        Close();
        Assert.Equal([$"read True {writer.Read(r => r.Size)} 0 0", "refused STO-0007"], Reader());
        Assert.True(writer.Read(r => r.Size) >= size + added);
    }

    /// <summary>A log was left behind, and without the right to make its index it cannot be read: then nothing is read that lacks what it holds.</summary>
    [LinuxFact("setpriv")]
    public void A_log_that_cannot_be_read_is_not_left_out()
    {
        _ = Filled();
        var (data, log) = (File.ReadAllBytes(Db), Array.Empty<byte>());
        using (var writer = new SqliteStore(Db))
        {
            _ = new Traffic(new(writer, TestLedger.Clock, TestRules.Book), 5).Next(3);
            log = File.ReadAllBytes(Db + "-wal");
        }

        File.WriteAllBytes(Db, data);
        File.WriteAllBytes(Db + "-wal", log);
        Close();
        Assert.Equal(["refused STO-0008"], Reader());
    }

    private long Filled()
    {
        using var store = new SqliteStore(Db, create: true);
        Traffic.Open(new(store, TestLedger.Clock, TestRules.Book));
        return store.Read(r => r.Size);
    }

    private void Close()
    {
        foreach (var file in Directory.GetFiles(folder))
            File.SetUnixFileMode(file, Readable);
        File.SetUnixFileMode(folder, Enterable);
    }

    private IReadOnlyList<string> Reader()
    {
        string[] nobody = Environment.UserName == "root" ? ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] : [];
        using var reader = WriterProcess.StartBy([.. nobody, .. WriterProcess.Command, "read", Db]);
        Assert.Equal(0, reader.Wait());
        return reader.Lines;
    }
}

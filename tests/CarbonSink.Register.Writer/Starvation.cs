using System.Globalization;
using CarbonSink.Register.Tests;
using CarbonSink.Store;

namespace CarbonSink.Register.Writer;

/// <summary>A register on a disk that fills up. Says "failed MESSAGE" for a request that could not be written, and what is wrong with the register, if anything, as "fault …".</summary>
internal sealed class Starvation(string folder, long room, Action<string> say)
{
    private readonly string path = Path.Combine(folder, "登记簿.db");
    private readonly string ballast = Path.Combine(folder, "ballast");
    private readonly List<(long Index, string Leaf)> answered = [];

    public void Run()
    {
        using (var store = new SqliteStore(path, create: true))
        {
            var register = new UnitRegister(store, TestLedger.Clock, TestRules.Book);
            Traffic.Open(register);
            var traffic = new Traffic(register, (int)(room % 1000));
            Fill();
            for (var round = 0; round < 3; round++)
            {
                Write(traffic, int.MaxValue);
                Check(store); // while the disk is still full
            }

            File.Delete(ballast);
            Write(traffic, 20);
            Check(store);
            Fill();
            Write(traffic, int.MaxValue);
        }

        try
        {
            using var full = new SqliteStore(path);
            Check(full);
            say("opened on the full disk");
        }
        catch (IOException e)
        {
            say("not opened: " + e.Message);
        }

        File.Delete(ballast);
        using var again = new SqliteStore(path);
        Write(new(new(again, TestLedger.Clock, TestRules.Book), (int)(room % 1000) + 1000), 20);
        Check(again);
    }

    private void Fill()
    {
        using var file = new FileStream(ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var free = new DriveInfo(folder).AvailableFreeSpace - room;
        if (free > 0)
            file.Write(new byte[free]);
    }

    private void Write(Traffic traffic, int count)
    {
        try
        {
            for (; count > 0; count--)
                answered.AddRange(traffic.Next(4).Select(r => (r.Entry.Index, Convert.ToHexStringLower(r.Entry.LeafHash()))));
        }
        catch (IOException e)
        {
            say("failed " + e.Message);
        }
    }

    private void Check(SqliteStore store)
    {
        var leaves = store.Read(r => r.LeafHashes(0, long.MaxValue).Select(Convert.ToHexStringLower).ToList());
        foreach (var (index, leaf) in answered)
            if (index >= leaves.Count || leaves[(int)index] != leaf)
                say(string.Create(CultureInfo.InvariantCulture, $"fault entry {index} was answered and is not there"));
        foreach (var said in store.CheckIntegrity())
            say("fault " + said);
        foreach (var fault in store.Read(r => RegisterCheck.Of(r, TestRules.Book)))
            say("fault " + fault.What.En);
        say(string.Create(CultureInfo.InvariantCulture, $"checked {leaves.Count} entries, {answered.Count} of them answered here"));
    }
}

using System.Security.Cryptography;
using System.Text;
using CarbonSink.Store;
using Xunit;

namespace CarbonSink.Register.Tests;

public sealed class RegisterExportTests : IDisposable
{
    private readonly SignedRegister register = new();
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-export-").FullName;

    public void Dispose()
    {
        register.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Lines_are_the_leaves_and_the_summary_counts_and_hashes_them()
    {
        var files = register.Export();
        var ledger = SignedRegister.Bytes(files.Ledger);
        Assert.Equal(register.Store.Entries(0, register.Store.Size).Select(e => Encoding.UTF8.GetString(e.Span) + "\n"), Encoding.UTF8.GetString(ledger).Split('\n')[..^1].Select(l => l + "\n"));
        Assert.Equal(
            $"{{\"entries\":18,\"export\":1,\"ledgerSha256\":\"{Convert.ToHexStringLower(SHA256.HashData(ledger))}\",\"logId\":\"临湘-test\",\"rootHash\":\"{register.Heads[2].RootHash}\"}}\n",
            Encoding.UTF8.GetString(files.Summary));
        Assert.Equal(3, Encoding.UTF8.GetString(SignedRegister.Bytes(files.Heads)).Split('\n').Length - 1);
    }

    /// <summary>From memory to SQLite to memory: the same bytes, the same state.</summary>
    [Fact]
    public void An_export_read_in_gives_an_equal_register_whose_export_is_equal()
    {
        var files = register.Export();
        using var sqlite = new SqliteStore(Path.Combine(folder, "register.db"), create: true);
        var found = RegisterExport.Import(files, SignedRegister.Pin(register.Keys[0]), true, null, sqlite, SignedRegister.Book);
        Assert.True(found.IsTrue, string.Join("\n", found.Checks));
        Assert.Equal(register.Store.Blocks(default), sqlite.Read(r => r.Blocks(default).ToList()));
        Assert.Equal(register.Store.Row(Rows.Register, "register"), sqlite.Read(r => r.Row(Rows.Register, "register")));
        Assert.Equal(register.Store.Claims(null).Select(c => (c.Project, c.Parcel, c.State)), sqlite.Read(r => r.Claims(null).Select(c => (c.Project, c.Parcel, c.State)).ToList()));
        using var ledger = new MemoryStream();
        using var heads = new MemoryStream();
        Assert.Equal(files.Summary, sqlite.Read(r => RegisterExport.Write(r, ledger, heads)));
        Assert.Equal(SignedRegister.Bytes(files.Ledger), ledger.ToArray());
        Assert.Equal(SignedRegister.Bytes(files.Heads), heads.ToArray());
        Assert.True(LedgerCertificate.Verify(new VerifiableLedger(sqlite).Certify(register.Retired).ToCanonical().ToUtf8(), SignedRegister.Pin(register.Keys[1])).IsTrue);
        Assert.Throws<InvalidOperationException>(() => RegisterExport.Import(files, SignedRegister.Pin(register.Keys[0]), true, null, sqlite, SignedRegister.Book));
    }

    [Fact]
    public void A_cut_tail_is_found_by_the_last_head_or_by_one_kept_elsewhere()
    {
        var files = register.Export();
        var lines = Encoding.UTF8.GetString(SignedRegister.Bytes(files.Ledger)).Split('\n')[..^1];
        var heads = Encoding.UTF8.GetString(SignedRegister.Bytes(files.Heads)).Split('\n')[..^1];
        Assert.Equal("summary", Fault(SignedRegister.Files(files.Summary, Lines(lines[..^1]), Lines(heads))));
        Assert.Equal("heads", Fault(Cut(lines[..^1], heads)));

        // Cut back to an earlier signed head, everything beside it consistent: only a head kept elsewhere tells.
        var cut = Cut(lines[..14], heads[..2]);
        Assert.Null(Fault(cut));
        Assert.Equal("against", Fault(cut, register.Heads[2]));
        Assert.Null(Fault(files, register.Heads[0]));
        Assert.Null(Fault(files, register.Heads[2]));
        Assert.Equal("sameRoot", Fault(files, register.Heads[1] with { RootHash = new string('0', 64) }));
    }

    [Fact]
    public void Changed_files_are_refused_and_nothing_is_read_in()
    {
        var files = register.Export();
        var (ledger, heads) = (SignedRegister.Bytes(files.Ledger), SignedRegister.Bytes(files.Heads));
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            byte[][] parts = [[.. files.Summary], [.. ledger], [.. heads]];
            var part = parts[random.Next(3)];
            part[random.Next(part.Length)] ^= (byte)(1 << random.Next(8));
            using var store = new MemoryStore();
            Assert.False(RegisterExport.Import(SignedRegister.Files(parts[0], parts[1], parts[2]), SignedRegister.Pin(register.Keys), true, null, store, SignedRegister.Book).IsTrue);
            Assert.Equal(0, store.Size);
        }

        Assert.Equal("form", Fault(SignedRegister.Files(files.Summary, [], heads)));
        Assert.Equal("form", Fault(SignedRegister.Files(files.Summary, ledger[..^1], heads)));
        Assert.Equal("heads", Fault(SignedRegister.Files(files.Summary, ledger, [])));
    }

    /// <summary>The registrar itself writes what its rules do not allow, and signs it: tree and signature are right, the replay is not.</summary>
    [Fact]
    public void A_signed_register_that_breaks_the_rules_is_refused()
    {
        var store = new MemoryStore();
        foreach (var bytes in register.Store.Entries(0, register.Store.Size))
        {
            var body = CanonicalObject.Parse(bytes.Span);
            store.Append(new(body.Integer("index") != register.Transferred ? body : body.With(("payload", body.Object("payload").With(("selection", TestLedger.Quantity("ccer-2023", 5)))))));
        }

        Assert.Contains($"entry {register.Transferred} does not follow", Assert.Throws<InvalidDataException>(() => new VerifiableLedger(store, SignedRegister.Book).Sign(register.Keys[2])).Message, StringComparison.Ordinal);
        var tree = new MerkleTree();
        foreach (var leaf in store.LeafHashes(0, long.MaxValue))
            tree.Append(leaf);
        store.PutHead(SignedTreeHead.Sign(register.Heads[0].LogId, tree, DateTimeOffset.UtcNow, register.Keys[2]).ToCanonical());
        using var lines = new MemoryStream();
        using var heads = new MemoryStream();
        var summary = RegisterExport.Write(store, lines, heads);
        var found = RegisterExport.Verify(SignedRegister.Files(summary, lines.ToArray(), heads.ToArray()), SignedRegister.Pin(register.Keys), true, null, new MemoryStore(), SignedRegister.Book);
        Assert.Equal(("replay", false), (found.Checks[^1].Name, found.IsTrue));
        Assert.Contains($"entry {register.Transferred}", found.Checks[^1].Text.En, StringComparison.Ordinal);
    }

    /// <summary>Long lines cross the reader's buffer.</summary>
    [Fact]
    public void Lines_of_any_length_are_read()
    {
        string[] lines = ["a", "", new string('b', 200_000), new string('c', 65_535), "d"];
        var files = SignedRegister.Files([], Lines(lines), []);
        Assert.Equal(lines, files.LedgerLines().Select(l => Encoding.UTF8.GetString(l.Span)));
    }

    [Fact]
    public void What_no_head_signs_is_not_written()
    {
        register.Do("registrar", TestLedger.Account("c", "owner"));
        Assert.Throws<InvalidOperationException>(() => register.Export());
        Assert.Throws<InvalidOperationException>(() => register.Ledger.Certify(register.Store.Size - 1));
        register.Ledger.Sign(register.Keys[2]);
        Assert.Null(Fault(register.Export()));
    }

    private string? Fault(RegisterFiles files, SignedTreeHead? against = null) =>
        RegisterExport.Verify(files, SignedRegister.Pin(register.Keys), true, against, new MemoryStore(), SignedRegister.Book).Checks.FirstOrDefault(c => !c.IsPassed)?.Name;

    private static byte[] Lines(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));

    private static RegisterFiles Cut(string[] lines, string[] heads)
    {
        var tree = new MerkleTree();
        foreach (var line in lines)
            tree.Append(LedgerEntry.LeafHash(Encoding.UTF8.GetBytes(line)));
        var ledger = Lines(lines);
        var summary = CanonicalObject.Of(("export", 1), ("logId", "临湘-test"), ("entries", lines.Length), ("rootHash", Convert.ToHexStringLower(tree.Root(tree.Size))), ("ledgerSha256", Convert.ToHexStringLower(SHA256.HashData(ledger))));
        return SignedRegister.Files([.. summary.ToUtf8(), (byte)'\n'], ledger, Lines(heads));
    }
}

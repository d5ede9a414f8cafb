using System.Security.Cryptography;

namespace CarbonSink.Register;

/// <summary>A whole register as files (登记簿整体导出): ledger.jsonl, the entries as canonical lines in order; heads.jsonl, the signed heads; register.json, their number, hash and root.</summary>
/// <remarks>Lines end with LF. Ledger and summary are the same bytes for the same entries, whatever store they come from; heads carry random signatures and are therefore proved by these, not by a hash.</remarks>
public static class RegisterExport
{
    /// <summary>Name of the file of entries.</summary>
    public const string LedgerName = "ledger.jsonl";

    /// <summary>Name of the file of heads.</summary>
    public const string HeadsName = "heads.jsonl";

    /// <summary>Name of the summary.</summary>
    public const string SummaryName = "register.json";

    private const int Form = 1;

    /// <summary>Writes a register.</summary>
    /// <param name="state">The register.</param>
    /// <param name="ledger">Gets the entries.</param>
    /// <param name="heads">Gets the heads.</param>
    /// <returns>The bytes of register.json, of which SHA-256 names the whole export.</returns>
    /// <exception cref="InvalidDataException">A stored entry is not what was hashed into the tree; carries its index.</exception>
    /// <exception cref="InvalidOperationException">There is no entry, or no signed head of all of them: sign first.</exception>
    public static byte[] Write(IRegisterReading state, Stream ledger, Stream heads)
    {
        if (state.Size == 0 || state.Heads().LastOrDefault() is not { } signed || SignedTreeHead.Of(signed).TreeSize != state.Size)
            throw new InvalidOperationException($"no signed head holds all {state.Size} entries");
        var tree = new MerkleTree();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string? logId = null;
        foreach (var (entry, leaf) in state.Entries(0, state.Size).Zip(state.LeafHashes(0, state.Size)))
        {
            if (!LedgerEntry.LeafHash(entry.Span).AsSpan().SequenceEqual(leaf))
                throw new InvalidDataException($"entry {tree.Size} is not the one that was hashed into the tree");
            logId ??= KeyChain.Of(new(CanonicalObject.ParseCanonical(entry.Span))).LogId;
            tree.Append(leaf);
            WriteLine(ledger, entry.Span, hash);
        }

        foreach (var head in state.Heads())
            WriteLine(heads, head.ToUtf8(), null);
        return Summary(logId!, tree, hash.GetHashAndReset());
    }

    /// <summary>Verifies an export whole: bytes, tree, keys, heads, and every entry by the rules, as <see cref="UnitRegister.Replay(IEnumerable{ReadOnlyMemory{byte}}, IRegisterWriting)"/> does.</summary>
    /// <param name="files">The export.</param>
    /// <param name="pinned">Ids of trusted keys, lower-case hex.</param>
    /// <param name="isNamed">Whether one of them was named for this verification.</param>
    /// <param name="against">A head from elsewhere, which must be of a beginning of this ledger; finds a tail that was cut off.</param>
    /// <param name="into">An empty store that gets everything; nothing may be kept of it where the answer is not true.</param>
    public static LedgerVerification Verify(RegisterFiles files, IReadOnlySet<string> pinned, bool isNamed, SignedTreeHead? against, IRegisterWriting into) =>
        Verify(files, pinned, isNamed, against, into, RuleBook.Shipped, new());

    internal static LedgerVerification Verify(RegisterFiles files, IReadOnlySet<string> pinned, bool isNamed, SignedTreeHead? against, IRegisterWriting into, RuleBook book, OverlapMeasure? measure = null) => LedgerVerification.Of(pinned, isNamed, checks =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var tree = new MerkleTree();
        KeyChain? chain = null;
        foreach (var line in files.LedgerLines())
        {
            hash.AppendData(line.Span);
            hash.AppendData([(byte)'\n']);
            var entry = Parsed(line, tree.Size);
            chain = chain is null ? KeyChain.Of(entry) : entry is { Verb: Verbs.RotateKey, Refusal: null } ? chain.With(entry) : chain;
            tree.Append(LedgerEntry.LeafHash(line.Span));
        }

        if (chain is null)
            throw new FormatException($"{LedgerName} is empty");
        checks.Require("ledger", true, $"{tree.Size} 个条目，规范格式，序号相连", $"{tree.Size} entries in canonical form, one after another");
        checks.Require("summary", files.Summary.AsSpan().SequenceEqual(Summary(chain.LogId, tree, hash.GetHashAndReset())), $"{SummaryName} 与账本一致", $"{SummaryName} agrees with the ledger");
        var last = Heads(checks, files, tree, chain, into);
        if (against is not null)
            Against(checks, against, tree, chain);
        checks.Pinned(last, chain);
        var wrong = UnitRegister.Replay(files.LedgerLines(), into, book with { Measure = measure });
        if (wrong is { } w)
            checks.Fail(measure is { HasFault: true } ? "overlaps" : "replay", $"第 {w.Entry} 条不能由其前的条目得出：{w.Reason}", $"entry {w.Entry} does not follow from those before it: {w.Reason}");
        checks.Require("replay", true, $"{tree.Size} 条逐条按规则重算一致", $"all {tree.Size} entries follow by the rules");
        if (measure is not null)
            checks.Require("overlaps", true, $"{measure.Entries} 条记录的重叠由账本里的地块重新量算，相差不超过 {OverlapMeasure.ToleranceM2} m²", $"the overlaps that {measure.Entries} entries record were measured again from the parcels in the ledger; none differs by more than {OverlapMeasure.ToleranceM2} m²");
        return CertificateStatement.OfHead(last);
    });

    /// <summary>Reads an export into an empty store, in one transaction; nothing is kept where it does not verify.</summary>
    /// <returns>What was found; the register is there where it is true.</returns>
    /// <exception cref="InvalidOperationException">The store is not empty.</exception>
    public static LedgerVerification Import(RegisterFiles files, IReadOnlySet<string> pinned, bool isNamed, SignedTreeHead? against, IRegisterStore store) =>
        Import(files, pinned, isNamed, against, store, RuleBook.Shipped);

    internal static LedgerVerification Import(RegisterFiles files, IReadOnlySet<string> pinned, bool isNamed, SignedTreeHead? against, IRegisterStore store, RuleBook book)
    {
        // Verified in memory first: what is refused never touches the store, not even one without rollback.
        LedgerVerification found;
        using (var trial = new MemoryStore())
            found = Verify(files, pinned, isNamed, against, trial, book, new());
        if (!found.IsTrue)
            return found;
        return store.Write(state =>
        {
            if (state.Size > 0)
                throw new InvalidOperationException($"the store holds {state.Size} entries");
            var again = Verify(files, pinned, isNamed, against, state, book);
            return again.IsTrue ? again : throw new InvalidDataException("the export changed while it was read");
        });
    }

    private static SignedTreeHead Heads(LedgerVerification.CheckList checks, RegisterFiles files, MerkleTree tree, KeyChain chain, IRegisterWriting into)
    {
        var (last, count) = (default(SignedTreeHead), 0);
        foreach (var line in files.HeadLines())
        {
            var head = SignedTreeHead.Of(CanonicalObject.ParseCanonical(line.Span));
            if (head.LogId != chain.LogId || head.TreeSize <= (last?.TreeSize ?? 0) || head.TreeSize > tree.Size || head.RootHash != Convert.ToHexStringLower(tree.Root(head.TreeSize)))
                checks.Fail("heads", $"{head.TreeSize} 条的树头与账本不符", $"the head of {head.TreeSize} entries is not of this ledger");
            if (!head.Verify(chain.At(head.TreeSize)))
                checks.Signature(head, chain);
            into.PutHead(head.ToCanonical());
            (last, count) = (head, count + 1);
        }

        checks.Require("heads", last?.TreeSize == tree.Size, $"{count} 个树头，最后一个含 {last?.TreeSize ?? 0} 条，账本有 {tree.Size} 条", $"{count} heads, the last of {last?.TreeSize ?? 0} entries; the ledger has {tree.Size}");
        checks.Signature(last!, chain);
        return last!;
    }

    private static void Against(LedgerVerification.CheckList checks, SignedTreeHead other, MerkleTree tree, KeyChain chain)
    {
        checks.Require("against", other.LogId == chain.LogId && other.TreeSize <= tree.Size,
            $"对照的树头有 {other.TreeSize} 条，账本有 {tree.Size} 条" + (other.TreeSize > tree.Size ? "：末尾被截去" : ""), $"the head to compare with has {other.TreeSize} entries, the ledger {tree.Size}" + (other.TreeSize > tree.Size ? ": its tail was cut off" : ""));
        checks.Require("sameRoot", other.TreeSize >= 0 && other.RootHash == Convert.ToHexStringLower(tree.Root(other.TreeSize)) && other.Verify(chain.At(other.TreeSize)),
            $"对照的树头须是本账本前 {other.TreeSize} 条的", $"the head to compare with must be of the first {other.TreeSize} entries of this ledger");
    }

    private static LedgerEntry Parsed(ReadOnlyMemory<byte> line, long index)
    {
        try
        {
            var entry = new LedgerEntry(CanonicalObject.ParseCanonical(line.Span));
            return entry.Index == index ? entry : throw new FormatException($"has the index {entry.Index}");
        }
        catch (FormatException e)
        {
            throw new FormatException($"entry {index} {e.Message}", e);
        }
    }

    private static byte[] Summary(string logId, MerkleTree tree, byte[] ledgerHash) =>
        [.. CanonicalObject.Of(("export", Form), ("logId", logId), ("entries", tree.Size), ("rootHash", Convert.ToHexStringLower(tree.Root(tree.Size))), ("ledgerSha256", Convert.ToHexStringLower(ledgerHash))).ToUtf8(), (byte)'\n'];

    private static void WriteLine(Stream stream, ReadOnlySpan<byte> line, IncrementalHash? hash)
    {
        stream.Write(line);
        stream.WriteByte((byte)'\n');
        hash?.AppendData(line);
        hash?.AppendData([(byte)'\n']);
    }
}

/// <summary>The files of an export (导出文件), opened as often as they are read.</summary>
/// <param name="Summary">Bytes of register.json.</param>
/// <param name="Ledger">Opens ledger.jsonl.</param>
/// <param name="Heads">Opens heads.jsonl.</param>
public sealed record RegisterFiles(byte[] Summary, Func<Stream> Ledger, Func<Stream> Heads)
{
    /// <summary>Entries, line by line.</summary>
    /// <exception cref="FormatException">The last line does not end.</exception>
    internal IEnumerable<ReadOnlyMemory<byte>> LedgerLines() => Lines(Ledger, RegisterExport.LedgerName);

    /// <summary>Heads, line by line.</summary>
    /// <exception cref="FormatException">The last line does not end.</exception>
    internal IEnumerable<ReadOnlyMemory<byte>> HeadLines() => Lines(Heads, RegisterExport.HeadsName);

    /// <summary>Every line is memory of its own: whoever reads may keep it.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Lines(Func<Stream> open, string name)
    {
        using var stream = open();
        var (buffer, filled) = (new byte[1 << 16], 0);
        for (int read; (read = stream.Read(buffer, filled, buffer.Length - filled)) > 0;)
        {
            // What stood before this read holds no line end.
            var (from, searched) = (0, filled);
            filled += read;
            for (int at; (at = buffer.AsSpan(searched, filled - searched).IndexOf((byte)'\n')) >= 0;)
            {
                yield return buffer.AsMemory(from, searched + at - from).ToArray();
                from = searched += at + 1;
            }

            filled -= from;
            buffer.AsSpan(from, filled).CopyTo(buffer);
            if (filled == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
        }

        if (filled > 0)
            throw new FormatException($"the last line of {name} has no end");
    }
}

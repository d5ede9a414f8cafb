namespace CarbonSink.Register;

/// <summary>The ledger of a register as others check it (可核验账本): signs heads, gives certificates and proofs. The tree is built from the stored leaves once and then grows. One thread at a time.</summary>
public sealed class VerifiableLedger
{
    private static readonly byte[][] Marks = [.. ((string[])[Verbs.Open, Verbs.RotateKey, Verbs.AdoptProgramme]).Select(v => System.Text.Encoding.UTF8.GetBytes($"\"verb\":\"{v}\""))];

    private readonly IRegisterStore store;
    private readonly RuleBook book;
    private readonly List<LedgerEntry> landmarks = [];
    private MerkleTree tree = new();
    private long scanned;

    /// <summary>The ledger of the register in a store.</summary>
    public VerifiableLedger(IRegisterStore store)
        : this(store, RuleBook.Shipped)
    {
    }

    internal VerifiableLedger(IRegisterStore store, RuleBook book) => (this.store, this.book) = (store, book);

    /// <summary>The last signed head; null where none was signed.</summary>
    public SignedTreeHead? Head => store.Read(HeadOf);

    /// <summary>The keys of the register.</summary>
    /// <exception cref="FormatException">The ledger has no entry 0, or an entry that replaces the key is wrong.</exception>
    public KeyChain Keys => store.Read(state => ChainOf(state, state.Size));

    /// <summary>Signs the present state and keeps the head; where the last head is of this state already, gives that one.</summary>
    /// <param name="key">The key in force.</param>
    /// <param name="clock">The time that the head carries; the system's where none is given.</param>
    /// <exception cref="InvalidOperationException">The key is not the one in force.</exception>
    /// <exception cref="InvalidDataException">What is stored does not go on from the last head, an entry is not the one that was hashed, or one does not follow from those before it: nothing is signed.</exception>
    public SignedTreeHead Sign(RegisterKey key, TimeProvider? clock = null) => store.Write(state => Signed(state, key, clock ?? TimeProvider.System));

    /// <summary>Proof that the state of one head is a beginning of that of another (RFC 6962, 2.1.2).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer entries.</exception>
    public IReadOnlyList<byte[]> ConsistencyProof(long from, long to) => store.Read(state => Grown(state).ConsistencyProof(from, to));

    /// <summary>The certificate of an entry, under the last signed head.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    /// <exception cref="InvalidOperationException">No signed head holds the entry: sign first.</exception>
    /// <exception cref="InvalidDataException">What is stored does not agree with the head: the store was changed behind the register's back.</exception>
    public LedgerCertificate Certify(long index) => store.Read(state =>
    {
        if (index < 0 || index >= state.Size)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"there are {state.Size} entries");
        var head = HeadOf(state) is { } last && last.TreeSize > index ? last : throw new InvalidOperationException($"no signed head holds entry {index}");
        var proven = Proven(state, EntryAt(state, index), head);
        return Certificate(state, CertificateStatement.KindOf(proven.Entry), head, proven, CertificateStatement.BlocksOf(proven.Entry), index);
    });

    /// <summary>The last signed head with the chain of keys.</summary>
    /// <exception cref="InvalidOperationException">None was signed.</exception>
    /// <exception cref="InvalidDataException">As for <see cref="Certify(long)"/>.</exception>
    public LedgerCertificate CertifyHead() => store.Read(state =>
        Certificate(state, "head", HeadOf(state) ?? throw new InvalidOperationException("no head was signed"), null, [], 0));

    /// <summary>What an account holds at this moment, free or frozen: a statement with a signature of its own.</summary>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    /// <exception cref="InvalidOperationException">The key is not the one in force.</exception>
    public LedgerCertificate CertifyHolding(string account, RegisterKey key, TimeProvider? clock = null) => store.Write(state =>
    {
        var holder = state.Row(Rows.Account, account)?.Text("holder") ?? throw new ArgumentException($"there is no account {account}", nameof(account));
        var head = Signed(state, key, clock ?? TimeProvider.System);
        CanonicalObject[] blocks = [.. state.Blocks(new(Account: account)).Where(b => b.State is UnitState.Free or UnitState.Frozen).Select(b => b.ToCanonical().With(("state", b.State == UnitState.Free ? "free" : "frozen")))];
        var holding = CanonicalObject.Of(("account", account), ("holder", holder), ("blocks", blocks), ("logId", head.LogId), ("rootHash", head.RootHash), ("treeSize", head.TreeSize));
        return Certificate(state, "holding", head, null, blocks, head.TreeSize) with { Holding = holding, Signature = Convert.ToHexStringLower(key.Sign(holding.ToUtf8())) };
    });

    private static SignedTreeHead? HeadOf(IRegisterReading state) => state.Heads().LastOrDefault() is { } written ? SignedTreeHead.Of(written) : null;

    private static LedgerEntry EntryAt(IRegisterReading state, long index) => new(CanonicalObject.ParseCanonical(state.Entries(index, 1).Single().Span));

    private SignedTreeHead Signed(IRegisterWriting state, RegisterKey key, TimeProvider clock)
    {
        var chain = ChainOf(state, state.Size);
        if (chain.At(state.Size) != key.PublicKey)
            throw new InvalidOperationException($"the key in force is {RegisterKey.IdOf(chain.At(state.Size))}, not {key.Id}");
        var grown = Grown(state);
        var last = HeadOf(state);
        if (last is not null && !IsOf(last, chain, grown))
            throw new InvalidDataException($"the last signed head, of {last.TreeSize} entries, is not of a beginning of these {state.Size} entries");
        if (last?.TreeSize == state.Size)
            return last;
        RequireHashed(state, last?.TreeSize ?? 0);
        RequireFollows(state);
        var head = SignedTreeHead.Sign(chain.LogId, grown, Latest(clock.GetUtcNow(), EntryAt(state, state.Size - 1).Time, last?.Time), key);
        state.PutHead(head.ToCanonical());
        return head;
    }

    private static bool IsOf(SignedTreeHead head, KeyChain chain, MerkleTree tree) => head.LogId == chain.LogId && head.TreeSize <= tree.Size
        && head.RootHash == Convert.ToHexStringLower(tree.Root(head.TreeSize)) && head.Verify(chain.At(head.TreeSize));

    /// <summary>Entries that no head holds yet must be those whose leaves are stored.</summary>
    private static void RequireHashed(IRegisterReading state, long from)
    {
        foreach (var (entry, leaf) in state.Entries(from, state.Size - from).Zip(state.LeafHashes(from, state.Size - from)))
        {
            if (!LedgerEntry.LeafHash(entry.Span).AsSpan().SequenceEqual(leaf))
                throw new InvalidDataException($"entry {from} is not the one that was hashed into the tree");
            from++;
        }
    }

    /// <summary>Every entry follows from those before it: what does not is not signed. Rules need the state, so the replay begins at the first entry.</summary>
    private void RequireFollows(IRegisterReading state)
    {
        using var replayed = new MemoryStore();
        if (UnitRegister.Replay(state.Entries(0, state.Size), replayed, book) is { } fault)
            throw new InvalidDataException($"entry {fault.Entry} does not follow from those before it: {fault.Reason}");
    }

    /// <summary>A head is never older than what it signs, nor than the head before it, whatever the clock says.</summary>
    private static DateTimeOffset Latest(DateTimeOffset now, params ReadOnlySpan<string?> times)
    {
        foreach (var time in times)
        {
            if (time is not null && DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture) is var known && known > now)
                now = known;
        }

        return now;
    }

    /// <summary>The tree with all leaves that are stored; built anew where the store holds fewer than before.</summary>
    private MerkleTree Grown(IRegisterReading state)
    {
        if (tree.Size > state.Size)
            Forget();
        foreach (var leaf in state.LeafHashes(tree.Size, state.Size - tree.Size))
            tree.Append(leaf);
        return tree;
    }

    private void Forget()
    {
        (tree, scanned) = (new(), 0);
        landmarks.Clear();
    }

    /// <summary>Entries that open the register, replace its key or adopt a programme: found by their bytes, since entries are canonical.</summary>
    private List<LedgerEntry> Landmarks(IRegisterReading state)
    {
        if (scanned > state.Size)
            Forget();
        foreach (var bytes in state.Entries(scanned, state.Size - scanned))
        {
            scanned++;
            if (Marks.Any(m => bytes.Span.IndexOf(m) >= 0) && new LedgerEntry(CanonicalObject.ParseCanonical(bytes.Span)) is { Refusal: null, Verb: Verbs.Open or Verbs.RotateKey or Verbs.AdoptProgramme } entry)
                landmarks.Add(entry);
        }

        return landmarks;
    }

    private KeyChain ChainOf(IRegisterReading state, long size)
    {
        KeyChain? chain = null;
        foreach (var entry in Landmarks(state).Where(e => e.Index < size && e.Verb is Verbs.Open or Verbs.RotateKey))
            chain = chain?.With(entry) ?? KeyChain.Of(entry);
        return chain ?? throw new FormatException("the ledger does not begin with the opening of a register");
    }

    private ProvenEntry Proven(IRegisterReading state, LedgerEntry entry, SignedTreeHead head)
    {
        if (head.TreeSize > state.Size)
            throw new InvalidDataException($"the last signed head is of {head.TreeSize} entries, and only {state.Size} are there");
        var proven = new ProvenEntry(entry, [.. Grown(state).InclusionProof(entry.Index, head.TreeSize).Select(Convert.ToHexStringLower)]);
        return proven.IsIn(head) ? proven : throw new InvalidDataException($"entry {entry.Index} is not the one that was signed");
    }

    private LedgerCertificate Certificate(IRegisterReading state, string kind, SignedTreeHead head, ProvenEntry? entry, IReadOnlyList<CanonicalObject> blocks, long before)
    {
        var marks = Landmarks(state).ToList();
        var keys = marks.Where(e => e.Verb is Verbs.Open or Verbs.RotateKey && e.Index < head.TreeSize);
        var adopted = CertificateStatement.ProgrammesOf(blocks).Select(programme => marks.FindLast(e => e.Verb == Verbs.AdoptProgramme && e.Index < before && e.Payload.Text("id") == programme)
            ?? throw new InvalidDataException($"no entry adopts the programme {programme}"));
        return new(kind, head, [.. keys.Select(k => Proven(state, k, head))], entry, [.. adopted.Select(a => Proven(state, a, head))]);
    }
}

using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>A certificate that anyone can check without the register (证书): an entry, its audit path, a signed head, the chain of keys, the texts of the programmes that its units belong to. Immutable.</summary>
/// <remarks>
/// Written in canonical form, so that any other byte is another certificate. Every member is proved by the head's signature: entries by their paths, keys by the entries that name them; the holding of an account by a signature of its own.
/// What is stated is made from the entry when it is verified and does not stand in the file.
/// </remarks>
/// <param name="Kind">Kind, as <see cref="CertificateStatement.Kind"/>; it must be that of the entry.</param>
/// <param name="Head">The signed head.</param>
/// <param name="Keys">Entry 0 and those that replaced the key.</param>
/// <param name="Entry">The entry; null for a certificate of a head or a holding.</param>
/// <param name="Programmes">Entries that took the texts of the programmes into the ledger, in order of ids.</param>
/// <param name="Holding">What an account holds, {account, blocks[], holder, logId, rootHash, treeSize}; null for other kinds.</param>
/// <param name="Signature">Signature over the holding, lower-case hex; null for other kinds.</param>
public sealed record LedgerCertificate(string Kind, SignedTreeHead Head, IReadOnlyList<ProvenEntry> Keys, ProvenEntry? Entry, IReadOnlyList<ProvenEntry> Programmes, CanonicalObject? Holding = null, string? Signature = null)
{
    private const int Form = 1;

    /// <summary>As it is written: {certificate, entry?, head, holding?, keys, kind, programmes, signature?}.</summary>
    public CanonicalObject ToCanonical() => CanonicalObject.Of(
        ("certificate", Form), ("kind", Kind), ("head", Head.ToCanonical()), ("keys", Keys.Select(k => k.ToCanonical())), ("entry", Entry?.ToCanonical()),
        ("programmes", Programmes.Select(p => p.ToCanonical())), ("holding", Holding), ("signature", Signature));

    /// <summary>Reads a certificate; nothing is verified but its form.</summary>
    /// <exception cref="FormatException">The bytes are no certificate, or not in canonical form.</exception>
    public static LedgerCertificate Of(ReadOnlySpan<byte> utf8)
    {
        var written = CanonicalObject.ParseCanonical(utf8);
        if (written.Integer("certificate") != Form)
            throw new FormatException("is a certificate of another form");
        var read = new LedgerCertificate(
            written.Text("kind"), SignedTreeHead.Of(written.Object("head")), [.. written.Objects("keys").Select(ProvenEntry.Of)], written.Has("entry") ? ProvenEntry.Of(written.Object("entry")) : null,
            [.. written.Objects("programmes").Select(ProvenEntry.Of)], written.Has("holding") ? written.Object("holding") : null, written.TextOrNull("signature"));
        return read.ToCanonical().ToUtf8().AsSpan().SequenceEqual(utf8) ? read : throw new FormatException("has members that a certificate does not have");
    }

    /// <summary>Verifies a certificate from nothing but its bytes and the ids of the keys that the asker trusts.</summary>
    /// <param name="utf8">The file.</param>
    /// <param name="pinned">Ids of trusted keys, lower-case hex.</param>
    /// <param name="isNamed">Whether one of them was named for this verification.</param>
    /// <param name="against">A head from elsewhere; where it has the same size, its root must be the same.</param>
    public static LedgerVerification Verify(byte[] utf8, IReadOnlySet<string> pinned, bool isNamed = false, SignedTreeHead? against = null) => LedgerVerification.Of(pinned, isNamed, checks =>
    {
        var certificate = Of(utf8);
        checks.Require("form", true, "规范格式的证书", "a certificate in canonical form");
        var (head, chain) = (certificate.Head, certificate.Chain(checks));
        checks.Signature(head, chain);
        var statement = certificate.State(checks, chain);
        if (against is not null)
            Against(checks, head, against, chain);
        checks.Pinned(head, chain);
        return statement;
    });

    /// <summary>Keys from the opening of the register to the head's.</summary>
    private KeyChain Chain(LedgerVerification.CheckList checks)
    {
        if (Keys.Count == 0)
            throw new FormatException("the opening of the register is missing");
        checks.Require("keys", Keys.All(k => k.IsIn(Head)), $"命名密钥的 {Keys.Count} 个条目都在树中", $"the {Keys.Count} entries that name keys are in the tree");
        var chain = KeyChain.Of(Keys[0].Entry);
        foreach (var rotation in Keys.Skip(1))
            chain = chain.With(rotation.Entry);
        checks.Require("keyChain", true, $"密钥更换 {Keys.Count - 1} 次，每次都由旧密钥签名", $"the key was replaced {Keys.Count - 1} times, each time signed by the old one");
        return chain;
    }

    private CertificateStatement State(LedgerVerification.CheckList checks, KeyChain chain)
    {
        var (blocks, before) = Entry is { } proven ? (CertificateStatement.BlocksOf(proven.Entry), proven.Entry.Index) : (Holding?.Objects("blocks") ?? [], Head.TreeSize);
        if (Entry is { } entry)
        {
            checks.Require("entry", Holding is null && Signature is null && entry.IsIn(Head), $"第 {entry.Entry.Index} 条在树中", $"entry {entry.Entry.Index} is in the tree");
            checks.Require("kind", Kind == CertificateStatement.KindOf(entry.Entry), $"该条目是 {CertificateStatement.KindOf(entry.Entry)}", $"the entry is a {CertificateStatement.KindOf(entry.Entry)}");
        }
        else if (Holding is { } holding)
        {
            checks.Require("kind", Kind == "holding" && holding.Text("logId") == Head.LogId && holding.Text("rootHash") == Head.RootHash && holding.Integer("treeSize") == Head.TreeSize, "持有声明与树头一致", "the statement of holding is of the head's tree");
            checks.Require("holding", Signature is { } signature && RegisterKey.IsLowerHex(signature) && RegisterKey.Verify(chain.At(Head.TreeSize), holding.ToUtf8(), Convert.FromHexString(signature)), "持有声明由登记簿密钥签名（不由包含证明得出）", "the statement of holding is signed by the register's key (it is not proved by inclusion)");
        }
        else
        {
            checks.Require("kind", Kind == "head" && Signature is null, "树头证书", "a certificate of a head");
        }

        var notices = Notices(checks, CertificateStatement.ProgrammesOf(blocks), before);
        return Entry is { } stated ? CertificateStatement.Of(Head.LogId, stated.Entry, notices) : Holding is { } held ? CertificateStatement.OfHolding(held, notices) : CertificateStatement.OfHead(Head);
    }

    /// <summary>What the programmes want said, from the texts that the ledger holds.</summary>
    private IReadOnlyList<Bilingual> Notices(LedgerVerification.CheckList checks, IReadOnlyList<string> needed, long before)
    {
        if (needed.Count == 0 && Programmes.Count == 0)
            return [];
        checks.Require("programmes", Programmes.All(p => p.IsIn(Head) && p.Entry.Index < before && p.Entry.Verb == Verbs.AdoptProgramme && p.Entry.Refusal is null) && needed.SequenceEqual(Programmes.Select(p => p.Entry.Payload.Text("id"))), $"机制文本在树中：{string.Join("、", needed)}", $"the texts of the programmes are in the tree: {string.Join(", ", needed)}");
        try
        {
            return [.. Programmes.SelectMany(p => ProgrammeRules.Of(p.Entry.Payload.Objects("files").ToDictionary(f => f.Text("name"), f => f.Text("text"), StringComparer.Ordinal)).Notices)];
        }
        catch (Exception e) when (e is MethodologyLoadException or ArgumentException)
        {
            throw new FormatException($"the texts of {string.Join(", ", needed)} are no rules of a programme: {e.Message}", e);
        }
    }

    private static void Against(LedgerVerification.CheckList checks, SignedTreeHead head, SignedTreeHead other, KeyChain chain)
    {
        checks.Require("against", other.LogId == head.LogId && other.TreeSize == head.TreeSize,
            $"对照的树头有 {other.TreeSize} 条，证书的有 {head.TreeSize} 条：条数不同，要用完整导出核对", $"the head to compare with has {other.TreeSize} entries, that of the certificate {head.TreeSize}: different sizes need the whole export");
        checks.Require("sameRoot", other.RootHash == head.RootHash && other.Verify(chain.At(other.TreeSize)), "两个树头的根相同", "both heads have the same root");
    }
}

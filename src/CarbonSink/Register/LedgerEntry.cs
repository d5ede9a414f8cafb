using System.Buffers;
using System.Security.Cryptography;

namespace CarbonSink.Register;

/// <summary>An entry of the ledger (登记簿条目): what was asked, by whom, when, and what came of it. Immutable.</summary>
/// <remarks>Its canonical bytes {index, time, actor, verb, key?, payload, outcome, refusal?, signature?} are the leaf of the Merkle tree. An entry with a refusal changes no state.</remarks>
/// <param name="Body">The entry as a canonical object.</param>
public sealed record LedgerEntry(CanonicalObject Body)
{
    private byte[]? bytes;

    /// <summary>Its index, from 0.</summary>
    public long Index => Body.Integer("index");

    /// <summary>When it was recorded: seconds UTC, yyyy-MM-ddTHH:mm:ssZ; never before the entry before it.</summary>
    public string Time => Body.Text("time");

    /// <summary>Id of the actor.</summary>
    public string Actor => Body.Text("actor");

    /// <summary>What was asked: one of <see cref="Verbs"/>.</summary>
    public string Verb => Body.Text("verb");

    /// <summary>Idempotency key of the request; null where none was given.</summary>
    public string? Key => Body.TextOrNull("key");

    /// <summary>What the request said.</summary>
    public CanonicalObject Payload => Body.Object("payload");

    /// <summary>What the register found and did: blocks moved, overlaps, deadlines; replaying the entry must give the same.</summary>
    public CanonicalObject Outcome => Body.Object("outcome");

    /// <summary>Why it was refused; null where it was done.</summary>
    public Refusal? Refusal => Body.Has("refusal") ? Refusal.Of(Body.Object("refusal")) : null;

    /// <summary>The canonical bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes ??= Body.ToUtf8();

    /// <summary>SHA-256(0x00 ‖ bytes), RFC 6962, 2.1.</summary>
    public byte[] LeafHash() => LeafHash(Bytes.Span);

    /// <summary>Leaf hash of any bytes.</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> bytes)
    {
        var leaf = ArrayPool<byte>.Shared.Rent(bytes.Length + 1);
        leaf[0] = 0;
        bytes.CopyTo(leaf.AsSpan(1));
        var hash = SHA256.HashData(leaf.AsSpan(0, bytes.Length + 1));
        ArrayPool<byte>.Shared.Return(leaf);
        return hash;
    }
}

/// <summary>What an actor asks of the register (请求).</summary>
/// <param name="Verb">One of <see cref="Verbs"/>.</param>
/// <param name="Payload">What it needs; docs/register.md lists the keys of each verb.</param>
/// <param name="Key">Idempotency key: the same key of the same actor with the same verb and payload gives the first answer again; with another request it is refused.</param>
public sealed record RegisterRequest(string Verb, CanonicalObject Payload, string? Key = null);

/// <summary>The register's answer (回执): the entry that was written, or written before for the same key.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Repeated">Whether the request had been answered before.</param>
public sealed record Receipt(LedgerEntry Entry, bool Repeated)
{
    /// <summary>Why it was refused; null where it was done.</summary>
    public Refusal? Refusal => Entry.Refusal;
}

namespace CarbonSink.Register;

/// <summary>The signing keys of a register from its opening on (密钥链): each names the next in an entry that it signed. Immutable.</summary>
/// <remarks>Whoever trusts one of them follows the chain from there on; a key signs heads of the trees that hold its entry and not yet that of the next.</remarks>
public sealed class KeyChain
{
    private KeyChain(string logId, IReadOnlyList<(string PublicKey, long Entry)> keys) => (LogId, Keys) = (logId, keys);

    /// <summary>Id of the register.</summary>
    public string LogId { get; }

    /// <summary>Public keys (SPKI, lower-case hex) with the entries that named them, the first one's being entry 0.</summary>
    public IReadOnlyList<(string PublicKey, long Entry)> Keys { get; }

    /// <summary>Begins with the entry that opened the register.</summary>
    /// <exception cref="FormatException">It is no such entry, or its key is none.</exception>
    public static KeyChain Of(LedgerEntry opening)
    {
        if (opening.Index != 0 || opening.Verb != Verbs.Open || opening.Refusal is not null)
            throw new FormatException("entry 0 does not open a register");
        var key = opening.Payload.Text("publicKey");
        return RegisterKey.IsPublicKey(key) ? new(opening.Payload.Text("logId"), [(key, 0)]) : throw new FormatException("entry 0 names no public key on P-256");
    }

    /// <summary>Follows an entry that replaces the key.</summary>
    /// <remarks>The signature stands in the entry and is bound by its leaf, so that either form of it will do, as it did for the register.</remarks>
    /// <exception cref="FormatException">It is no such entry, stands before the last one, names a key that was there before, or not both keys signed it.</exception>
    public KeyChain With(LedgerEntry rotation)
    {
        var (index, old) = (rotation.Index, Keys[^1].PublicKey);
        if (rotation.Verb != Verbs.RotateKey || rotation.Refusal is not null || index <= Keys[^1].Entry)
            throw new FormatException($"entry {index} does not replace the key");
        var (key, signature) = (rotation.Payload.Text("publicKey"), rotation.Payload.Text("signature"));
        if (!RegisterKey.IsPublicKey(key) || Keys.Any(k => k.PublicKey == key))
            throw new FormatException($"entry {index} names no new public key on P-256");
        if (!Credentials.HasSigned(old, SignedRotation(LogId, old, key), Convert.FromHexString(signature)))
            throw new FormatException($"entry {index} is not signed by the key that it replaces");
        if (!Credentials.HasSigned(key, SignedRotation(LogId, old, key), Convert.FromHexString(rotation.Payload.Text("proof"))))
            throw new FormatException($"entry {index} is not signed by the key that it names");
        return new(LogId, [.. Keys, (key, index)]);
    }

    /// <summary>The key whose signature counts for a tree of a size: that of the last entry in it that names one.</summary>
    /// <param name="treeSize">Number of entries, from 1.</param>
    public string At(long treeSize) => Keys.Last(k => k.Entry < Math.Max(treeSize, 1)).PublicKey;

    /// <summary>What both keys sign, the one in force to name the next and the next to prove that somebody holds it: canonical {logId, newKey, oldKey}.</summary>
    public static byte[] SignedRotation(string logId, string oldKey, string newKey) => ActorVerbs.RotationBytes(logId, oldKey, newKey);

    /// <summary>The payload of <see cref="Verbs.RotateKey"/>.</summary>
    /// <param name="logId">Id of the register.</param>
    /// <param name="key">The key in force.</param>
    /// <param name="newKey">The key that follows it.</param>
    public static CanonicalObject Rotation(string logId, RegisterKey key, RegisterKey newKey)
    {
        var bytes = SignedRotation(logId, key.PublicKey, newKey.PublicKey);
        return CanonicalObject.Of(("publicKey", newKey.PublicKey), ("signature", Convert.ToHexStringLower(key.Sign(bytes))), ("proof", Convert.ToHexStringLower(newKey.Sign(bytes))));
    }
}

namespace CarbonSink.Register;

/// <summary>A signed state of a ledger (已签名树头): how many entries there were at a time, and their root. Immutable.</summary>
/// <remarks>Signed is the canonical form of {logId, rootHash, time, treeSize}, by ECDSA P-256 with SHA-256, DER. The key's id is SHA-256 of its subject public key info.</remarks>
/// <param name="LogId">Id of the register.</param>
/// <param name="TreeSize">Number of entries.</param>
/// <param name="RootHash">Root, lower-case hex.</param>
/// <param name="Time">Seconds UTC, yyyy-MM-ddTHH:mm:ssZ.</param>
/// <param name="KeyId">Id of the signing key, lower-case hex.</param>
/// <param name="Signature">Signature, lower-case hex.</param>
public sealed record SignedTreeHead(string LogId, long TreeSize, string RootHash, string Time, string KeyId, string Signature)
{
    /// <summary>Signs the state of a ledger.</summary>
    /// <param name="logId">Id of the register.</param>
    /// <param name="tree">Its tree, whole.</param>
    /// <param name="time">When, UTC.</param>
    /// <param name="key">The key in force at that size.</param>
    public static SignedTreeHead Sign(string logId, MerkleTree tree, DateTimeOffset time, RegisterKey key)
    {
        var head = new SignedTreeHead(logId, tree.Size, Convert.ToHexStringLower(tree.Root(tree.Size)), time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture), key.Id, "");
        return head with { Signature = Convert.ToHexStringLower(key.Sign(head.Signed())) };
    }

    /// <summary>Whether a key signed this head: its id is the head's and the signature is right.</summary>
    /// <param name="publicKey">SPKI, lower-case hex.</param>
    public bool Verify(string publicKey) => TreeSize >= 0 && RegisterKey.IsLowerHex(publicKey) && RegisterKey.IsLowerHex(Signature) && RegisterKey.IdOf(publicKey) == KeyId
        && RegisterKey.Verify(publicKey, Signed(), Convert.FromHexString(Signature));

    /// <summary>The bytes that are signed: canonical {logId, rootHash, time, treeSize}.</summary>
    public byte[] Signed() => CanonicalObject.Of(("logId", LogId), ("treeSize", TreeSize), ("rootHash", RootHash), ("time", Time)).ToUtf8();

    /// <summary>As it is kept and written: {keyId, logId, rootHash, signature, time, treeSize}.</summary>
    public CanonicalObject ToCanonical() => CanonicalObject.Of(("logId", LogId), ("treeSize", TreeSize), ("rootHash", RootHash), ("time", Time), ("keyId", KeyId), ("signature", Signature));

    /// <summary>Back from what is kept.</summary>
    /// <exception cref="FormatException">A member is missing, of another kind, or stands beside those that a head has.</exception>
    public static SignedTreeHead Of(CanonicalObject written)
    {
        var head = new SignedTreeHead(written.Text("logId"), written.Integer("treeSize"), written.Text("rootHash"), written.Text("time"), written.Text("keyId"), written.Text("signature"));
        return head.ToCanonical().Equals(written) ? head : throw new FormatException("a tree head has members keyId, logId, rootHash, signature, time, treeSize");
    }
}

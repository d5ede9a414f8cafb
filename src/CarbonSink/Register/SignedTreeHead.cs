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
    /// <summary>As it is kept and written: {keyId, logId, rootHash, signature, time, treeSize}.</summary>
    public CanonicalObject ToCanonical() => CanonicalObject.Of(("logId", LogId), ("treeSize", TreeSize), ("rootHash", RootHash), ("time", Time), ("keyId", KeyId), ("signature", Signature));

    /// <summary>Back from what is kept.</summary>
    public static SignedTreeHead Of(CanonicalObject written) => new(written.Text("logId"), written.Integer("treeSize"), written.Text("rootHash"), written.Text("time"), written.Text("keyId"), written.Text("signature"));
}

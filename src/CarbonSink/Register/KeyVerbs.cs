namespace CarbonSink.Register;

/// <summary>Replacing the register's key (更换密钥).</summary>
internal static class KeyVerbs
{
    /// <summary>Takes a new key, named by the one in force.</summary>
    public static CanonicalObject Rotate(RequestContext c)
    {
        var row = c.State.Row(Rows.Register, "register") ?? throw new RefusedRequestException("register-opened", "register", "登记簿尚未开立", "the register is not open");
        var (old, key, signature) = (row.Text("publicKey"), c.Payload.Text("publicKey"), c.Payload.Text("signature"));
        if (!RegisterKey.IsPublicKey(key))
            throw new FormatException("a public key is the hex of a P-256 subject public key info");
        if (row.Objects("keys").Any(k => k.Text("publicKey") == key))
            throw new RefusedRequestException("key-new", "register", "该密钥已经用过，不能再用", "that key was used before and does not return");
        if (!RegisterKey.IsLowerHex(signature) || !RegisterKey.Verify(old, KeyChain.SignedRotation(row.Text("logId"), old, key), Convert.FromHexString(signature)))
            throw new RefusedRequestException("key-signature", "register", "更换密钥须由现用密钥签名", "the key in force must sign the one that replaces it");
        c.State.Put(Rows.Register, "register", row.With(("publicKey", key), ("keys", row.Objects("keys").Append(CanonicalObject.Of(("publicKey", key), ("from", c.Index))))));
        return CanonicalObject.Of(("newKeyId", RegisterKey.IdOf(key)), ("oldKeyId", RegisterKey.IdOf(old)));
    }
}

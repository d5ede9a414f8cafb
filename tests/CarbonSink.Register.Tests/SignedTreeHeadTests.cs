using System.Security.Cryptography;
using Xunit;

namespace CarbonSink.Register.Tests;

public sealed class SignedTreeHeadTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Is_signed_over_the_four_members_and_nothing_else()
    {
        using var key = RegisterKey.Create();
        var head = SignedTreeHead.Sign("岳阳-1", Tree(3), Noon, key);
        Assert.Equal($"{{\"logId\":\"岳阳-1\",\"rootHash\":\"{head.RootHash}\",\"time\":\"2026-11-22T12:00:00Z\",\"treeSize\":3}}", System.Text.Encoding.UTF8.GetString(head.Signed()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(key.PublicKey))), head.KeyId);
        Assert.True(head.Verify(key.PublicKey));
        Assert.Equal(head, SignedTreeHead.Of(head.ToCanonical()));
    }

    [Fact]
    public void Refuses_a_head_that_was_changed_or_signed_by_another()
    {
        using var key = RegisterKey.Create();
        using var other = RegisterKey.Create();
        var head = SignedTreeHead.Sign("log", Tree(3), Noon, key);
        Assert.False(head.Verify(other.PublicKey));
        Assert.False((head with { KeyId = other.Id }).Verify(other.PublicKey));
        Assert.False((head with { LogId = "loh" }).Verify(key.PublicKey));
        Assert.False((head with { TreeSize = 4 }).Verify(key.PublicKey));
        Assert.False((head with { TreeSize = -1 }).Verify(key.PublicKey));
        Assert.False((head with { Time = "2026-11-22T12:00:01Z" }).Verify(key.PublicKey));
        Assert.False((head with { Signature = head.Signature.ToUpperInvariant() }).Verify(key.PublicKey));
        Assert.False((head with { Signature = head.Signature + "00" }).Verify(key.PublicKey));
        Assert.False((head with { Signature = "" }).Verify(key.PublicKey));
        Assert.False((head with { Signature = "zz" }).Verify(key.PublicKey));
        Assert.False(head.Verify("00"));
        for (var bit = 0; bit < 4 * head.Signature.Length; bit++)
        {
            var bytes = Convert.FromHexString(head.Signature);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False((head with { Signature = Convert.ToHexStringLower(bytes) }).Verify(key.PublicKey));
        }

        Assert.Throws<FormatException>(() => SignedTreeHead.Of(head.ToCanonical().With(("note", "x"))));
    }

    /// <summary>(r, n − s) signs the same as (r, s): whoever has one signature could write a second, so that the same certificate would have two forms.</summary>
    [Fact]
    public void Refuses_the_second_form_of_a_signature()
    {
        using var key = RegisterKey.Create();
        for (var i = 0; i < 20; i++)
        {
            byte[] bytes = [(byte)i];
            var signature = key.Sign(bytes);
            Assert.True(RegisterKey.Verify(key.PublicKey, bytes, signature));
            var second = SecondForm(signature);
            using var plain = ECDsa.Create();
            plain.ImportSubjectPublicKeyInfo(Convert.FromHexString(key.PublicKey), out _);
            Assert.True(plain.VerifyData(bytes, second, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
            Assert.False(RegisterKey.Verify(key.PublicKey, bytes, second));
        }
    }

    [Fact]
    public void A_key_is_kept_encrypted_and_comes_back_with_its_passphrase_only()
    {
        using var key = RegisterKey.Create();
        var pem = key.ToPem("一片森林 correct horse");
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n", pem, StringComparison.Ordinal);
        using var back = RegisterKey.OfPem(pem, "一片森林 correct horse");
        Assert.Equal(key.PublicKey, back.PublicKey);
        Assert.True(RegisterKey.Verify(key.PublicKey, [1, 2], back.Sign([1, 2])));
        Assert.Throws<CryptographicException>(() => RegisterKey.OfPem(pem, "wrong horse"));
        Assert.Throws<CryptographicException>(() => RegisterKey.OfPem(pem[..200], "一片森林 correct horse"));
        Assert.Throws<ArgumentException>(() => key.ToPem("seven77"));
        Assert.Equal(key.PublicKey, RegisterKey.PublicKeyOfPem(key.ToPublicPem()));
        Assert.Throws<CryptographicException>(() => RegisterKey.PublicKeyOfPem("no key"));
        using var wide = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<CryptographicException>(() => RegisterKey.PublicKeyOfPem(wide.ExportSubjectPublicKeyInfoPem()));
        Assert.Throws<CryptographicException>(() => RegisterKey.OfPem(wide.ExportPkcs8PrivateKeyPem(), "correct horse"));
        Assert.Throws<CryptographicException>(() => RegisterKey.OfPem(wide.ExportEncryptedPkcs8PrivateKeyPem("correct horse", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)), "correct horse"));
        Assert.Equal(600_000, Rounds(pem));
    }

    private static MerkleTree Tree(int count)
    {
        var tree = new MerkleTree();
        for (var i = 0; i < count; i++)
            tree.Append(LedgerEntry.LeafHash([(byte)i]));
        return tree;
    }

    private static byte[] SecondForm(byte[] signature)
    {
        var order = System.Numerics.BigInteger.Parse("115792089210356248762697446949407573529996955224135760342422259061068512044369", System.Globalization.CultureInfo.InvariantCulture);
        var reader = new System.Formats.Asn1.AsnReader(signature, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        var (r, s) = (reader.ReadInteger(), reader.ReadInteger());
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(order - s);
        }

        return writer.Encode();
    }

    /// <summary>EncryptedPrivateKeyInfo (RFC 5958) → PBES2 → PBKDF2 (RFC 8018): salt, then the number of rounds.</summary>
    private static long Rounds(string pem)
    {
        var der = Convert.FromBase64String(pem[System.Security.Cryptography.PemEncoding.Find(pem).Base64Data]);
        var algorithm = new System.Formats.Asn1.AsnReader(der, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence().ReadSequence();
        algorithm.ReadObjectIdentifier();
        var function = algorithm.ReadSequence().ReadSequence();
        Assert.Equal("1.2.840.113549.1.5.12", function.ReadObjectIdentifier());
        var parameters = function.ReadSequence();
        parameters.ReadOctetString();
        return (long)parameters.ReadInteger();
    }
}

using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace CarbonSink.Register;

/// <summary>The private key of a register or of an actor (登记签名密钥): ECDSA on P-256 with SHA-256. Kept as an encrypted PKCS#8 text, never in the database.</summary>
/// <remarks>Of the two values s and n − s that sign the same, the smaller one is written and the larger refused, and DER is read strictly: nobody but the holder of the key can make another signature out of one.</remarks>
public sealed class RegisterKey : IDisposable
{
    /// <summary>Rounds of PBKDF2 with SHA-256 between passphrase and key.</summary>
    public const int Iterations = 600_000;

    /// <summary>Order of P-256 (SEC 2, 2.4.2).</summary>
    private static readonly BigInteger Order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How every public key on P-256 begins (RFC 5480): id-ecPublicKey, the curve by its name 1.2.840.10045.3.1.7, then an uncompressed point of two numbers of 32 bytes.</summary>
    private const string Head = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";

    private readonly ECDsa pair;

    private RegisterKey(ECDsa key)
    {
        pair = key;
        PublicKey = Convert.ToHexStringLower(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Subject public key info (SPKI), lower-case hex.</summary>
    public string PublicKey { get; }

    /// <summary>Id and fingerprint: SHA-256 of the subject public key info, lower-case hex.</summary>
    public string Id => IdOf(PublicKey);

    /// <summary>Makes a new key.</summary>
    public static RegisterKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads an encrypted PKCS#8 text ("BEGIN ENCRYPTED PRIVATE KEY").</summary>
    /// <exception cref="CryptographicException">The passphrase is wrong, the text is damaged or not encrypted, or the key is not on P-256.</exception>
    public static RegisterKey OfPem(string pem, string passphrase)
    {
        if (!pem.Contains("ENCRYPTED PRIVATE KEY", StringComparison.Ordinal))
            throw new CryptographicException("is no encrypted PKCS#8 key");
        var key = ECDsa.Create();
        try
        {
            key.ImportFromEncryptedPem(pem, passphrase);
            var read = new RegisterKey(key);
            return IsPublicKey(read.PublicKey) ? read : throw new CryptographicException("is no key on P-256");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new CryptographicException(e.Message, e);
        }
    }

    /// <summary>The encrypted PKCS#8 text: AES-256, PBKDF2 with SHA-256.</summary>
    /// <exception cref="ArgumentException">The passphrase is shorter than eight characters.</exception>
    public string ToPem(string passphrase) => passphrase.Length >= 8
        ? pair.ExportEncryptedPkcs8PrivateKeyPem(passphrase, new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations)) + "\n"
        : throw new ArgumentException("a passphrase has eight characters or more", nameof(passphrase));

    /// <summary>The public key as PEM text.</summary>
    public string ToPublicPem() => pair.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>Public key of a PEM text ("BEGIN PUBLIC KEY") as lower-case hex of its SPKI.</summary>
    /// <exception cref="CryptographicException">It is none, or not on P-256.</exception>
    public static string PublicKeyOfPem(string pem)
    {
        try
        {
            var range = PemEncoding.Find(pem);
            var publicKey = Convert.ToHexStringLower(Convert.FromBase64String(pem[range.Base64Data]));
            return pem[range.Label] == "PUBLIC KEY" && IsPublicKey(publicKey) ? publicKey : throw new CryptographicException("is no public key on P-256");
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new CryptographicException(e.Message, e);
        }
    }

    /// <summary>Id of a public key.</summary>
    /// <param name="publicKey">SPKI, lower-case hex.</param>
    /// <exception cref="FormatException">It is no hex.</exception>
    public static string IdOf(string publicKey) => Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(publicKey)));

    /// <summary>Whether text is a public key on P-256: SPKI, lower-case hex.</summary>
    public static bool IsPublicKey(string publicKey)
    {
        using var read = Import(publicKey);
        return read is not null;
    }

    /// <summary>Signs bytes: DER, with the smaller s.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes)
    {
        var signature = pair.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var r = new BigInteger(signature.AsSpan(0, 32), isUnsigned: true, isBigEndian: true);
        var s = new BigInteger(signature.AsSpan(32, 32), isUnsigned: true, isBigEndian: true);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(s > Order / 2 ? Order - s : s);
        }

        return writer.Encode();
    }

    /// <summary>Checks a signature: strict DER, smaller s; anything malformed is false.</summary>
    /// <param name="publicKey">SPKI, lower-case hex.</param>
    /// <param name="bytes">What was signed.</param>
    /// <param name="signature">Signature, DER.</param>
    public static bool Verify(string publicKey, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        try
        {
            var reader = new AsnReader(signature.ToArray(), AsnEncodingRules.DER);
            var numbers = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            var (r, s) = (numbers.ReadInteger(), numbers.ReadInteger());
            numbers.ThrowIfNotEmpty();
            if (r.Sign <= 0 || s.Sign <= 0 || r >= Order || s > Order / 2)
                return false;
            using var key = Import(publicKey);
            return key is not null && key.VerifyData(bytes, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => pair.Dispose();

    /// <summary>A public key that is written in the one way there is (P-256 by its name, uncompressed point) and lies on the curve; null for anything else.</summary>
    internal static ECDsa? Import(string publicKey)
    {
        if (publicKey.Length != Head.Length + 128 || !publicKey.StartsWith(Head, StringComparison.Ordinal) || !IsLowerHex(publicKey))
            return null;
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromHexString(publicKey), out _);
            return key;
        }
        catch (CryptographicException)
        {
            // A point beside the curve is answered like a key of another kind.
        }

        key.Dispose();
        return null;
    }

    /// <summary>Whether text is lower-case hex of whole bytes.</summary>
    internal static bool IsLowerHex(string text) => text.Length % 2 == 0 && text.All(static c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}

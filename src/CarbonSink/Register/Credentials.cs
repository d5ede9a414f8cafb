using System.Security.Cryptography;
using System.Text;

namespace CarbonSink.Register;

/// <summary>Who asks (凭证核对): tokens by their SHA-256, keys by a signature over the request.</summary>
internal static class Credentials
{
    /// <summary>Stands in the entry for an actor that was not recognised.</summary>
    public const string Unknown = "unknown";

    /// <summary>What an actor with a key signs: {actor, key, logId, payload, verb}.</summary>
    public static byte[] Signed(string logId, string actor, RegisterRequest request) =>
        CanonicalObject.Of(("actor", actor), ("key", request.Key), ("logId", logId), ("payload", request.Payload), ("verb", request.Verb)).ToUtf8();

    /// <summary>Whether a token is the one that the row of an actor knows; compared in constant time.</summary>
    public static bool HasToken(CanonicalObject actor, string? token)
    {
        if (token is null || actor.TextOrNull("tokenSha256") is not { } known)
            return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return Convert.FromHexString(known, expected, out _, out _) == System.Buffers.OperationStatus.Done && CryptographicOperations.FixedTimeEquals(hash, expected);
    }

    /// <summary>Whether bytes were signed with the key of a public key info in hex: ECDSA P-256, SHA-256, DER.</summary>
    public static bool HasSigned(string publicKey, byte[] bytes, byte[] signature)
    {
        using var key = Key(publicKey);
        return key.VerifyData(bytes, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>A public key: P-256, subject public key info in lower-case hex.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static ECDsa Key(string publicKey) => RegisterKey.Import(publicKey) ?? throw new FormatException("a public key is the hex of a P-256 subject public key info, the curve by its name");

    /// <summary>Checks what an actor is admitted with: a token's hash or a key, not both, and one of them unless it is only the public.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static void Check(CanonicalObject actor)
    {
        var (token, key) = (actor.TextOrNull("tokenSha256"), actor.TextOrNull("publicKey"));
        if ((token is null) == (key is null))
            throw new FormatException("an actor has either \"tokenSha256\" or \"publicKey\"");
        if (token is not null && (token.Length != 64 || !token.All(char.IsAsciiHexDigitLower)))
            throw new FormatException("\"tokenSha256\" is not 64 lower-case hexadecimal digits");
        if (key is not null)
            Key(key).Dispose();
    }

    /// <summary>Checks an idempotency key: 1 to 128 characters, no control characters; none is fine.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static void CheckKey(string? key)
    {
        if (key is not null && (key.Length is 0 or > 128 || key.Any(char.IsControl)))
            throw new FormatException("an idempotency key has 1 to 128 characters, none of them a control character");
    }

    /// <summary>The refusal of who was not recognised.</summary>
    public static Refusal Refused(string claimed) =>
        new("credential", "register", new($"{claimed} 不是登记簿的用户，或其令牌、签名不符", $"{claimed} is no actor of the register, or its token or signature is wrong"));
}

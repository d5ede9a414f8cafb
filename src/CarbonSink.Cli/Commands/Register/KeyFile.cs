using System.Security.Cryptography;
using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>Keys in PEM files: ECDSA on P-256, private ones encrypted by a passphrase (PKCS#8).</summary>
internal static class KeyFile
{
    private static readonly Bilingual NoKey = new("{0} 不是可用的密钥，或口令不对", "{0} is no key that can be used, or the passphrase is another");

    /// <summary>A private key, by the passphrase that --passphrase-file or CARBONSINK_KEY_PASSPHRASE gives.</summary>
    /// <exception cref="UsageException">The file holds no such key, or the passphrase is another.</exception>
    public static ECDsa Read(string path, Invocation invocation)
    {
        var (key, text) = (ECDsa.Create(), File.ReadAllText(path));
        try
        {
            if (text.Contains("ENCRYPTED", StringComparison.Ordinal))
                key.ImportFromEncryptedPem(text, Passphrase(invocation));
            else
                key.ImportFromPem(text);
            return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new UsageException(string.Format(null, NoKey.In(invocation.Language), path));
        }
    }

    /// <summary>The public key of a PEM file, private or public, as hex of its subject public key info.</summary>
    public static string PublicHex(string path)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return Convert.ToHexStringLower(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The passphrase of keys.</summary>
    /// <exception cref="UsageException">None is given.</exception>
    public static string Passphrase(Invocation invocation) =>
        invocation.Arguments.GetValue(RegisterOptions.PassphraseFile) is { } file ? File.ReadAllText(file).TrimEnd('\r', '\n')
        : Environment.GetEnvironmentVariable("CARBONSINK_KEY_PASSPHRASE") is { Length: > 0 } given ? given
        : throw RegisterSession.Missing("--passphrase-file FILE", invocation);
}

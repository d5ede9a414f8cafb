using System.Security.Cryptography;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>Keys in PEM files: ECDSA on P-256, private ones encrypted by the passphrase that --passphrase-file or CARBONSINK_KEY_PASSPHRASE gives.</summary>
internal static class KeyFile
{
    private const int LeastPassphrase = 8;

    private static readonly Bilingual Short = new("口令至少 {0} 个字符", "a passphrase has {0} characters or more");

    /// <summary>Makes a key and writes it to a new file, readable by its owner only.</summary>
    /// <exception cref="UsageException">There is no passphrase, or it is too short.</exception>
    /// <exception cref="IOException">The file is there already.</exception>
    public static RegisterKey Create(string path, Invocation invocation)
    {
        var passphrase = Passphrase(invocation);
        if (passphrase.Length < LeastPassphrase)
            throw new UsageException(string.Format(null, Short.In(invocation.Language), LeastPassphrase));
        var key = RegisterKey.Create();
        PrivateFile.Write(path, key.ToPem(passphrase));
        return key;
    }

    /// <summary>Reads a private key.</summary>
    /// <exception cref="RefusedInputException">The file holds no such key, or the passphrase is another.</exception>
    public static RegisterKey Read(string path, Invocation invocation)
    {
        try
        {
            return RegisterKey.OfPem(File.ReadAllText(path), Passphrase(invocation));
        }
        catch (CryptographicException e)
        {
            throw Refused(path, e);
        }
    }

    /// <summary>The public key of a PEM file as hex of its subject public key info.</summary>
    /// <exception cref="RefusedInputException">The file holds none.</exception>
    public static string PublicHex(string path)
    {
        try
        {
            return RegisterKey.PublicKeyOfPem(File.ReadAllText(path));
        }
        catch (CryptographicException e)
        {
            throw Refused(path, e);
        }
    }

    private static string Passphrase(Invocation invocation) =>
        invocation.Arguments.GetValue(RegisterOptions.PassphraseFile) is { } file ? File.ReadAllText(file).TrimEnd('\r', '\n')
        : Environment.GetEnvironmentVariable("CARBONSINK_KEY_PASSPHRASE") is { Length: > 0 } given ? given
        : throw RegisterSession.Missing("--passphrase-file FILE", invocation);

    private static RefusedInputException Refused(string path, CryptographicException e) => new(new Finding(RegisterFindings.BadKey, path, null, null, null, path, e.Message));
}

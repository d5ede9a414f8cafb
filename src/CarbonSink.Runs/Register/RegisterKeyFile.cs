using System.Security.Cryptography;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>The file of a register's or an actor's private key (密钥文件): encrypted PKCS#8, readable by its owner alone, outside the database.</summary>
public static class RegisterKeyFile
{
    /// <summary>Environment variable with the passphrase.</summary>
    public const string PassphraseVariable = "CARBONSINK_KEY_PASSPHRASE";

    /// <summary>Environment variable with the path of a file whose first line is the passphrase.</summary>
    public const string PassphraseFileVariable = "CARBONSINK_KEY_PASSPHRASE_FILE";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a key and writes its file, mode 0600; forced to the disk.</summary>
    /// <exception cref="Findings.RefusedInputException">The file exists, or the passphrase is too short.</exception>
    public static RegisterKey Create(string path, string passphrase)
    {
        if (passphrase.Length < 8)
            throw NoPassphrase();
        var key = RegisterKey.Create();
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerOnly;
            using var file = new FileStream(path, options);
            file.Write(System.Text.Encoding.ASCII.GetBytes(key.ToPem(passphrase)));
            file.Flush(flushToDisk: true);
            return key;
        }
        catch (IOException) when (File.Exists(path))
        {
            key.Dispose();
            throw DataSet.Refuse(VerificationFindings.KeyExists, path, path);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Opens a key file.</summary>
    /// <exception cref="Findings.RefusedInputException">Others may read it, the passphrase is wrong, or it is no such key.</exception>
    public static RegisterKey Open(string path, string passphrase)
    {
        RequireOwnerOnly(path);
        try
        {
            return RegisterKey.OfPem(File.ReadAllText(path), passphrase);
        }
        catch (CryptographicException e)
        {
            throw DataSet.Refuse(VerificationFindings.BadKeyFile, path, path, e.Message);
        }
    }

    /// <summary>The passphrase from the environment: a file where one is named, else the variable.</summary>
    /// <exception cref="Findings.RefusedInputException">There is none, or others may read its file.</exception>
    public static string Passphrase(Func<string, string?> environment)
    {
        var passphrase = environment(PassphraseVariable);
        if (environment(PassphraseFileVariable) is { Length: > 0 } path)
        {
            RequireOwnerOnly(path);
            passphrase = File.ReadLines(path).FirstOrDefault();
        }

        return passphrase is { Length: >= 8 } ? passphrase : throw NoPassphrase();
    }

    private static void RequireOwnerOnly(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(OwnerOnly | UnixFileMode.UserExecute)) != UnixFileMode.None)
            throw DataSet.Refuse(VerificationFindings.KeyReadable, path, path);
    }

    private static Findings.RefusedInputException NoPassphrase() => DataSet.Refuse(VerificationFindings.NoPassphrase, null, PassphraseVariable, PassphraseFileVariable);
}

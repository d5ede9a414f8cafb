using CarbonSink.Findings;
using CarbonSink.Register;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>Keys in files, with the passphrase that --passphrase-file or the environment gives.</summary>
internal static class KeyFile
{
    /// <summary>Makes a key and writes it to a new file, readable by its owner only.</summary>
    /// <exception cref="RefusedInputException">The file exists, or there is no passphrase.</exception>
    public static RegisterKey Create(string path, Invocation invocation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return RegisterKeyFile.Create(path, Passphrase(invocation));
    }

    /// <summary>Opens a private key.</summary>
    /// <exception cref="RefusedInputException">Others may read it, the passphrase is wrong, or it is no such key.</exception>
    public static RegisterKey Open(string path, Invocation invocation) => RegisterKeyFile.Open(path, Passphrase(invocation));

    private static string Passphrase(Invocation invocation) => RegisterKeyFile.Passphrase(name =>
        name == RegisterKeyFile.PassphraseFileVariable && invocation.Arguments.GetValue(RegisterOptions.PassphraseFile) is { } file ? file : Environment.GetEnvironmentVariable(name));
}

using System.Security.Cryptography;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>The keys of registers that somebody trusts (锁定的密钥): one that was named, or the list in the user's configuration.</summary>
/// <param name="Fingerprints">Ids, lower-case hex.</param>
/// <param name="PublicKey">The key itself where a PEM file was named: SPKI, lower-case hex.</param>
/// <param name="IsNamed">Whether it was named for this verification.</param>
public sealed record PinnedKeys(IReadOnlySet<string> Fingerprints, string? PublicKey, bool IsNamed)
{
    /// <summary>No key.</summary>
    public static PinnedKeys None { get; } = new(new HashSet<string>(), null, false);

    /// <summary>Where the list lies: $XDG_CONFIG_HOME/carbonsink/register-keys (else below ~/.config), on Windows %APPDATA%\carbonsink\register-keys; null where no home is known.</summary>
    public static string? ListPath(Func<string, string?> environment)
    {
        string? Named(string variable) => environment(variable) is { Length: > 0 } value ? value : null;
        var folder = OperatingSystem.IsWindows() ? Named("APPDATA") : Named("XDG_CONFIG_HOME") ?? (Named("HOME") is { } home ? Path.Combine(home, ".config") : null);
        return folder is null ? null : Path.Combine(folder, "carbonsink", "register-keys");
    }

    /// <summary>The key that was named, else those of the list.</summary>
    /// <param name="named">A PEM file with a public key, or a fingerprint; null for none.</param>
    /// <param name="list">Path of the list; null or absent for none.</param>
    /// <exception cref="Findings.RefusedInputException">What was named is neither, or a line of the list is no fingerprint.</exception>
    public static PinnedKeys Of(string? named, string? list)
    {
        if (named is not null)
            return OfNamed(named);
        if (list is null || !File.Exists(list))
            return None;
        var fingerprints = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(list))
        {
            number++;
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#')
                continue;
            fingerprints.Add(Fingerprint(text.Split(' ', '\t')[0]) ?? throw DataSet.Refuse(VerificationFindings.BadKeyLine, list, list, FormattableString.Invariant($"{number}")));
        }

        return new(fingerprints, null, false);
    }

    private static PinnedKeys OfNamed(string named)
    {
        if (Fingerprint(named) is { } fingerprint)
            return new(new HashSet<string> { fingerprint }, null, true);
        try
        {
            var key = File.Exists(named) ? RegisterKey.PublicKeyOfPem(File.ReadAllText(named)) : throw new CryptographicException("is no file");
            return new(new HashSet<string> { RegisterKey.IdOf(key) }, key, true);
        }
        catch (CryptographicException)
        {
            throw DataSet.Refuse(VerificationFindings.BadKey, named, named);
        }
    }

    private static string? Fingerprint(string text) => text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant() is { Length: 64 } hex && hex.All(char.IsAsciiHexDigitLower) ? hex : null;
}

using System.Security.Cryptography;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>A verb's way to the register: opens it, shows who asks, submits, prints what came of it.</summary>
internal static class RegisterSession
{
    private static readonly Bilingual Needs = new("缺少 {0}", "{0} is missing");

    /// <summary>Opens the register that --db or CARBONSINK_REGISTER names.</summary>
    /// <exception cref="UsageException">Neither does.</exception>
    public static IRegisterStore Open(Invocation invocation, bool create = false) => RegisterPlace.Open(Place(invocation), create);

    /// <summary>Where the register is.</summary>
    /// <exception cref="UsageException">Neither --db nor CARBONSINK_REGISTER says so.</exception>
    public static string Place(Invocation invocation) => invocation.Arguments.GetValue(RegisterOptions.Db) ?? Environment.GetEnvironmentVariable("CARBONSINK_REGISTER") switch
    {
        { Length: > 0 } place => place,
        _ => throw Missing("--db FILE|URL", invocation),
    };

    /// <summary>Who asks, by token or key.</summary>
    /// <exception cref="UsageException">It is not said.</exception>
    public static ActorCredential Credential(Invocation invocation)
    {
        var actor = invocation.Arguments.GetValue(RegisterOptions.As) ?? throw Missing("--as ACTOR", invocation);
        if (invocation.Arguments.GetValue(RegisterOptions.Key) is not { } file)
            return new(actor, Environment.GetEnvironmentVariable("CARBONSINK_REGISTER_TOKEN") is { Length: > 0 } given ? given : throw Missing("--key FILE", invocation), null);
        var text = File.ReadAllText(file).Trim();
        if (!text.StartsWith("-----BEGIN", StringComparison.Ordinal))
            return new(actor, text, null);
        var key = KeyFile.Read(file, invocation);
        return new(actor, null, bytes => key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    /// <summary>Submits a request and prints the answer.</summary>
    /// <returns>The exit status.</returns>
    public static int Submit(Invocation invocation, string verb, CanonicalObject payload)
    {
        var credential = Credential(invocation);
        using var store = Open(invocation);
        var receipt = new UnitRegister(store).Submit(new RegisterRequest(verb, payload, invocation.Arguments.GetValue(RegisterOptions.IdempotencyKey)), credential);
        return ReceiptText.Print(invocation, receipt);
    }

    /// <summary>Something that must be given is not.</summary>
    public static UsageException Missing(string what, Invocation invocation) => new(string.Format(null, Needs.In(invocation.Language), what));
}

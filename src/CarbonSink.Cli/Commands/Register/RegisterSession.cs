using System.CommandLine;
using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>A verb's way to the register: opens it, shows who asks, submits, prints what came of it.</summary>
internal static class RegisterSession
{
    private static readonly Bilingual Needs = new("缺少 {0}", "{0} is missing");

    private static readonly Bilingual NoFile = new("{0}：没有文件 {1}", "{0}: there is no file {1}");

    private static readonly Bilingual NoClock = new("CARBONSINK_SAMPLE_CLOCK（{0}）只用于编号以 sample- 开头的示例登记簿，写成 yyyy-MM-ddTHH:mm:ssZ", "CARBONSINK_SAMPLE_CLOCK ({0}) is for sample registers whose id begins with sample-, and is written yyyy-MM-ddTHH:mm:ssZ");

    /// <summary>What --signing-key does.</summary>
    public static Bilingual SigningText { get; } = new("登记簿的签名密钥；给出时先签署台账现状", "the register's signing key; where given the ledger is signed first");

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
        var text = System.IO.File.ReadAllText(File(file, "--key", invocation)).Trim();
        if (!text.StartsWith("-----BEGIN", StringComparison.Ordinal))
            return new(actor, text, null);
        var key = KeyFile.Open(file, invocation);
        return new(actor, null, bytes => key.Sign(bytes));
    }

    /// <summary>Submits a request.</summary>
    public static Receipt Submit(IRegisterStore store, Invocation invocation, string verb, CanonicalObject payload) =>
        new UnitRegister(store, Clock(store, invocation)).Submit(new RegisterRequest(verb, payload, invocation.Arguments.GetValue(RegisterOptions.IdempotencyKey)), Credential(invocation));

    /// <summary>--signing-key</summary>
    public static Option<string> SigningKey() => new("--signing-key") { HelpName = "FILE" };

    /// <summary>Signs the ledger as it is, where a key was given.</summary>
    public static void Sign(IRegisterStore store, string? file, Invocation invocation)
    {
        if (file is null)
            return;
        using var key = KeyFile.Open(File(file, "--signing-key", invocation), invocation);
        SignedRegister.Sign(store, key, Clock(store, invocation));
    }

    /// <summary>The clock: the system's. A register whose id begins with "sample-" may be walked through at the times that CARBONSINK_SAMPLE_CLOCK gives; no other may.</summary>
    /// <exception cref="UsageException">The variable is set for another register, or is no time.</exception>
    public static TimeProvider Clock(IRegisterStore store, Invocation invocation) => VerifiedRegister.Readable(() => store.Read(state => Clock(state, invocation)));

    /// <summary>The clock of a register that is being read.</summary>
    /// <exception cref="UsageException">As above.</exception>
    public static TimeProvider Clock(IRegisterReading state, Invocation invocation) =>
        Clock(state.Row(Rows.Register, Rows.Register)?.Text("logId") ?? "", invocation);

    /// <summary>The clock of the register with an id.</summary>
    /// <exception cref="UsageException">As above.</exception>
    public static TimeProvider Clock(string logId, Invocation invocation)
    {
        if (Environment.GetEnvironmentVariable("CARBONSINK_SAMPLE_CLOCK") is not { Length: > 0 } text)
            return TimeProvider.System;
        return logId.StartsWith("sample-", StringComparison.Ordinal) && DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? new SampleClock(time)
            : throw new UsageException(string.Format(null, NoClock.In(invocation.Language), text));
    }

    /// <summary>A file that an option names, if it is there.</summary>
    /// <exception cref="UsageException">It is not.</exception>
    public static string File(string path, string option, Invocation invocation) => System.IO.File.Exists(path) ? path : throw new UsageException(string.Format(null, NoFile.In(invocation.Language), option, path));

    /// <summary>Something that must be given is not.</summary>
    public static UsageException Missing(string what, Invocation invocation) => new(string.Format(null, Needs.In(invocation.Language), what));

    private sealed class SampleClock(DateTimeOffset time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time;
    }
}

namespace CarbonSink.Register;

/// <summary>The register (登记簿): answers requests one after another, each by one entry of the ledger and the changes of state that follow from it.</summary>
/// <remarks>
/// A request is checked whole before anything is put; one that a rule refuses becomes an entry with a refusal and changes nothing. State is a function of the entries: <see cref="Replay"/> makes it anew,
/// and what an entry says came of it must come of it again.
/// </remarks>
public sealed class UnitRegister(IRegisterStore store, TimeProvider? clock = null)
{
    /// <summary>Where it is kept.</summary>
    public IRegisterStore Store => store;

    /// <summary>The time that new entries carry.</summary>
    public TimeProvider Clock { get; } = clock ?? TimeProvider.System;

    /// <summary>Answers a request.</summary>
    /// <exception cref="FormatException">The payload lacks a key or holds one that the verb does not know: misuse, nothing is logged.</exception>
    public Receipt Submit(RegisterRequest request, ActorCredential credential) => Submit([request], credential)[0];

    /// <summary>Answers requests in order in one transaction; one that is refused does not stop those after it.</summary>
    /// <exception cref="FormatException">As for one; then none is done.</exception>
    public IReadOnlyList<Receipt> Submit(IReadOnlyList<RegisterRequest> requests, ActorCredential credential) => throw new NotSupportedException($"{requests} {credential} {store} {Clock}");

    /// <summary>Replays entries into an empty store, rule by rule, signature by signature.</summary>
    /// <returns>The first entry that does not follow from those before it, with the reason; null where all do.</returns>
    public static (long Entry, string Reason)? Replay(IEnumerable<ReadOnlyMemory<byte>> entries, IRegisterWriting into) => throw new NotSupportedException($"{entries} {into}");
}

/// <summary>By what an actor shows who it is (凭证): a token, whose SHA-256 the register knows, or a key, which signs each request.</summary>
/// <param name="Actor">Id of the actor.</param>
/// <param name="Token">The token; null with a key.</param>
/// <param name="Sign">Signs bytes by ECDSA P-256 with SHA-256, DER; null with a token.</param>
public sealed record ActorCredential(string Actor, string? Token, Func<byte[], byte[]>? Sign);

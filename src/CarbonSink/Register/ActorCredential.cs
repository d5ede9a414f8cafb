namespace CarbonSink.Register;

/// <summary>By what an actor shows who it is (凭证): a token, whose SHA-256 the register knows, or a key, which signs each request.</summary>
/// <param name="Actor">Id of the actor.</param>
/// <param name="Token">The token; null with a key.</param>
/// <param name="Sign">Signs bytes by ECDSA P-256 with SHA-256, DER; null with a token.</param>
public sealed record ActorCredential(string Actor, string? Token, Func<byte[], byte[]>? Sign);

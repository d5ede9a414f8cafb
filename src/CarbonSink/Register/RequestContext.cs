namespace CarbonSink.Register;

/// <summary>A request while it is answered: what a verb's handler sees and may put.</summary>
/// <remarks>A handler checks everything, then puts, then returns the outcome; it asks neither clock nor chance, so that a replay gives the same.</remarks>
internal sealed class RequestContext
{
    /// <summary>The register; what is put is read back.</summary>
    public required IRegisterWriting State { get; init; }

    /// <summary>What the request says.</summary>
    public required CanonicalObject Payload { get; init; }

    /// <summary>Row of the actor.</summary>
    public required CanonicalObject Actor { get; init; }

    /// <summary>Index of the entry that is being written.</summary>
    public required long Index { get; init; }

    /// <summary>Its time, yyyy-MM-ddTHH:mm:ssZ.</summary>
    public required string Time { get; init; }

    /// <summary>Its day in China (UTC+8).</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The outcome that was recorded, on a replay; null where the request is new. Only overlaps are taken from it, since areas are measured.</summary>
    public CanonicalObject? Recorded { get; init; }

    /// <summary>Rules of an adopted programme.</summary>
    /// <exception cref="RefusedRequestException">The programme is not adopted.</exception>
    public required Func<string, ProgrammeRules> Rules { get; init; }

    /// <summary>Roles of the actor.</summary>
    public required IReadOnlySet<RegisterRole> Roles { get; init; }
}

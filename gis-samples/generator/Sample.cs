namespace CarbonSink.Samples;

/// <summary>What the generator writes: a place, or a part of it, in a data dictionary and an encoding, with planted defects.</summary>
internal sealed record Sample
{
    /// <summary>Name: that of the place, or of the schema whose folder has the sample.</summary>
    public required string Id { get; init; }

    public required Place Place { get; init; }

    public required DataDictionary Dictionary { get; init; }

    public required TextCoding Coding { get; init; }

    /// <summary>Plants the defects.</summary>
    public required Action<Defects> Plant { get; init; }

    /// <summary>Units that belong to the sample.</summary>
    public Predicate<Unit> Part { get; init; } = _ => true;

    /// <summary>Whether townships, boundary and the place's division are written beside the units.</summary>
    public bool WholeCounty { get; init; }
}

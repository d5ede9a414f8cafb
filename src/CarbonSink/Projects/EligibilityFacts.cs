namespace CarbonSink.Projects;

/// <summary>What is known of a parcel (地块事实).</summary>
/// <param name="Key">Its key.</param>
/// <param name="AreaM2">Its area on the ellipsoid, m².</param>
/// <param name="PartsM2">Areas of its connected parts, m²; null without geometry.</param>
public sealed record ParcelFacts(string Key, double AreaM2, IReadOnlyList<double>? PartsM2)
{
    /// <summary>Its columns by name, null where blank.</summary>
    public IReadOnlyDictionary<string, string?> Columns { get; init; } = new Dictionary<string, string?>();

    /// <summary>Kinds of evidence that cover it, with ids of the documents.</summary>
    public IReadOnlyDictionary<string, string> Evidence { get; init; } = new Dictionary<string, string>();

    /// <summary>How much of it lies in layers, m², by the subject of the rule (roles joined by |) as far as layers of these roles were given; where they overlap counted once.</summary>
    public IReadOnlyDictionary<string, double> CoveredM2 { get; init; } = new Dictionary<string, double>();
}

/// <summary>What is known of a project when its eligibility is judged (项目事实). Immutable.</summary>
public sealed record EligibilityFacts
{
    /// <summary>Day of the start; null where it is not known, as for candidate land.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Day of the first planting.</summary>
    public DateOnly? FirstPlanting { get; init; }

    /// <summary>The crediting period.</summary>
    public DaySpan? CreditingPeriod { get; init; }

    /// <summary>The project's lifetime.</summary>
    public DaySpan? Lifetime { get; init; }

    /// <summary>Monitoring periods.</summary>
    public IReadOnlyList<MonitoringPeriod> Periods { get; init; } = [];

    /// <summary>What the participants declare: met, and the id of the evidence where there is such a document.</summary>
    public IReadOnlyDictionary<string, (bool Met, string? Evidence)> Declarations { get; init; } = new Dictionary<string, (bool, string?)>();

    /// <summary>The parcels.</summary>
    public IReadOnlyList<ParcelFacts> Parcels { get; init; } = [];

    /// <summary>Columns that the parcels have, with the unit of each; null without one.</summary>
    public IReadOnlyDictionary<string, string?> Columns { get; init; } = new Dictionary<string, string?>();

    /// <summary>Roles of the layers that were given.</summary>
    public IReadOnlyCollection<string> Layers { get; init; } = [];

    /// <summary>Codes of the counties that the project or bundle lies in.</summary>
    public IReadOnlyList<string> Divisions { get; init; } = [];
}

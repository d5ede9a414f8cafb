namespace CarbonSink.Samples;

/// <summary>A data dictionary (数据字典) as a delivery follows it: which units the layer has, their fields, and how areas and land classes are written.</summary>
internal sealed record DataDictionary
{
    /// <summary>Id of the input schema.</summary>
    public required string Schema { get; init; }

    /// <summary>Fields in file order for a place.</summary>
    public required Func<Place, IReadOnlyList<DbaseField<Unit>>> Fields { get; init; }

    /// <summary>How the land class of a unit is written.</summary>
    public required Func<Place, Unit, string> LandClassCode { get; init; }

    /// <summary>Field of the recorded area.</summary>
    public required string AreaField { get; init; }

    /// <summary>Field of the stock of a unit.</summary>
    public string? StockField { get; init; }

    /// <summary>Units that the layer has.</summary>
    public Predicate<Unit> Covers { get; init; } = _ => true;

    /// <summary>Whether names of townships and villages come in tables of their own.</summary>
    public bool NamesApart { get; init; }

    /// <summary>Whether areas are those of the land survey, on the ellipsoid, instead of planar ones.</summary>
    public bool SurveyArea { get; init; }
}

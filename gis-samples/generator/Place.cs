namespace CarbonSink.Samples;

/// <summary>A point of the Gauss–Krüger plane, metres: X east, Y north.</summary>
internal readonly record struct Point(double X, double Y)
{
    /// <summary>A point given in kilometres.</summary>
    public static Point Km(double x, double y) => new(x * 1000, y * 1000);

    /// <summary>Square of the distance to another point, m².</summary>
    public double SquareTo(Point other) => (X - other.X) * (X - other.X) + (Y - other.Y) * (Y - other.Y);
}

/// <summary>A hill of the schematic terrain: height above the plain in metres, radius in metres where a quarter of it is left.</summary>
internal sealed record Hill(Point Top, double Height, double Radius);

/// <summary>A lake or reservoir: an ellipse with half axes in metres, its shore made irregular.</summary>
internal sealed record Lake(Point Centre, double HalfWidth, double HalfHeight);

/// <summary>A township (乡镇): its seat, radius of its built-up area in metres, villages, and the species favoured there (code, factor on the weight).</summary>
internal sealed record Township(string Name, Point Seat, double TownRadius, string[] Villages)
{
    /// <summary>Factors on the weights of species.</summary>
    public (string Species, double Factor)[] Favours { get; init; } = [];

    /// <summary>Whether this township delivers its land classes in the 01xx coding.</summary>
    public bool OldLandClasses { get; init; }
}

/// <summary>A share of the forest land: a land class and its weight.</summary>
internal sealed record LandShare(LandClass Class, double Weight);

/// <summary>A zone of a division: its name and the point it grows from.</summary>
internal sealed record Zone(string Name, Point Seat);

/// <summary>A division of a county in zones of its own, such as forest-chief areas (林长责任区) or river basins: the file name of its layer and the zones.</summary>
internal sealed record Zoning(string Layer, Zone[] Zones);

/// <summary>Everything that makes one sample county; another county is another value of this record.</summary>
internal sealed record Place
{
    /// <summary>Folder name.</summary>
    public required string Id { get; init; }

    /// <summary>Name in Chinese.</summary>
    public required string Name { get; init; }

    /// <summary>Name in English.</summary>
    public required string NameEn { get; init; }

    /// <summary>Six-digit division code (GB/T 2260).</summary>
    public required string Division { get; init; }

    /// <summary>Survey date, ISO 8601.</summary>
    public required string SurveyDate { get; init; }

    /// <summary>Seed of every random number.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Central meridian of the 3-degree zone, degrees east.</summary>
    public required int CentralMeridian { get; init; }

    /// <summary>Schematic outline, open, in either direction.</summary>
    public required Point[] Outline { get; init; }

    /// <summary>Elevation of the plain, metres.</summary>
    public required double PlainElevation { get; init; }

    /// <summary>Hills.</summary>
    public required Hill[] Hills { get; init; }

    /// <summary>Lakes.</summary>
    public required Lake[] Lakes { get; init; }

    /// <summary>Townships.</summary>
    public required Township[] Townships { get; init; }

    /// <summary>Share of the county that is forest land (林地).</summary>
    public required double ForestLandShare { get; init; }

    /// <summary>How the forest land divides into classes.</summary>
    public required LandShare[] ForestLand { get; init; }

    /// <summary>Species of the county.</summary>
    public required Species[] Species { get; init; }

    /// <summary>Size of the grain of which units are made, m².</summary>
    public double CellArea { get; init; } = 70_000;

    /// <summary>A division of the county that does not follow its townships; null: none.</summary>
    public Zoning? Zoning { get; init; }
}

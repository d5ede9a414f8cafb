namespace CarbonSink.Gis;

/// <summary>Which columns of a table hold its geometry (坐标列): one of well-known text, or two of x and y.</summary>
/// <param name="Text">Column of the text, or −1.</param>
/// <param name="X">Column of x, or −1.</param>
/// <param name="Y">Column of y, or −1.</param>
internal readonly record struct TableGeometry(int Text, int X, int Y)
{
    private static readonly string[] TextNames = ["WKT", "GEOMETRY", "GEOM", "THE_GEOM"];

    private static readonly (string X, string Y)[] PointNames =
    [
        ("X", "Y"), ("LON", "LAT"), ("LNG", "LAT"), ("LONGITUDE", "LATITUDE"), ("经度", "纬度"), ("EAST", "NORTH"), ("EASTING", "NORTHING"), ("横坐标", "纵坐标"),
    ];

    /// <summary>Whether there is none.</summary>
    public bool IsNone => Text < 0 && X < 0;

    /// <summary>Whether a column of this name holds well-known text.</summary>
    public static bool IsText(string name) => TextNames.Contains(name.Trim().ToUpperInvariant());

    /// <summary>The columns by their names; x and y count only where most of their values are numbers.</summary>
    public static TableGeometry Of(IReadOnlyList<ColumnInference> columns)
    {
        var names = columns.Select(c => c.Name.Trim().ToUpperInvariant()).ToList();
        foreach (var name in TextNames)
            if (names.IndexOf(name) is >= 0 and var text && !columns[text].IsNumber)
                return new(text, -1, -1);
        foreach (var (x, y) in PointNames)
            if (names.IndexOf(x) is >= 0 and var east && names.IndexOf(y) is >= 0 and var north && columns[east].IsMostlyNumber && columns[north].IsMostlyNumber)
                return new(-1, east, north);
        return new(-1, -1, -1);
    }
}

using CarbonSink.Geometry;

namespace CarbonSink.Reports;

/// <summary>The panel of a map and how coordinates fall on it (图框): projected coordinates as they are, geographic ones with both axes in metres at the middle latitude. Panel units are those of the drawing, y downwards from the panel's upper left corner.</summary>
public sealed class MapFrame
{
    private const double Degree = Math.PI / 180;
    private const double Padding = 10;

    private readonly MapProjection? projection;
    private readonly double scaleX;
    private readonly double scaleY;
    private readonly double centreX;
    private readonly double centreY;

    /// <summary>Fits bounds into a panel of a width, as high as they need but not higher than a limit.</summary>
    /// <param name="reference">The coordinate reference of bounds and shapes.</param>
    /// <param name="bounds">What must be seen; not empty.</param>
    /// <param name="width">Width of the panel.</param>
    /// <param name="mostHeight">Most height of the panel.</param>
    public MapFrame(CoordinateReference reference, MapBounds bounds, double width, double mostHeight)
    {
        if (bounds.IsEmpty)
            throw new ArgumentException("a map needs something to show", nameof(bounds));
        Reference = reference;
        (centreX, centreY) = ((bounds.MinX + bounds.MaxX) / 2, (bounds.MinY + bounds.MaxY) / 2);
        var (metresX, metresY) = (reference.MetresPerUnit, reference.MetresPerUnit);
        projection = MapProjection.Of(reference);
        if (reference.IsGeographic)
            (metresX, metresY) = MetresPerDegree(reference.Ellipsoid, centreY);
        var spanX = Math.Max((bounds.MaxX - bounds.MinX) * metresX, 100);
        var spanY = Math.Max((bounds.MaxY - bounds.MinY) * metresY, 100);
        MetresPerUnit = Math.Max(spanX / (width - (2 * Padding)), spanY / (mostHeight - (2 * Padding)));
        (scaleX, scaleY) = (metresX / MetresPerUnit, metresY / MetresPerUnit);
        Width = width;
        Height = Math.Max(width / 2, (spanY / MetresPerUnit) + (2 * Padding));
    }

    /// <summary>The coordinate reference.</summary>
    public CoordinateReference Reference { get; }

    /// <summary>Width of the panel.</summary>
    public double Width { get; }

    /// <summary>Height of the panel.</summary>
    public double Height { get; }

    /// <summary>Metres on the ground that one panel unit stands for.</summary>
    public double MetresPerUnit { get; }

    /// <summary>Whether the panel's places have a latitude and longitude: not where the projection is known by name alone.</summary>
    public bool HasPlaces => Reference.IsGeographic || projection is not null;

    /// <summary>Where coordinates fall.</summary>
    public (double X, double Y) ToPanel(double x, double y) => ((Width / 2) + ((x - centreX) * scaleX), (Height / 2) - ((y - centreY) * scaleY));

    /// <summary>The coordinates of a place on the panel.</summary>
    public (double X, double Y) FromPanel(double panelX, double panelY) => (centreX + ((panelX - (Width / 2)) / scaleX), centreY - ((panelY - (Height / 2)) / scaleY));

    /// <summary>Where a geographic position falls.</summary>
    public (double X, double Y) FromGeographic(double latitude, double longitude)
    {
        if (projection is null)
            return ToPanel(longitude, latitude);
        var (easting, northing) = projection.Forward(latitude, longitude);
        return ToPanel(easting, northing);
    }

    /// <summary>The geographic position of a place on the panel.</summary>
    public (double Latitude, double Longitude) ToGeographic(double panelX, double panelY)
    {
        var (x, y) = FromPanel(panelX, panelY);
        return projection is null ? (y, x) : projection.Inverse(x, y);
    }

    /// <summary>Lengths of a degree of longitude and of latitude on the ellipsoid, metres.</summary>
    private static (double East, double North) MetresPerDegree(Ellipsoid ellipsoid, double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude * Degree);
        var w2 = 1 - (ellipsoid.EccentricitySquared * sin * sin);
        var primeVertical = ellipsoid.SemiMajorAxis / Math.Sqrt(w2);
        return (primeVertical * cos * Degree, primeVertical * (1 - ellipsoid.EccentricitySquared) / w2 * Degree);
    }
}

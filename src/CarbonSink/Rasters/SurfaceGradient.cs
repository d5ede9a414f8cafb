namespace CarbonSink.Rasters;

/// <summary>Gradient of a surface of heights (地表坡降): metres up for a metre to the east and to the north.</summary>
/// <param name="East">dz/dx.</param>
/// <param name="North">dz/dy.</param>
public readonly record struct SurfaceGradient(double East, double North)
{
    /// <summary>Slope (坡度), degrees.</summary>
    public double SlopeDegrees => Math.Atan(Math.Sqrt((East * East) + (North * North))) * 180 / Math.PI;

    /// <summary>Surface area to horizontal area of a plane with this gradient: 1/cos of the slope.</summary>
    public double SurfaceRatio => Math.Sqrt(1 + (East * East) + (North * North));

    /// <summary>Aspect (坡向): direction downhill, degrees clockwise from north, 0 to below 360; NaN where it is flat.</summary>
    public double AspectDegrees
    {
        get
        {
            if (East == 0 && North == 0)
                return double.NaN;
            var degrees = Math.Atan2(-East, -North) * 180 / Math.PI;
            return degrees < 0 ? degrees + 360 : degrees;
        }
    }

    /// <summary>The gradient of the middle of nine heights.</summary>
    /// <remarks>Horn, B.K.P. (1981): Hill shading and the reflectance map. Proceedings of the IEEE 69(1), 14–47: neighbours along the sides count twice those at the corners.</remarks>
    /// <param name="above">Three heights of the row before.</param>
    /// <param name="middle">Three heights of the row.</param>
    /// <param name="below">Three heights of the row after.</param>
    /// <param name="columnStep">Metres to the east from column to column; negative where columns run west.</param>
    /// <param name="rowStep">Metres to the north from row to row; negative where rows run south.</param>
    /// <returns>NaN in both where a height is missing.</returns>
    public static SurfaceGradient Horn(ReadOnlySpan<double> above, ReadOnlySpan<double> middle, ReadOnlySpan<double> below, double columnStep, double rowStep)
    {
        var east = (above[2] + (2 * middle[2]) + below[2] - above[0] - (2 * middle[0]) - below[0]) / (8 * columnStep);
        var north = (below[0] + (2 * below[1]) + below[2] - above[0] - (2 * above[1]) - above[2]) / (8 * rowStep);
        return double.IsNaN(east + north + middle[1]) ? new(double.NaN, double.NaN) : new(east, north);
    }
}

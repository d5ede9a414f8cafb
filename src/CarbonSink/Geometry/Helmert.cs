using System.Globalization;

namespace CarbonSink.Geometry;

/// <summary>Which way the rotations of a seven-parameter transformation turn: the same figures with the other convention are metres off.</summary>
public enum HelmertConvention
{
    /// <summary>Position vector (位置矢量, Bursa–Wolf), EPSG method 9606: rotations turn the point.</summary>
    PositionVector,

    /// <summary>Coordinate frame (坐标框架), EPSG method 9607: rotations turn the axes.</summary>
    CoordinateFrame,
}

/// <summary>The seven parameters of a change of datum (七参数, 布尔沙模型) between geocentric coordinates.</summary>
/// <remarks>IOGP Publication 373-7-2: X' = (1 + s) R X + T with the rotations so small that R = I + [r]×; EPSG methods 9606 and 9607. The parameters are a secret of the survey authority in China and never built in.</remarks>
/// <param name="X">dX, metres.</param>
/// <param name="Y">dY, metres.</param>
/// <param name="Z">dZ, metres.</param>
/// <param name="RotationX">rX, seconds of arc.</param>
/// <param name="RotationY">rY, seconds of arc.</param>
/// <param name="RotationZ">rZ, seconds of arc.</param>
/// <param name="Scale">Change of scale, parts per million.</param>
/// <param name="Convention">Which way the rotations turn.</param>
public sealed record Helmert(double X, double Y, double Z, double RotationX, double RotationY, double RotationZ, double Scale, HelmertConvention Convention)
{
    private const double Second = Math.PI / 180 / 3600;

    /// <summary>Reads dx,dy,dz;… or dx,dy,dz,rx,ry,rz,s;position-vector or …;coordinate-frame; three parameters need no convention.</summary>
    /// <returns>False where the text is none: other counts, a number that is none or not finite, or rotations without convention.</returns>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Helmert? shift)
    {
        shift = null;
        var halves = text.Split(';');
        var parts = halves[0].Split(',');
        var p = new double[7];
        for (var i = 0; i < parts.Length; i++)
        {
            if (i >= 7 || !double.TryParse(parts[i].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out p[i]) || !double.IsFinite(p[i]))
                return false;
        }
        HelmertConvention? convention = halves.Length == 1 ? null : halves[1].Trim().ToUpperInvariant() switch
        {
            "POSITION-VECTOR" => HelmertConvention.PositionVector,
            "COORDINATE-FRAME" => HelmertConvention.CoordinateFrame,
            _ => null,
        };
        if (parts.Length is not (3 or 7) || halves.Length > 2 || (convention is null && (parts.Length == 7 || halves.Length == 2)))
            return false;
        shift = new(p[0], p[1], p[2], p[3], p[4], p[5], p[6], convention ?? HelmertConvention.PositionVector);
        return true;
    }

    /// <summary>Transforms geocentric coordinates, metres.</summary>
    public (double X, double Y, double Z) Apply(double x, double y, double z)
    {
        var turn = Convention == HelmertConvention.PositionVector ? Second : -Second;
        var (rx, ry, rz) = (RotationX * turn, RotationY * turn, RotationZ * turn);
        var m = 1 + Scale * 1e-6;
        return (X + m * (x - rz * y + ry * z), Y + m * (rz * x + y - rx * z), Z + m * (-ry * x + rx * y + z));
    }
}

namespace CarbonSink.Geometry;

/// <summary>A map projection (投影) with its parameters; <see cref="MapProjection"/> computes with them. Angles in degrees, false origins in metres.</summary>
public abstract record Projection;

/// <summary>Parameters of a transverse Mercator (Gauss–Krüger, 高斯-克吕格) projection.</summary>
/// <param name="CentralMeridian">Degrees east.</param>
/// <param name="FalseEasting">Metres; a zone prefix is part of it (zone 38: 38500000).</param>
/// <param name="FalseNorthing">Metres.</param>
/// <param name="ScaleFactor">Scale on the central meridian.</param>
/// <param name="LatitudeOfOrigin">Degrees north.</param>
public sealed record TransverseMercator(double CentralMeridian, double FalseEasting, double FalseNorthing, double ScaleFactor, double LatitudeOfOrigin) : Projection;

/// <summary>Parameters of Albers' equal-area conic (阿尔伯斯等积圆锥投影) projection, EPSG method 9822.</summary>
/// <param name="CentralMeridian">Degrees east; 105 in maps of China.</param>
/// <param name="LatitudeOfOrigin">Degrees north.</param>
/// <param name="StandardParallel1">Degrees north; 25 in maps of China.</param>
/// <param name="StandardParallel2">Degrees north; 47 in maps of China. Not the opposite of the first.</param>
/// <param name="FalseEasting">Metres.</param>
/// <param name="FalseNorthing">Metres.</param>
public sealed record AlbersEqualArea(double CentralMeridian, double LatitudeOfOrigin, double StandardParallel1, double StandardParallel2, double FalseEasting, double FalseNorthing) : Projection;

/// <summary>Parameters of Lambert's conformal conic (兰勃特等角圆锥投影) projection, EPSG methods 9801 (one standard parallel, given twice) and 9802 (two).</summary>
/// <param name="CentralMeridian">Degrees east.</param>
/// <param name="LatitudeOfOrigin">Degrees north.</param>
/// <param name="StandardParallel1">Degrees north.</param>
/// <param name="StandardParallel2">Degrees north. Not the opposite of the first.</param>
/// <param name="FalseEasting">Metres.</param>
/// <param name="FalseNorthing">Metres.</param>
/// <param name="ScaleFactor">Scale on the standard parallels; 1 where there are two.</param>
public sealed record LambertConformalConic(
    double CentralMeridian, double LatitudeOfOrigin, double StandardParallel1, double StandardParallel2, double FalseEasting, double FalseNorthing, double ScaleFactor = 1) : Projection;

/// <summary>Parameters of Web Mercator (网络墨卡托, EPSG method 1024): formulas of the sphere with the semi-major axis as radius on geographic coordinates of the ellipsoid.</summary>
/// <param name="CentralMeridian">Degrees east.</param>
/// <param name="FalseEasting">Metres.</param>
/// <param name="FalseNorthing">Metres.</param>
public sealed record WebMercator(double CentralMeridian, double FalseEasting, double FalseNorthing) : Projection;

/// <summary>A projection that is known by name alone: its coordinates have a unit of length but no place on the ellipsoid, so that only planar area can be had.</summary>
/// <param name="Name">Its name as found in the file.</param>
public sealed record UnknownProjection(string Name) : Projection;

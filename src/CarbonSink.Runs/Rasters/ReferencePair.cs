using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;

namespace CarbonSink.Runs;

/// <summary>How polygons come into the coordinates of a raster.</summary>
internal static class ReferencePair
{
    /// <summary>The transformation; null where coordinates stay as they are.</summary>
    /// <exception cref="RefusedInputException">Only one of the two says what its coordinates refer to, or the datum changes.</exception>
    public static CoordinateTransformation? Transformation(IRasterReader raster, IFeatureReader layer, FindingLog findings)
    {
        var (from, to) = (layer.CoordinateReference, raster.CoordinateReference);
        if (from is null && to is null)
        {
            findings.Add(new Finding(ZonalFindings.ReferencesAssumed, raster.Name, null, null, null, raster.Name, layer.Name));
            return null;
        }

        if (from is null || to is null)
            throw DataSet.Refuse(ZonalFindings.ReferenceUnknown, from is null ? layer.Name : raster.Name, from is null ? layer.Name : raster.Name);
        var transformation = CoordinateTransformation.Between(from, to);
        foreach (var finding in transformation.Findings)
            findings.Add(finding);
        return transformation.IsIdentity ? null : transformation;
    }
}

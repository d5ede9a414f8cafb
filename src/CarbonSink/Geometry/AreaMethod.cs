namespace CarbonSink.Geometry;

/// <summary>How the area of a polygon is defined (面积算法).</summary>
public enum AreaMethod
{
    /// <summary>测地线: on the ellipsoid, edges are geodesics; the reference and the default.</summary>
    Geodesic,

    /// <summary>椭球面积, 国土调查办发〔2008〕32号: on the ellipsoid, densified edges, the document's formulas and rounding.</summary>
    Official,

    /// <summary>平面: in the plane of the coordinates; square degrees for geographic ones.</summary>
    Planar,
}

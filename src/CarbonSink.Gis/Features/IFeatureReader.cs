using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>An open layer (图层) of any format: what it holds, and passes over its records. Passes of several threads may run at the same time.</summary>
public interface IFeatureReader : IDisposable
{
    /// <summary>The format, as GDAL names it: ESRI Shapefile, GeoJSON, GPKG, CSV, XLSX, OpenFileGDB ….</summary>
    string Driver { get; }

    /// <summary>Name of the file without directories; findings carry it.</summary>
    string Name { get; }

    /// <summary>Name of the layer in the file; of a file with one layer, the name without extension.</summary>
    string Layer { get; }

    /// <summary>Paths of the files that make up the layer, the main one first; for hashing.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>The attribute fields; none where there is no table.</summary>
    RecordSchema Schema { get; }

    /// <summary>Whether there are attributes.</summary>
    bool HasAttributes { get; }

    /// <summary>Records of the layer, deleted ones included; record numbers run from 0 to one less.</summary>
    long RecordCount { get; }

    /// <summary>Encoding of the texts; null where there are none or the format leaves no choice.</summary>
    TextEncoding? Encoding { get; }

    /// <summary>The coordinate reference; null where it is unknown or area cannot be computed from it (a finding says so).</summary>
    CoordinateReference? CoordinateReference { get; }

    /// <summary>Text that defines the coordinate reference, as the file gives it; or null.</summary>
    string? ReferenceText { get; }

    /// <summary>What was remarkable on opening.</summary>
    FindingLog Findings { get; }

    /// <summary>Prepares a pass over a range of records that decodes only the fields asked for.</summary>
    /// <param name="range">0-based, half-open; cut to the records of the file.</param>
    /// <param name="fields">Positions in <see cref="Schema"/>.</param>
    /// <param name="geometry">Whether geometry is wanted.</param>
    /// <param name="stop">Stops between batches.</param>
    FeatureScan Read(RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop = default);
}

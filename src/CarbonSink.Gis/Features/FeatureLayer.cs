using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>A layer to be written (目标图层).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">Its fields; every batch has the same.</param>
/// <param name="Geometry">The kind of all geometries; <see cref="GeometryKind.Null"/> for a table without any.</param>
/// <param name="Reference">What the coordinates refer to; null where it is unknown.</param>
/// <param name="ReferenceText">The text that defined it in its source, kept where the format can hold it; or null.</param>
public sealed record FeatureLayer(string Name, RecordSchema Schema, GeometryKind Geometry, CoordinateReference? Reference, string? ReferenceText);

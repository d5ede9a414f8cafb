using System.Globalization;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Writes a layer of polygons with attributes as a GeoPackage (地理包) with spatial index and style.</summary>
/// <remarks>
/// The file is not safe against a crash while it is written: build it beside its place and rename it. A row has fid = record number + 1, the geometry (NULL where there is none, or none on the Earth), the record number from 0 and the attributes.
/// The content hash is SHA-256 over the rows in order of fid; the container itself carries the version of SQLite, and may differ.
/// </remarks>
public sealed class GeoPackageWriter : IDisposable
{
    private readonly GeoPackageLayer layer;
    private readonly SqliteDatabase database;
    private readonly RowQueue rows;
    private readonly SpatialIndex index = new();
    private readonly GeometryBlob geometry;
    private readonly EllipsoidalArea places;
    private Extent extent = Extent.Empty;

    /// <summary>Starts a file that must not exist yet.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public GeoPackageWriter(string path, GeoPackageLayer layer)
    {
        (this.layer, geometry, places) = (layer, new(layer.ReferenceId), new(layer.Reference));
        database = SqliteDatabase.Create(path);
        try
        {
            database.Execute("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = OFF;");
            database.Execute(GeoPackageSchema.Header);
            database.Execute("BEGIN");
            database.Execute(GeoPackageSchema.Tables);
            database.Execute(GeoPackageSchema.Undefined);
            database.Execute(GeoPackageSchema.Features(layer));
            rows = new(database.Prepare($"INSERT INTO {SqliteDatabase.Quoted(layer.Table)} VALUES (?, ?, ?{string.Concat(Enumerable.Repeat(", ?", layer.Columns.Count))})"), layer.Columns.Count + 3);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Adds the records of a batch.</summary>
    /// <exception cref="IOException">It cannot be written, e.g. the disk is full.</exception>
    public void Add(FeatureBatch batch)
    {
        for (var row = 0; row < batch.Count; row++)
            Add(batch.RecordNumbers[row], batch.Geometry, row);
    }

    /// <summary>Writes what describes the layer, its index and its style.</summary>
    /// <param name="style">The default style; null for none.</param>
    /// <returns>SHA-256 of the rows, in hexadecimal. The file is complete when the writer is disposed of.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public string Complete(QgisStyle? style)
    {
        var content = rows.Finish();
        var time = layer.LastChangeUtc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        foreach (var (id, reference) in new[] { (4326, EpsgCodes.Find(4326)!), (layer.ReferenceId, layer.Reference) }.DistinctBy(r => r.Item1))
            Insert("gpkg_spatial_ref_sys", reference.Name, id, reference.Epsg is null ? "NONE" : "EPSG", reference.Epsg ?? id, id == layer.ReferenceId ? layer.Definition : WellKnownTextOf.Reference(reference), null);
        Insert("gpkg_contents", layer.Table, "features", layer.Title, layer.Description, time, Or(extent.MinX), Or(extent.MinY), Or(extent.MaxX), Or(extent.MaxY), layer.ReferenceId);
        Insert("gpkg_geometry_columns", layer.Table, GeoPackageLayer.GeometryColumn, "MULTIPOLYGON", layer.ReferenceId, 0, 0);
        Insert("gpkg_extensions", layer.Table, GeoPackageLayer.GeometryColumn, "gpkg_rtree_index", "http://www.geopackage.org/spec120/#extension_rtree", "write-only");
        foreach (var column in layer.Columns)
            Insert("gpkg_data_columns", layer.Table, column.Name, column.Name, column.Title, null, null, null);
        Insert("gpkg_contents", "layer_styles", "attributes", "layer_styles", string.Empty, time, null, null, null, null, 0);
        if (style is not null)
            Insert("layer_styles", null, string.Empty, string.Empty, layer.Table, GeoPackageLayer.GeometryColumn, style.Name, style.ToQml(layer), string.Empty, 1, style.Heading, string.Empty, null, time);
        database.Execute(GeoPackageSchema.Index(layer));
        index.Write(database, layer.IndexTable);
        database.Execute(GeoPackageSchema.Triggers(layer));
        database.Execute("COMMIT");
        return content;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        rows.Dispose();
        database.Dispose();
    }

    private static double Or(double value) => double.IsFinite(value) ? value : double.NaN;

    private void Add(long record, PolygonColumn polygons, int row)
    {
        var fid = record + 1;
        rows.Add(fid);
        // One polygon at 1e300 would stretch the extent of the layer over everything and blur its index.
        if (geometry.Build(polygons, row) && places.IsInRange(geometry.Extent.MinX, geometry.Extent.MinY) && places.IsInRange(geometry.Extent.MaxX, geometry.Extent.MaxY))
        {
            rows.AddBlob(geometry.Bytes);
            index.Add(fid, geometry.Extent);
            extent += geometry.Extent;
        }
        else
        {
            rows.AddNull();
        }

        rows.Add(record);
        foreach (var column in layer.Columns)
            Attribute(column, record);
        rows.EndRow();
    }

    private void Attribute(GeoPackageColumn column, long record)
    {
        if (column.TextOf is { } text)
            rows.AddText(text(record));
        else if (column.NumberOf!(record) is var value && double.IsNaN(value))
            rows.AddNull();
        else if (column.Type == GeoPackageType.Real)
            rows.Add(value);
        else
            rows.Add((long)value);
    }

    private void Insert(string table, params object?[] values)
    {
        using var statement = database.Prepare($"INSERT INTO {SqliteDatabase.Quoted(table)} VALUES ({string.Join(", ", values.Select(_ => "?"))})");
        for (var i = 0; i < values.Length; i++)
        {
            switch (values[i])
            {
                case null: statement.BindNull(i + 1); break;
                case string text: statement.Bind(i + 1, text); break;
                case double number: statement.Bind(i + 1, number); break; // NaN becomes NULL
                case int whole: statement.Bind(i + 1, whole); break;
            }
        }

        statement.Run();
    }
}

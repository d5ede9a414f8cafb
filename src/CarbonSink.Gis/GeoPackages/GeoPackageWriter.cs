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
    private readonly EllipsoidalArea? places;
    private Extent extent = Extent.Empty;

    /// <summary>Starts a file that must not exist yet.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public GeoPackageWriter(string path, GeoPackageLayer layer)
    {
        (this.layer, geometry, places) = (layer, new(layer.ReferenceId), layer is { HasRecordNumbers: true, Reference: { Projection: not WebMercator and not UnknownProjection } reference } ? new(reference) : null);
        var parameters = layer.Columns.Count + (layer.HasRecordNumbers ? 3 : 2);
        database = SqliteDatabase.Create(path);
        try
        {
            database.Execute("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = OFF;");
            database.Execute(GeoPackageSchema.Header);
            database.Execute("BEGIN");
            database.Execute(GeoPackageSchema.Tables);
            if (layer.HasRecordNumbers)
                database.Execute(GeoPackageSchema.Styles);
            database.Execute(GeoPackageSchema.Undefined);
            database.Execute(GeoPackageSchema.Features(layer));
            rows = new(database.Prepare($"INSERT INTO {SqliteDatabase.Quoted(layer.Table)} VALUES ({string.Join(", ", Enumerable.Repeat("?", parameters))})"), parameters);
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
            Add(batch, row, isWritten: true);
    }

    /// <summary>Adds a record of a batch, with its geometry or without.</summary>
    /// <exception cref="IOException">It cannot be written, e.g. the disk is full.</exception>
    internal void Add(FeatureBatch batch, int row, bool isWritten)
    {
        var record = batch.RecordNumbers[row];
        var fid = record + 1;
        rows.Add(fid);
        // One polygon at 1e300 would stretch the extent of the layer over everything and blur its index.
        if (isWritten && geometry.Build(batch.Geometry, row) && (places is null || (places.IsInRange(geometry.Extent.MinX, geometry.Extent.MinY) && places.IsInRange(geometry.Extent.MaxX, geometry.Extent.MaxY))))
        {
            rows.AddBlob(geometry.Bytes);
            index.Add(fid, geometry.Extent);
            extent += geometry.Extent;
        }
        else
        {
            rows.AddNull();
        }

        if (layer.HasRecordNumbers)
            rows.Add(record);
        foreach (var column in layer.Columns)
        {
            if (column.Field is { } field)
                Attribute(column, field, batch, row);
            else
                Attribute(column, record);
        }

        rows.EndRow();
    }

    /// <summary>Writes what describes the layer, its index and its style.</summary>
    /// <param name="style">The default style; null for none.</param>
    /// <returns>SHA-256 of the rows, in hexadecimal. The file is complete when the writer is disposed of.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public string Complete(QgisStyle? style)
    {
        var content = rows.Finish();
        var time = layer.LastChangeUtc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        Reference(4326, EpsgCodes.Find(4326));
        if (layer.ReferenceId is not (4326 or -1))
            Reference(layer.ReferenceId, layer.Reference);
        Insert("gpkg_contents", layer.Table, "features", layer.Title, layer.Description, time, Or(extent.MinX), Or(extent.MinY), Or(extent.MaxX), Or(extent.MaxY), layer.ReferenceId);
        Insert("gpkg_geometry_columns", layer.Table, GeoPackageLayer.GeometryColumn, layer.GeometryType, layer.ReferenceId, 0, 0);
        Insert("gpkg_extensions", layer.Table, GeoPackageLayer.GeometryColumn, "gpkg_rtree_index", "http://www.geopackage.org/spec120/#extension_rtree", "write-only");
        foreach (var column in layer.Columns)
            Insert("gpkg_data_columns", layer.Table, column.Name, column.Name, column.Title, null, null, null);
        if (layer.HasRecordNumbers)
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

    private void Reference(int id, CoordinateReference? reference) =>
        Insert("gpkg_spatial_ref_sys", reference?.Name ?? "unknown", id, reference?.Epsg is null ? "NONE" : "EPSG", reference?.Epsg ?? id, id == layer.ReferenceId ? layer.Definition : WellKnownTextOf.Reference(reference!), null);

    private static double Or(double value) => double.IsFinite(value) ? value : double.NaN;

    private void Attribute(GeoPackageColumn column, int field, FeatureBatch batch, int row)
    {
        if (column.Texts is { } texts)
            Text(column.Type, texts.Of(batch.Dictionary(field), batch.Codes(field)[row], batch.RecordNumbers[row]));
        else if (!batch.IsValid(field, row))
            rows.AddNull();
        else if (batch.Numbers(field)[row] is var value && column.Type == GeoPackageType.Integer && Math.Abs(value) <= 1L << 53 && value == Math.Floor(value))
            rows.Add((long)value);
        else
            rows.Add(value);
    }

    private void Text(GeoPackageType type, ReadOnlySpan<byte> text)
    {
        if (type == GeoPackageType.Boolean && text.Length == 1 && "TtYyFfNn?"u8.IndexOf(text[0]) is >= 0 and var letter)
        {
            if (letter < 8)
                rows.Add(letter < 4 ? 1L : 0L);
            else
                rows.AddNull();
        }
        else if (type == GeoPackageType.Date && text.Length == 8)
        {
            ReadOnlySpan<byte> iso = [.. text[..4], (byte)'-', .. text[4..6], (byte)'-', .. text[6..]];
            rows.AddText(iso);
        }
        else if (type == GeoPackageType.Integer && NumberField.IsInteger(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            rows.Add(whole);
        }
        else
        {
            rows.AddText(text);
        }
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

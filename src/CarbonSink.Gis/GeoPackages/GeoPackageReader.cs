using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>An open layer of a GeoPackage (GeoPackage 图层): a features table, an attribute table or a view. Every pass has a connection of its own.</summary>
/// <remarks>
/// OGC 12-128r17. The file may come from anywhere: its views and triggers are not trusted, nothing is written, counts and extents that it states are not believed.
/// Record numbers run from 0 in the order of the primary key. A primary key that says no more than that order is no field.
/// </remarks>
public sealed class GeoPackageReader : IFeatureReader
{
    private readonly string path;
    private readonly GeoPackageTable table;
    private readonly long firstKey;
    private readonly long[]? keys;
    private int heightsTold;

    /// <summary>Opens a layer.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layer">Name of the table; null for the only one with geometry, or the only one.</param>
    /// <param name="reference">Coordinate reference named by the user, used in place of the file's own; null to read that.</param>
    /// <exception cref="RefusedInputException">The file is missing, damaged or no GeoPackage, or the layer is not clear.</exception>
    public GeoPackageReader(string path, string? layer = null, CoordinateReference? reference = null)
    {
        (this.path, Name) = (path, Path.GetFileName(path));
        using (new InputFile(path)) // tells a missing file as such
        {
        }

        Files = File.Exists(path + "-wal") ? [path, path + "-wal"] : [path];
        try
        {
            using var database = SqliteDatabase.Foreign(path);
            table = Choose(GeoPackageTable.All(database), layer);
            var (fields, key, geometry) = table.Columns(database, Name, Findings);
            Order = string.Join(", ", fields.Select(f => f.Column).Concat(geometry is null ? [] : [geometry]).Select(SqliteDatabase.Quoted));
            if (table.Geometry is not null && geometry is null)
                throw Refused(SourceFindings.DatabaseBad, Name, $"{table.Name}.{table.Geometry}");
            Key = key is not null ? SqliteDatabase.Quoted(key) : HasRowId(database) ? "rowid" : null;
            GeometryColumn = geometry;
            (RecordCount, firstKey, keys) = Count(database);
            var says = keys is not null || firstKey is not (0 or 1);
            var kept = fields.Where(f => f.Column != key || says).ToArray();
            Schema = new([.. kept.Select(f => f.Field)]);
            Columns = [.. kept.Select(f => f.Column)];
            if (reference is not null || geometry is not null)
                (CoordinateReference, ReferenceText) = ReferenceOf(database, reference);
            CheckStoredCount(database);
        }
        catch (IOException e)
        {
            throw new RefusedInputException(Bad(Name, e).Finding, e);
        }
    }

    /// <inheritdoc/>
    public string Driver => "GPKG";

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Layer => table.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; }

    /// <inheritdoc/>
    public RecordSchema Schema { get; }

    /// <inheritdoc/>
    public bool HasAttributes => Schema.Fields.Count > 0;

    /// <inheritdoc/>
    public long RecordCount { get; }

    /// <inheritdoc/>
    public TextEncoding? Encoding => null;

    /// <inheritdoc/>
    public CoordinateReference? CoordinateReference { get; }

    /// <inheritdoc/>
    public string? ReferenceText { get; }

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    /// <summary>The column of each field.</summary>
    internal IReadOnlyList<string> Columns { get; }

    internal string? GeometryColumn { get; }

    /// <summary>The expression that orders the records, or null where they have no key.</summary>
    internal string? Key { get; }

    /// <summary>What orders records without key, so that every pass meets them in the same order: all their columns.</summary>
    internal string Order { get; }

    /// <summary>Names of the layers that a file holds, those with geometry first.</summary>
    /// <exception cref="RefusedInputException">It is missing, damaged or no GeoPackage, or holds no layer.</exception>
    public static IReadOnlyList<string> Layers(string path)
    {
        try
        {
            using var database = SqliteDatabase.Foreign(path);
            var tables = GeoPackageTable.All(database);
            if (tables.Count == 0)
                throw new RefusedInputException(new Finding(SourceFindings.NoLayer, Path.GetFileName(path), null, null, null, Path.GetFileName(path)));
            return [.. tables.Select(t => t.Name)];
        }
        catch (IOException e)
        {
            throw new RefusedInputException(Bad(Path.GetFileName(path), e).Finding, e);
        }
    }

    /// <inheritdoc/>
    public FeatureScan Read(RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop = default) => new GeoPackageScan(this, range, fields, geometry, stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Every pass opens and closes the file itself.
    }

    internal SqliteDatabase Open() => SqliteDatabase.Foreign(path);

    /// <summary>Whether heights were met that nobody has told of yet.</summary>
    internal bool TellsHeights() => Interlocked.Exchange(ref heightsTold, 1) == 0;

    internal long KeyOf(long record) => keys is null ? firstKey + record : keys[record];

    internal RefusedInputException Bad(IOException e) => Bad(Name, e);

    private static RefusedInputException Bad(string name, IOException e) => new(
        e is SqliteInterruptedException ? new Finding(SourceFindings.QueryEndless, name, null, null, null, name) : new Finding(SourceFindings.DatabaseBad, name, null, null, null, name, e.Message), e);

    private RefusedInputException Refused(FindingRule rule, params string[] arguments) => new(new Finding(rule, Name, null, null, null, arguments));

    private GeoPackageTable Choose(IReadOnlyList<GeoPackageTable> tables, string? layer)
    {
        var names = string.Join(", ", tables.Select(t => t.Name));
        if (tables.Count == 0)
            throw Refused(SourceFindings.NoLayer, Name);
        if (layer is not null)
        {
            return tables.FirstOrDefault(t => t.Name == layer) ?? tables.FirstOrDefault(t => string.Equals(t.Name, layer, StringComparison.OrdinalIgnoreCase))
                ?? throw Refused(SourceFindings.LayerUnknown, Name, layer, names);
        }

        var shaped = tables.Where(t => t.Geometry is not null).ToArray();
        return shaped.Length == 1 ? shaped[0] : tables.Count == 1 ? tables[0] : throw Refused(SourceFindings.SeveralLayers, Name, names);
    }

    private bool HasRowId(SqliteDatabase database)
    {
        try
        {
            using var query = database.Prepare($"SELECT rowid FROM {SqliteDatabase.Quoted(table.Name)} LIMIT 1");
            return query.Next() ? query.Type(0) == 1 : table.Name.Length > 0;
        }
        catch (IOException)
        {
            return false; // a view, or a table without
        }
    }

    /// <summary>Counts the records by reading their keys; keeps these only where they do not run on from the first.</summary>
    private (long Count, long First, long[]? Keys) Count(SqliteDatabase database)
    {
        var source = SqliteDatabase.Quoted(table.Name);
        if (Key is null)
        {
            using var count = database.Prepare($"SELECT count(*) FROM {source}");
            return (count.Next() ? count.Integer(0) : 0, 0, null);
        }

        using var query = database.Prepare($"SELECT {Key} FROM {source} ORDER BY {Key}");
        List<long>? list = null;
        long n = 0, first = 0;
        for (; query.Next(); n++)
        {
            var key = query.Integer(0);
            first = n == 0 ? key : first;
            if (list is null && key != first + n)
            {
                list = new((int)Math.Min(n + 1024, int.MaxValue));
                for (long i = 0; i < n; i++)
                    list.Add(first + i);
            }

            list?.Add(key);
        }

        return (n, first, list?.ToArray());
    }

    private (CoordinateReference? Reference, string? Text) ReferenceOf(SqliteDatabase database, CoordinateReference? named)
    {
        if (table.ReferenceId is not { } id)
            return (named, null);
        using var query = database.Prepare("SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?1");
        query.Bind(1, id);
        var isListed = id is not (-1 or 0) && query.Next();
        if (!isListed)
        {
            // Some writers forget the row; the number is then the code of the EPSG register by custom.
            if (named is null && (id is -1 or 0 || EpsgCodes.Find((int)Math.Clamp(id, 0, int.MaxValue)) is null))
                Findings.Add(new Finding(SourceFindings.ReferenceUndefined, Name, null, null, null, table.Name, $"{id}"));
            return (named ?? (id is -1 or 0 ? null : EpsgCodes.Find((int)Math.Clamp(id, 0, int.MaxValue))), null);
        }

        var (organization, code, text) = (query.Text(0), query.Integer(1), query.Text(2));
        if (named is not null)
            return (named, text);
        var known = string.Equals(organization, "EPSG", StringComparison.OrdinalIgnoreCase) ? EpsgCodes.Find((int)Math.Clamp(code, 0, int.MaxValue)) : null;
        return (known ?? CoordinateReferenceReader.Read(text, Name, Findings), text);
    }

    private void CheckStoredCount(SqliteDatabase database)
    {
        if (!GeoPackageTable.Exists(database, "gpkg_ogr_contents"))
            return;
        using var query = database.Prepare("SELECT feature_count FROM gpkg_ogr_contents WHERE lower(table_name) = lower(?1)");
        query.Bind(1, table.Name);
        if (query.Next() && query.Type(0) == 1 && query.Integer(0) != RecordCount)
            Findings.Add(new Finding(SourceFindings.StoredCountWrong, Name, null, null, null, Name, $"{query.Integer(0)}", $"{RecordCount}"));
    }
}

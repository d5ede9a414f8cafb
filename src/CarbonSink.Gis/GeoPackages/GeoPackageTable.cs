using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>A table or view of a GeoPackage that holds a layer: where its geometry, key and fields are.</summary>
/// <param name="Name">Name of the table.</param>
/// <param name="Geometry">Column of the geometry, or null.</param>
/// <param name="ReferenceId">Its srs_id, or null.</param>
internal sealed record GeoPackageTable(string Name, string? Geometry, long? ReferenceId)
{
    private const int MostColumns = 2000;
    private const int UnknownTextWidth = 254;
    private const int LongInteger = 20; // digits of 2^63 with a sign

    /// <summary>The layers that the file lists, features first.</summary>
    public static IReadOnlyList<GeoPackageTable> All(SqliteDatabase database)
    {
        var geometries = new Dictionary<string, (string Column, long Reference)>(StringComparer.OrdinalIgnoreCase);
        if (Exists(database, "gpkg_geometry_columns"))
        {
            using var columns = database.Prepare("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns");
            while (columns.Next())
                geometries[columns.Text(0)] = (columns.Text(1), columns.Integer(2));
        }

        if (!Exists(database, "gpkg_contents"))
            return [];
        var tables = new List<GeoPackageTable>();
        using var contents = database.Prepare("SELECT c.table_name, c.data_type FROM gpkg_contents c JOIN sqlite_master m ON lower(m.name) = lower(c.table_name) WHERE m.type IN ('table', 'view') ORDER BY c.rowid");
        while (contents.Next())
        {
            var (name, type) = (contents.Text(0), contents.Text(1));
            if (type is not ("features" or "attributes" or "aspatial"))
                continue;
            if (geometries.TryGetValue(name, out var geometry))
                tables.Add(new(name, geometry.Column, geometry.Reference));
            else
                tables.Add(new(name, null, null));
        }

        return [.. tables.OrderBy(t => t.Geometry is null)];
    }

    /// <summary>Whether there is a table or view with a name.</summary>
    public static bool Exists(SqliteDatabase database, string name)
    {
        using var query = database.Prepare("SELECT count(*) FROM sqlite_master WHERE type IN ('table', 'view') AND lower(name) = lower(?1)");
        query.Bind(1, name);
        return query.Next() && query.Integer(0) > 0;
    }

    /// <summary>How the columns are read: field definitions with the column of each, the key column, the geometry column as it is written.</summary>
    public (IReadOnlyList<(string Column, FieldDefinition Field)> Fields, string? Key, string? GeometryColumn) Columns(SqliteDatabase database, string file, FindingLog findings)
    {
        var fields = new List<(string, FieldDefinition)>();
        string? key = null, geometry = null;
        var keys = 0;
        using var columns = database.Prepare($"PRAGMA table_info({SqliteDatabase.Quoted(Name)})");
        while (columns.Next())
        {
            var (name, type) = (columns.Text(1), columns.Text(2).ToUpperInvariant());
            if (columns.Integer(5) > 0)
                (key, keys) = (type == "INTEGER" ? name : null, keys + 1);
            if (string.Equals(name, Geometry, StringComparison.OrdinalIgnoreCase))
                geometry = name;
            else if (Definition(database, name, type) is { } field)
                fields.Add((name, field));
            else
                findings.Add(new Finding(SourceFindings.ColumnLeftOut, file, null, name, null, type));
            if (fields.Count > MostColumns)
                throw new RefusedInputException(new Finding(SourceFindings.TooManyColumns, file, null, null, null, file, $"{MostColumns}"));
        }

        LongIntegers(database, fields, file, findings);
        return (fields, keys == 1 ? key : null, geometry);
    }

    /// <summary>Columns with whole numbers that a double does not hold are read as text; those of whole numbers alone keep the letter N.</summary>
    private void LongIntegers(SqliteDatabase database, List<(string Column, FieldDefinition Field)> fields, string file, FindingLog findings)
    {
        var numbers = Enumerable.Range(0, fields.Count).Where(i => fields[i].Field is { Kind: FieldKind.Number, TypeCode: 'N', Width: LongInteger }).ToArray();
        if (numbers.Length == 0)
            return;
        var terms = numbers.Select(i => SqliteDatabase.Quoted(fields[i].Column)).Select(c => $"max(typeof({c}) = 'integer' AND CAST({c} AS REAL) <> {c}), max(typeof({c}) NOT IN ('integer', 'null'))");
        using var query = database.Prepare($"SELECT {string.Join(", ", terms)} FROM {SqliteDatabase.Quoted(Name)}");
        if (!query.Next())
            return;
        for (var n = 0; n < numbers.Length; n++)
        {
            if (query.Integer(2 * n) == 0)
                continue;
            var (column, field) = fields[numbers[n]];
            fields[numbers[n]] = (column, field with { Kind = FieldKind.Text, TypeCode = query.Integer((2 * n) + 1) == 0 ? 'N' : 'C', Width = LongInteger, Decimals = 0 });
            findings.Add(new Finding(SourceFindings.IntegersAsText, file, null, column, null));
        }
    }

    private FieldDefinition? Definition(SqliteDatabase database, string name, string declared)
    {
        var bracket = declared.IndexOf('(', StringComparison.Ordinal);
        var type = (bracket < 0 ? declared : declared[..bracket]).Trim();
        var size = bracket >= 0 && int.TryParse(declared[(bracket + 1)..].TrimEnd(')', ' ').Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and < 100_000 ? n : 0;
        if (type.Length == 0)
            type = HoldsNumbers(database, name) ? "REAL" : "TEXT";
        return type switch
        {
            "BOOLEAN" or "BOOL" => new(name, FieldKind.Text, 'L', 1, 0),
            "DATE" => new(name, FieldKind.Date, 'D', 8, 0),
            "TINYINT" => new(name, FieldKind.Number, 'N', 4, 0),
            "SMALLINT" => new(name, FieldKind.Number, 'N', 6, 0),
            "MEDIUMINT" or "INT32" => new(name, FieldKind.Number, 'N', 11, 0),
            "BLOB" => null,
            _ when type.Contains("INT", StringComparison.Ordinal) => new(name, FieldKind.Number, 'N', LongInteger, 0),
            "REAL" or "DOUBLE" or "FLOAT" or "DOUBLE PRECISION" or "NUMERIC" or "DECIMAL" or "NUMBER" => new(name, FieldKind.Number, 'F', 24, 15),
            _ => new(name, FieldKind.Text, 'C', size == 0 ? UnknownTextWidth : 3 * size, 0), // a character of Chinese is three bytes
        };
    }

    /// <summary>Whether a column without type, as views have, holds numbers alone.</summary>
    private bool HoldsNumbers(SqliteDatabase database, string column)
    {
        var (numbers, others) = (0, 0);
        using var types = database.Prepare($"SELECT DISTINCT typeof(c) FROM (SELECT {SqliteDatabase.Quoted(column)} AS c FROM {SqliteDatabase.Quoted(Name)} LIMIT 1000)");
        while (types.Next())
        {
            var type = types.Text(0);
            numbers += type is "integer" or "real" ? 1 : 0;
            others += type is "text" or "blob" ? 1 : 0;
        }

        return numbers > 0 && others == 0;
    }
}

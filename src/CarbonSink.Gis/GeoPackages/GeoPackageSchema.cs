namespace CarbonSink.Gis;

/// <summary>The SQL of a GeoPackage: its own tables, a features table and the triggers that keep the spatial index.</summary>
/// <remarks>OGC GeoPackage Encoding Standard 1.3 (OGC 12-128r17): annexes C (table definitions) and F.3 (spatial index). <c>layer_styles</c> is a convention of QGIS.</remarks>
internal static class GeoPackageSchema
{
    /// <summary>"GPKG" and version 1.3.0.</summary>
    public const string Header = "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;";

    public const string Tables = """
        CREATE TABLE gpkg_spatial_ref_sys (
          srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY NOT NULL, organization TEXT NOT NULL,
          organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (
          table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
          last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
          min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
          CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
        CREATE TABLE gpkg_geometry_columns (
          table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
          CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
          CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
          CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
        CREATE TABLE gpkg_extensions (
          table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
          CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
        CREATE TABLE gpkg_data_columns (
          table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT,
          CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));
        CREATE TABLE gpkg_data_column_constraints (
          constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
          CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
        """;

    /// <summary>The table of styles of QGIS.</summary>
    public const string Styles = """
        CREATE TABLE layer_styles (
          id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
          styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
          update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
        """;

    /// <summary>The rows that every GeoPackage has beside those of its layers.</summary>
    public const string Undefined = """
        INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system');
        INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system');
        INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write');
        INSERT INTO gpkg_extensions VALUES ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write');
        """;

    /// <summary>The features table of a layer.</summary>
    public static string Features(GeoPackageLayer layer) =>
        $"CREATE TABLE {SqliteDatabase.Quoted(layer.Table)} (fid INTEGER PRIMARY KEY NOT NULL, {GeoPackageLayer.GeometryColumn} {layer.GeometryType}{(layer.HasRecordNumbers ? ", record INTEGER NOT NULL" : string.Empty)}"
        + string.Concat(layer.Columns.Select(c => $", {SqliteDatabase.Quoted(c.Name)} {c.SqlType}")) + ")";

    /// <summary>The spatial index of a layer, empty.</summary>
    public static string Index(GeoPackageLayer layer) => $"CREATE VIRTUAL TABLE {SqliteDatabase.Quoted(layer.IndexTable)} USING rtree(id, minx, maxx, miny, maxy)";

    /// <summary>The triggers that keep the index when another program edits the layer.</summary>
    public static string Triggers(GeoPackageLayer layer)
    {
        var (t, r, g) = (SqliteDatabase.Quoted(layer.Table), SqliteDatabase.Quoted(layer.IndexTable), GeoPackageLayer.GeometryColumn);
        var put = $"INSERT OR REPLACE INTO {r} VALUES (NEW.fid, ST_MinX(NEW.{g}), ST_MaxX(NEW.{g}), ST_MinY(NEW.{g}), ST_MaxY(NEW.{g}));";
        var (full, empty) = ($"(NEW.{g} NOTNULL AND NOT ST_IsEmpty(NEW.{g}))", $"(NEW.{g} ISNULL OR ST_IsEmpty(NEW.{g}))");
        return $"""
            CREATE TRIGGER {Name("insert")} AFTER INSERT ON {t} WHEN (new.{g} NOT NULL AND NOT ST_IsEmpty(NEW.{g})) BEGIN {put} END;
            CREATE TRIGGER {Name("update1")} AFTER UPDATE OF {g} ON {t} WHEN OLD.fid = NEW.fid AND {full} BEGIN {put} END;
            CREATE TRIGGER {Name("update2")} AFTER UPDATE OF {g} ON {t} WHEN OLD.fid = NEW.fid AND {empty} BEGIN DELETE FROM {r} WHERE id = OLD.fid; END;
            CREATE TRIGGER {Name("update3")} AFTER UPDATE ON {t} WHEN OLD.fid != NEW.fid AND {full} BEGIN DELETE FROM {r} WHERE id = OLD.fid; {put} END;
            CREATE TRIGGER {Name("update4")} AFTER UPDATE ON {t} WHEN OLD.fid != NEW.fid AND {empty} BEGIN DELETE FROM {r} WHERE id IN (OLD.fid, NEW.fid); END;
            CREATE TRIGGER {Name("delete")} AFTER DELETE ON {t} WHEN old.{g} NOT NULL BEGIN DELETE FROM {r} WHERE id = OLD.fid; END;
            """;

        string Name(string what) => SqliteDatabase.Quoted($"{layer.IndexTable}_{what}");
    }
}

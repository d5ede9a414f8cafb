using System.Globalization;
using System.Text;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>A parcel of a project (项目地块).</summary>
/// <param name="Key">Its key.</param>
/// <param name="Stratum">Its stratum.</param>
/// <param name="Row">Its row in the layer.</param>
/// <param name="Record">0-based record, for findings.</param>
/// <param name="AreaHa">Area on the ellipsoid, ha; of a table without geometry the area given.</param>
/// <param name="PartsM2">Areas of its connected parts, m²; null without geometry.</param>
internal sealed record ProjectParcel(string Key, string Stratum, int Row, long Record, double AreaHa, IReadOnlyList<double>? PartsM2);

/// <summary>The parcels of a project, from a layer of polygons or a table without geometry (项目边界与碳层).</summary>
/// <remarks>
/// A connected part is an outer ring less its holes. Rings of one record that share a border (which makes the record invalid) are one part, as its repair makes them;
/// rings that meet in a point are two. Records are never joined: neighbouring parcels are judged each on its own.
/// </remarks>
internal sealed class ProjectParcels
{
    /// <summary>Stratum of parcels where the project names no field for it.</summary>
    public const string OnlyStratum = "all";

    /// <summary>Heading of areas in a table without geometry.</summary>
    public const string AreaColumn = "area";

    private readonly IReadOnlyDictionary<string, string> columns;
    private readonly Dictionary<int, ProjectParcel> byRow;

    private ProjectParcels(PolygonTable table, IReadOnlyDictionary<string, string> columns, IReadOnlyList<ProjectParcel> parcels, IReadOnlyList<string> unusable, PreparedLayer? layer)
    {
        (Table, this.columns, Parcels, Unusable, Layer) = (table, columns, parcels, unusable, layer);
        byRow = parcels.ToDictionary(p => p.Row);
        AreaHaByStratum = Sums(parcels);
    }

    /// <summary>The layer they were read from.</summary>
    public PolygonTable Table { get; }

    public string File => Table.Name;

    public bool HasGeometry => Layer is not null;

    /// <summary>The polygons as overlays see them: repaired where invalid, by row; null without geometry.</summary>
    public PreparedLayer? Layer { get; }

    /// <summary>The parcels in the order of the layer.</summary>
    public IReadOnlyList<ProjectParcel> Parcels { get; }

    /// <summary>Keys (or record numbers) of parcels that cannot be used; a finding says why.</summary>
    public IReadOnlyList<string> Unusable { get; }

    /// <summary>Area of each stratum, ha, by stratum in ordinal order.</summary>
    public IReadOnlyDictionary<string, double> AreaHaByStratum { get; }

    public double AreaHa => Sum(Parcels);

    /// <summary>Reads them.</summary>
    /// <exception cref="RefusedInputException">The layer cannot be read, lacks a field or reference, or has a key twice.</exception>
    public static ProjectParcels Read(ParcelSource source, FindingLog findings, CancellationToken stop = default)
    {
        var table = PolygonTable.Read(source.Path, null, source.Encoding, source.Crs, schema => [.. Enumerable.Range(0, schema.Fields.Count)], findings, stop);
        int Field(string name) => IndexOf(table.Schema, name) is >= 0 and var at ? at
            : throw DataSet.Refuse(ProjectFindings.NoColumn, table.Name, table.Name, name, string.Join(", ", table.Schema.Fields.Select(f => f.Name)));
        var (key, stratum) = (source.Key.Length == 0 ? -1 : Field(source.Key), source.Stratum is null ? -1 : Field(source.Stratum));
        foreach (var field in source.Columns.Values)
            Field(field);
        var polygons = table.Polygons.Kinds.Contains(GeometryKind.Polygon);
        var given = polygons ? -1 : Field(AreaColumn);
        var measure = !polygons ? null : new EllipsoidalArea(table.Reference ?? throw DataSet.Refuse(ProjectFindings.NoReference, table.Name, table.Name));
        var layer = polygons ? PreparedLayer.Create(table.Polygons, 1, stop) : null;
        var repaired = layer?.Repaired.Select(r => r.Record).ToHashSet() ?? [];
        var (parcels, unusable, keys) = (new List<ProjectParcel>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        for (var row = 0; row < table.Records.Count; row++)
        {
            var record = table.Records[row];
            var name = key < 0 ? $"{record}" : Cell(table, key, row);
            void Unusable(FindingRule rule, string about) => unusable.Add(Told(rule, about));
            string Told(FindingRule rule, string about)
            {
                findings.Add(rule, table.Name, record, null, name, about);
                return name ?? $"#{record}";
            }

            if (name is null)
            {
                Unusable(ProjectFindings.NoKey, table.Name);
                continue;
            }

            if (!keys.Add(name))
                throw new RefusedInputException(new(ProjectFindings.KeyTwice, table.Name, record, source.Key, name, table.Name, name));
            if ((stratum < 0 ? OnlyStratum : Cell(table, stratum, row)) is not { } of)
            {
                Unusable(ProjectFindings.NoStratum, name);
                continue;
            }

            if (repaired.Contains(row))
                TellFault(table, row, name, findings);
            var (ha, parts) = measure is null ? (Given(table, given, row), null) : Measured(measure, table.Polygons, layer!, row, repaired.Contains(row));
            if (ha is > 0 and < double.PositiveInfinity)
                parcels.Add(new(name, of, row, record, ha.Value, parts));
            else
                Unusable(ProjectFindings.NoArea, name);
        }

        return new(table, source.Columns, parcels, unusable, layer);
    }

    /// <summary>Whether the parcels have a column of a name, as the project maps it or as a heading.</summary>
    public bool Has(string name) => FieldOf(name) >= 0;

    /// <summary>The unit in the heading of a column; null without one.</summary>
    public string? UnitOf(string name) => FieldOf(name) is >= 0 and var at ? MemberTable.Split(Table.Schema.Fields[at].Name).Unit ?? MemberTable.Split(columns.GetValueOrDefault(name, name)).Unit : null;

    /// <summary>A cell of a parcel; null where it is blank or there is no such column.</summary>
    public string? Text(string name, ProjectParcel parcel) => FieldOf(name) is >= 0 and var at ? Cell(Table, at, parcel.Row) : null;

    /// <summary>The parcel that a point lies in, in the coordinates of the layer: of several the first; null outside, without geometry, and on parcels that cannot be used.</summary>
    public ProjectParcel? ParcelAt(double x, double y)
    {
        foreach (var row in Layer?.At(x, y) ?? [])
            if (byRow.TryGetValue(row, out var parcel))
                return parcel;
        return null;
    }

    /// <summary>The stratum that a point lies in; null outside of all parcels.</summary>
    public string? StratumAt(double x, double y) => ParcelAt(x, y)?.Stratum;

    private static int IndexOf(RecordSchema schema, string name)
    {
        if (schema.IndexOf(name) is >= 0 and var at)
            return at;
        for (var i = 0; i < schema.Fields.Count; i++)
            if (string.Equals(MemberTable.Split(schema.Fields[i].Name).Name, name, StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }

    private int FieldOf(string name) => IndexOf(Table.Schema, columns.GetValueOrDefault(name, name));

    private static (double?, IReadOnlyList<double>?) Measured(EllipsoidalArea measure, PolygonColumn polygons, PreparedLayer layer, int row, bool repaired)
    {
        if (polygons.Kinds[row] != GeometryKind.Polygon || !double.IsFinite(measure.Measure(polygons, row, out _)))
            return (null, null);
        return (measure.Measure(polygons, row, out _) / 10000, measure.PartAreas(repaired ? layer.Polygons : polygons, row, out _));
    }

    private static double? Given(PolygonTable table, int field, int row)
    {
        var heading = MemberTable.Split(table.Schema.Fields[field].Name);
        return double.TryParse(Cell(table, field, row), NumberStyles.Float, CultureInfo.InvariantCulture, out var area) && area > 0
            ? Quantities.Unit.Parse(heading.Unit ?? "ha").Convert(area, Quantities.Unit.Parse("ha")) : null;
    }

    private static void TellFault(PolygonTable table, int row, string key, FindingLog findings)
    {
        var reason = TopologyCheck.Reason(ValidityFault.Of(table.Polygons, row)?.Defect ?? ValidityDefect.SelfIntersection);
        findings.Add(ProjectFindings.InvalidGeometry, table.Name, table.Records[row], null, key, key, reason.Zh, reason.En);
    }

    private static string? Cell(PolygonTable table, int field, int row) =>
        table.Schema.Fields[field].Kind == FieldKind.Number
            ? table.Number(field, row) is var number && double.IsNaN(number) ? null : number.ToString("R", CultureInfo.InvariantCulture)
            : Encoding.UTF8.GetString(table.Text(field, row)).Trim() is { Length: > 0 } text ? text : null;

    private static double Sum(IEnumerable<ProjectParcel> parcels) => parcels.Aggregate(ExactSum.Zero, (sum, p) => sum + p.AreaHa).ToDouble();

    private static SortedDictionary<string, double> Sums(IEnumerable<ProjectParcel> parcels) => new(parcels.GroupBy(p => p.Stratum, StringComparer.Ordinal).ToDictionary(g => g.Key, Sum, StringComparer.Ordinal), StringComparer.Ordinal);
}

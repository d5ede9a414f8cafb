using System.Globalization;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>Checks the records of a layer that is to be claimed.</summary>
/// <param name="table">The layer as read.</param>
/// <param name="degrees">Its polygons in degrees.</param>
/// <param name="options">What was asked for.</param>
/// <param name="findings">Receives what is wrong.</param>
internal sealed class ParcelCheck(PolygonTable table, PolygonColumn degrees, ParcelOptions options, FindingLog findings)
{
    private const double RoundingM2 = 0.01; // what rounding leaves along a border, as in the data check

    /// <summary>The key of each row, null where it has none that can be used.</summary>
    public string?[] Keys()
    {
        var (keys, seen) = (new string?[table.Records.Count], new Dictionary<string, long>(StringComparer.Ordinal));
        for (var row = 0; row < keys.Length; row++)
        {
            var record = table.Records[row];
            if (Cell(options.Key, row) is not { } key)
                findings.Add(ParcelFindings.NoKey, table.Name, record, options.Key, null, options.Key);
            else if (!RegisterId.Is(key))
                findings.Add(ParcelFindings.BadKey, table.Name, record, options.Key, key, key);
            else if (!seen.TryAdd(key, record))
                findings.Add(ParcelFindings.KeyTwice, table.Name, record, options.Key, key, key, $"{seen[key]}");
            else
                keys[row] = key;
            if (options.Tenure is not null && Cell(options.Tenure, row) is null)
                findings.Add(ParcelFindings.NoTenure, table.Name, record, options.Tenure, null, keys[row] ?? $"#{record}", options.Tenure);
        }

        return keys;
    }

    /// <summary>Looks at each polygon, in the layer's own coordinates and in degrees.</summary>
    public void Validity(IReadOnlyList<string?> keys, CancellationToken stop)
    {
        var (own, claimed) = (Invalid(table.Polygons, stop), Invalid(degrees, stop));
        for (var row = 0; row < keys.Count; row++)
        {
            var (record, key) = (table.Records[row], keys[row] ?? $"#{table.Records[row]}");
            if (table.Polygons.Kinds[row] != GeometryKind.Polygon || table.Polygons.RecordEnds[row] == table.Polygons.FirstRing(row))
                findings.Add(ParcelFindings.NoGeometry, table.Name, record, null, null, key);
            else if (degrees.Kinds[row] != GeometryKind.Polygon || BeyondTheGlobe(row))
                findings.Add(ParcelFindings.OutOfReach, table.Name, record, null, null, key);
            else if (own.Contains(row) && ValidityFault.Of(table.Polygons, row) is { } fault)
                Tell(fault, record, key);
            else if (claimed.Contains(row) && ValidityFault.Of(degrees, row) is { } later)
                Tell(later, record, key);
            else if (degrees.Ring(degrees.FirstRing(row)) is [var x, var y, ..] && !(x is >= 73 and <= 136 && y is >= 3 and <= 54))
                findings.Add(ParcelFindings.Elsewhere, table.Name, record, null, null, key, Text(x, 5), Text(y, 5));
        }
    }

    /// <summary>Looks for land that two records of the layer claim.</summary>
    public void Overlaps(IReadOnlyList<string?> keys, CancellationToken stop)
    {
        var (count, sum) = (0, 0.0);
        foreach (var overlap in OverlapSearch.Within(PreparedLayer.Create(degrees, stop: stop), new EllipsoidalArea(DegreeBorders.Reference), stop: stop))
        {
            if (overlap.SquareMetres is not ({ } m2 and >= RoundingM2))
                continue;
            var (first, second) = (table.Records[overlap.First], table.Records[overlap.Second]);
            if (m2 > OverlapClaim.LeastM2 && overlap.Width >= OverlapClaim.SliverWidthM)
                findings.Add(ParcelFindings.Overlap, table.Name, first, null, null, keys[overlap.First] ?? $"#{first}", keys[overlap.Second] ?? $"#{second}", Text(m2, 1));
            else
                (count, sum) = (count + 1, sum + m2);
        }

        if (count > 0)
            findings.Add(new Finding(ParcelFindings.Slivers, table.Name, null, null, null, $"{count}", Text(sum, 2)));
    }

    private bool BeyondTheGlobe(int row)
    {
        for (var ring = degrees.FirstRing(row); ring < degrees.RecordEnds[row]; ring++)
        {
            var xy = degrees.Ring(ring);
            for (var i = 0; i < xy.Length; i++)
            {
                if (!(Math.Abs(xy[i]) <= (i % 2 == 0 ? 180 : 90)))
                    return true;
            }
        }

        return false;
    }

    /// <summary>A cell as text; null where it is blank.</summary>
    public string? Cell(string name, int row)
    {
        var field = table.Schema.IndexOf(name);
        return table.Schema.Fields[field].Kind == FieldKind.Number
            ? table.Number(field, row) is var number && double.IsNaN(number) ? null : number.ToString("R", CultureInfo.InvariantCulture)
            : Encoding.UTF8.GetString(table.Text(field, row)).Trim() is { Length: > 0 } text ? text : null;
    }

    private static HashSet<int> Invalid(PolygonColumn polygons, CancellationToken stop) => [.. PreparedLayer.Create(polygons, stop: stop).Repaired.Select(r => r.Record)];

    private static string Text(double value, int digits) => Math.Round(value, digits).ToString("R", CultureInfo.InvariantCulture);

    private void Tell(ValidityFault fault, long record, string key)
    {
        var reason = TopologyCheck.Reason(fault.Defect);
        findings.Add(ParcelFindings.Invalid, table.Name, record, null, null, key, reason.Zh, Text(fault.X, 8), Text(fault.Y, 8), reason.En);
    }
}

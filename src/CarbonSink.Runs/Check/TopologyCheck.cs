using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>The part of the data check that looks at polygons: validity, gaps and overlaps, boundary.</summary>
internal sealed class TopologyCheck(CheckedLayer layer, CheckOptions options, FindingLog findings)
{
    private const double LeastHectares = 1e-6; // 0.01 m²
    private const double LeastWidth = 1e-4; // metres

    private readonly EllipsoidalArea? area = layer.Area;
    private readonly List<CheckPlace> places = [];

    public PreparedLayer Prepared { get; private set; } = null!;

    public CheckAreas Areas { get; private set; } = new();

    public CoverageBalance? Balance { get; private set; }

    public IReadOnlyList<CheckPlace> Places => places;

    public PolygonColumn Geometry { get; } = new();

    public IReadOnlyList<string> BoundaryFiles { get; private set; } = [];

    public void Run(CancellationToken stop)
    {
        Prepared = PreparedLayer.Create(layer.Polygons, options.Threads, stop);
        Areas = new() { Polygons = layer.ComputedArea / 10000, Recorded = layer.RecordedArea };
        if (!layer.Polygons.Kinds.Contains(GeometryKind.Polygon))
        {
            findings.Add(new Finding(CheckFindings.NoPolygon, layer.Name, null, null, null, layer.Name));
            return;
        }

        var widths = Widths();
        Validity();
        Coverage(widths, stop);
        if (options.Boundary is not null)
            Boundary(options.Boundary, widths, stop);
    }

    internal static Bilingual Reason(ValidityDefect defect) => defect switch
    {
        ValidityDefect.NotFinite => new("坐标不是数", "a coordinate is no number"),
        ValidityDefect.NotClosed => new("环未闭合", "a ring is not closed"),
        ValidityDefect.TooFewPoints => new("环的不同顶点少于三个", "a ring has fewer than three different vertices"),
        ValidityDefect.DuplicateRings => new("环重复", "a ring repeats another"),
        ValidityDefect.Nested => new("部件或洞相互嵌套", "parts or holes lie in each other"),
        ValidityDefect.HoleOutside => new("洞在外环之外", "a hole lies outside its polygon"),
        ValidityDefect.Disconnected => new("洞把内部切断", "holes cut the inside apart"),
        _ => new("自相交", "the border crosses or touches itself"),
    };

    private void Validity()
    {
        foreach (var repaired in Prepared.Repaired)
        {
            var record = layer.Records[repaired.Record];
            if (ValidityFault.Of(layer.Polygons, repaired.Record) is not { } fault)
                continue;
            var reason = Reason(fault.Defect);
            var (x, y) = double.IsFinite(fault.X + fault.Y) ? (Text(fault.X), Text(fault.Y)) : ("—", "—");
            findings.Add(CheckFindings.Invalid, layer.Name, record, null, null, reason.Zh, x, y, reason.En);
            Mark(CheckFindings.Invalid, record, fault.X, fault.Y);
        }
    }

    /// <summary>The reference that widths are judged in: of a layer without one, coordinates that look like degrees are taken as such.</summary>
    private CoordinateReference? Widths()
    {
        if (layer.Reference is not null)
            return layer.Reference;
        for (var ring = 0; ring < (layer.Polygons.Count == 0 ? 0 : layer.Polygons.RecordEnds[layer.Polygons.Count - 1]); ring++)
        {
            var xy = layer.Polygons.Ring(ring);
            for (var i = 0; i < xy.Length; i += 2)
                if (Math.Abs(xy[i]) > 180 || Math.Abs(xy[i + 1]) > 90)
                    return null;
        }

        findings.Add(new Finding(CheckFindings.TakenAsDegrees, layer.Name, null, null, null, layer.Name));
        return DataSet.ReferenceOf("EPSG:4490");
    }

    /// <summary>Area of a place in ha; null where none can be had.</summary>
    private double? Hectares(PolygonColumn column, int row)
    {
        if (area is null)
            return null;
        var squareMetres = area.Measure(column, row, out var flags);
        return (flags & (AreaFlags.NotFinite | AreaFlags.OutOfRange)) == AreaFlags.None ? squareMetres / 10000 : null;
    }

    private void Coverage(CoordinateReference? widths, CancellationToken stop)
    {
        var report = CoverageCheck.Run(Prepared, widths, options.SliverWidth, options.Threads, stop);
        Balance = report.Balance;
        var (gaps, overlaps) = (0.0, 0.0);
        for (var i = 0; i < report.Faults.Count; i++)
        {
            var fault = report.Faults[i];
            var hectares = Hectares(report.Places, i);
            var rule = (fault.Defect, fault.IsSliver && (area is null || hectares is not null)) switch
            {
                (CoverageDefect.Gap, false) => CheckFindings.Gap,
                (CoverageDefect.Gap, true) => CheckFindings.GapSliver,
                (_, false) => CheckFindings.Overlap,
                _ => CheckFindings.OverlapSliver,
            };
            if (fault.Defect == CoverageDefect.Gap)
                gaps += hectares ?? 0;
            else
                overlaps += (hectares ?? 0) * (fault.Records.Count - 1);
            long[] records = [.. fault.Records.Select(r => layer.Records[r])];
            findings.Add(new Finding(rule, layer.Name, records.Length > 0 ? records[0] : null, null, null, hectares is null ? "—" : $"{hectares:F6}", Planar(fault.PlanarArea), Text(fault.X), Text(fault.Y), string.Join(", ", records)));
            places.Add(new(rule.Code, rule.Severity, records, hectares));
            Geometry.Append(report.Places, i);
        }

        foreach (var duplicate in report.Duplicates)
            Whole(CheckFindings.Duplicate, duplicate.Record, $"{layer.Records[duplicate.Earlier]}");
        foreach (var sliver in report.Slivers.Where(s => !layer.Unmeasurable.Contains(s.Record)))
            Whole(CheckFindings.SliverPolygon, sliver.Record, $"{sliver.Width:F3}");
        if (Math.Abs(report.Balance.Error) > 1e-9 * report.Balance.Records)
            findings.Add(new Finding(CheckFindings.NotConserved, layer.Name, null, null, null, $"{report.Balance.Error:R}"));
        if (area is not null)
            Areas = Areas with { Gaps = gaps, Overlaps = overlaps };
    }

    private void Boundary(string path, CoordinateReference? widths, CancellationToken stop)
    {
        var control = options.Control;
        var boundary = PolygonTable.Read(path, control?.Layer, control?.Encoding, control is null ? options.Crs : control.Crs, _ => [], findings, stop);
        BoundaryFiles = boundary.Files;
        if (layer.Reference is null != boundary.Reference is null)
            throw DataSet.Refuse(OverlayFindings.OneReference, boundary.Name, boundary.Reference is null ? boundary.Name : layer.Name, boundary.Reference is null ? layer.Name : boundary.Name, (boundary.Reference ?? layer.Reference)!.Name);
        if (boundary.Reference is not null)
            OverlayRun.Transform(boundary, layer.Reference!, findings);
        var within = PreparedLayer.Create(boundary.Polygons, options.Threads, stop);
        var (of, back) = (LayerOverlay.Of(Prepared, within, options.Threads, null, stop), LayerOverlay.Of(within, Prepared, options.Threads, null, stop));
        var (outside, uncovered, whole) = (0.0, 0.0, 0.0);
        for (var i = 0; i < of.Rest.Count; i++)
        {
            var hectares = Hectares(of.Rest.Polygons, i);
            outside += hectares ?? 0;
            if (!Matters(of.Rest.Polygons, i, hectares, widths))
                continue;
            var record = layer.Records[of.Rest.First[i]];
            findings.Add(CheckFindings.Outside, layer.Name, record, null, null, Text(hectares, "F6"), boundary.Name, Text(Hectares(Prepared.Polygons, of.Rest.First[i]), "F4"));
            places.Add(new(CheckFindings.Outside.Code, Severity.Error, [record], hectares));
            Geometry.Append(of.Rest.Polygons, i);
        }

        for (var i = 0; i < back.Rest.Count; i++)
        {
            foreach (var part in PolygonPart.Of(back.Rest.Polygons, i, widths))
            {
                var hectares = Hectares(part.Polygon, 0);
                uncovered += hectares ?? 0;
                if (!Matters(part.Polygon, 0, hectares, widths))
                    continue;
                var rule = part.Width < options.SliverWidth ? CheckFindings.UncoveredSliver : CheckFindings.Uncovered;
                findings.Add(new Finding(rule, layer.Name, null, null, null, boundary.Name, Text(hectares, "F6"), Planar(part.PlanarArea), Text(part.X), Text(part.Y)));
                places.Add(new(rule.Code, rule.Severity, [], hectares));
                Geometry.Append(part.Polygon, 0);
            }
        }

        if (area is null)
            return;
        for (var i = 0; i < within.Count; i++)
            whole += area.Measure(within.Polygons, i, out _) / 10000;
        if (Areas.Polygons is { } sum && Math.Abs(sum - whole) > 1e-6 * whole)
            findings.Add(new Finding(CheckFindings.AreaControl, layer.Name, null, null, null, $"{sum:F4}", $"{whole:F4}", $"{sum - whole:F4}"));
        Areas = Areas with { Boundary = whole, Outside = outside, Uncovered = uncovered };
    }

    /// <summary>Whether a place is more than rounding along a border: 0.01 m², judged in the plane where no area can be had.</summary>
    private static bool Matters(PolygonColumn column, int row, double? hectares, CoordinateReference? widths) =>
        hectares is { } known ? known >= LeastHectares : PolygonPart.Of(column, row, widths).Any(p => p.Width >= LeastWidth);

    private void Whole(FindingRule rule, int row, string particular)
    {
        findings.Add(rule, layer.Name, layer.Records[row], null, null, particular);
        places.Add(new(rule.Code, rule.Severity, [layer.Records[row]], Hectares(Prepared.Polygons, row)));
        Geometry.Append(Prepared.Polygons, row);
    }

    private void Mark(FindingRule rule, long record, double x, double y)
    {
        if (!double.IsFinite(x + y))
            return;
        ((ReadOnlySpan<double>)[x, y]).CopyTo(Geometry.AddRing(1));
        Geometry.EndRecord(GeometryKind.Point);
        places.Add(new(rule.Code, rule.Severity, [record], null));
    }

    private static string Text(double? hectares, string format) => hectares?.ToString(format, System.Globalization.CultureInfo.InvariantCulture) ?? "—";

    /// <summary>A coordinate to the millimetre: more digits are not of the ground.</summary>
    private string Text(double coordinate) =>
        (layer.Reference is { } reference ? Math.Round(coordinate, reference.IsGeographic ? 8 : 3) : coordinate).ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private string Planar(double area) => layer.Reference switch
    {
        null => area.ToString("G6", System.Globalization.CultureInfo.InvariantCulture),
        { IsGeographic: true } => area.ToString("G6", System.Globalization.CultureInfo.InvariantCulture) + " °²",
        { MetresPerUnit: var unit } => (area * unit * unit).ToString("F1", System.Globalization.CultureInfo.InvariantCulture) + " m²",
    };
}

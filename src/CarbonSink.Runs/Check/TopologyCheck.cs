using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>The part of the data check that looks at polygons: validity, gaps and overlaps, boundary.</summary>
internal sealed class TopologyCheck(CheckedLayer layer, CheckOptions options, FindingLog findings)
{
    private const double LeastHectares = 1e-6; // 0.01 m²

    private readonly EllipsoidalArea? area = layer.Reference is null ? null : new(layer.Reference);
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
        Areas = new() { Polygons = area is null ? null : layer.ComputedArea / 10000, Recorded = layer.RecordedArea };
        if (!layer.Polygons.Kinds.Contains(GeometryKind.Polygon))
        {
            findings.Add(new Finding(CheckFindings.NoPolygon, layer.Name, null, null, null, layer.Name));
            return;
        }

        Validity();
        Coverage(stop);
        if (options.Boundary is not null)
            Boundary(options.Boundary, stop);
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

    private void Coverage(CancellationToken stop)
    {
        var report = CoverageCheck.Run(Prepared, layer.Reference, options.SliverWidth, options.Threads, stop);
        Balance = report.Balance;
        var (gaps, overlaps) = (0.0, 0.0);
        for (var i = 0; i < report.Faults.Count; i++)
        {
            var fault = report.Faults[i];
            var rule = (fault.Defect, fault.IsSliver) switch
            {
                (CoverageDefect.Gap, false) => CheckFindings.Gap,
                (CoverageDefect.Gap, true) => CheckFindings.GapSliver,
                (_, false) => CheckFindings.Overlap,
                _ => CheckFindings.OverlapSliver,
            };
            var hectares = area?.Measure(report.Places, i, out _) / 10000;
            if (fault.Defect == CoverageDefect.Gap)
                gaps += hectares ?? 0;
            else
                overlaps += (hectares ?? 0) * (fault.Records.Count - 1);
            long[] records = [.. fault.Records.Select(r => layer.Records[r])];
            findings.Add(new Finding(rule, layer.Name, records.Length > 0 ? records[0] : null, null, null, hectares is null ? "—" : $"{hectares:F6}", $"{fault.PlanarArea:G6}²", Text(fault.X), Text(fault.Y), string.Join(", ", records)));
            places.Add(new(rule.Code, rule.Severity, records, hectares));
            Geometry.Append(report.Places, i);
        }

        foreach (var duplicate in report.Duplicates)
            Whole(CheckFindings.Duplicate, duplicate.Record, $"{layer.Records[duplicate.Earlier]}");
        foreach (var sliver in report.Slivers)
            Whole(CheckFindings.SliverPolygon, sliver.Record, $"{sliver.Width:F3}");
        if (Math.Abs(report.Balance.Error) > 1e-9 * report.Balance.Records)
            findings.Add(new Finding(CheckFindings.NotConserved, layer.Name, null, null, null, $"{report.Balance.Error:R}"));
        if (area is not null)
            Areas = Areas with { Gaps = gaps, Overlaps = overlaps };
    }

    private void Boundary(string path, CancellationToken stop)
    {
        var boundary = PolygonTable.Read(path, null, options.Crs, _ => [], findings, stop);
        BoundaryFiles = boundary.Files;
        if (area is null || boundary.Reference is null)
            throw DataSet.Refuse(OverlayFindings.OneReference, boundary.Name, boundary.Name, layer.Name, layer.Reference?.Name ?? "—");
        OverlayRun.Transform(boundary, layer.Reference!, findings);
        var within = PreparedLayer.Create(boundary.Polygons, options.Threads, stop);
        var (of, back) = (LayerOverlay.Of(Prepared, within, options.Threads, null, stop), LayerOverlay.Of(within, Prepared, options.Threads, null, stop));
        var (outside, uncovered, whole) = (0.0, 0.0, 0.0);
        for (var i = 0; i < of.Rest.Count; i++)
        {
            var hectares = area.Measure(of.Rest.Polygons, i, out _) / 10000;
            outside += hectares;
            if (hectares < LeastHectares)
                continue;
            var record = layer.Records[of.Rest.First[i]];
            findings.Add(CheckFindings.Outside, layer.Name, record, null, null, $"{hectares:F6}", boundary.Name, $"{area.Measure(Prepared.Polygons, of.Rest.First[i], out _) / 10000:F4}");
            places.Add(new(CheckFindings.Outside.Code, Severity.Error, [record], hectares));
            Geometry.Append(of.Rest.Polygons, i);
        }

        for (var i = 0; i < back.Rest.Count; i++)
        {
            var hectares = area.Measure(back.Rest.Polygons, i, out _) / 10000;
            uncovered += hectares;
            if (hectares < LeastHectares)
                continue;
            places.Add(new(CheckFindings.Uncovered.Code, Severity.Warning, [], hectares));
            Geometry.Append(back.Rest.Polygons, i);
        }

        for (var i = 0; i < within.Count; i++)
            whole += area.Measure(within.Polygons, i, out _) / 10000;
        if (uncovered >= LeastHectares)
            findings.Add(new Finding(CheckFindings.Uncovered, layer.Name, null, null, null, boundary.Name, $"{uncovered:F6}"));
        var sum = Areas.Polygons!.Value;
        if (Math.Abs(sum - whole) > 1e-6 * whole)
            findings.Add(new Finding(CheckFindings.AreaControl, layer.Name, null, null, null, $"{sum:F4}", $"{whole:F4}", $"{sum - whole:F4}"));
        Areas = Areas with { Boundary = whole, Outside = outside, Uncovered = uncovered };
    }

    private void Whole(FindingRule rule, int row, string particular)
    {
        findings.Add(rule, layer.Name, layer.Records[row], null, null, particular);
        places.Add(new(rule.Code, rule.Severity, [layer.Records[row]], area?.Measure(Prepared.Polygons, row, out _) / 10000));
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

    private static string Text(double coordinate) => coordinate.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}

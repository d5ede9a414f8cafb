using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>What an overlay is asked to do (叠加选项).</summary>
/// <param name="First">Path of the first layer.</param>
/// <param name="Second">Path of the second layer.</param>
public sealed record OverlayOptions(string First, string Second)
{
    /// <summary>The operation.</summary>
    public OverlayOperation Operation { get; init; }

    /// <summary>Name of the layer within the first file where that holds several; or null.</summary>
    public string? FirstLayer { get; init; }

    /// <summary>Name of the layer within the second file where that holds several; or null.</summary>
    public string? SecondLayer { get; init; }

    /// <summary>Encoding of the texts; null to detect it.</summary>
    public string? Encoding { get; init; }

    /// <summary>Coordinate reference assigned to both layers; null to read those of the files.</summary>
    public string? Crs { get; init; }

    /// <summary>Path of the GeoPackage to write; null for none.</summary>
    public string? Out { get; init; }

    /// <summary>Threads to use.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>How the area of a layer is found again in its parts (面积守恒): area = common − repeated + rest + error.</summary>
/// <param name="Area">Area of the layer.</param>
/// <param name="Common">What lies in the other layer, parts of several of its polygons as often as they lie in one.</param>
/// <param name="Repeated">What is in it too often.</param>
/// <param name="Rest">What lies in none.</param>
public sealed record AreaBalance(double Area, double Common, double Repeated, double Rest)
{
    /// <summary>What is lacking; rounding alone where the areas are planar.</summary>
    public double Error => Area - (Common - Repeated + Rest);
}

/// <summary>Areas of one overlay in one measure (叠加面积).</summary>
/// <param name="First">The first layer and its parts.</param>
/// <param name="Second">The second layer and its parts.</param>
/// <param name="Result">Area of the pieces of the result.</param>
public sealed record OverlayAreas(AreaBalance First, AreaBalance Second, double Result)
{
    /// <summary>The larger of the errors of both layers.</summary>
    public double Error => Math.Abs(First.Error) >= Math.Abs(Second.Error) ? First.Error : Second.Error;
}

/// <summary>A finished overlay (叠加结果).</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Reference">Coordinate reference of both layers; null where it is unknown.</param>
/// <param name="Planar">Areas in squares of the coordinates' unit.</param>
/// <param name="Ellipsoidal">Areas on the ellipsoid, m²; null where the reference is unknown.</param>
/// <param name="PieceCount">Pieces of the result.</param>
/// <param name="Findings">What was wrong or remarkable.</param>
public sealed record OverlayResult(OverlayOptions Options, CoordinateReference? Reference, OverlayAreas Planar, OverlayAreas? Ellipsoidal, long PieceCount, FindingLog Findings)
{
    /// <summary>Whether every polygon could be measured; where not, areas lack those polygons and prove nothing.</summary>
    public bool IsMeasured => Findings.Count(AssessmentFindings.BadRing) + Findings.Count(OverlayFindings.Lost) == 0;

    /// <summary>Square metres in a square of the coordinates' unit; null where the unit is a degree or unknown.</summary>
    public double? PlanarSquareMetres => Reference is null or { IsGeographic: true } ? null : Reference.MetresPerUnit * Reference.MetresPerUnit;
}

/// <summary>Overlays two layers of polygons and proves that no area was lost (面图层叠加).</summary>
public static class OverlayRun
{
    private const double Tolerance = 1e-9;

    /// <summary>Runs it.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told done and all records; or null.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="RefusedInputException">A layer cannot be used, or both do not fit together.</exception>
    /// <exception cref="OutputException">The result cannot be written.</exception>
    public static OverlayResult Run(OverlayOptions options, Action<long, long>? progress = null, CancellationToken stop = default)
    {
        var findings = new FindingLog();
        using var file = options.Out is { } path ? OutputFile.Open(path, LayerGeoPackage.Mark) : null;
        var (a, b) = (Read(options, false, All, findings, stop), Read(options, true, All, findings, stop));
        var ground = Ground(a, b, findings);
        IReadOnlyList<int> All(RecordSchema schema) => options.Out is null ? [] : [.. Enumerable.Range(0, schema.Fields.Count)];
        if (file is not null && a.Reference is null)
            throw DataSet.Refuse(OverlayFindings.NoReferenceForOutput, a.Name, options.Out!);
        var (first, second) = (Prepare(a, options.Threads, findings, stop), Prepare(b, options.Threads, findings, stop));
        long done = 0;
        void Report(int records) => progress?.Invoke(Interlocked.Add(ref done, records), first.Count + second.Count);
        var ofFirst = LayerOverlay.Of(first, second, options.Threads, Report, stop);
        var ofSecond = LayerOverlay.Of(second, first, options.Threads, Report, stop);
        var pieces = Pieces(options.Operation, ofFirst, ofSecond);
        var plane = new EllipsoidalArea(a.Reference is null ? Plane : a.Reference with { MetresPerUnit = 1 }, AreaMethod.Planar);
        var planar = Areas(plane, first, second, ofFirst, ofSecond, pieces);
        Prove(planar, a.Name, b.Name, findings);
        var ellipsoidal = a.Reference is null || findings.Count(AssessmentFindings.BadRing) + findings.Count(OverlayFindings.Lost) > 0 ? null : Areas(ground, first, second, ofFirst, ofSecond, pieces);
        if (!findings.HasErrors)
            file?.Commit(stream => OverlayGeoPackage.Write(pieces, a, b, options.Out!, stream, stop));
        return new(options, a.Reference, planar, ellipsoidal, pieces.Count, findings);
    }

    /// <summary>Stands for coordinates of an unknown system: areas in squares of their unit.</summary>
    private static CoordinateReference Plane { get; } = new("", null, Ellipsoid.Cgcs2000, new TransverseMercator(0, 0, 0, 1, 0));

    internal static PolygonTable Read(OverlayOptions options, bool second, Func<RecordSchema, IReadOnlyList<int>> fields, FindingLog findings, CancellationToken stop)
    {
        var table = PolygonTable.Read(second ? options.Second : options.First, second ? options.SecondLayer : options.FirstLayer, options.Encoding, options.Crs, fields, findings, stop);
        return table.Polygons.Kinds.Contains(GeometryKind.Polygon) ? table : throw DataSet.Refuse(OverlayFindings.NoPolygon, table.Name, table.Name);
    }

    internal static PreparedLayer Prepare(PolygonTable table, int threads, FindingLog findings, CancellationToken stop)
    {
        var layer = PreparedLayer.Create(table.Polygons, threads, stop);
        foreach (var repaired in layer.Repaired)
            findings.Add(OverlayFindings.Repaired, table.Name, table.Records[repaired.Record], null, null, $"{repaired.AreaBefore:R}", $"{repaired.AreaAfter:R}");
        if (table.Polygons.Count - table.Polygons.Kinds.Count(GeometryKind.Polygon) is > 0 and var without)
            findings.Add(new Finding(OverlayFindings.NoGeometry, table.Name, null, null, null, $"{without}"));
        return layer;
    }

    /// <summary>Brings both layers to one reference, before any work, and tells which of their polygons cannot be measured.</summary>
    /// <returns>What measures them; in the plane where the reference is unknown.</returns>
    /// <exception cref="RefusedInputException">They do not fit together, or no areas can be had from the reference.</exception>
    internal static EllipsoidalArea Ground(PolygonTable a, PolygonTable b, FindingLog findings)
    {
        var ground = a.Reference is { } reference ? new EllipsoidalArea(reference) : new EllipsoidalArea(Plane, AreaMethod.Planar);
        Unmeasurable(a, ground, findings);
        if (b.Reference is null || a.Reference is null || PolygonLayer.Same(a.Reference, b.Reference))
            Unmeasurable(b, ground, findings);
        else if (b.Reference.Projection is not WebMercator and not UnknownProjection)
            Unmeasurable(b, new(b.Reference), findings);
        RequireSameReference(a, b, findings);
        return ground;
    }

    /// <summary>Tells records whose coordinates are no place on the Earth: they count as nothing.</summary>
    internal static void Unmeasurable(PolygonTable table, EllipsoidalArea area, FindingLog findings)
    {
        for (var row = 0; row < table.Polygons.Count; row++)
            if (table.Polygons.Kinds[row] == GeometryKind.Polygon && !IsOnEarth(table.Polygons, row, area))
                UnitInputs.ReportFlags(table.Name, table.Records[row], AreaFlags.OutOfRange, findings);
    }

    internal static bool IsOnEarth(PolygonColumn polygons, int row, EllipsoidalArea area)
    {
        for (var ring = polygons.FirstRing(row); ring < polygons.RecordEnds[row]; ring++)
        {
            var xy = polygons.Ring(ring);
            for (var i = 0; i < xy.Length; i += 2)
                if (!double.IsFinite(xy[i]) || !double.IsFinite(xy[i + 1]) || (area.Method != AreaMethod.Planar && !area.IsInRange(xy[i], xy[i + 1])))
                    return false;
        }

        return true;
    }

    internal static void RequireSameReference(PolygonTable a, PolygonTable b, FindingLog findings)
    {
        switch (a.Reference, b.Reference)
        {
            case (null, null):
                findings.Add(new Finding(OverlayFindings.NoReference, a.Name, null, null, null));
                break;
            case (null, { } known):
                throw DataSet.Refuse(OverlayFindings.OneReference, a.Name, a.Name, b.Name, known.Name);
            case ({ } known, null):
                throw DataSet.Refuse(OverlayFindings.OneReference, b.Name, b.Name, a.Name, known.Name);
            case ({ } one, _):
                Transform(b, one, findings);
                break;
        }
    }

    /// <summary>Brings the polygons of a layer with a known reference to another reference.</summary>
    /// <exception cref="RefusedInputException">The datum differs.</exception>
    internal static void Transform(PolygonTable table, CoordinateReference to, FindingLog findings)
    {
        if (PolygonLayer.Same(table.Reference!, to))
            return;
        var transformation = CoordinateTransformation.Between(table.Reference!, to);
        foreach (var finding in transformation.Findings)
            findings.Add(finding);
        if (transformation.IsIdentity)
            return;
        var before = table.Polygons.Kinds.ToArray();
        table.Polygons.Transform(transformation);
        for (var row = 0; row < before.Length; row++)
            if (before[row] != table.Polygons.Kinds[row])
                findings.Add(OverlayFindings.Lost, table.Name, table.Records[row], null, null, to.Name);
        findings.Add(new Finding(OverlayFindings.Transformed, table.Name, null, null, null, table.Name, table.Reference!.Name, to.Name));
    }

    private static OverlayPieces Pieces(OverlayOperation operation, LayerOverlay first, LayerOverlay second) => operation switch
    {
        OverlayOperation.Intersection => first.Common,
        OverlayOperation.Difference => first.Rest,
        OverlayOperation.SymmetricDifference => OverlayPieces.Of(first.Rest, second.Rest.Exchanged()),
        _ => OverlayPieces.Of(first.Common, first.Rest, second.Rest.Exchanged()),
    };

    private static OverlayAreas Areas(EllipsoidalArea area, PreparedLayer first, PreparedLayer second, LayerOverlay ofFirst, LayerOverlay ofSecond, OverlayPieces pieces)
    {
        double Sum(PolygonColumn column)
        {
            var areas = new double[column.Count];
            area.Measure(column, areas);
            return areas.Aggregate(ExactSum.Zero, (sum, one) => sum + one).ToDouble();
        }

        AreaBalance Balance(PreparedLayer layer, LayerOverlay overlay) =>
            new(Sum(layer.Polygons), Sum(overlay.Common.Polygons), Sum(overlay.Repeated.Polygons), Sum(overlay.Rest.Polygons));
        return new(Balance(first, ofFirst), Balance(second, ofSecond), Sum(pieces.Polygons));
    }

    private static void Prove(OverlayAreas areas, string first, string second, FindingLog findings)
    {
        // What of the first layer lies in several polygons of the second is where the second overlaps itself.
        foreach (var (balance, own, other) in new[] { (areas.First, first, second), (areas.Second, second, first) })
        {
            if (Math.Abs(balance.Error) > Tolerance * balance.Area)
                findings.Add(new Finding(OverlayFindings.NotConserved, own, null, null, null, own, $"{balance.Error:R}"));
            if (balance.Repeated > Tolerance * balance.Area)
                findings.Add(new Finding(OverlayFindings.CountedTwice, other, null, null, null, other, $"{balance.Repeated:R}"));
        }
    }
}

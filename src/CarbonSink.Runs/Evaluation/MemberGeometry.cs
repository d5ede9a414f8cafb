using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Methodologies;
using CarbonSink.Quantities;

namespace CarbonSink.Runs;

/// <summary>Areas of the polygons of a set on the ellipsoid, whole and as far as layers cover them.</summary>
internal sealed class MemberGeometry(SheetReader reader, EvaluationFile file, EvaluationChain chain, FindingLog findings, CancellationToken stop)
{
    /// <summary>The input that an area fills.</summary>
    /// <exception cref="RefusedInputException">There is none, or it is no area over the set.</exception>
    public MethodologyInput AreaInput(string symbol, EvaluationSet set)
    {
        var input = chain.Input(symbol) ?? throw file.Unknown("输入", "input", symbol, chain.Name, chain.Symbols);
        if (input.Unit is "code" or "date" || !Unit.Parse(input.Unit).Dimension.Equals(Unit.Parse("ha").Dimension))
            throw new RefusedInputException(new(EvaluationFindings.WrongUnit, file.Name, null, symbol, "ha", $"sets.{set.Name}", "ha", symbol, input.Unit));
        return chain.IsAround(set.Name, input.Set) ? input : throw new RefusedInputException(new(EvaluationFindings.WrongSet, file.Name, null, symbol, null, symbol, set.Name, input.Set.Length > 0 ? input.Set : "run"));
    }

    public SheetCell[] Areas(string symbol, IEnumerable<MemberTable> tables, string key) => [.. tables.SelectMany(t => Of(symbol, t, [], cover: false, key))];

    public SheetCell[] Covered(string symbol, IEnumerable<MemberTable> tables, IReadOnlyList<EvaluationOverlay> layers, string key)
    {
        var others = layers.Select(l => reader.Table(l.Path, l.Encoding, l.Crs, geometry: true).Polygons!).ToArray();
        foreach (var other in others)
            RequireReference(other, $"overlays.{symbol}: {{ \"path\": …, \"crs\": … }}");
        SheetCell[] cells = [.. tables.SelectMany(t => Of(symbol, t, others, cover: true, key))];
        if (cells.Any(c => c.HasValue) && Array.TrueForAll(cells, c => c.Number is null or 0))
            findings.Add(new Finding(EvaluationFindings.CoversNothing, file.Name, null, symbol, null, symbol, string.Join(", ", others.Select(o => o.Name))));
        return cells;
    }

    private static void RequireReference(PolygonTable table, string key)
    {
        if (table.Reference is null)
            throw new RefusedInputException(new(EvaluationFindings.NoReference, table.Name, null, null, null, table.Name, key));
    }

    private IEnumerable<SheetCell> Of(string symbol, MemberTable table, PolygonTable[] others, bool cover, string key)
    {
        var polygons = table.Polygons!;
        if (!polygons.Polygons.Kinds.Contains(GeometryKind.Polygon))
            throw new RefusedInputException(new(EvaluationFindings.NoGeometry, table.File, null, null, null, table.File, symbol));
        RequireReference(polygons, key);
        var areas = CoveredArea.Of(polygons, others, findings, stop);
        var unit = Unit.Parse(chain.Input(symbol)!.Unit);
        for (var row = 0; row < table.Records.Count; row++)
        {
            if (areas.Ha[row] > 0)
            {
                yield return new(Unit.Parse("ha").Convert(cover ? areas.CoveredHa[row] : areas.Ha[row], unit));
                continue;
            }

            var rule = polygons.Polygons.Kinds[row] == GeometryKind.Polygon && !OverlayRun.IsOnEarth(polygons.Polygons, row, new(polygons.Reference!)) ? EvaluationFindings.NotMeasurable : EvaluationFindings.NoPolygon;
            findings.Add(rule, table.File, table.Records[row], null, null, symbol);
            yield return rule == EvaluationFindings.NotMeasurable
                ? new(null, Cause: new("missing", $"面的坐标不在坐标系范围内，{symbol} 不能量算（{rule.Code}）", $"the polygon lies outside its coordinate reference, {symbol} cannot be measured ({rule.Code})"))
                : new(null, Cause: new("missing", $"没有面，{symbol} 不能量算（{rule.Code}）", $"no polygon to measure {symbol} on ({rule.Code})"));
        }
    }
}

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

    public SheetCell[] Areas(string symbol, IEnumerable<MemberTable> tables) => [.. tables.SelectMany(t => Of(symbol, t, [], cover: false))];

    public SheetCell[] Covered(string symbol, IEnumerable<MemberTable> tables, IEnumerable<string> layers)
    {
        var others = layers.Select(l => reader.Table(l, null, null, geometry: true).Polygons!).ToArray();
        return [.. tables.SelectMany(t => Of(symbol, t, others, cover: true))];
    }

    private IEnumerable<SheetCell> Of(string symbol, MemberTable table, PolygonTable[] others, bool cover)
    {
        var polygons = table.Polygons!;
        if (!polygons.Polygons.Kinds.Contains(GeometryKind.Polygon))
            throw new RefusedInputException(new(EvaluationFindings.NoGeometry, table.File, null, null, null, table.File, symbol));
        var areas = CoveredArea.Of(polygons, others, findings, stop);
        var unit = Unit.Parse(chain.Input(symbol)!.Unit);
        for (var row = 0; row < table.Records.Count; row++)
        {
            if (areas.Ha[row] > 0)
            {
                yield return new(Unit.Parse("ha").Convert(cover ? areas.CoveredHa[row] : areas.Ha[row], unit));
                continue;
            }

            findings.Add(EvaluationFindings.NoPolygon, table.File, table.Records[row], null, null, symbol);
            yield return new(null, Cause: new("missing", $"没有面，{symbol} 不能量算（{EvaluationFindings.NoPolygon.Code}）", $"no polygon to measure {symbol} on ({EvaluationFindings.NoPolygon.Code})"));
        }
    }
}

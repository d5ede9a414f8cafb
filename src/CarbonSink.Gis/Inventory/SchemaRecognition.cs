using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Tells which data dictionary a layer follows (数据字典识别).</summary>
/// <remarks>
/// A schema fits if the layer has every field it requires. Generations share most names, so several may fit: a layer may keep the area fields of both, and the Chinese names are the same in all.
/// What then decides is asked in this order. First the land-class codes: a generation is its code table, and a wrong one leaves every unit without a class, so the schema whose tables read more records wins.
/// Then how many fields of the layer the schema knows, which tells a merged layer of 134 fields from one that shares thirty of them. Then the share of the schema's roles that the layer has. A tie is refused.
/// A schema that fits by its fields and reads none of the codes, where another table reads most of them, is refused too: the user is told which table to name.
/// </remarks>
internal static class SchemaRecognition
{
    private const int NamedInFinding = 3;

    public static BoundSchema? Recognise(IReadOnlyList<InventorySchema> schemas, RecordSchema layer, string file, FindingLog findings, LandClassSample? sample)
    {
        var bound = schemas.Select(s => s.Bind(layer)).ToArray();
        var fitting = bound.Where(b => b.Missing.Count == 0).ToArray();
        if (fitting.Length == 0)
        {
            var nearest = bound.OrderByDescending(b => b.KnownFields).ThenBy(b => b.Missing.Count).ThenByDescending(b => b.Confidence).ThenBy(b => b.Schema.Id, StringComparer.Ordinal);
            findings.Add(new Finding(GisFindings.SchemaNotRecognised, file, null, null, null, string.Join("; ", nearest.Take(2).Select(b => $"{b.Schema.Id} ({string.Join(", ", b.Missing.Select(f => $"{f.Name} {f.Zh}"))})"))));
            return null;
        }

        var ranked = fitting.Select(b => (Bound: b, Rank: (fitting.Length > 1 ? Read(b) : 0, b.KnownFields, b.Confidence))).OrderByDescending(r => r.Rank).ThenBy(r => r.Bound.Schema.Id, StringComparer.Ordinal).ToArray();
        var first = ranked[0].Bound;
        if (ranked.Length > 1 && ranked[0].Rank == ranked[1].Rank)
        {
            findings.Add(new Finding(GisFindings.SchemaAmbiguous, file, null, null, null, first.Schema.Id, ranked[1].Bound.Schema.Id));
            return null;
        }

        if (Mismatch(schemas, first, file, sample) is { } mismatch)
        {
            findings.Add(mismatch);
            return null;
        }

        foreach (var (name, full) in first.CutNames)
            findings.Add(new Finding(GisFindings.FieldNameCut, file, null, name, null, full));
        return first;

        long Read(BoundSchema b) => b.DefinitionOf("landClass") is { } landClass && sample is not null ? sample.ReadBy(landClass.Codes, b.FieldOf("landClass")) : 0;
    }

    /// <summary>The finding that a schema's tables read none of the land classes and another schema's table most of them, or null.</summary>
    private static Finding? Mismatch(IReadOnlyList<InventorySchema> schemas, BoundSchema schema, string file, LandClassSample? sample)
    {
        if (sample is null || schema.DefinitionOf("landClass") is not { Codes.Count: > 0 } landClass)
            return null;
        var field = schema.FieldOf("landClass");
        if (sample.Size(field) == 0 || sample.ReadBy(landClass.Codes, field) > 0)
            return null;
        var other = schemas.SelectMany(s => s.Fields).Where(f => f.Role == "landClass").SelectMany(f => f.Codes).Distinct()
            .Select(c => (Table: c, Count: sample.ReadBy([c], field))).OrderByDescending(c => c.Count).ThenBy(c => c.Table, StringComparer.Ordinal).FirstOrDefault();
        return 2 * other.Count > sample.Size(field)
            ? new(GisFindings.SchemaCodesDiffer, file, null, schema.Layer.Fields[field].Name, null, schema.Schema.Id, string.Join(", ", sample.Values(field).Take(NamedInFinding)), string.Join(", ", landClass.Codes), other.Table)
            : null;
    }
}

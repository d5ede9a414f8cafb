using System.Collections.Frozen;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>A schema tied to the fields of a layer (字段对应). Immutable.</summary>
public sealed class BoundSchema
{
    private readonly FrozenDictionary<string, (SchemaField Definition, int Field)> roles;

    internal BoundSchema(InventorySchema schema, RecordSchema layer)
    {
        (Schema, Layer) = (schema, layer);
        var places = schema.Fields.Select(f => Place(f, schema, layer)).ToArray();
        var keys = new List<(int Key, int Field)>();
        var cut = new List<(string, string)>();
        var found = new Dictionary<string, (SchemaField, int)>(StringComparer.Ordinal);
        for (var i = 0; i < places.Length; i++)
        {
            var (definition, (field, fullName)) = (schema.Fields[i], places[i]);
            if (field < 0)
                continue;
            if (fullName is not null)
                cut.Add((layer.Fields[field].Name, fullName));
            if (definition.Key > 0)
                keys.Add((definition.Key, field));
            if (definition.Role is { } role)
                found.TryAdd(role, (definition, field));
        }

        roles = found.ToFrozenDictionary(StringComparer.Ordinal);
        Missing = [.. schema.Fields.Where(f => f is { Requirement: not SchemaRequirement.None, Role: not null } && !roles.ContainsKey(f.Role)).DistinctBy(f => f.Role)];
        KnownFields = places.Where(p => p.Field >= 0).DistinctBy(p => p.Field).Count();
        KeyFields = [.. keys.OrderBy(k => k.Key).Select(k => k.Field)];
        CutNames = cut;
        var all = schema.Roles.Count();
        Confidence = all == 0 ? 0 : (double)roles.Count / all;
    }

    /// <summary>The schema.</summary>
    public InventorySchema Schema { get; }

    /// <summary>The layer's fields.</summary>
    public RecordSchema Layer { get; }

    /// <summary>Share of the schema's roles that the layer has, 0 to 1.</summary>
    public double Confidence { get; }

    /// <summary>How many of the layer's fields the schema knows.</summary>
    public int KnownFields { get; }

    /// <summary>Required fields that the layer lacks; none where the schema fits.</summary>
    public IReadOnlyList<SchemaField> Missing { get; }

    /// <summary>Positions in the layer of the fields that name a unit, in the order of its name.</summary>
    public IReadOnlyList<int> KeyFields { get; }

    /// <summary>Fields recognised by a cut name, with the full name.</summary>
    public IReadOnlyList<(string Name, string FullName)> CutNames { get; }

    /// <summary>The roles that the layer has.</summary>
    public IReadOnlyCollection<string> Roles => [.. Schema.Roles.Where(roles.ContainsKey)];

    /// <summary>Position in the layer of the field with a role, or −1.</summary>
    public int FieldOf(string role) => roles.TryGetValue(role, out var found) ? found.Field : -1;

    /// <summary>The field of the schema that has a role in this layer, or null.</summary>
    public SchemaField? DefinitionOf(string role) => roles.TryGetValue(role, out var found) ? found.Definition : null;

    private static (int Field, string? FullName) Place(SchemaField definition, InventorySchema schema, RecordSchema layer)
    {
        if (layer.IndexOf(definition.Name) is >= 0 and var named)
            return (named, null);
        for (var i = 0; i < layer.Fields.Count; i++)
        {
            if (definition.IsNamed(layer.Fields[i].Name))
                return (i, null);
        }

        // A cut name counts only where no other field of the schema could be meant.
        for (var i = 0; i < layer.Fields.Count; i++)
        {
            var name = layer.Fields[i].Name;
            if (definition.CutFrom(name) is { } full && !schema.Fields.Any(f => f.IsNamed(name)) && schema.Fields.Count(f => f.CutFrom(name) is not null) == 1)
                return (i, full);
        }

        return (-1, null);
    }
}

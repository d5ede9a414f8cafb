using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>The fields that an assessment groups by (分组字段): roles of the schema, by class where their code table has classes, any text field by its code as recorded, or one layer of polygons.</summary>
internal sealed class GroupKeys
{
    private static readonly string[] Usual = ["township", "landClass", "species", "origin", "ageGroup"];

    private readonly (string Name, string? Role, int Field, bool ByClass)[] keys;
    private readonly int zonePosition;

    private GroupKeys((string, string?, int, bool)[] keys, GroupZones? zones = null) => (this.keys, Zones, zonePosition) = (keys, zones, Array.FindIndex(keys, k => k.Item3 < 0));

    /// <summary>The layer of polygons among the keys, or null.</summary>
    public GroupZones? Zones { get; }

    /// <summary>Roles that must be read.</summary>
    public IEnumerable<string> Roles => keys.Select(k => k.Role).OfType<string>();

    public IReadOnlyList<string> Names => [.. keys.Select(k => k.Name)];

    /// <summary>Fields without a role that must be read.</summary>
    public IEnumerable<int> Fields => keys.Where(k => k.Role is null && k.Field >= 0).Select(k => k.Field);

    /// <summary>The role behind a key, or null.</summary>
    public string? RoleOf(string name) => Array.Find(keys, k => k.Name == name).Role;

    /// <summary>What divides units among the layer of polygons, for one thread; null without one.</summary>
    public GroupShares? Shares(DataSet data) => Zones is null ? null : new(Zones, zonePosition, data.Reader.Name);

    /// <summary>Resolves the names given: a role is grouped by class, a field by its recorded code. Without names: township (by name where the layer has it and no table of names is given), land class, species, origin, age group.</summary>
    /// <exception cref="RefusedInputException">A name is nothing of these, or the layer cannot be used.</exception>
    public static GroupKeys Resolve(DataSet data, IReadOnlyList<string> names, FindingLog findings)
    {
        if (names.Count == 0)
            return new([.. Usual.Select(r => (Key: r, Role: r == "township" && data.Schema.FieldOf("townshipName") >= 0 && !data.Inventory.Names.ContainsKey(r) ? "townshipName" : r)).Where(k => data.Schema.FieldOf(k.Role) >= 0).Select(k => (k.Key, (string?)k.Role, data.Schema.FieldOf(k.Role), true))]);
        var layers = names.Where(n => GroupZones.IsPath(n) || (!IsField(data, n) && data.Layer(n) is not null)).ToList();
        if (layers.Count > 1)
            throw DataSet.Refuse(LayerFindings.SeveralZones, null, string.Join(", ", layers));
        var zones = layers is [var one] ? GroupZones.Find(data, one, findings) : null;
        if (zones is not null && names.Any(n => n != layers[0] && string.Equals(n, zones.Key, StringComparison.OrdinalIgnoreCase)))
            zones = zones with { Key = zones.Key + "Layer" }; // a file may be called like a field
        return new([.. names.Select(n => zones is not null && n == layers[0] ? (zones.Key, null, -1, false) : One(data, n))], zones);
    }

    /// <summary>Texts of the numbers that <see cref="Read"/> gives.</summary>
    public IReadOnlyList<Func<int, string>> Texts(DataSet data, FeatureBatch batch) =>
        [.. keys.Select(k => k.Field < 0 ? (Func<int, string>)(zone => Zones!.Layer.Names[zone]) : k.Role is null ? (code => batch.Dictionary(k.Field)[code]) : code => data.Methodology.Codes[code])];

    /// <summary>Columns of a batch, one per key.</summary>
    public void Read(FeatureBatch batch, UnitColumns columns, int[][] into)
    {
        for (var k = 0; k < keys.Length; k++)
        {
            if (k == zonePosition)
                continue; // a matter of each unit's boundary
            var source = keys[k].Role is { } role ? (keys[k].ByClass ? columns.Code(role)!.Codes : columns.Code(role)!.RawCodes) : batch.Codes(keys[k].Field);
            source[..batch.Count].CopyTo(into[k]);
        }
    }

    private static bool IsField(DataSet data, string name) => data.Schema.DefinitionOf(name) is { Kind: not SchemaFieldKind.Number } || data.Reader.Schema.IndexOf(name) >= 0;

    private static (string, string?, int, bool) One(DataSet data, string name)
    {
        if (data.Schema.DefinitionOf(name) is { Kind: not SchemaFieldKind.Number })
            return (name, name, data.Schema.FieldOf(name), true);
        var field = data.Reader.Schema.IndexOf(name);
        var role = field < 0 ? null : data.Schema.Roles.FirstOrDefault(r => data.Schema.FieldOf(r) == field && data.Schema.DefinitionOf(r)!.Kind != SchemaFieldKind.Number);
        if (role is not null)
            return (data.Reader.Schema.Fields[field].Name, role, field, false);
        return field >= 0 && data.Reader.Schema.Fields[field].Kind != FieldKind.Number
            ? (data.Reader.Schema.Fields[field].Name, null, field, false)
            : throw DataSet.Refuse(AssessmentFindings.UnknownKey, data.Reader.Name, data.Reader.Name, name, string.Join(", ", data.Schema.Roles.Where(r => data.Schema.DefinitionOf(r)!.Kind != SchemaFieldKind.Number).Concat(data.Inventory.Layers.Select(l => l.Role).Where(r => r != "units")).Order(StringComparer.Ordinal)));
    }
}

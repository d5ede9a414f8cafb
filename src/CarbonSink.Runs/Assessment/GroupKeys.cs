using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>What an assessment groups by (分组字段): codes that the method gives, roles of the schema, by class where their code table has classes, any text field by its code as recorded, or one layer of polygons.</summary>
internal sealed class GroupKeys
{
    private static readonly string[] Usual = ["township", "landClass", "species", "origin", "ageGroup"];

    private readonly Key[] keys;

    private GroupKeys(Key[] keys, GroupZones? zones = null) => (this.keys, Zones, ZonePosition) = (keys, zones, Array.FindIndex(keys, k => k.IsZone));

    /// <summary>The layer of polygons among the keys, or null.</summary>
    public GroupZones? Zones { get; }

    /// <summary>Its place among the keys, or −1.</summary>
    public int ZonePosition { get; }

    /// <summary>Roles that must be read.</summary>
    public IEnumerable<string> Roles => keys.Select(k => k.Role).OfType<string>();

    public IReadOnlyList<string> Names => [.. keys.Select(k => k.Name)];

    /// <summary>Fields without a role that must be read.</summary>
    public IEnumerable<int> Fields => keys.Where(k => k is { Role: null, Symbol: null, IsZone: false }).Select(k => k.Field);

    /// <summary>Every field that a key is read from, with or without a role.</summary>
    public IEnumerable<int> Columns => keys.Where(k => k is { Symbol: null, IsZone: false, Field: >= 0 }).Select(k => k.Field).Distinct();

    /// <summary>The role behind a key, or null.</summary>
    public string? RoleOf(string name) => Array.Find(keys, k => k.Name == name)?.Role;

    /// <summary>What divides units among the layer of polygons, for one thread; null without one.</summary>
    public GroupShares? Shares(DataSet data) => Zones is null ? null : new(Zones, ZonePosition, data.Reader.Name);

    /// <summary>Resolves the names given: a key that the method gives, a role (grouped by class), a field (by its recorded code), a layer of polygons, or a code of the method; a village brings its township along. Without names: township (by name where the layer has it and no table of names is given), land class, species, origin, age group.</summary>
    /// <exception cref="RefusedInputException">A name is none of them, or the layer cannot be used.</exception>
    public static GroupKeys Resolve(DataSet data, IReadOnlyList<string> names, FindingLog findings)
    {
        if (names.Count == 0)
            return new([.. Usual.Select(n => OfMethod(data, n) ?? OfRole(data, n, n == "township" && data.Schema.FieldOf("townshipName") >= 0 && !data.Inventory.Names.ContainsKey(n) ? "townshipName" : n)).OfType<Key>()]);
        var layers = names.Where(n => GroupZones.IsPath(n) || (!IsField(data, n) && data.Layer(n) is not null)).ToList();
        if (layers.Count > 1)
            throw DataSet.Refuse(LayerFindings.SeveralZones, null, string.Join(", ", layers));
        var zones = layers is [var one] ? GroupZones.Find(data, one, findings) : null;
        if (zones is not null && names.Any(n => n != layers[0] && string.Equals(n, zones.Key, StringComparison.OrdinalIgnoreCase)))
            zones = zones with { Key = zones.Key + "Layer" }; // a file may be called like a field
        return new(WithTownship(data, [.. names.Select(n => zones is not null && n == layers[0] ? new(zones.Key) { IsZone = true } : OfMethod(data, n) ?? OfRole(data, n, n) ?? OfField(data, n) ?? OfSymbol(data, n) ?? throw Unknown(data, n))]), zones);
    }

    /// <summary>Texts of the numbers that <see cref="Read"/> gives.</summary>
    public IReadOnlyList<Func<int, string>> Texts(DataSet data, FeatureBatch batch) =>
        [.. keys.Select(k => k.IsZone ? (Func<int, string>)(zone => Zones!.Layer.Names[zone]) : k is { Role: null, Symbol: null } ? (code => batch.Dictionary(k.Field)[code]) : code => data.Methodology.Codes[code])];

    /// <summary>Columns of a batch that was evaluated, one per key.</summary>
    public void Read(FeatureBatch batch, UnitColumns columns, Evaluation evaluation, int[][] into)
    {
        for (var k = 0; k < keys.Length; k++)
        {
            if (k == ZonePosition)
                continue; // a matter of each unit's boundary
            if (keys[k].Symbol is { } symbol)
            {
                var values = evaluation.Values(symbol);
                var states = evaluation.States(symbol);
                for (var row = 0; row < batch.Count; row++)
                    into[k][row] = states[row].HasValue ? (int)values[row] : CodeSpace.Missing;
                continue;
            }

            var source = keys[k].Role is { } role ? (keys[k].ByClass ? columns.Code(role)!.Codes : columns.Code(role)!.RawCodes) : batch.Codes(keys[k].Field);
            source[..batch.Count].CopyTo(into[k]);
        }
    }

    /// <summary>Short codes repeat between townships, so villages are grouped within theirs.</summary>
    private static Key[] WithTownship(DataSet data, List<Key> keys)
    {
        var village = keys.FindIndex(k => k.Role == "village");
        if (village >= 0 && !keys.Exists(k => k.Role is "township" or "townshipName" || k.Name == "township") && OfRole(data, "township", "township") is { } township)
            keys.Insert(village + 1, township);
        return [.. keys];
    }

    private static bool IsField(DataSet data, string name) => data.Schema.DefinitionOf(name) is { Kind: not SchemaFieldKind.Number } || data.Reader.Schema.IndexOf(name) >= 0;

    /// <summary>An output of the method stands before the recorded column: it says itself where it uses that.</summary>
    private static Key? OfMethod(DataSet data, string name) =>
        data.Methodology.Outputs.FirstOrDefault(o => o.Unit == "code" && o.As == name) is { } output ? new(name) { Symbol = output.Symbol } : null;

    private static Key? OfRole(DataSet data, string name, string role) =>
        data.Schema.DefinitionOf(role) is { Kind: not SchemaFieldKind.Number } ? new(name) { Role = role, Field = data.Schema.FieldOf(role), ByClass = true } : null;

    private static Key? OfField(DataSet data, string name)
    {
        var field = data.Reader.Schema.IndexOf(name);
        if (field < 0)
            return null;
        var own = data.Reader.Schema.Fields[field];
        if (data.Schema.Roles.FirstOrDefault(r => data.Schema.FieldOf(r) == field && data.Schema.DefinitionOf(r)!.Kind != SchemaFieldKind.Number) is { } role)
            return new(own.Name) { Role = role, Field = field };
        return own.Kind != FieldKind.Number ? new(own.Name) { Field = field } : null;
    }

    private static Key? OfSymbol(DataSet data, string name) => data.Methodology.CodesOver(data.UnitSet).Contains(name) ? new(name) { Symbol = name } : null;

    private static RefusedInputException Unknown(DataSet data, string name)
    {
        var roles = data.Schema.Roles.Where(r => data.Schema.DefinitionOf(r)!.Kind != SchemaFieldKind.Number);
        var known = roles.Concat(data.Methodology.Outputs.Where(o => o.Unit == "code").Select(o => o.As)).Concat(data.Methodology.CodesOver(data.UnitSet)).Concat(data.Inventory.Layers.Select(l => l.Role).Where(r => r != "units"));
        return DataSet.Refuse(AssessmentFindings.UnknownKey, data.Reader.Name, data.Reader.Name, name, string.Join(", ", known.Distinct().Order(StringComparer.Ordinal)));
    }

    private sealed record Key(string Name)
    {
        public string? Role { get; init; }

        public int Field { get; init; } = -1;

        public bool ByClass { get; init; }

        /// <summary>Symbol of the method that gives the code, or null.</summary>
        public string? Symbol { get; init; }

        /// <summary>Whether it is the layer of polygons.</summary>
        public bool IsZone { get; init; }
    }
}

using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>The fields that an assessment groups by (分组字段): roles of the schema, by class where their code table has classes, or any text field by its code as recorded.</summary>
internal sealed class GroupKeys
{
    private static readonly string[] Usual = ["township", "landClass", "species", "origin", "ageGroup"];

    private readonly (string Name, string? Role, int Field, bool ByClass)[] keys;

    private GroupKeys((string, string?, int, bool)[] keys) => this.keys = keys;

    /// <summary>Roles that must be read.</summary>
    public IEnumerable<string> Roles => keys.Select(k => k.Role).OfType<string>();

    public IReadOnlyList<string> Names => [.. keys.Select(k => k.Name)];

    /// <summary>Fields without a role that must be read.</summary>
    public IEnumerable<int> Fields => keys.Where(k => k.Role is null).Select(k => k.Field);

    /// <summary>Resolves the names given: a role is grouped by class, a field by its recorded code. Without names: township (by name where the layer has it), land class, species, origin, age group.</summary>
    /// <exception cref="RefusedInputException">A name is neither.</exception>
    public static GroupKeys Resolve(DataSet data, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return new([.. Usual.Select(r => (Key: r, Role: r == "township" && data.Schema.FieldOf("townshipName") >= 0 ? "townshipName" : r)).Where(k => data.Schema.FieldOf(k.Role) >= 0).Select(k => (k.Key, (string?)k.Role, data.Schema.FieldOf(k.Role), true))]);
        return new([.. names.Select(n => One(data, n))]);
    }

    /// <summary>Texts of the numbers that <see cref="Read"/> gives.</summary>
    public IReadOnlyList<Func<int, string>> Texts(DataSet data, FeatureBatch batch) =>
        [.. keys.Select(k => k.Role is null ? (Func<int, string>)(code => batch.Dictionary(k.Field)[code]) : code => data.Methodology.Codes[code])];

    /// <summary>Columns of a batch, one per key.</summary>
    public void Read(FeatureBatch batch, UnitColumns columns, int[][] into)
    {
        for (var k = 0; k < keys.Length; k++)
        {
            var source = keys[k].Role is { } role ? (keys[k].ByClass ? columns.Code(role)!.Codes : columns.Code(role)!.RawCodes) : batch.Codes(keys[k].Field);
            source[..batch.Count].CopyTo(into[k]);
        }
    }

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
            : throw DataSet.Refuse(AssessmentFindings.UnknownKey, data.Reader.Name, data.Reader.Name, name, string.Join(", ", data.Schema.Roles.Where(r => data.Schema.DefinitionOf(r)!.Kind != SchemaFieldKind.Number).Order(StringComparer.Ordinal)));
    }
}

using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>What an assessment groups by (分组字段): codes that the method gives, roles of the schema, by class where their code table has classes, or any text field by its code as recorded.</summary>
internal sealed class GroupKeys
{
    private static readonly string[] Usual = ["township", "landClass", "species", "origin", "ageGroup"];

    private readonly Key[] keys;

    private GroupKeys(Key[] keys) => this.keys = keys;

    /// <summary>Roles that must be read.</summary>
    public IEnumerable<string> Roles => keys.Select(k => k.Role).OfType<string>();

    public IReadOnlyList<string> Names => [.. keys.Select(k => k.Name)];

    /// <summary>Fields without a role that must be read.</summary>
    public IEnumerable<int> Fields => keys.Where(k => k.Role is null && k.Symbol is null).Select(k => k.Field);

    /// <summary>Resolves the names given: a key that the method gives, a role (grouped by class), a field (by its recorded code), or a code of the method. Without names: township (by name where the layer has it), land class, species, origin, age group.</summary>
    /// <exception cref="RefusedInputException">A name is none of them.</exception>
    public static GroupKeys Resolve(DataSet data, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return new([.. Usual.Select(n => OfMethod(data, n) ?? OfRole(data, n, n == "township" && data.Schema.FieldOf("townshipName") >= 0 ? "townshipName" : n)).OfType<Key>()]);
        return new([.. names.Select(n => OfMethod(data, n) ?? OfRole(data, n, n) ?? OfField(data, n) ?? OfSymbol(data, n) ?? throw Unknown(data, n))]);
    }

    /// <summary>Texts of the numbers that <see cref="Read"/> gives.</summary>
    public IReadOnlyList<Func<int, string>> Texts(DataSet data, FeatureBatch batch) =>
        [.. keys.Select(k => k.Role is null && k.Symbol is null ? (Func<int, string>)(code => batch.Dictionary(k.Field)[code]) : code => data.Methodology.Codes[code])];

    /// <summary>Columns of a batch that was evaluated, one per key.</summary>
    public void Read(FeatureBatch batch, UnitColumns columns, Evaluation evaluation, int[][] into)
    {
        for (var k = 0; k < keys.Length; k++)
        {
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
        var known = roles.Concat(data.Methodology.Outputs.Where(o => o.Unit == "code").Select(o => o.As)).Concat(data.Methodology.CodesOver(data.UnitSet));
        return DataSet.Refuse(AssessmentFindings.UnknownKey, data.Reader.Name, data.Reader.Name, name, string.Join(", ", known.Distinct().Order(StringComparer.Ordinal)));
    }

    private sealed record Key(string Name)
    {
        public string? Role { get; init; }

        public int Field { get; init; } = -1;

        public bool ByClass { get; init; }

        /// <summary>Symbol of the method that gives the code, or null.</summary>
        public string? Symbol { get; init; }
    }
}

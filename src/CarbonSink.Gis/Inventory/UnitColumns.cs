using System.Collections.Frozen;
using CarbonSink.Findings;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Gis;

/// <summary>The typed columns of sub-compartments (小班因子列): a bound schema over the batches of one pass. One per pass; code space and code tables are shared.</summary>
public sealed class UnitColumns
{
    private readonly FrozenDictionary<string, UnitColumn> columns;

    /// <summary>Creates columns for the roles wanted that the layer has.</summary>
    /// <param name="schema">The bound schema.</param>
    /// <param name="file">Name of the attribute file, for findings.</param>
    /// <param name="roles">Roles wanted; a role that the layer lacks gets no column.</param>
    /// <param name="tables">Code tables by role, in the order they are asked; a role without tables keeps its codes as they are.</param>
    /// <param name="codes">The code space of the run.</param>
    public UnitColumns(BoundSchema schema, string file, IEnumerable<string> roles, IReadOnlyDictionary<string, IReadOnlyList<CodeTable>> tables, CodeSpace codes)
    {
        var created = new Dictionary<string, UnitColumn>(StringComparer.Ordinal);
        foreach (var role in roles.Distinct())
        {
            if (schema.DefinitionOf(role) is not { } definition)
                continue;
            var field = schema.FieldOf(role);
            created.Add(role, definition.Kind == SchemaFieldKind.Number
                ? new NumberColumn(definition, schema.Layer, field, file)
                : new CodeColumn(definition, schema.Layer, field, file, tables.GetValueOrDefault(role) ?? [], codes));
        }

        columns = created.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Positions in the layer of the fields that must be read.</summary>
    public IReadOnlyList<int> Fields => [.. columns.Values.Select(c => c.Field).Distinct()];

    /// <summary>The numbers of a role, or null if the layer lacks it.</summary>
    /// <exception cref="InvalidCastException">The role is no number.</exception>
    public NumberColumn? Number(string role) => (NumberColumn?)columns.GetValueOrDefault(role);

    /// <summary>The codes or texts of a role, or null if the layer lacks it.</summary>
    /// <exception cref="InvalidCastException">The role is a number.</exception>
    public CodeColumn? Code(string role) => (CodeColumn?)columns.GetValueOrDefault(role);

    /// <summary>Reads the rows of a batch into the columns; bad values become findings and are missing.</summary>
    public void Fill(FeatureBatch batch, FindingLog findings)
    {
        foreach (var column in columns.Values)
            column.Fill(batch, findings);
    }
}

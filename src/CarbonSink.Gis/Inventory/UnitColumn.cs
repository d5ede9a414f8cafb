using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Values of one role over the rows of a batch. Refilled by each batch; one per pass.</summary>
public abstract class UnitColumn
{
    private protected UnitColumn(SchemaField definition, RecordSchema layer, int field, string file) =>
        (Definition, Field, FieldName, File, IsStoredAsNumber) = (definition, field, layer.Fields[field].Name, file, layer.Fields[field].Kind == FieldKind.Number);

    /// <summary>The field of the schema.</summary>
    public SchemaField Definition { get; }

    /// <summary>Position of the field in the layer.</summary>
    public int Field { get; }

    private protected string FieldName { get; }

    private protected string File { get; }

    private protected bool IsStoredAsNumber { get; }

    internal abstract void Fill(FeatureBatch batch, FindingLog findings);

    private protected void Blank(FeatureBatch batch, int row, FindingLog findings)
    {
        if (Definition.Requirement == SchemaRequirement.Value)
            findings.Add(GisFindings.RequiredMissing, File, batch.RecordNumbers[row], FieldName, null, $"{Definition.Zh} {Definition.En}");
    }
}

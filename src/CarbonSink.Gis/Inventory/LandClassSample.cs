using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Gis;

/// <summary>The land classes of the first records of a layer (地类抽样): what a schema's code tables make of them tells dictionaries apart whose field names are alike. Read when it is asked for.</summary>
/// <param name="reader">The layer.</param>
/// <param name="tables">Loads a code table by its reference.</param>
public sealed class LandClassSample(IFeatureReader reader, Func<string, CodeTable> tables)
{
    private readonly CodeSpace codes = new();
    private readonly Dictionary<int, IReadOnlyList<(string Value, long Count)>> values = [];
    private readonly Dictionary<string, CodeTable> loaded = new(StringComparer.Ordinal);

    /// <summary>Records looked at that have a value in a field of the layer.</summary>
    internal long Size(int field) => ValuesOf(field).Sum(v => v.Count);

    /// <summary>Some of the values, in the order of the layer, to show.</summary>
    internal IEnumerable<string> Values(int field) => ValuesOf(field).Select(v => v.Value);

    /// <summary>Records whose value the tables can read.</summary>
    internal long ReadBy(IReadOnlyList<string> references, int field) =>
        references.Count == 0 ? 0 : ValuesOf(field).Where(v => CodeReading.Of(v.Value, [.. references.Select(Table)], codes).Code >= 0).Sum(v => v.Count);

    private CodeTable Table(string reference) => loaded.TryGetValue(reference, out var table) ? table : loaded[reference] = tables(reference);

    private IReadOnlyList<(string Value, long Count)> ValuesOf(int field)
    {
        if (!values.TryGetValue(field, out var known))
            values[field] = known = Read(field);
        return known;
    }

    /// <summary>The values of the first batch that has any: one batch is enough, since a layer keeps to one set of codes.</summary>
    private List<(string Value, long Count)> Read(int field)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var batch in reader.Read(RecordRange.All, [field], geometry: false))
        {
            var isNumber = batch.Schema.Fields[field].Kind == FieldKind.Number;
            for (var row = 0; row < batch.Count; row++)
            {
                var value = isNumber
                    ? batch.IsValid(field, row) ? CodeReading.Text(batch.Numbers(field)[row]) : null
                    : batch.Codes(field)[row] is >= 0 and var code ? batch.Dictionary(field)[code] : null;
                if (value is not null)
                    counts[value] = counts.GetValueOrDefault(value) + 1;
            }

            if (counts.Count > 0)
                break;
        }

        return [.. counts.Select(c => (c.Key, c.Value))];
    }
}

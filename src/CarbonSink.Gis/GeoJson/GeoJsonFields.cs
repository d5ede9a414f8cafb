using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>The first pass over a GeoJSON file (字段推断): the union of the properties with types that hold every value, and a check of every coordinate.</summary>
internal sealed class GeoJsonFields(InputFile file, bool inDegrees) : GeoJsonFeature(file)
{
    private const int MostFields = 2000;
    private const string IdName = "id", OtherIdName = "feature_id";

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<ColumnInference> columns = [];
    private readonly List<long> lastSeen = [];
    private readonly SortedSet<string> foreign = new(StringComparer.Ordinal);
    private ColumnInference? id;
    private int next;

    /// <summary>What is wrong or remarkable.</summary>
    public FindingLog Findings { get; } = new();

    /// <summary>Position of each property in the schema.</summary>
    public IReadOnlyDictionary<string, int> Numbers => numbers;

    /// <summary>Position of the member "id" in the schema, or −1.</summary>
    public int IdField => id is null ? -1 : columns.Count;

    /// <summary>Reads every feature.</summary>
    /// <exception cref="RefusedInputException">A feature cannot be read, or a coordinate is no longitude and latitude.</exception>
    public RecordSchema Infer(GeoJsonIndex index)
    {
        for (var record = 0; record < index.Count; record++)
        {
            next = 0;
            var kind = Read(index, record, geometry: true);
            if (inDegrees && kind is not (GeometryKind.Null or GeometryKind.Unreadable))
                RequireDegrees(record);
        }

        if (Shape.HasHeights)
            Findings.Add(new Finding(SourceFindings.HeightsDropped, File, null, null, null, File));
        if (foreign.Count > 0)
            Findings.Add(new Finding(SourceFindings.MembersIgnored, File, null, null, null, File, string.Join(", ", foreign)));
        foreach (var mixed in columns.Where(c => c.IsMixed))
            Findings.Add(new Finding(SourceFindings.TypesMixed, File, null, mixed.Name, null));
        foreach (var column in (id is null ? columns : columns.Append(id)).Where(c => c.HasLongIntegers))
            Findings.Add(new Finding(SourceFindings.IntegersAsText, File, null, column.Name, null));
        var fields = columns.Select(c => c.Definition());
        return new([.. id is null ? fields : fields.Append(id.Definition() with { Name = IdFieldName() })]);
    }

    /// <summary>A name for the member "id" that no property has.</summary>
    private string IdFieldName()
    {
        var taken = new HashSet<string>(numbers.Keys, StringComparer.OrdinalIgnoreCase);
        var name = taken.Contains(IdName) ? OtherIdName : IdName;
        for (var n = 2; taken.Contains(name); n++)
            name = $"{OtherIdName}_{n}";
        return name;
    }

    /// <inheritdoc/>
    protected override void Property(ref Utf8JsonReader reader, long record)
    {
        // Features mostly name their properties in one order.
        int number;
        if (next < columns.Count && reader.ValueTextEquals(columns[next].Name))
            number = next;
        else
            number = Number(reader.GetString()!);
        next = number + 1;
        if (lastSeen[number] == record)
            Findings.Add(SourceFindings.KeyRepeated, File, record, columns[number].Name, null);
        lastSeen[number] = record;
        reader.Read();
        Value(ref reader, columns[number]);
    }

    /// <inheritdoc/>
    protected override void Id(ref Utf8JsonReader reader, long record) => Value(ref reader, id ??= new(IdName));

    /// <inheritdoc/>
    protected override void Foreign(string name)
    {
        const int MostNamed = 20;
        if (foreign.Count < MostNamed)
            foreign.Add(name);
    }

    /// <inheritdoc/>
    protected override void Repeated(string name, long record) => Findings.Add(SourceFindings.KeyRepeated, File, record, name, null);

    private static void Value(ref Utf8JsonReader reader, ColumnInference column)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                column.AddNumber(reader.ValueSpan);
                break;
            case JsonTokenType.String:
                column.AddText(reader.ValueSpan.Length);
                _ = reader.ValueIsEscaped ? reader.GetString() : null; // half a surrogate pair is told now
                break;
            case JsonTokenType.True or JsonTokenType.False:
                column.AddLogical();
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var from = reader.TokenStartIndex;
                reader.Skip();
                column.AddText((int)Math.Min(int.MaxValue, reader.BytesConsumed - from));
                break;
        }
    }

    private int Number(string name)
    {
        if (numbers.TryGetValue(name, out var number))
            return number;
        if (columns.Count == MostFields)
            throw new RefusedInputException(new Finding(SourceFindings.TooManyColumns, File, null, null, null, File, $"{MostFields}"));
        numbers.Add(name, columns.Count);
        columns.Add(new(name));
        lastSeen.Add(-1);
        return columns.Count - 1;
    }

    private void RequireDegrees(long record)
    {
        var coordinates = Shape.Coordinates;
        for (var i = 0; i < coordinates.Length; i += 2)
        {
            if (coordinates[i] is < -180 or > 180 || coordinates[i + 1] is < -90 or > 90)
                throw new RefusedInputException(new Finding(SourceFindings.CoordinateOutOfRange, File, record, null, $"{coordinates[i]:R}, {coordinates[i + 1]:R}", File, $"{record}", $"{coordinates[i]:R}, {coordinates[i + 1]:R}"));
        }
    }
}

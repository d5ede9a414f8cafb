using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Runs;

/// <summary>Writes the units of a data set with ages and stock brought forward (更新后的小班图层), every record in its place, as a GeoPackage with full digits.</summary>
internal sealed class UpdatedLayer
{
    public const string UnitsFile = "units.gpkg";
    public const string StateField = "upd_state";
    public const string RatioField = "upd_ratio";
    public const string FromField = "upd_from";

    private static readonly string[] Derived = ["ageGroup", "recordedBiomass", "recordedCarbon"];
    private static readonly string[] Stocks = ["stockPerHa", "recordedStock", "recordedForestStock", "recordedTotalStock"];

    private readonly DataSet data;
    private readonly IReadOnlyList<UnitUpdate> updates;
    private readonly string from;
    private readonly RecordSchema schema;
    private readonly Dictionary<(int, string), int> texts = [];

    public UpdatedLayer(DataSet data, IReadOnlyList<UnitUpdate> updates, string from)
    {
        (this.data, this.updates, this.from) = (data, updates, from);
        var changed = Stocks.Append("age").Select(data.Schema.FieldOf).Where(f => f >= 0).ToHashSet();
        // Stock in full digits: declared decimals would round it.
        schema = new([
            .. data.Reader.Schema.Fields.Where(f => f.Name is not (StateField or RatioField or FromField)).Select((f, i) => changed.Contains(data.Reader.Schema.IndexOf(f.Name)) && f.Kind == FieldKind.Number ? f with { TypeCode = 'F', Width = 24, Decimals = 15 } : f),
            new(StateField, FieldKind.Text, 'C', 24, 0), new(RatioField, FieldKind.Number, 'F', 24, 15), new(FromField, FieldKind.Text, 'C', 10, 0)]);
    }

    /// <summary>Fields that were blanked where age or stock changed.</summary>
    public IReadOnlyList<string> BlankedFields => [.. Derived.Select(data.Schema.FieldOf).Where(f => f >= 0).Select(f => data.Reader.Schema.Fields[f].Name)];

    public string Write(string path, FindingLog findings, CancellationToken stop)
    {
        WriteRecords(path, findings, stop);
        return FileHash.Of(path, UnitsFile, stop).Sha256; // the time in the file is fixed, so equal records give equal bytes
    }

    private void WriteRecords(string path, FindingLog findings, CancellationToken stop)
    {
        using var writer = new GeoPackageFeatureWriter(path, new("units", schema, GeometryKind.Polygon, data.Reference, data.Reader.ReferenceText));
        var read = Enumerable.Range(0, data.Reader.Schema.Fields.Count).ToArray();
        var target = new FeatureBatch(schema, [.. Enumerable.Range(0, schema.Fields.Count)]);
        var scan = data.Reader.Read(RecordRange.All, read, geometry: true, stop);
        var at = 0;
        foreach (var batch in scan)
        {
            Copy(batch, target);
            for (var row = 0; row < batch.Count; row++)
                Apply(updates[at++], batch, target, row);
            writer.Add(target);
        }

        writer.Complete();
        findings.Merge(writer.Findings);
    }

    private void Copy(FeatureBatch batch, FeatureBatch target)
    {
        target.Clear();
        target.Count = batch.Count;
        batch.RecordNumbers.AsSpan(0, batch.Count).CopyTo(target.RecordNumbers);
        for (var row = 0; row < batch.Count; row++)
            target.Geometry.Append(batch.Geometry, row);
        for (var f = 0; f < batch.Schema.Fields.Count; f++)
        {
            if (schema.IndexOf(batch.Schema.Fields[f].Name) is var to && to >= schema.Fields.Count - 3)
                continue;
            if (batch.Schema.Fields[f].Kind == FieldKind.Number)
            {
                batch.Numbers(f).CopyTo(target.Numbers(to));
                batch.Valid(f).CopyTo(target.Valid(to));
                continue;
            }

            var (source, words) = (batch.Dictionary(f), target.Dictionary(to));
            var codes = batch.Codes(f);
            for (var row = 0; row < batch.Count; row++)
                target.Codes(to)[row] = codes[row] < 0 ? -1 : Word(to, words, source[codes[row]]);
        }
    }

    private void Apply(UnitUpdate update, FeatureBatch batch, FeatureBatch target, int row)
    {
        var last = schema.Fields.Count;
        var state = target.Dictionary(last - 3);
        target.Codes(last - 3)[row] = Word(last - 3, state, update.Reason.Length > 0 ? $"{update.State}: {update.Reason}" : update.State);
        Set(target, last - 2, row, update.Ratio);
        target.Codes(last - 1)[row] = Word(last - 1, target.Dictionary(last - 1), from);
        if (Field("age") is >= 0 and var age && (update.Age is not null || update.State == "harvested"))
            Set(target, age, row, update.Age);
        var perHectare = Field("stockPerHa");
        foreach (var role in Stocks)
        {
            if (Field(role) is not (>= 0 and var field))
                continue;
            if (update.Ratio is { } ratio && Number(batch, data.Schema.FieldOf(role), row) is { } stock)
                Set(target, field, row, stock * ratio);
            else if (update.Volume is { } volume)
                Set(target, field, row, double.IsNaN(volume) || field != perHectare ? null : volume);
        }

        if (update.Changes || update.State == "updated" || (update.Age is { } later && Number(batch, data.Schema.FieldOf("age"), row) is { } before && before != later))
            foreach (var role in Derived)
                if (Field(role) is >= 0 and var field && (role == "ageGroup" || update.Changes))
                    Set(target, field, row, null);
    }

    private int Field(string role) => data.Schema.FieldOf(role) is >= 0 and var f ? schema.IndexOf(data.Reader.Schema.Fields[f].Name) : -1;

    private static double? Number(FeatureBatch batch, int field, int row)
    {
        if (field < 0)
            return null;
        if (batch.Schema.Fields[field].Kind == FieldKind.Number)
            return batch.IsValid(field, row) ? batch.Numbers(field)[row] : null;
        return batch.Codes(field)[row] is >= 0 and var code && double.TryParse(batch.Dictionary(field)[code], System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private void Set(FeatureBatch target, int field, int row, double? value)
    {
        if (schema.Fields[field].Kind != FieldKind.Number)
        {
            target.Codes(field)[row] = value is { } text ? Word(field, target.Dictionary(field), text.ToString("R", System.Globalization.CultureInfo.InvariantCulture)) : -1;
            return;
        }

        target.Numbers(field)[row] = value ?? 0;
        if (value is null)
            target.Valid(field)[row >> 6] &= ~(1UL << (row & 63));
        else
            target.Valid(field)[row >> 6] |= 1UL << (row & 63);
    }

    private int Word(int field, CodeDictionary words, string text)
    {
        if (!texts.TryGetValue((field, text), out var known))
            texts[(field, text)] = known = words.Add(text);
        return known;
    }
}

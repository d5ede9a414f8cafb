using System.Globalization;
using System.Text.Unicode;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Gdal;

/// <summary>A pass over a layer of GDAL, on a data set of its own.</summary>
internal sealed unsafe class GdalFeatureScan : FeatureScan
{
    private const int MostVertices = 1 << 20;

    private readonly GdalFeatureReader reader;
    private readonly RecordRange range;
    private readonly int[] fields;
    private readonly bool wantsGeometry;
    private readonly CancellationToken stop;
    private readonly FeatureBatch batch;
    private readonly GdalGeometry geometry;
    private readonly Dictionary<string, int>?[] codes;
    private long delivered;
    private long nulls;
    private long unreadable;

    public GdalFeatureScan(GdalFeatureReader reader, RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop)
    {
        (this.reader, this.stop, wantsGeometry) = (reader, stop, geometry);
        this.fields = [.. fields.Distinct()];
        this.range = new(Math.Clamp(range.From, 0, reader.RecordCount), Math.Clamp(range.To, 0, reader.RecordCount));
        batch = new(reader.Schema, this.fields);
        this.geometry = new(reader.Name, Findings);
        codes = [.. reader.Fields.Select(f => f.Definition.Kind == FieldKind.Number ? null : new Dictionary<string, int>(StringComparer.Ordinal))];
    }

    /// <inheritdoc/>
    public override RecordTally Tally => new(delivered, 0, nulls, unreadable);

    /// <inheritdoc/>
    public override IEnumerator<FeatureBatch> GetEnumerator()
    {
        (delivered, nulls, unreadable) = (0, 0, 0);
        if (range.From >= range.To && reader.RecordCount > 0)
            yield break;
        var (data, layer) = reader.Open();
        using (data)
        {
            VectorApi.ResetReading(layer);
            Ignore(layer);
            if (range.From > 0 && VectorApi.SetNextByIndex(layer, range.From) != 0)
                throw Failed(data, range.From, $"{range.From}");
            for (var next = range.From; next < range.To;)
            {
                stop.ThrowIfCancellationRequested();
                batch.Clear();
                for (; next < range.To && batch.Count < FeatureBatch.Capacity && batch.Geometry.VertexCount < MostVertices; next++)
                    Read(layer, next, data);
                data.Report(Findings);
                delivered += batch.Count;
                yield return batch;
            }

            if (range.To == reader.RecordCount)
                RequireEnd(layer, data);
        }
    }

    /// <summary>GDAL need not decode what was not asked for.</summary>
    private void Ignore(nint layer)
    {
        var names = reader.Fields.Select(f => f.Definition.Name).Where((_, i) => Array.IndexOf(fields, i) < 0).ToList();
        if (!wantsGeometry)
            names.Add("OGR_GEOMETRY");
        _ = GdalText.With(names, list => VectorApi.SetIgnoredFields(layer, (byte**)list));
    }

    private void Read(nint layer, long record, GdalDataset data)
    {
        var feature = VectorApi.NextFeature(layer);
        if (feature == 0)
            throw Failed(data, record, $"{record} < {reader.RecordCount}");

        try
        {
            var row = batch.Count;
            batch.RecordNumbers[row] = record;
            batch.Count++;
            foreach (var field in fields)
                Value(feature, field, row, record);
            if (!wantsGeometry)
                return;
            var kind = geometry.Read(VectorApi.Geometry(feature), record, batch.Geometry);
            nulls += kind == GeometryKind.Null ? 1 : 0;
            unreadable += kind is GeometryKind.Unreadable or GeometryKind.Point or GeometryKind.Line ? 1 : 0;
        }
        finally
        {
            VectorApi.DestroyFeature(feature);
        }
    }

    /// <summary>A driver that counts wrongly must not make the layer smaller.</summary>
    private void RequireEnd(nint layer, GdalDataset data)
    {
        var feature = VectorApi.NextFeature(layer);
        if (feature == 0)
            return;
        VectorApi.DestroyFeature(feature);
        throw Failed(data, reader.RecordCount, $"> {reader.RecordCount}");
    }

    private RefusedInputException Failed(GdalDataset data, long record, string what)
    {
        data.Report(Findings); // where GDAL has words for it, they are better
        return new(new Finding(GdalFindings.CannotRead, reader.Name, record, null, null, reader.Name, what));
    }

    private void Value(nint feature, int field, int row, long record)
    {
        var (definition, value) = reader.Fields[field];
        var present = VectorApi.HasValue(feature, field) != 0;
        if (definition.Kind == FieldKind.Number)
        {
            if (present)
                Number(feature, field, row, record);
            return;
        }

        batch.Codes(field)[row] = -1;
        if (!present)
            return;
        var text = value switch
        {
            GdalValue.Logical => VectorApi.Integer(feature, field) != 0 ? "T" : "F",
            GdalValue.Date or GdalValue.DateTime => Time(feature, field, value == GdalValue.Date),
            _ => Text(GdalText.Span(VectorApi.Text(feature, field)), definition.Name, record),
        };
        if (text.Length > 0)
            batch.Codes(field)[row] = CodeOf(field, text);
    }

    private void Number(nint feature, int field, int row, long record)
    {
        var number = VectorApi.Number(feature, field);
        if (!double.IsFinite(number))
        {
            Findings.Add(GisFindings.NumberBad, reader.Name, record, reader.Fields[field].Definition.Name, number.ToString(CultureInfo.InvariantCulture));
            return;
        }

        batch.Numbers(field)[row] = number;
        batch.Valid(field)[row >> 6] |= 1UL << (row & 63);
    }

    private static string Time(nint feature, int field, bool dateOnly)
    {
        int year, month, day, hour, minute, zone;
        float second;
        _ = VectorApi.DateTime(feature, field, &year, &month, &day, &hour, &minute, &second, &zone);
        var date = string.Create(CultureInfo.InvariantCulture, $"{year:0000}{(dateOnly ? "" : "-")}{month:00}{(dateOnly ? "" : "-")}{day:00}");
        if (dateOnly)
            return date;
        // OGR's zone: 0 unknown, 1 local, 100 UTC, else 100 + quarters of an hour.
        var offset = zone <= 1 ? "" : zone == 100 ? "Z" : string.Create(CultureInfo.InvariantCulture, $"{(zone < 100 ? '-' : '+')}{Math.Abs(zone - 100) / 4:00}:{Math.Abs(zone - 100) % 4 * 15:00}");
        return string.Create(CultureInfo.InvariantCulture, $"{date}T{hour:00}:{minute:00}:{Math.Round(second, 3):00.###}{offset}");
    }

    /// <summary>GDAL hands texts over in UTF-8 where the format tells their encoding, otherwise as they stand in the file.</summary>
    private string Text(ReadOnlySpan<byte> bytes, string field, long record)
    {
        if (Utf8.IsValid(bytes))
            return System.Text.Encoding.UTF8.GetString(bytes);
        var encoding = reader.Encoding ?? Fallback;
        var text = encoding.Decode(bytes, out var undecodable);
        Findings.Add(undecodable ? GisFindings.TextUndecodable : GdalFindings.EncodingGuessed, reader.Name, record, field, text, encoding.Name);
        return text;
    }

    private static TextEncoding Fallback { get; } = TextEncoding.FromName("GB18030")!;

    private int CodeOf(int field, string text)
    {
        if (!codes[field]!.TryGetValue(text, out var code))
            codes[field]!.Add(text, code = batch.Dictionary(field).Add(text));
        return code;
    }
}

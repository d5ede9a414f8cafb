using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Gdal;

/// <summary>Writes a layer as a file geodatabase (.gdb) by GDAL (文件地理数据库写出); GDAL 3.6 or newer.</summary>
/// <remarks>Names that the format does not take are laundered by GDAL; the name of before stays as alias. Whole numbers of fields without decimals become 32-bit integers where they are declared narrow enough.</remarks>
public sealed unsafe class GdalFeatureWriter : IFeatureWriter
{
    private const string DriverName = "OpenFileGDB";
    private const int Integer = 0;
    private const int Real = 2;
    private const int String = 4;
    private const int DateTime = 11;
    private const int WidestInteger = 9; // digits that always fit 32 bits

    private readonly FeatureLayer layer;
    private readonly string name;
    private readonly TargetGeometry geometry;
    private readonly GdalShape shape;
    private readonly EncodedTexts?[] texts;
    private readonly int[] types;
    private readonly nint handle;
    private nint data;

    /// <summary>Starts a .gdb that must not exist yet.</summary>
    /// <exception cref="MissingComponentException">There is no GDAL here, or none that writes .gdb.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public GdalFeatureWriter(string path, FeatureLayer layer)
    {
        (this.layer, name) = (layer, Path.GetFileName(path));
        Files = [Path.GetFullPath(path)];
        GdalLibrary.Require(name);
        (geometry, shape) = (new(layer.Geometry, name, Findings), new(layer.Geometry));
        var utf8 = TextEncoding.FromName("UTF-8")!;
        texts = [.. layer.Schema.Fields.Select(f => f.Kind == FieldKind.Number ? null : new EncodedTexts(utf8, f.Name, name, Findings))];
        types = [.. layer.Schema.Fields.Select(TypeOf)];
        if (layer.Reference is null && layer.ReferenceText is null)
            Findings.Add(new Finding(TargetFindings.ReferenceUnknown, name, null, null, null));
        GdalErrors.Clear();
        data = WritingApi.Create(DriverName, path);
        try
        {
            handle = data == 0 ? 0 : WritingApi.CreateLayer(data, layer.Name, TextOf(layer), shape.LayerType);
            if (handle == 0)
                throw Failed();
            for (var i = 0; i < types.Length; i++)
                Field(i);
            Warn();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; }

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    /// <summary>Whether a path is of a format written here: .gdb.</summary>
    public static bool Knows(string path) => Path.TrimEndingDirectorySeparator(path).EndsWith(".gdb", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public void Add(FeatureBatch batch)
    {
        var definition = VectorApi.Definition(handle);
        for (var row = 0; row < batch.Count; row++)
        {
            var feature = WritingApi.NewFeature(definition);
            try
            {
                for (var i = 0; i < types.Length; i++)
                    Value(feature, i, batch, row);
                if (geometry.Holds(batch, row) && WritingApi.SetGeometry(feature, shape.Build(batch.Geometry, row)) != 0)
                    throw Failed();
                if (WritingApi.AddFeature(handle, feature) != 0)
                    throw Failed();
            }
            finally
            {
                VectorApi.DestroyFeature(feature);
            }
        }

        Warn();
    }

    /// <inheritdoc/>
    public void Complete()
    {
        GdalApi.Close(data);
        data = 0;
        Warn();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (data != 0)
            GdalApi.Close(data);
        data = 0;
    }

    private static string? TextOf(FeatureLayer layer) => layer switch
    {
        { Reference: { Epsg: { } code } known } when EpsgCodes.Find(code) is not null => WellKnownTextOf.Reference(known),
        { ReferenceText: { } text } => text,
        { Reference: { } known } => WellKnownTextOf.Reference(known),
        _ => null,
    };

    private static int TypeOf(FieldDefinition field) => field.Kind switch
    {
        FieldKind.Number => field.TypeCode == 'I' || (field.TypeCode == 'N' && field.Decimals == 0 && field.Width is > 0 and <= WidestInteger) ? Integer : Real,
        FieldKind.Date => DateTime,
        _ => String,
    };

    private void Field(int index)
    {
        var field = layer.Schema.Fields[index];
        if (WritingApi.CreateField(handle, field.Name, types[index]) != 0)
            throw Failed();
        var written = GdalText.Of(VectorApi.FieldName(VectorApi.Field(VectorApi.Definition(handle), index)));
        if (written != field.Name)
            Findings.Add(new Finding(GdalFindings.FieldRenamed, name, null, field.Name, written, field.Name, written));
    }

    private void Value(nint feature, int index, FeatureBatch batch, int row)
    {
        if (texts[index] is not { } encoded)
        {
            if (!batch.IsValid(index, row))
                WritingApi.SetNull(feature, index);
            else
                Number(feature, index, batch, row);
            return;
        }

        var code = batch.Codes(index)[row];
        var text = encoded.Of(batch.Dictionary(index), code, batch.RecordNumbers[row]);
        if (text.IsEmpty)
            WritingApi.SetNull(feature, index);
        else if (text.Contains((byte)0))
            Findings.Add(TargetFindings.CharacterNotHeld, name, batch.RecordNumbers[row], layer.Schema.Fields[index].Name, batch.Dictionary(index)[code], "FileGDB", "U+0000");
        else if (types[index] != DateTime)
            WritingApi.SetText(feature, index, text);
        else if (System.DateTime.TryParseExact(batch.Dictionary(index)[code], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            WritingApi.SetDate(feature, index, date.Year, date.Month, date.Day, 0, 0, 0, 0);
        else
            Findings.Add(GdalFindings.DateNotHeld, name, batch.RecordNumbers[row], layer.Schema.Fields[index].Name, batch.Dictionary(index)[code]);
    }

    private void Number(nint feature, int index, FeatureBatch batch, int row)
    {
        var value = batch.Numbers(index)[row];
        if (types[index] == Integer && value != Math.Floor(value))
            Findings.Add(GdalFindings.NotWhole, name, batch.RecordNumbers[row], layer.Schema.Fields[index].Name, value.ToString("R", CultureInfo.InvariantCulture));
        else
            WritingApi.SetNumber(feature, index, value);
    }

    private void Warn()
    {
        foreach (var (isError, text) in GdalErrors.Take().Distinct())
        {
            if (isError)
                throw new IOException($"GDAL: {text}");
            if (!text.Contains("launder", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("Normalized", StringComparison.OrdinalIgnoreCase))
                Findings.Add(new Finding(GdalFindings.Warned, name, null, null, null, text));
        }
    }

    private static IOException Failed() => new($"GDAL: {GdalErrors.TakeText()}");
}

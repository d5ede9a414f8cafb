using CarbonSink.Inventory;

namespace CarbonSink.Gdal;

/// <summary>How a value of GDAL is taken over.</summary>
internal enum GdalValue
{
    /// <summary>As text.</summary>
    Text,

    /// <summary>As a double.</summary>
    Real,

    /// <summary>As a whole number, which may be beyond what a double holds exactly.</summary>
    Integer,

    /// <summary>As T or F.</summary>
    Logical,

    /// <summary>As yyyyMMdd.</summary>
    Date,

    /// <summary>As yyyy-MM-ddTHH:mm:ss.</summary>
    DateTime,
}

/// <summary>A field of a layer of GDAL.</summary>
internal sealed unsafe record GdalField(FieldDefinition Definition, GdalValue Value)
{
    // OGRFieldType and OGRFieldSubType of ogr_core.h.
    private const int Integer = 0;
    private const int Real = 2;
    private const int Date = 9;
    private const int DateTime = 11;
    private const int Integer64 = 12;
    private const int Boolean = 1;

    /// <summary>The fields of a layer. One with whole numbers that a double does not hold is one of text: every digit counts.</summary>
    public static IReadOnlyList<GdalField> Of(nint layer)
    {
        var definition = VectorApi.Definition(layer);
        var fields = Enumerable.Range(0, VectorApi.FieldCount(definition)).Select(i => One(VectorApi.Field(definition, i))).ToArray();
        var open = Enumerable.Range(0, fields.Length).Where(i => fields[i].Value == GdalValue.Integer).ToList();
        if (open.Count == 0)
            return fields;
        VectorApi.ResetReading(layer);
        for (nint feature; open.Count > 0 && (feature = VectorApi.NextFeature(layer)) != 0; VectorApi.DestroyFeature(feature))
        {
            foreach (var i in open.Where(i => VectorApi.HasValue(feature, i) != 0 && (Int128)(double)VectorApi.Integer(feature, i) != VectorApi.Integer(feature, i)).ToArray())
            {
                fields[i] = new(fields[i].Definition with { Kind = FieldKind.Text }, GdalValue.Text);
                open.Remove(i);
            }
        }

        VectorApi.ResetReading(layer);
        return fields;
    }

    private static GdalField One(nint field)
    {
        var (name, type) = (GdalText.Of(VectorApi.FieldName(field)), VectorApi.FieldType(field));
        var (width, decimals) = (VectorApi.FieldWidth(field), VectorApi.FieldPrecision(field));
        return type switch
        {
            Integer when VectorApi.FieldSubtype(field) == Boolean => new(new(name, FieldKind.Text, 'L', 1, 0), GdalValue.Logical),
            Integer => new(new(name, FieldKind.Number, 'N', width > 0 ? width : 11, 0), GdalValue.Real),
            Integer64 => new(new(name, FieldKind.Number, 'N', width > 0 ? width : 20, 0), GdalValue.Integer),
            Real when width > 0 => new(new(name, FieldKind.Number, 'N', width, decimals), GdalValue.Real),
            Real => new(new(name, FieldKind.Number, 'F', 0, 0), GdalValue.Real),
            Date => new(new(name, FieldKind.Date, 'D', 8, 0), GdalValue.Date),
            DateTime => new(new(name, FieldKind.Text, 'C', width, 0), GdalValue.DateTime),
            _ => new(new(name, FieldKind.Text, 'C', width, 0), GdalValue.Text),
        };
    }
}

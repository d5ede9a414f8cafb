namespace CarbonSink.Gis;

/// <summary>Gives the UTF-8 bytes of a text by record number; none where it is missing.</summary>
public delegate ReadOnlySpan<byte> Utf8Text(long record);

/// <summary>What a column of a GeoPackage holds.</summary>
public enum GeoPackageType
{
    /// <summary>A double.</summary>
    Real,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Text in UTF-8.</summary>
    Text,

    /// <summary>A date, yyyy-MM-dd.</summary>
    Date,
}

/// <summary>An attribute column of a features table, with where its values come from.</summary>
public sealed class GeoPackageColumn
{
    private GeoPackageColumn(string name, string title, GeoPackageType type) => (Name, Title, Type) = (name, title, type);

    /// <summary>Column name.</summary>
    public string Name { get; }

    /// <summary>Heading for people.</summary>
    public string Title { get; }

    /// <summary>What it holds.</summary>
    public GeoPackageType Type { get; }

    internal Func<long, double>? NumberOf { get; private init; }

    internal Utf8Text? TextOf { get; private init; }

    /// <summary>Position of the field of a batch that holds the values; null where they are found by record number.</summary>
    internal int? Field { get; private init; }

    /// <summary>The texts of the field in UTF-8.</summary>
    internal EncodedTexts? Texts { get; private init; }

    internal string SqlType => Type switch { GeoPackageType.Real => "DOUBLE", GeoPackageType.Integer => "INTEGER", GeoPackageType.Boolean => "BOOLEAN", GeoPackageType.Date => "DATE", _ => "TEXT" };

    /// <summary>A column of numbers, whole numbers or flags (1, 0) by record number; NaN where missing.</summary>
    public static GeoPackageColumn Number(string name, string title, GeoPackageType type, Func<long, double> value) => new(name, title, type) { NumberOf = value };

    /// <summary>A column of texts.</summary>
    public static GeoPackageColumn Text(string name, string title, Utf8Text value) => new(name, title, GeoPackageType.Text) { TextOf = value };

    /// <summary>A column of the values of a field of the batches.</summary>
    internal static GeoPackageColumn OfField(string name, string title, GeoPackageType type, int field, EncodedTexts? texts) => new(name, title, type) { Field = field, Texts = texts };
}

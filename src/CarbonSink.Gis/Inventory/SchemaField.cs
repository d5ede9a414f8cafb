namespace CarbonSink.Gis;

/// <summary>What a field of a schema holds.</summary>
public enum SchemaFieldKind
{
    /// <summary>Free text, e.g. the name of a township.</summary>
    Text,

    /// <summary>A code, looked up in code tables where the schema names some.</summary>
    Code,

    /// <summary>A number with a unit.</summary>
    Number,
}

/// <summary>What a schema requires of a field.</summary>
public enum SchemaRequirement
{
    /// <summary>Neither the field nor its values.</summary>
    None,

    /// <summary>The field, for the schema to be recognised; single values may be blank.</summary>
    Field,

    /// <summary>The field and a value in every record.</summary>
    Value,
}

/// <summary>One field of a data dictionary (数据字典字段), a row of schema.csv.</summary>
/// <param name="Name">Name in the data dictionary.</param>
/// <param name="Aliases">Other names it goes by.</param>
/// <param name="Role">What it means to the program, e.g. landClass; null where it is only known.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Unit">Unit of a number.</param>
/// <param name="Codes">References of code tables, e.g. codes/land-class-01xx@1.</param>
/// <param name="Requirement">What is required of it.</param>
/// <param name="Key">Place among the fields that name a unit, from 1; 0 if it is none.</param>
/// <param name="Min">Least plausible number.</param>
/// <param name="Max">Greatest plausible number.</param>
/// <param name="Zh">Chinese name.</param>
/// <param name="En">English name.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Status">Status words of name, unit and range.</param>
public sealed record SchemaField(
    string Name, IReadOnlyList<string> Aliases, string? Role, SchemaFieldKind Kind, string Unit, IReadOnlyList<string> Codes,
    SchemaRequirement Requirement, int Key, double Min, double Max, string Zh, string En, string Source, string Status)
{
    private const int DbaseNameBytes = 10;

    /// <summary>Whether a field of a layer is this one by its full name or an alias.</summary>
    public bool IsNamed(string name) => Names.Any(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The full name that a dBASE name of at most ten bytes was cut from, or null.</summary>
    public string? CutFrom(string name) => Names.FirstOrDefault(n => n.Length > name.Length && n.StartsWith(name, StringComparison.OrdinalIgnoreCase) && IsFull(name, n[name.Length]));

    private IEnumerable<string> Names => Aliases.Prepend(Name);

    /// <summary>Whether ten bytes have no room for the next character, in UTF-8 or in a Chinese code page (two bytes a character).</summary>
    private static bool IsFull(string name, char next)
    {
        var utf8 = System.Text.Encoding.UTF8.GetByteCount(name) + System.Text.Encoding.UTF8.GetByteCount([next]);
        var chinese = name.Append(next).Sum(c => char.IsAscii(c) ? 1 : 2);
        return utf8 > DbaseNameBytes && (chinese > DbaseNameBytes || name.Any(c => !char.IsAscii(c)));
    }
}

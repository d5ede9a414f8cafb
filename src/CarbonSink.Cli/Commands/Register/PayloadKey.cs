using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>How the words of an option become a value of a payload.</summary>
internal enum PayloadKind
{
    /// <summary>Text as it is.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A day yyyy-MM-dd.</summary>
    Day,

    /// <summary>A day; today in China where it is not given.</summary>
    DayOrToday,

    /// <summary>Texts.</summary>
    Texts,

    /// <summary>KIND=FILE: {kind, name, sha256}, hashed on the spot.</summary>
    Document,

    /// <summary>Several KIND=FILE.</summary>
    Documents,

    /// <summary>Several KEY=VALUE; whole numbers, true and false are taken as such.</summary>
    Facts,

    /// <summary>Several KEY=VALUE, all of them texts: a code of digits alone stays one.</summary>
    Details,

    /// <summary>Serials PROGRAMME/PROJECT/VINTAGE/FIRST-LAST: {programme, project, vintage, first, last}.</summary>
    Blocks,
}

/// <summary>An option of a verb and the key of the payload that it fills.</summary>
/// <param name="Path">The key; with a dot, a key of an object below it.</param>
/// <param name="Option">The option, with --.</param>
/// <param name="Form">What stands behind it in help.</param>
/// <param name="Kind">How its words are read.</param>
/// <param name="About">What it means.</param>
internal sealed record PayloadKey(string Path, string Option, string Form, PayloadKind Kind, Bilingual About)
{
    /// <summary>Whether it may be given more than once.</summary>
    public bool IsList => Kind is PayloadKind.Texts or PayloadKind.Documents or PayloadKind.Facts or PayloadKind.Details or PayloadKind.Blocks;
}

using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>The texts of one field in the bytes of an encoding: each distinct text is encoded once.</summary>
/// <param name="encoding">The encoding.</param>
/// <param name="field">Name of the field, for findings.</param>
/// <param name="file">Name of the file, for findings.</param>
/// <param name="findings">Receives the characters that the encoding lacks.</param>
internal sealed class EncodedTexts(TextEncoding encoding, string field, string file, FindingLog findings)
{
    private readonly List<byte[]?> texts = [];
    private CodeDictionary? dictionary;

    /// <summary>The bytes of a text by its number in the dictionary; none for a blank, and where a character is lacking, which is a finding.</summary>
    public ReadOnlySpan<byte> Of(CodeDictionary values, int code, long record)
    {
        if (code < 0)
            return [];
        if (dictionary != values)
        {
            dictionary = values;
            texts.Clear();
        }

        while (texts.Count <= code)
            texts.Add(encoding.Encode(values[texts.Count], out _));
        if (texts[code] is { } bytes)
            return bytes;
        _ = encoding.Encode(values[code], out var missing);
        findings.Add(TargetFindings.CharacterNotHeld, file, record, field, values[code], encoding.Name, missing!);
        return [];
    }
}

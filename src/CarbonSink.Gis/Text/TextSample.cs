using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>Texts of a table that are not plain ASCII, from which its encoding is determined (编码判别).</summary>
internal sealed class TextSample
{
    /// <summary>So many texts decide; more would only cost time.</summary>
    public const int Enough = 512;

    private readonly List<(byte[] Bytes, bool FillsField)> texts = [];

    public bool IsEnough => texts.Count >= Enough;

    public void Add(ReadOnlySpan<byte> trimmed, bool fillsField) => texts.Add((trimmed.ToArray(), fillsField));

    /// <summary>Order of trust: .cpg, DBF language id, UTF-8, CP936, GB18030; a declaration that the bytes contradict is overruled with a finding.</summary>
    public TextEncoding Choose(string? codePageName, string codePageFile, byte languageId, string tableFile, FindingLog findings)
    {
        var declared = new List<(TextEncoding Encoding, string File)>();
        if (!string.IsNullOrWhiteSpace(codePageName))
        {
            if (TextEncoding.FromCodePageFile(codePageName) is { } named)
                declared.Add((named, codePageFile));
            else
                findings.Add(new Finding(GisFindings.EncodingUnknown, codePageFile, null, null, null, codePageFile, codePageName));
        }

        if (TextEncoding.FromLanguageId(languageId) is { } identified)
            declared.Add((identified, tableFile));

        var chosen = declared.Select(d => d.Encoding).FirstOrDefault(Fits) ?? LeastFailures([.. declared.Select(d => d.Encoding)]);
        if (declared.Count == 0 && texts.Count > 0)
            findings.Add(new Finding(GisFindings.EncodingGuessed, tableFile, null, null, null, chosen.Name));
        foreach (var (encoding, file) in declared.TakeWhile(d => d.Encoding != chosen))
        {
            if (encoding.CodePage != chosen.CodePage)
                findings.Add(new Finding(GisFindings.EncodingContradicts, file, null, null, null, file, encoding.Name, chosen.Name));
        }

        return chosen;
    }

    private TextEncoding LeastFailures(IReadOnlyList<TextEncoding> declared)
    {
        if (texts.Count == 0)
            return TextEncoding.OfAscii();
        var content = new[] { TextEncoding.OfContent(65001), TextEncoding.OfContent(936), TextEncoding.OfContent(54936) };
        // Where nothing fits, a declaration wins ties: its few bad texts then become findings.
        return declared.Where(d => !d.IsWestern).Concat(content).MinBy(Failures)!;
    }

    private int Failures(TextEncoding encoding)
    {
        var failures = 0;
        foreach (var (bytes, fillsField) in texts)
        {
            encoding.Decode(bytes, fillsField, out var issue);
            failures += issue == TextIssue.Undecodable ? 1 : 0;
        }

        return failures;
    }

    private bool Fits(TextEncoding encoding)
    {
        // A Western code page accepts any byte, so it is believed only where the bytes do not read as UTF-8 or Chinese throughout.
        if (encoding.IsWestern && texts.Count > 0)
            return Failures(TextEncoding.OfContent(65001)) > 0 && !texts.TrueForAll(t => LooksChinese(t.Bytes));
        return Failures(encoding) == 0;
    }

    /// <summary>Whether all bytes above 0x7F come in pairs of the GB 2312 plane (rows of symbols and of Chinese characters).</summary>
    private static bool LooksChinese(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
                continue;
            if (i + 1 == bytes.Length || bytes[i] is not (>= 0xB0 and <= 0xF7 or >= 0xA1 and <= 0xA9) || bytes[i + 1] is not (>= 0xA1 and <= 0xFE))
                return false;
            i++;
        }

        return true;
    }
}

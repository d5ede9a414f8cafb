using CarbonSink.Findings;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>Names of fields as a format can hold them (写出字段名): unique without regard to case, no longer than allowed, whole characters only.</summary>
internal static class TargetNames
{
    /// <summary>The name of each field, in order.</summary>
    /// <param name="schema">The fields.</param>
    /// <param name="mostBytes">Longest name, in bytes of the encoding.</param>
    /// <param name="encoding">The encoding of names.</param>
    /// <param name="taken">Names that the format has for itself.</param>
    /// <param name="rule">What a changed name is told as: name before, name after.</param>
    /// <param name="file">Name of the file, for findings.</param>
    /// <param name="findings">Receives what was changed.</param>
    public static IReadOnlyList<string> Of(RecordSchema schema, int mostBytes, TextEncoding encoding, IEnumerable<string> taken, FindingRule rule, string file, FindingLog findings)
    {
        var used = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        // Names that need no change come first, whatever their place: they keep theirs.
        var given = schema.Fields.Select(f => Fits(f.Name, mostBytes, encoding) && used.Add(f.Name) ? f.Name : null).ToArray();
        for (var i = 0; i < given.Length; i++)
        {
            if (given[i] is not null)
                continue;
            var name = schema.Fields[i].Name;
            given[i] = Candidates(name, mostBytes, encoding).First(used.Add);
            findings.Add(new Finding(rule, file, null, name, given[i], name, given[i]!));
        }

        return given!;
    }

    private static bool Fits(string name, int mostBytes, TextEncoding encoding) =>
        name.Length > 0 && !name.Any(char.IsControl) && encoding.Encode(name, out _) is { } bytes && bytes.Length <= mostBytes;

    private static IEnumerable<string> Candidates(string name, int mostBytes, TextEncoding encoding)
    {
        var plain = new string([.. name.Where(c => !char.IsControl(c))]);
        while (plain.Length > 0 && encoding.Encode(plain, out _) is null)
            plain = plain[..^1];
        if (plain.Length == 0)
            plain = "FIELD";
        yield return Cut(plain, mostBytes, encoding);
        for (var n = 1; ; n++)
            yield return Cut(plain, mostBytes - $"_{n}".Length, encoding) + $"_{n}";
    }

    private static string Cut(string name, int mostBytes, TextEncoding encoding)
    {
        var end = name.Length;
        while (encoding.Encode(name[..end], out _) is not { } bytes || bytes.Length > mostBytes)
            end--;
        return name[..end];
    }
}

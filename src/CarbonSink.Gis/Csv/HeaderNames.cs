using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>Makes the names of a header usable: each once, none blank.</summary>
internal static class HeaderNames
{
    public static List<string> Distinct(IEnumerable<string> names, string file, FindingLog findings)
    {
        var (result, seen) = (new List<string>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var name in names)
        {
            var unique = name.Length == 0 ? $"column_{result.Count + 1}" : name;
            for (var n = 2; !seen.Add(unique); n++)
                unique = $"{(name.Length == 0 ? "column" : name)}_{n}";
            if (unique != name)
                findings.Add(new Finding(SourceFindings.NameChanged, file, null, name, null, unique));
            result.Add(unique);
        }

        return result;
    }
}

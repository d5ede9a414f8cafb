namespace CarbonSink.Benchmarks;

/// <summary>Options of the races: name and value in turn.</summary>
internal static class Options
{
    /// <summary>The values by name, or null where the line is not so written.</summary>
    public static Dictionary<string, string>? Read(string[] line)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < line.Length && line[i].StartsWith("--", StringComparison.Ordinal); i += 2)
            options[line[i]] = line[i + 1];
        return options.Count * 2 == line.Length ? options : null;
    }
}

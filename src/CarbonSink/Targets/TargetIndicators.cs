using System.Globalization;
using System.Text.Json;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Quantities;

namespace CarbonSink.Targets;

/// <summary>The indicators that plans may name (指标词表), read from methodology/indicators/ID/VERSION/indicator.json, each in its newest version.</summary>
public static class TargetIndicators
{
    /// <summary>All of them, in ordinal order of codes.</summary>
    /// <exception cref="MethodologyLoadException">A pack is wrong; carries every problem.</exception>
    public static IReadOnlyList<TargetIndicator> All(MethodologyCatalog catalog)
    {
        var problems = new List<LoadProblem>();
        var root = Path.Combine(catalog.Folder, "indicators");
        var newest = !Directory.Exists(root) ? [] : Directory.GetDirectories(root).Order(StringComparer.Ordinal)
            .Select(d => Directory.GetDirectories(d).OrderBy(v => int.TryParse(Path.GetFileName(v), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).LastOrDefault()).OfType<string>();
        TargetIndicator[] found = [.. newest.Select(d => Read(catalog.Folder, Path.Combine(d, "indicator.json"), problems)).OfType<TargetIndicator>().OrderBy(i => i.Code, StringComparer.Ordinal)];
        foreach (var twice in found.GroupBy(i => i.Code, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new("indicators", 1, 1, $"code '{twice.Key}' is that of {twice.Count()} indicators"));
        foreach (var twice in found.SelectMany(i => i.Names.Select(n => (Name: n, i.Code))).GroupBy(n => n.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new("indicators", 1, 1, $"the name '{twice.Key}' is that of {string.Join(", ", twice.Select(t => t.Code))}"));
        return problems.Count > 0 ? throw new MethodologyLoadException(problems) : found;
    }

    private static TargetIndicator? Read(string folder, string path, List<LoadProblem> problems)
    {
        var file = Path.GetRelativePath(folder, path).Replace('\\', '/');
        if (PackText.Read(path, file, problems) is not { } text)
            return null;
        try
        {
            using var json = JsonDocument.Parse(text.Text);
            var root = json.RootElement;
            if (!root.TryGetProperty("code", out _))
                return null;
            var (unit, kind) = (Text(root, "unit"), Text(root, "kind"));
            if (unit != "1")
                Unit.Parse(unit);
            if (kind is not ("level" or "work"))
                throw new FormatException($"kind '{kind}' is neither level nor work");
            string[] names = [.. root.GetProperty("names").EnumerateArray().Select(n => n.GetString() is { Length: > 0 } name ? name : throw new FormatException("a name is blank"))];
            var title = root.GetProperty("title");
            return new(Text(root, "code"), new(Text(title, "zh"), Text(title, "en")), names, unit, Text(root, "domain"), root.TryGetProperty("family", out _) ? Text(root, "family") : "", kind == "work");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            problems.Add(new(file, 1, 1, "is not as indicator.json should be: " + e.Message, "code, names [ ], unit, domain, kind (level or work) and, where plans switch between indicators, family"));
            return null;
        }
    }

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString() is { Length: > 0 } text ? text : throw new FormatException($"\"{key}\" is blank");
}

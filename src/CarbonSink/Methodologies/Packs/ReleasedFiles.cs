namespace CarbonSink.Methodologies.Packs;

/// <summary>Released versions are pinned: every file of a version folder named in released.sha256 keeps the hash of its normalised text; a correction is a new version folder.</summary>
internal static class ReleasedFiles
{
    private const string Pins = "released.sha256";

    /// <summary>Compares the files of every released version folder with their pins.</summary>
    public static IReadOnlyList<LoadProblem> Check(string folder)
    {
        var problems = new List<LoadProblem>();
        var path = Path.Combine(folder, Pins);
        if (!File.Exists(path) || PackText.Read(path, Pins, problems) is not { } text)
            return problems;
        var pins = new Dictionary<string, (string Hash, int Line)>(StringComparer.Ordinal);
        var lines = text.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length == 0)
                continue;
            if (lines[i].Split("  ", 2) is [{ Length: 64 } hash, { Length: > 0 } file])
                pins[file.Trim()] = (hash, i + 1);
            else
                problems.Add(new(Pins, i + 1, 1, $"'{lines[i]}' is not 'hash  path'"));
        }

        const string remedy = "released versions never change: put the correction into a new version folder";
        foreach (var (file, (hash, line)) in pins)
        {
            var full = Path.Combine(folder, file);
            if (!File.Exists(full))
                problems.Add(new(Pins, line, 1, $"released file '{file}' is gone", remedy));
            else if (PackText.Read(full, file, problems) is { } content && content.Sha256 != hash)
                problems.Add(new(file, 1, 1, "differs from its released text", remedy));
        }

        foreach (var version in pins.Keys.Select(VersionFolder).Distinct(StringComparer.Ordinal).Where(v => Directory.Exists(Path.Combine(folder, v))))
        {
            foreach (var full in Directory.EnumerateFiles(Path.Combine(folder, version), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var file = Path.GetRelativePath(folder, full).Replace('\\', '/');
                if (!pins.ContainsKey(file))
                    problems.Add(new(file, 1, 1, "was added to a released version", remedy));
            }
        }

        return problems;
    }

    /// <summary>methods/x/1/examples/a.example → methods/x/1.</summary>
    private static string VersionFolder(string file) => string.Join('/', file.Split('/').Take(3));
}

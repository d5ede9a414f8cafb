namespace CarbonSink.Fuzz;

/// <summary>A file damaged in a way that a seed and a number say.</summary>
/// <param name="Main">Name of the file to be opened.</param>
/// <param name="Parts">Every file, by name.</param>
internal sealed record DamagedFile(string Main, IReadOnlyDictionary<string, byte[]> Parts)
{
    /// <summary>The file with a number; the same number always gives the same file.</summary>
    public static DamagedFile Of(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var sound = SoundFile.All[number % SoundFile.All.Count];
        var parts = sound.Parts.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        var names = parts.Keys.Order(StringComparer.Ordinal).ToArray();
        if (names.Length > 1 && random.Next(10) == 0)
            parts.Remove(names[random.Next(names.Length)]);
        names = [.. names.Where(parts.ContainsKey)];
        var name = random.Next(3) > 0 && parts.ContainsKey(sound.Weak) ? sound.Weak : names[random.Next(names.Length)];
        var others = SoundFile.All.SelectMany(f => f.Parts).Where(p => Path.GetExtension(p.Key) == Path.GetExtension(name)).Select(p => p.Value).ToArray();
        var mutation = new Mutation(random, parts[name], sound.IsText);
        for (var times = 1 + random.Next(4); times > 0; times--)
            mutation.Apply(others);
        parts[name] = mutation.Bytes;
        return new(sound.Main, parts);
    }

    /// <summary>Writes the files into a folder, and takes away what was there.</summary>
    public void Write(string folder)
    {
        foreach (var old in Directory.GetFiles(folder))
            if (!Parts.ContainsKey(Path.GetFileName(old)))
                File.Delete(old);
        foreach (var (name, bytes) in Parts)
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }
}

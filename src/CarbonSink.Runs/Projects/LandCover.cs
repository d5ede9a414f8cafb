using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>How much of each polygon of a layer lies in layers of given roles (专题图层压占). What is wrong with a layer is told once, however often it is used.</summary>
internal sealed class LandCover(PolygonTable land, IReadOnlyList<ProjectLayer> layers, FindingLog findings, CancellationToken stop = default)
{
    private readonly HashSet<(string, string?, long?, string)> told = [];
    private readonly Dictionary<string, CoveredArea?> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> paths = new(StringComparer.Ordinal);

    /// <summary>Roles of the layers.</summary>
    public IReadOnlyCollection<string> Roles { get; } = layers.Select(l => l.Role).ToHashSet(StringComparer.Ordinal);

    /// <summary>The files that were read.</summary>
    public IReadOnlyCollection<string> Paths => paths;

    /// <summary>Measures with the layers of some roles; null where there is none of them.</summary>
    /// <exception cref="RefusedInputException">A layer cannot be read or has no reference.</exception>
    public CoveredArea? Of(IEnumerable<string> roles)
    {
        var wanted = roles.ToHashSet(StringComparer.Ordinal);
        var key = string.Join('|', wanted.Order(StringComparer.Ordinal));
        if (!known.TryGetValue(key, out var cover))
            known[key] = cover = Measure([.. layers.Where(l => wanted.Contains(l.Role)).Select(l => l.Path)]);
        return cover;
    }

    /// <summary>Measures with layers by their paths; null for none.</summary>
    /// <exception cref="RefusedInputException">A layer cannot be read or has no reference.</exception>
    public CoveredArea? Measure(IReadOnlyList<string> files)
    {
        if (files.Count == 0)
            return null;
        var own = new FindingLog();
        var others = new List<PolygonTable>();
        foreach (var path in files)
        {
            // Coordinates are brought to the reference of the land in place, so every measurement reads its own copy.
            var other = PolygonTable.Read(path, null, null, null, _ => [], own, stop);
            if (other.Reference is null)
                throw DataSet.Refuse(ProjectFindings.NoReference, other.Name, other.Name);
            paths.UnionWith(other.Files);
            others.Add(other);
        }

        var cover = CoveredArea.Of(land, others, own, stop);
        foreach (var finding in own.Findings)
            if (told.Add((finding.Rule.Code, finding.File, finding.Record, string.Join('\n', finding.Arguments))))
                findings.Add(finding);
        return cover;
    }
}

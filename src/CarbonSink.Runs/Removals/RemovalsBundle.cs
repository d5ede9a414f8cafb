using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>A bundle of projects (打捆项目): each accounted for itself, figures of years added up.</summary>
internal static class RemovalsBundle
{
    private const int ProvinceDigits = 2;

    public static RemovalsResult Of(ProjectFile file, RemovalsOptions options, CancellationToken stop)
    {
        var findings = new FindingLog();
        var files = Projects(file);
        IReadOnlyList<string> divisions = [.. files.Select(f => f.Division).OfType<string>()];
        var parts = files.Select(f => (File: f, Result: RemovalsRun.Of(f, options, divisions, stop))).ToList();
        foreach (var (_, result) in parts)
            findings.Merge(result.Findings);
        ProjectChecks.RequireWords([.. ProjectChecks.Names(file), .. parts.SelectMany(p => p.Result.Named!.Value.Names)], [.. parts.SelectMany(p => p.Result.Named!.Value.Methods).Distinct()]);
        var land = new FindingLog();
        BundleLand.Tell([.. parts.Select(p => (p.File, p.Result.Named!.Value.Parcels))], land, stop);
        findings.Merge(land);
        var provinces = parts.Select(p => p.File.Division is { Length: >= ProvinceDigits } d ? d[..ProvinceDigits] : "—").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (provinces.Count > 1)
            findings.Add(new Finding(RemovalsFindings.SeveralProvinces, ProjectFile.FileName, null, "projects", null, string.Join(", ", provinces)));
        var results = parts.Select(p => p.Result).ToList();
        long? Sum(Func<RemovalsResult, long?> of) => results.All(r => of(r) is not null) ? results.Sum(r => of(r)!.Value) : null;
        var labels = results.Select(r => r.Label).Distinct().ToList();
        return new()
        {
            Id = file.Id,
            Title = file.Title,
            Method = null,
            Programme = results.Select(r => r.Programme).Distinct().Count() == 1 ? results[0].Programme : null,
            Label = new(string.Join("；", labels.Select(l => l.Zh)), string.Join("; ", labels.Select(l => l.En))),
            Status = results.Max(r => r.Status),
            IsExAnte = options.ExAnte,
            IsExtrapolated = results.Exists(r => r.IsExtrapolated),
            Confidence = results.Select(r => r.Confidence).Distinct().Count() == 1 ? results[0].Confidence : null,
            Years = [.. results.SelectMany(r => r.Years).GroupBy(y => y.Net.Year).OrderBy(g => g.Key).Select(Together)],
            TotalT = Sum(r => r.TotalT),
            IssuableT = provinces.Count > 1 || land.HasErrors || results.Exists(r => r.IssuableT is null) ? null : Sum(r => r.BalanceT) is { } balance ? Math.Max(0, balance) : null,
            NotIssuedKg = results.All(r => r.NotIssuedKg is not null) ? results.Sum(r => r.NotIssuedKg) : null,
            WhyNotIssuable = [.. results.SelectMany(r => r.WhyNotIssuable.Select(w => new Bilingual($"{r.Id}：{w.Zh}", $"{r.Id}: {w.En}"))), .. provinces.Count > 1 ? (Bilingual[])[new("子项目不在同一个省", "sub-projects lie in several provinces")] : [], .. land.HasErrors ? (Bilingual[])[new("子项目的地块互相重叠（REM-0060），同一土地计了两次", "parcels of sub-projects overlap (REM-0060): land is counted twice")] : []],
            Notices = [.. results.SelectMany(r => r.Notices).Distinct()],
            Open = [.. results.SelectMany(r => r.Open).DistinctBy(o => (o.Id, o.File))],
            Projects = results,
            Packs = [.. results.SelectMany(r => r.Packs).Distinct().OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)],
            Inputs = [file.Path, .. results.SelectMany(r => r.Inputs).Distinct(StringComparer.Ordinal)],
            Sources = results[0].Sources,
            Findings = findings,
        };
    }

    /// <summary>The sub-projects, each once and none a bundle.</summary>
    /// <exception cref="RefusedInputException">There is none, one stands twice, or one is a bundle.</exception>
    private static List<ProjectFile> Projects(ProjectFile file)
    {
        static RefusedInputException Refused(FindingRule rule, string? value, params string[] arguments) => new(new(rule, ProjectFile.FileName, null, "projects", value, arguments));
        var (files, folders, ids) = (new List<ProjectFile>(), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        if (file.Projects.Count == 0)
            throw Refused(ProjectCheckFindings.BundleEmpty, null);
        foreach (var named in file.Projects)
        {
            var path = Path.TrimEndingDirectorySeparator(File.Exists(named) ? Path.GetDirectoryName(named)! : named);
            var name = Path.GetFileName(path);
            if (path == Path.TrimEndingDirectorySeparator(file.Folder))
                throw Refused(ProjectCheckFindings.BundleSelf, name, name);
            var project = ProjectFile.Read(named);
            if (project.IsBundle)
                throw Refused(ProjectCheckFindings.BundleNested, name, name);
            if (!folders.Add(path) || !ids.Add(project.Id))
                throw Refused(ProjectCheckFindings.BundledTwice, name, folders.Count > ids.Count ? project.Id : name);
            files.Add(project);
        }

        return files;
    }

    private static RemovalYear Together(IEnumerable<RemovalYear> years) => years.Aggregate((a, b) => new(a.Net.Plus(b.Net), a.BiomassT + b.BiomassT, a.VintageT + b.VintageT));
}

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
        var files = file.Projects.Select(ProjectFile.Read).ToList();
        IReadOnlyList<string> divisions = [.. files.Select(f => f.Division).OfType<string>()];
        var parts = files.Select(f => (File: f, Result: RemovalsRun.Of(f, options, divisions, stop))).ToList();
        foreach (var (_, result) in parts)
            findings.Merge(result.Findings);
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
            Confidence = results.Select(r => r.Confidence).Distinct().Count() == 1 ? results[0].Confidence : null,
            Years = [.. results.SelectMany(r => r.Years).GroupBy(y => y.Net.Year).OrderBy(g => g.Key).Select(Together)],
            TotalT = Sum(r => r.TotalT),
            IssuableT = provinces.Count > 1 ? null : Sum(r => r.IssuableT),
            NotIssuedKg = results.All(r => r.NotIssuedKg is not null) ? results.Sum(r => r.NotIssuedKg) : null,
            WhyNotIssuable = [.. results.SelectMany(r => r.WhyNotIssuable.Select(w => new Bilingual($"{r.Id}：{w.Zh}", $"{r.Id}: {w.En}"))), .. provinces.Count > 1 ? (Bilingual[])[new("子项目不在同一个省", "sub-projects lie in several provinces")] : []],
            Notices = [.. results.SelectMany(r => r.Notices).Distinct()],
            Open = [.. results.SelectMany(r => r.Open).DistinctBy(o => (o.Id, o.File))],
            Projects = results,
            Packs = [.. results.SelectMany(r => r.Packs).Distinct().OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)],
            Inputs = [file.Path, .. results.SelectMany(r => r.Inputs).Distinct(StringComparer.Ordinal)],
            Sources = results[0].Sources,
            Findings = findings,
        };
    }

    private static RemovalYear Together(IEnumerable<RemovalYear> years) => years.Aggregate((a, b) => new(a.Net.Plus(b.Net), a.BiomassT + b.BiomassT, a.VintageT + b.VintageT));
}

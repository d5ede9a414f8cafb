using CarbonSink.Findings;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>Targets by indicator, year or department (目标筛选).</summary>
public static class TargetSelection
{
    /// <summary>The files that a path stands for: of a folder its targets.csv, or what its targets.json names.</summary>
    /// <exception cref="RefusedInputException">A folder has neither, or targets.json cannot be read.</exception>
    public static IReadOnlyList<string> Files(string path)
    {
        if (Path.GetFileName(path) != TargetFile.FileName && !(Directory.Exists(path) && File.Exists(Path.Combine(path, TargetFile.FileName))))
            return [Directory.Exists(path) ? Path.Combine(path, TargetTable.FileName) : path];
        var file = TargetFile.Read(path);
        return file.TargetsPath is { } table ? [table] : file.PlanPaths;
    }

    /// <summary>The part of a reading that is asked for, with the contradictions that concern it; candidates are left out where anything is asked for.</summary>
    public static ImportResult Of(ImportResult result, string? indicator, int? year, string? department)
    {
        if (indicator is null && year is null && department is null)
            return result;
        return result with
        {
            Plans = [.. result.Plans.Select(p =>
            {
                PlanTarget[] targets = [.. p.Reading.Targets.Where(t => (indicator is null || t.Indicator == indicator) && (year is null || t.Year == year) && (department is null || t.Departments.Any(d => d.Name.Contains(department, StringComparison.Ordinal))))];
                return (p.File, p.Reading with { Targets = targets, Conflicts = [.. p.Reading.Conflicts.Where(c => c.Targets.Any(id => targets.Any(t => t.Id == id)))], Candidates = [] });
            })],
        };
    }
}

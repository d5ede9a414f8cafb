using System.Text.Json;
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
        if (!Directory.Exists(path))
            return [path];
        var (table, file) = (Path.Combine(path, TargetTable.FileName), Path.Combine(path, "targets.json"));
        if (!File.Exists(file))
            return [table];
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            string At(JsonElement name) => Path.Combine(path, name.GetString() ?? "");
            if (json.RootElement.TryGetProperty("targets", out var named))
                return [At(named)];
            if (json.RootElement.TryGetProperty("plan", out var plans))
                return plans.ValueKind == JsonValueKind.Array ? [.. plans.EnumerateArray().Select(At)] : [At(plans)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new RefusedInputException(new Finding(PlanFindings.Format, file, null, null, null, file), e);
        }

        return [table];
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

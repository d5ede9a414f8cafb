using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The folders of results that a report was given, by role (一份报告的全部来源).</summary>
internal sealed class ReportSourceSet
{
    private readonly SortedDictionary<string, SourceFolder> folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceRows> rows = new(StringComparer.Ordinal);

    /// <summary>The folder of a role.</summary>
    public SourceFolder this[string role] => folders[role];

    /// <summary>Roles and folders.</summary>
    public IEnumerable<(string Role, SourceFolder Folder)> All => folders.Select(f => (f.Key, f.Value));

    public bool Has(string role) => folders.ContainsKey(role);

    /// <summary>Whether there is something to read there: the source was given, and a file that its run need not write was written.</summary>
    public bool Has(ValuePlace place) => folders.TryGetValue(place.Role, out var folder) && (!place.IsOptional || folder.Has(place.File));

    /// <summary>Gives every folder its role, that named in <c>ROLE=DIR</c> or else the first free one that reads such a run.</summary>
    /// <exception cref="RefusedInputException">A folder is no folder of results, or no source takes it, or a source is missing.</exception>
    public static ReportSourceSet Open(ReportTemplate template, IReadOnlyList<string> given)
    {
        var set = new ReportSourceSet();
        foreach (var from in given.OrderBy(g => template.Sources.Any(s => g.StartsWith($"{s.Role}=", StringComparison.Ordinal)) ? 0 : 1))
        {
            var named = template.Sources.FirstOrDefault(s => from.StartsWith($"{s.Role}=", StringComparison.Ordinal));
            var folder = SourceFolder.Open(named is null ? from : from[(named.Role.Length + 1)..]);
            var source = (named is null ? template.Sources : [named]).FirstOrDefault(s => !set.Has(s.Role) && s.Runs.Any(folder.IsRunOf))
                ?? throw SourceFolder.Refused(ReportFindings.NoRole, folder.Path, folder.Path, folder.Command, string.Join("; ", template.Sources.Select(s => $"{s.Role} ({string.Join(" | ", s.Runs)})")));
            set.folders.Add(source.Role, folder);
        }

        return template.Sources.FirstOrDefault(s => !s.IsOptional && !set.Has(s.Role)) is { } missing
            ? throw SourceFolder.Refused(ReportFindings.NoSource, missing.Role, missing.Role, $"{missing.Title.Zh} {missing.Title.En}", string.Join(" | ", missing.Runs))
            : set;
    }

    /// <summary>A place or a column whose name ends in the language: <c>reason{Lang}</c> is reasonZh or reasonEn.</summary>
    public static string InLanguage(string name, string language) => name.Replace("{Lang}", language == "zh" ? "Zh" : "En", StringComparison.Ordinal).Replace("{lang}", language, StringComparison.Ordinal);

    /// <summary>The records of a file, read once.</summary>
    public SourceRows Rows(string role, string file, string at)
    {
        var name = $"{role}/{file}{at}";
        return rows.TryGetValue(name, out var known) ? known : rows[name] = SourceRows.Read(file, this[role].Read(file), at);
    }

    /// <summary>The word for a code; the code itself where its list has none, which is reported.</summary>
    public static string Word(ReportTemplate template, string list, string code, string language, FindingLog findings)
    {
        if (list.Length == 0)
            return code;
        if (template.Words[list].TryGetValue(code, out var word))
            return word.In(language);
        findings.Add(ReportFindings.NoWord, null, -1, list, code, code, list);
        return code;
    }
}

using System.Globalization;
using System.Text.Json;
using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Methodologies;

/// <summary>An indicator of a layer (指标): the area of some land classes as a percentage of the land area. A folder methodology/indicators/ID/VERSION with indicator.json and numerator.csv.</summary>
/// <param name="Id">Id, the folder's name.</param>
/// <param name="Version">Version, the folder's name.</param>
/// <param name="Title">What the rate is called.</param>
/// <param name="Figure">Name of the rate in tables of official figures, e.g. coveragePercent.</param>
/// <param name="AreaTitle">What the numerator is called.</param>
/// <param name="AreaFigure">Name of the numerator in tables of official figures, e.g. forestAreaHa.</param>
/// <param name="LandClasses">The land classes of the numerator.</param>
/// <param name="Status">Worst status of the definition and its land classes.</param>
/// <param name="Missing">What belongs to the numerator and is in no layer of sub-compartments, or null.</param>
/// <param name="Source">Where the definition stands.</param>
public sealed record Indicator(string Id, string Version, Bilingual Title, string Figure, Bilingual AreaTitle, string AreaFigure, IReadOnlyList<string> LandClasses, ParameterStatus Status, Bilingual? Missing, string Source)
{
    private const string Root = "indicators";

    /// <summary>The indicators of a methodology folder in ordinal order of ids, each in its newest version; none where the folder has none.</summary>
    /// <exception cref="MethodologyLoadException">A pack is wrong; carries every problem.</exception>
    public static IReadOnlyList<Indicator> All(MethodologyCatalog catalog)
    {
        var problems = new List<LoadProblem>();
        var found = Versions(catalog.Folder).Where(v => HasNumerator(catalog.Folder, v)).GroupBy(v => v.Id, StringComparer.Ordinal)
            .Select(g => g.OrderBy(v => int.TryParse(v.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).Last())
            .Select(v => Load(catalog, v.Id, v.Version, problems)).ToList();
        return problems.Count > 0 ? throw new MethodologyLoadException(problems) : [.. found.OfType<Indicator>()];
    }

    /// <summary>What is wrong with the indicators of a methodology folder, all versions of them.</summary>
    internal static IReadOnlyList<LoadProblem> Check(MethodologyCatalog catalog)
    {
        var problems = new List<LoadProblem>();
        foreach (var (id, version) in Versions(catalog.Folder).Where(v => HasNumerator(catalog.Folder, v)))
            Load(catalog, id, version, problems);
        return problems;
    }

    private static bool HasNumerator(string folder, (string Id, string Version) version) => File.Exists(Path.Combine(folder, Root, version.Id, version.Version, "numerator.csv"));

    private static IEnumerable<(string Id, string Version)> Versions(string folder)
    {
        var root = Path.Combine(folder, Root);
        return !Directory.Exists(root) ? [] : Directory.GetFiles(root, "indicator.json", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f).Split(Path.DirectorySeparatorChar)).Where(p => p.Length == 3)
            .Select(p => (p[0], p[1])).OrderBy(p => p.Item1, StringComparer.Ordinal).ThenBy(p => p.Item2, StringComparer.Ordinal);
    }

    private static Indicator? Load(MethodologyCatalog catalog, string id, string version, List<LoadProblem> problems)
    {
        var before = problems.Count;
        var (file, rows) = ($"{Root}/{id}/{version}/indicator.json", $"{Root}/{id}/{version}/numerator.csv");
        if (PackText.Read(Path.Combine(catalog.Folder, file), file, problems) is not { } text || MethodologyCatalog.Csv(catalog.Folder, Path.Combine(catalog.Folder, rows), problems) is not { } csv)
            return null;
        try
        {
            using var json = JsonDocument.Parse(text.Text);
            var root = json.RootElement;
            var indicator = new Indicator(Text(root, "id"), Text(root, "version"), Both(root.GetProperty("title")), Text(root, "figure"), Both(root.GetProperty("numerator")), Text(root.GetProperty("numerator"), "figure"),
                [], StatusOf(Text(root, "status")), root.TryGetProperty("missing", out var missing) && missing.ValueKind != JsonValueKind.Null ? Both(missing) : null, Text(root, "source"));
            if ((indicator.Id, indicator.Version) != (id, version))
                problems.Add(new(file, 1, 1, $"says {indicator.Id}/{indicator.Version}, but its folder is {id}/{version}"));
            if (!indicator.Figure.EndsWith("Percent", StringComparison.Ordinal) || !indicator.AreaFigure.EndsWith("Ha", StringComparison.Ordinal))
                problems.Add(new(file, 1, 1, $"figures '{indicator.Figure}' and '{indicator.AreaFigure}' do not end in Percent and Ha"));
            RequireSource(catalog, indicator.Source, new(file, 1, 1, ""), problems);
            return Numerator(catalog, indicator, CodeTable.Load(catalog.Folder, Text(root, "classes")), csv, problems) is { } whole && problems.Count == before ? whole : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            problems.Add(new(file, 1, 1, "is not as indicator.json should be: " + e.Message, "id, version, status, title { zh, en }, figure, numerator { zh, en, figure }, classes, source and, if anything is missing, missing { zh, en }"));
        }
        catch (MethodologyLoadException e)
        {
            problems.AddRange(e.Problems);
        }

        return null;
    }

    private static Indicator? Numerator(MethodologyCatalog catalog, Indicator indicator, CodeTable classes, PackCsv csv, List<LoadProblem> problems)
    {
        string[] columns = ["class", "source", "status"];
        if (Array.Find(columns, c => csv.IndexOf(c) < 0) is { } lacking)
        {
            problems.Add(new(csv.File, 1, 1, $"column '{lacking}' is missing", "the numerator has the columns class,source,locator,status,reason"));
            return null;
        }

        var (status, found) = (indicator.Status, new List<string>());
        foreach (var row in csv.Rows)
        {
            var (name, place) = (row.Cells[csv.IndexOf("class")], new LoadProblem(csv.File, row.Line, 1, ""));
            if (classes.FindExact(name) is null)
                problems.Add(place with { Message = $"class '{name}' is not in {classes.Reference}" });
            if (found.Contains(name, StringComparer.Ordinal))
                problems.Add(place with { Message = $"class '{name}' stands twice" });
            found.Add(name);
            RequireSource(catalog, row.Cells[csv.IndexOf("source")], place, problems);
            if (!Enum.TryParse<ParameterStatus>(row.Cells[csv.IndexOf("status")], true, out var own) || row.Cells[csv.IndexOf("status")].Any(char.IsAsciiDigit) || own == ParameterStatus.Conflict)
                problems.Add(place with { Message = $"'{row.Cells[csv.IndexOf("status")]}' is no status", Hint = "write verified, secondary, memory, derived or declared" });
            status = own > status ? own : status;
        }

        return indicator with { LandClasses = found, Status = status };
    }

    private static void RequireSource(MethodologyCatalog catalog, string source, LoadProblem place, List<LoadProblem> problems)
    {
        var id = source.Split(',')[0].Trim();
        if (!catalog.Sources.ContainsKey(id))
            problems.Add(place with { Message = $"source '{id}' is not in sources.csv" });
    }

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString() is { Length: > 0 } text ? text : throw new FormatException($"\"{key}\" is blank");

    private static Bilingual Both(JsonElement element) => new(Text(element, "zh"), Text(element, "en"));

    private static ParameterStatus StatusOf(string word) => Enum.TryParse<ParameterStatus>(word, true, out var status) && !word.Any(char.IsAsciiDigit) ? status : throw new FormatException($"'{word}' is no status");
}

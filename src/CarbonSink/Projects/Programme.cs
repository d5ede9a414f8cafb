using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Sampling;

namespace CarbonSink.Projects;

/// <summary>A crediting programme (机制), read from methodology/programmes/ID/VERSION: programme.json and PROGRAMME.md. Immutable.</summary>
/// <param name="Id">Id, the folder's name.</param>
/// <param name="Version">Version, the folder's name.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Status">How its rules are known.</param>
/// <param name="Precision">How precise an estimate must be and what is taken off one that is not.</param>
/// <param name="Source">Where the precision rule stands.</param>
/// <param name="Packs">The programme itself, with its rules of eligibility, and the method that holds the precision rule and its tables, with the hashes of their texts.</param>
public sealed record Programme(string Id, string Version, Bilingual Title, ParameterStatus Status, PrecisionRule Precision, string Source, IReadOnlyList<PackReference> Packs)
{
    private const string Root = "programmes";

    /// <summary>Ids and versions of the programmes of a methodology folder, sorted.</summary>
    public static IReadOnlyList<(string Id, string Version)> Versions(MethodologyCatalog catalog)
    {
        var root = Path.Combine(catalog.Folder, Root);
        return !Directory.Exists(root) ? [] : [.. Directory.GetFiles(root, "programme.json", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f).Split(Path.DirectorySeparatorChar)).Where(p => p.Length == 3)
            .Select(p => (Id: p[0], Version: p[1])).OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)];
    }

    /// <summary>Loads <c>id</c> or <c>id/version</c> (without a version: the only one there is).</summary>
    /// <exception cref="MethodologyLoadException">There is no such programme, or it is wrong; carries every problem.</exception>
    public static Programme Load(MethodologyCatalog catalog, string programme)
    {
        var parts = programme.Split('/');
        var found = Versions(catalog).Where(p => p.Id == parts[0] && (parts.Length == 1 || p.Version == parts[1])).ToList();
        if (found.Count != 1)
            throw new MethodologyLoadException([new(Root, 1, 1, found.Count == 0 ? $"there is no programme '{programme}'" : $"programme '{programme}' has several versions", $"name one of {string.Join(", ", Versions(catalog).Select(p => $"{p.Id}/{p.Version}"))}")]);
        var file = $"{Root}/{found[0].Id}/{found[0].Version}/programme.json";
        var problems = new List<LoadProblem>();
        if (PackText.Read(Path.Combine(catalog.Folder, file), file, problems) is not { } text)
            throw new MethodologyLoadException(problems);
        string Digest() => PackDigests.OfFolder(Path.GetDirectoryName(Path.Combine(catalog.Folder, file))!, problems) is var hash && problems.Count == 0 ? hash : throw new MethodologyLoadException(problems);
        try
        {
            using var json = JsonDocument.Parse(text.Text);
            var root = json.RootElement;
            var precision = root.GetProperty("precision");
            var (id, version, confidence, word) = (Text(root, "id"), Text(root, "version"), precision.GetProperty("confidence").GetDouble(), Text(root, "status"));
            if ((id, version) != found[0])
                throw new FormatException($"it says {id}/{version}, but its folder is {found[0].Id}/{found[0].Version}");
            if (confidence is not (> 0 and < 1))
                throw new FormatException($"a confidence of {confidence:R} is not between 0 and 1");
            if (!Enum.TryParse<ParameterStatus>(word, true, out var status) || word.Any(char.IsAsciiDigit))
                throw new FormatException($"'{word}' is no status");
            if (!catalog.Sources.ContainsKey(Text(precision, "source").Split(',')[0].Trim()))
                throw new FormatException($"source '{Text(precision, "source")}' is not in sources.csv");
            var title = root.GetProperty("title");
            var discount = catalog.Load(Text(precision, "discount"));
            return new(id, version, new(Text(title, "zh"), Text(title, "en")), status, new(confidence, precision.GetProperty("finitePopulation").GetBoolean(), Degrees(precision), ArTool14(precision), status, discount, precision.TryGetProperty("refusal", out var refusal) ? new(Text(refusal, "zh"), Text(refusal, "en")) : null), Text(precision, "source"), [new($"{Root}/{id}", version, word, Digest()), .. PackDigests.Of(catalog, discount, [])]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new MethodologyLoadException([new(file, 1, 1, "is not as programme.json should be: " + e.Message, "id, version, status, title { zh, en }, precision { confidence, finitePopulation, degreesOfFreedom, doubleSampling, discount, refusal, source }")]);
        }
    }

    /// <summary>What is wrong with the programmes of a methodology folder.</summary>
    internal static IReadOnlyList<LoadProblem> Check(MethodologyCatalog catalog)
    {
        var problems = new List<LoadProblem>();
        foreach (var (id, version) in Versions(catalog))
        {
            try
            {
                Load(catalog, $"{id}/{version}");
            }
            catch (MethodologyLoadException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        return problems;
    }

    /// <summary>"n-M", or null where the programme does not fix it.</summary>
    private static DegreesOfFreedomRule? Degrees(JsonElement precision) => precision.GetProperty("degreesOfFreedom").GetString() switch
    {
        null => null,
        "n-M" => DegreesOfFreedomRule.PlotsLessStrata,
        "n-1" => DegreesOfFreedomRule.PlotsLessOne,
        "satterthwaite" => DegreesOfFreedomRule.Satterthwaite,
        var other => throw new FormatException($"degrees of freedom '{other}' are neither n-M, n-1, satterthwaite nor null"),
    };

    /// <summary>"ar-tool14", or null where the programme does not fix it.</summary>
    private static bool ArTool14(JsonElement precision) => precision.GetProperty("doubleSampling").GetString() switch
    {
        null => false,
        "ar-tool14" => true,
        var other => throw new FormatException($"double sampling '{other}' is neither ar-tool14 nor null"),
    };

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString() is { Length: > 0 } text ? text : throw new FormatException($"\"{key}\" is blank");
}

using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>The packs that a project is accounted with (项目所用的方法和机制).</summary>
/// <param name="Catalog">The methodology folder.</param>
/// <param name="Chain">The methods computed before, in order, and the project method last.</param>
/// <param name="Programme">The programme; null where none is named.</param>
/// <param name="Conversion">What brings biomass of plots to carbon dioxide.</param>
internal sealed record ProjectMethods(MethodologyCatalog Catalog, IReadOnlyList<Methodology> Chain, Programme? Programme, Methodology Conversion)
{
    private const string ConversionMethod = "measured-biomass/1";

    /// <summary>The growth curves of the estimate beforehand; null where yields serve.</summary>
    public Methodology? Growth { get; init; }

    /// <summary>The project method.</summary>
    public Methodology Project => Chain[^1];

    /// <summary>What all of them say.</summary>
    public IReadOnlyList<MethodologyDescription> Descriptions => [.. All.Select(m => m.Description)];

    /// <summary>How the conversion of biomass is known.</summary>
    public ParameterStatus ConversionStatus => Conversion.Tables.Select(t => t.Table.WorstStatus).DefaultIfEmpty().Max();

    /// <summary>The packs with their hashes.</summary>
    public IReadOnlyList<PackReference> Packs => [.. All.SelectMany(m => PackDigests.Of(Catalog, m, [])).Concat(Programme?.Packs ?? []).Distinct().OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)];

    /// <summary>What is open in them, each item once.</summary>
    public IReadOnlyList<OpenItem> Open => [.. Chain.Reverse().SelectMany(m => m.Description.Open).DistinctBy(o => (o.Id, o.File))];

    /// <summary>What they say beside every result, each notice once.</summary>
    public IReadOnlyList<Bilingual> Notices => [.. Chain.Reverse().SelectMany(m => m.Description.Notices).Distinct()];

    /// <summary>The methods computed before, the project method, the conversion and the curves.</summary>
    public IEnumerable<Methodology> All => [.. Chain, Conversion, .. Growth is { } growth ? (Methodology[])[growth] : []];

    /// <summary>Loads them.</summary>
    /// <exception cref="MethodologyLoadException">A pack is wrong or not there.</exception>
    /// <exception cref="RefusedInputException">The project's id or title has a word that a method refuses, or it names a table that no method lets a run name.</exception>
    public static ProjectMethods Load(ProjectFile file, string methodology)
    {
        var catalog = MethodologyCatalog.Open(methodology);
        var chain = MethodChain.Load(catalog, file.Methodology, file.Tables.ToDictionary(t => t.Key, t => new TableChoice(t.Value, file.Folder), StringComparer.Ordinal));
        string[] tables = [.. chain.SelectMany(m => m.Tables).Where(t => t.ChosenByRun).Select(t => t.Name).Distinct().Order(StringComparer.Ordinal)];
        if (file.Tables.Keys.Order(StringComparer.Ordinal).FirstOrDefault(t => !tables.Contains(t)) is { } unknown)
            throw new RefusedInputException(new(RemovalsFindings.UnknownTable, ProjectFile.FileName, null, "tables", unknown, unknown, string.Join(", ", tables)));
        var methods = new ProjectMethods(catalog, chain, file.Programme is null ? null : Programme.Load(catalog, file.Programme), catalog.Load(ConversionMethod)) { Growth = file.Growth is { } growth ? CurveRegions.Load(catalog, growth.Fitted) : null };
        ProjectChecks.RequireWords(ProjectChecks.Names(file), methods.Descriptions);
        return methods;
    }
}

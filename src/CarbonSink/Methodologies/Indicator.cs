using CarbonSink.Methodologies.Packs;
using CarbonSink.Targets;

namespace CarbonSink.Methodologies;

/// <summary>An indicator (指标): what plans call it, what it is measured in, and what it is computed from. A folder methodology/indicators/ID/VERSION with indicator.json and its lists of classes.</summary>
/// <param name="Id">Id, the folder's name.</param>
/// <param name="Version">Version, the folder's name.</param>
/// <param name="Terms">Code, names, unit and kind: what reading a plan needs.</param>
/// <param name="Status">Worst status of the definition and its lists.</param>
/// <param name="Source">Where the definition stands.</param>
public sealed record Indicator(string Id, string Version, TargetIndicator Terms, ParameterStatus Status, string Source)
{
    /// <summary>What it is called.</summary>
    public Bilingual Title => Terms.Title;

    /// <summary>The ways to compute it, of which a plan that says nothing gets the first; none where it comes from a table of work done or of published figures.</summary>
    public IReadOnlyList<IndicatorDefinition> Definitions { get; init; } = [];

    /// <summary>Code of the indicator that it is another name of (林地保有量 of 林地面积), or null.</summary>
    public string? SameAs { get; init; }

    /// <summary>Name of the rate in tables of official figures, e.g. coveragePercent; blank for what assessments do not print.</summary>
    public string Figure { get; init; } = "";

    /// <summary>What the numerator of such a rate is called.</summary>
    public Bilingual AreaTitle { get; init; } = new("", "");

    /// <summary>Name of that numerator in tables of official figures, e.g. forestAreaHa.</summary>
    public string AreaFigure { get; init; } = "";

    /// <summary>What belongs to the numerator and is in no layer of sub-compartments, or null.</summary>
    public Bilingual? Missing { get; init; }

    /// <summary>The land classes of the numerator as first defined; empty where it counts none.</summary>
    public IReadOnlyList<string> LandClasses => Definitions is [{ Numerator: { } term }, ..] ? term.Classes.FirstOrDefault(c => c.Role == "landClass")?.Names ?? [] : [];

    /// <summary>All indicators of a methodology folder in ordinal order of ids, each in its newest version; none where the folder has none.</summary>
    /// <exception cref="MethodologyLoadException">A pack is wrong; carries every problem.</exception>
    public static IReadOnlyList<Indicator> All(MethodologyCatalog catalog) => new IndicatorPacks(catalog).Newest(_ => true);

    /// <summary>The rates of land that an assessment prints, in ordinal order of ids.</summary>
    /// <exception cref="MethodologyLoadException">A pack of them is wrong; carries every problem.</exception>
    public static IReadOnlyList<Indicator> Reported(MethodologyCatalog catalog) => new IndicatorPacks(catalog).Newest(root => root.TryGetProperty("figure", out _));

    /// <summary>The ways to compute an indicator, those of the one it is another name of where it has none of its own.</summary>
    /// <param name="all">All indicators.</param>
    public IReadOnlyList<IndicatorDefinition> DefinitionsAmong(IReadOnlyList<Indicator> all) => SameAs is { } other ? all.First(i => i.Terms.Code == other).Definitions : Definitions;

    /// <summary>What is wrong with the indicators of a methodology folder, all versions of them.</summary>
    internal static IReadOnlyList<LoadProblem> Check(MethodologyCatalog catalog) => new IndicatorPacks(catalog).Check();
}

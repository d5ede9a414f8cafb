using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Estimation;

/// <summary>Where a land area comes from.</summary>
public enum LandAreaSource
{
    /// <summary>Given by the user.</summary>
    Given,

    /// <summary>Computed from the control boundary.</summary>
    Boundary,
}

/// <summary>The land area that rates are taken of (土地总面积).</summary>
/// <param name="Hectares">Area, ha.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record LandArea(double Hectares, LandAreaSource Source);

/// <summary>An official figure to compare with (上年数据), as its table writes it.</summary>
/// <param name="File">Name of the table.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Figure">What it is: a figure of the assessment such as areaHa, or one of an indicator such as forestAreaHa, coveragePercent.</param>
/// <param name="Key">Group key it belongs to, or blank for the whole.</param>
/// <param name="KeyValue">Value of that key.</param>
/// <param name="Year">Year it was published for.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit, e.g. 万m3, 亩, ha, %.</param>
/// <param name="Source">Where it was read.</param>
public sealed record OfficialFigure(string File, int Line, string Figure, string Key, string KeyValue, string Year, string Value, string Unit, string Source);

/// <summary>What an assessment is read against (评估背景): land area, indicators, official figures, names of divisions. None of it bears on the totals.</summary>
public sealed record AssessmentContext
{
    /// <summary>Nothing to read against.</summary>
    public static AssessmentContext Empty { get; } = new();

    /// <summary>The land area that rates are taken of, or null.</summary>
    public LandArea? LandArea { get; init; }

    /// <summary>Area within the control boundary, ha, or null without one.</summary>
    public double? BoundaryAreaHa { get; init; }

    /// <summary>The indicators to compute.</summary>
    public IReadOnlyList<Indicator> Indicators { get; init; } = [];

    /// <summary>The official figures, in the order of their table.</summary>
    public IReadOnlyList<OfficialFigure> OfficialFigures { get; init; } = [];

    /// <summary>Names of divisions, by group key.</summary>
    public IReadOnlyDictionary<string, DivisionNames> Names { get; init; } = new Dictionary<string, DivisionNames>(StringComparer.Ordinal);

    /// <summary>The division that the data set belongs to, or blank.</summary>
    public string Division { get; init; } = "";

    /// <summary>The group key that is a layer of zones, or null.</summary>
    public string? ZoneKey { get; init; }

    /// <summary>The keys to roll up to where one alone is asked for: short codes repeat between townships, so a village stands beside its township. Null where villages cannot be told apart.</summary>
    /// <param name="assessment">The assessment.</param>
    /// <param name="key">One of its keys.</param>
    public IReadOnlyList<string>? KeysOf(StockAssessment assessment, string key)
    {
        if (!IsDivision(key, "village"))
            return [key];
        if (assessment.KeyNames.FirstOrDefault(k => IsDivision(k, "township")) is { } township)
            return [township, key];
        return assessment.RollUp([key]).Groups.All(g => g.Key[0].Length == 0 || DivisionNames.Codes(g.Key[0], isVillage: true).County.Length > 0) ? [key] : null;
    }

    /// <summary>The name of a part of a group's key, or null where there is none.</summary>
    /// <param name="keyNames">Names of the key's parts.</param>
    /// <param name="key">Their values.</param>
    /// <param name="part">Which part.</param>
    public string? NameOf(IReadOnlyList<string> keyNames, IReadOnlyList<string> key, int part)
    {
        if (!Names.TryGetValue(keyNames[part], out var names) || key[part].Length == 0)
            return null;
        string Beside(Func<string, bool> isWanted) => Enumerable.Range(0, keyNames.Count).Where(i => isWanted(keyNames[i])).Select(i => key[i]).FirstOrDefault("");
        return names.Find(key[part], Beside(k => k == "county") is { Length: > 0 } county ? county : Division, names.AreVillages ? Beside(k => k == "township" || (Names.TryGetValue(k, out var other) && !other.AreVillages)) : "");
    }

    private bool IsDivision(string key, string division) =>
        key != ZoneKey && (Names.TryGetValue(key, out var names) ? names.AreVillages == (division == "village") : key == division || (division, key) == ("township", "townshipName"));
}

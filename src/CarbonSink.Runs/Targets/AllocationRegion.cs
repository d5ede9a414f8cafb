using CarbonSink.Methodologies;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>A division that targets are spread to (乡镇).</summary>
/// <param name="Key">Its key in the data.</param>
/// <param name="Name">Its name, or the key.</param>
/// <param name="LandAreaHa">Its land area, or null.</param>
internal sealed record RegionDivision(string Key, string Name, decimal? LandAreaHa);

/// <summary>What the data say of the region that a plan is of (分解所依据的数据).</summary>
internal sealed record AllocationRegion
{
    /// <summary>Indicator whose observations are the land that can be planted.</summary>
    public const string Plantable = "plantable_land";

    private const string Coverage = "forest_coverage";
    private const string ForestArea = "forest_area";

    /// <summary>Divisions in ordinal order of keys.</summary>
    public IReadOnlyList<RegionDivision> Divisions { get; init; } = [];

    /// <summary>Why there are none, naming the field or layer.</summary>
    public Bilingual NoDivisions { get; init; } = new("没有分乡镇的数据：targets.json 的 surveys 要有带乡镇代码的调查", "no data by division: targets.json needs surveys with a field of divisions");

    /// <summary>Land area of the region in hectares, or null.</summary>
    public decimal? LandAreaHa { get; init; }

    /// <summary>Observations by indicator.</summary>
    public IReadOnlyDictionary<string, IndicatorSeries> Series { get; init; } = new Dictionary<string, IndicatorSeries>(StringComparer.Ordinal);

    /// <summary>Key of the division that a target is of, blank for the whole region; null where the data do not have its scope (全省, a lake).</summary>
    public string? PlaceOf(PlanTarget target) =>
        Divisions.FirstOrDefault(d => d.Name == target.Scope || d.Key == target.Scope) is { } own ? own.Key : IsWhole(target.Scope, target.Region) ? "" : null;

    /// <summary>The latest observation of a place, the whole region where it is blank, at most <paramref name="year"/>; null where there is none.</summary>
    /// <param name="indicator">Code of the indicator.</param>
    /// <param name="place">Key of the division, or blank.</param>
    /// <param name="year">Last year to look at, or null.</param>
    /// <param name="isDivided">Whether only years with values by division count: a published figure of the whole region says nothing of them.</param>
    public Observation? Latest(string indicator, string? place, int? year, bool isDivided = false) =>
        Series.TryGetValue(indicator, out var series)
            ? series.Observations.Where(o => o.Division == place && (year is null || o.Year <= year) && (!isDivided || series.Observations.Any(d => d.Year == o.Year && d.Division.Length > 0))).MaxBy(o => o.Year) : null;

    /// <summary>Observations of the divisions in a year by key; empty where there are none.</summary>
    public IReadOnlyDictionary<string, decimal> OfDivisions(string indicator, int year) =>
        Series.TryGetValue(indicator, out var series) ? series.Observations.Where(o => o.Division.Length > 0 && o.Year == year).ToDictionary(o => o.Division, o => (decimal)o.Value, StringComparer.Ordinal) : new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Land that can be planted by division, of the latest year that has it, at most <paramref name="year"/>; null where it is not known.</summary>
    public IReadOnlyDictionary<string, decimal>? PlantableHa(int? year) =>
        Series.TryGetValue(Plantable, out var series) && series.Observations.Where(o => o.Division.Length > 0 && (year is null || o.Year <= year)).Select(o => (int?)o.Year).Max() is { } latest ? OfDivisions(Plantable, latest) : null;

    /// <summary>Which classes count as such land.</summary>
    public Bilingual? PlantableClasses => Series.TryGetValue(Plantable, out var series) ? series.Base?.Title : null;

    /// <summary>Forest that counts for coverage and the land that it is a share of, of a place in a year, in hectares: the same pair for whatever is held against it. Null where not known.</summary>
    /// <remarks>The area itself is taken where it was computed; the rate times the land area where only the rate is known. Where coverage is of the units of a layer, the land is theirs.</remarks>
    public (decimal? Forest, decimal? Land) ForestOf(string place, int year)
    {
        var land = place.Length == 0 ? LandAreaHa : Divisions.First(d => d.Key == place).LandAreaHa;
        decimal? Of(string code) => Series.TryGetValue(code, out var series) && series.Observations.FirstOrDefault(o => o.Year == year && o.Division == place) is { } seen ? (decimal)seen.Value : null;
        var isSame = Series.TryGetValue(ForestArea, out var areas) && areas.Base is null or { Id: "forest-law" };
        var (rate, forest) = (Of(Coverage), isSame ? Of(ForestArea) : null);
        if (forest > 0 && rate > 0 && Series[Coverage].Base?.Id == "units-area")
            land = forest / rate * 100;
        return (forest ?? (rate * land / 100), land);
    }

    /// <summary>What is known of a place for holding targets against; of a place that the data have not, nothing.</summary>
    public FeasibilityFacts Facts(string? place)
    {
        if (place is null)
            return new();
        var observed = new Dictionary<string, (int, decimal)>(StringComparer.Ordinal);
        foreach (var code in Series.Keys)
            if (Latest(code, place, null) is { } latest)
                observed[code] = (latest.Year, (decimal)latest.Value);
        // A survey, which has the divisions, stands before a published rate.
        var year = (Latest(ForestArea, place, null, isDivided: true) ?? Latest(Coverage, place, null, isDivided: true) ?? Latest(ForestArea, place, null) ?? Latest(Coverage, place, null))?.Year ?? 0;
        var (forest, land) = ForestOf(place, year);
        return new()
        {
            LandAreaHa = land,
            ForestHa = forest,
            PlantableHa = Latest(Plantable, place, null) is { } plantable ? (decimal)plantable.Value : null,
            PlantableClasses = PlantableClasses,
            Observed = observed,
            Growth = Growth(place),
        };
    }

    /// <summary>Yearly growth of stock over forest, the volume that targets ask for, between the first and the last year that have both.</summary>
    private (decimal PercentPerYear, Bilingual Source)? Growth(string place)
    {
        if (!Series.TryGetValue("forest_stock", out var series))
            return null;
        List<(int Year, double Volume)> known = [.. series.Observations.Where(o => o.Division == place && o.Value > 0).OrderBy(o => o.Year).Select(o => (o.Year, Forest: ForestOf(place, o.Year).Forest ?? 0, o.Value)).Where(o => o.Forest > 0).Select(o => (o.Year, o.Value / (double)o.Forest))];
        if (known.Count < 2)
            return null;
        var (first, last) = (known[0], known[^1]);
        var perYear = (Math.Pow(last.Volume / first.Volume, 1.0 / (last.Year - first.Year)) - 1) * 100;
        return ((decimal)perYear, new(FormattableString.Invariant($"{first.Year} 年 {first.Volume:0.##}、{last.Year} 年 {last.Volume:0.##} m3/ha"), FormattableString.Invariant($"{first.Year}: {first.Volume:0.##}, {last.Year}: {last.Volume:0.##} m3/ha")));
    }

    /// <summary>Whether a scope is all of the plan's region: 全市 is, in the plan of a city; 全省 is not.</summary>
    private static bool IsWhole(string scope, string region)
    {
        if (scope.Length == 0 || scope is "市域" or "县域" or "区域" or "辖区" or "辖区内" or "市" or "县" or "区" || region.EndsWith(scope, StringComparison.Ordinal))
            return true;
        // The level that the word names must be that of the region.
        return scope[0] == '全' && (scope.Length == 1 || !"国省市州盟县区旗镇乡".Contains(scope[1]) || scope.StartsWith("全区域", StringComparison.Ordinal) || region.Length == 0 || region[^1] == scope[1]);
    }
}

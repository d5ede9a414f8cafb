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

    /// <summary>Divisions in ordinal order of keys.</summary>
    public IReadOnlyList<RegionDivision> Divisions { get; init; } = [];

    /// <summary>Why there are none, naming the field or layer.</summary>
    public Bilingual NoDivisions { get; init; } = new("没有分乡镇的数据：targets.json 的 surveys 要有带乡镇代码的调查", "no data by division: targets.json needs surveys with a field of divisions");

    /// <summary>Land area of the region in hectares, or null.</summary>
    public decimal? LandAreaHa { get; init; }

    /// <summary>Observations by indicator.</summary>
    public IReadOnlyDictionary<string, IndicatorSeries> Series { get; init; } = new Dictionary<string, IndicatorSeries>(StringComparer.Ordinal);

    /// <summary>Latest year with an observation of the whole region, at most <paramref name="year"/>; null where there is none.</summary>
    public Observation? Latest(string indicator, int? year) =>
        Series.TryGetValue(indicator, out var series) ? series.Observations.Where(o => o.Division.Length == 0 && (year is null || o.Year <= year)).MaxBy(o => o.Year) : null;

    /// <summary>Observations of the divisions in a year by key; empty where there are none.</summary>
    public IReadOnlyDictionary<string, decimal> OfDivisions(string indicator, int year) =>
        Series.TryGetValue(indicator, out var series) ? series.Observations.Where(o => o.Division.Length > 0 && o.Year == year).ToDictionary(o => o.Division, o => (decimal)o.Value, StringComparer.Ordinal) : new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Land that can be planted by division, of the latest year that has it, at most <paramref name="year"/>; null where it is not known.</summary>
    public IReadOnlyDictionary<string, decimal>? PlantableHa(int? year) =>
        Series.TryGetValue(Plantable, out var series) && series.Observations.Where(o => o.Division.Length > 0 && (year is null || o.Year <= year)).Select(o => (int?)o.Year).Max() is { } latest ? OfDivisions(Plantable, latest) : null;

    /// <summary>Which classes count as such land.</summary>
    public Bilingual? PlantableClasses => Series.TryGetValue(Plantable, out var series) ? series.Base?.Title : null;

    /// <summary>What is known for holding targets against.</summary>
    public FeasibilityFacts Facts()
    {
        var observed = new Dictionary<string, (int, decimal)>(StringComparer.Ordinal);
        foreach (var code in Series.Keys)
            if (Latest(code, null) is { } latest)
                observed[code] = (latest.Year, (decimal)latest.Value);
        return new()
        {
            LandAreaHa = LandAreaHa,
            ForestHa = Latest("forest_coverage", null) is { } coverage && LandAreaHa is { } land ? (decimal)coverage.Value * land / 100 : Latest("forest_area", null) is { } forest ? (decimal)forest.Value : null,
            PlantableHa = Latest(Plantable, null) is { } plantable ? (decimal)plantable.Value : null,
            PlantableClasses = PlantableClasses,
            Observed = observed,
            Growth = Growth(),
        };
    }

    /// <summary>Yearly growth of the volume per hectare between the first and the last survey.</summary>
    private (decimal PercentPerYear, Bilingual Source)? Growth()
    {
        if (!Series.TryGetValue("volume_per_hectare", out var series))
            return null;
        var whole = series.Observations.Where(o => o.Division.Length == 0).OrderBy(o => o.Year).ToList();
        if (whole.Count < 2 || whole[0].Value <= 0 || whole[^1].Value <= 0 || whole[^1].Year == whole[0].Year)
            return null;
        var perYear = (Math.Pow(whole[^1].Value / whole[0].Value, 1.0 / (whole[^1].Year - whole[0].Year)) - 1) * 100;
        return ((decimal)perYear, new($"{whole[0].Year} 年 {whole[0].Value:0.##}、{whole[^1].Year} 年 {whole[^1].Value:0.##} m3/ha", $"{whole[0].Year}: {whole[0].Value:0.##}, {whole[^1].Year}: {whole[^1].Value:0.##} m3/ha"));
    }
}

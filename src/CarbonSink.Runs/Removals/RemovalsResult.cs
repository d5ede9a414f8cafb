using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>What is accounted (核算选项).</summary>
/// <param name="Folder">Folder of the project, or its project.json.</param>
/// <param name="Methodology">The methodology folder.</param>
public sealed record RemovalsOptions(string Folder, string Methodology)
{
    /// <summary>The one period to be shown; null for all.</summary>
    public int? Period { get; init; }

    /// <summary>Whether growth is estimated beforehand in place of measured.</summary>
    public bool ExAnte { get; init; }

    /// <summary>The calendar year to be explained; null for none.</summary>
    public int? Explain { get; init; }
}

/// <summary>A calendar year of an account (分年净碳汇量).</summary>
/// <param name="Net">Its figures.</param>
/// <param name="BiomassT">Measured or projected change of living biomass, undiscounted, tCO2e; null where it is not known.</param>
/// <param name="VintageT">Whole tonnes of the year; null where nothing is creditable.</param>
public sealed record RemovalYear(NetRemoval Net, double? BiomassT, long? VintageT);

/// <summary>A monitoring period of an account (核算期结果).</summary>
/// <param name="Period">The period.</param>
/// <param name="Surveyed">Day of the survey at its end.</param>
/// <param name="Change">Change of the stock, undiscounted, tCO2e.</param>
/// <param name="RelativeHalfWidth">U of the change; null for a change of 0.</param>
/// <param name="CountedT">What the programme counts of it; null where it counts nothing.</param>
/// <param name="Basis">How the error of the change was found.</param>
/// <param name="MatchedPlots">Plots measured in both surveys.</param>
/// <param name="SumsToStockDifference">Whether the years are claimed to add up to the stock difference of the same strata.</param>
/// <param name="Years">Its calendar years.</param>
/// <param name="Units">Whole tonnes; null where something is not known.</param>
/// <param name="IssuedT">Issued already, tCO2e.</param>
/// <param name="IssuableT">What may be issued still, by the figures alone; null where not known.</param>
public sealed record RemovalPeriod(MonitoringPeriod Period, DateOnly Surveyed, Estimate Change, double? RelativeHalfWidth, double? CountedT, ChangeBasis Basis, int MatchedPlots, bool SumsToStockDifference, IReadOnlyList<NetRemoval> Years, PeriodUnits? Units, long IssuedT, long? IssuableT);

/// <summary>A stock as surveyed (监测的储量), undiscounted.</summary>
/// <param name="Date">Its day.</param>
/// <param name="Stock">Stock with standard error, tCO2e.</param>
/// <param name="HalfWidthT">Half-width at the programme's confidence, tCO2e.</param>
/// <param name="Plots">Number of plots.</param>
/// <param name="AreaHa">Area of the strata sampled, ha.</param>
/// <param name="Accounted">Whether a period ends with it.</param>
public sealed record RemovalStock(DateOnly Date, Estimate Stock, double HalfWidthT, int Plots, double AreaHa, bool Accounted)
{
    /// <summary>U: half-width over the stock; null for a stock of 0.</summary>
    public double? RelativeHalfWidth => Stock.Value == 0 ? null : HalfWidthT / Math.Abs(Stock.Value);
}

/// <summary>A year against the design document (与设计文件比较).</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="ExpectedT">Net removal expected, tCO2e.</param>
/// <param name="NetT">Net removal found; null where not known.</param>
public sealed record DesignYear(int Year, double ExpectedT, double? NetT);

/// <summary>A column fed to the methods (送入方法的列).</summary>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Set">Set it lives on; empty for one value.</param>
/// <param name="Origin">How it came about.</param>
public sealed record FedColumn(string Symbol, string Set, Bilingual Origin);

/// <summary>How the figures of a year came about (分年计算过程).</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Fed">What was fed to the methods.</param>
/// <param name="Traces">The steps of each method, the project method last.</param>
public sealed record RemovalExplanation(int Year, IReadOnlyList<FedColumn> Fed, IReadOnlyList<CalculationTrace> Traces);

/// <summary>Net removal of a project by calendar year (项目减排量核算).</summary>
public sealed record RemovalsResult
{
    /// <summary>Id of the project.</summary>
    public required string Id { get; init; }

    /// <summary>Its title.</summary>
    public required Bilingual Title { get; init; }

    /// <summary>The project method; null for a bundle.</summary>
    public required MethodologyDescription? Method { get; init; }

    /// <summary>Id and version of the programme; null where none rules.</summary>
    public required string? Programme { get; init; }

    /// <summary>What the result must be called.</summary>
    public required Bilingual Label { get; init; }

    /// <summary>Worst status of the parameters.</summary>
    public required ParameterStatus Status { get; init; }

    /// <summary>Whether it was estimated beforehand.</summary>
    public bool IsExAnte { get; init; }

    /// <summary>Whether growth beforehand rests on curves used outside where they are known to hold.</summary>
    public bool IsExtrapolated { get; init; }

    /// <summary>Two-sided confidence of intervals; null beforehand.</summary>
    public double? Confidence { get; init; }

    /// <summary>Its calendar years.</summary>
    public IReadOnlyList<RemovalYear> Years { get; init; } = [];

    /// <summary>Its periods, none beforehand.</summary>
    public IReadOnlyList<RemovalPeriod> Periods { get; init; } = [];

    /// <summary>Stocks surveyed.</summary>
    public IReadOnlyList<RemovalStock> Stocks { get; init; } = [];

    /// <summary>What stood there when period 1 began, tCO2e; null beforehand and for a bundle.</summary>
    public double? OpeningT { get; init; }

    /// <summary>Land left where layers that must not be touched are taken out, ha; null where none was exceeded.</summary>
    public double? ClippedHa { get; init; }

    /// <summary>What writes that land.</summary>
    internal (ProjectEligibility Eligibility, ProjectParcels Parcels)? Clipped { get; init; }

    /// <summary>Answers to the rules of method and programme.</summary>
    public IReadOnlyList<RemovalRule> Eligibility { get; init; } = [];

    /// <summary>Comparison with the design document.</summary>
    public IReadOnlyList<DesignYear> Design { get; init; } = [];

    /// <summary>Whole tonnes of the periods shown; null where something is not known.</summary>
    public long? TotalT { get; init; }

    /// <summary>What may be issued; null with a <see cref="WhyNotIssuable"/>.</summary>
    public long? IssuableT { get; init; }

    /// <summary>Cumulative whole tonnes that may be issued less all that was; below 0 for a deficit, null where not known.</summary>
    internal long? BalanceT { get; init; }

    /// <summary>Rules of periods that are not met, or not shown to be, by number of the period, while other periods shown may be issued.</summary>
    internal IReadOnlyDictionary<int, IReadOnlyList<RemovalRule>> PeriodsRefused { get; init; } = new Dictionary<int, IReadOnlyList<RemovalRule>>();

    /// <summary>What the methods say and what the project calls things; a bundle looks through those of all.</summary>
    internal (IReadOnlyList<MethodologyDescription> Methods, IReadOnlyList<(string Field, string Text)> Names, ProjectParcels Parcels)? Named { get; init; }

    /// <summary>The project, its surveys and its methods; null for a bundle.</summary>
    internal (ProjectInput Input, IReadOnlyList<CampaignPlots> Campaigns, ProjectMethods Methods)? Project { get; init; }

    /// <summary>Why nothing is said of what may be issued.</summary>
    public IReadOnlyList<Bilingual> WhyNotIssuable { get; init; } = [];

    /// <summary>What rounding left of the periods shown, kg CO2e.</summary>
    public double? NotIssuedKg { get; init; }

    /// <summary>What every result says.</summary>
    public IReadOnlyList<Bilingual> Notices { get; init; } = [];

    /// <summary>What a holder of the official text must fill.</summary>
    public IReadOnlyList<OpenItem> Open { get; init; } = [];

    /// <summary>How the year asked for came about; null where none was.</summary>
    public RemovalExplanation? Explanation { get; init; }

    /// <summary>Sub-projects of a bundle.</summary>
    public IReadOnlyList<RemovalsResult> Projects { get; init; } = [];

    /// <summary>Packs used.</summary>
    public IReadOnlyList<PackReference> Packs { get; init; } = [];

    /// <summary>Files read.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The bibliography.</summary>
    public IReadOnlyDictionary<string, Source> Sources { get; init; } = new Dictionary<string, Source>();

    /// <summary>What is wrong or remarkable.</summary>
    public required FindingLog Findings { get; init; }
}

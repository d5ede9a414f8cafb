using CarbonSink.Methodologies;

namespace CarbonSink.Growth;

/// <summary>What sets the stands of one growth curve apart (生长类型): forest type and origin, as codes of the crosswalk and of codes/origin.</summary>
public readonly record struct GrowthClass(string ForestType, string Origin)
{
    /// <summary>Species code of the data set where curves were fitted by species; null where the forest type decides.</summary>
    public string? Species { get; init; }
}

/// <summary>Yield table (收获表): what a hectare of one growth class holds at each whole year of age, from the first to the last age its curve is valid for. Immutable.</summary>
public sealed class YieldTable
{
    private readonly double[]? volume;
    private readonly double[] aboveGround;
    private readonly double[] belowGround;

    /// <summary>Takes the values of a curve.</summary>
    /// <param name="growthClass">Whose table it is.</param>
    /// <param name="firstAge">Age of the first value, years.</param>
    /// <param name="volume">Growing stock, m3/ha, by age; null where the curve gives carbon alone.</param>
    /// <param name="aboveGround">Carbon above ground, tC/ha, by age.</param>
    /// <param name="belowGround">Carbon below ground, tC/ha, by age.</param>
    /// <param name="status">Worst status of what the curve was computed from.</param>
    /// <param name="isExtrapolated">Whether anything of it is used outside where it is known to hold.</param>
    /// <param name="origin">Where the curve comes from, as a report names it.</param>
    public YieldTable(GrowthClass growthClass, int firstAge, double[]? volume, double[] aboveGround, double[] belowGround, ParameterStatus status, bool isExtrapolated, Bilingual origin)
    {
        if (aboveGround.Length == 0 || belowGround.Length != aboveGround.Length || (volume is not null && volume.Length != aboveGround.Length))
            throw new ArgumentException("a yield table has one value of each kind per age, and at least one age", nameof(aboveGround));
        (GrowthClass, FirstAge, this.volume, this.aboveGround, this.belowGround) = (growthClass, firstAge, volume?.ToArray(), [.. aboveGround], [.. belowGround]);
        (Status, IsExtrapolated, Origin) = (status, isExtrapolated, origin);
    }

    /// <summary>Whose table it is.</summary>
    public GrowthClass GrowthClass { get; }

    /// <summary>First age the curve is valid for, years.</summary>
    public int FirstAge { get; }

    /// <summary>Last age the curve is valid for, years.</summary>
    public int LastAge => FirstAge + aboveGround.Length - 1;

    /// <summary>Growing stock by age from <see cref="FirstAge"/>, m3/ha; empty where the curve gives carbon alone.</summary>
    public ReadOnlySpan<double> Volume => volume;

    /// <summary>Carbon above ground by age from <see cref="FirstAge"/>, tC/ha.</summary>
    public ReadOnlySpan<double> AboveGround => aboveGround;

    /// <summary>Carbon below ground by age from <see cref="FirstAge"/>, tC/ha.</summary>
    public ReadOnlySpan<double> BelowGround => belowGround;

    /// <summary>Worst status of what the curve was computed from.</summary>
    public ParameterStatus Status { get; }

    /// <summary>Whether the curve is borrowed: used outside its region.</summary>
    public bool IsExtrapolated { get; }

    /// <summary>Ages at which the stock of the curve lies outside the range of the biomass equation that turns it into carbon, years.</summary>
    public IReadOnlyList<int> BiomassExtrapolatedAges { get; init; } = [];

    /// <summary>Ages at which the source gives less carbon than at a younger age, so that the greatest value so far is held, years.</summary>
    public IReadOnlyList<int> HeldAges { get; init; } = [];

    /// <summary>Where the curve comes from.</summary>
    public Bilingual Origin { get; }
}

namespace CarbonSink.Estimation;

/// <summary>What became of the land of one class (地类转移).</summary>
/// <param name="From">Class in the old survey, or a word of <see cref="StockChange"/>.</param>
/// <param name="To">Class in the new survey, or a word of <see cref="StockChange"/>.</param>
public sealed record LandTransition(string From, string To)
{
    /// <summary>Area, ha.</summary>
    public ExactSum AreaHa { get; init; }

    /// <summary>Area whose stock the old survey leaves unestimated, ha.</summary>
    public ExactSum OldNotEstimatedHa { get; init; }

    /// <summary>Area whose stock the new survey leaves unestimated, ha.</summary>
    public ExactSum NewNotEstimatedHa { get; init; }

    /// <summary>Growing stock before, m3.</summary>
    public ExactSum OldVolumeM3 { get; init; }

    /// <summary>Growing stock after, m3.</summary>
    public ExactSum NewVolumeM3 { get; init; }

    /// <summary>Carbon before, tC.</summary>
    public ExactSum OldCarbonTC { get; init; }

    /// <summary>Carbon after, tC.</summary>
    public ExactSum NewCarbonTC { get; init; }

    /// <summary>Area that can be compared, ha.</summary>
    public ExactSum ComparedHa { get; init; }

    /// <summary>Change of carbon on the land that can be compared, tC.</summary>
    public ExactSum ChangeTC { get; init; }

    /// <summary>The same as CO2, t.</summary>
    public double Co2eT => ChangeTC.ToDouble() * StockChange.Co2PerCarbon;

    /// <summary>Two transitions of the same classes together.</summary>
    internal LandTransition Plus(ChangePiece piece) => this with
    {
        AreaHa = AreaHa + piece.AreaHa,
        OldNotEstimatedHa = piece.OldCarbonTC is null && piece.HasOld ? OldNotEstimatedHa + piece.AreaHa : OldNotEstimatedHa,
        NewNotEstimatedHa = piece.NewCarbonTC is null && piece.HasNew ? NewNotEstimatedHa + piece.AreaHa : NewNotEstimatedHa,
        OldVolumeM3 = OldVolumeM3 + (piece.OldVolumeM3 ?? 0),
        NewVolumeM3 = NewVolumeM3 + (piece.NewVolumeM3 ?? 0),
        OldCarbonTC = OldCarbonTC + (piece.OldCarbonTC ?? 0),
        NewCarbonTC = NewCarbonTC + (piece.NewCarbonTC ?? 0),
        ComparedHa = piece.IsComparable ? ComparedHa + piece.AreaHa : ComparedHa,
        ChangeTC = piece.IsComparable ? ChangeTC + (ExactSum.Of(piece.NewCarbonTC ?? 0) - ExactSum.Of(piece.OldCarbonTC ?? 0)) : ChangeTC,
    };
}

/// <summary>A piece of land with what two surveys estimate on it.</summary>
/// <param name="From">Class in the old survey.</param>
/// <param name="To">Class in the new survey.</param>
/// <param name="AreaHa">Area, ha.</param>
public sealed record ChangePiece(string From, string To, double AreaHa)
{
    /// <summary>Whether the old survey has it.</summary>
    public bool HasOld => From is not (StockChange.Outside or StockChange.NoBoundary);

    /// <summary>Whether the new survey has it.</summary>
    public bool HasNew => To is not (StockChange.Outside or StockChange.NoBoundary);

    /// <summary>Whether a stock that is not estimated may count as none: false where its class does get estimates, so that the data of this land are at fault.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>Whether both surveys have it and know its stock.</summary>
    public bool IsComparable => IsKnown && HasOld && HasNew;

    /// <summary>Growing stock before, m3; null where not estimated.</summary>
    public double? OldVolumeM3 { get; init; }

    /// <summary>Growing stock after, m3; null where not estimated.</summary>
    public double? NewVolumeM3 { get; init; }

    /// <summary>Carbon before, tC; null where not estimated.</summary>
    public double? OldCarbonTC { get; init; }

    /// <summary>Carbon after, tC; null where not estimated.</summary>
    public double? NewCarbonTC { get; init; }
}

/// <summary>Change of land and stock between two surveys (地类转移与储量变化): a transition matrix whose rows add up to the old survey and whose columns to the new one.</summary>
/// <remarks>
/// A class that neither survey estimates counts as without stock, and its area is shown beside the change: forest turned into such land is a loss of all it held,
/// such land turned into forest a gain of all it holds now; <see cref="BothEstimatedCo2eT"/> leaves both out. Land whose stock is not estimated although its class is (a species
/// without parameters, a code that cannot be read), or that only one survey covers, is not compared: what is not known is neither loss nor gain. It stays in the matrix, which adds up to both surveys.
/// </remarks>
public sealed class StockChange
{
    /// <summary>The word for land that the other survey does not cover.</summary>
    public const string Outside = "outside";

    /// <summary>The word for units without a usable boundary, which have no place to be compared at.</summary>
    public const string NoBoundary = "no_boundary";

    /// <summary>Tonnes of CO2 that a tonne of carbon makes: 44/12, the ratio of the molar masses.</summary>
    public const double Co2PerCarbon = 44.0 / 12;

    private readonly Dictionary<(string From, string To), LandTransition> cells = [];
    private ExactSum bothBefore;
    private ExactSum bothAfter;

    /// <summary>The transitions, by class before and after.</summary>
    public IReadOnlyList<LandTransition> Transitions => [.. cells.Values.OrderBy(t => t.From, StringComparer.Ordinal).ThenBy(t => t.To, StringComparer.Ordinal)];

    /// <summary>All transitions together.</summary>
    public LandTransition Total => Sum(cells.Values);

    /// <summary>Change of carbon where both surveys estimate it, as CO2, t.</summary>
    public double BothEstimatedCo2eT => (bothAfter - bothBefore).ToDouble() * Co2PerCarbon;

    /// <summary>Adds a piece of land.</summary>
    public void Add(ChangePiece piece)
    {
        var key = (piece.From, piece.To);
        cells[key] = cells.GetValueOrDefault(key, new(piece.From, piece.To)).Plus(piece);
        if (piece is { OldCarbonTC: { } before, NewCarbonTC: { } after })
            (bothBefore, bothAfter) = (bothBefore + before, bothAfter + after);
    }

    /// <summary>Transitions together, e.g. all from one class.</summary>
    public static LandTransition Sum(IEnumerable<LandTransition> transitions)
    {
        var sum = new LandTransition("", "");
        foreach (var t in transitions)
        {
            sum = sum with
            {
                AreaHa = sum.AreaHa + t.AreaHa,
                OldNotEstimatedHa = sum.OldNotEstimatedHa + t.OldNotEstimatedHa,
                NewNotEstimatedHa = sum.NewNotEstimatedHa + t.NewNotEstimatedHa,
                OldVolumeM3 = sum.OldVolumeM3 + t.OldVolumeM3,
                NewVolumeM3 = sum.NewVolumeM3 + t.NewVolumeM3,
                OldCarbonTC = sum.OldCarbonTC + t.OldCarbonTC,
                NewCarbonTC = sum.NewCarbonTC + t.NewCarbonTC,
                ComparedHa = sum.ComparedHa + t.ComparedHa,
                ChangeTC = sum.ChangeTC + t.ChangeTC,
            };
        }

        return sum;
    }
}

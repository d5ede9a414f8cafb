using System.Runtime.InteropServices;
using CarbonSink.Methodologies;

namespace CarbonSink.Estimation;

/// <summary>Counts one partition of the records into groups (分区累计). Used by one thread; looking a group up allocates only when the key is new.</summary>
/// <remarks>
/// A key is a tuple of dictionary numbers, valid in this partition only. <see cref="ToAssessment"/> turns them into text, so that partitions with different numbers merge.
/// </remarks>
public sealed class StockTally
{
    private readonly string[] keyNames;
    private readonly Func<int, string>[] texts;
    private readonly Func<int, string> landClassText;
    private readonly KeyTable keys;
    private readonly List<StockGroup> groups = [];
    private readonly StockGroup total = new([]);
    private readonly KeyTable refusedKeys = new(2);
    private readonly List<(long Count, ExactSum Area)> refused = [];
    private readonly KeyTable landClassKeys = new(1);
    private readonly List<(long Count, ExactSum Area, ParameterStatus Status)> landClasses = [];
    private readonly Dictionary<Cause, int> causeNumbers = [];
    private readonly List<Cause> causes = [];

    /// <summary>Creates an empty tally.</summary>
    /// <param name="keyNames">Names of the key's parts, e.g. township, landClass, species, origin, ageGroup.</param>
    /// <param name="texts">Gives the text of each part's numbers.</param>
    /// <param name="landClassText">Gives the text of the land classes under which refusals are listed.</param>
    public StockTally(IReadOnlyList<string> keyNames, IReadOnlyList<Func<int, string>> texts, Func<int, string> landClassText)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(texts.Count, keyNames.Count, nameof(texts));
        this.keyNames = [.. keyNames];
        this.texts = [.. texts];
        this.landClassText = landClassText;
        keys = new(keyNames.Count);
    }

    /// <summary>The group of a key: one dictionary number per part, −1 for blank.</summary>
    public StockGroup GroupFor(ReadOnlySpan<int> keyCodes)
    {
        var index = keys.IndexOf(keyCodes);
        if (index == groups.Count)
        {
            var text = new string[keyNames.Length];
            for (var i = 0; i < text.Length; i++)
                text[i] = TextOf(texts[i], keyCodes[i]);
            groups.Add(new(text, total));
        }

        return groups[index];
    }

    /// <summary>What stands for several groups that share a record: figures are divided, the first group counts the record and takes the exact remainder. With one share it is that group.</summary>
    /// <param name="shares">Groups of this tally with their shares of the record, which add up to 1 but for rounding; the largest first.</param>
    public StockGroup Divided(params ReadOnlySpan<GroupShare> shares)
    {
        ArgumentOutOfRangeException.ThrowIfZero(shares.Length, nameof(shares));
        return shares.Length == 1 ? shares[0].Group : new(shares.ToArray(), total);
    }

    /// <summary>Counts a record under its land class (dictionary number, −1 for blank) with the area that totals use (ha), whatever the keys are.</summary>
    /// <param name="landClass">Dictionary number.</param>
    /// <param name="areaHa">Area, ha.</param>
    /// <param name="status">How far the reading of the class can be trusted.</param>
    public void AddLandClass(int landClass, double areaHa, ParameterStatus status)
    {
        var index = landClassKeys.IndexOf([landClass]);
        if (index == landClasses.Count)
            landClasses.Add(default);
        ref var entry = ref CollectionsMarshal.AsSpan(landClasses)[index];
        entry = (entry.Count + 1, entry.Area + areaHa, entry.Status > status ? entry.Status : status);
    }

    /// <summary>The number of a cause, to be kept by the caller and given to <see cref="AddNotEstimated"/>.</summary>
    public int CauseNumber(Cause cause)
    {
        if (!causeNumbers.TryGetValue(cause, out var number))
        {
            causeNumbers.Add(cause, number = causes.Count);
            causes.Add(cause);
        }

        return number;
    }

    /// <summary>Counts a record as not estimated, under its land class (dictionary number, −1 for blank) and cause, with its area (ha).</summary>
    public void AddNotEstimated(int landClass, int causeNumber, double areaHa)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)causeNumber, (uint)causes.Count, nameof(causeNumber));
        var index = refusedKeys.IndexOf([landClass, causeNumber]);
        if (index == refused.Count)
            refused.Add(default);
        ref var entry = ref CollectionsMarshal.AsSpan(refused)[index];
        entry.Count++;
        entry.Area += areaHa;
    }

    /// <summary>What was counted so far, keyed by text.</summary>
    public StockAssessment ToAssessment()
    {
        var entries = new NotEstimated[refused.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var key = refusedKeys[i];
            entries[i] = new(TextOf(landClassText, key[0]), causes[key[1]], refused[i].Count, refused[i].Area);
        }

        var sum = new StockGroup([]);
        sum.Merge(total);
        return new(keyNames, groups, sum, entries, landClasses.Select((c, i) => new LandClassArea(TextOf(landClassText, landClassKeys[i][0]), c.Count, c.Area, c.Status)));
    }

    private static string TextOf(Func<int, string> text, int code) => code < 0 ? "" : text(code);
}

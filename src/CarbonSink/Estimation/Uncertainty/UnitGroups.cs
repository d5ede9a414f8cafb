namespace CarbonSink.Estimation;

/// <summary>Which group each record counts for (小班归组): one, or several with their shares. Filled by one thread.</summary>
public sealed class UnitGroups
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<StockGroup, int> known = [];
    private readonly List<string> keys = [];
    private readonly List<(long Record, int Group, double Share)> members = [];

    /// <summary>Keys of the groups, their parts joined by <see cref="Separator"/>.</summary>
    internal IReadOnlyList<string> Keys => keys;

    /// <summary>Record, group and share.</summary>
    internal IReadOnlyList<(long Record, int Group, double Share)> Members => members;

    /// <summary>Number of records, each counted in every group it has a share in.</summary>
    public int MemberCount => members.Count;

    /// <summary>Stands between the parts of a key.</summary>
    internal const char Separator = '\u001F';

    /// <summary>Notes the group of a record, as its tally gave it.</summary>
    public void Add(long record, StockGroup group)
    {
        if (group.Shares is not { } shares)
        {
            members.Add((record, NumberOf(group), 1));
            return;
        }

        foreach (var (own, share) in shares)
            members.Add((record, NumberOf(own), share));
    }

    /// <summary>All of several.</summary>
    public static UnitGroups Merge(IEnumerable<UnitGroups> parts)
    {
        var all = new UnitGroups();
        foreach (var part in parts)
        {
            var map = part.keys.Select(all.Number).ToArray();
            all.members.AddRange(part.members.Select(m => (m.Record, map[m.Group], m.Share)));
        }

        return all;
    }

    private int NumberOf(StockGroup group)
    {
        if (!known.TryGetValue(group, out var number))
            known[group] = number = Number(string.Join(Separator, group.Key));
        return number;
    }

    private int Number(string key)
    {
        if (!numbers.TryGetValue(key, out var number))
        {
            numbers[key] = number = keys.Count;
            keys.Add(key);
        }

        return number;
    }
}

using System.Globalization;
using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What happened to a unit since the survey (变化事件).</summary>
internal enum ChangeEvent
{
    /// <summary>采伐: the stock is gone.</summary>
    Harvest,

    /// <summary>造林: planted, age counted from the year.</summary>
    Planting,
}

/// <summary>Harvest and planting since the survey by unit (变化表); the last event of a unit decides.</summary>
internal static class StockChanges
{
    public static IReadOnlyDictionary<long, (ChangeEvent Event, int Year)> Read(string path, IReadOnlyList<(long Record, string Key)> units, int surveyYear, int toYear, FindingLog findings)
    {
        var table = TextTable.Read(path, ["unit", "event", "year"], findings);
        var byKey = units.ToLookup(u => u.Key, u => u.Record, StringComparer.Ordinal);
        var records = units.Select(u => u.Record).ToHashSet();
        var changes = new List<(long Record, ChangeEvent Event, int Year, int Line)>();
        foreach (var (line, cells) in table.Rows)
        {
            void Refuse(string zh, string en) => findings.Add(new Finding(UpdateFindings.BadChange, table.File, null, null, null, $"{line}", zh, en));
            if (!int.TryParse(cells["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year <= surveyYear || year > toYear)
                Refuse($"年份“{cells["year"]}”不在 {surveyYear + 1}–{toYear}", $"year '{cells["year"]}' is not within {surveyYear + 1}–{toYear}");
            else if (cells["event"] is not ("harvest" or "planting"))
                Refuse($"事件“{cells["event"]}”", $"event '{cells["event"]}'");
            else if (long.TryParse(cells["unit"], NumberStyles.None, CultureInfo.InvariantCulture, out var record) && records.Contains(record))
                changes.Add((record, Event(cells["event"]), year, line));
            else if (byKey[cells["unit"]].ToArray() is [var one])
                changes.Add((one, Event(cells["event"]), year, line));
            else
                Refuse($"没有（或不止一个）小班“{cells["unit"]}”", $"there is no unit '{cells["unit"]}', or several");
        }

        return changes.GroupBy(c => c.Record).ToDictionary(g => g.Key, g => g.OrderBy(c => c.Year).ThenBy(c => c.Event).Select(c => (c.Event, c.Year)).Last());
    }

    private static ChangeEvent Event(string text) => text == "harvest" ? ChangeEvent.Harvest : ChangeEvent.Planting;
}

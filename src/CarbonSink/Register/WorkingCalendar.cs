using System.Globalization;

namespace CarbonSink.Register;

/// <summary>Working days in China (工作日历): weekends and the holidays and working weekend days of each year that the register was given. One thread at a time.</summary>
/// <remarks>Holidays are announced yearly, so none is built in: for a year without a calendar only weekends are left out, and whoever counts says so.</remarks>
public sealed class WorkingCalendar
{
    private readonly Func<int, CanonicalObject?> read;
    private readonly Dictionary<int, (HashSet<DateOnly> Holidays, HashSet<DateOnly> Working)?> years = [];

    private WorkingCalendar(Func<int, CanonicalObject?> read) => this.read = read;

    /// <summary>The calendar years that a register holds.</summary>
    public static WorkingCalendar Of(IRegisterReading state) => new(year => state.Row(Rows.Calendar, year.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Whether a day is worked.</summary>
    public bool IsWorkingDay(DateOnly day)
    {
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return Year(day.Year) is { } year ? (weekend ? year.Working.Contains(day) : !year.Holidays.Contains(day)) : !weekend;
    }

    /// <summary>The last day of a time limit, and for which years no calendar was given ("none for 2026"; null where every year has one).</summary>
    /// <param name="from">Day on which it begins: the first day of a notice, the day of receipt.</param>
    /// <param name="limit">How many days, of which kind, counted from which day.</param>
    public (DateOnly Day, string? Calendar) Last(DateOnly from, TimeLimit limit)
    {
        var day = limit.FromSameDay ? from : from.AddDays(1);
        if (!limit.Working)
            return (day.AddDays(limit.Days - 1), null);
        for (var left = limit.Days; ; day = day.AddDays(1))
        {
            if (IsWorkingDay(day) && --left == 0)
                break;
        }

        var without = Enumerable.Range(from.Year, day.Year - from.Year + 1).Where(y => Year(y) is null).ToList();
        return (day, without.Count == 0 ? null : "none for " + string.Join(", ", without));
    }

    private (HashSet<DateOnly> Holidays, HashSet<DateOnly> Working)? Year(int year)
    {
        if (!years.TryGetValue(year, out var found))
            years.Add(year, found = read(year) is { } row ? (Days(row, "holidays"), Days(row, "workingDays")) : null);
        return found;
    }

    private static HashSet<DateOnly> Days(CanonicalObject row, string key) => [.. row.Texts(key).Select(d => DateOnly.ParseExact(d, "yyyy-MM-dd", CultureInfo.InvariantCulture))];
}

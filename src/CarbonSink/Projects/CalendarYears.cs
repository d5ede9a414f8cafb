namespace CarbonSink.Projects;

/// <summary>A figure of a period brought to calendar years by days (按日历年分摊).</summary>
public static class CalendarYears
{
    /// <summary>The part of a period's figure that each calendar year takes: to the end of a year stands figure × days so far / days of the period, and a year takes what is new.</summary>
    /// <remarks>The years telescope, and the last cumulative figure is the figure itself: the parts add up to it but for rounding in the last place, which falls to no year of its own.</remarks>
    /// <param name="figure">The figure of the period, any unit.</param>
    /// <param name="span">Its days; at least one.</param>
    /// <exception cref="ArgumentException">The period ends before it begins.</exception>
    public static IReadOnlyList<(int Year, double Part)> Spread(double figure, DaySpan span)
    {
        if (span.Days <= 0)
            throw new ArgumentException($"a period from {span.From:yyyy-MM-dd} to {span.To:yyyy-MM-dd} has no days", nameof(span));
        var (parts, sofar, before) = (new List<(int, double)>(), 0, 0.0);
        foreach (var (year, days) in span.ByYear())
        {
            sofar += days;
            var cumulative = sofar == span.Days ? figure : figure * sofar / span.Days;
            parts.Add((year, cumulative - before));
            before = cumulative;
        }

        return parts;
    }

    /// <summary>Days of a calendar year.</summary>
    public static int Days(int year) => DateTime.IsLeapYear(year) ? 366 : 365;
}

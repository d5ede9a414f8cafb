using CarbonSink.Methodologies;

namespace CarbonSink.Projects;

/// <summary>Days of a period, both included (起止日期).</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public readonly record struct DaySpan(DateOnly From, DateOnly To)
{
    /// <summary>Number of days; 20 years from 1 March 2020 end on 29 February 2040.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>Whether the span lasts at least this many whole years.</summary>
    public bool LastsAtLeast(int years) => To.AddDays(1) >= From.AddYears(years);

    /// <summary>Whether the span lasts at most this many whole years.</summary>
    public bool LastsAtMost(int years) => To.AddDays(1) <= From.AddYears(years);

    /// <summary>Whether all its days lie in another span.</summary>
    public bool LiesIn(DaySpan other) => From >= other.From && To <= other.To;

    /// <summary>The days both have; null for none.</summary>
    public DaySpan? Common(DaySpan other)
    {
        var (from, to) = (From > other.From ? From : other.From, To < other.To ? To : other.To);
        return from <= to ? new(from, to) : null;
    }

    /// <summary>The days of each calendar year; they add up to <see cref="Days"/>.</summary>
    public IReadOnlyList<(int Year, int Days)> ByYear()
    {
        var span = this;
        return [.. Enumerable.Range(From.Year, To.Year - From.Year + 1).Select(y => (y, span.Common(new(new(y, 1, 1), new(y, 12, 31)))!.Value.Days))];
    }
}

/// <summary>A monitoring period (核算期).</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Span">Its days.</param>
public sealed record MonitoringPeriod(int Number, DaySpan Span)
{
    /// <summary>Day that registration of its removals was applied for (登记申请日期); null where not given.</summary>
    public DateOnly? ApplicationDate { get; init; }
}

/// <summary>How a rule of a methodology or programme is answered for a project (适用条件的回答).</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Article">Article or section it stands in.</param>
/// <param name="Title">What it demands.</param>
/// <param name="Met">Whether it is met; null where what was given does not show it.</param>
/// <param name="Evidence">What the answer rests on: measured figures, documents, declarations.</param>
/// <param name="Members">Parcels that do not meet it; empty where it is met or concerns the whole project.</param>
/// <param name="Status">How the rule is known.</param>
public sealed record EligibilityAnswer(string Rule, string Article, Bilingual Title, bool? Met, Bilingual Evidence, IReadOnlyList<string> Members, ParameterStatus Status);

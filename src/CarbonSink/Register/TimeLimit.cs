using System.Globalization;

namespace CarbonSink.Register;

/// <summary>A time limit of a step (期限), counted from the day on which the state before it began.</summary>
/// <param name="Days">How many days.</param>
/// <param name="Working">Working days (wd); else days of the calendar (d).</param>
/// <param name="AtLeast">The step may not come before the last day is reached, as of a public notice; else it should come by the last day, and one that comes later is marked late.</param>
/// <param name="FromSameDay">The first day counts, as for public notices; else counting begins on the next day, as for deadlines after receipt.</param>
public readonly record struct TimeLimit(int Days, bool Working, bool AtLeast, bool FromSameDay)
{
    /// <summary>Reads "20wd" or "30d"; null where it is neither.</summary>
    internal static (int Days, bool Working)? Length(string text)
    {
        var working = text.EndsWith("wd", StringComparison.Ordinal);
        var digits = working ? text[..^2] : text.EndsWith('d') ? text[..^1] : string.Empty;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 5000 ? (days, working) : null;
    }
}

using System.Globalization;

namespace CarbonSink.Register;

/// <summary>The predicates that lifecycle.csv may name (守卫): a closed list; each refuses with the article of the row that names it, and notes in the rows what it rests on.</summary>
internal static partial class Guards
{
    /// <summary>A predicate with the kinds of its arguments: date, number, word, or words (one or more).</summary>
    private sealed record Guard(string Arguments, Action<StepCheck, IReadOnlyList<string>> Check);

    private static readonly IReadOnlyDictionary<string, Guard> All = new Dictionary<string, Guard>(StringComparer.Ordinal)
    {
        ["starts-after"] = new("date", (s, a) => StartsAfter(s, Date(a[0]))),
        ["in-force"] = new("date date", (s, a) => InForce(s, Date(a[0]), Date(a[1]))),
        ["methodology-listed"] = new("", (s, _) => MethodologyListed(s)),
        ["declared"] = new("words", Declared),
        ["answered"] = new("words", Answered),
        ["conclusion"] = new("word", (s, a) => Conclusion(s, a[0])),
        ["comments-recorded"] = new("", (s, _) => CommentsRecorded(s)),
        ["same-document"] = new("words", SameDocument),
        ["ground"] = new("words", Ground),
        ["never"] = new("", (s, _) => throw s.Refuse(s.Rule.Text.Zh, s.Rule.Text.En)),
        ["legacy"] = new("date", (s, a) => Legacy(s, Date(a[0]))),
        ["body-named"] = new("word", (s, a) => BodyNamed(s, a[0])),
        ["body-independent"] = new("word", (s, a) => BodyIndependent(s, a[0])),
        ["bodies-differ"] = new("", (s, _) => BodiesDiffer(s)),
        ["owner-not-banned"] = new("", (s, _) => OwnerNotBanned(s)),
        ["ban"] = new("number", (s, a) => Ban(s, Number(a[0]))),
        ["owner-account"] = new("", (s, _) => OwnerAccount(s)),
        ["re-registered"] = new("", (s, _) => ReRegistered(s)),
        ["project-in"] = new("words", ProjectIn),
        ["period-in-crediting"] = new("", (s, _) => PeriodInCrediting(s)),
        ["period-apart"] = new("", (s, _) => PeriodApart(s)),
        ["period-over"] = new("", (s, _) => PeriodOver(s)),
        ["amount-reported"] = new("", (s, _) => AmountReported(s)),
        ["amount-verified"] = new("", (s, _) => AmountVerified(s)),
        ["amount-applied"] = new("", (s, _) => AmountApplied(s)),
        ["produced"] = new("date number", (s, a) => Produced(s, Date(a[0]), Number(a[1]))),
        ["retain"] = new("number", (s, a) => Retain(s, Number(a[0]))),
        ["bury"] = new("", (s, _) => Bury(s)),
        ["land-free"] = new("", (s, _) => LandFree(s)),
        ["never-cancelled"] = new("", (s, _) => NeverCancelled(s)),
    };

    /// <summary>Names of all guards.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>Asks a row's guard.</summary>
    public static void Check(StepCheck step) => All[step.Rule.Guard[0]].Check(step, [.. step.Rule.Guard.Skip(1)]);

    /// <summary>What is wrong with a guard as it is written; null for nothing.</summary>
    public static string? Fault(IReadOnlyList<string> guard)
    {
        if (!All.TryGetValue(guard[0], out var known))
            return $"'{guard[0]}' is no guard; the guards are {string.Join(", ", Names)}";
        var kinds = known.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var given = guard.Skip(1).ToList();
        if (kinds is ["words"] ? given.Count == 0 : given.Count != kinds.Length)
            return $"{guard[0]} has the arguments '{known.Arguments}'";
        for (var i = 0; i < kinds.Length; i++)
        {
            if ((kinds[i] == "date" && !DateOnly.TryParseExact(given[i], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) || (kinds[i] == "number" && !int.TryParse(given[i], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
                return $"'{given[i]}' is no {kinds[i]}";
        }

        return null;
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}

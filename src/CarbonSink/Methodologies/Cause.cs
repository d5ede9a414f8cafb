using System.Collections.Concurrent;

namespace CarbonSink.Methodologies;

/// <summary>Why a value could not be computed (未估算原因).</summary>
/// <param name="Code">Stable: missing, unknown-code, no-parameter, no-route, outside-range, conflict, domain, pool-conflict, too-few-members, incomplete; or the code of a reason that the pack states itself.</param>
/// <param name="Zh">Particulars in Chinese.</param>
/// <param name="En">Particulars in English.</param>
public sealed record Cause(string Code, string Zh, string En)
{
    /// <summary>The codes that causes have of themselves; a pack's reasons have others.</summary>
    internal static IReadOnlyList<string> Codes { get; } = ["missing", "unknown-code", "no-parameter", "no-route", "outside-range", "conflict", "domain", "pool-conflict", "too-few-members", "incomplete"];

    /// <summary>What the formulas say, where the cause is a reason in the words of the pack; else null.</summary>
    public Cause? Technical { get; init; }

    /// <summary>Particulars in the language asked for.</summary>
    public string Text(string language) => language == "zh" ? Zh : En;
}

/// <summary>The causes met in a run, numbered from 1; safe for several threads, so numbers depend on timing and only texts may be reported.</summary>
public sealed class CauseTable
{
    private readonly ConcurrentDictionary<Cause, int> numbers = new();
    private readonly ConcurrentDictionary<int, Cause> causes = new();

    /// <summary>The cause with a number.</summary>
    public Cause this[int number] => causes[number];

    /// <summary>The number of a cause; a new one gets the next.</summary>
    public int Number(Cause cause) => numbers.TryGetValue(cause, out var known) ? known : Add(cause);

    private int Add(Cause cause)
    {
        lock (causes)
        {
            if (numbers.TryGetValue(cause, out var known))
                return known;
            var number = causes.Count + 1;
            causes[number] = cause;
            numbers[cause] = number;
            return number;
        }
    }
}

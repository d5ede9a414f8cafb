using System.Globalization;

namespace CarbonSink.Methodologies.Packs;

/// <summary>One expectation of an example.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Symbol">Symbol, or empty where any may meet it.</param>
/// <param name="Index">Members or keys in brackets.</param>
/// <param name="Kind">value, code, failure or flag.</param>
/// <param name="Text">Number, code, failure code or flag.</param>
/// <param name="Unit">Unit of a value.</param>
/// <param name="Pool">Pool of a value.</param>
/// <param name="Tolerance">Absolute tolerance in the unit, or a fraction where <paramref name="IsRelative"/>.</param>
/// <param name="IsRelative">Whether the tolerance was given in %.</param>
internal sealed record ExampleExpectation(int Line, string Symbol, IReadOnlyList<string> Index, string Kind, string Text, string Unit, string Pool, double Tolerance, bool IsRelative);

/// <summary>One case: tables, members and values given, and what is expected.</summary>
internal sealed class ExampleCase(int line, string source, IReadOnlyDictionary<string, string> tables, IReadOnlyList<(string Set, string? Inside, string Text, int Line)> members, IReadOnlyDictionary<string, (string Text, int Line)> given)
{
    public int Line => line;

    public string Source => source;

    public IReadOnlyDictionary<string, string> Tables => tables;

    public IReadOnlyList<(string Set, string? Inside, string Text, int Line)> Members => members;

    public IReadOnlyDictionary<string, (string Text, int Line)> Given => given;

    public List<ExampleExpectation> Expectations { get; } = [];
}

/// <summary>Worked examples in plain lines (算例): source, table, members, common, given, expect. The way of writing follows PROJ's gie files: readable by someone who knows the formula but no programming.</summary>
internal static class ExampleFile
{
    public static IReadOnlyList<ExampleCase> Read(PackText text, ICollection<LoadProblem> problems)
    {
        var cases = new List<ExampleCase>();
        var (source, common) = (string.Empty, new Dictionary<string, (string Text, int Line)>());
        var tables = new Dictionary<string, string>();
        var members = new List<(string Set, string? Inside, string Text, int Line)>();
        var lines = text.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            var (word, rest) = line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? (line[..space], line[space..].Trim()) : (line, string.Empty);
            switch (word)
            {
                case "source":
                    source = rest;
                    break;
                case "table" when rest.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var reference]:
                    tables = new(tables) { [name] = reference };
                    break;
                case "members" when rest.Split('=', 2, StringSplitOptions.TrimEntries) is [var set, var list]:
                    var words = set.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    members = [.. members.Where(m => m.Set != words[0]), (words[0], words is [_, "in", var outer] ? outer : null, list, i + 1)];
                    break;
                case "common":
                    common = Values(text, rest, i + 1, problems);
                    break;
                case "given":
                    var given = new Dictionary<string, (string, int)>(common);
                    foreach (var (symbol, value) in Values(text, rest, i + 1, problems))
                        given[symbol] = value;
                    if (source.Length == 0)
                        problems.Add(new(text.File, i + 1, 1, "a case needs a 'source' line before it"));
                    cases.Add(new(i + 1, source, tables, [.. members], given));
                    break;
                case "expect" when cases.Count > 0:
                    if (Expectation(rest, i + 1) is { } expectation)
                        cases[^1].Expectations.Add(expectation);
                    else
                        problems.Add(new(text.File, i + 1, 1, $"'{line}' is not understood", "expect sym = value unit [pool] within tolerance | expect sym = CODE | expect failure CODE [sym] | expect flag extrapolated [sym]"));
                    break;
                default:
                    problems.Add(new(text.File, i + 1, 1, $"'{word}' is not understood", "a line begins with source, table, members, common, given, expect or #"));
                    break;
            }
        }

        foreach (var idle in cases.Where(c => c.Expectations.Count == 0))
            problems.Add(new(text.File, idle.Line, 1, "the case expects nothing"));
        return cases;
    }

    private static Dictionary<string, (string Text, int Line)> Values(PackText text, string rest, int line, ICollection<LoadProblem> problems)
    {
        var values = new Dictionary<string, (string, int)>(StringComparer.Ordinal);
        foreach (var part in rest.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } symbol, { Length: > 0 } value])
                values[symbol] = (value, line);
            else
                problems.Add(new(text.File, line, 1, $"'{part}' is not 'symbol = value'"));
        }

        return values;
    }

    private static ExampleExpectation? Expectation(string text, int line)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["failure" or "flag", var what, ..])
        {
            var (name, index) = Indexed(string.Join(' ', words.Skip(2)));
            return new(line, name, index, words[0], what, string.Empty, string.Empty, 0, false);
        }

        if (text.Split('=', 2, StringSplitOptions.TrimEntries) is not [var left, var right])
            return null;
        var (symbol, at) = Indexed(left);
        var parts = right.Split(" within ", StringSplitOptions.TrimEntries);
        if (parts.Length == 1)
            return right.Length == 0 ? null : new(line, symbol, at, "code", right, string.Empty, string.Empty, 0, false);
        var value = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var tolerance = parts[1].TrimEnd('%').Trim();
        var relative = parts[1].EndsWith('%');
        if (value.Length is < 2 or > 3 || !double.TryParse(value[0], NumberStyles.Float, CultureInfo.InvariantCulture, out _) || !double.TryParse(tolerance, NumberStyles.Float, CultureInfo.InvariantCulture, out var within) || !(within > 0))
            return null;
        return new(line, symbol, at, "value", value[0], value[1], value.Length == 3 ? value[2] : string.Empty, relative ? within / 100 : within, relative);
    }

    private static (string Symbol, IReadOnlyList<string> Index) Indexed(string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        return open < 0 ? (text.Trim(), []) : (text[..open].Trim(), text[(open + 1)..].TrimEnd(']', ' ').Split(',', StringSplitOptions.TrimEntries));
    }
}

using System.Globalization;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Gis;

/// <summary>How one value of a code field was read (代码判读).</summary>
/// <param name="Code">Number of the class in the code space, or of the code where its table has no classes; −1 if it could not be read.</param>
/// <param name="Raw">Number of the code as the table writes it, kept for grouping.</param>
/// <param name="Status">How far the reading can be trusted.</param>
/// <param name="Value">The value as found.</param>
/// <param name="Rule">What is remarkable, or null.</param>
/// <param name="Arguments">Particulars of the rule.</param>
internal sealed record CodeReading(int Code, int Raw, ParameterStatus Status, string Value, FindingRule? Rule = null, params string[] Arguments)
{
    /// <summary>Reads a value against code tables: whole codes first, then a lost leading zero, then the longest prefix, then names.</summary>
    public static CodeReading Of(string value, IReadOnlyList<CodeTable> tables, CodeSpace codes)
    {
        var code = Normalise(value);
        var raw = codes.Intern(code);
        if (tables.Count == 0)
            return new(raw, raw, ParameterStatus.Declared, value);
        var direct = Matches(tables, t => t.FindExact(code));
        if (direct.Count == 0)
            direct = Matches(tables, t => t.FindPrefix(code));
        var padded = Matches(tables, t => t.Width > code.Length && code.All(char.IsAsciiDigit) ? t.FindExact(code.PadLeft(t.Width, '0')) : null);

        var meanings = direct.Select(m => m.Row.Meaning).Distinct().ToArray();
        if (meanings.Length > 1)
            return new(CodeSpace.Missing, raw, ParameterStatus.Declared, value, GisFindings.CodeAmbiguous, Describe(direct[0]), Describe(direct.First(m => m.Row.Meaning != meanings[0])));
        if (padded.Count > 0 && padded.Exists(m => m.Row.Meaning != (direct.Count > 0 ? direct : padded)[0].Row.Meaning))
            return new(CodeSpace.Missing, raw, ParameterStatus.Declared, value, GisFindings.LeadingZeroAmbiguous, code, padded[0].Row.Code);
        if (direct.Count > 0)
            return Classed(new(codes.Intern(meanings[0]), raw, direct.Min(m => m.Table.StatusOf(code, meanings[0])), value), direct[0].Row);
        if (padded.Count > 0)
        {
            var row = padded[0].Row;
            return Classed(new(codes.Intern(row.Meaning), codes.Intern(row.Code), row.Status, value, GisFindings.LeadingZeroRestored, row.Code), row);
        }

        return OfName(value.Trim(), tables, codes) ?? Unknown(code, raw, value, tables);
    }

    /// <summary>The code in one spelling: no blanks, ASCII digits and letters, no decimals of zero ("11.0" → "11").</summary>
    public static string Normalise(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            // Full-width forms U+FF01–U+FF5E stand in the order of ASCII; Chinese input methods produce them.
            if (!char.IsWhiteSpace(c))
                text.Append(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c);
        }

        var code = text.ToString();
        var point = code.IndexOf('.', StringComparison.Ordinal);
        return point > 0 && code.AsSpan(0, point).IndexOfAnyExceptInRange('0', '9') < 0 && !code.AsSpan(point + 1).ContainsAnyExcept('0') ? code[..point] : code;
    }

    /// <summary>The text of a code stored as a number.</summary>
    public static string Text(double number) => number.ToString(Math.Abs(number) < 1e30 && number == Math.Floor(number) ? "F0" : "R", CultureInfo.InvariantCulture);

    private static CodeReading? OfName(string name, IReadOnlyList<CodeTable> tables, CodeSpace codes)
    {
        var rows = tables.SelectMany(t => t.FindByName(name)).ToArray();
        if (rows.Length == 0 || rows.DistinctBy(r => r.Meaning).Count() > 1)
            return null;
        return Classed(new(codes.Intern(rows[0].Meaning), codes.Intern(rows.Length == 1 ? rows[0].Code : name), rows.Min(r => r.Status), name), rows[0]);
    }

    /// <summary>A code whose row gives a reason for having no class stands for itself, and that is remarkable.</summary>
    private static CodeReading Classed(CodeReading reading, CodeRow row) =>
        row is { Class: null, Reason.Length: > 0 } ? new(reading.Code, reading.Raw, reading.Status, reading.Value, GisFindings.CodeUnclassed, $"{row.Code} {row.Name}", row.Reason) : reading;

    private static CodeReading Unknown(string code, int raw, string value, IReadOnlyList<CodeTable> tables)
    {
        foreach (var table in tables)
        {
            if (table.FindDisputed(code) is { } disputed)
                return new(CodeSpace.Missing, raw, ParameterStatus.Declared, value, GisFindings.CodeDisputed, table.Reference, disputed.Reason);
        }

        return new(CodeSpace.Missing, raw, ParameterStatus.Declared, value, GisFindings.CodeUnknown, string.Join(", ", tables.Select(t => t.Reference)));
    }

    private static List<(CodeTable Table, CodeRow Row)> Matches(IReadOnlyList<CodeTable> tables, Func<CodeTable, CodeRow?> find) =>
        [.. tables.Select(t => (Table: t, Row: find(t))).Where(m => m.Row is not null).Select(m => (m.Table, m.Row!))];

    private static string Describe((CodeTable Table, CodeRow Row) match) => $"{match.Row.Code} {match.Row.Name} ({match.Table.Reference})";
}

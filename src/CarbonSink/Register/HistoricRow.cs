using System.Globalization;

namespace CarbonSink.Register;

/// <summary>A row of another register, kept as it was published (历史登记数据): a record, never a transferable unit of this register.</summary>
/// <remarks>
/// Payload and state row: {registry, table, id, file, sheet?, line, project?, name?, status?, date?, year?, quantities[{name, value, counts?}]?, serial{rule, series, first, last}?, fields[{name, value}]}.
/// A quantity is an exact decimal number as text; one that is blank in the source is not there, and is never 0. Fields are the cells that are not blank, as they were written.
/// </remarks>
public static class HistoricRow
{
    /// <summary>What a quantity counts towards where it is units given out.</summary>
    public const string Issued = "issued";

    /// <summary>What a quantity counts towards where it is units used or cancelled.</summary>
    public const string Retired = "retired";

    /// <summary>Id of the state row.</summary>
    /// <param name="registry">Name of the other register.</param>
    /// <param name="table">Table: project, issuance, retirement ….</param>
    /// <param name="id">Id of the row in it.</param>
    public static string RowId(string registry, string table, string id) => $"{registry}/{table}/{id}";

    /// <summary>Writes an exact number as quantities are kept: no exponent, no zeros at the end.</summary>
    public static string Write(decimal quantity) => (quantity / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    /// <summary>Quantities of a row by name, with what they count towards.</summary>
    /// <exception cref="FormatException">One is no number.</exception>
    public static IEnumerable<(string Name, decimal Value, string? Counts)> Quantities(CanonicalObject row) => row.Objects("quantities").Select(q => (q.Text("name"), Number(q.Text("value")), q.TextOrNull("counts")));

    /// <summary>Whether two rows say the same, wherever they were read.</summary>
    public static bool SaysTheSame(CanonicalObject a, CanonicalObject b) => Content(a).Equals(Content(b));

    /// <summary>Answers historic.row.</summary>
    /// <exception cref="RefusedRequestException">The same row was imported before with other content.</exception>
    internal static CanonicalObject Apply(RequestContext c)
    {
        var row = c.Payload;
        Require(row);
        var id = RowId(row.Text("registry"), row.Text("table"), row.Text("id"));
        if (c.State.Row(Rows.Historic, id) is { } before)
        {
            return SaysTheSame(before, row)
                ? CanonicalObject.Of(("row", id), ("change", "none"))
                : throw new RefusedRequestException("historic-conflict", "register",
                    $"{id} 已导入过（{before.Text("file")[..12]} 第 {before.Integer("line")} 行），内容不同；历史记录不改写", $"{id} was imported before ({before.Text("file")[..12]} line {before.Integer("line")}) with other content; historic records are not rewritten");
        }

        c.State.Put(Rows.Historic, id, row);
        return CanonicalObject.Of(("row", id), ("change", "added"));
    }

    private static CanonicalObject Content(CanonicalObject row) => row.With(("file", null), ("sheet", null), ("line", null));

    private static void Require(CanonicalObject row)
    {
        foreach (var key in (ReadOnlySpan<string>)["registry", "table", "id"])
        {
            if (string.IsNullOrWhiteSpace(row.Text(key)))
                throw new FormatException($"\"{key}\" is blank");
        }

        if (row.Text("registry").Contains('/', StringComparison.Ordinal) || row.Text("table").Contains('/', StringComparison.Ordinal))
            throw new FormatException("names of registers and tables have no '/'");
        if (row.Text("file").Length != 64 || !row.Text("file").All(char.IsAsciiHexDigitLower))
            throw new FormatException("\"file\" is the SHA-256 of the file, lower-case hex");
        if (row.Integer("line") < 1)
            throw new FormatException("\"line\" is counted from 1");
        _ = row.DateOrNull("date");
        _ = row.IntegerOrNull("year");
        foreach (var field in row.Objects("fields"))
            _ = (field.Text("name"), field.Text("value"));
        foreach (var (name, value, counts) in Quantities(row))
        {
            if (value < 0 || counts is not (null or Issued or Retired))
                throw new FormatException($"quantity \"{name}\" is negative, or counts towards neither {Issued} nor {Retired}");
        }

        if (row.Has("serial") && row.Object("serial") is var serial && (serial.Text("rule").Length == 0 || serial.Text("series").Length == 0 || serial.Integer("first") > serial.Integer("last")))
            throw new FormatException("\"serial\" is {rule, series, first, last}, first not after last");
    }

    private static decimal Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Write(number) == text
        ? number : throw new FormatException($"\"{text}\" is no quantity as {Verbs.ImportHistoric} writes it");
}

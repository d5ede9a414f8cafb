using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>Tables that become payloads: holiday calendars and price lists. One wrong cell refuses the whole table.</summary>
public static class RegisterTables
{
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>Days of a kind in a calendar <c>date,kind</c>, ordered.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">holiday or working.</param>
    /// <param name="year">The year that every day must lie in.</param>
    /// <exception cref="RefusedInputException">A day lies in another year, stands twice, or a cell is wrong.</exception>
    public static IReadOnlyList<DateOnly> Days(string path, string kind, long year)
    {
        var (days, seen) = (new List<DateOnly>(), new HashSet<DateOnly>());
        var table = Read(path, ["date", "kind"]);
        foreach (var (line, cells) in table.Rows)
        {
            var day = Day(table, line, "date", cells);
            if (day.Year != year || !seen.Add(day))
                throw Bad(table, line, "date", cells["date"], FormattableString.Invariant($"a day of {year}, once"));
            if (cells["kind"] is not ("holiday" or "working"))
                throw Bad(table, line, "kind", cells["kind"], "holiday | working");
            if (cells["kind"] == kind)
                days.Add(day);
        }

        return [.. days.Order()];
    }

    /// <summary>Prices of a list <c>category,price [fen],from,to</c>: {category, fenPerUnit, from, to?}.</summary>
    /// <exception cref="RefusedInputException">A cell is wrong.</exception>
    public static IReadOnlyList<CanonicalObject> Prices(string path)
    {
        var table = Read(path, ["category", "price [fen]", "from", "to"]);
        return
        [
            .. table.Rows.Select(row => CanonicalObject.Of(
                ("category", row.Cells["category"] is { Length: > 0 } category ? category : throw Bad(table, row.Line, "category", "", "a category")),
                ("fenPerUnit", long.TryParse(row.Cells["price [fen]"], NumberStyles.None, CultureInfo.InvariantCulture, out var fen) ? fen : throw Bad(table, row.Line, "price [fen]", row.Cells["price [fen]"], "whole fen")),
                ("from", Day(table, row.Line, "from", row.Cells)),
                ("to", row.Cells["to"].Length == 0 ? null : Day(table, row.Line, "to", row.Cells)))),
        ];
    }

    private static TextTable Read(string path, IReadOnlyList<string> columns)
    {
        var findings = new FindingLog();
        var table = TextTable.Read(path, columns, findings);
        return findings.Findings is [var first, ..] ? throw DataSet.Refuse(RegisterFindings.BadTable, table.File, first.Message("en")) : table;
    }

    private static DateOnly Day(TextTable table, int line, string column, IReadOnlyDictionary<string, string> cells) =>
        DateOnly.TryParseExact(cells[column], DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Bad(table, line, column, cells[column], DayForm);

    private static RefusedInputException Bad(TextTable table, int line, string column, string value, string form) =>
        DataSet.Refuse(RegisterFindings.BadCell, table.File, line.ToString(CultureInfo.InvariantCulture), column, value, form);
}

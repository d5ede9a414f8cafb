using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>The table of uncertainties that a user declares (不确定性声明表).</summary>
internal static class UncertaintyTable
{
    private const int Nearest = 3;

    private static readonly string[] Columns = ["table", "row", "column", "input", "distribution", "percent95", "sd", "cvPercent", "low95", "high95", "df", "group", "correlation", "shared", "source", "status"];

    /// <summary>Reads the table and attaches it to a method.</summary>
    /// <exception cref="RefusedInputException">A row cannot be read, names what the method does not have, or cannot be.</exception>
    public static UncertaintyModel Read(string path, Methodology methodology, string unitSet, FindingLog findings)
    {
        var table = TextTable.Read(path, Columns, findings);
        var rows = table.Rows.Select(r => Row(table.File, r.Line, r.Cells)).ToList();
        foreach (var row in rows)
            RequireKnown(table.File, row, methodology, unitSet);
        return UncertaintyModel.Of(methodology).Declare(methodology, rows, (row, why) => throw DataSet.Refuse(UncertaintyFindings.Impossible, table.File, table.File, $"{row.Line}", why.Zh, why.En));
    }

    private static DeclaredUncertainty Row(string file, int line, IReadOnlyDictionary<string, string> cells)
    {
        RefusedInputException Bad(string column, string zh, string en) => DataSet.Refuse(UncertaintyFindings.BadCell, file, file, $"{line}", column, cells[column], zh, en);
        double? Number(string column, bool isPositive = true) => cells[column].Length == 0 ? null
            : double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && (!isPositive || value > 0) ? value
            : throw Bad(column, isPositive ? "大于 0 的数" : "数", isPositive ? "a number above 0" : "a number");
        if (!DeclaredUncertainty.TryDistribution(cells["distribution"], out var kind))
            throw Bad("distribution", "normal、lognormal、triangular、beta、truncated 或 t", "normal, lognormal, triangular, beta, truncated or t");
        if ((cells["table"].Length > 0) == (cells["input"].Length > 0))
            throw Bad("input", "table 和 input 二者之一", "either a table or an input");
        if (cells["table"].Length > 0 && (cells["row"].Length == 0 || cells["column"].Length == 0))
            throw Bad(cells["row"].Length == 0 ? "row" : "column", "行的键（* 或 = 也可）和列名", "the key of a row (or * or =) and the name of a column");
        if (cells["source"].Length == 0)
            throw Bad("source", "出处", "where it was read");
        if (!cells["status"].All(char.IsAsciiLetterLower) || !Enum.TryParse<ParameterStatus>(cells["status"], true, out var status) || status is ParameterStatus.Verified or ParameterStatus.Conflict)
            throw Bad("status", "declared、secondary、derived 或 memory（verified 只用于随程序发布、已核对原文的参数表）", "declared, secondary, derived or memory (verified is for tables that come with the program and were read against the original)");
        if (cells["shared"] is not ("" or "yes" or "no"))
            throw Bad("shared", "yes、no 或空", "yes, no or blank");
        if (cells["table"].Length > 0 && cells["shared"].Length > 0 && (cells["shared"] == "yes") != (cells["row"] == "="))
            throw Bad("shared", "空：参数表各行共用一个误差时 row 写 =", "blank: rows of a table share one error where row is =");
        var (low, high) = (Number("low95", false), Number("high95", false));
        var row = new DeclaredUncertainty
        {
            Line = line,
            Table = cells["table"],
            Row = cells["row"],
            Column = cells["column"],
            Input = cells["input"],
            Distribution = kind,
            Percent95 = Number("percent95"),
            Sd = Number("sd"),
            CvPercent = Number("cvPercent"),
            Interval = low is { } l && high is { } h ? (l, h) : null,
            DegreesOfFreedom = Number("df") ?? double.PositiveInfinity,
            Group = cells["group"],
            Correlation = Number("correlation", false),
            IsShared = cells["shared"] == "yes" || cells["row"] == "=",
            Source = cells["source"],
            Status = status,
        };
        if ((low is null) != (high is null))
            throw Bad(low is null ? "low95" : "high95", "区间的两端都要写", "both ends of the interval");
        if (((object?[])[row.Percent95, row.Sd, row.CvPercent, row.Interval]).Count(x => x is not null) != 1)
            throw Bad("percent95", "percent95、sd、cvPercent、low95 与 high95 中恰好一种", "exactly one of percent95, sd, cvPercent, low95 with high95");
        if (kind == DistributionKind.StudentT && double.IsInfinity(row.DegreesOfFreedom))
            throw Bad("df", "t 分布的自由度", "the degrees of freedom of a t distribution");
        if (row.Correlation is < 0 or > 1)
            throw Bad("correlation", "0 到 1 的数", "a number from 0 to 1");
        return row;
    }

    private static void RequireKnown(string file, DeclaredUncertainty row, Methodology methodology, string unitSet)
    {
        string[] At(params string[] more) => [file, $"{row.Line}", .. more];
        if (row.Input.Length > 0)
        {
            string[] inputs = [.. methodology.Inputs.Where(i => i.Set == unitSet && i.Unit is not ("code" or "date")).Select(i => i.Symbol)];
            if (!inputs.Contains(row.Input, StringComparer.Ordinal))
                throw DataSet.Refuse(UncertaintyFindings.UnknownInput, file, At(row.Input, Candidates(row.Input, inputs)));
            return;
        }

        if (methodology.Tables.FirstOrDefault(t => t.Name == row.Table || t.Table.Reference == row.Table) is not { } bound)
            throw DataSet.Refuse(UncertaintyFindings.UnknownTable, file, At(row.Table, Candidates(row.Table, methodology.Tables.Select(t => t.Name))));
        if (!bound.Table.NumberColumns.Contains(row.Column, StringComparer.Ordinal))
            throw DataSet.Refuse(UncertaintyFindings.UnknownColumn, file, At(bound.Name, row.Column, Candidates(row.Column, bound.Table.NumberColumns)));
        if (row.Row is not ("*" or "=") && !bound.Table.Rows.Any(r => r.Key == row.Row))
            throw DataSet.Refuse(UncertaintyFindings.UnknownRow, file, At(bound.Name, row.Row, Candidates(row.Row, bound.Table.Rows.Select(r => r.Key))));
    }

    private static string Candidates(string wanted, IEnumerable<string> names) => string.Join(", ", names.Distinct().OrderBy(n => Distance(wanted, n)).ThenBy(n => n, StringComparer.Ordinal).Take(Nearest));

    /// <summary>Letters to change, add or leave out until one text is the other. Source: Levenshtein 1966.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (row[j], diagonal) = (Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1)), row[j]);
        }

        return row[^1];
    }
}

using System.Globalization;
using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>A table of a project read whole, its columns by heading: <c>name</c> or <c>name [unit]</c> (项目的表).</summary>
internal sealed class ProjectTable
{
    private readonly MemberTable cells;

    private ProjectTable(MemberTable cells) => (this.cells, Headings) = (cells, [.. cells.Schema.Fields.Select(f => MemberTable.Split(f.Name))]);

    /// <summary>Name of the file.</summary>
    public string File => cells.File;

    /// <summary>The files it is made of.</summary>
    public IReadOnlyList<string> Paths => cells.Files;

    /// <summary>Its columns with the unit in brackets, null without.</summary>
    public IReadOnlyList<(string Name, string? Unit)> Headings { get; }

    /// <summary>0-based record of each row.</summary>
    public IReadOnlyList<long> Records => cells.Records;

    public int Count => Records.Count;

    /// <summary>Reads it.</summary>
    /// <param name="path">CSV, .xlsx, .dbf or any layer.</param>
    /// <param name="required">Names that columns must have.</param>
    /// <param name="findings">Receives what is wrong with the file.</param>
    /// <exception cref="RefusedInputException">It cannot be read or lacks a column.</exception>
    public static ProjectTable Read(string path, IEnumerable<string> required, FindingLog findings)
    {
        var table = new ProjectTable(MemberTable.Read(path, null, null, geometry: false, findings, CancellationToken.None));
        foreach (var name in required)
            if (!table.Has(name))
                throw DataSet.Refuse(ProjectFindings.NoColumn, table.File, table.File, name, table.cells.Headings);
        return table;
    }

    public bool Has(string name) => IndexOf(name) >= 0;

    /// <summary>The unit in a column's heading; null without a column or a unit.</summary>
    public string? UnitOf(string name) => IndexOf(name) is >= 0 and var at ? Headings[at].Unit : null;

    /// <summary>A cell; null where it is blank or there is no such column.</summary>
    public string? Text(string name, int row) => IndexOf(name) is >= 0 and var at ? cells.Text(at, row) : null;

    /// <summary>A number; null where the cell is blank. What is no number within the limits is told, and <paramref name="sound"/> becomes false.</summary>
    public double? Number(string name, int row, double least, double most, FindingLog findings, ref bool sound)
    {
        if (Text(name, row) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        sound = false;
        Tell(ProjectFindings.BadCellNumber, name, row, findings, text, double.IsPositiveInfinity(most) ? string.Create(CultureInfo.InvariantCulture, $"≥ {least:R}") : string.Create(CultureInfo.InvariantCulture, $"{least:R} … {most:R}"));
        return null;
    }

    /// <summary>A date; null where the cell is blank. What is no date is told, and <paramref name="sound"/> becomes false.</summary>
    public DateOnly? Date(string name, int row, FindingLog findings, ref bool sound)
    {
        if (Text(name, row) is not { } text)
            return null;
        if (TryDate(text, out var date))
            return date;
        sound = false;
        Tell(ProjectFindings.BadCellDate, name, row, findings, text);
        return null;
    }

    /// <summary>A date as tables write it: 2020-03-01, or 20200301 in a .dbf.</summary>
    public static bool TryDate(string text, out DateOnly date) => DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>Tells of a cell: file and column come first.</summary>
    public void Tell(FindingRule rule, string name, int row, FindingLog findings, params string[] more) =>
        findings.Add(new Finding(rule, File, Records[row], name, Text(name, row), [File, name, .. more]));

    private int IndexOf(string name)
    {
        for (var i = 0; i < Headings.Count; i++)
            if (Headings[i].Name == name)
                return i;
        for (var i = 0; i < Headings.Count; i++)
            if (string.Equals(Headings[i].Name, name, StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }
}

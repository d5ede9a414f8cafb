using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>Shares that the user gives (份额表): division, department or year, and weight.</summary>
internal static class AllocationShares
{
    private const string Weight = "weight";

    /// <summary>Weights by key or name of the members.</summary>
    /// <param name="path">The table.</param>
    /// <param name="column">division, department or year.</param>
    /// <param name="members">Keys and names of those there are; those without a row get 0.</param>
    /// <param name="findings">Receives what does not fit.</param>
    /// <exception cref="RefusedInputException">The table is not there, lacks a column or has a weight that is none.</exception>
    public static IReadOnlyList<decimal> Read(string path, string column, IReadOnlyList<(string Key, string Name)> members, FindingLog findings)
    {
        var table = TextTable.Read(path, [column, Weight], findings);
        var weights = new decimal?[members.Count];
        foreach (var (line, cells) in table.Rows)
        {
            if (!decimal.TryParse(cells[Weight], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) || weight < 0)
                throw DataSet.Refuse(AllocationFindings.BadShare, table.File, $"{line}", cells[Weight]);
            var at = members.ToList().FindIndex(m => m.Key == cells[column] || m.Name == cells[column]);
            if (at < 0)
                findings.Add(new(AllocationFindings.UnknownShare, table.File, line - 2, column, cells[column], cells[column], string.Join(", ", members.Select(m => m.Name == m.Key ? m.Key : $"{m.Key} {m.Name}"))));
            else if (weights[at] is not null)
                throw DataSet.Refuse(AllocationFindings.SharesTwice, table.File, $"{line}", members[at].Name);
            else
                weights[at] = weight;
        }

        for (var i = 0; i < weights.Length; i++)
            if (weights[i] is null)
                findings.Add(new(AllocationFindings.MissingShare, table.File, null, column, members[i].Key, members[i].Name));
        return [.. weights.Select(w => w ?? 0)];
    }

    /// <summary>Name of the column with the members.</summary>
    public static string Column(AllocationTo to) => to switch { AllocationTo.Departments => "department", AllocationTo.Years => "year", _ => "division" };
}

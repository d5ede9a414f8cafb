using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>What the user gives for a report (使用者填写项): number, date, issuer, review number of maps and the like, in a CSV file with the columns fact and value.</summary>
internal static class GivenFacts
{
    /// <summary>The values by fact.</summary>
    /// <exception cref="RefusedInputException">The file cannot be read, has other columns, or names what the template does not ask for.</exception>
    public static IReadOnlyDictionary<string, string> Read(string? path, ReportTemplate template)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        if (path is null)
            return given;
        var rows = SourceRows.Read(Path.GetFileName(path), File.ReadAllBytes(path), "");
        var (fact, value) = (rows.Column("fact"), rows.Column("value"));
        var asked = template.Facts.Where(f => f.IsGiven).Select(f => f.Id).ToList();
        for (var row = 0; row < rows.Count; row++)
        {
            if (!asked.Contains(rows[row, fact]))
                throw new RefusedInputException(new(ReportFindings.UnknownFact, rows.File, row, "fact", rows[row, fact], rows[row, fact], string.Join(", ", asked)));
            if (!given.TryAdd(rows[row, fact], rows[row, value].Trim()))
                throw new RefusedInputException(new(ReportFindings.Twice, rows.File, row, "fact", rows[row, fact], rows.File, rows[row, fact]));
        }

        return given;
    }
}

using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>Targets on a terminal: table, contradictions, how many candidates.</summary>
internal static class TargetsText
{
    private const int RowsShown = 60;

    private static readonly Bilingual Counts = new("目标 {0} 个，不一致 {1} 处，待人工判定 {2} 处", "{0} targets, {1} contradictions, {2} candidates for a person to decide");

    /// <summary>Prints a result.</summary>
    public static void Print(ImportResult result, Invocation invocation, string? written)
    {
        var language = invocation.Language;
        using var output = invocation.Text();
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        foreach (var (file, reading) in result.Plans)
        {
            output.WriteLine(string.Join("  ", ((string[])[reading.Region, reading.Title, reading.Number, file]).Where(t => t.Length > 0)));
            ConsoleTable.Write(output, ImportTables.Targets(reading, language, withQuotes: false), language, RowsShown);
            foreach (var conflict in reading.Conflicts)
                output.WriteLine($"  [{ImportTables.Kind(conflict.Kind).In(language)}] {conflict.Text.In(language)}");
            output.WriteLine(Say(Counts, reading.Targets.Count, reading.Conflicts.Count, reading.Candidates.Count));
            output.WriteLine();
        }

        var findings = result.Findings;
        output.WriteLine(Say(Texts.FindingCounts, findings.Count(Severity.Error), findings.Count(Severity.Warning), findings.Count(Severity.Info)));
        foreach (var finding in findings.Findings.Where(f => f.Rule != PlanFindings.Conflict).Take(RowsShown))
            output.WriteLine($"  {finding.Rule.Code} {finding.Message(language)}");
        if (written is not null)
            output.WriteLine(Say(Texts.Written, written));
    }
}

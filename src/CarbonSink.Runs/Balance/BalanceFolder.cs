using CarbonSink.Findings;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The files of a balance in its output folder: balance.json, balance.html, years.csv, emissions.csv, components.csv, scenarios.csv, traded.csv, not-counted.csv, findings.csv and manifest.json.</summary>
public static class BalanceFolder
{
    /// <summary>Writes them and puts the folder in its place.</summary>
    /// <param name="result">The balance.</param>
    /// <param name="folder">The folder, opened before the work began.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(BalanceResult result, OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language)
    {
        folder.Write("balance.json", s => BalanceJson.Write(result, s, language));
        folder.Write("balance.html", BalancePage.Of(result, language).Write);
        foreach (var table in BalanceTables.All(result, language))
            folder.Write($"{table.Id}.csv", s => CsvTable.Write(table, s));
        folder.Write("findings.csv", s => CsvTable.Write(FindingsTable.Of(result.Findings.Findings, language), s));
        return folder.Commit(new()
        {
            ProgramVersion = AssessmentRun.ProgramVersion,
            Command = command,
            TimeUtc = startedUtc,
            Inputs = result.Inputs,
            Packs = result.Packs,
            WorstStatus = result.Status,
            Label = BalanceResult.Label,
            FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, s => result.Findings.Count(s)),
        });
    }
}

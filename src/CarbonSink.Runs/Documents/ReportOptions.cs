namespace CarbonSink.Runs;

/// <summary>What a report is written from (出具报告的选项).</summary>
/// <param name="Report">The template, id or id/version.</param>
/// <param name="From">Folders of results, <c>DIR</c> or <c>ROLE=DIR</c>.</param>
/// <param name="FactsFile">CSV with columns fact and value of what the user gives; null for nothing.</param>
/// <param name="Audience">For whom it is.</param>
/// <param name="Language">"zh" or "en".</param>
/// <param name="Methodology">The methodology folder.</param>
public sealed record ReportOptions(string Report, IReadOnlyList<string> From, string? FactsFile, ReportAudience Audience, string Language, string Methodology);

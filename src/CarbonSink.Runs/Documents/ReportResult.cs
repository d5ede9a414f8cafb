using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>A report that passed its checks and can be written (可出具的报告).</summary>
/// <param name="Document">What it says.</param>
/// <param name="Bound">The template with its values.</param>
/// <param name="Status">Worst status of the parameters behind it; null where nothing was estimated.</param>
/// <param name="Inputs">Every file that was read.</param>
/// <param name="Packs">The template and every pack of the runs.</param>
/// <param name="Findings">What was noticed.</param>
public sealed record ReportResult(ReportDocument Document, FilledReport Bound, ParameterStatus? Status, IReadOnlyList<FileDigest> Inputs, IReadOnlyList<PackReference> Packs, FindingLog Findings);

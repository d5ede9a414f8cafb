using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>What an import of another register is asked to do (历史登记数据导入选项).</summary>
/// <param name="Paths">Files and folders.</param>
/// <param name="Mapping">Id of a built-in mapping, or the path of one.</param>
/// <param name="Registry">Name of the register, instead of the mapping's; null for that.</param>
/// <param name="Methodology">The methodology folder.</param>
/// <param name="BatchSize">Rows of one transaction.</param>
public sealed record HistoricImportOptions(IReadOnlyList<string> Paths, string Mapping, string? Registry, string Methodology, int BatchSize = 500);

/// <summary>A row that was listed and not imported (待处理行).</summary>
/// <param name="File">Its file, a sheet after '#'.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Table">Table; null where it is not clear.</param>
/// <param name="Findings">What is wrong with it.</param>
/// <param name="Quantities">Quantities that could be read.</param>
/// <param name="Raw">The row as it was written.</param>
public sealed record HistoricListed(string File, int Line, string? Table, IReadOnlyList<Finding> Findings, IReadOnlyList<(string Name, decimal Value)> Quantities, string Raw);

/// <summary>A sum before and after an import (导入前后合计): what was read is what was imported and what is listed.</summary>
/// <param name="Registry">Register.</param>
/// <param name="Table">Table.</param>
/// <param name="Year">Vintage, else year of the date; null where neither was read.</param>
/// <param name="Quantity">Name of the quantity; null for rows of which none was read.</param>
/// <param name="RowsRead">Rows read that have it.</param>
/// <param name="RowsImported">Of them, rows of the register now.</param>
/// <param name="RowsListed">Of them, rows listed.</param>
/// <param name="Read">Sum of the rows read; null where there is none.</param>
/// <param name="Imported">Sum of the rows of the register now.</param>
/// <param name="Listed">Sum of the rows listed.</param>
public sealed record HistoricSum(string Registry, string Table, int? Year, string? Quantity, long RowsRead, long RowsImported, long RowsListed, decimal? Read, decimal? Imported, decimal? Listed);

/// <summary>An import of another register (历史登记数据导入结果).</summary>
public sealed record HistoricImportResult
{
    /// <summary>Files that were read.</summary>
    public required IReadOnlyList<FileDigest> Files { get; init; }

    /// <summary>Mapping, its id.</summary>
    public required string Mapping { get; init; }

    /// <summary>Path of the mapping.</summary>
    public required string MappingPath { get; init; }

    /// <summary>Whether nothing was written because nothing was to be.</summary>
    public required bool IsTrial { get; init; }

    /// <summary>Rows read: all but headers and blank ones.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows added to the register, or to be added on a trial.</summary>
    public required long RowsAdded { get; init; }

    /// <summary>Rows that an earlier run of the same files had added.</summary>
    public required long RowsThere { get; init; }

    /// <summary>Rows listed, in the order they were read.</summary>
    public required IReadOnlyList<HistoricListed> Listed { get; init; }

    /// <summary>Sums by register, table, year and quantity.</summary>
    public required IReadOnlyList<HistoricSum> Sums { get; init; }

    /// <summary>Projects of which more was retired than issued.</summary>
    public required IReadOnlyList<HistoricBalance> OverRetired { get; init; }

    /// <summary>All findings.</summary>
    public required FindingLog Findings { get; init; }
}

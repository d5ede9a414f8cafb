using CarbonSink.Findings;
using CarbonSink.Geometry;

namespace CarbonSink.Runs;

/// <summary>What is to be converted into what (格式转换选项). Immutable.</summary>
/// <param name="Source">The source's file or folder.</param>
/// <param name="Target">The target; its extension names the format.</param>
public sealed record ConvertOptions(string Source, string Target)
{
    /// <summary>The layer of the source; null for the only one.</summary>
    public string? Layer { get; init; }

    /// <summary>Encoding of the source's texts; null to determine it.</summary>
    public string? Encoding { get; init; }

    /// <summary>Encoding of the target's texts; null for UTF-8.</summary>
    public string? ToEncoding { get; init; }

    /// <summary>Coordinate reference of the source, in place of its own; null to read that.</summary>
    public string? Crs { get; init; }

    /// <summary>Coordinate reference of the target; null for that of the source.</summary>
    public string? ToCrs { get; init; }

    /// <summary>The parameters of a change of datum; null for none.</summary>
    public Helmert? Shift { get; init; }

    /// <summary>Whether an existing target may be replaced.</summary>
    public bool Force { get; init; }
}

/// <summary>What a conversion did (格式转换结果).</summary>
/// <param name="Driver">Format of the source.</param>
/// <param name="Records">Records written.</param>
/// <param name="DeletedRecords">Records of the source marked as deleted, which are not copied.</param>
/// <param name="NullGeometries">Records without geometry.</param>
/// <param name="Files">Files written, the main one first; none where an error kept them from being written.</param>
/// <param name="Findings">What was remarkable in reading and in writing.</param>
/// <param name="Refusal">The error of writing for which nothing was written; null where all is well.</param>
public sealed record ConvertResult(string Driver, long Records, long DeletedRecords, long NullGeometries, IReadOnlyList<string> Files, FindingLog Findings, Finding? Refusal);

using CarbonSink.Estimation;

namespace CarbonSink.Runs;

/// <summary>Merges part files into the assessment of the whole layer (合并分区), the same bits as if it had been made at once.</summary>
public static class MergeRun
{
    /// <summary>Reads and merges parts, given in any order.</summary>
    /// <exception cref="Findings.RefusedInputException">A part is missing or damaged, parts overlap, leave a gap or differ, or they do not cover the layer.</exception>
    public static AssessmentPart Run(IReadOnlyList<string> files, CancellationToken stop)
    {
        var parts = new List<AssessmentPart>(files.Count);
        foreach (var file in files)
        {
            stop.ThrowIfCancellationRequested();
            parts.Add(Read(file));
        }

        var whole = AssessmentPart.Merge(parts);
        whole.RequireWhole();
        whole.CheckSums();
        return whole;
    }

    private static AssessmentPart Read(string file)
    {
        if (!File.Exists(file))
            throw new Findings.RefusedInputException(new(PartFindings.Missing, Path.GetFileName(file), null, null, null, file));
        using var stream = File.OpenRead(file);
        return AssessmentPartFile.Read(stream, Path.GetFileName(file));
    }
}

using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>A project's folder read (项目数据): its file, parcels, activities and evidence.</summary>
/// <param name="File">project.json.</param>
/// <param name="Parcels">Its parcels.</param>
/// <param name="Activities">What was done.</param>
/// <param name="Evidence">What shows it.</param>
internal sealed record ProjectInput(ProjectFile File, ProjectParcels Parcels, Activities Activities, EvidenceList Evidence)
{
    /// <summary>Reads a project that is no bundle.</summary>
    /// <exception cref="RefusedInputException">It cannot be read.</exception>
    public static ProjectInput Read(ProjectFile file, FindingLog findings, CancellationToken stop = default)
    {
        var parcels = ProjectParcels.Read(file.Parcels!, findings, stop);
        return new(file, parcels,
            file.Activities is { } activities ? Activities.Read(activities, parcels, file.Start, findings) : Activities.None,
            file.Evidence is { } evidence ? EvidenceList.Read(evidence, parcels, findings) : EvidenceList.None);
    }

    /// <summary>The files that were read, for hashing.</summary>
    public IEnumerable<string> Paths => [File.Path, .. Parcels.Table.Files, .. Activities.Paths, .. Evidence.Paths];
}

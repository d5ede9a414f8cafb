using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>A document that a step rests on (材料).</summary>
/// <param name="Kind">Kind, as lifecycle.csv names it, e.g. pdd, validation-report.</param>
/// <param name="Name">File name.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hex.</param>
public sealed record DocumentReference(string Kind, string Name, string Sha256);

/// <summary>A step that is asked for (流程事件).</summary>
/// <param name="State">The register before it.</param>
/// <param name="Rules">Rules of the project's programme.</param>
/// <param name="Project">Row of the project.</param>
/// <param name="Period">Row of the period; null for a step of the project. A period that does not exist yet has only project, number, from, to and state "none".</param>
/// <param name="Event">The event, as lifecycle.csv names it.</param>
/// <param name="Date">Day on which it happened, in China; not before the step before it, not after the day of recording.</param>
/// <param name="Recorded">Day of recording, in China.</param>
/// <param name="Actor">Row of the actor.</param>
/// <param name="Facts">What the actor says: conclusion, amounts, comments.</param>
/// <param name="Documents">Documents with their hashes.</param>
/// <param name="Overlaps">Finds overlaps of the project's parcels with all other claims; asked for by guards; on replay what the entry recorded.</param>
public sealed record LifecycleRequest(
    IRegisterReading State,
    ProgrammeRules Rules,
    CanonicalObject Project,
    CanonicalObject? Period,
    string Event,
    DateOnly Date,
    DateOnly Recorded,
    CanonicalObject Actor,
    CanonicalObject Facts,
    IReadOnlyList<DocumentReference> Documents,
    Func<IReadOnlyList<OverlapFinding>> Overlaps);

/// <summary>What a step changes (流程结果).</summary>
/// <param name="Project">The project's row after it.</param>
/// <param name="Period">The period's row after it; null for a step of the project.</param>
/// <param name="Claims">State that the project's claims get; null where they stay.</param>
/// <param name="Outcome">What is written into the entry: from, to, due dates, late, overlaps.</param>
public sealed record LifecycleResult(CanonicalObject Project, CanonicalObject? Period, ClaimState? Claims, CanonicalObject Outcome)
{
    /// <summary>Rows that the step puts beside these, e.g. a ban.</summary>
    public IReadOnlyList<(string Kind, string Id, CanonicalObject Row)> Further { get; init; } = [];
}

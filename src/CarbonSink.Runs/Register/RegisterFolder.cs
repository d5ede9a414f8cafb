using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>A folder of register data from which documents are written (登记簿结果文件夹): beside the data the certificate of the head that signs all of them, and a manifest.</summary>
public static class RegisterFolder
{
    /// <summary>Name of the certificate of the head; anyone verifies it with <c>carbonsink verify head.json</c>.</summary>
    public const string HeadName = "head.json";

    /// <summary>Writes the certificate of the last head where it signs every entry that the data rest on; of data that nobody signed there is none.</summary>
    /// <param name="store">The register.</param>
    /// <param name="size">Entries that the data rest on.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="RefusedInputException">The store is not what was signed.</exception>
    public static void WriteHead(IRegisterStore store, long size, OutputFolder folder)
    {
        if (SignedRegister.Unchanged(() => new VerifiableLedger(store).Head)?.TreeSize == size)
            folder.Write(HeadName, s => s.Write(SignedRegister.Certify(store, null, null, null, TimeProvider.System).ToCanonical().ToUtf8()));
    }

    /// <summary>What a programme wants said of its units, with its name: several programmes may stand in one folder.</summary>
    public static Bilingual Of(string programme, Bilingual notice) => new($"{programme}：{notice.Zh}", $"{programme}: {notice.En}");

    /// <summary>Puts the folder in its place with its manifest, whose label is what the programmes want said of their units: every document written from it says so.</summary>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Commit(OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, params IReadOnlyList<Bilingual> notices) => folder.Commit(new()
    {
        ProgramVersion = AssessmentRun.ProgramVersion,
        Command = command,
        TimeUtc = startedUtc,
        Inputs = [],
        Packs = [],
        WorstStatus = null,
        Label = notices.Count == 0 ? null : new(string.Join('；', notices.Select(n => n.Zh)), string.Join("; ", notices.Select(n => n.En))),
        FindingCounts = new Dictionary<Severity, long>(),
    });
}

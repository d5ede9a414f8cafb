using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>A programme's folder as the ledger takes it in (机制文件夹入账): every file as text, and the digest of them all.</summary>
public static class ProgrammeAdoption
{
    /// <summary>{id, version, sha256, files[{name, text}]}: files in ordinal order of their names, without byte-order mark and with LF ends;</summary>
    /// <param name="folder">The folder, which ends in id/version, or ID/VERSION in the methodology folder.</param>
    /// <param name="methodology">The methodology folder.</param>
    /// <exception cref="RefusedInputException">There is none, or it lacks register.json or lifecycle.csv.</exception>
    public static CanonicalObject Read(string folder, string methodology)
    {
        var place = new[] { folder, Path.Combine(methodology, "programmes", folder) }.FirstOrDefault(f => File.Exists(Path.Combine(f, "register.json")) && File.Exists(Path.Combine(f, "lifecycle.csv")))
            ?? throw DataSet.Refuse(RegisterFindings.NoProgramme, null, folder);
        place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(place));
        var files = Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories)
            .Select(f => (Name: Path.GetRelativePath(place, f).Replace('\\', '/'), Text: File.ReadAllText(f).Replace("\r\n", "\n", StringComparison.Ordinal)))
            .OrderBy(f => f.Name, StringComparer.Ordinal).ToArray();
        return ProgrammeTexts.Adoption(Path.GetFileName(Path.GetDirectoryName(place))!, Path.GetFileName(place), files);
    }
}

using System.Security.Cryptography;
using System.Text;

namespace CarbonSink.Runs;

/// <summary>Files of results that belong together and appear all or none (整套输出文件): built in a folder beside their place; the old set is renamed away, the new one renamed in, the old one deleted.</summary>
/// <remarks>The folder is <c>.NAME.partial-…</c>, or a short name in its stead where the name is long. What a killed run left there is put right when the next run opens the target.</remarks>
public sealed class OutputFiles : IDisposable
{
    private const int LongestPrefix = 60;
    private const string OldFolder = "old";
    private const string NewFolder = "new";
    private const string HoldFile = "hold";
    private const string PlacingFile = "placing"; // the old set is away as a whole: from here on the new one is put in its place

    private readonly string target;
    private readonly string staged;
    private readonly FileStream hold;
    private readonly IReadOnlyList<string> companions;
    private bool keepStaged;

    private OutputFiles(string target, string staged, FileStream hold, IReadOnlyList<string> companions) =>
        (this.target, this.staged, this.hold, this.companions) = (target, staged, hold, companions);

    /// <summary>Where the main file is to be built; the others go beside it.</summary>
    public string StagedPath => Path.Combine(staged, NewFolder, Path.GetFileName(target));

    private string Parent => Path.GetDirectoryName(target)!;

    /// <summary>Proves that files can be put at a path and makes the folder in which they are built.</summary>
    /// <param name="path">Path of the main file, or of a folder that stands for one.</param>
    /// <param name="companions">What may follow the name instead of its extension (.dbf), or, beginning with '+', after it (+-wal); the old set is made of these.</param>
    /// <param name="replace">Whether what is there may be replaced.</param>
    /// <exception cref="OutputException">The place cannot be written, or something is there that may not be replaced.</exception>
    public static OutputFiles Open(string path, IReadOnlyList<string> companions, bool replace)
    {
        var place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return OutputException.At(place, () =>
        {
            var parent = Path.GetDirectoryName(place) ?? throw new OutputException(OutputFindings.WrongKind, null, place, "文件", "file");
            Directory.CreateDirectory(parent);
            var prefix = Prefix(Path.GetFileName(place));
            foreach (var leftover in Directory.GetDirectories(parent, prefix + "*").Order(StringComparer.Ordinal))
                Recover(leftover, place);
            if (!replace && Existing(place, companions) is [var there, ..])
                throw new OutputException(OutputFindings.Exists, null, there);
            var folder = Path.Combine(parent, prefix + Guid.NewGuid().ToString("N")[..8]);
            Directory.CreateDirectory(Path.Combine(folder, NewFolder));
            return new OutputFiles(place, folder, new(Path.Combine(folder, HoldFile), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose), companions);
        });
    }

    /// <summary>Paths that are there and belong to the set of a target.</summary>
    public static IReadOnlyList<string> Existing(string target, IReadOnlyList<string> companions)
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(target))!;
        var (name, stem) = (Path.GetFileName(target), Path.GetFileNameWithoutExtension(target));
        var names = companions.Select(c => c[0] == '+' ? name + c[1..] : stem + c).Prepend(name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Directory.Exists(parent) ? [.. Directory.EnumerateFileSystemEntries(parent).Where(e => names.Contains(Path.GetFileName(e))).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Puts the files in their place.</summary>
    /// <param name="shared">Extensions of files that may belong to another set too, such as .prj: one that is there stays.</param>
    /// <returns>The files in their place.</returns>
    /// <exception cref="OutputException">An old file cannot be replaced: the old set is put back, the new one kept and named.</exception>
    public IReadOnlyList<string> Commit(params IReadOnlyList<string> shared)
    {
        var moved = new List<(string From, string To)>();
        var placed = new List<string>();
        try
        {
            var old = Path.Combine(staged, OldFolder);
            Directory.CreateDirectory(old);
            foreach (var entry in Existing(target, companions))
                Move(entry, Path.Combine(old, Path.GetFileName(entry)), moved);
            File.Create(Path.Combine(staged, PlacingFile)).Dispose();
            foreach (var entry in Directory.EnumerateFileSystemEntries(Path.Combine(staged, NewFolder)).Order(StringComparer.Ordinal))
            {
                var place = Path.Combine(Parent, Path.GetFileName(entry));
                placed.Add(place);
                if (!shared.Contains(Path.GetExtension(entry), StringComparer.OrdinalIgnoreCase) || !File.Exists(place))
                    Move(entry, place, moved);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            for (var i = moved.Count - 1; i >= 0; i--)
                Directory.Move(moved[i].To, moved[i].From);
            File.Delete(Path.Combine(staged, PlacingFile));
            keepStaged = true;
            throw new OutputException(OutputFindings.Kept, e, target, e.Message, staged);
        }

        return placed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        hold.Dispose();
        if (!keepStaged)
            TryDelete(staged);
    }

    /// <summary>Beginning of the names under which a target is built.</summary>
    internal static string Prefix(string name) =>
        $".{(Encoding.UTF8.GetByteCount(name) <= LongestPrefix ? name : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16])}.partial-";

    /// <summary>
    /// A run holds a file in its folder; a folder without was left by a run that was killed. Killed before the old set was away as a whole, the old one goes back;
    /// after that, the rest of the new one goes to its place: never are files of both mixed, and never is the only copy deleted.
    /// </summary>
    private static void Recover(string leftover, string target)
    {
        try
        {
            new FileStream(Path.Combine(leftover, HoldFile), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (IOException)
        {
            return;
        }

        var (old, isPlacing, isRefused) = (Path.Combine(leftover, OldFolder), File.Exists(Path.Combine(leftover, PlacingFile)), false);
        if (Directory.Exists(old))
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(isPlacing ? Path.Combine(leftover, NewFolder) : old))
            {
                var place = Path.Combine(Path.GetDirectoryName(target)!, Path.GetFileName(entry));
                if (!File.Exists(place) && !Directory.Exists(place))
                    Directory.Move(entry, place);
                else
                    isRefused |= !isPlacing; // somebody has put another file there meanwhile: both stay
            }
        }

        if (!isRefused)
            TryDelete(leftover);
    }

    private static void Move(string from, string to, List<(string From, string To)> moved)
    {
        Directory.Move(from, to); // files too
        moved.Add((from, to));
    }

    /// <summary>Deletes the folder; what another program holds open stays for the next run to delete.</summary>
    private static bool TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

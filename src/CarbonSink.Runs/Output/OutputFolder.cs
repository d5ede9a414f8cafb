using CarbonSink.Estimation;

namespace CarbonSink.Runs;

/// <summary>A folder of results that appears complete or not at all (输出文件夹): it is built beside its place, then the old folder is renamed away, the new one renamed in and the old one deleted.</summary>
/// <remarks>
/// Beside the folder NAME lie, while a run writes: <c>.NAME.lock</c> (held open, so that two runs cannot meet), <c>.NAME.partial-…</c> (being built) and for an instant <c>.NAME.old-…</c>.
/// What a killed run left there is put right when the next run opens the folder. Disposing without <see cref="Commit"/> leaves the old folder untouched.
/// </remarks>
public sealed class OutputFolder : IDisposable
{
    private readonly string target;
    private readonly FileStream hold;
    private readonly SortedDictionary<string, string> contents = new(StringComparer.Ordinal);
    private bool keepStaged;

    private OutputFolder(string target, FileStream hold)
    {
        this.target = target;
        this.hold = hold;
        StagedPath = Beside("partial");
    }

    /// <summary>Where the results are built.</summary>
    public string StagedPath { get; }

    private string Parent => Path.GetDirectoryName(target)!;

    private string Prefix => $".{Path.GetFileName(target)}.";

    /// <summary>Proves that results can be put at a path and starts building them beside it. Puts right what a killed run left.</summary>
    /// <exception cref="OutputException">The place cannot be written, is in use, or holds something this program did not write.</exception>
    public static OutputFolder Open(string path)
    {
        var place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return OutputException.At(place, () =>
        {
            if (new DirectoryInfo(place) is { LinkTarget: not null } folderLink && folderLink.ResolveLinkTarget(returnFinalTarget: true) is { } link)
                place = link.FullName;
            if (Path.GetDirectoryName(place) is not { } parent)
                throw new OutputException(OutputFindings.NotOurs, null, place);
            Directory.CreateDirectory(parent);
            var folder = new OutputFolder(place, Hold(place));
            try
            {
                folder.Recover();
                folder.ProveReplaceable();
                Directory.CreateDirectory(folder.StagedPath);
                return folder;
            }
            catch
            {
                folder.Dispose();
                throw;
            }
        });
    }

    /// <summary>Writes one file of the results and forces it to the disk.</summary>
    /// <param name="name">Path inside the folder, with '/'.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="OutputException">It cannot be written, e.g. the disk is full.</exception>
    public void Write(string name, Action<Stream> write)
    {
        var path = Path.Combine(StagedPath, name);
        OutputException.At(path, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
            write(stream);
            stream.Flush(flushToDisk: true);
            return true;
        });
    }

    /// <summary>Has one file of the results written by its path, for formats that are not written from front to back, and forces it to the disk.</summary>
    /// <param name="name">Name of the file, which does not exist yet.</param>
    /// <param name="write">Writes it and gives the SHA-256 of its contents, in hexadecimal, where the bytes of the container may differ between equal runs.</param>
    /// <exception cref="OutputException">It cannot be written, e.g. the disk is full.</exception>
    public void WriteContainer(string name, Func<string, string> write)
    {
        var path = Path.Combine(StagedPath, name);
        contents[name] = OutputException.At(path, () =>
        {
            var content = write(path);
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
            stream.Flush(flushToDisk: true);
            return content;
        });
    }

    /// <summary>Hashes every file, writes the manifest as the last one and puts the folder in its place.</summary>
    /// <returns>The manifest with the outputs filled in.</returns>
    /// <exception cref="OutputException">The old folder cannot be replaced: the new one is kept beside it and named.</exception>
    public Manifest Commit(Manifest manifest)
    {
        var complete = OutputException.At(StagedPath, () => manifest with { Outputs = [.. Files(StagedPath).Select(f => FileHash.Of(Path.Combine(StagedPath, f), f))], ContentHashes = contents });
        Write(Manifest.FileName, complete.Write);
        keepStaged = true;
        if (FirstLocked() is { } locked)
            throw new OutputException(OutputFindings.KeptBesideLocked, null, locked, StagedPath);
        var old = Directory.Exists(target) ? Beside("old") : null;
        try
        {
            if (old is not null)
                Directory.Move(target, old);
            Directory.Move(StagedPath, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (old is not null && Directory.Exists(old) && !Directory.Exists(target))
                Directory.Move(old, target);
            throw new OutputException(OutputFindings.Kept, e, target, e.Message, StagedPath);
        }

        foreach (var leftover in Leftovers("old").Concat(Leftovers("partial")))
            TryDelete(leftover);
        return complete;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!keepStaged)
            TryDelete(StagedPath);
        hold.Dispose();
    }

    private static FileStream Hold(string place)
    {
        var path = Path.Combine(Path.GetDirectoryName(place)!, $".{Path.GetFileName(place)}.lock");
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new OutputException(OutputFindings.Busy, e, place);
        }
    }

    /// <summary>The hold is ours, so whatever lies beside the folder belongs to a run that ended: an old folder without a new one goes back to its place; unfinished results go. A finished result that could not be moved into place stays until a later run succeeds.</summary>
    private void Recover()
    {
        foreach (var old in Leftovers("old"))
        {
            if (Directory.Exists(target))
                TryDelete(old);
            else
                Directory.Move(old, target);
        }

        foreach (var partial in Leftovers("partial").Where(p => Manifest.OutputsIn(p) is null))
            TryDelete(partial);
    }

    private void ProveReplaceable()
    {
        if (File.Exists(target))
            throw new OutputException(OutputFindings.WrongKind, null, target, "文件夹", "folder");
        if (!Directory.Exists(target))
            return;
        var files = Files(target);
        if (files.Count > 0 || Directory.EnumerateFileSystemEntries(target).Any())
        {
            var ours = Manifest.OutputsIn(target) ?? throw new OutputException(OutputFindings.NotOurs, null, target);
            if (files.FirstOrDefault(f => f != Manifest.FileName && !ours.Contains(f, StringComparer.Ordinal) && !IsClutter(f)) is { } foreign)
                throw new OutputException(OutputFindings.WouldBeLost, null, target, foreign);
        }

        if (FirstLocked() is { } locked)
            throw new OutputException(OutputFindings.Locked, null, locked);
        // Only a rename proves that the folder can be renamed: permissions, mount points and programs that stand in it all speak here.
        var away = Beside("old");
        Directory.Move(target, away);
        Directory.Move(away, target);
    }

    private string? FirstLocked() => Directory.Exists(target) ? Files(target).Select(f => Path.Combine(target, f)).FirstOrDefault(IsLocked) : null;

    private string Beside(string what) => Path.Combine(Parent, $"{Prefix}{what}-{Guid.NewGuid().ToString("N")[..8]}");

    private string[] Leftovers(string what) => [.. Directory.GetDirectories(Parent, $"{Prefix}{what}-*").Order(StringComparer.Ordinal)];

    /// <summary>Names of all files below a folder, with '/', in ordinal order.</summary>
    private static List<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>Files that desktops and office programs leave in any folder they open.</summary>
    private static bool IsClutter(string name) => Path.GetFileName(name) is var n
        && (n is ".DS_Store" or "Thumbs.db" or "desktop.ini" || n.StartsWith(".~lock.", StringComparison.Ordinal) || n.StartsWith("~$", StringComparison.Ordinal));

    private static bool IsLocked(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None, 1);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Deletes a folder; what another program holds open stays for the next run to delete.</summary>
    private static bool TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

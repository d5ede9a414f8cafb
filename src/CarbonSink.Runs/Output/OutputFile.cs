using System.Text;

namespace CarbonSink.Runs;

/// <summary>One file of results that appears complete or not at all (输出文件): written beside its place, forced to the disk and renamed over the old one.</summary>
public sealed class OutputFile : IDisposable
{
    private const int HeadLength = 256;

    private readonly string target;
    private readonly FileStream staged;
    private bool done;

    private OutputFile(string target, FileStream staged) => (this.target, this.staged) = (target, staged);

    /// <summary>Proves that a file can be put at a path, before the work begins.</summary>
    /// <param name="path">The path.</param>
    /// <param name="mark">Text found at the head of files that may be replaced; null when no file may be.</param>
    /// <exception cref="OutputException">The place cannot be written, or holds something else.</exception>
    public static OutputFile Open(string path, string? mark)
    {
        var place = Path.GetFullPath(path);
        return OutputException.At(place, () =>
        {
            if (Directory.Exists(place))
                throw new OutputException(OutputFindings.WrongKind, null, place, "文件", "file");
            if (File.Exists(place) && (mark is null || !HeadOf(place).Contains(mark, StringComparison.Ordinal)))
                throw new OutputException(OutputFindings.OtherFile, null, place);
            var parent = Path.GetDirectoryName(place)!;
            Directory.CreateDirectory(parent);
            var prefix = OutputFiles.Prefix(Path.GetFileName(place));
            foreach (var leftover in Directory.GetFiles(parent, prefix + "*"))
                DeleteUnlessHeld(leftover);
            return new OutputFile(place, new(Path.Combine(parent, prefix + Guid.NewGuid().ToString("N")[..8]), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16));
        });
    }

    /// <summary>Writes the contents and puts the file in its place.</summary>
    /// <exception cref="OutputException">It cannot be written or the old file cannot be replaced.</exception>
    public void Commit(Action<Stream> write)
    {
        OutputException.At(target, () =>
        {
            write(staged);
            staged.Flush(flushToDisk: true);
            staged.Dispose();
            File.Move(staged.Name, target, overwrite: true);
            return done = true;
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        staged.Dispose();
        if (!done)
            File.Delete(staged.Name);
    }

    /// <summary>A run holds its unfinished file open; one that nobody holds was left by a run that was killed.</summary>
    private static bool DeleteUnlessHeld(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string HeadOf(string path)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[HeadLength];
        return Encoding.UTF8.GetString(head, 0, stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false));
    }
}

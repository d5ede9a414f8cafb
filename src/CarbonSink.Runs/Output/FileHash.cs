using System.Security.Cryptography;
using CarbonSink.Estimation;

namespace CarbonSink.Runs;

/// <summary>SHA-256 of files, streamed (文件指纹).</summary>
public static class FileHash
{
    private const int BlockSize = 1 << 20;

    /// <summary>The digest of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The name to record.</param>
    /// <param name="stop">Ends the work early with <see cref="OperationCanceledException"/>.</param>
    public static FileDigest Of(string path, string name, CancellationToken stop = default)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = GC.AllocateUninitializedArray<byte>((int)Math.Clamp(RandomAccess.GetLength(file), 1, BlockSize));
        long length = 0;
        for (int read; (read = RandomAccess.Read(file, block, length)) > 0; length += read)
        {
            stop.ThrowIfCancellationRequested();
            hash.AppendData(block, 0, read);
        }

        return new(name, Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }

    /// <summary>Digests of several files in ordinal order of their names, computed in the background while the run works.</summary>
    public static Task<IReadOnlyList<FileDigest>> OfAll(IEnumerable<(string Path, string Name)> files, CancellationToken stop)
    {
        var ordered = files.OrderBy(f => f.Name, StringComparer.Ordinal).ToArray();
        return Task.Run<IReadOnlyList<FileDigest>>(() => [.. ordered.Select(f => Of(f.Path, f.Name, stop))], stop);
    }
}

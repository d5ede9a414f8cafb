using CarbonSink.Findings;
using Microsoft.Win32.SafeHandles;

namespace CarbonSink.Gis;

/// <summary>A stretch of a file held in memory that moves forward as it is read. One per pass; the handle may be shared by several.</summary>
internal sealed class FileWindow(SafeFileHandle handle, string name, long fileLength, int size = 256 * 1024)
{
    private byte[] buffer = new byte[size];
    private long start;
    private int count;

    /// <summary>The bytes of a stretch; valid until the next call.</summary>
    /// <exception cref="RefusedInputException">The file ends before the stretch does.</exception>
    public ReadOnlySpan<byte> Read(long offset, int length)
    {
        if (offset < start || offset + length > start + count)
            Load(offset, length);
        return buffer.AsSpan((int)(offset - start), length);
    }

    private void Load(long offset, int length)
    {
        if (offset + length > fileLength)
            throw Truncated(fileLength, offset + length);
        if (length > buffer.Length)
            buffer = new byte[length];
        (start, count) = (offset, 0);
        var wanted = (int)Math.Min(buffer.Length, fileLength - offset);
        while (count < wanted)
        {
            var read = RandomAccess.Read(handle, buffer.AsSpan(count, wanted - count), offset + count);
            if (read == 0)
                throw Truncated(offset + count, fileLength); // cut by another program while being read
            count += read;
        }
    }

    private RefusedInputException Truncated(long actual, long expected) =>
        new(new Finding(GisFindings.FileTruncated, name, null, null, null, name, $"{actual}", $"{expected}"));
}

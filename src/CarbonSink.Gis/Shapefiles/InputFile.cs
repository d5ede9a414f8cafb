using CarbonSink.Findings;
using Microsoft.Win32.SafeHandles;

namespace CarbonSink.Gis;

/// <summary>One open file of a data set: handle, name without directories, length.</summary>
internal sealed class InputFile : IDisposable
{
    public InputFile(string path)
    {
        Name = Path.GetFileName(path);
        try
        {
            Handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RefusedInputException(new Finding(GisFindings.FileMissing, Name, null, null, null, path), e);
        }

        Length = RandomAccess.GetLength(Handle);
    }

    public SafeFileHandle Handle { get; }

    public string Name { get; }

    public long Length { get; }

    public FileWindow Window(int size = 256 * 1024) => new(Handle, Name, Length, (int)Math.Clamp(Length, 1, size));

    public void Dispose() => Handle.Dispose();
}

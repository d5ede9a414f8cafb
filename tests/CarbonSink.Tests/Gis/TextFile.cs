using System.Text;

namespace CarbonSink.Tests.Gis;

/// <summary>A file written for a test, in a folder of its own that goes away with it.</summary>
internal sealed class TextFile : IDisposable
{
    public TextFile(string name, string text)
        : this(name, new UTF8Encoding(false).GetBytes(text))
    {
    }

    public TextFile(string name, byte[] bytes)
    {
        Path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("carbonsink-").FullName, name);
        File.WriteAllBytes(Path, bytes);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, true);
}

using CarbonSink.Methodologies;

namespace CarbonSink.Tests.Gis;

/// <summary>A methodology folder with code tables of a test.</summary>
internal sealed class CodeFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("carbonsink-codes").FullName;

    public CodeFolder With(string id, string csv)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, "codes", id, "1")).FullName;
        File.WriteAllText(System.IO.Path.Combine(folder, "codes.csv"), csv);
        return this;
    }

    public CodeTable Load(string id) => CodeTable.Load(Path, $"codes/{id}@1");

    public void Dispose() => Directory.Delete(Path, true);
}

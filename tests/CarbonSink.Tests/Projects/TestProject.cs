using System.Globalization;
using CarbonSink.Runs;

namespace CarbonSink.Tests.Projects;

/// <summary>A project's folder for tests; it goes away with it. Coordinates are metres east and north of a point on the central meridian of EPSG:4547, where the plane is true to scale.</summary>
internal sealed class TestProject : IDisposable
{
    public const double East = 500000;
    public const double North = 3260000;

    public TestProject() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"carbonsink-{Guid.NewGuid():N}");

    /// <summary>A closed rectangle.</summary>
    public static string Box(double x, double y, double width, double height) =>
        Ring((x, y), (x + width, y), (x + width, y + height), (x, y + height));

    public static string Ring(params (double X, double Y)[] corners) =>
        $"[{string.Join(",", corners.Append(corners[0]).Select(c => string.Create(CultureInfo.InvariantCulture, $"[{East + c.X},{North + c.Y}]")))}]";

    /// <summary>A polygon of rings, or several polygons.</summary>
    public static string Shape(params string[][] polygons) => $$"""{"type":"MultiPolygon","coordinates":[{{string.Join(",", polygons.Select(p => $"[{string.Join(",", p)}]"))}}]}""";

    /// <summary>A shape of one rectangle.</summary>
    public static string Square(double x, double y, double width, double height) => Shape([Box(x, y, width, height)]);

    /// <summary>Writes a layer of features: geometry, and properties as JSON without braces.</summary>
    public string Layer(string name, params (string Geometry, string Properties)[] features)
    {
        var text = string.Join(",\n", features.Select(f => "{\"type\":\"Feature\",\"properties\":{" + f.Properties + "},\"geometry\":" + f.Geometry + "}"));
        return Write(name, $$$"""{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4547"}},"features":[{{{text}}}]}""");
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes project.json with further members and reads it.</summary>
    public ProjectFile Project(string more = "", string start = "2020-03-01")
    {
        Write(ProjectFile.FileName, Json(more, start));
        return ProjectFile.Read(Folder);
    }

    public static string Json(string more = "", string start = "2020-03-01") =>
        "{\"id\":\"T-1\",\"title\":{\"zh\":\"试\",\"en\":\"test\"},\"methodology\":\"ccer-14-001/1\",\"start\":\"" + start + "\",\"parcels\":{\"path\":\"parcels.geojson\",\"key\":\"parcel\",\"stratum\":\"stratum\"}" + (more.Length > 0 ? "," : "") + more + "}";

    public void Dispose() => Directory.Delete(Folder, true);
}

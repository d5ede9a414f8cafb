using System.Globalization;
using CarbonSink.Samples;
using CsvHelper;
using NetTopologySuite.Geometries;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace CarbonSink.Tests.Samples;

/// <summary>A sample as it lies in the repository, read independently of the program, and what the generator knows about it.</summary>
internal sealed class SampleSet
{
    private static readonly Dictionary<string, SampleSet> All = CarbonSink.Samples.Deliveries.All.ToDictionary(s => s.Id, s => new SampleSet(s), StringComparer.Ordinal);

    private readonly Dictionary<string, Lazy<SampleLayer>> layers;
    private readonly Lazy<List<Shape>> unitPolygons;
    private readonly Lazy<List<PlantedDefect>> planted;

    private SampleSet(Sample sample)
    {
        Sample = sample;
        Folder = Repository.PathOf(sample.WholeCounty ? $"gis-samples/{sample.Id}" : $"src/CarbonSink.Gis/Schemas/{sample.Id}/sample");
        layers = Directory.GetFiles(Path.Combine(Folder, "data"), "*.shp").ToDictionary(
            f => Path.GetFileNameWithoutExtension(f), f => new Lazy<SampleLayer>(() => new(Path.ChangeExtension(f, null), sample.Coding.CodePage)), StringComparer.Ordinal);
        unitPolygons = new(() => Polygons("xiaoban"));
        planted = new(() => [.. Rows("planted-defects.csv").Select(r => new PlantedDefect(r[0].Length == 0 ? null : int.Parse(r[0], CultureInfo.InvariantCulture), r[1], r[2], r[3], r[4], r[5]))]);
    }

    /// <summary>What the generator makes it from.</summary>
    public Sample Sample { get; }

    public string Folder { get; }

    public SampleLayer Units => Layer("xiaoban");

    public List<Shape> UnitPolygons => unitPolygons.Value;

    public List<PlantedDefect> Planted => planted.Value;

    public IEnumerable<string> LayerNames => layers.Keys;

    public static SampleSet Of(string id) => All[id];

    public SampleLayer Layer(string name) => layers[name].Value;

    public List<Shape> Polygons(string layer) => [.. Enumerable.Range(0, Layer(layer).Count).Select(Layer(layer).Polygon)];

    public List<int> RecordsOf(string kind) => [.. Planted.Where(p => p.Kind == kind).Select(p => p.Record!.Value)];

    /// <summary>Rows of a table of the sample, without its header.</summary>
    public IEnumerable<string[]> Rows(string file)
    {
        using var parser = new CsvParser(new StreamReader(Path.Combine(Folder, file)), CultureInfo.InvariantCulture);
        parser.Read();
        while (parser.Read())
            yield return parser.Record!;
    }

    /// <summary>Figures of a table figure,value,unit.</summary>
    public Dictionary<string, double> Figures(string file) => Rows(file).ToDictionary(r => r[0], r => double.Parse(r[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
}

/// <summary>A line of planted-defects.csv; record null: of the layer; a blank finding: it is read as meant, or not looked for.</summary>
internal sealed record PlantedDefect(int? Record, string Unit, string Field, string Value, string Kind, string Finding);

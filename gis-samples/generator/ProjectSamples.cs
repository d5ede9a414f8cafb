using System.Globalization;
using System.Text;

namespace CarbonSink.Samples;

/// <summary>Small synthetic projects: parcels, layers, activities, evidence and plots. README.md, project.json and the expected values are written by hand.</summary>
internal static class ProjectSamples
{
    /// <summary>Name by which the program is asked for them.</summary>
    public const string Id = "linxiang-projects";

    private const double BarrenX = 446000;
    private const double BarrenY = 3256000;
    private const double MineX = 450500;
    private const double MineY = 3247000;

    private static readonly (string Name, string Species, double Early, double Late)[] Strata =
        [("杉木林", "杉木", 12, 38), ("松枫混交林", "马尾松", 9, 27), ("阔叶林", "栎类", 6, 19)];

    /// <summary>Writes the folders barren-hills, mine-site and candidates.</summary>
    /// <returns>What was written, in a line.</returns>
    public static string Write(string folder)
    {
        BarrenHills(Path.Combine(folder, "barren-hills"));
        MineSite(Path.Combine(folder, "mine-site"));
        var count = Candidates(Path.Combine(folder, "candidates"));
        return $"{Id}: barren-hills 15 parcels, mine-site 6, candidates {count}";
    }

    private static void BarrenHills(string folder)
    {
        Directory.CreateDirectory(folder);
        var random = new Xoshiro256(430682, "barren-hills");
        var corners = Corners(random, BarrenX, BarrenY, 5, 3, 300, 260, 22);
        var (parcels, surveys) = (new ProjectLayerText(), new[] { Survey(), Survey() });
        for (var i = 0; i < 15; i++)
        {
            var (column, row) = (i % 5, i / 5);
            var (name, _, early, late) = Strata[row];
            var polygon = new List<Point[]> { Cell(corners, column, row) };
            if (i == 10)
                polygon.Add([.. Box(BarrenX + 40, BarrenY + 700, 40, 40).Reverse()]);
            List<List<Point[]>> shape = i == 6 ? [polygon, [Box(BarrenX - 90, BarrenY + 300, 30, 25)]] : [polygon];
            parcels.Add(shape, ("parcel", $"P-{i + 1:00}"), ("stratum", name), ("nonforest_since", row == 2 ? "2008-12-31" : "2012-06-30"), ("shrub_removed [%]", 5 + (2 * column)),
                ("planting_kind", row == 2 ? "protection-forest" : "timber-forest"), ("forest_category", row == 2 ? "public_benefit" : "commercial"));
            Plots(surveys, random, row, column, name, early, late, Middle(corners, column, row));
        }

        parcels.Write(folder, "parcels");
        Layer(folder, "wetland", Box(BarrenX + 1490, BarrenY + 600, 200, 60));
        Layer(folder, "industrial", Box(BarrenX + 1800, BarrenY, 200, 200));
        Layer(folder, "roads", Box(BarrenX - 300, BarrenY - 120, 2200, 8));
        Layer(folder, "urban", Box(BarrenX - 900, BarrenY - 400, 300, 300));
        Text(folder, "plots-2023.csv", surveys[0]);
        Text(folder, "plots-2026.csv", surveys[1]);
        var yields = new StringBuilder("stratum,age [yr],biomass [t/ha]\n");
        foreach (var (name, _, _, late) in Strata)
            foreach (var age in (int[])[3, 5, 10, 15, 20, 25, 30, 40])
                yields.Append(CultureInfo.InvariantCulture, $"{name},{age},{4.2 * late * Math.Pow(1 - Math.Exp(-0.07 * age), 1.5):F1}\n");
        Text(folder, "yields.csv", yields);
    }

    private static void MineSite(string folder)
    {
        Directory.CreateDirectory(folder);
        var random = new Xoshiro256(430682, "mine-site");
        var corners = Corners(random, MineX, MineY, 3, 2, 160, 140, 10);
        var (parcels, survey) = (new ProjectLayerText(), Survey());
        for (var i = 0; i < 6; i++)
        {
            var (column, row) = (i % 3, i / 3);
            var name = row == 0 ? "排土场" : "尾矿库坡面";
            parcels.Add([[Cell(corners, column, row)]], ("parcel", $"M-{i + 1:00}"), ("stratum", name), ("nonforest_since", "2010-12-31"), ("shrub_removed [%]", 0), ("planting_kind", "industrial-greening"), ("forest_category", "commercial"));
            for (var plot = 0; plot < 3; plot++)
                survey.Append(Row($"{name}{(3 * column) + plot + 1:00}", name, (row == 0 ? 22 : 14) * random.Near(0.6, 1.4), Near(random, Middle(corners, column, row), 40), "2025-10-20"));
        }

        parcels.Write(folder, "parcels");
        Layer(folder, "industrial", Box(MineX - 60, MineY - 60, 640, 420));
        Layer(folder, "wetland", Box(MineX + 425, MineY + 30, 120, 60));
        Text(folder, "plots-2025.csv", survey);
    }

    private static int Candidates(string folder)
    {
        Directory.CreateDirectory(folder);
        var random = new Xoshiro256(430682, "candidates");
        var corners = Corners(random, BarrenX + 900, BarrenY - 1000, 7, 5, 260, 240, 18);
        string[] species = ["杉木", "马尾松", "栎类", "枫香"];
        var (parcels, count) = (new ProjectLayerText(), 0);
        void Add(IReadOnlyList<Point[]> polygon, string? since, string? evidence, string kind, string name) =>
            parcels.Add([[.. polygon]], ("parcel", $"C-{++count:00}"), ("nonforest_since", since), ("evidence", evidence), ("shrub_removed [%]", random.Below(25)), ("planting_kind", kind), ("forest_category", random.Chance(0.4) ? "public_benefit" : "commercial"), ("species", name));
        for (var row = 0; row < 5; row++)
            for (var column = 0; column < 7; column++)
                if (!random.Chance(0.12))
                    Add([Cell(corners, column, row)], random.Chance(0.1) ? "2024-05-10" : random.Chance(0.08) ? null : "2016-12-31", random.Chance(0.15) ? null : random.Chance(0.5) ? "land-contract" : "land-title",
                        random.Chance(0.08) ? "economic-forest" : "protection-forest", species[random.Below(species.Length)]);
        Add([Box(BarrenX + 3000, BarrenY, 20, 19.9)], "2016-12-31", "land-title", "protection-forest", "杉木"); // 398 m²
        Add([Box(BarrenX + 3000, BarrenY + 40, 20, 20.1)], "2016-12-31", "land-title", "protection-forest", "杉木"); // 402 m²
        Add([Box(461000, BarrenY, 300, 200)], "2016-12-31", "land-title", "protection-forest", "马尾松"); // across the county's border
        parcels.Write(folder, "candidates");
        Layer(folder, "wetland", Box(BarrenX + 1100, BarrenY - 1050, 180, 700), Box(BarrenX + 2500, BarrenY - 100, 400, 60));
        Layer(folder, "basic-farmland", Box(BarrenX + 1700, BarrenY - 700, 420, 300));
        Layer(folder, "red-line", Box(BarrenX + 2300, BarrenY - 1100, 500, 280));
        Text(folder, "rates.csv", new("class,rate [tCO2e/ha/yr],source,status\n杉木,7.5,示例，虚构 / invented for the sample,declared\n马尾松,5.5,示例，虚构 / invented for the sample,declared\n栎类,4.5,示例，虚构 / invented for the sample,declared\n"));
        return count;
    }

    // permanent plots: the same places in both surveys, growth around that of the stratum
    private static void Plots(StringBuilder[] surveys, Xoshiro256 random, int stratum, int column, string name, double early, double late, Point middle)
    {
        for (var i = 0; i < (column < 3 ? 2 : 1); i++)
        {
            var (id, place, start) = ($"{name}{(column < 3 ? (2 * column) + i : column + 3) + 1:00}", Near(random, middle, 60), random.Between(0.35, 1.65));
            surveys[0].Append(Row(id, name, early * start, place, $"2023-10-{11 + (5 * stratum) + column}"));
            surveys[1].Append(Row(id, name, late * ((0.3 * start) + 0.7) * random.Near(0.85, 1.15), place, $"2026-10-{11 + (5 * stratum) + column}"));
        }
    }

    private static StringBuilder Survey() => new("plot,stratum,biomass [t/ha],x [m],y [m],date\n");

    private static string Row(string id, string stratum, double biomass, Point place, string date) => string.Create(CultureInfo.InvariantCulture, $"{id},{stratum},{biomass:F2},{place.X:F0},{place.Y:F0},{date}\n");

    private static Point Near(Xoshiro256 random, Point middle, double reach) => new(middle.X + random.Between(-reach, reach), middle.Y + random.Between(-reach, reach));

    /// <summary>Corners of a lattice, moved a little, so that neighbouring cells share their borders exactly.</summary>
    private static Point[,] Corners(Xoshiro256 random, double x, double y, int columns, int rows, double width, double height, double jitter)
    {
        var corners = new Point[columns + 1, rows + 1];
        for (var row = 0; row <= rows; row++)
            for (var column = 0; column <= columns; column++)
                corners[column, row] = Near(random, new(x + (column * width), y + (row * height)), jitter);
        return corners;
    }

    private static Point[] Cell(Point[,] corners, int column, int row) => [corners[column, row], corners[column + 1, row], corners[column + 1, row + 1], corners[column, row + 1]];

    private static Point Middle(Point[,] corners, int column, int row) => new(Cell(corners, column, row).Average(p => p.X), Cell(corners, column, row).Average(p => p.Y));

    private static Point[] Box(double x, double y, double width, double height) => [new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height)];

    private static void Layer(string folder, string name, params Point[][] boxes)
    {
        var layer = new ProjectLayerText();
        foreach (var (box, i) in boxes.Select((b, i) => (b, i)))
            layer.Add([[box]], ("id", i + 1));
        layer.Write(folder, name);
    }

    private static void Text(string folder, string name, StringBuilder text) => File.WriteAllText(Path.Combine(folder, name), text.ToString());

    /// <summary>A layer as GeoJSON with the coordinate reference of the county, a feature a line.</summary>
    private sealed class ProjectLayerText
    {
        private readonly List<string> features = [];

        public void Add(IReadOnlyList<IReadOnlyList<Point[]>> polygons, params (string Name, object? Value)[] properties)
        {
            static string Value(object? value) => value switch { null => "null", string text => $"\"{text}\"", IFormattable number => number.ToString(null, CultureInfo.InvariantCulture), _ => throw new ArgumentException("no value") };
            static string Ring(Point[] ring) => "[" + string.Join(",", ring.Append(ring[0]).Select(p => string.Create(CultureInfo.InvariantCulture, $"[{p.X:F2},{p.Y:F2}]"))) + "]";
            var shape = string.Join(",", polygons.Select(p => "[" + string.Join(",", p.Select(Ring)) + "]"));
            features.Add("{\"type\":\"Feature\",\"properties\":{" + string.Join(",", properties.Select(p => $"\"{p.Name}\":{Value(p.Value)}")) + "},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[" + shape + "]}}");
        }

        public void Write(string folder, string name) => File.WriteAllText(
            Path.Combine(folder, name + ".geojson"),
            "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4547\"}},\"features\":[\n" + string.Join(",\n", features) + "\n]}\n");
    }
}

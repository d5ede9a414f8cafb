using System.Globalization;
using System.Text;

namespace CarbonSink.Samples;

/// <summary>A small synthetic plot inventory: tables of plots, trees and angle-gauge counts. README.md, species.csv and the expected values are written by hand.</summary>
internal static class PlotInventory
{
    /// <summary>Name by which the program is asked for it.</summary>
    public const string Id = "linxiang-plots";

    private const int PlotsPerStratum = 8;
    private const int GaugePlots = 3;

    private static readonly (string Name, string[] Species, double Trees, double Dbh, double Top)[] Strata =
    [
        ("松", ["马尾松", "马尾松", "马尾松", "枫香"], 55, 15, 19),
        ("杉", ["杉木", "杉木", "杉木", "杉木", "栎类"], 75, 13, 17),
        ("阔", ["栎类", "枫香", "栎类", "杉木"], 45, 18, 18),
    ];

    /// <summary>Writes the tables; the folder is created.</summary>
    /// <returns>What was written, in a line.</returns>
    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var random = new Xoshiro256(430682, Id);
        var (plots, trees, gauge, count) = (new StringBuilder("plot,stratum,radiusM,sideM,slopeDeg [deg],measured,share [1],basalAreaFactor [m2/ha],x [m],y [m],date\n"), new StringBuilder("样地号,样木号 [1],树种,胸径 [cm],树高 [m],立木类型\n"), new StringBuilder("样地号,树种,角规常数 [m2/ha],相割株数 [1],相切株数 [1],平均高 [m]\n"), 0);
        foreach (var (name, species, number, dbh, top) in Strata)
        {
            for (var i = 0; i < PlotsPerStratum; i++)
            {
                var id = $"{name}{i + 1:00}";
                var (slope, isCircle, isEmpty, share) = (random.Below(36), i % 3 == 2, name == "阔" && i == 7, i == 5 ? 0.75 : 1);
                plots.Append(CultureInfo.InvariantCulture, $"{id},{name},{(isCircle ? "14.57" : "")},{(isCircle ? "" : "25.82")},{slope},{(isCircle ? "坡面" : "水平")},{share},,{Place(random, 480000)},{Place(random, 3260000)},2024-10-{i + 11}\n");
                var here = isEmpty ? 0 : (int)Math.Round(number * share * random.Near(0.6, 1.4));
                for (var t = 1; t <= here; t++, count++)
                    trees.Append(Tree(random, id, t, species[random.Below(species.Length)], dbh, top));
            }

            for (var i = 0; i < GaugePlots; i++)
            {
                var id = $"{name}G{i + 1}";
                plots.Append(CultureInfo.InvariantCulture, $"{id},{name},,,{random.Below(26)},,,1,{Place(random, 480000)},{Place(random, 3260000)},2024-11-{i + 11}\n");
                gauge.Append(CultureInfo.InvariantCulture, $"{id},{species[0]},1,{12 + random.Below(12)},{random.Below(3)},{random.Near(9, 15):F1}\n");
            }
        }

        foreach (var (file, text) in ((string, StringBuilder)[])[("plots.csv", plots), ("trees.csv", trees), ("gauge.csv", gauge)])
            File.WriteAllText(Path.Combine(folder, file), text.ToString());
        return $"{Id}: {Strata.Length * (PlotsPerStratum + GaugePlots)} plots, {count} trees";
    }

    // Heights follow no equation of the packs: a share of the top height that rises with the diameter.
    private static string Tree(Xoshiro256 random, string plot, int number, string species, double dbh, double top)
    {
        var d = Math.Max(5, Math.Round(dbh * random.Near(0.4, 1.7), 1));
        var h = Math.Round(1.3 + (top * d / (d + 9) * random.Near(0.9, 1.1)), 1);
        return string.Create(CultureInfo.InvariantCulture, $"{plot},{number},{species},{d:F1},{h:F1},{(random.Chance(0.03) ? "枯立木" : "活立木")}\n");
    }

    private static string Place(Xoshiro256 random, double origin) => (origin + random.Below(30000)).ToString("F0", CultureInfo.InvariantCulture);
}

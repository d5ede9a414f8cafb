using System.Globalization;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>
/// The bureaus' tables over twenty-eight squares whose areas tell them apart (methodology/reports/forest-statistics/1/sample): land class codes of four digits, of the family 01xx and of six digits in one layer.
/// Each test is named for a fault that was read in other programs.
/// </summary>
public sealed class ForestStatisticsTests(ForestStatisticsTests.Squares squares) : IClassFixture<ForestStatisticsTests.Squares>
{
    private const double Pure = 10, Mixed = 20, Plain = 40 + 15, Mangrove = 80, Bamboo = 5 + 7 + 2, Sparse = 3 + 4, SpecialShrub = 9 + 11, OtherShrub = 13 + 6;
    private const double Young = 17 + 19 + 8, Nursery = 23, Bare = 29 + 31 + 1 + 37, Suitable = 41 + 43 + 47, Auxiliary = 53, NonForest = 59, Unknown = 61;
    private const double Arbor = Pure + Mixed + Plain, Stocked = Arbor + Mangrove + Bamboo, Other = Young + Nursery + Bare + Suitable + Auxiliary;

    [Fact]
    public void Forest_land_counts_every_class_once()
    {
        var all = squares["t1"].First;
        Assert.Equal(Stocked + Sparse + SpecialShrub + OtherShrub + Other, all["forestLandHa"]);
        Assert.Equal([Arbor, Pure, Mixed, Plain, Sparse, SpecialShrub + OtherShrub, Other], new[] { "arborHa", "pureHa", "mixedHa", "arborOtherHa", "sparseHa", "shrubHa", "otherForestLandHa" }.Select(c => all[c]));
        var rest = squares["t1b"].First;
        Assert.Equal([Young, Nursery, Bare, Suitable, Auxiliary], new[] { "youngHa", "nurseryHa", "bareHa", "suitableHa", "auxiliaryHa" }.Select(c => rest[c]));
    }

    [Fact]
    public void An_unknown_class_has_a_column_so_that_the_total_is_that_of_the_layer()
    {
        var all = squares["t1"].First;
        Assert.Equal((Unknown, NonForest), (all["unknownHa"], all["nonForestHa"]));
        Assert.Equal(Stocked + Sparse + SpecialShrub + OtherShrub + Other + NonForest + Unknown, all["totalHa"]);
    }

    /// <summary>17 and 41 ha have codes of four digits, 19 and 31 ha codes 01xx, 1 and 8 ha codes of six digits.</summary>
    [Fact]
    public void Codes_of_every_family_stand_in_their_columns()
    {
        var all = squares["t1b"].First;
        Assert.Equal([17, 19, 8, 29 + 1, 31, 37, 41, 43, 47], new[] { "plantedYoungHa", "enclosedYoungHa", "otherYoungHa", "felledHa", "burntHa", "otherBareHa", "hillHa", "sandHa", "otherSuitableHa" }.Select(c => all[c]));
    }

    [Fact]
    public void Forest_coverage_has_mangrove_and_is_not_the_greening_rate()
    {
        var all = squares["t1b"].First;
        Assert.Equal(Stocked + SpecialShrub, all["forestHa"]);
        Assert.Equal(Stocked + SpecialShrub + OtherShrub, all["greenHa"]);
        Assert.Equal(100 * (Stocked + SpecialShrub) / squares["t1"].First["totalHa"], all["forestPercent"], 1e-12);
        Assert.Equal(100 * (Stocked + SpecialShrub + OtherShrub) / squares["t1"].First["totalHa"], all["greenPercent"], 1e-12);
    }

    [Fact]
    public void Pure_stands_count_once_and_bamboo_is_no_mangrove()
    {
        var all = squares["t2"].First;
        Assert.Equal([Arbor, Pure, Mixed, Plain, Mangrove, Bamboo], new[] { "arborHa", "pureHa", "mixedHa", "arborOtherHa", "mangroveHa", "bambooHa" }.Select(c => all[c]));
        Assert.Equal([10 * 50 + 20 * 60 + 40 * 70 + 15 * 80, 10 * 50, 20 * 60, 40 * 70 + 15 * 80], new[] { "arborM3", "pureM3", "mixedM3", "arborOtherM3" }.Select(c => all[c]));
    }

    /// <summary>The data has stock of scattered and of four-side trees in one figure, 8 m³ on non-forest land; sparse woodland has its own.</summary>
    [Fact]
    public void Stock_of_scattered_trees_is_not_that_of_others()
    {
        var all = squares["t2"].First;
        Assert.Equal((3 * 12 + 4 * 15, 8.0, 8.0), (all["sparseM3"], all["scatteredM3"], all["livingOtherM3"]));
        Assert.Equal(5700 + 96 + 8, all["livingM3"]);
    }

    /// <summary>7 ha of bamboo have no count: they stand apart and are not taken for zero.</summary>
    [Fact]
    public void Culms_are_counted()
    {
        Assert.Equal(5 * 3000 + 2 * 2000, squares["t2"].First["culms"]);
        var all = squares["t12"].First;
        Assert.Equal([19000, 5 + 2, 7], new[] { "culms", "countedHa", "uncountedHa" }.Select(c => all[c]));
    }

    [Fact]
    public void A_purpose_is_not_repeated_for_every_origin()
    {
        var table = squares["t4"];
        var origins = table.Rows.Where(r => table.Text(r, "origin") is "天然" or "人工").ToList();
        Assert.Equal(Arbor, origins.Sum(r => table.Number(r, "areaHa")));
        Assert.Equal(
            [("防护林", "天然", 20.0), ("防护林", "人工", 10.0), ("用材林", "天然", 15.0), ("用材林", "人工", 40.0)],
            origins.Select(r => (table.Text(r, "purpose"), table.Text(r, "origin"), table.Number(r, "areaHa"))));
    }

    [Fact]
    public void Owners_add_up_to_their_unit()
    {
        var table = squares["t1"];
        Assert.Equal([("小计", 694.0), ("国有", 40 + 15 + 80), ("集体", 694.0 - 135)], table.Rows.Take(3).Select(r => (table.Text(r, "ownership"), table.Number(r, "totalHa"))));
    }

    /// <summary>The tables of the sample.</summary>
    public sealed class Squares : IAsyncLifetime, IDisposable
    {
        private readonly OutputFolder folder = new();

        /// <summary>A table by id.</summary>
        public Table this[string id] => new(Path.Combine(folder["report"], "tables", $"{id}.csv"));

        /// <summary>Assesses the sample and writes the report.</summary>
        public async Task InitializeAsync()
        {
            (await ProgramRun.Of("assess", "methodology/reports/forest-statistics/1/sample", "--out", folder["stock"])).Exits(0);
            (await ProgramRun.Of("report", "forest-statistics", "--from", folder["stock"], "--format", "html", "--lang", "zh", "--out", folder["report"])).Exits(0);
        }

        /// <inheritdoc/>
        public Task DisposeAsync() => Task.CompletedTask;

        /// <summary>Removes them.</summary>
        public void Dispose() => folder.Dispose();
    }

    /// <summary>A table as it was written; its cells hold no commas.</summary>
    public sealed class Table(string path)
    {
        private readonly string[][] lines = [.. File.ReadAllLines(path).Select(l => l.Split(','))];

        /// <summary>The rows.</summary>
        public IEnumerable<string[]> Rows => lines.Skip(1);

        /// <summary>The numbers of the first row, the whole region, by column; a blank is 0.</summary>
        public IReadOnlyDictionary<string, double> First => lines[0].Where(c => double.TryParse(Text(lines[1], c), NumberStyles.Float, CultureInfo.InvariantCulture, out _)).ToDictionary(c => c, c => Number(lines[1], c));

        /// <summary>A cell.</summary>
        public string Text(string[] row, string column) => row[Array.IndexOf(lines[0], column)];

        /// <summary>A cell as a number.</summary>
        public double Number(string[] row, string column) => double.Parse(Text(row, column), CultureInfo.InvariantCulture);
    }
}

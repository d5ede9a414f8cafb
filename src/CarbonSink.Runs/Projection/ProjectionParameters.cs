using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projections;

namespace CarbonSink.Runs;

/// <summary>The tables of wood products and of dead wood and litter (木产品与枯死木、枯落物参数).</summary>
internal sealed record ProjectionParameters
{
    private const string HalfLives = "tables/hwp/1/half-life.csv";
    private const string DeadWoodLitter = "tables/dead-wood-litter/1/above-ground.csv";

    public required IReadOnlyDictionary<string, WoodProduct> Products { get; init; }

    public required ParameterStatus ProductStatus { get; init; }

    public required IReadOnlyDictionary<string, (double DeadWood, double Litter)> Fractions { get; init; }

    public required ParameterStatus FractionStatus { get; init; }

    /// <summary>Files and names, for hashing.</summary>
    public required IReadOnlyList<(string Path, string Name)> Files { get; init; }

    public static ProjectionParameters Read(string methodology)
    {
        var findings = new FindingLog();
        string Path(string table) => System.IO.Path.Combine([methodology, .. table.Split('/')]);
        var products = TextTable.Read(Path(HalfLives), ["product", "half_life [yr]", "status"], findings).Rows;
        var fractions = TextTable.Read(Path(DeadWoodLitter), ["zone", "dead_wood [1]", "litter [1]", "status"], findings).Rows;
        if (findings.Findings is [var first, ..])
            throw new RefusedInputException(first);
        return new()
        {
            Products = products.ToDictionary(r => r.Cells["product"], r => new WoodProduct(r.Cells["product"], Number(r.Cells["half_life [yr]"])), StringComparer.Ordinal),
            ProductStatus = Worst(products),
            Fractions = fractions.ToDictionary(r => r.Cells["zone"], r => (Number(r.Cells["dead_wood [1]"]), Number(r.Cells["litter [1]"])), StringComparer.Ordinal),
            FractionStatus = Worst(fractions),
            Files = [.. ((string[])[HalfLives, DeadWoodLitter]).Select(t => (Path(t), $"methodology/{t}"))],
        };
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static ParameterStatus Worst(IReadOnlyList<(int Line, IReadOnlyDictionary<string, string> Cells)> rows) => rows.Max(r => Enum.Parse<ParameterStatus>(r.Cells["status"], ignoreCase: true));
}

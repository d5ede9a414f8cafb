using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Rules between the fields of a sub-compartment (小班逻辑检查): a closed list of what definitions and arithmetic settle.</summary>
/// <param name="columns">The columns of the pass.</param>
/// <param name="codes">Its code space.</param>
/// <param name="file">Name of the attribute file.</param>
internal sealed class UnitLogic(UnitColumns columns, CodeSpace codes, string file)
{
    private const double LeastClosureOfForest = 0.2; // GB/T 26424: arbor forest

    private readonly int arbor = codes.Intern("arbor");
    private readonly int nonForest = codes.Intern("non_forest");

    /// <summary>The roles that the rules ask for.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["landClass", "species", "crownClosure", "stockPerHa", "age", "meanDbh", "meanHeight", "stemsPerHa", "recordedArea", "recordedStock", "recordedForestStock"];

    /// <summary>Checks the rows of a batch that the columns were filled with.</summary>
    public void Check(FeatureBatch batch, FindingLog findings)
    {
        if (columns.Code("landClass") is not { } landClass)
            return;
        var stock = columns.Number("stockPerHa");
        for (var row = 0; row < batch.Count; row++)
        {
            var record = batch.RecordNumbers[row];
            if (landClass.Codes[row] == arbor)
            {
                if (columns.Code("species") is { } species && species.RawCodes[row] < 0)
                    findings.Add(CheckFindings.NoSpecies, file, record, species.Definition.Name, null);
                if (columns.Number("crownClosure") is { } closure && closure.IsValid(row) && closure.Values[row] < LeastClosureOfForest)
                    findings.Add(CheckFindings.TooOpen, file, record, closure.Definition.Name, $"{closure.Values[row]:R}", $"{closure.Values[row]:R}");
            }

            if (stock is null || !stock.IsValid(row) || stock.Values[row] <= 0)
                continue;
            var value = $"{stock.Values[row]:R}";
            if (landClass.Codes[row] == nonForest)
                findings.Add(CheckFindings.StockWithoutForest, file, record, stock.Definition.Name, value, value);
            foreach (var role in (ReadOnlySpan<string>)["age", "meanDbh", "meanHeight", "stemsPerHa"])
            {
                if (landClass.Codes[row] == arbor && columns.Number(role) is { } column && column.IsValid(row) && column.Values[row] == 0)
                    findings.Add(CheckFindings.StockOfNothing, file, record, column.Definition.Name, "0", $"{column.Definition.Name} {column.Definition.En}", value);
            }

            Product(row, record, stock.Values[row], findings);
        }
    }

    /// <summary>The recorded stock of the unit is its stock per hectare times its area.</summary>
    private void Product(int row, long record, double perHectare, FindingLog findings)
    {
        if ((columns.Number("recordedForestStock") ?? columns.Number("recordedStock")) is not { } total || columns.Number("recordedArea") is not { } area || !total.IsValid(row) || !area.IsValid(row))
            return;
        var product = perHectare * area.Values[row];
        if (RecordedFigures.Differs(total.Values[row], product))
            findings.Add(AssessmentFindings.StockDiffers, file, record, total.Definition.Name, $"{total.Values[row]:R}", $"{total.Values[row]:R}", $"{product:F2}");
    }
}

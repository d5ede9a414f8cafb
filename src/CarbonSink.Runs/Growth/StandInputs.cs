using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>What growth asks of a sub-compartment (小班生长因子); null where it is not recorded or no code table explains it.</summary>
/// <param name="Record">Record number from 0.</param>
/// <param name="IsArborForest">Whether its class is arbor forest.</param>
/// <param name="Species">Species code as recorded.</param>
/// <param name="ForestType">Forest type of the crosswalk.</param>
/// <param name="Origin">natural or planted.</param>
/// <param name="Age">Age, years.</param>
/// <param name="Volume">Recorded growing stock, m3/ha.</param>
/// <param name="Hectares">Area, ha.</param>
internal readonly record struct StandUnit(long Record, bool IsArborForest, string? Species, string? ForestType, string? Origin, double? Age, double? Volume, double? Hectares);

/// <summary>Reads the growth factors of sub-compartments through the method, which knows its crosswalk.</summary>
internal sealed class StandInputs
{
    private const string ForestType = "forest_type";
    private const string ArborForest = "arbor";

    private readonly DataSet data;
    private readonly UnitInputs inputs;
    private readonly Evaluation evaluation;
    private readonly FeatureScan scan;
    private readonly Dictionary<string, string> symbols;

    public StandInputs(DataSet data, AssessmentOptions options, CancellationToken stop)
    {
        this.data = data;
        symbols = data.Methodology.Inputs.Where(i => i.Role != "run").ToDictionary(i => i.Role, i => i.Symbol, StringComparer.Ordinal);
        foreach (var role in (string[])["age", "stockPerHa", "landClass", "species", "origin"])
            if (!symbols.ContainsKey(role))
                throw DataSet.Refuse(GrowthFindings.MethodLacks, null, role);
        if (!data.Methodology.CodesOver(data.UnitSet).Contains(ForestType))
            throw DataSet.Refuse(GrowthFindings.MethodLacks, null, ForestType);
        var causes = new CauseTable();
        var used = ((string[])["age", "stockPerHa", "landClass", "species", "origin", "area"]).Where(symbols.ContainsKey).Select(r => symbols[r]).ToHashSet(StringComparer.Ordinal);
        inputs = new(data, options, new EllipsoidalArea(data.Reference, options.AreaMethod), causes, used);
        evaluation = data.Methodology.Evaluate(inputs.Frame, causes); // values over the whole layer play no part in growth
        scan = data.Reader.Read(RecordRange.All, inputs.Columns.Fields, inputs.NeedsGeometry, stop);
    }

    /// <summary>The pass over the records.</summary>
    public FeatureScan Scan => scan;

    /// <summary>Reads every record in file order.</summary>
    public IEnumerable<StandUnit> Read(FindingLog findings)
    {
        foreach (var batch in scan)
        {
            foreach (var unit in Units(batch, findings))
                yield return unit;
        }

        findings.Merge(scan.Findings);
    }

    private StandUnit[] Units(FeatureBatch batch, FindingLog findings)
    {
        inputs.Fill(batch, findings);
        evaluation.Run();
        var units = new StandUnit[batch.Count];
        for (var row = 0; row < batch.Count; row++)
            units[row] = new(
                batch.RecordNumbers[row], Code("landClass", row) == ArborForest, Code("species", row), CodeOf(ForestType, row), Code("origin", row),
                Number("age", row), Number("stockPerHa", row), inputs.HasArea[row] ? inputs.Hectares[row] : null);
        return units;
    }

    private string? Code(string role, int row) => CodeOf(symbols[role], row);

    private string? CodeOf(string symbol, int row) => evaluation.States(symbol)[row].HasValue ? data.Methodology.Codes[(int)evaluation.Values(symbol)[row]] : null;

    private double? Number(string role, int row) => evaluation.States(symbols[role])[row].HasValue ? evaluation.Values(symbols[role])[row] : null;
}

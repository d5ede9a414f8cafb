using CarbonSink.Estimation;
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
internal readonly record struct StandUnit(long Record, bool IsArborForest, string? Species, string? ForestType, string? Origin, double? Age, double? Volume, double? Hectares)
{
    /// <summary>Living carbon that the method gives for the recorded stock, tC/ha; null where it gives none or was not asked.</summary>
    public double? Carbon { get; init; }

    /// <summary>Carbon that one more m3 of stock adds by the method, tC/m3.</summary>
    public double? CarbonPerVolume { get; init; }
}

/// <summary>Reads the growth factors of sub-compartments through the method, which knows its crosswalk.</summary>
internal sealed class StandInputs
{
    private const string ForestType = "forest_type";
    private const string ArborForest = "arbor";

    /// <summary>Share of the stock by which it is raised to see what a cubic metre adds: a power of two, small enough to stay on one row of a table.</summary>
    private const double Raised = 1.0 / 1024;

    private readonly DataSet data;
    private readonly UnitInputs inputs;
    private readonly Evaluation evaluation;
    private readonly FeatureScan scan;
    private readonly Dictionary<string, string> symbols;
    private readonly bool withCarbon;

    /// <summary>Prepares the pass.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="stop">Stops between batches.</param>
    /// <param name="withCarbon">Whether the carbon of the recorded stock is wanted besides.</param>
    public StandInputs(DataSet data, AssessmentOptions options, CancellationToken stop, bool withCarbon = false)
    {
        this.withCarbon = withCarbon;
        this.data = data;
        symbols = data.Methodology.Inputs.Where(i => i.Role != "run").ToDictionary(i => i.Role, i => i.Symbol, StringComparer.Ordinal);
        foreach (var role in (string[])["age", "stockPerHa", "landClass", "species", "origin"])
            if (!symbols.ContainsKey(role))
                throw DataSet.Refuse(GrowthFindings.MethodLacks, null, role);
        if (!data.Methodology.CodesOver(data.UnitSet).Contains(ForestType))
            throw DataSet.Refuse(GrowthFindings.MethodLacks, null, ForestType);
        var causes = new CauseTable();
        var used = ((string[])["age", "stockPerHa", "landClass", "species", "origin", "area", .. withCarbon ? (string[])["forestPurpose"] : []]).Where(symbols.ContainsKey).Select(r => symbols[r]).ToHashSet(StringComparer.Ordinal);
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
        if (withCarbon)
            AddCarbon(units);
        return units;
    }

    /// <summary>Carbon of one hectare with the recorded stock, and with a little more.</summary>
    private void AddCarbon(StandUnit[] units)
    {
        if (symbols.TryGetValue("area", out var area))
            for (var row = 0; row < units.Length; row++)
                inputs.Frame[area].Set(row, 1);
        evaluation.Run();
        var carbon = Carbon(units.Length);
        for (var row = 0; row < units.Length; row++)
            if (units[row].Volume is > 0 and var volume)
                inputs.Frame[symbols["stockPerHa"]].Set(row, volume * (1 + Raised));
        evaluation.Run();
        var raised = Carbon(units.Length);
        for (var row = 0; row < units.Length; row++)
            if (units[row].Volume is > 0 and var volume && carbon[row] is > 0 and var now && raised[row] > now)
                units[row] = units[row] with { Carbon = now, CarbonPerVolume = (raised[row] - now) / (volume * Raised) };
    }

    private double?[] Carbon(int count)
    {
        var sums = new double?[count];
        foreach (var output in data.Methodology.Outputs.Where(o => o.Figure == StockFigure.Carbon && o.Set == data.UnitSet))
            for (var row = 0; row < count; row++)
                if (evaluation.States(output.Symbol)[row].HasValue)
                    sums[row] = (sums[row] ?? 0) + evaluation.Values(output.Symbol)[row];
        return sums;
    }

    private string? Code(string role, int row) => CodeOf(symbols[role], row);

    private string? CodeOf(string symbol, int row) => evaluation.States(symbol)[row].HasValue ? data.Methodology.Codes[(int)evaluation.Values(symbol)[row]] : null;

    private double? Number(string role, int row) => evaluation.States(symbols[role])[row].HasValue ? evaluation.Values(symbols[role])[row] : null;
}

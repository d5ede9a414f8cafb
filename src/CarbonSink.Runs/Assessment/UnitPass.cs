using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>One thread's pass over a range of records: read, measure, estimate, count.</summary>
internal sealed class UnitPass
{
    private readonly DataSet data;
    private readonly GroupKeys keys;
    private readonly UnitInputs inputs;
    private readonly Evaluation evaluation;
    private readonly FeatureScan scan;
    private readonly CauseTable causes;
    private readonly StockFigure?[] figures;
    private readonly string[] outputs;
    private readonly int carbon;
    private readonly int volume;
    private readonly int[][] keyColumns;
    private readonly Dictionary<int, int> causeNumbers = [];
    private StockTally? tally;

    public UnitPass(DataSet data, AssessmentOptions options, GroupKeys keys, EllipsoidalArea area, RecordRange range, CauseTable causes, CancellationToken stop)
    {
        (this.data, this.keys, this.causes) = (data, keys, causes);
        inputs = new(data, options, area, data.Schema.Roles, causes);
        evaluation = data.Methodology.Evaluate(inputs.Frame, causes);
        scan = data.Reader.Read(range, [.. inputs.Columns.Fields.Concat(keys.Fields).Distinct()], geometry: true, stop);
        outputs = [.. data.Methodology.Outputs.Select(o => o.Symbol)];
        figures = [.. data.Methodology.Outputs.Select(o => o.As switch { "volume" => StockFigure.Volume, "biomass" => StockFigure.Biomass, "carbon" => StockFigure.Carbon, "co2e" => StockFigure.CarbonDioxide, _ => (StockFigure?)null })];
        (carbon, volume) = (Array.IndexOf(figures, StockFigure.Carbon), Array.IndexOf(figures, StockFigure.Volume));
        keyColumns = [.. keys.Names.Select(_ => new int[FeatureBatch.Capacity])];
    }

    public FindingLog Findings { get; } = new();

    public RecordTally Tally => scan.Tally;

    /// <summary>Reads, estimates and counts every record of the range.</summary>
    public StockAssessment Run(Action<int> progress)
    {
        foreach (var batch in scan)
        {
            tally ??= new(keys.Names, keys.Texts(data, batch), code => data.Methodology.Codes[code]);
            inputs.Fill(batch, Findings);
            evaluation.Run();
            keys.Read(batch, inputs.Columns, keyColumns);
            Count(batch);
            progress(batch.Count);
        }

        Findings.Merge(scan.Findings);
        return tally?.ToAssessment() ?? StockAssessment.Empty(keys.Names);
    }

    private void Count(FeatureBatch batch)
    {
        Span<int> key = stackalloc int[keyColumns.Length];
        var landClasses = inputs.Columns.Code("landClass");
        var recorded = inputs.Columns.Number("recordedArea");
        var carbonStates = evaluation.States(outputs[carbon]);
        for (var row = 0; row < batch.Count; row++)
        {
            for (var k = 0; k < key.Length; k++)
                key[k] = keyColumns[k][row];
            var group = tally!.GroupFor(key);
            var hectares = inputs.Hectares[row];
            group.AddRecord(hectares);
            if (recorded is not null && recorded.IsValid(row))
                group.Add(StockFigure.RecordedArea, recorded.Values[row]);
            if (inputs.HasComputed[row])
                group.Add(StockFigure.EllipsoidalArea, inputs.Computed[row]);
            var state = carbonStates[row];
            if (state.HasValue)
                Estimated(batch, group, row, state, hectares);
            else
                tally.AddNotEstimated(landClasses?.Codes[row] ?? -1, Number(state.Cause), hectares);
            for (var o = 0; o < outputs.Length; o++)
                Add(group, figures[o], evaluation.States(outputs[o])[row], evaluation.Values(outputs[o])[row]);
        }
    }

    private void Estimated(FeatureBatch batch, StockGroup group, int row, ValueState state, double hectares)
    {
        group.AddEstimated(hectares, state.Status);
        var hasVolume = volume >= 0 && evaluation.States(outputs[volume])[row].HasValue;
        var cubicMetres = hasVolume ? evaluation.Values(outputs[volume])[row] : 0;
        if (state.IsExtrapolated)
            group.AddExtrapolated(hectares, hasVolume ? cubicMetres : null);
        var (stock, perHectare) = (inputs.Columns.Number("recordedStock"), inputs.Columns.Number("stockPerHa"));

        // Zero beside a blank or zero stock per hectare is how "not recorded" is written.
        var isRecorded = stock is not null && stock.IsValid(row) && (stock.Values[row] > 0 || (perHectare is not null && perHectare.IsValid(row) && perHectare.Values[row] > 0));

        // Recorded totals are rounded to whole cubic metres, so less than 1 m³ is no difference.
        if (hasVolume && isRecorded && Math.Abs(stock!.Values[row] - cubicMetres) > Math.Max(1, 0.01 * cubicMetres))
            Findings.Add(AssessmentFindings.StockDiffers, data.TableName, batch.RecordNumbers[row], data.Reader.Schema.Fields[stock.Field].Name, $"{stock.Values[row]:R}", $"{stock.Values[row]:R}", $"{cubicMetres:F2}");
    }

    private static void Add(StockGroup group, StockFigure? figure, ValueState state, double value)
    {
        if (!state.HasValue)
            return;
        switch (figure)
        {
            case StockFigure.Biomass:
                group.AddBiomass(state.Pool, value);
                break;
            case StockFigure.Carbon:
                group.AddCarbon(state.Pool, value);
                break;
            case { } other:
                group.Add(other, value);
                break;
        }
    }

    private int Number(int cause)
    {
        if (!causeNumbers.TryGetValue(cause, out var number))
            causeNumbers[cause] = number = tally!.CauseNumber(causes[cause]);
        return number;
    }
}

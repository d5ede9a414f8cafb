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
    private readonly GroupShares? shares;
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
    private readonly RecordedFigures recordedFigures;
    private readonly StockGroup[] groupOf = new StockGroup[FeatureBatch.Capacity];
    private readonly UnitTransfer? transfer;
    private readonly FindingImpactPass impacts;
    private readonly long from;
    private readonly UnitGroups? noted;
    private StockTally? tally;

    public UnitPass(DataSet data, AssessmentOptions options, GroupKeys keys, EllipsoidalArea area, RecordRange range, CauseTable causes, LayerValues? layer, UnitResults? results, CancellationToken stop, UnitGroups? noted = null)
    {
        this.noted = noted;
        (this.data, this.keys, this.causes, from, shares) = (data, keys, causes, range.From, keys.Shares(data));
        // Every field that can be wrong is checked; names and keys are read only where they group.
        inputs = new(data, options, area, data.Schema.Roles.Where(r => data.Schema.DefinitionOf(r) is { } d && (d.Kind == SchemaFieldKind.Number || d.Codes.Count > 0)).Concat(keys.Roles), causes);
        evaluation = data.Methodology.Evaluate(inputs.Frame, causes, layer);
        scan = data.Reader.Read(range, [.. inputs.Columns.Fields.Concat(keys.Fields).Concat(results?.Fields ?? []).Distinct()], geometry: true, stop);
        outputs = [.. data.Methodology.Outputs.Select(o => o.Symbol)];
        figures = [.. data.Methodology.Outputs.Select(o => o.Figure)];
        (carbon, volume) = (Array.IndexOf(figures, StockFigure.Carbon), Array.IndexOf(figures, StockFigure.Volume));
        keyColumns = [.. keys.Names.Select(_ => new int[FeatureBatch.Capacity])];
        recordedFigures = new(data, inputs.Columns, evaluation, outputs[carbon]);

        transfer = results is null ? null : new(results, data, inputs, keys, keyColumns, evaluation);
        impacts = new(data, inputs, evaluation, transfer is null ? null : transfer.See);
        (Findings.Marks, scan.Findings.Marks) = (impacts.Marks, impacts.Marks);
    }

    public FindingLog Findings { get; } = new();

    public FindingImpacts Impacts => impacts.Impacts;

    public IReadOnlyList<RecordedComparison> Comparisons => [.. impacts.Comparisons, .. recordedFigures.Comparisons];

    public RecordTally Tally => scan.Tally;

    /// <summary>Reads, estimates and counts every record of the range.</summary>
    public StockAssessment Run(Action<int> progress)
    {
        var isBeginning = from == 0;
        foreach (var batch in scan)
        {
            tally ??= new(keys.Names, keys.Texts(data, batch), code => data.Methodology.Codes[code]);
            inputs.Fill(batch, Findings);
            if (isBeginning)
                inputs.RequireReference(batch);
            isBeginning = false;
            evaluation.Run();
            keys.Read(batch, inputs.Columns, evaluation, keyColumns);
            Count(batch);
            impacts.Count(batch);
            transfer?.Take(batch);
            progress(batch.Count);
        }

        impacts.Finish();
        Findings.Merge(scan.Findings);
        return tally?.ToAssessment() ?? StockAssessment.Empty(keys.Names);
    }

    private void Count(FeatureBatch batch)
    {
        Span<int> key = stackalloc int[keyColumns.Length];
        var landClasses = inputs.Columns.Code("landClass");
        var recorded = inputs.Columns.Number("recordedArea");
        var carbonStates = evaluation.States(outputs[carbon]);
        var volumeStates = volume >= 0 ? evaluation.States(outputs[volume]) : [];
        var volumes = volume >= 0 ? evaluation.Values(outputs[volume]) : [];
        for (var row = 0; row < batch.Count; row++)
        {
            for (var k = 0; k < key.Length; k++)
                key[k] = keyColumns[k][row];
            var hectares = inputs.Hectares[row];
            var group = groupOf[row] = shares is null ? tally!.GroupFor(key) : shares.GroupOf(batch, row, key, hectares, tally!, Findings);
            if (keys.ZonePosition >= 0)
                keyColumns[keys.ZonePosition][row] = key[keys.ZonePosition];
            group.AddRecord(hectares);
            noted?.Add(batch.RecordNumbers[row], group);
            tally!.AddLandClass(landClasses?.Codes[row] ?? CodeSpace.Missing, hectares, landClasses?.Statuses[row] ?? ParameterStatus.Declared);
            if (recorded is not null && recorded.IsValid(row))
                group.Add(StockFigure.RecordedArea, recorded.Values[row]);
            if (inputs.HasComputed[row])
                group.Add(StockFigure.EllipsoidalArea, inputs.Computed[row]);
            var state = carbonStates[row];
            if (!state.HasValue)
            {
                tally.AddNotEstimated(landClasses?.Codes[row] ?? CodeSpace.Missing, Number(evaluation.Reason(outputs[carbon], row)), hectares);
                continue;
            }

            group.AddEstimated(hectares, state.Status);
            var cubicMetres = volumeStates.Length > 0 && volumeStates[row].HasValue ? volumes[row] : (double?)null;
            if (state.IsExtrapolated)
                group.AddExtrapolated(hectares, cubicMetres);
        }

        recordedFigures.Compare(batch, Findings);
        for (var o = 0; o < outputs.Length; o++)
            if (figures[o] is { } figure)
                Add(groupOf.AsSpan(0, batch.Count), figure, evaluation.States(outputs[o]), evaluation.Values(outputs[o]));
    }

    private static void Add(ReadOnlySpan<StockGroup> groups, StockFigure figure, ReadOnlySpan<ValueState> states, ReadOnlySpan<double> values)
    {
        for (var row = 0; row < groups.Length; row++)
        {
            var state = states[row];
            if (!state.HasValue)
                continue;
            groups[row].AddStatus(state.Status);
            if (figure == StockFigure.Biomass)
                groups[row].AddBiomass(state.Pool, values[row]);
            else if (figure == StockFigure.Carbon)
                groups[row].AddCarbon(state.Pool, values[row]);
            else
                groups[row].Add(figure, values[row]);
        }
    }

    private int Number(int cause)
    {
        if (!causeNumbers.TryGetValue(cause, out var number))
            causeNumbers[cause] = number = tally!.CauseNumber(causes[cause]);
        return number;
    }
}

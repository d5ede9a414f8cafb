using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Counts, batch by batch, what the records with findings bring to the totals, and recorded areas beside computed ones. One per thread.</summary>
internal sealed class FindingImpactPass
{
    private readonly UnitInputs inputs;
    private readonly Evaluation evaluation;
    private readonly NumberColumn? recordedArea;
    private readonly (string Symbol, StockFigure Figure)[] outputs;
    private readonly string carbon;
    private readonly Action<long, FindingRule>? told;
    private readonly FindingImpactTally tally = new();
    private readonly ComparisonTally areas = new("recordedArea", "ha");

    public FindingImpactPass(DataSet data, UnitInputs inputs, Evaluation evaluation, Action<long, FindingRule>? told)
    {
        (this.inputs, this.evaluation, this.told) = (inputs, evaluation, told);
        recordedArea = inputs.Columns.Number("recordedArea");
        outputs = [.. data.Methodology.Outputs.Where(o => o.Figure is not null).Select(o => (o.Symbol, o.Figure!.Value))];
        carbon = outputs.First(o => o.Figure == StockFigure.Carbon).Symbol;
    }

    /// <summary>Where the logs of the pass mark records.</summary>
    public RecordMarks Marks { get; } = new();

    public FindingImpacts Impacts => tally.ToImpacts();

    public IReadOnlyList<RecordedComparison> Comparisons => areas.ToComparisons();

    /// <summary>Counts a batch that was evaluated, after everything in it was found.</summary>
    public void Count(FeatureBatch batch)
    {
        for (var row = 0; row < batch.Count && recordedArea is not null; row++)
            if (inputs.HasComputed[row] && recordedArea.IsValid(row))
                areas.Add(recordedArea.Values[row], inputs.Computed[row]);
        tally.Count(Marks, (record, group) =>
        {
            var row = Array.BinarySearch(batch.RecordNumbers, 0, batch.Count, record);
            if (row >= 0)
                Add(group, row);
            return row >= 0;
        }, told);
    }

    /// <summary>Counts what was found of records that no batch brought.</summary>
    public void Finish() => tally.Count(Marks, (_, _) => false, told);

    private void Add(StockGroup group, int row)
    {
        var hectares = inputs.Hectares[row];
        group.AddRecord(hectares);
        if (recordedArea is not null && recordedArea.IsValid(row))
            group.Add(StockFigure.RecordedArea, recordedArea.Values[row]);
        if (inputs.HasComputed[row])
            group.Add(StockFigure.EllipsoidalArea, inputs.Computed[row]);
        if (evaluation.States(carbon)[row] is { HasValue: true } state)
            group.AddEstimated(hectares, state.Status);
        foreach (var (symbol, figure) in outputs)
        {
            var own = evaluation.States(symbol)[row];
            if (!own.HasValue)
                continue;
            var value = evaluation.Values(symbol)[row];
            group.AddStatus(own.Status);
            if (figure == StockFigure.Biomass)
                group.AddBiomass(own.Pool, value);
            else if (figure == StockFigure.Carbon)
                group.AddCarbon(own.Pool, value);
            else
                group.Add(figure, value);
        }
    }
}

using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Compares the stock, biomass and carbon that a data set records (登记值核对) with the estimate of the same unit; what is recorded is never used.</summary>
internal sealed class RecordedFigures
{
    private readonly DataSet data;
    private readonly (NumberColumn Total, NumberColumn? Scattered, ComparisonTally Tally)[] stocks;
    private readonly ComparisonTally biomassTally = new("recordedBiomass", "t");
    private readonly ComparisonTally carbonTally = new("recordedCarbon", "tC");
    private readonly NumberColumn? perHectare;
    private readonly NumberColumn? biomass;
    private readonly NumberColumn? carbon;
    private readonly Computed volumes;
    private readonly Computed biomasses;
    private readonly Computed carbons;

    /// <summary>Creates the comparison of a pass.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="evaluation">The estimate.</param>
    /// <param name="estimate">The output without which a unit counts as not estimated.</param>
    public RecordedFigures(DataSet data, UnitColumns columns, Evaluation evaluation, string estimate)
    {
        Computed Of(StockFigure figure) => new(evaluation, estimate, [.. data.Methodology.Outputs.Where(o => o.Figure == figure).Select(o => o.Symbol)]);
        this.data = data;
        (volumes, biomasses, carbons) = (Of(StockFigure.Volume), Of(StockFigure.Biomass), Of(StockFigure.Carbon));
        (perHectare, biomass, carbon) = (columns.Number("stockPerHa"), columns.Number("recordedBiomass"), columns.Number("recordedCarbon"));

        // The total stock of a unit (总蓄积) includes scattered trees, the others are of the forest alone.
        var scattered = columns.Number("scatteredStock");
        stocks = [.. ((string[])["recordedStock", "recordedForestStock", "recordedTotalStock"]).Select(r => (Total: columns.Number(r)!, Scattered: r == "recordedTotalStock" ? scattered : null, Tally: new ComparisonTally(r, "m3"))).Where(t => t.Total is not null)];
    }

    /// <summary>Recorded and computed sums so far.</summary>
    public IEnumerable<RecordedComparison> Comparisons => [.. stocks.SelectMany(s => s.Tally.ToComparisons()), .. biomassTally.ToComparisons(), .. carbonTally.ToComparisons()];

    /// <summary>Reports what differs in a batch that was evaluated.</summary>
    public void Compare(FeatureBatch batch, FindingLog findings)
    {
        foreach (var (total, scattered, tally) in stocks)
            Stock(batch, total, scattered, tally, findings);
        if (biomass is not null)
            Biomass(batch, biomass, findings);
        if (carbon is not null)
            Carbon(batch, carbon, findings);
    }

    private void Stock(FeatureBatch batch, NumberColumn total, NumberColumn? scattered, ComparisonTally tally, FindingLog findings)
    {
        foreach (var (row, computed) in Rows(batch, total, volumes))
        {
            var recorded = total.Values[row] - (scattered is not null && scattered.IsValid(row) ? scattered.Values[row] : 0);

            // Zero beside a blank or zero stock per hectare is how "not recorded" is written.
            if (recorded <= 0 && (perHectare is null || !perHectare.IsValid(row) || perHectare.Values[row] <= 0))
                continue;
            tally.Add(recorded, computed);
            if (Differs(recorded, computed))
                Add(findings, AssessmentFindings.StockDiffers, batch, row, total, IsListed(findings, AssessmentFindings.StockDiffers, batch, row) ? [$"{recorded:R}", $"{computed:F2}"] : null);
        }
    }

    private void Biomass(FeatureBatch batch, NumberColumn column, FindingLog findings)
    {
        foreach (var (row, computed) in Rows(batch, column, biomasses))
        {
            if (column.Values[row] is not (> 0 and var recorded))
                continue;
            biomassTally.Add(recorded, computed);
            if (Differs(recorded, computed))
                Add(findings, AssessmentFindings.BiomassDiffers, batch, row, column, IsListed(findings, AssessmentFindings.BiomassDiffers, batch, row) ? [$"{recorded:R}", $"{computed:F2}", CarbonPools.Name(biomasses.Pool(row))] : null);
        }
    }

    /// <summary>Whether tonnes of carbon or of CO2 equivalent were recorded is not known, so both are tried; the nearer one is that of the smaller ratio.</summary>
    private void Carbon(FeatureBatch batch, NumberColumn column, FindingLog findings)
    {
        foreach (var (row, computed) in Rows(batch, column, carbons))
        {
            var (recorded, dioxide) = (column.Values[row], computed * 44 / 12); // decision 0002
            if (recorded <= 0)
                continue;
            carbonTally.Add(recorded, computed);
            if (!Differs(recorded, computed))
                continue;
            var rule = Differs(recorded, dioxide) ? AssessmentFindings.CarbonDiffers : AssessmentFindings.CarbonIsCarbonDioxide;
            var isNearerToDioxide = recorded * recorded > computed * dioxide;
            Add(findings, rule, batch, row, column, IsListed(findings, rule, batch, row)
                ? [$"{recorded:R}", $"{computed:F2}", $"{dioxide:F2}", isNearerToDioxide ? "二氧化碳当量" : "碳", isNearerToDioxide ? "CO2 equivalent" : "carbon"]
                : null);
        }
    }

    /// <summary>The rows that have both a recorded and a computed value.</summary>
    private static IEnumerable<(int Row, double Computed)> Rows(FeatureBatch batch, NumberColumn recorded, Computed computed)
    {
        computed.Sum(batch.Count);
        for (var row = 0; row < batch.Count; row++)
            if (recorded.IsValid(row) && computed.Value(row) is { } value)
                yield return (row, value);
    }

    /// <summary>Recorded totals are rounded to whole cubic metres or tonnes, so less than 1 is no difference.</summary>
    internal static bool Differs(double recorded, double computed) => Math.Abs(recorded - computed) > Math.Max(1, 0.01 * computed);

    private bool IsListed(FindingLog findings, FindingRule rule, FeatureBatch batch, int row) => findings.Lists(rule, data.TableName, batch.RecordNumbers[row]);

    /// <summary>Adds a finding; where every unit differs, only the first have particulars and the log counts the rest.</summary>
    private void Add(FindingLog findings, FindingRule rule, FeatureBatch batch, int row, NumberColumn column, string[]? arguments)
    {
        var (field, value) = arguments is null ? (null, null) : (data.Reader.Schema.Fields[column.Field].Name, $"{column.Values[row]:R}");
        findings.Add(rule, data.TableName, batch.RecordNumbers[row], field, value, arguments ?? []);
    }

    /// <summary>Sums of the outputs of one figure, per row of a batch, where the unit is estimated.</summary>
    private sealed class Computed(Evaluation evaluation, string estimate, string[] symbols)
    {
        private readonly double?[] sums = new double?[FeatureBatch.Capacity];
        private readonly CarbonPool[] pools = new CarbonPool[FeatureBatch.Capacity];

        public double? Value(int row) => sums[row];

        public CarbonPool Pool(int row) => pools[row];

        public void Sum(int rows)
        {
            Array.Clear(sums);
            Array.Clear(pools);
            var estimated = evaluation.States(estimate);
            foreach (var symbol in symbols)
            {
                var states = evaluation.States(symbol);
                var values = evaluation.Values(symbol);
                for (var row = 0; row < rows; row++)
                {
                    if (!states[row].HasValue || !estimated[row].HasValue)
                        continue;
                    sums[row] = (sums[row] ?? 0) + values[row];
                    pools[row] |= states[row].Pool;
                }
            }
        }
    }
}

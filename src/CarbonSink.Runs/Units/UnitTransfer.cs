using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Carries what one pass found for each unit into the results. One per thread; threads set different records of the same columns.</summary>
internal sealed class UnitTransfer
{
    private readonly UnitResults results;
    private readonly Evaluation evaluation;
    private readonly List<Action<FeatureBatch>> steps = [];
    private readonly string[] branching;
    private readonly TextChain routes;
    private readonly TextChain findings;

    public UnitTransfer(UnitResults results, DataSet data, UnitInputs inputs, GroupKeys keys, int[][] keyCodes, Evaluation evaluation)
    {
        (this.results, this.evaluation) = (results, evaluation);
        (routes, findings) = (new(results.Texts, isSorted: false), new(results.Texts, isSorted: true));
        branching = [.. data.Methodology.Equations.Where(e => e.Over == data.UnitSet).GroupBy(e => e.SymbolName).Where(g => g.Count() > 1).Select(g => g.Key)];
        for (var k = 0; k < keyCodes.Length; k++)
            if (results.GroupKeys[k] is { } column)
                steps.Add(GroupKey(data, keys, k, keyCodes[k], column));
        foreach (var (field, column) in results.KeyFields)
            steps.Add(Field(data, field, column));
        foreach (var (role, field, column) in results.Recorded)
        {
            if (column is TextResults text)
                steps.Add(Field(data, field, text));
            else if (inputs.Columns.Number(role) is { } number)
                steps.Add(batch => Each(batch, row => number.IsValid(row), (record, row) => ((NumberResults)column).Set(record, number.Values[row])));
        }

        steps.Add(batch =>
        {
            for (var row = 0; row < batch.Count; row++)
            {
                if (inputs.HasArea[row])
                    results.Area.Set(batch.RecordNumbers[row], inputs.Hectares[row]);
                if (inputs.HasComputed[row])
                    results.EllipsoidalArea.Set(batch.RecordNumbers[row], inputs.Computed[row]);
            }
        });
        if (inputs.Columns.Number("recordedArea") is { } recorded)
            steps.Add(batch => Each(batch, row => recorded.IsValid(row), (record, row) => results.RecordedArea.Set(record, recorded.Values[row])));
        foreach (var (role, column) in results.RawCodes)
            if (inputs.Columns.Code(role) is { } raw)
                steps.Add(batch => Each(batch, _ => true, (record, row) => column.Set(record, raw.RawCodes[row])));
        foreach (var (symbol, column) in results.Symbols)
            steps.Add(Symbol(symbol, column));
        steps.Add(Verdict(data));
    }

    /// <summary>Takes note of a rule that a record broke.</summary>
    public void See(long record, FindingRule rule)
    {
        results.FindingCount.Set(record, (int)results.FindingCount.Value(record) + 1);
        results.Findings.Set(record, findings.Append(results.Findings.Code(record), rule.Code));
    }

    /// <summary>Takes a batch over, after it was estimated and its keys were read.</summary>
    public void Take(FeatureBatch batch)
    {
        foreach (var step in steps)
            step(batch);
    }

    private static void Each(FeatureBatch batch, Func<int, bool> has, Action<long, int> set)
    {
        for (var row = 0; row < batch.Count; row++)
            if (has(row))
                set(batch.RecordNumbers[row], row);
    }

    private Action<FeatureBatch> Symbol(string symbol, ResultColumn column) => batch =>
    {
        var values = evaluation.Values(symbol);
        var states = evaluation.States(symbol);
        var isCarbon = column == results.Find(StockFigure.Carbon.Key());
        for (var row = 0; row < batch.Count; row++)
        {
            if (!states[row].HasValue)
                continue;
            if (column is TextResults text)
                text.Set(batch.RecordNumbers[row], (int)values[row]);
            else
                ((NumberResults)column).Add(batch.RecordNumbers[row], values[row]);
            if (isCarbon && states[row].Pool == CarbonPool.BelowGround)
                results.BelowGroundCarbon.Set(batch.RecordNumbers[row], values[row]);
        }
    };

    private Action<FeatureBatch> Verdict(DataSet data)
    {
        var figures = data.Methodology.Outputs.Where(o => o.Figure is not null && o.Set == data.UnitSet).ToArray();
        var estimate = figures.First(o => o.Figure == StockFigure.Carbon).Symbol;
        return batch =>
        {
            var states = evaluation.States(estimate);
            for (var row = 0; row < batch.Count; row++)
            {
                var (record, state) = (batch.RecordNumbers[row], states[row]);
                results.IsEstimated.Set(record, state.HasValue ? 1 : 0);
                results.IsExtrapolated.Set(record, state.HasValue && state.IsExtrapolated ? 1 : 0);
                if (!state.HasValue)
                    results.Cause.Set(record, evaluation.Reason(estimate, row));
            }

            foreach (var output in figures)
                Status(batch, evaluation.States(output.Symbol), output.Figure == StockFigure.Carbon);
            foreach (var symbol in branching)
                for (var row = 0; row < batch.Count; row++)
                    if (states[row].HasValue && evaluation.Route(symbol, row) is { } taken)
                        results.Route.Set(batch.RecordNumbers[row], routes.Append(results.Route.Code(batch.RecordNumbers[row]), taken.Number));
        };
    }

    private void Status(FeatureBatch batch, ReadOnlySpan<ValueState> states, bool isCarbon)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            var (record, state) = (batch.RecordNumbers[row], states[row]);
            if (!state.HasValue)
                continue;
            results.Status.Set(record, Math.Max(results.Status.Code(record), (int)state.Status));
            if (isCarbon)
                results.Pool.Set(record, Math.Max(results.Pool.Code(record), 0) | (int)state.Pool);
        }
    }

    private Action<FeatureBatch> GroupKey(DataSet data, GroupKeys keys, int key, int[] codes, TextResults column)
    {
        Func<int, string>? text = null;
        var numbers = new Dictionary<int, int>();
        return batch =>
        {
            text ??= keys.Texts(data, batch)[key];
            for (var row = 0; row < batch.Count; row++)
            {
                if (codes[row] < 0)
                    continue;
                if (!numbers.TryGetValue(codes[row], out var number))
                    numbers[codes[row]] = number = results.Texts.Intern(text(codes[row]));
                column.Set(batch.RecordNumbers[row], number);
            }
        };
    }

    private Action<FeatureBatch> Field(DataSet data, int field, TextResults column) => data.Reader.Schema.Fields[field].Kind == FieldKind.Number ? NumberField(field, column) : TextField(field, column);

    private Action<FeatureBatch> TextField(int field, TextResults column)
    {
        var numbers = new List<int>();
        return batch =>
        {
            var dictionary = batch.Dictionary(field);
            for (var i = numbers.Count; i < dictionary.Count; i++)
                numbers.Add(results.Texts.Intern(dictionary[i]));
            var codes = batch.Codes(field);
            for (var row = 0; row < batch.Count; row++)
                if (codes[row] >= 0)
                    column.Set(batch.RecordNumbers[row], numbers[codes[row]]);
        };
    }

    private Action<FeatureBatch> NumberField(int field, TextResults column)
    {
        var numbers = new Dictionary<double, int>();
        return batch =>
        {
            var values = batch.Numbers(field);
            for (var row = 0; row < batch.Count; row++)
            {
                if (!batch.IsValid(field, row))
                    continue;
                if (!numbers.TryGetValue(values[row], out var number))
                    numbers[values[row]] = number = results.Texts.Intern(values[row].ToString("R", CultureInfo.InvariantCulture));
                column.Set(batch.RecordNumbers[row], number);
            }
        };
    }
}

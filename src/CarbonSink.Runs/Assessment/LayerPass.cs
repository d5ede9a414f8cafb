using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Reads the whole layer, whatever range is assessed, for the values that a method takes over all units (全图层值). What is wrong with records is left to the pass that assesses them.</summary>
internal static class LayerPass
{
    /// <summary>The values, or null where the method has none.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="options">How it is assessed.</param>
    /// <param name="area">Computes areas from boundaries.</param>
    /// <param name="causes">The causes of missing values of the run.</param>
    /// <param name="progress">Told the records read, after each batch.</param>
    /// <param name="stop">Stops between batches.</param>
    public static LayerValues? Run(DataSet data, AssessmentOptions options, EllipsoidalArea area, CauseTable causes, Action<int> progress, CancellationToken stop)
    {
        var plan = data.Methodology.PlanLayer(data.UnitSet);
        LayerValues? values = null;
        for (var pass = 1; pass <= plan.Passes; pass++)
        {
            var ranges = RecordRanges.Split(new(0, data.Reader.RecordCount), options.Threads);
            var tallies = new LayerTally[ranges.Length];
            var number = pass;
            RecordRanges.RunAll(ranges.Length, i => tallies[i] = Read(ranges[i], number));
            foreach (var other in tallies.Skip(1))
                tallies[0].Merge(other);
            values = tallies[0].ToValues();
        }

        return values;

        LayerTally Read(RecordRange range, int pass)
        {
            var inputs = new UnitInputs(data, options, area, causes, plan.Inputs(pass));
            var tally = plan.Tally(pass, inputs.Frame, causes, values);
            var ignored = new FindingLog(keepPerRule: 1);
            foreach (var batch in data.Reader.Read(range, inputs.Columns.Fields, inputs.NeedsGeometry, stop))
            {
                inputs.Fill(batch, ignored);
                tally.Add();
                progress(batch.Count);
            }

            return tally;
        }
    }

    /// <summary>Refuses a method whose values over the layer cannot be found batch by batch.</summary>
    /// <exception cref="RefusedInputException">It has such an equation.</exception>
    public static void RequireSupport(Methodology methodology, string set)
    {
        if (methodology.PlanLayer(set).Unsupported is [var (equation, function), ..])
            throw DataSet.Refuse(AssessmentFindings.LayerAggregate, null, $"{methodology.Description.Id}/{methodology.Description.Version}", equation, function);
    }
}

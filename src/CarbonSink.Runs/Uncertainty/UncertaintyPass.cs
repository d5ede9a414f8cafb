using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Propagates uncertainty over a data set that was assessed (不确定性传播): reads the inputs of all its units once more and evaluates them in gradients and draws.</summary>
internal static class UncertaintyPass
{
    /// <summary>How a run propagates: as asked; where nothing is asked, to first order if the data set declares uncertainties and else not at all, since then there is little to propagate and a county would take longer for nothing.</summary>
    public static UncertaintySettings Settings(AssessmentOptions options, string? table) =>
        options.Uncertainty ?? new(table is null ? UncertaintyApproach.None : UncertaintyApproach.Approach1, UncertaintySettings.DefaultDraws, UncertaintySettings.DefaultSeed, UncertaintySettings.DefaultConfidence);

    /// <summary>The declared table of a run: what the run names, else what the data set names.</summary>
    public static string? TableOf(AssessmentOptions options, InventoryFile inventory) => options.UncertaintyTable ?? (inventory.Uncertainty is { } own ? inventory.PathOf(own) : null);

    /// <summary>What is said about the uncertainty of the method.</summary>
    /// <exception cref="RefusedInputException">The declared table cannot be used.</exception>
    public static UncertaintyModel Model(DataSet data, string? table, FindingLog findings)
    {
        if (table is null)
            return UncertaintyModel.Of(data.Methodology);
        var model = UncertaintyTable.Read(table, data.Methodology, data.UnitSet, findings);
        data.Used([table]);
        return model;
    }

    /// <summary>Propagates; tells the draws done and to do.</summary>
    public static StockUncertainty Run(DataSet data, AssessmentOptions options, UncertaintySettings settings, UncertaintyModel model, GroupKeys keys, UnitGroups groups, EllipsoidalArea area, CauseTable causes, Action<long, long>? progress, CancellationToken stop)
    {
        var propagation = new UncertaintyPropagation(data.Methodology, data.UnitSet, model, Units(data, options, keys, area, causes, stop), groups, causes);
        var done = 0L;
        Action<int>? report = progress is null ? null : draws => progress(Interlocked.Add(ref done, draws), settings.Draws);
        return new()
        {
            Settings = settings,
            UnitCount = groups.MemberCount,
            Declared = model.Declared,
            Gradient = propagation.Gradient(options.Threads, stop),
            Draws = settings.Approach == UncertaintyApproach.MonteCarlo ? propagation.Draw(settings.Seed, settings.Draws, options.Threads, report, stop) : null,
        };
    }

    /// <summary>The inputs of every unit of the layer, of a part too: a mean over the layer belongs to all, and units alike in all inputs are told apart among all.</summary>
    private static UnitStore Units(DataSet data, AssessmentOptions options, GroupKeys keys, EllipsoidalArea area, CauseTable causes, CancellationToken stop)
    {
        var ranges = RecordRanges.Split(new(0, data.Reader.RecordCount), options.Threads);
        var stores = new UnitStore[ranges.Length];
        var symbols = data.Methodology.Inputs.Select(i => i.Symbol).ToHashSet(StringComparer.Ordinal);
        RecordRanges.RunAll(ranges.Length, i =>
        {
            var inputs = new UnitInputs(data, options, area, causes, symbols);
            stores[i] = new(data.Methodology, data.UnitSet);
            var grouping = new GroupingHash(keys);
            var hashes = new ulong[FeatureBatch.Capacity];
            var ignored = new FindingLog(keepPerRule: 1);
            foreach (var batch in data.Reader.Read(ranges[i], [.. inputs.Columns.Fields.Concat(grouping.Fields).Distinct()], inputs.NeedsGeometry || grouping.NeedsGeometry, stop))
            {
                inputs.Fill(batch, ignored);
                grouping.Fill(batch, hashes.AsSpan(0, batch.Count));
                stores[i].Take(inputs.Frame, batch.RecordNumbers.AsSpan(0, batch.Count), hashes.AsSpan(0, batch.Count));
            }
        });
        return UnitStore.Merge(stores);
    }
}

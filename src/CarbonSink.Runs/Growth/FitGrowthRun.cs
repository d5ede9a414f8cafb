using CarbonSink.Findings;
using CarbonSink.Growth;

namespace CarbonSink.Runs;

/// <summary>Fits growth curves to a bureau's sub-compartments or plots (由小班或样地拟合生长曲线).</summary>
public static class FitGrowthRun
{
    /// <summary>Fits.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="stop">Stops between batches and classes.</param>
    /// <exception cref="RefusedInputException">Nothing can be read, or nothing can be fitted.</exception>
    public static FitGrowthResult Run(FitGrowthOptions options, CancellationToken stop = default)
    {
        if (options.MinStands < 1 || options.Forms.Count == 0)
            throw new ArgumentOutOfRangeException(nameof(options), "at least one stand and one form are needed");
        var data = StandReader.Read(options, stop);
        if (data.Stands.Count == 0)
            throw DataSet.Refuse(GrowthFindings.NothingToFit, data.Source, $"{data.RecordsRead}", string.Join(", ", data.Excluded.Select(e => $"{e.Key} {e.Value}")));
        var (findings, classes) = (new FindingLog(), new List<ClassFit>());
        findings.Merge(data.Findings);
        foreach (var group in data.Stands.GroupBy(s => (s.GrowthType, s.Origin)).OrderBy(g => g.Key.GrowthType, StringComparer.Ordinal).ThenBy(g => g.Key.Origin, StringComparer.Ordinal))
        {
            stop.ThrowIfCancellationRequested();
            GrowthStand[] stands = [.. group.OrderBy(s => s.Observation.Age).ThenBy(s => s.Observation.Volume).ThenBy(s => s.Observation.Weight).ThenBy(s => s.Record)];
            var enough = stands.Length >= options.MinStands;
            IReadOnlyList<FitAttempt> attempts = enough ? CurveFitting.FitAll([.. stands.Select(s => s.Observation)], options.Forms) : [];
            var fit = new ClassFit(group.Key.GrowthType, group.Key.Origin, stands, attempts, CurveFitting.Best(attempts));
            classes.Add(fit);
            Tell(fit, options, data.Source, findings);
        }

        if (classes.Exists(c => c.Best is not null))
            findings.Add(new Finding(GrowthFindings.SpaceForTime, data.Source, null, null, null));
        return new(options, data, classes, findings, options.Source.HashInputs ? FileHash.OfAll(data.Inputs, stop).GetAwaiter().GetResult() : []);
    }

    private static string Failures(ClassFit c, string language) => string.Join(language == "zh" ? "、" : ", ", c.Attempts.Select(a => $"{GrowthNames.Of(a.Form).In(language)}: {GrowthNames.Of(a.Failure!).In(language)}"));

    private static void Tell(ClassFit c, FitGrowthOptions options, string file, FindingLog findings)
    {
        void Add(FindingRule rule, params string[] arguments) => findings.Add(new Finding(rule, file, null, null, null, [c.NameIn.Zh, c.NameIn.En, .. arguments]));
        if (c.Attempts.Count == 0)
            Add(GrowthFindings.TooFewStands, $"{c.Stands.Count}", $"{options.MinStands}");
        else if (c.Best?.Fit is not { } fit)
            Add(GrowthFindings.NoCurve, Failures(c, "zh"), Failures(c, "en"));
        else
        {
            if (!fit.IsAsymptoteKnown)
                Add(GrowthFindings.AsymptoteUnknown, $"{100 * fit.ShareOfAsymptote:F0}", $"{100 * fit.StandardErrors[0] / fit.Curve.Asymptote:F0}");
            if (fit.LackOfFit is { P: < 0.01 } lack)
                Add(GrowthFindings.LacksFit, $"{lack.F:F2}", $"{lack.P:G2}");
            if (fit.RSquared < 0.2)
                Add(GrowthFindings.ExplainsLittle, $"{fit.RSquared:F3}");
            if (fit.Outliers > 0)
                Add(GrowthFindings.Outliers, $"{fit.Outliers}");
        }
    }
}

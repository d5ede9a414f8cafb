using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Runs;

/// <summary>Computes a method pack over tables and layers (按方法核算): reads the sheet, computes what the method uses and then the method, adds up, and says what is missing.</summary>
public static class EvaluationRun
{
    /// <summary>Computes.</summary>
    /// <param name="options">What to compute.</param>
    /// <param name="stop">Stops between tables and draws.</param>
    /// <exception cref="RefusedInputException">The description, a table or a name cannot be used.</exception>
    /// <exception cref="MethodologyLoadException">A pack or a table of parameters is wrong.</exception>
    public static EvaluationResult Run(EvaluationOptions options, CancellationToken stop = default)
    {
        var findings = new FindingLog();
        var file = EvaluationFile.Read(options.Source);
        var chain = EvaluationChain.Load(file, options);
        RequireWords(file, chain);
        var reader = new SheetReader(file, chain, findings, stop);
        reader.Read(options.Run);
        var sheet = reader.Sheet;
        RequireGroup(file, chain, sheet, findings);
        RequireWords(chain, file, file.Sets.SelectMany(s => sheet.Keys(s.Name)).Concat(sheet.Columns.Values.SelectMany(c => c.Cells).Select(c => c.Code).OfType<string>().Distinct(StringComparer.Ordinal)).Concat(findings.Findings.SelectMany(f => f.Arguments.OfType<string>().Append(f.Value ?? string.Empty))));
        foreach (var set in chain.Main.Sets.Where(s => !sheet.Has(s.Name)))
            findings.Add(new Finding(EvaluationFindings.SetNotGiven, file.Name, null, set.Name, null, set.Name, chain.Name));
        var given = sheet.Columns.Keys.ToHashSet(StringComparer.Ordinal);
        var causes = new CauseTable();
        var (methods, computed) = (new List<SheetEvaluation>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var method in Computed(chain, given, file, findings))
        {
            stop.ThrowIfCancellationRequested();
            chain.RequireFit(method, sheet, file);
            methods.Add(SheetEvaluation.Run(method, sheet, causes));
            NotGiven(file, method, sheet, given, computed, findings);
            computed.UnionWith(method.Outputs.Select(o => o.Symbol));
        }

        var main = methods[^1];
        var totals = new EvaluationTotals(methods, chain);
        var settings = new UncertaintySettings(options.Uncertainty ?? Approach(file.Uncertainty), options.Draws, options.Seed, UncertaintySettings.DefaultConfidence);
        var intervals = new EvaluationIntervals(methods, totals, file.By, settings, stop);
        IReadOnlyList<EvaluationTotal> all = intervals.Of([.. totals.All(file.By)]);
        var missing = totals.Missing().ToArray();
        foreach (var left in all.Where(t => t.IsPartial && t.Group is null).GroupBy(t => t.Output.Symbol, StringComparer.Ordinal))
        {
            var most = left.MaxBy(t => t.LeftOut.Sum(l => l.Count))!.LeftOut;
            findings.Add(new Finding(EvaluationFindings.Partial, null, null, left.Key, null, left.Key, $"{most.Sum(l => l.Count)}", most.Any(l => l.AreaHa is null) ? "—" : $"{most.Sum(l => l.AreaHa!.Value):0.####}"));
        }

        foreach (var none in all.Where(t => t.NoInterval is not null && t.Group is null).GroupBy(t => t.Output.Symbol, StringComparer.Ordinal))
        {
            string[] entering = [.. none.SelectMany(t => t.EnteringUncertain).Distinct().Order(StringComparer.Ordinal)];
            findings.Add(new Finding(EvaluationFindings.NoInterval, null, null, none.Key, null, none.Key, string.Join(", ", entering), string.Join(", ", methods.SkipLast(1).Where(m => m.Methodology.Outputs.Any(o => entering.Contains(o.Symbol))).Select(m => EvaluationChain.NameOf(m.Methodology)))));
        }

        if (settings.Approach != UncertaintyApproach.None && intervals.NotCovered.Count > 0)
            findings.Add(new Finding(EvaluationFindings.NotCovered, null, null, null, null, string.Join("；", intervals.NotCovered), string.Join("; ", intervals.NotCovered)));
        var status = main.Methodology.Outputs.SelectMany(o => sheet.Columns[o.Symbol].Cells).Where(c => c.HasValue).Select(c => (ParameterStatus?)c.Status).Max();
        if (status is null)
        {
            var most = missing.MaxBy(m => m.Count)?.Cause;
            findings.Add(new Finding(EvaluationFindings.Nothing, file.Name, null, null, null, chain.Name, most?.Zh ?? "没有成员", most?.En ?? "there are no members"));
        }

        return new(methods, all, missing, findings)
        {
            Title = file.Title ?? chain.Main.Description.Title,
            Source = file.Path,
            Packs = [.. methods.SelectMany(m => PackDigests.Of(chain.Catalog, m.Methodology, [])).DistinctBy(p => (p.Id, p.Version)).OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)],
            Inputs = Digests(file, reader, options),
            Sources = chain.Catalog.Sources,
            Uncertainty = settings,
            NotCovered = intervals.NotCovered,
            By = file.By,
            WorstStatus = status,
        };
    }

    private static UncertaintyApproach Approach(string? word) => word switch { "approach-1" => UncertaintyApproach.Approach1, "monte-carlo" => UncertaintyApproach.MonteCarlo, _ => UncertaintyApproach.None };

    /// <summary>The methods to compute: one that is used is left out where none of what it asks for was given.</summary>
    private static IEnumerable<Methodology> Computed(EvaluationChain chain, HashSet<string> given, EvaluationFile file, FindingLog findings)
    {
        var computed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var method in chain.Methods)
        {
            if (method != chain.Main && !method.Inputs.Any(i => given.Contains(i.Symbol) || computed.Contains(i.Symbol)))
            {
                findings.Add(new Finding(EvaluationFindings.UseSkipped, file.Name, null, null, EvaluationChain.NameOf(method), EvaluationChain.NameOf(method), string.Join(", ", method.Inputs.Select(i => i.Symbol))));
                continue;
            }

            if (method != chain.Main && method.Outputs.FirstOrDefault(o => given.Contains(o.Symbol)) is { } twice)
                throw new RefusedInputException(new(EvaluationFindings.ComputedByUse, file.Name, null, twice.Symbol, null, twice.Symbol, EvaluationChain.NameOf(method)));
            computed.UnionWith(method.Outputs.Select(o => o.Symbol));
            yield return method;
        }
    }

    private static void NotGiven(EvaluationFile file, Methodology method, Sheet sheet, HashSet<string> given, HashSet<string> computed, FindingLog findings)
    {
        var incomplete = method.Outputs.Any(o => o.IsComplete && sheet.Columns[o.Symbol].Cells.Any(c => !c.HasValue));
        foreach (var input in method.Inputs.Where(i => !given.Contains(i.Symbol) && !computed.Contains(i.Symbol) && (i.Set.Length == 0 || sheet.Count(i.Set) > 0)))
            findings.Add(new Finding(incomplete ? EvaluationFindings.NeededInputNotGiven : EvaluationFindings.InputNotGiven, file.Name, null, input.Symbol, null,
                input.Symbol, input.Name.Zh, input.Name.En, input.Unit, input.Set.Length == 0 ? "run" : input.OrderedSet.Length == 0 ? input.Set : $"{input.Set} × {input.OrderedSet}", EvaluationChain.NameOf(method)));
    }

    private static void RequireGroup(EvaluationFile file, EvaluationChain chain, Sheet sheet, FindingLog findings)
    {
        if (file.By is not { } by)
            return;
        if (sheet.Columns.TryGetValue(by, out var column) && column.Kind == SheetCellKind.Code && column.Set.Length > 0)
        {
            if (column.Cells.Count(c => !c.HasValue) is > 0 and var blank)
                findings.Add(new Finding(EvaluationFindings.NoGroup, file.Name, null, by, null, by, $"{blank}", column.Set));
            return;
        }

        throw file.Unknown("已给出的代码列", "column of codes that is given", by, chain.Name, sheet.Columns.Values.Where(c => c.Kind == SheetCellKind.Code && c.Set.Length > 0).Select(c => c.Symbol));
    }

    private static void RequireWords(EvaluationFile file, EvaluationChain chain) =>
        RequireWords(chain, file, ((string?[])[file.Title?.Zh, file.Title?.En, .. file.Run.Values.Select(r => r.Text)]).OfType<string>());

    /// <summary>What the user calls things may not say more of the result than the pack allows.</summary>
    private static void RequireWords(EvaluationChain chain, EvaluationFile file, IEnumerable<string> texts)
    {
        var methods = chain.Methods.Select(m => m.Description).ToArray();
        foreach (var text in texts)
            if (RefusedWords.In(text, methods) is var (word, method))
                throw new RefusedInputException(new(EvaluationFindings.RefusedWord, file.Name, null, null, text, word, text, method));
    }

    private static FileDigest[] Digests(EvaluationFile file, SheetReader reader, EvaluationOptions options)
    {
        string[] tables =
        [
            .. file.Tables.Where(t => !options.Tables.ContainsKey(t.Key) && !t.Value.Contains('@', StringComparison.Ordinal)).Select(t => Path.Combine(file.Folder, t.Value)),
            .. options.Tables.Values.Where(t => !t.Contains('@', StringComparison.Ordinal)),
        ];
        return [.. reader.Files.Concat(tables).Append(file.Path).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).Where(File.Exists)
            .Select(f => FileHash.Of(f, Path.GetRelativePath(file.Folder, f).Replace('\\', '/'))).OrderBy(f => f.Name, StringComparer.Ordinal)];
    }
}

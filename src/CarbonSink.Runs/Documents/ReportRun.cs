using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Writes a report from a template and the results of earlier runs (出具报告): sources are proved against their manifests, values bound, sums and checks made, words looked at; only then is there a document.</summary>
public static class ReportRun
{
    private static readonly Bilingual Unverified = new("参数未全部核实，最差状态：{0}", "not all parameters are verified, worst status: {0}");

    /// <summary>Prepares the report.</summary>
    /// <param name="options">What to write and from what.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="MethodologyLoadException">The template is wrong or there is none.</exception>
    /// <exception cref="RefusedInputException">A source is missing, was changed or does not fit, a table does not add up, a check refuses, or a word is refused.</exception>
    public static ReportResult Run(ReportOptions options, CancellationToken stop = default)
    {
        var catalog = MethodologyCatalog.Open(options.Methodology);
        var template = ReportTemplateLoader.Load(catalog, options.Report);
        var findings = new FindingLog();
        var sources = ReportSourceSet.Open(template, options.From);
        var facts = new FactReading(template, sources, GivenFacts.Read(options.FactsFile, template), options.Language, findings).Read();
        stop.ThrowIfCancellationRequested();
        var tables = Tables(template, sources, options, findings, stop);
        var marks = new ReportChecks(template, facts, tables, options.Language).Make(findings);
        var figures = Figures(template, sources, facts, tables, options, findings, stop);
        var runs = sources.All.Select(s => s.Folder.Run(s.Role)).ToList();
        var bound = new FilledReport(template, options.Language, facts, Bound(template, sources, facts, tables, options.Language), figures, runs);
        var status = Worst(runs);
        var document = new ReportDocument(options.Language, template.Layout, template.Title.In(options.Language), ReportComposition.Line(template.Subtitle.In(options.Language), options.Language, facts), ReportComposition.Compose(bound))
        {
            Cover = [.. template.Cover.Select(c => facts[c]).Select(f => (f.Definition.Label.In(options.Language), f.Printed ?? "＿＿＿＿＿＿"))],
            Label = Label(sources, status, options.Language),
            Marks = marks,
        };
        ReportChecks.RequireWords(document, Methods(catalog, runs));
        return new(document, bound, status, Inputs(sources, options), Packs(template, runs), findings);
    }

    private static Dictionary<string, ReportTable> Tables(ReportTemplate template, ReportSourceSet sources, ReportOptions options, FindingLog findings, CancellationToken stop)
    {
        var tables = new Dictionary<string, ReportTable>(StringComparer.Ordinal);
        foreach (var definition in template.Tables.Where(t => t.Place.Role.Length == 0 || sources.Has(t.Place)))
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                tables[definition.Id] = TableBinding.Fill(template, definition, sources, options.Language, options.Audience, findings);
            }
            catch (SumMismatchException e)
            {
                throw SourceFolder.Refused(ReportFindings.DoesNotAddUp, definition.Place.File, e.Message);
            }
        }

        return tables;
    }

    private static Dictionary<string, FilledTable> Bound(ReportTemplate template, ReportSourceSet sources, IReadOnlyDictionary<string, FilledFact> facts, Dictionary<string, ReportTable> tables, string language) =>
        template.Tables.Where(t => tables.ContainsKey(t.Id)).ToDictionary(
            t => t.Id,
            t => new FilledTable(
                t, tables[t.Id],
                [.. new[] { ReportComposition.Line(t.Note.In(language), language, facts) }.Where(n => n.Length > 0)],
                t.Place.Role.Length == 0 ? "" : sources[t.Place.Role].Trace(t.Place.Role, t.Place.File, t.Place.At)),
            StringComparer.Ordinal);

    private static Dictionary<string, DrawnFigure> Figures(ReportTemplate template, ReportSourceSet sources, IReadOnlyDictionary<string, FilledFact> facts, Dictionary<string, ReportTable> tables, ReportOptions options, FindingLog findings, CancellationToken stop)
    {
        var figures = new Dictionary<string, DrawnFigure>(StringComparer.Ordinal);
        var binding = new FigureBinding(options.Language, sources, options.Audience, facts, tables, findings);
        foreach (var definition in template.Figures)
        {
            stop.ThrowIfCancellationRequested();
            if (binding.Draw(definition) is { } drawn)
                figures[definition.Id] = drawn;
        }

        return figures;
    }

    /// <summary>The methods behind the results, as far as this methodology folder has them.</summary>
    private static List<MethodologyDescription> Methods(MethodologyCatalog catalog, List<ReportSourceRun> runs)
    {
        var known = catalog.Methods().ToHashSet();
        return [.. runs.SelectMany(r => r.Packs).Select(p => (Id: p.Id.StartsWith("methods/", StringComparison.Ordinal) ? p.Id["methods/".Length..] : p.Id, p.Version)).Distinct().Where(known.Contains).Select(m => catalog.Describe(m.Id, m.Version))];
    }

    private static ParameterStatus? Worst(List<ReportSourceRun> runs)
    {
        var statuses = runs.Where(r => r.WorstStatus.Length > 0).Select(r => Enum.Parse<ParameterStatus>(r.WorstStatus, ignoreCase: true)).ToList();
        return statuses.Count > 0 ? statuses.Max() : null;
    }

    /// <summary>What the runs say their results must be called, and the worst status.</summary>
    private static string Label(ReportSourceSet sources, ParameterStatus? status, string language)
    {
        var said = sources.All.Select(s => s.Folder.Label?.In(language)).OfType<string>().Where(l => l.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (status is > ParameterStatus.Verified)
            said.Add(string.Format(null, Unverified.In(language), JsonText.Status(status.Value)));
        return string.Join(language == "zh" ? "；" : "; ", said);
    }

    private static List<FileDigest> Inputs(ReportSourceSet sources, ReportOptions options)
    {
        var inputs = sources.All.SelectMany(s => s.Folder.Digests(s.Role)).ToList();
        if (options.FactsFile is { } file)
            inputs.Add(FileHash.Of(file, Path.GetFileName(file)));
        return [.. inputs.DistinctBy(i => i.Name).OrderBy(i => i.Name, StringComparer.Ordinal)];
    }

    private static List<PackReference> Packs(ReportTemplate template, List<ReportSourceRun> runs) =>
    [
        new($"{ReportTemplateLoader.Root}/{template.Id}", template.Version, "declared", template.Sha256),
        .. runs.SelectMany(r => r.Packs).Distinct().OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal).Select(p => new PackReference(p.Id, p.Version, p.Status, p.Sha256)),
    ];
}

using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Quantities;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>The observations of every indicator (指标观测): computed from surveys and evaluations, else as the tables of work done and of published figures state them; by township as well as for the whole region, whose key is blank.</summary>
/// <remarks>Of one indicator, year and division there is one observation: a computed one stands before a published one, and a finding names both. Sums of townships add up to the whole exactly; a rate has the denominator of its own township.</remarks>
internal sealed class IndicatorObservations
{
    private readonly Dictionary<string, IndicatorSeries> series = new(StringComparer.Ordinal);
    private readonly ObservationTable table;

    private IndicatorObservations(IReadOnlyList<Indicator> indicators, IReadOnlyList<SurveyReading> surveys, IReadOnlyList<TargetDivision> divisions, ObservationTable table) =>
        (Indicators, Surveys, Divisions, this.table) = (indicators, surveys, divisions, table);

    /// <summary>All indicators, in ordinal order of ids.</summary>
    public IReadOnlyList<Indicator> Indicators { get; }

    /// <summary>The surveys, in the order of years.</summary>
    public IReadOnlyList<SurveyReading> Surveys { get; }

    /// <summary>The townships of all surveys, in ordinal order of keys.</summary>
    public IReadOnlyList<TargetDivision> Divisions { get; }

    /// <summary>Every series by code of the indicator.</summary>
    public IReadOnlyDictionary<string, IndicatorSeries> Series => series;

    /// <summary>Input files with their hashes.</summary>
    public required IReadOnlyList<FileDigest> Inputs { get; init; }

    /// <summary>Packs used, with their hashes: of surveys and evaluations, and the indicators that have observations.</summary>
    public IReadOnlyList<PackReference> Packs { get; private set; } = [];

    /// <summary>Land area of the region by the last survey that knows it, ha, or that of targets.json; null where it is not known.</summary>
    public (double Hectares, Bilingual? Source)? LandArea => Surveys.Reverse().Select(s => s.LandAreaOf("")).FirstOrDefault(a => a is not null);

    /// <summary>The series of an indicator.</summary>
    /// <exception cref="KeyNotFoundException">There is no such indicator.</exception>
    public IndicatorSeries this[string code] => series[code];

    /// <summary>Key of a division by its code or name, blank for blank; null where the data have none.</summary>
    public string? DivisionOf(string codeOrName) => table.DivisionOf(codeOrName);

    /// <summary>Computes and reads them.</summary>
    /// <param name="file">What targets.json says.</param>
    /// <param name="methodology">The methodology folder.</param>
    /// <param name="findings">Receives what is wrong or remarkable.</param>
    /// <param name="stop">Stops between surveys.</param>
    /// <exception cref="RefusedInputException">A survey, an evaluation or a table cannot be used, or a base is unknown.</exception>
    /// <exception cref="MethodologyLoadException">A pack is wrong.</exception>
    public static IndicatorObservations Of(TargetFile file, string methodology, FindingLog findings, CancellationToken stop = default)
    {
        var catalog = MethodologyCatalog.Open(methodology);
        var indicators = Indicator.All(catalog);
        RequireBases(file, indicators);
        SurveyReading[] surveys = [.. file.Surveys.Select(s => SurveyReading.Of(s, methodology, file.LandAreaHa, findings, stop))];
        TargetDivision[] divisions = [.. surveys.Reverse().SelectMany(s => s.Divisions).DistinctBy(d => d.Key).OrderBy(d => d.Key, StringComparer.Ordinal)];
        (DatedSource Source, EvaluationResult Result)[] evaluations = [.. file.Evaluations.Select(e => (e, EvaluationRun.Run(new(e.Data, methodology), stop)))];
        var tables = new ObservationTable(indicators, divisions, findings);
        var works = file.WorksPath is { } w ? tables.Works(w) : [];
        var published = file.ActualsPath is { } a ? tables.Published(a) : [];
        var observations = new IndicatorObservations(indicators, surveys, divisions, tables)
        {
            Inputs = [.. InputsOf(file, surveys, evaluations)],
        };
        var computing = new IndicatorComputation(indicators, surveys, evaluations, findings);
        foreach (var indicator in indicators)
            observations.series.Add(indicator.Terms.Code, observations.SeriesOf(indicator, file, computing, works, published, findings));
        observations.Packs =
        [
            .. surveys.SelectMany(s => s.Part.Packs).Concat(evaluations.SelectMany(e => e.Result.Packs)).Concat(indicators.Where(i => observations[i.Terms.Code].Observations.Count > 0).Select(i => PackDigests.Of(catalog, i)))
                .DistinctBy(p => (p.Id, p.Version)).OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal),
        ];
        return observations;
    }

    /// <summary>Values of the divisions in the last year, at most <paramref name="upTo"/>, that has any; null where there are none.</summary>
    public (int Year, IReadOnlyDictionary<string, double> Values)? LatestByDivision(string code, int? upTo = null)
    {
        Observation[] own = [.. series[code].Observations.Where(o => o.Division.Length > 0 && (upTo is null || o.Year <= upTo))];
        return own.Length == 0 ? null : own.Max(o => o.Year) is var year ? (year, own.Where(o => o.Year == year).ToDictionary(o => o.Division, o => o.Value, StringComparer.Ordinal)) : null;
    }

    private IndicatorSeries SeriesOf(Indicator indicator, TargetFile file, IndicatorComputation computing, IReadOnlyList<StatedFigure> works, IReadOnlyList<StatedFigure> published, FindingLog findings)
    {
        var code = indicator.Terms.Code;
        var definitions = indicator.DefinitionsAmong(Indicators);
        var chosen = file.Bases.TryGetValue(code, out var named) ? named.Base : indicator.SameAs is { } same && file.Bases.TryGetValue(same, out var other) ? other.Base : null;
        var definition = definitions.FirstOrDefault(d => d.Base.Id == chosen) ?? (definitions.Count > 0 ? definitions[0] : null);
        var (computed, missing) = definition is null ? ([], (Bilingual?)null) : computing.Of(indicator, definition);
        if (indicator.Terms.IsWork)
            computed = [.. works.Where(s => s.Code == code).Select(s => new Observation(s.Year, s.Division, s.Value, ParameterStatus.Declared, Said(s, file.WorksPath!)))];
        // One thing under two names has one published figure; a row under the indicator's own name stands first.
        string Root(string of) => Indicators.First(i => i.Terms.Code == of).SameAs ?? of;
        var stated = published.Where(p => Root(p.Code) == Root(code)).OrderBy(p => p.Code != code).DistinctBy(p => (p.Year, p.Division)).ToList();
        foreach (var both in stated.Select(p => (Published: p, Computed: computed.FirstOrDefault(c => (c.Year, c.Division) == (p.Year, p.Division)))).Where(b => b.Computed is not null))
            findings.Add(new Finding(IndicatorFindings.TwoFigures, Path.GetFileName(file.ActualsPath), both.Published.Line - 2, "value", Number(both.Published.Value), code, $"{both.Published.Year}", both.Published.Division.Length == 0 ? "全域 / whole region" : both.Published.Division,
                Number(both.Computed!.Value), Number(both.Published.Value), Number(both.Published.Value - both.Computed.Value), indicator.Terms.Unit, both.Published.Source));
        Observation[] all =
        [
            .. computed.Concat(stated.Where(p => !computed.Any(c => (c.Year, c.Division) == (p.Year, p.Division))).Select(p => new Observation(p.Year, p.Division, p.Value, ParameterStatus.Declared, Said(p, file.ActualsPath!))))
                .OrderBy(o => o.Year).ThenBy(o => o.Division, StringComparer.Ordinal),
        ];
        return new(code, indicator.Terms.Unit, definitions.Count > 1 ? definition!.Base : null, chosen is not null, all, all.Length > 0 ? null : Lacking(indicator, file, missing));
    }

    /// <summary>What must be supplied for an indicator to have observations.</summary>
    private static Bilingual Lacking(Indicator indicator, TargetFile file, Bilingual? missing)
    {
        var (code, title) = (indicator.Terms.Code, indicator.Title);
        var actuals = file.ActualsPath is { } path ? Path.GetFileName(path) : "actuals.csv";
        if (indicator.Terms.IsWork)
            return file.WorksPath is { } works
                ? new($"{Path.GetFileName(works)} 没有 {code}（{title.Zh}）的行", $"{Path.GetFileName(works)} has no row of {code} ({title.En})")
                : new($"没有完成量表：在 targets.json 写 works，表里要有 {code}（{title.Zh}）的行", $"there is no table of work done: name it under works of targets.json, with rows of {code} ({title.En})");
        if (missing is not null)
            return new($"{missing.Zh}；或在 {actuals} 给出 {code}", $"{missing.En}; or give {code} in {actuals}");
        return new($"{title.Zh}不能由图层算出，{actuals} 没有 {code}", $"{title.En} is not computable from layers, and {actuals} has no {code}");
    }

    private static Bilingual Said(StatedFigure figure, string path) => figure.Source.Length > 0
        ? new($"{Path.GetFileName(path)}：{figure.Source}", $"{Path.GetFileName(path)}: {figure.Source}")
        : new($"{Path.GetFileName(path)} 第 {figure.Line} 行", $"{Path.GetFileName(path)} line {figure.Line}");

    private static void RequireBases(TargetFile file, IReadOnlyList<Indicator> indicators)
    {
        foreach (var (code, (name, line)) in file.Bases)
        {
            var known = indicators.FirstOrDefault(i => i.Terms.Code == code)?.DefinitionsAmong(indicators).Select(d => d.Base.Id).ToArray();
            if (known is null || !known.Contains(name, StringComparer.Ordinal))
                throw new RefusedInputException(new(IndicatorFindings.UnknownBase, Path.GetFileName(file.Path), null, $"bases.{code}", name, Path.GetFileName(file.Path), $"{line}", known is null ? code : $"{code}: {name}",
                    known is null ? string.Join(", ", indicators.Where(i => i.DefinitionsAmong(indicators).Count > 1).Select(i => i.Terms.Code)) : string.Join(", ", known)));
        }
    }

    private static IEnumerable<FileDigest> InputsOf(TargetFile file, SurveyReading[] surveys, (DatedSource Source, EvaluationResult Result)[] evaluations)
    {
        string Name(string path) => Path.GetRelativePath(file.Folder, path).Replace('\\', '/');
        var own = ((string?[])[file.Path, file.WorksPath, file.ActualsPath]).OfType<string>().Concat(surveys.SelectMany(s => s.TownshipFiles)).Where(File.Exists).Select(p => FileHash.Of(p, Name(p)));
        var layers = file.Surveys.Zip(surveys).SelectMany(s => s.Second.Part.Inputs.Select(i => i with { Name = $"{Name(s.First.Data)}/{i.Name}" }));
        var sheets = evaluations.SelectMany(e => e.Result.Inputs.Select(i => i with { Name = $"{Name(e.Source.Data)}/{i.Name}" }));
        return own.Concat(layers).Concat(sheets).DistinctBy(d => d.Name).OrderBy(d => d.Name, StringComparer.Ordinal);
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}

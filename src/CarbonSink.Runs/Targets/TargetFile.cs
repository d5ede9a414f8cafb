using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Data of one year (某年的数据).</summary>
/// <param name="Year">The year.</param>
/// <param name="Data">Complete path of the folder.</param>
internal sealed record DatedSource(int Year, string Data);

/// <summary>How the stock is carried forward (预测设定).</summary>
/// <param name="Data">Folder of the survey that it begins with.</param>
/// <param name="Scenario">Id of the scenario, or null.</param>
/// <param name="Curves">Folder or file of fitted curves, or null.</param>
internal sealed record TargetProjection(string Data, string? Scenario, string? Curves);

/// <summary>A band as targets.json states it (允许偏差).</summary>
/// <param name="Width">Its width.</param>
/// <param name="IsPercent">Whether in per cent of the value; else in its unit (points).</param>
internal sealed record TargetBand(decimal Width, bool IsPercent);

/// <summary>How the words of the plan are judged, as far as targets.json says (判定设定); what is null has the default of the assessment.</summary>
internal sealed record TargetJudging
{
    /// <summary>Word for 达到.</summary>
    public string? Reach { get; init; }

    /// <summary>Word for a number without a comparator.</summary>
    public string? None { get; init; }

    /// <summary>Band of 左右.</summary>
    public TargetBand? Approx { get; init; }

    /// <summary>Band below 稳定在.</summary>
    public TargetBand? Stable { get; init; }

    /// <summary>Word for rounding before comparing.</summary>
    public string? Rounding { get; init; }
}

/// <summary>A target to be spread, as targets.json lists it (分解任务).</summary>
/// <param name="Target">Id of the target.</param>
/// <param name="To">divisions, years, departments or divisions-years.</param>
/// <param name="Line">1-based line.</param>
internal sealed record ListedAllocation(string Target, string To, int Line)
{
    /// <summary>area, potential, stock or shares; null for the default.</summary>
    public string? By { get; init; }

    /// <summary>difference or level; null for the default.</summary>
    public string? Of { get; init; }

    /// <summary>Complete path of the table of shares, or null.</summary>
    public string? Shares { get; init; }

    /// <summary>Step in the unit of the plan, or null.</summary>
    public decimal? Step { get; init; }
}

/// <summary>What targets.json says of a plan and of the data it is held against (规划目标文件), read strictly: unknown keys, wrong types and missing paths are refused with file, line and key.</summary>
internal sealed record TargetFile
{
    public const string FileName = "targets.json";

    private static readonly string[] Optional = ["plan", "targets", "asOf", "landAreaHa", "surveys", "evaluations", "works", "actuals", "bases", "projection", "judging", "allocations", "note"];

    /// <summary>Folder that the file lies in.</summary>
    public required string Folder { get; init; }

    /// <summary>Its path.</summary>
    public required string Path { get; init; }

    public required Bilingual Title { get; init; }

    /// <summary>Complete paths of the plan's texts; empty where a table of targets is named.</summary>
    public IReadOnlyList<string> PlanPaths { get; init; } = [];

    /// <summary>Complete path of the table of targets, or null where the plan's texts are named.</summary>
    public string? TargetsPath { get; init; }

    /// <summary>Year that the plan is judged in, or null.</summary>
    public int? AsOf { get; init; }

    /// <summary>Land area that rates are taken of, ha, or null for that of the surveys' control boundary.</summary>
    public double? LandAreaHa { get; init; }

    /// <summary>Surveys in the order of years.</summary>
    public IReadOnlyList<DatedSource> Surveys { get; init; } = [];

    /// <summary>Evaluations in the order of years.</summary>
    public IReadOnlyList<DatedSource> Evaluations { get; init; } = [];

    /// <summary>Complete path of the table of work done, or null.</summary>
    public string? WorksPath { get; init; }

    /// <summary>Complete path of the table of published figures, or null.</summary>
    public string? ActualsPath { get; init; }

    /// <summary>Base by code of indicator, with its line.</summary>
    public IReadOnlyDictionary<string, (string Base, int Line)> Bases { get; init; } = new Dictionary<string, (string, int)>(StringComparer.Ordinal);

    public TargetProjection? Projection { get; init; }

    public TargetJudging Judging { get; init; } = new();

    public IReadOnlyList<ListedAllocation> Allocations { get; init; } = [];

    /// <summary>Reads the file, or that of a folder.</summary>
    /// <exception cref="RefusedInputException">It is not there or not right; line and key are named.</exception>
    public static TargetFile Read(string source)
    {
        var path = System.IO.Path.GetFullPath(Directory.Exists(source) ? System.IO.Path.Combine(source, FileName) : source);
        var (folder, name) = (System.IO.Path.GetDirectoryName(path)!, System.IO.Path.GetFileName(path));
        if (!File.Exists(path))
            throw DataSet.Refuse(IndicatorFindings.NoFile, name, source);
        var top = ProjectObject.Parse(File.ReadAllBytes(path), name, ["title"], Optional);
        if (top.Has("plan") == top.Has("targets"))
            throw top.Contradicts("plan", "plan（规划文本）与 targets（目标表）要写一个，也只写一个", "either plan (texts) or targets (a table) is given, and not both");
        var title = top.Object("title", ["zh", "en"], []);
        string Existing(ProjectObject from, string key, string named) => Place(folder, name, from, key, named);
        string? Optionally(string key) => top.TextOrNull(key) is { } named ? Existing(top, key, named) : null;
        return new()
        {
            Folder = folder,
            Path = path,
            Title = new(title.Text("zh"), title.Text("en")),
            PlanPaths = top.Has("plan") ? [.. top.Texts("plan").Select(p => Existing(top, "plan", p))] : [],
            TargetsPath = Optionally("targets"),
            AsOf = top.Has("asOf") ? Year(top, "asOf") : null,
            LandAreaHa = top.Has("landAreaHa") ? top.Number("landAreaHa", 0.01, 1e9) : null,
            Surveys = Sources(top, "surveys", Existing),
            Evaluations = Sources(top, "evaluations", Existing),
            WorksPath = Optionally("works"),
            ActualsPath = Optionally("actuals"),
            Bases = top.Map("bases", (map, key) => (map.Text(key), map.LineOf(key))),
            Projection = top.Has("projection") && top.Object("projection", ["data"], ["scenario", "curves"]) is var p
                ? new(Existing(p, "data", p.Text("data")), p.TextOrNull("scenario"), p.TextOrNull("curves") is { } curves ? Existing(p, "curves", curves) : null) : null,
            Judging = top.Has("judging") ? JudgingOf(top.Object("judging", [], ["reach", "none", "approx", "stable", "rounding"])) : new(),
            Allocations = [.. top.Objects("allocations", ["target", "to"], ["by", "of", "shares", "step"]).Select(a => AllocationOf(a, Existing))],
        };
    }

    /// <summary>Reads the plan's targets: out of its texts, or from the table that is named in their place.</summary>
    /// <param name="methodology">The methodology folder.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="RefusedInputException">A file cannot be read.</exception>
    /// <exception cref="MethodologyLoadException">An indicator pack is wrong.</exception>
    public ImportResult ReadTargets(string methodology, CancellationToken stop = default) => ImportRun.Run(TargetsPath is { } table ? [table] : PlanPaths, methodology, stop);

    private static int Year(ProjectObject from, string key) => from.Whole(key, 1900) is var year && year <= 2200 ? year : throw from.Wrong(key, " 1900 至 2200 的年份", "a year from 1900 to 2200");

    private static DatedSource[] Sources(ProjectObject top, string key, Func<ProjectObject, string, string, string> existing)
    {
        var years = new HashSet<int>();
        var found = new List<DatedSource>();
        foreach (var item in top.Objects(key, ["year", "data"], []))
        {
            var source = new DatedSource(Year(item, "year"), existing(item, "data", item.Text("data")));
            if (key == "surveys" && !years.Add(source.Year))
                throw item.Contradicts("year", $"{source.Year} 年有两次调查", $"{source.Year} has two surveys");
            found.Add(source);
        }

        return [.. found.OrderBy(s => s.Year)];
    }

    private static TargetJudging JudgingOf(ProjectObject judging)
    {
        string? Word(string key, params string[] words) => judging.TextOrNull(key) is not { } word ? null
            : words.Contains(word, StringComparer.Ordinal) ? word : throw judging.Wrong(key, $" {string.Join("、", words)} 之一", $"one of {string.Join(", ", words)}");
        TargetBand? Band(string key)
        {
            if (!judging.Has(key))
                return null;
            var band = judging.Object(key, [], ["percent", "points"]);
            if (band.Has("percent") == band.Has("points"))
                throw judging.Wrong(key, " { \"percent\": … } 或 { \"points\": … } 之一", "either { \"percent\": … } or { \"points\": … }");
            return band.Has("percent") ? new((decimal)band.Number("percent", 0, 100), true) : new((decimal)band.Number("points", 0, 1e12), false);
        }

        string[] levels = ["at-least", "exact-band", "not-judged"];
        return new() { Reach = Word("reach", levels), None = Word("none", levels), Rounding = Word("rounding", "exact", "printed-decimals"), Approx = Band("approx"), Stable = Band("stable") };
    }

    private static ListedAllocation AllocationOf(ProjectObject item, Func<ProjectObject, string, string, string> existing)
    {
        string Word(string key, params string[] words) => words.Contains(item.Text(key), StringComparer.Ordinal) ? item.Text(key) : throw item.Wrong(key, $" {string.Join("、", words)} 之一", $"one of {string.Join(", ", words)}");
        decimal? step = !item.Has("step") ? null
            : decimal.TryParse(item.TextOrNumber("step"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : throw item.Wrong("step", "大于 0 的数，如 \"0.01\"", "a number above 0, e.g. \"0.01\"");
        return new(item.Text("target"), Word("to", "divisions", "years", "departments", "divisions-years"), item.LineOf("target"))
        {
            By = item.Has("by") ? Word("by", "area", "potential", "stock", "shares") : null,
            Of = item.Has("of") ? Word("of", "difference", "level") : null,
            Shares = item.TextOrNull("shares") is { } shares ? existing(item, "shares", shares) : null,
            Step = step,
        };
    }

    /// <summary>A path from the folder of the file.</summary>
    /// <exception cref="RefusedInputException">Nothing is there.</exception>
    private static string Place(string folder, string name, ProjectObject from, string key, string named)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, named));
        var file = path.LastIndexOf('#') is > 0 and var sheet && !File.Exists(path) ? path[..sheet] : path;
        return File.Exists(file) || Directory.Exists(file) ? path
            : throw new RefusedInputException(new(IndicatorFindings.NoSuchPath, name, null, key, named, name, from.LineOf(key).ToString(CultureInfo.InvariantCulture), key, named));
    }
}

using CarbonSink.Findings;
using CarbonSink.Growth;
using CarbonSink.Methodologies;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>Where a project's parcels are (地块图层).</summary>
/// <param name="Path">The file, or FILE|LAYER; a table without geometry has a column <c>area [ha]</c>.</param>
/// <param name="Key">Field with the parcel's key; blank for the record's number.</param>
/// <param name="Stratum">Field with its stratum; null where all parcels are one.</param>
/// <param name="Columns">Fields by the names that rules and methods know them by.</param>
internal sealed record ParcelSource(string Path, string Key, string? Stratum, IReadOnlyDictionary<string, string> Columns)
{
    public string? Encoding { get; init; }

    public string? Crs { get; init; }
}

/// <summary>Another layer of a project (专题图层).</summary>
/// <param name="Role">What it shows: wetland, basic-farmland, red-line, planned-land, claim, …</param>
/// <param name="Path">The file, or FILE|LAYER.</param>
internal sealed record ProjectLayer(string Role, string Path);

/// <summary>What the participants declare (声明).</summary>
/// <param name="Met">Whether they declare it to be so.</param>
/// <param name="Evidence">Id of the evidence; null for none.</param>
internal sealed record ProjectDeclaration(bool Met, string? Evidence);

/// <summary>A survey of plots (样地监测).</summary>
/// <param name="Date">Day that its figures hold for.</param>
/// <param name="Plots">Path of the table of plots.</param>
/// <param name="Value">Heading of the measured column with its unit, e.g. <c>biomass [t/ha]</c>.</param>
/// <param name="Permanent">Whether plots are those of the other surveys, by key.</param>
internal sealed record PlotCampaign(DateOnly Date, string Plots, string Value, bool Permanent);

/// <summary>Growth curves for the estimate beforehand (事前估算的生长曲线).</summary>
/// <param name="Region">Code of the region of curves (tables/growth-types/regions).</param>
/// <param name="Zone">Code of the FAO ecological zone.</param>
/// <param name="Fitted">Folder of fit-growth or its curves.csv; null for none.</param>
internal sealed record ExAnteGrowth(string Region, string Zone, string? Fitted);

/// <summary>What a project's folder says of it (项目文件 project.json), read strictly: unknown keys, wrong types and impossible dates are refused with file, line and key.</summary>
internal sealed record ProjectFile
{
    public const string FileName = "project.json";

    private static readonly string[] Optional =
    [
        "methodology", "programme", "division", "start", "lifetime", "creditingPeriod", "boundary", "parcels", "strata", "layers", "activities", "evidence", "leakage",
        "declarations", "parameters", "tables", "exAnte", "campaigns", "monitoringPeriods", "applicationDate", "issued", "design", "projects",
    ];

    /// <summary>Folder that the file lies in.</summary>
    public required string Folder { get; init; }

    public string Path => System.IO.Path.Combine(Folder, FileName);

    public required string Id { get; init; }

    public required Bilingual Title { get; init; }

    /// <summary>Method as id/version; blank for a bundle whose sub-projects name theirs.</summary>
    public string Methodology { get; init; } = "";

    public string? Programme { get; init; }

    /// <summary>Code of the county.</summary>
    public string? Division { get; init; }

    /// <summary>Day of the project's start (开工日期).</summary>
    public DateOnly Start { get; init; }

    public DaySpan? Lifetime { get; init; }

    public DaySpan? CreditingPeriod { get; init; }

    public string? Boundary { get; init; }

    /// <summary>Its parcels; null for a bundle.</summary>
    public ParcelSource? Parcels { get; init; }

    public string? Strata { get; init; }

    public IReadOnlyList<ProjectLayer> Layers { get; init; } = [];

    public string? Activities { get; init; }

    public string? Evidence { get; init; }

    public string? Leakage { get; init; }

    public IReadOnlyDictionary<string, ProjectDeclaration> Declarations { get; init; } = new Dictionary<string, ProjectDeclaration>();

    /// <summary>Inputs of the method that hold for the whole project, as text.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Tables of the method replaced by the project's: reference, or path relative to <see cref="Folder"/>.</summary>
    public IReadOnlyDictionary<string, string> Tables { get; init; } = new Dictionary<string, string>();

    /// <summary>Yield table for the estimate beforehand.</summary>
    public string? Yields { get; init; }

    /// <summary>Growth curves for the estimate beforehand, in place of yields.</summary>
    public ExAnteGrowth? Growth { get; init; }

    public IReadOnlyList<PlotCampaign> Campaigns { get; init; } = [];

    public IReadOnlyList<MonitoringPeriod> MonitoringPeriods { get; init; } = [];

    /// <summary>Tonnes issued already, by period.</summary>
    public IReadOnlyList<(int Period, long T)> Issued { get; init; } = [];

    /// <summary>The design document's table.</summary>
    public string? Design { get; init; }

    /// <summary>Folders of the sub-projects of a bundle.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    public bool IsBundle { get; init; }

    /// <summary>Reads the file of a folder.</summary>
    /// <param name="folder">The folder, or the path of project.json.</param>
    /// <exception cref="RefusedInputException">It is not there or not right.</exception>
    public static ProjectFile Read(string folder)
    {
        var path = Directory.Exists(folder) ? System.IO.Path.Combine(folder, FileName) : folder;
        folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        if (!File.Exists(path))
            throw DataSet.Refuse(ProjectFindings.NoFile, FileName, path);
        var top = ProjectObject.Parse(File.ReadAllBytes(path), FileName, ["id", "title"], Optional);
        string? Place(ProjectObject from, string key) => from.TextOrNull(key) is { } named ? Existing(folder, key, named) : null;
        var title = top.Object("title", ["zh", "en"], []);
        var bundle = top.Has("projects");
        foreach (var needed in bundle ? [] : (string[])["methodology", "start", "parcels"])
            if (!top.Has(needed))
                top.Text(needed);
        var ante = top.Has("exAnte") ? AnteOf(top, folder) : default;
        var project = new ProjectFile
        {
            Folder = folder,
            Id = top.Text("id"),
            Title = new(title.Text("zh"), title.Text("en")),
            Methodology = top.TextOrNull("methodology") ?? "",
            Programme = top.TextOrNull("programme"),
            Division = top.TextOrNull("division"),
            Start = top.Has("start") ? top.Date("start") : default,
            Lifetime = top.Has("lifetime") ? top.Span("lifetime") : null,
            CreditingPeriod = top.Has("creditingPeriod") ? top.Span("creditingPeriod") : null,
            Boundary = Place(top, "boundary"),
            Parcels = top.Has("parcels") ? ParcelsOf(top, folder) : null,
            Strata = Place(top, "strata"),
            Layers = [.. top.Objects("layers", ["role", "path"], []).Select(l => new ProjectLayer(l.Text("role"), Existing(folder, "layers", l.Text("path"))))],
            Activities = Place(top, "activities"),
            Evidence = Place(top, "evidence"),
            Leakage = Place(top, "leakage"),
            Declarations = top.Map("declarations", (map, key) => map.Object(key, ["met"], ["evidence"]) is var d ? new ProjectDeclaration(d.Flag("met"), d.TextOrNull("evidence")) : null!),
            Parameters = top.Map("parameters", (map, key) => map.TextOrNumber(key)),
            Tables = top.Map("tables", (map, key) => map.Text(key)),
            Yields = ante.Yields,
            Growth = ante.Growth,
            Campaigns = [.. top.Objects("campaigns", ["date", "plots", "value"], ["permanent"]).Select(c => new PlotCampaign(c.Date("date"), Existing(folder, "campaigns", c.Text("plots")), c.Text("value"), c.Has("permanent") && c.Flag("permanent")))],
            MonitoringPeriods = Periods(top),
            Issued = Issues(top),
            Design = Place(top, "design"),
            IsBundle = bundle,
            Projects = bundle ? [.. top.Texts("projects").Select(p => Existing(folder, "projects", p))] : [],
        };
        foreach (var (first, second) in project.Campaigns.Zip(project.Campaigns.Skip(1)))
            if (second.Date <= first.Date)
                throw top.Contradicts("campaigns", $"{second.Date:yyyy-MM-dd} 不晚于前一次 {first.Date:yyyy-MM-dd}", $"{second.Date:yyyy-MM-dd} is not later than the one before, {first.Date:yyyy-MM-dd}");
        if (!bundle && project.CreditingPeriod is { } crediting && crediting.From < project.Start)
            throw top.Contradicts("creditingPeriod", $"计入期 {crediting.From:yyyy-MM-dd} 早于开工 {project.Start:yyyy-MM-dd}", $"the crediting period of {crediting.From:yyyy-MM-dd} begins before the start, {project.Start:yyyy-MM-dd}");
        if (!bundle && project.Campaigns.Any(c => c.Date < project.Start))
            throw top.Contradicts("campaigns", $"监测早于开工 {project.Start:yyyy-MM-dd}", $"a survey before the start, {project.Start:yyyy-MM-dd}");
        if (!bundle && project.MonitoringPeriods is [var one, ..] && one.Span.From < project.Start)
            throw top.Contradicts("monitoringPeriods", $"核算期 {one.Number} 早于开工 {project.Start:yyyy-MM-dd}", $"period {one.Number} begins before the start, {project.Start:yyyy-MM-dd}");
        return project;
    }

    /// <summary>What growth beforehand is taken from: yields, or the pack of growth curves, which alone can be named.</summary>
    private static (string? Yields, ExAnteGrowth? Growth) AnteOf(ProjectObject top, string folder)
    {
        var ante = top.Object("exAnte", [], ["yields", "method", "region", "zone", "fitted"]);
        if (ante.TextOrNull("method") is not { } method)
            return (Existing(folder, "exAnte.yields", ante.Text("yields")), null);
        if (method != YieldTables.Method)
            throw new RefusedInputException(new(RemovalsFindings.UnknownCurves, FileName, null, "exAnte.method", method, method, YieldTables.Method));
        if (ante.Has("yields"))
            throw ante.Contradicts("yields", "写了 method 就不写 yields", "either yields or method is given, not both");
        return (null, new(ante.Text("region"), ante.Text("zone"), ante.TextOrNull("fitted") is { } fitted ? Existing(folder, "exAnte.fitted", fitted) : null));
    }

    private static ParcelSource ParcelsOf(ProjectObject top, string folder)
    {
        var parcels = top.Object("parcels", ["path", "key"], ["stratum", "columns", "encoding", "crs"]);
        return new(Existing(folder, "parcels.path", parcels.Text("path")), parcels.Text("key"), parcels.TextOrNull("stratum"), parcels.Map("columns", (map, key) => map.Text(key)))
        {
            Encoding = parcels.TextOrNull("encoding"),
            Crs = parcels.TextOrNull("crs"),
        };
    }

    /// <summary>Periods in order, without gaps in their numbers or common days.</summary>
    private static List<MonitoringPeriod> Periods(ProjectObject top)
    {
        var periods = new List<MonitoringPeriod>();
        foreach (var item in top.Objects("monitoringPeriods", ["number", "from", "to"], ["applicationDate"]))
        {
            var period = new MonitoringPeriod(item.Whole("number", 1), item.Span()) { ApplicationDate = item.Has("applicationDate") ? item.Date("applicationDate") : null };
            if (period.Number != periods.Count + 1)
                throw item.Wrong("number", $" {periods.Count + 1}（从 1 连续编号）", $"{periods.Count + 1} (numbered from 1 without gaps)");
            if (periods.Count > 0 && period.Span.From <= periods[^1].Span.To)
                throw item.Contradicts("from", $"与核算期 {period.Number - 1} 有共同的日子", $"it has days in common with period {period.Number - 1}");
            periods.Add(period);
        }

        if (top.Has("applicationDate") && top.Date("applicationDate") is var applied && periods.Count > 0)
            periods[^1] = (periods[^1].ApplicationDate ?? applied) == applied ? periods[^1] with { ApplicationDate = applied }
                : throw top.Contradicts("applicationDate", $"与核算期 {periods.Count} 自己的申请日期不同", $"period {periods.Count} has another date of its own");
        return periods;
    }

    /// <summary>Tonnes issued already; each of a period that the file has.</summary>
    private static List<(int Period, long T)> Issues(ProjectObject top)
    {
        var periods = top.Has("monitoringPeriods") ? top.Items("monitoringPeriods").Count : 0;
        return [.. top.Objects("issued", ["period", "t"], []).Select(i => i.Whole("period", 1) is var number && number <= periods ? (number, (long)i.Whole("t", 0)) : throw i.Wrong("period", $" monitoringPeriods 里的编号（1 至 {periods}）", $"a number of monitoringPeriods (1 to {periods})"))];
    }

    /// <summary>A path of the project, from its folder.</summary>
    /// <exception cref="RefusedInputException">Nothing is there.</exception>
    private static string Existing(string folder, string key, string named)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, named));
        var file = LayerSource.Split(path).File;
        return File.Exists(file) || Directory.Exists(file) ? path : throw new RefusedInputException(new(ProjectFindings.NoSuchPath, FileName, null, key, named, FileName, key, named));
    }
}

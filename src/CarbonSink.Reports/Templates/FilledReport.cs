namespace CarbonSink.Reports;

/// <summary>A template with the values of its sources (填好的模板): what a composition prints.</summary>
/// <param name="Template">The template.</param>
/// <param name="Language">"zh" or "en".</param>
/// <param name="Facts">Facts by id.</param>
/// <param name="Tables">Tables by id; those whose source was not given are not in it.</param>
/// <param name="Figures">Figures by id, likewise.</param>
/// <param name="Runs">The runs that were given.</param>
public sealed record FilledReport(ReportTemplate Template, string Language, IReadOnlyDictionary<string, FilledFact> Facts, IReadOnlyDictionary<string, FilledTable> Tables, IReadOnlyDictionary<string, DrawnFigure> Figures, IReadOnlyList<ReportSourceRun> Runs)
{
    /// <summary>Whether a source was given.</summary>
    public bool Has(string role) => Runs.Any(r => r.Role == role);
}

/// <summary>A value that the text names (数据项取值).</summary>
/// <param name="Definition">What it is.</param>
/// <param name="Printed">As people read it, with its unit; null where it is missing.</param>
/// <param name="Exact">All digits or the text as it stands in the source.</param>
/// <param name="Number">Its number, where it is one.</param>
/// <param name="Trace">Where it comes from: file, place and hash, or that the user gave it.</param>
public sealed record FilledFact(FactDefinition Definition, string? Printed, string Exact, double? Number, string Trace)
{
    /// <summary>How far rounding alone may set a total that was added up here apart from one that was added up elsewhere.</summary>
    public double RoundingBound { get; init; }
}

/// <summary>A table that was filled (填好的表).</summary>
/// <param name="Definition">What it is.</param>
/// <param name="Table">Its rows; sums checked.</param>
/// <param name="Notes">Small print.</param>
/// <param name="Trace">Where its rows come from.</param>
public sealed record FilledTable(TableDefinition Definition, ReportTable Table, IReadOnlyList<string> Notes, string Trace);

/// <summary>A figure that was drawn (画好的图).</summary>
/// <param name="Definition">What it is.</param>
/// <param name="Svg">The drawing.</param>
/// <param name="Size">Width and height of its viewBox.</param>
/// <param name="Description">Words for people who do not see it.</param>
/// <param name="Notes">Small print.</param>
public sealed record DrawnFigure(FigureDefinition Definition, string Svg, (double Width, double Height) Size, string Description, IReadOnlyList<string> Notes);

/// <summary>A run whose folder was read (数据来源的一次运行).</summary>
/// <param name="Role">As what it serves.</param>
/// <param name="Command">The command as its manifest has it.</param>
/// <param name="Version">Version of the program that ran.</param>
/// <param name="WorstStatus">Worst status of the parameters used; empty for none.</param>
/// <param name="Sha256">Hash of the manifest.</param>
/// <param name="Packs">Packs used: id, version, status, hash.</param>
public sealed record ReportSourceRun(string Role, string Command, string Version, string WorstStatus, string Sha256, IReadOnlyList<(string Id, string Version, string Status, string Sha256)> Packs)
{
    /// <summary>Id of the table of runs in the calculation annex.</summary>
    public const string TableId = "annex-runs";
}

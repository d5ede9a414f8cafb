using System.CommandLine;
using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Geometry;
using CarbonSink.Inventory;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink assess DIR|FILE [options]</summary>
internal static class AssessCommand
{
    private static readonly Option<string> Method = new("--method") { HelpName = "ID/VERSION" };
    private static readonly Option<string[]> Tables = new("--tables") { HelpName = "NAME=REF", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> Parameters = new("--parameter") { HelpName = "NAME=VALUE", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Schema = new("--schema") { HelpName = "ID" };
    private static readonly Option<string> Encoding = new("--encoding") { HelpName = "NAME" };
    private static readonly Option<string> Crs = new("--crs") { HelpName = "EPSG:CODE" };
    private static readonly Option<string> By = new("--by") { HelpName = "KEY,…" };
    private static readonly Option<string> Area = new Option<string>("--area") { HelpName = "recorded|ellipsoidal" }.AcceptOnlyFromAmong("recorded", "ellipsoidal");
    private static readonly Option<string> Edges = new Option<string>("--area-method") { HelpName = "geodesic|official|planar" }.AcceptOnlyFromAmong("geodesic", "official", "planar");
    private static readonly Option<string> Records = new("--records") { HelpName = "A..B" };
    private static readonly Option<string> PartFile = new("--part") { HelpName = "FILE" };
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };
    private static readonly Option<string> Threads = new("--threads") { HelpName = "N" };
    private static readonly Option<string> Units = new Option<string>("--units") { HelpName = "ha|mu" }.AcceptOnlyFromAmong("ha", "mu");
    private static readonly Option<bool> SaveInventory = new("--save-inventory");

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Session, int>, int> run)
    {
        var source = new Argument<string>("DIR|FILE") { Description = Texts.AssessSource.In(language) };
        var command = new Command("assess", Texts.Assess.In(language)) { source };
        (Option Option, Methodologies.Bilingual Text)[] options =
        [
            (Method, Texts.Method), (Tables, Texts.Tables), (Parameters, Texts.Parameter), (Schema, Texts.Schema), (Encoding, Texts.Encoding), (Crs, Texts.Crs), (By, Texts.By), (Area, Texts.Area),
            (Edges, Texts.AreaMethod), (Records, Texts.Records), (PartFile, Texts.Part), (OutFolder, Texts.Out), (Threads, Texts.Threads), (Units, Texts.Units), (SaveInventory, Texts.SaveInventory),
        ];
        foreach (var (option, text) in options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }

        command.SetAction(parsed => run(parsed, session => Run(session, parsed.GetRequiredValue(source))));
        return command;
    }

    private static int Run(Session session, string source)
    {
        var given = session.Arguments;
        var (outPath, partPath) = (given.GetValue(OutFolder), given.GetValue(PartFile));
        var options = Options(session, source) with { HashInputs = outPath is not null || partPath is not null };

        // Whether results can be written is proved before the work, not after it.
        using var inventory = given.GetValue(SaveInventory) ? OutputFile.Open(InventoryPath(session, source), mark: null) : null;
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        using var file = partPath is null ? null : OutputFile.Open(partPath, AssessmentPartFile.Mark);
        AssessmentPart part;
        using (var progress = session.ShowsProgress ? new ProgressBar(session.Stderr) : null)
            part = AssessmentRun.Run(options, progress is null ? null : progress.Report, session.Stop);
        file?.Commit(stream => AssessmentPartFile.Write(part, stream));
        inventory?.Commit(Description(options).Write);
        if (folder is not null)
            AssessmentFolder.Write(part, folder, session.Command, session.StartedUtc, session.Language);
        AssessmentReport.Print(part, session, outPath ?? partPath, given.GetValue(Units) == "mu");
        return ExitCode.Done;
    }

    private static AssessmentOptions Options(Session session, string source)
    {
        var given = session.Arguments;
        return new(source, session.Methodology)
        {
            Method = given.GetValue(Method),
            Tables = Named(session, Tables),
            Parameters = Named(session, Parameters),
            Schema = given.GetValue(Schema),
            Encoding = given.GetValue(Encoding),
            Crs = given.GetValue(Crs),
            By = given.GetValue(By)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            Area = given.GetValue(Area) == "ellipsoidal" ? AreaBasis.Ellipsoidal : AreaBasis.Recorded,
            AreaMethod = given.GetValue(Edges) switch { "official" => AreaMethod.Official, "planar" => AreaMethod.Planar, _ => AreaMethod.Geodesic },
            Records = given.GetValue(Records) is { } range ? RangeOf(session, range) : RecordRange.All,
            Threads = given.GetValue(Threads) is { } threads ? ThreadsOf(session, threads) : Environment.ProcessorCount,
        };
    }

    private static Dictionary<string, string> Named(Session session, Option<string[]> option)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in session.Arguments.GetValue(option) ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == text.Length - 1)
                throw Wrong(session, option, text);
            named[text[..at]] = text[(at + 1)..];
        }

        return named;
    }

    private static RecordRange RangeOf(Session session, string text)
    {
        var ends = text.Split("..");
        return ends.Length == 2 && long.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from) && long.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var to) && from <= to
            ? new(from, to)
            : throw Wrong(session, Records, text);
    }

    private static int ThreadsOf(Session session, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= 1024 ? threads : throw Wrong(session, Threads, text);

    private static string InventoryPath(Session session, string source) => Directory.Exists(source)
        ? throw new UsageException(Texts.SaveInventoryNeedsFile.In(session.Language))
        : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(source))!, InventoryFile.FileName);

    /// <summary>The options of the run as the layer's description of itself; table files become relative to its folder.</summary>
    private static InventoryFile Description(AssessmentOptions options)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(options.Source))!;
        return new()
        {
            Folder = folder,
            Layers = [new("units", Path.GetFileName(options.Source), options.Schema, options.Encoding, options.Crs)],
            Method = options.Method,
            Tables = options.Tables.ToDictionary(t => t.Key, t => t.Value.Contains('@', StringComparison.Ordinal) ? t.Value : Path.GetRelativePath(folder, Path.GetFullPath(t.Value)).Replace('\\', '/'), StringComparer.Ordinal),
            Parameters = options.Parameters,
        };
    }

    private static UsageException Wrong(Session session, Option option, string text) =>
        new(string.Format(null, Texts.WrongValue.In(session.Language), option.Name, option.HelpName, text));
}

using System.CommandLine;
using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Inventory;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink assess DIR|FILE [options]</summary>
internal static class AssessCommand
{
    private static readonly Option<string> By = new("--by") { HelpName = "KEY,…" };
    private static readonly Option<string> LandArea = new("--land-area") { HelpName = "HA" };
    private static readonly Option<string> Reconcile = new("--reconcile") { HelpName = "FILE" };
    private static readonly Option<string> Records = new("--records") { HelpName = "A..B" };
    private static readonly Option<string> PartFile = new("--part") { HelpName = "FILE" };
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };
    private static readonly Option<string> Threads = new("--threads") { HelpName = "N" };
    private static readonly Option<string> Units = new Option<string>("--units") { HelpName = "ha|mu" }.AcceptOnlyFromAmong("ha", "mu");
    private static readonly Option<string> Only = new Option<string>("--only") { HelpName = "units|tables" }.AcceptOnlyFromAmong("units", "tables");
    private static readonly Option<bool> SaveInventory = new("--save-inventory");

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var source = new Argument<string>("DIR|FILE") { Description = Texts.AssessSource.In(language) };
        var command = new Command("assess", Texts.Assess.In(language)) { source };
        SourceOptions.AddTo(command, language);
        (Option Option, Methodologies.Bilingual Text)[] options =
            [(By, Texts.By), (LandArea, Texts.LandArea), (Reconcile, Texts.Reconcile), (Records, Texts.Records), (PartFile, Texts.Part), (OutFolder, Texts.Out), (Only, Texts.Only), (Threads, Texts.Threads), (Units, Texts.Units), (SaveInventory, Texts.SaveInventory)];
        foreach (var (option, text) in options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }

        UncertaintyOptions.AddTo(command, language);
        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(source))));
        return command;
    }

    private static int Run(Invocation invocation, string source)
    {
        var given = invocation.Arguments;
        var (outPath, partPath) = (given.GetValue(OutFolder), given.GetValue(PartFile));
        if (given.GetValue(Only) is not null && outPath is null)
            throw new UsageException(Texts.OnlyNeedsOut.In(invocation.Language));
        var options = Options(invocation, source) with { HashInputs = outPath is not null || partPath is not null };

        if (outPath is not null && partPath is not null && LiesIn(outPath, partPath))
            throw new UsageException(Texts.PartInsideOut.In(invocation.Language)); // the folder is replaced as a whole, and the part would go with the old one

        // Whether results can be written is proved before the work, not after it.
        using var inventory = given.GetValue(SaveInventory) ? OutputFile.Open(InventoryPath(invocation, source), mark: null) : null;
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        using var file = partPath is null ? null : OutputFile.Open(partPath, AssessmentPartFile.Mark);
        AssessmentPart part;
        AssessedLayer? layer = null;
        using (var progress = invocation.ShowsProgress ? new ProgressBar(invocation.Stderr) : null)
        {
            Action<long, long>? report = progress is null ? null : progress.Report;
            layer = folder is null ? null : AssessmentRun.RunWithUnits(options, report, invocation.Stop);
            part = layer?.Part ?? AssessmentRun.Run(options, report, invocation.Stop);
        }

        file?.Commit(stream => AssessmentPartFile.Write(part, stream));
        inventory?.Commit(Description(options).Write);
        var units = given.GetValue(Units) == "mu" ? AreaUnit.Mu : AreaUnit.Hectare;
        if (folder is not null)
            AssessmentFolder.Write(part, folder, invocation.Command, invocation.StartedUtc, invocation.Language, new() { Units = units, Names = KeyNames.Of(invocation.Methodology, part, layer?.Methodology), Layer = layer }, Files(given.GetValue(Only)), invocation.Stop);
        AssessmentReport.Print(part, invocation, outPath ?? partPath, units);
        return ExitCode.Done;
    }

    private static AssessmentFiles Files(string? only) => only switch { "units" => AssessmentFiles.Units, "tables" => AssessmentFiles.Tables, _ => AssessmentFiles.All };

    private static AssessmentOptions Options(Invocation invocation, string source)
    {
        var given = invocation.Arguments;
        return UncertaintyOptions.Read(invocation, SourceOptions.Read(invocation, source)) with
        {
            By = given.GetValue(By)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            LandAreaHa = given.GetValue(LandArea) is { } hectares ? LandAreaOf(invocation, hectares) : null,
            Reconciliation = given.GetValue(Reconcile),
            Records = given.GetValue(Records) is { } range ? RangeOf(invocation, range) : RecordRange.All,
            Threads = given.GetValue(Threads) is { } threads ? ThreadsOf(invocation, threads) : Environment.ProcessorCount,
        };
    }

    private static RecordRange RangeOf(Invocation invocation, string text)
    {
        var ends = text.Split("..");
        return ends.Length == 2 && long.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from) && long.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var to) && from <= to
            ? new(from, to)
            : throw SourceOptions.Wrong(invocation, Records, text);
    }

    private static double LandAreaOf(Invocation invocation, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hectares) && double.IsFinite(hectares) && hectares > 0 ? hectares : throw SourceOptions.Wrong(invocation, LandArea, text);

    private static int ThreadsOf(Invocation invocation, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= 1024 ? threads : throw SourceOptions.Wrong(invocation, Threads, text);

    /// <summary>Whether a path is a folder or lies below it; a difference in case is none, since many disks know none.</summary>
    private static bool LiesIn(string folder, string path) =>
        (Path.GetFullPath(path) + Path.DirectorySeparatorChar).StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);

    private static string InventoryPath(Invocation invocation, string source) => Directory.Exists(source)
        ? throw new UsageException(Texts.SaveInventoryNeedsFile.In(invocation.Language))
        : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(source))!, InventoryFile.FileName);

    /// <summary>The options of the run as the layer's description of itself; table files become relative to its folder.</summary>
    private static InventoryFile Description(AssessmentOptions options)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(options.Source))!;
        string Relative(string path) => Path.GetRelativePath(folder, Path.GetFullPath(path)).Replace('\\', '/');
        return new()
        {
            Folder = folder,
            Layers = [new("units", Path.GetFileName(options.Source), options.Schema, options.Encoding, options.Crs) { Layer = options.Layer }],
            Method = options.Method,
            Tables = options.Tables.ToDictionary(t => t.Key, t => t.Value.Contains('@', StringComparison.Ordinal) ? t.Value : Relative(t.Value), StringComparer.Ordinal),
            Parameters = options.Parameters,
            Reconciliation = options.Reconciliation is { } table ? Relative(table) : null,
            Uncertainty = options.UncertaintyTable is { } uncertainties ? Relative(uncertainties) : null,
        };
    }
}

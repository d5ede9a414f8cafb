using System.CommandLine;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink convert SRC DST</summary>
internal static class ConvertCommand
{
    private static readonly Option<string> Layer = new("--layer") { HelpName = "NAME" };
    private static readonly Option<string> Encoding = new("--encoding") { HelpName = "NAME" };
    private static readonly Option<string> ToEncoding = new("--to-encoding") { HelpName = "NAME" };
    private static readonly Option<string> Crs = new("--crs") { HelpName = "EPSG:CODE" };
    private static readonly Option<string> ToCrs = new("--to-crs") { HelpName = "EPSG:CODE" };
    private static readonly Option<string> Shift = new("--datum-shift") { HelpName = "dx,dy,dz[,rx,ry,rz,s;position-vector|coordinate-frame]" };
    private static readonly Option<bool> Force = new("--force");

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var source = new Argument<string>("SRC") { Description = ConvertTexts.Source.In(language) };
        var target = new Argument<string>("DST") { Description = ConvertTexts.Target.In(language) };
        (Layer.Description, Encoding.Description, ToEncoding.Description) = (ConvertTexts.Layer.In(language), Texts.Encoding.In(language), ConvertTexts.ToEncoding.In(language));
        (Crs.Description, ToCrs.Description, Shift.Description, Force.Description) = (Texts.Crs.In(language), ConvertTexts.ToCrs.In(language), ConvertTexts.Shift.In(language), ConvertTexts.Force.In(language));
        var command = new Command("convert", ConvertTexts.Convert.In(language)) { source, target, Layer, Encoding, ToEncoding, Crs, ToCrs, Shift, Force };
        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(source), parsed.GetRequiredValue(target))));
        return command;
    }

    private static int Run(Invocation invocation, string source, string target)
    {
        var given = invocation.Arguments;
        Helmert? shift = null;
        if (given.GetValue(Shift) is { } text && !Helmert.TryParse(text, out shift))
            throw SourceOptions.Wrong(invocation, Shift, text);
        if (given.GetValue(ToEncoding) is not null && FeatureTarget.Knows(target) && !FeatureTarget.HasEncoding(target))
            throw new UsageException(string.Format(null, ConvertTexts.NoEncoding.In(invocation.Language), Path.GetFileName(target)));
        var options = new ConvertOptions(source, target)
        {
            Layer = given.GetValue(Layer),
            Encoding = given.GetValue(Encoding),
            ToEncoding = given.GetValue(ToEncoding),
            Crs = given.GetValue(Crs),
            ToCrs = given.GetValue(ToCrs),
            Shift = shift,
            Force = given.GetValue(Force),
        };
        ConvertResult result;
        using (var progress = invocation.ShowsProgress ? new ProgressBar(invocation.Stderr) : null)
            result = ConvertRun.Run(options, progress is null ? null : progress.Report, invocation.Stop);
        if (result.Refusal is { } refusal)
            return Shell.Fail(invocation, ExitCode.Refused, refusal.Rule.Code, refusal.Message(invocation.Language), refusal.Hint(invocation.Language), result.Findings.Findings);
        if (invocation.Json)
            ConversionJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation);
        return ExitCode.Done;
    }

    private static void Print(ConvertResult result, Invocation invocation)
    {
        using var output = invocation.Text();
        var language = invocation.Language;
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, ConvertTexts.Done.In(language), result.Files[0], result.Records, result.Driver, result.DeletedRecords));
        foreach (var (rule, count) in result.Findings.Counts)
        {
            var first = result.Findings.Findings.First(f => f.Rule.Code == rule.Code);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {rule.Code} × {count:N0}  {(first.Record is { } record ? $"[{record}] " : "")}{(first.Field is { } field ? $"{field}: " : "")}{first.Message(language)}"));
        }
    }
}

using System.CommandLine;
using CarbonSink.Geometry;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>The options that say how a data set is read and estimated, shared by assess and explain.</summary>
internal static class SourceOptions
{
    private static readonly Option<string> Method = new("--method") { HelpName = "ID/VERSION" };
    private static readonly Option<string[]> Tables = new("--tables") { HelpName = "NAME=REF", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> Parameters = new("--parameter") { HelpName = "NAME=VALUE", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Layer = new("--layer") { HelpName = "NAME" };
    private static readonly Option<string> Schema = new("--schema") { HelpName = "ID" };
    private static readonly Option<string> Encoding = new("--encoding") { HelpName = "NAME" };
    private static readonly Option<string> Crs = new("--crs") { HelpName = "EPSG:CODE" };
    private static readonly Option<string> Area = new Option<string>("--area") { HelpName = "recorded|ellipsoidal" }.AcceptOnlyFromAmong("recorded", "ellipsoidal");
    private static readonly Option<string> Edges = new Option<string>("--area-method") { HelpName = "geodesic|official|planar" }.AcceptOnlyFromAmong("geodesic", "official", "planar");

    /// <summary>Adds them to a command.</summary>
    public static void AddTo(Command command, string language)
    {
        (Option Option, Methodologies.Bilingual Text)[] options =
        [
            (Method, Texts.Method), (Tables, Texts.Tables), (Parameters, Texts.Parameter), (Layer, InspectTexts.Layer), (Schema, Texts.Schema),
            (Encoding, Texts.Encoding), (Crs, Texts.Crs), (Area, Texts.Area), (Edges, Texts.AreaMethod),
        ];
        foreach (var (option, text) in options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }
    }

    /// <summary>What was given.</summary>
    /// <exception cref="UsageException">A value is not written as it should be.</exception>
    public static AssessmentOptions Read(Invocation invocation, string source)
    {
        var given = invocation.Arguments;
        return new(source, invocation.Methodology)
        {
            Method = given.GetValue(Method),
            Tables = Named(invocation, Tables),
            Parameters = Named(invocation, Parameters),
            Layer = given.GetValue(Layer),
            Schema = given.GetValue(Schema),
            Encoding = given.GetValue(Encoding),
            Crs = given.GetValue(Crs),
            Area = given.GetValue(Area) == "ellipsoidal" ? AreaBasis.Ellipsoidal : AreaBasis.Recorded,
            AreaMethod = given.GetValue(Edges) switch { "official" => AreaMethod.Official, "planar" => AreaMethod.Planar, _ => AreaMethod.Geodesic },
        };
    }

    /// <summary>An option whose value is not written as its help says.</summary>
    public static UsageException Wrong(Invocation invocation, Option option, string text) =>
        new(string.Format(null, Texts.WrongValue.In(invocation.Language), option.Name, option.HelpName, text));

    /// <summary>The names and values of an option that gives several.</summary>
    /// <exception cref="UsageException">One is not written NAME=VALUE.</exception>
    public static Dictionary<string, string> Named(Invocation invocation, Option<string[]> option)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in invocation.Arguments.GetValue(option) ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == text.Length - 1)
                throw Wrong(invocation, option, text);
            named[text[..at]] = text[(at + 1)..];
        }

        return named;
    }
}

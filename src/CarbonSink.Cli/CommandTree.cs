using System.CommandLine;
using System.CommandLine.Help;

namespace CarbonSink.Cli;

/// <summary>All commands and options, with their texts in one language.</summary>
internal static class CommandTree
{
    /// <summary>Builds the tree; each command's action is a <see cref="Invocation"/> turned into an exit status.</summary>
    /// <param name="language">"zh" or "en".</param>
    /// <param name="run">Gives a parsed command line to the command's body.</param>
    public static RootCommand Build(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var root = new RootCommand(Texts.Program.In(language));
        root.Options.OfType<HelpOption>().Single().Description = Texts.Help.In(language);
        root.Options.OfType<VersionOption>().Single().Description = Texts.Version.In(language);
        GlobalOptions.Json.Description = Texts.Json.In(language);
        GlobalOptions.Language.Description = Texts.Language.In(language);
        GlobalOptions.Quiet.Description = Texts.Quiet.In(language);
        GlobalOptions.Methodology.Description = Texts.Methodology.In(language);
        root.Add(GlobalOptions.Json);
        root.Add(GlobalOptions.Language);
        root.Add(GlobalOptions.Quiet);
        root.Add(GlobalOptions.Methodology);
        root.Add(InspectCommand.Create(language, run));
        root.Add(CheckCommand.Create(language, run));
        root.Add(AreaCommand.Create(language, run));
        root.Add(ConvertCommand.Create(language, run));
        root.Add(AssessCommand.Create(language, run));
        root.Add(MergeCommand.Create(language, run));
        root.Add(ExplainCommand.Create(language, run));
        root.Add(CompareCommand.Create(language, run));
        root.Add(ProjectGrowthCommand.Create(language, run));
        root.Add(OverlayCommand.Create(language, run));
        root.Add(ZonalCommand.Create(language, run));
        root.Add(TerrainCommand.Create(language, run));
        root.Add(RasterStockCommand.Create(language, run));
        root.Add(EstimateCommand.Create(language, run));
        root.Add(PlanSampleCommand.Create(language, run));
        root.Add(PlotsCommand.Create(language, run));
        root.Add(RemovalsCommand.Create(language, run));
        root.Add(ScreenCommand.Create(language, run));
        root.Add(EvaluateCommand.Create(language, run));
        root.Add(FitGrowthCommand.Create(language, run));
        root.Add(UpdateCommand.Create(language, run));
        root.Add(TargetsCommand.Create(language, run));
        root.Add(BalanceCommand.Create(language, run));
        root.Add(ReportCommand.Create(language, run));
        root.Add(VerifyCommand.Create(language, run));
        root.Add(MethodsCommand.Create(language, run));
        root.Add(ProgrammesCommand.Create(language, run));
        root.Add(SchemasCommand.Create(language, run));
        root.Add(ReportCommand.CreateTemplates(language, run));
        root.Add(RegisterCommand.Create(language, run));
        return root;
    }
}

using System.CommandLine;
using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using CarbonSink.Sampling;

namespace CarbonSink.Cli;

/// <summary>carbonsink plan-sample [PLOTS] [options]</summary>
internal static class PlanSampleCommand
{
    private const int RowsShown = 100;

    private static readonly Argument<string?> Plots = new("PLOTS") { Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> Cv = new("--cv") { HelpName = "PERCENT" };
    private static readonly Option<string> Mean = new("--mean") { HelpName = "MEAN" };
    private static readonly Option<string> ErrorPercent = new("--error-percent") { HelpName = "PERCENT" };
    private static readonly Option<string> Error = new("--error") { HelpName = "E" };
    private static readonly Option<string> Rule = new Option<string>("--rule") { HelpName = "ar-tool03|pilot" }.AcceptOnlyFromAmong("ar-tool03", "pilot");
    private static readonly Option<string> Form = new Option<string>("--form") { HelpName = "full|small|large" }.AcceptOnlyFromAmong("full", "small", "large");
    private static readonly Option<string> Allocation = new Option<string>("--allocation") { HelpName = "neyman|proportional|cost-optimal" }.AcceptOnlyFromAmong("neyman", "proportional", "cost-optimal");

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (Cv, new("变动系数，%（不分层时）", "coefficient of variation, percent, without strata")), (Mean, new("预计均值，与标准差同单位", "expected mean in the unit of the standard deviations")),
        (ErrorPercent, new("允许误差，占均值 %（缺省 10）", "half-width accepted, percent of the mean (default 10)")), (Error, new("允许误差的绝对值，代替百分数", "half-width accepted in the unit of the standard deviations, in place of the percentage")),
        (Rule, new("ar-tool03：t 先取无穷自由度，不足 30 再算一次（缺省）；pilot：t 从预备样地的自由度起", "ar-tool03: t at infinite degrees of freedom, once more below 30 (default); pilot: t from the pilot's degrees of freedom")),
        (Form, new("AR-TOOL03 的公式：一般、抽样比小于 5 %、大于 5 %", "formula of AR-TOOL03: general, less than 5 % sampled, more than 5 %")),
        (Allocation, new("分配方法", "allocation")),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        Plots.Description = EstimateTexts.Pilot.In(language);
        var command = new Command("plan-sample", EstimateTexts.Plan.In(language)) { Plots };
        EstimateOptions.AddTo(command, language, [.. Options, .. EstimateOptions.Population, .. EstimateOptions.Sample]);
        command.SetAction(parsed => run(parsed, Run));
        return command;
    }

    private static int Run(Invocation invocation)
    {
        var given = invocation.Arguments;
        var result = PlanRun.Run(new()
        {
            Pilot = given.GetValue(Plots) is { } plots ? EstimateOptions.Read(invocation, plots) : null,
            Strata = given.GetValue(EstimateOptions.Strata),
            CvPercent = EstimateOptions.Positive(invocation, Cv),
            Mean = EstimateOptions.Positive(invocation, Mean),
            ErrorPercent = EstimateOptions.Positive(invocation, ErrorPercent) ?? 10,
            Error = EstimateOptions.Positive(invocation, Error),
            AreaHa = EstimateOptions.Positive(invocation, EstimateOptions.Area),
            PlotAreaM2 = EstimateOptions.Positive(invocation, EstimateOptions.PlotArea),
            Rules = EstimateOptions.Rules(invocation, 0.90),
            Programme = EstimateOptions.Under(invocation),
            Overruled = EstimateOptions.Overruled(invocation),
            FromPilotT = given.GetValue(Rule) == "pilot",
            Form = given.GetValue(Form) switch { "small" => SampleSizeForm.SmallFraction, "large" => SampleSizeForm.LargeFraction, _ => SampleSizeForm.Full },
            Allocation = given.GetValue(Allocation) switch { "proportional" => PlotAllocation.Proportional, "cost-optimal" => PlotAllocation.CostOptimal, _ => PlotAllocation.Neyman },
        });
        if (invocation.Json)
        {
            PlanJson.Write(result, invocation.Stdout, invocation.Language);
            return ExitCode.Done;
        }

        using var output = invocation.Text();
        static string Shown(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
        var plan = result.Plan;
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, EstimateTexts.PlanLine.In(invocation.Language), plan.Plots, Shown(plan.FirstExact), Shown(plan.Exact), Shown(plan.T), plan.AllocatedPlots));
        ConsoleTable.Write(output, SampleTables.Allocation(result), invocation.Language, RowsShown);
        foreach (var (rule, count) in result.Findings.Counts)
            output.WriteLine($"  {rule.Code} × {count}: {result.Findings.Findings.First(f => f.Rule.Code == rule.Code).Message(invocation.Language)}");
        return ExitCode.Done;
    }
}

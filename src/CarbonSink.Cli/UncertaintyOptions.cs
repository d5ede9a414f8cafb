using System.CommandLine;
using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>The options of <c>assess</c> that say how uncertainty is propagated, and its lines on the terminal.</summary>
internal static class UncertaintyOptions
{
    private const int RowsShown = 10;
    private const int FewestDraws = 100;
    private const int MostDraws = 10_000_000;

    private static readonly Option<string> Approach = new Option<string>("--uncertainty") { HelpName = "none|approach-1|monte-carlo" }.AcceptOnlyFromAmong("none", "approach-1", "monte-carlo");
    private static readonly Option<string> Table = new("--uncertainty-table") { HelpName = "FILE" };
    private static readonly Option<string> Draws = new("--draws") { HelpName = "N" };
    private static readonly Option<string> Seed = new("--seed") { HelpName = "N" };
    private static readonly Option<string> Confidence = new("--confidence") { HelpName = "P" };

    private static readonly Bilingual ApproachText = new("不确定性传播：none 不算；approach-1 一阶误差传播；monte-carlo 蒙特卡罗。缺省：数据集声明了不确定性时为 approach-1，否则为 none", "propagation of uncertainty: none; approach-1, to first order; monte-carlo. Default: approach-1 where the data set declares uncertainties, else none");
    private static readonly Bilingual TableText = new("不确定性声明表（CSV），见 docs/uncertainty.md", "table of declared uncertainties (CSV), see docs/uncertainty.md");
    private static readonly Bilingual DrawsText = new("蒙特卡罗抽样次数，100 到 10000000，缺省 10000", "number of Monte Carlo draws, 100 to 10000000, 10000 by default");
    private static readonly Bilingual SeedText = new("随机数种子，缺省 1；同一种子结果逐位相同", "seed, 1 by default: the same seed gives the same bits");
    private static readonly Bilingual ConfidenceText = new("区间的置信度，大于 0.5、小于 1，缺省 0.95", "confidence of intervals, above 0.5 and below 1, 0.95 by default");
    private static readonly Bilingual Contradiction = new("--draws、--seed 只用于 --uncertainty monte-carlo", "--draws and --seed belong to --uncertainty monte-carlo");
    private static readonly Bilingual NothingAsked = new("--uncertainty none 时 --uncertainty-table 和 --confidence 没有作用，请去掉其一", "with --uncertainty none neither --uncertainty-table nor --confidence has an effect: leave one of them out");
    private static readonly Bilingual DrawsRange = new("--draws 应为 {0} 到 {1} 的整数，不能是 {2}", "--draws is a whole number from {0} to {1}, not {2}");
    private static readonly Bilingual SeedRange = new("--seed 应为 0 到 {0} 的整数，不能是 {1}", "--seed is a whole number from 0 to {0}, not {1}");
    private static readonly Bilingual ConfidenceRange = new("--confidence 应为大于 0.5、小于 1 的小数，如 0.95，不能是 {0}", "--confidence is a fraction above 0.5 and below 1, such as 0.95, not {0}");
    private static readonly Bilingual Heading = new("不确定性：{0}，置信度 {1}", "Uncertainty: {0}, confidence {1}");

    /// <summary>Adds them to a command.</summary>
    public static void AddTo(Command command, string language)
    {
        foreach (var (option, text) in ((Option Option, Bilingual Text)[])[(Approach, ApproachText), (Table, TableText), (Draws, DrawsText), (Seed, SeedText), (Confidence, ConfidenceText)])
        {
            option.Description = text.In(language);
            command.Add(option);
        }
    }

    /// <summary>What was given.</summary>
    /// <exception cref="UsageException">A value is not written as it should be.</exception>
    public static AssessmentOptions Read(Invocation invocation, AssessmentOptions options)
    {
        var given = invocation.Arguments;
        var (word, table) = (given.GetValue(Approach), given.GetValue(Table));
        var approach = word switch { "monte-carlo" => UncertaintyApproach.MonteCarlo, "approach-1" => UncertaintyApproach.Approach1, "none" => UncertaintyApproach.None, _ => (UncertaintyApproach?)null };
        if (approach != UncertaintyApproach.MonteCarlo && (given.GetValue(Draws) is not null || given.GetValue(Seed) is not null))
            throw new UsageException(Contradiction.In(invocation.Language));
        if (approach == UncertaintyApproach.None && (table is not null || given.GetValue(Confidence) is not null))
            throw new UsageException(NothingAsked.In(invocation.Language));
        UsageException Wrong(Bilingual text, params object[] particulars) => new(string.Format(CultureInfo.InvariantCulture, text.In(invocation.Language), particulars));
        var draws = given.GetValue(Draws) is not { } d ? UncertaintySettings.DefaultDraws
            : int.TryParse(d, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= FewestDraws and <= MostDraws ? n : throw Wrong(DrawsRange, FewestDraws, MostDraws, d);
        var seed = given.GetValue(Seed) is not { } s ? UncertaintySettings.DefaultSeed
            : ulong.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(SeedRange, ulong.MaxValue, s);
        var confidence = given.GetValue(Confidence) is not { } c ? UncertaintySettings.DefaultConfidence
            : double.TryParse(c, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var p) && p is > 0.5 and < 1 ? p : throw Wrong(ConfidenceRange, c);
        var isAsked = approach is not null || table is not null || given.GetValue(Confidence) is not null;
        return options with
        {
            UncertaintyTable = table,
            Uncertainty = isAsked ? new(approach ?? UncertaintyApproach.Approach1, draws, seed, confidence) : null,
        };
    }

    /// <summary>Prints intervals, where the variance comes from and what the intervals do not cover.</summary>
    public static void Print(AssessmentPart part, TextWriter output, string language)
    {
        if (part.Uncertainty is not { } uncertainty)
            return;
        var settings = uncertainty.Settings;
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Heading.In(language), settings.Approach == UncertaintyApproach.MonteCarlo ? $"{settings.Word} (draws {settings.Draws}, seed {settings.Seed})" : settings.Word, settings.Confidence));
        ConsoleTable.Write(output, UncertaintyTexts.Intervals(part, language), language, RowsShown);
        ConsoleTable.Write(output, UncertaintyTexts.Contributions(part, RowsShown - 1), language, RowsShown);
        ConsoleTable.Write(output, UncertaintyTexts.Unstated(part), language, RowsShown);
        if (uncertainty.Declared.Count > 0)
            ConsoleTable.Write(output, UncertaintyTexts.Declared(part, language), language, RowsShown);
        output.WriteLine(UncertaintyTexts.Covers(part).In(language));
        output.WriteLine();
    }
}

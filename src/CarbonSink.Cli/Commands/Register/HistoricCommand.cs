using System.CommandLine;
using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink register import-historic DIR|FILE… --mapping MAPPING and register historic: records of other registers.</summary>
internal static class HistoricCommand
{
    private const int RowsShown = 40;

    private static readonly Bilingual About = new("批量导入其他登记簿的历史数据（项目、签发、注销）：不合格的行列出，一行不丢，合计前后一致", "import the history of other registers (projects, issuances, retirements): rows that are not right are listed, none is lost, sums agree before and after");
    private static readonly Bilingual PathText = new("CSV、XLSX 文件或放着它们的文件夹", "CSV and XLSX files, or folders of them");
    private static readonly Bilingual MappingText = new("映射：自带的 offsetsdb、ccer-site，或 JSON 文件", "mapping: offsetsdb or ccer-site, which are built in, or a JSON file");
    private static readonly Bilingual RegistryText = new("原登记簿的名称（缺省取自映射）", "name of the other register (default: the mapping's)");
    private static readonly Bilingual TrialText = new("只检查，不写入；可以不给 --db", "check only and write nothing; --db may be left out");
    private static readonly Bilingual SumsAbout = new("本登记簿所存其他登记簿记录的合计", "sums of the records of other registers that this register keeps");
    private static readonly Bilingual Rows = new("读入 {0} 行 = 导入 {1} 行 + 此前已导入 {2} 行 + 列出 {3} 行", "{0} rows read = {1} imported + {2} imported before + {3} listed");
    private static readonly Bilingual RowsTrial = new("读入 {0} 行 = 可导入 {1} 行 + 列出 {3} 行（没有写入）", "{0} rows read = {1} that can be imported + {3} listed (nothing was written)");
    private static readonly Bilingual Records = new("这些是其他登记簿的记录，照原样保存，不是本登记簿的减排量。", "These are records of other registers as they were published; they are no units of this register.");

    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };

    /// <summary>Builds the command that imports.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var paths = new Argument<string[]>("PATH") { Description = PathText.In(language), Arity = ArgumentArity.OneOrMore };
        var mapping = new Option<string>("--mapping") { HelpName = "MAPPING", Description = MappingText.In(language), Required = true };
        var registry = new Option<string>("--registry") { HelpName = "NAME", Description = RegistryText.In(language) };
        var trial = new Option<bool>("--dry-run") { Description = TrialText.In(language) };
        OutFolder.Description = Texts.Out.In(language);
        var command = new Command("import-historic", About.In(language)) { paths, mapping, registry, trial, OutFolder };
        command.SetAction(parsed => run(parsed, i => Run(i, new(parsed.GetRequiredValue(paths), parsed.GetRequiredValue(mapping), parsed.GetValue(registry), i.Methodology), parsed.GetValue(trial))));
        return command;
    }

    /// <summary>Builds the command that sums.</summary>
    public static Command CreateSums(string language, Func<ParseResult, Func<Invocation, int>, int> run) => RegisterOptions.Command("historic", SumsAbout, [], Sums, language, run);

    private static int Run(Invocation invocation, HistoricImportOptions options, bool isTrial)
    {
        var outPath = invocation.Arguments.GetValue(OutFolder);
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        using var store = isTrial && invocation.Arguments.GetValue(RegisterOptions.Db) is null ? null : RegisterSession.Open(invocation);
        using var bar = invocation.ShowsProgress ? new ProgressBar(invocation.Stderr) : null;
        Func<IReadOnlyList<RegisterRequest>, IReadOnlyList<Receipt>>? submit = null;
        if (!isTrial)
        {
            var (register, credential) = (new UnitRegister(store!), RegisterSession.Credential(invocation));
            submit = requests => register.Submit(requests, credential);
        }

        var result = HistoricImportRun.Run(options, store, submit, bar is null ? null : bar.Report, invocation.Stop);
        if (folder is not null)
            HistoricFolder.Write(result, folder, invocation.Command, invocation.StartedUtc, invocation.Language, invocation.Stop);
        if (invocation.Json)
            HistoricJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation, outPath);
        return ExitCode.Done;
    }

    private static void Print(HistoricImportResult result, Invocation invocation, string? outPath)
    {
        using var output = invocation.Text();
        ConsoleTable.Write(output, HistoricTables.Sums(result), invocation.Language, RowsShown);
        ConsoleTable.Write(output, HistoricTables.OverRetired(result.OverRetired, invocation.Language), invocation.Language, RowsShown);
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, (result.IsTrial ? RowsTrial : Rows).In(invocation.Language), result.RowsRead, result.RowsAdded, result.RowsThere, result.Listed.Count));
        foreach (var (rule, count) in result.Findings.Counts)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {rule.Code} × {count}  {(result.Findings.Findings.First(f => f.Rule == rule) is var first ? first.Message(invocation.Language) : "")} ({first.File}:{first.Record})"));
        output.WriteLine(Records.In(invocation.Language));
        if (outPath is not null)
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, Texts.Written.In(invocation.Language), outPath));
    }

    private static int Sums(Invocation invocation)
    {
        using var store = RegisterSession.Open(invocation);
        var (totals, balances) = store.Read(state => (HistoricTotals.Of(state.RowsOf(Register.Rows.Historic).Select(r => r.Row)), HistoricTotals.Balances(state.RowsOf(Register.Rows.Historic).Select(r => r.Row))));
        if (invocation.Json)
        {
            HistoricJson.WriteTotals(totals, balances, invocation.Stdout);
            return ExitCode.Done;
        }

        using var output = invocation.Text();
        ConsoleTable.Write(output, HistoricTables.Totals(totals), invocation.Language, int.MaxValue);
        ConsoleTable.Write(output, HistoricTables.OverRetired(balances.Where(b => b.Issued > 0 && b.Retired > b.Issued), invocation.Language), invocation.Language, RowsShown);
        output.WriteLine(Records.In(invocation.Language));
        return ExitCode.Done;
    }
}

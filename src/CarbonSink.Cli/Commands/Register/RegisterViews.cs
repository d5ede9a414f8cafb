using System.CommandLine;
using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>The verbs that read.</summary>
internal static class RegisterViews
{
    private static readonly Option<string> Id = new("--id") { HelpName = "ID", Required = true };
    private static readonly Option<string> Project = new("--project") { HelpName = "ID", Required = true };
    private static readonly Option<string> OfProgramme = new("--programme") { HelpName = "ID" };
    private static readonly Option<string> InState = new("--state") { HelpName = "STATE" };
    private static readonly Option<long> Number = new("--number") { HelpName = "N", Required = true };
    private static readonly Option<long> From = new("--from") { HelpName = "ENTRY", DefaultValueFactory = _ => 0 };
    private static readonly Option<long> Count = new("--count") { HelpName = "N", DefaultValueFactory = _ => 100 };

    private static readonly Option<string> UnitSerial = new("--unit") { HelpName = "SERIAL", Required = true };
    private static readonly Option<string> OnDate = new("--date") { HelpName = "yyyy-MM-dd" };

    private static readonly (Option, Bilingual) ById = (Id, new("编号", "id"));

    private static readonly string[] States = ["draft", "notice", "validating", "validated", "rejected", "applied", "registered", "cancelled", "revoked", "withdrawn"];

    private static readonly Bilingual NoEntry = new("--from {0}：台账的条目是 0 至 {1}", "--from {0}: the ledger has entries 0 to {1}");
    private static readonly Bilingual NoCount = new("--count {0} 应大于 0", "--count {0} should be more than 0");
    private static readonly Bilingual NoState = new("没有项目状态 {0}；有：{1}", "there is no project state {0}; there are {1}");
    private static readonly Bilingual NoSerial = new("--unit 应写成 机制/项目/年份/号，“{0}”不是", "--unit is written PROGRAMME/PROJECT/VINTAGE/NUMBER; '{0}' is not");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RegisterView> All { get; } =
    [
        new("actor list", new("列出参与方", "list the actors"), [], (_, state) => RegisterListing.Actors(state)),
        new("account list", new("列出账户及其数量", "list the accounts with what they hold"), [], (_, state) => RegisterListing.Accounts(state)),
        new("account show", new("一个账户的区块", "the blocks of an account"), [ById], (invocation, state) => RegisterListing.Account(state, invocation.Arguments.GetValue(Id)!)),
        new("project list", new("列出项目", "list the projects"), [(OfProgramme, new("只列这一机制的", "of this programme alone")), (InState, new("只列这一状态的", "in this state alone"))], (invocation, state) => RegisterListing.Projects(state, invocation.Arguments.GetValue(OfProgramme), Known(invocation))),
        new("project show", new("一个项目的经过、核算期和地块", "a project with its history, periods and parcels"), [ById], (invocation, state) => RegisterListing.Project(state, invocation.Arguments.GetValue(Id)!)),
        new("period show", new("一个核算期的经过、减排量和依据", "a period with its history, tonnes and what they rest on"), [(Project, new("项目", "project")), (Number, new("序号", "number"))], (invocation, state) => RegisterListing.Period(state, invocation.Arguments.GetValue(Project)!, invocation.Arguments.GetValue(Number))),
        new("entries", new("台账条目原文", "entries of the ledger as they are"), [(From, new("从哪一条起（缺省 0）", "first entry (default 0)")), (Count, new("多少条（缺省 100）", "how many (default 100)"))], (invocation, state) => RegisterListing.Entries(state, First(state, invocation), Counted(invocation))),
        new("overlaps", new("一个项目的地块与其他项目的重叠，现在重新量算", "overlaps of a project's parcels with those of others, measured now"), [(Project, new("项目", "project"))], (invocation, state) => RegisterListing.Overlaps(state, invocation.Arguments.GetValue(Project)!)),
        new("deadlines", new("未办事项的期限和逾期清单", "time limits of what is pending, and what is overdue"), [(OnDate, new("截至哪一天（缺省为中国的今天）", "as on which day (default: today in China)"))], (invocation, state) => RegisterListing.Deadlines(state, PayloadText.Day(invocation.Arguments.GetValue(OnDate), "--date", RegisterSession.Clock(state, invocation), invocation.Language))),
        new("lineage", new("一个单位的来历：划转、签发、核算期、核算结果及其输入、项目、地块", "where a unit comes from: moves, issuance, period, removals run with its inputs, project, parcels"), [(UnitSerial, new("减排量 机制/项目/年份/号", "unit PROGRAMME/PROJECT/VINTAGE/NUMBER"))], (invocation, state) => Lineage(invocation, state)),
        new("totals", new("各机制的总量：已签发 = 可用 + 冻结 + 注销 + 强制注销", "totals of each programme: issued = free + frozen + retired + cancelled by force"), [], (_, state) => RegisterListing.Totals(state)),
    ];

    private static long First(IRegisterReading state, Invocation invocation) => invocation.Arguments.GetValue(From) is var first && first >= 0 && first < state.Size ? first
        : throw new UsageException(string.Format(CultureInfo.InvariantCulture, NoEntry.In(invocation.Language), first, state.Size - 1));

    private static long Counted(Invocation invocation) => invocation.Arguments.GetValue(Count) is var count && count > 0 ? count
        : throw new UsageException(string.Format(CultureInfo.InvariantCulture, NoCount.In(invocation.Language), count));

    private static string? Known(Invocation invocation) => invocation.Arguments.GetValue(InState) is not { } word || States.Contains(word, StringComparer.Ordinal) ? invocation.Arguments.GetValue(InState)
        : throw new UsageException(string.Format(CultureInfo.InvariantCulture, NoState.In(invocation.Language), word, string.Join(", ", States)));

    private static CanonicalObject Lineage(Invocation invocation, IRegisterReading state)
    {
        var serial = invocation.Arguments.GetRequiredValue(UnitSerial);
        if (serial.Split('/') is not [var programme, var project, var year, var text]
            || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var vintage) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new UsageException(string.Format(CultureInfo.InvariantCulture, NoSerial.In(invocation.Language), serial));
        return RegisterListing.Lineage(state, new(programme, project, vintage), number);
    }
}

using System.CommandLine;
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

    private static readonly Option<string> OnDate = new("--date") { HelpName = "yyyy-MM-dd" };

    private static readonly (Option, Bilingual) ById = (Id, new("编号", "id"));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RegisterView> All { get; } =
    [
        new("actor list", new("列出参与方", "list the actors"), [], (_, state) => RegisterListing.Actors(state)),
        new("account list", new("列出账户及其数量", "list the accounts with what they hold"), [], (_, state) => RegisterListing.Accounts(state)),
        new("account show", new("一个账户的区块", "the blocks of an account"), [ById], (invocation, state) => RegisterListing.Account(state, invocation.Arguments.GetValue(Id)!)),
        new("project list", new("列出项目", "list the projects"), [(OfProgramme, new("只列这一机制的", "of this programme alone")), (InState, new("只列这一状态的", "in this state alone"))], (invocation, state) => RegisterListing.Projects(state, invocation.Arguments.GetValue(OfProgramme), invocation.Arguments.GetValue(InState))),
        new("project show", new("一个项目的经过、核算期和地块", "a project with its history, periods and parcels"), [ById], (invocation, state) => RegisterListing.Project(state, invocation.Arguments.GetValue(Id)!)),
        new("period show", new("一个核算期的经过、减排量和依据", "a period with its history, tonnes and what they rest on"), [(Project, new("项目", "project")), (Number, new("序号", "number"))], (invocation, state) => RegisterListing.Period(state, invocation.Arguments.GetValue(Project)!, invocation.Arguments.GetValue(Number))),
        new("entries", new("台账条目原文", "entries of the ledger as they are"), [(From, new("从哪一条起（缺省 0）", "first entry (default 0)")), (Count, new("多少条（缺省 100）", "how many (default 100)"))], (invocation, state) => RegisterListing.Entries(state, invocation.Arguments.GetValue(From), invocation.Arguments.GetValue(Count))),
        new("overlaps", new("一个项目的地块与其他项目的重叠，现在重新量算", "overlaps of a project's parcels with those of others, measured now"), [(Project, new("项目", "project"))], (invocation, state) => RegisterListing.Overlaps(state, invocation.Arguments.GetValue(Project)!)),
        new("deadlines", new("未办事项的期限和逾期清单", "time limits of what is pending, and what is overdue"), [(OnDate, new("截至哪一天（缺省为中国的今天）", "as on which day (default: today in China)"))], (invocation, state) => RegisterListing.Deadlines(state, PayloadText.Day(invocation.Arguments.GetValue(OnDate), invocation.Language))),
        new("totals", new("各机制的总量：已签发 = 可用 + 冻结 + 注销 + 强制注销", "totals of each programme: issued = free + frozen + retired + cancelled by force"), [], (_, state) => RegisterListing.Totals(state)),
    ];
}

using CarbonSink.Methodologies;
using CarbonSink.Register;

namespace CarbonSink.Cli;

/// <summary>The verbs that submit one request each, with their options.</summary>
internal static class RegisterVerbs
{
    private static readonly PayloadKey Id = new("id", "--id", "ID", PayloadKind.Text, new("编号", "id"));
    private static readonly PayloadKey Reason = new("reason", "--reason", "TEXT", PayloadKind.Text, new("原因", "reason"));
    private static readonly PayloadKey Date = new("date", "--date", "yyyy-MM-dd", PayloadKind.DayOrToday, new("发生之日（缺省为中国的今天）", "day on which it happened (default: today in China)"));
    private static readonly PayloadKey Account = new("account", "--account", "ACCOUNT", PayloadKind.Text, new("账户", "account"));
    private static readonly PayloadKey Programme = new("programme", "--programme", "ID", PayloadKind.Text, new("机制", "programme"));
    private static readonly PayloadKey Project = new("project", "--project", "ID", PayloadKind.Text, new("项目", "project"));
    private static readonly PayloadKey Number = new("number", "--number", "N", PayloadKind.Number, new("核算期序号", "number of the period"));
    private static readonly PayloadKey Event = new("event", "--event", "EVENT", PayloadKind.Text, new("事件，见机制的 lifecycle.csv", "event, as the programme's lifecycle.csv names it"));
    private static readonly PayloadKey Facts = new("facts", "--fact", "KEY=VALUE", PayloadKind.Facts, new("事实，可多次；整数、true、false 和空列表 [] 照此理解", "facts, any number; whole numbers, true, false and the empty list [] are taken as such"));
    private static readonly PayloadKey Documents = new("documents", "--document", "KIND=FILE", PayloadKind.Documents, new("材料，可多次；当场计算 SHA-256，只登记名称和哈希", "documents, any number; hashed on the spot, the ledger keeps name and SHA-256"));
    private static readonly PayloadKey Document = new("document", "--document", "KIND=FILE", PayloadKind.Document, new("依据文件；当场计算 SHA-256，只登记名称和哈希", "document it rests on; hashed on the spot, the ledger keeps name and SHA-256"));
    private static readonly PayloadKey Transcript = Document with { About = new("镜像机制中转录更早日期所凭的材料（transcript=FILE）", "document from which an earlier day is transcribed in a mirror (transcript=FILE)") };
    private static readonly PayloadKey Purpose = new("purpose", "--purpose", "TEXT", PayloadKind.Text, new("用途", "purpose"));
    private static readonly PayloadKey Beneficiary = new("beneficiary", "--beneficiary", "NAME", PayloadKind.Text, new("受益方", "beneficiary"));
    private static readonly PayloadKey From = new("from", "--from", "yyyy-MM-dd", PayloadKind.Day, new("起始日", "first day"));
    private static readonly PayloadKey To = new("to", "--to", "yyyy-MM-dd", PayloadKind.Day, new("终止日", "last day"));

    private static readonly PayloadKey Settles = new("settles", "--settles", "ENTRY", PayloadKind.Number, new("所冲减欠量的条目号", "entry of the debt that is settled"));

    private static readonly PayloadKey[] Selection =
    [
        new("selection.programme", "--programme", "ID", PayloadKind.Text, new("选取减排量：机制", "units: programme")),
        new("selection.project", "--project", "ID", PayloadKind.Text, new("选取减排量：项目", "units: project")),
        new("selection.vintage", "--vintage", "YEAR", PayloadKind.Number, new("选取减排量：年份", "units: year")),
        new("selection.quantity", "--quantity", "N", PayloadKind.Number, new("选取减排量：数量，按编号顺序取可用的", "units: how many, free ones in order of their numbers")),
        new("selection.blocks", "--block", "SERIAL", PayloadKind.Blocks, new("选取减排量：指明区块 机制/项目/年份/首号-末号，可多次", "units: blocks PROGRAMME/PROJECT/VINTAGE/FIRST-LAST, any number")),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RegisterVerb> All { get; } =
    [
        new("adopt", Verbs.AdoptProgramme, new("把机制的文件逐字收入台账", "take a programme's folder into the ledger, text for text"), []) { Extra = PayloadExtra.Programme },
        new("tier", Verbs.OpenTier, new("开放机制的下一层准入", "open the next access tier of a programme"), [Programme, new("tier", "--tier", "N", PayloadKind.Number, new("层级", "tier")), Document]),
        new("prices", Verbs.SetPrices, new("登记机制的补偿价格表", "set a programme's price list for compensation"), [Programme, Document]) { Extra = PayloadExtra.Prices },
        new("calendar", Verbs.SetCalendar, new("登记一年的节假日和调休上班日", "set holidays and working weekend days of a year"), [new("year", "--year", "YYYY", PayloadKind.Number, new("年", "year")), Document]) { Extra = PayloadExtra.Calendar },
        new("actor admit", Verbs.AdmitActor, new("接纳参与方，或改它的角色和凭证", "admit an actor, or change its roles and credential"), [Id, new("name", "--name", "NAME", PayloadKind.Text, new("名称", "name")), new("roles", "--role", "ROLE", PayloadKind.Texts, new("角色：owner、verifier、registrar、market、auditor、public，可多次", "owner, verifier, registrar, market, auditor or public, any number")), new("details", "--detail", "KEY=VALUE", PayloadKind.Details, new("其他事项，可多次；一律是文字", "other particulars, any number; all are texts"))]) { Extra = PayloadExtra.Credential },
        new("actor suspend", Verbs.SuspendActor, new("暂停参与方", "suspend an actor"), [Id, Reason]),
        new("actor restore", Verbs.RestoreActor, new("恢复参与方", "restore a suspended actor"), [Id, Reason]),
        new("account open", Verbs.OpenAccount, new("开立账户", "open an account"), [Id, new("holder", "--holder", "ACTOR", PayloadKind.Text, new("持有人", "holder")), new("class", "--class", "CLASS", PayloadKind.Text, new("账户类别，见机制的 register.json", "account class, as the programme's register.json names it")), new("date", "--date", "yyyy-MM-dd", PayloadKind.Day, new("开立之日（缺省为登记之日）", "day on which it was opened (default: the day of recording)"))]),
        new("account set", Verbs.SetAccount, new("限制、恢复或关闭账户", "restrict, restore or close an account"), [Id, new("state", "--state", "normal|restricted|closed", PayloadKind.Text, new("状态", "state")), Reason]),
        new("project draft", Verbs.DraftProject, new("起草项目，连同地块", "draft a project with its parcels"),
        [
            Id, Programme, new("name", "--name", "NAME", PayloadKind.Text, new("名称", "name")), new("methodology", "--method", "ID/VERSION", PayloadKind.Text, new("方法学", "methodology")),
            new("start", "--start", "yyyy-MM-dd", PayloadKind.Day, new("开工日", "day on which work began")), From with { About = new("计入期起始日", "first day of the crediting period") }, To with { About = new("计入期终止日", "last day of the crediting period") },
            new("pools", "--pool", "POOL", PayloadKind.Texts, new("碳库或功能，可多次", "carbon pools or functions, any number")), new("divisions", "--division", "CODE", PayloadKind.Texts, new("行政区划代码，可多次", "administrative divisions, any number")), Facts,
        ]) { Extra = PayloadExtra.Parcels },
        new("project withdraw", Verbs.WithdrawProject, new("撤回没有公示过的草稿，不再回来", "withdraw a draft that was never published, for good"), [Project, Reason]),
        new("project distinct", Verbs.DistinctProject, new("凭文件认定项目的地块与另一项目的不同", "declare a project's land distinct from another's, from a document"), [Project, new("other", "--other", "ID", PayloadKind.Text, new("另一项目", "the other project")), Reason, Document]),
        new("project step", Verbs.StepProject, new("项目流程的一步", "a step in the life of a project"), [Project, Event, Date, Facts, Documents]),
        new("period step", Verbs.StepPeriod, new("核算期流程的一步", "a step in the life of a monitoring period"), [Project, Number, From, To, Event, Date, Facts, Documents]) { Extra = PayloadExtra.Run },
        new("issue", Verbs.Issue, new("签发已登记核算期的减排量", "issue the units of a registered period"), [Project, Number, Account, Date, Documents]),
        new("transfer", Verbs.Transfer, new("在账户之间划转", "move units between accounts"),
        [
            new("from", "--from", "ACCOUNT", PayloadKind.Text, new("转出账户", "account they leave")), new("to", "--to", "ACCOUNT", PayloadKind.Text, new("转入账户", "account they go to")), .. Selection,
            new("trade.number", "--trade", "NUMBER", PayloadKind.Text, new("成交编号", "number of the trade")), new("trade.priceFen", "--price-fen", "N", PayloadKind.Number, new("成交单价（分）", "price of a unit, fen")), Date, Transcript,
        ]),
        new("freeze", Verbs.Freeze, new("冻结：交易、质押、司法、暂停", "freeze units: trade, pledge, judicial or suspension"), [Account, new("kind", "--kind", "trade|pledge|judicial|suspension", PayloadKind.Text, new("冻结种类", "kind of freeze")), .. Selection, Reason, Document, new("creditor", "--creditor", "ACTOR", PayloadKind.Text, new("质权人", "pledgee"))]),
        new("release", Verbs.Release, new("解除冻结", "release a freeze"), [new("freeze", "--freeze", "ENTRY", PayloadKind.Number, new("冻结的条目号", "entry of the freeze")), Document]),
        new("retire", Verbs.Retire, new("注销减排量", "retire units"), [Account, .. Selection, Reason with { About = new("注销原因，见机制的 register.json", "reason, as the programme's register.json names it") }, Beneficiary, Purpose, Date, Transcript, Settles]),
        new("cancel", Verbs.ForceCancel, new("强制注销", "cancel units by force"), [Account, .. Selection, Reason, Document, new("owed", "--owed", "N", PayloadKind.Number, new("以虚假手段取得的数量；注销后不足的记为欠量（--quantity 0：全部记欠）", "units that were obtained falsely; what is missing after the cancellation becomes a debt (--quantity 0: all of it)")), Settles]),
        new("compensate", Verbs.Compensate, new("按价格表以地方指标作补偿", "buy a local indicator as compensation at the price list"),
        [
            Programme, new("from", "--from", "ACCOUNT", PayloadKind.Text, new("转出账户", "account they leave")), new("buyer", "--buyer", "ACCOUNT", PayloadKind.Text, new("购买方账户", "account of the buyer")), new("category", "--category", "CATEGORY", PayloadKind.Text, new("价格表的类别", "category of the price list")),
            new("quantity", "--quantity", "N", PayloadKind.Number, new("数量", "units")), new("amountFen", "--amount-fen", "N", PayloadKind.Number, new("总价（分）", "amount, fen")), new("case", "--case", "NUMBER", PayloadKind.Text, new("案件或项目编号", "case the compensation is for")), Beneficiary, Date,
        ]),
    ];
}

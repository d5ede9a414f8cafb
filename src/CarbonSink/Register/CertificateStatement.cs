using System.Globalization;
using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>What a certificate states (证书内容): made from the proven entry alone, never from words beside it. Immutable.</summary>
/// <param name="Kind">retirement, eventNeutrality, debtSettlement, compensation, issuance, transfer, refusal, entry, holding or head.</param>
/// <param name="Sentence">The statement as a sentence.</param>
/// <param name="Facts">Its parts: who, what, when, why; blocks with their quantity.</param>
/// <param name="Notices">What the programmes of the units want said beside it, as the ledger has their texts.</param>
public sealed record CertificateStatement(string Kind, Bilingual Sentence, CanonicalObject Facts, IReadOnlyList<Bilingual> Notices)
{
    /// <summary>Reason of a retirement for the carbon neutrality of an event.</summary>
    private const string EventReason = "event-neutrality";

    /// <summary>Kind of a certificate of an entry.</summary>
    public static string KindOf(LedgerEntry entry) => entry switch
    {
        { Refusal: not null } => "refusal",
        { Verb: Verbs.Retire } when entry.Payload.Has("settles") => "debtSettlement",
        { Verb: Verbs.Retire } => entry.Payload.TextOrNull("reason") == EventReason ? "eventNeutrality" : "retirement",
        { Verb: Verbs.Compensate } => "compensation",
        { Verb: Verbs.Issue } => "issuance",
        { Verb: Verbs.Transfer } => "transfer",
        _ => "entry",
    };

    /// <summary>Programmes of the units of an entry, in ordinal order.</summary>
    public static IReadOnlyList<string> ProgrammesOf(IEnumerable<CanonicalObject> blocks) => [.. blocks.Select(b => b.Text("programme")).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Blocks that an entry says were moved; none for one that was refused.</summary>
    public static IReadOnlyList<CanonicalObject> BlocksOf(LedgerEntry entry) => entry.Refusal is null ? entry.Outcome.Objects("blocks") : [];

    /// <summary>The statement of an entry.</summary>
    /// <param name="logId">Id of the register.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="notices">Notices of the programmes of its units.</param>
    /// <exception cref="FormatException">The entry lacks what its verb needs.</exception>
    public static CertificateStatement Of(string logId, LedgerEntry entry, IReadOnlyList<Bilingual> notices)
    {
        var (kind, p, blocks) = (KindOf(entry), entry.Payload, BlocksOf(entry));
        var quantity = Quantity(blocks);
        var units = (Zh: $"{Number(quantity)} 个单位（{Serials(blocks)}）", En: $"{Number(quantity)} units ({Serials(blocks)})");
        var (zh, en) = kind switch
        {
            "refusal" => ($"{entry.Actor} 的请求 {entry.Verb} 被拒绝：{Quoted(entry.Refusal!.Reason.Zh)}（{entry.Refusal.Article}）", $"the request {entry.Verb} of {entry.Actor} was refused: {Quoted(entry.Refusal.Reason.En)} ({entry.Refusal.Article})"),
            "retirement" or "eventNeutrality" => (
                $"{p.Text("date")} 账户 {p.Text("account")} 注销 {units.Zh}；受益人：{Quoted(p.Text("beneficiary"))}；用途：{Quoted(p.Text("purpose"))}；原因：{Quoted(p.Text("reason"))}",
                $"on {p.Text("date")} the account {p.Text("account")} retired {units.En}; beneficiary: {Quoted(p.Text("beneficiary"))}; purpose: {Quoted(p.Text("purpose"))}; reason: {Quoted(p.Text("reason"))}"),
            "debtSettlement" => (
                $"{p.Text("date")} 账户 {p.Text("account")} 注销 {units.Zh}，冲减第 {p.Integer("settles")} 条的欠量，不作他用{Debt(entry).Zh}",
                $"on {p.Text("date")} the account {p.Text("account")} retired {units.En} to settle the debt of entry {p.Integer("settles")}, and for nothing else{Debt(entry).En}"),
            "compensation" => (
                $"{p.Text("date")} {p.Text("buyer")} 购买 {units.Zh} 用于补偿，类别 {Quoted(p.Text("category"))}，案号 {Quoted(p.Text("case"))}，金额 {Yuan(p.Integer("amountFen"))} 元；受益人：{Quoted(p.Text("beneficiary"))}",
                $"on {p.Text("date")} {p.Text("buyer")} bought {units.En} as compensation, category {Quoted(p.Text("category"))}, case {Quoted(p.Text("case"))}, for {Yuan(p.Integer("amountFen"))} yuan; beneficiary: {Quoted(p.Text("beneficiary"))}"),
            "issuance" => ($"{p.Text("date")} 向账户 {p.Text("account")} 签发 {units.Zh}", $"on {p.Text("date")} {units.En} were issued to the account {p.Text("account")}"),
            "transfer" => ($"{p.Text("date")} 从账户 {p.Text("from")} 转给 {p.Text("to")} {units.Zh}", $"on {p.Text("date")} {units.En} went from the account {p.Text("from")} to {p.Text("to")}"),
            _ when entry.Verb == Verbs.ForceCancel => (
                $"账户 {p.Text("account")} 被强制注销 {units.Zh}；原因：{Quoted(p.Text("reason"))}{Debt(entry).Zh}",
                $"{units.En} of the account {p.Text("account")} were cancelled by force; reason: {Quoted(p.Text("reason"))}{Debt(entry).En}"),
            _ when entry.Verb == Verbs.Freeze => (
                $"账户 {p.Text("account")} 冻结（{p.Text("kind")}）{units.Zh}；原因：{Quoted(p.Text("reason"))}",
                $"{units.En} of the account {p.Text("account")} were frozen ({p.Text("kind")}); reason: {Quoted(p.Text("reason"))}"),
            _ when entry.Verb == Verbs.Release => (
                $"账户 {entry.Outcome.Text("account")} 解除第 {p.Integer("freeze")} 条的冻结，{units.Zh}",
                $"the freeze of entry {p.Integer("freeze")} was released: {units.En} of the account {entry.Outcome.Text("account")}"),
            _ => ($"{entry.Actor} 登记 {entry.Verb}", $"{entry.Actor} recorded {entry.Verb}"),
        };
        var facts = CanonicalObject.Of(
            ("logId", logId), ("entry", entry.Index), ("recorded", entry.Time), ("actor", entry.Actor), ("verb", entry.Verb),
            ("account", p.TextOrNull("account")), ("from", p.TextOrNull("from")), ("to", p.TextOrNull("to")), ("buyer", p.TextOrNull("buyer")),
            ("beneficiary", kind is "entry" or "debtSettlement" ? null : p.TextOrNull("beneficiary")), ("purpose", kind is "entry" or "debtSettlement" ? null : p.TextOrNull("purpose")), ("reason", p.TextOrNull("reason")), ("settles", p.IntegerOrNull("settles")), ("date", p.TextOrNull("date")),
            ("blocks", blocks.Count > 0 ? blocks : null), ("quantity", blocks.Count > 0 ? quantity : null), ("refusal", entry.Refusal?.ToCanonical()));
        return new(kind, new($"登记簿 {logId} 第 {entry.Index} 条（{entry.Time}）：{zh}。", $"Entry {entry.Index} of the register {logId} ({entry.Time}): {en}."), facts, notices);
    }

    /// <summary>The statement of what an account holds: the register's word at a size, which no entry proves by itself.</summary>
    public static CertificateStatement OfHolding(CanonicalObject holding, IReadOnlyList<Bilingual> notices)
    {
        var (blocks, account, size) = (holding.Objects("blocks"), holding.Text("account"), Number(holding.Integer("treeSize")));
        var units = (Quantity: Number(Quantity(blocks)), Serials: Serials(blocks));
        return new("holding", new(
            $"登记簿 {holding.Text("logId")} 声明：{size} 条时，账户 {account}（{holding.Text("holder")}）持有 {units.Quantity} 个单位（{units.Serials}）。这是登记簿签名的声明，不由包含证明得出；完整导出可重算核对。",
            $"The register {holding.Text("logId")} states that at {size} entries the account {account} ({holding.Text("holder")}) held {units.Quantity} units ({units.Serials}). This is the register's signed word and not proved by inclusion; a whole export lets it be computed again."),
            holding.With(("quantity", Quantity(blocks))), notices);
    }

    /// <summary>The statement of a head.</summary>
    public static CertificateStatement OfHead(SignedTreeHead head) => new("head",
        new($"登记簿 {head.LogId} 在 {head.Time} 有 {Number(head.TreeSize)} 条，根为 {head.RootHash}。", $"The register {head.LogId} had {Number(head.TreeSize)} entries with the root {head.RootHash} at {head.Time}."),
        CanonicalObject.Of(("logId", head.LogId), ("treeSize", head.TreeSize), ("rootHash", head.RootHash), ("time", head.Time)), []);

    /// <summary>Whether a character could begin a new line, hide text or turn its direction where a statement is read.</summary>
    internal static bool TurnsLines(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>Words of whoever asked, marked as such: they cannot look like words of the register.</summary>
    private static string Quoted(string text) => $"“{OneLine(text).Replace('“', '"').Replace('”', '"')}”";

    /// <summary>A text on one line: what would break or turn it is written as its number.</summary>
    internal static string OneLine(string text) => string.Concat(text.Select(c => TurnsLines(c) ? FormattableString.Invariant($"\\u{(int)c:x4}") : c.ToString()));

    private static (string Zh, string En) Debt(LedgerEntry entry) => entry.Outcome.IntegerOrNull("debt") is { } debt ? ($"；尚欠 {Number(debt)}", $"; still owed: {Number(debt)}") : (string.Empty, string.Empty);

    private static long Quantity(IReadOnlyList<CanonicalObject> blocks) => blocks.Sum(b => checked(b.Integer("last") - b.Integer("first") + 1));

    private static string Serials(IReadOnlyList<CanonicalObject> blocks) =>
        string.Join(", ", blocks.Select(b => FormattableString.Invariant($"{b.Text("programme")}/{b.Text("project")}/{b.Integer("vintage")}/{b.Integer("first")}-{b.Integer("last")}")));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Yuan(long fen) => FormattableString.Invariant($"{fen / 100}.{fen % 100:00}");
}

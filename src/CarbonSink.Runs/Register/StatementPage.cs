using System.Globalization;
using CarbonSink.Register;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>A statement of an account as tables, a page and a canonical object (对账单).</summary>
public static class StatementPage
{
    /// <summary>The statement as a canonical object.</summary>
    public static CanonicalObject ToCanonical(AccountStatement statement) => CanonicalObject.Of(
        ("account", statement.Account), ("treeSize", statement.TreeSize), ("from", statement.From), ("to", statement.To),
        ("notices", statement.Notices.Select(n => CanonicalObject.Of(("programme", n.Programme), ("zh", n.Notice.Zh), ("en", n.Notice.En)))),
        ("balances", statement.Balances.Select(b => CanonicalObject.Of(("programme", b.Programme), ("opening", b.Opening), ("change", statement.Movements.Where(m => m.Programme == b.Programme).Sum(m => m.Change)), ("closing", b.Closing)))),
        ("movements", statement.Movements.Select(m => CanonicalObject.Of(
            ("entry", m.Entry), ("time", m.Time), ("date", m.Date), ("verb", m.Verb), ("programme", m.Programme), ("quantity", m.Quantity), ("change", m.Change), ("counterpart", m.Counterpart), ("blocks", m.Blocks)))),
        ("holdings", statement.Holdings.Select(h => CanonicalObject.Of(("programme", h.Series.Programme), ("project", h.Series.Project), ("vintage", h.Series.Vintage), ("free", h.Free), ("frozen", h.Frozen)))));

    /// <summary>Movements as the file statement.csv, codes as they are; changes add up to closing less opening.</summary>
    public static ReportTable Movements(AccountStatement statement)
    {
        var table = new ReportTable("movements", "账户变动", "Movements",
        [
            new("entry", "条目", "Entry", "", ReportColumnKind.Text), new("date", "业务日期", "Date", "", ReportColumnKind.Text), new("recorded", "登记时间（中国）", "Recorded (China)", "", ReportColumnKind.Text), new("verb", "事项", "Verb", "", ReportColumnKind.Text),
            new("programme", "机制", "Programme", "", ReportColumnKind.Text), new("quantity", "数量", "Units", "", ReportColumnKind.Number) { Decimals = 0 }, new("change", "持有变动", "Change", "", ReportColumnKind.Count),
            new("counterpart", "对方账户", "Counterpart", "", ReportColumnKind.Text), new("serials", "编号", "Serials", "", ReportColumnKind.Text),
        ]);
        foreach (var m in statement.Movements)
            table.AddRow(Text(m.Entry), Date(m), ChinaTime(m.Time), m.Verb, m.Programme, (double?)m.Quantity, m.Change, m.Counterpart ?? "—", Serials(m.Blocks));
        table.SetTotal(ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, statement.Balances.Sum(b => b.Closing - b.Opening), ReportCell.Missing, ReportCell.Missing);
        return table;
    }

    /// <summary>The page.</summary>
    public static HtmlDocument Of(AccountStatement statement, string language)
    {
        var (account, zh) = (statement.Account, language == "zh");
        var title = zh ? "对账单" : "Statement of account";
        var page = new HtmlDocument(language, $"{title} {account.Text("id")}");
        using (page.Html.Open("header"))
        {
            page.Html.Element("h1", title);
            page.Html.Element("p", $"{account.Text("id")} · {account.Text("holder")} · {RegisterTerms.Of("class", account.Text("class"), language)} · {RegisterTerms.Of("state", account.Text("state"), language)}", ("class", "place"));
            foreach (var notice in statement.Notices)
                page.Html.Element("p", $"{notice.Programme}{(zh ? "：" : ": ")}{notice.Notice.In(language)}", ("class", "label"));
        }

        page.Paragraph(zh
            ? $"{Day(statement.From)} 至 {Day(statement.To)}（中国日期，按登记时间；业务日期是申请写明的发生之日，可能较早），据台账前 {Text(statement.TreeSize)} 条。"
            : $"{Day(statement.From)} to {Day(statement.To)} (days in China, by time of recording; the date beside it is the day on which it happened, as the request says, perhaps an earlier one), from the first {Text(statement.TreeSize)} entries of the ledger.");
        var balances = new ReportTable("balances", "期初期末", "Opening and closing", [new("programme", "机制", "Programme", "", ReportColumnKind.Text), new("opening", "期初持有", "Opening", "", ReportColumnKind.Number) { Decimals = 0 }, new("closing", "期末持有", "Closing", "", ReportColumnKind.Number) { Decimals = 0 }]);
        foreach (var (programme, opening, closing) in statement.Balances)
            balances.AddRow(programme, (double?)opening, (double?)closing);
        page.Table(balances);
        page.Table(Moves(statement, language));
        if (statement.Holdings.Count > 0)
            page.Table(Held(statement));
        page.Note(HeldNow(statement, zh));
        page.Note(zh ? "不同机制的减排量类别不同，不相加。" : "Units of different programmes are of different classes and are not added up.");
        return page;
    }

    /// <summary>Movements as people read them: the programme stands in the serials.</summary>
    private static ReportTable Moves(AccountStatement statement, string language)
    {
        var table = new ReportTable("movements", "账户变动", "Movements",
        [
            new("entry", "条目", "Entry", "", ReportColumnKind.Text), new("date", "业务日期", "Date", "", ReportColumnKind.Text), new("recorded", "登记时间（中国）", "Recorded (China)", "", ReportColumnKind.Text), new("verb", "事项", "What", "", ReportColumnKind.Text),
            new("quantity", "数量", "Units", "", ReportColumnKind.Number) { Decimals = 0 }, new("change", "变动", "Change", "", ReportColumnKind.Count), new("counterpart", "对方账户", "Counterpart", "", ReportColumnKind.Text), new("serials", "编号", "Serials", "", ReportColumnKind.Text),
        ]);
        foreach (var m in statement.Movements)
            table.AddRow(Text(m.Entry), Date(m), ChinaTime(m.Time), RegisterTerms.Of("verb", m.Verb, language), (double?)m.Quantity, m.Change, m.Counterpart ?? "—", Serials(m.Blocks));
        if (statement.Balances.Count == 1) // units of several programmes are not added up
            table.SetTotal(ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, ReportCell.Missing, statement.Balances.Sum(b => b.Closing - b.Opening), ReportCell.Missing, ReportCell.Missing);
        return table;
    }

    private static ReportTable Held(AccountStatement statement)
    {
        var table = new ReportTable("holdings", "现在持有（不是期末）", "Held now (not at the end of the window)",
        [
            new("series", "批次", "Series", "", ReportColumnKind.Text), new("free", "可用", "Free", "", ReportColumnKind.Number) { Decimals = 0 }, new("frozen", "冻结", "Frozen", "", ReportColumnKind.Number) { Decimals = 0 },
        ]);
        foreach (var h in statement.Holdings)
            table.AddRow(FormattableString.Invariant($"{h.Series.Programme}/{h.Series.Project}/{h.Series.Vintage}"), (double?)h.Free, (double?)h.Frozen);
        return table;
    }

    /// <summary>How what is held now follows from the closing balance: by what was recorded after the window.</summary>
    private static string HeldNow(AccountStatement statement, bool zh)
    {
        var said = statement.Balances.Select(b =>
        {
            var held = statement.Holdings.Where(h => h.Series.Programme == b.Programme).Sum(h => h.Free + h.Frozen);
            var (closing, now, since) = (HtmlTable.Number(b.Closing, 0), HtmlTable.Number(held, 0), HtmlTable.Number(held - b.Closing, 0));
            return (zh, held == b.Closing) switch
            {
                (true, true) => $"{b.Programme}：现在持有 {now}，与期末相同。",
                (true, false) => $"{b.Programme}：期末 {closing}，现在 {now}；相差 {since} 是 {Day(statement.To)} 之后登记的变动。",
                (false, true) => $"{b.Programme}: {now} held now, as at the end of the window.",
                (false, false) => $"{b.Programme}: {closing} at the end of the window, {now} now; the difference of {since} was recorded after {Day(statement.To)}.",
            };
        }).ToList();
        return said.Count > 0 ? string.Join(zh ? "" : " ", said) : zh ? "本账户没有变动，也不持有减排量。" : "The account has no movements and holds no units.";
    }

    private static ReportCell Date(AccountMovement movement) => movement.Date is { } day ? Day(day) : ReportCell.Missing;

    /// <summary>A time of the ledger in China, yyyy-MM-dd HH:mm:ss.</summary>
    internal static string ChinaTime(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Numbers of blocks as they are written, one after another.</summary>
    internal static string Serials(IEnumerable<CanonicalObject> blocks) => string.Join(" ", blocks.Select(Serial));

    private static string Serial(CanonicalObject block) =>
        FormattableString.Invariant($"{block.Text("programme")}/{block.Text("project")}/{block.Integer("vintage")}/{block.Integer("first")}-{block.Integer("last")}");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

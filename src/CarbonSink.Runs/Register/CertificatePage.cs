using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>A certificate as one printable page in Chinese and English (证书打印页). The page proves nothing; the file it names does.</summary>
public static class CertificatePage
{
    private static readonly Dictionary<string, Bilingual> Titles = new(StringComparer.Ordinal)
    {
        ["retirement"] = new("减排量注销证书", "Certificate of retirement"),
        ["eventNeutrality"] = new("大型活动碳中和注销证书", "Certificate of retirement for an event"),
        ["debtSettlement"] = new("欠量冲减证明", "Certificate of the settlement of a debt"),
        ["compensation"] = new("地方指标补偿证书", "Certificate of compensation"),
        ["issuance"] = new("签发证明", "Certificate of issuance"),
        ["transfer"] = new("划转证明", "Certificate of transfer"),
        ["refusal"] = new("拒绝登记证明", "Certificate of a refusal"),
        ["holding"] = new("持有证明", "Statement of holding"),
        ["head"] = new("树头证明", "Certificate of a tree head"),
        ["entry"] = new("登记证明", "Certificate of an entry"),
    };

    private static readonly (string Key, Bilingual Text)[] Facts =
    [
        ("beneficiary", new("受益方", "Beneficiary")),
        ("reason", new("原因", "Reason")),
        ("purpose", new("用途", "Purpose")),
        ("date", new("日期", "Date")),
        ("account", new("账户", "Account")),
        ("from", new("转出", "From")),
        ("to", new("转入", "To")),
        ("buyer", new("购买方账户", "Buyer's account")),
        ("actor", new("申请方", "Asked by")),
        ("recorded", new("记录时间", "Recorded")),
    ];

    /// <summary>Builds the page.</summary>
    /// <param name="certificate">The certificate, verified.</param>
    /// <param name="statement">What it states.</param>
    /// <param name="fileName">Name of the file that is the certificate.</param>
    public static HtmlDocument Of(LedgerCertificate certificate, CertificateStatement statement, string fileName)
    {
        var title = Titles.GetValueOrDefault(statement.Kind) ?? Titles["entry"];
        var page = new HtmlDocument("zh", $"{title.Zh} {title.En}");
        using (page.Html.Open("header"))
        {
            page.Html.Element("h1", title.Zh);
            page.Html.Element("p", title.En, ("class", "place"));
            foreach (var notice in statement.Notices)
                page.Html.Element("p", $"{notice.Zh} · {notice.En}", ("class", "label"));
            using (page.Html.Open("dl", ("class", "facts")))
                WriteFacts(page, certificate, statement.Facts);
        }

        page.Paragraph(statement.Sentence.Zh);
        English(page, statement.Sentence.En);
        if (statement.Facts.Objects("blocks") is { Count: > 0 } blocks)
            page.Table(Blocks(blocks, statement.Facts.Integer("quantity")));
        HowToVerify(page, certificate, fileName, statement.Kind == "holding");
        return page;
    }

    private static void WriteFacts(HtmlDocument page, LedgerCertificate certificate, CanonicalObject facts)
    {
        void Fact(string zh, string en, string value)
        {
            page.Html.Element("dt", $"{zh} {en}");
            page.Html.Element("dd", value);
        }

        if (facts.IntegerOrNull("quantity") is { } quantity)
            Fact("数量", "Quantity", string.Join(" ", Rules(certificate).Select(r => $"{r.UnitClass} ({r.Unit})").Prepend(HtmlTable.Number(quantity, 0))));
        foreach (var (key, text) in Facts)
            if (facts.TextOrNull(key) is { } value)
                Fact(text.Zh, text.En, key == "reason" && Reason(certificate, value) is { } reason ? $"{reason.Text.Zh} {reason.Text.En} ({reason.Article})" : key == "recorded" ? Moment(value) : value);
        Fact("登记簿", "Register", certificate.Head.LogId);
        if (facts.Objects("blocks").Where(b => b.TextOrNull("state") is "free" or "frozen").ToList() is { Count: > 0 } held)
        {
            long Of(string state) => held.Where(b => b.Text("state") == state).Sum(b => b.Integer("last") - b.Integer("first") + 1);
            Fact("其中可用", "Free", HtmlTable.Number(Of("free"), 0));
            Fact("其中冻结", "Frozen", HtmlTable.Number(Of("frozen"), 0));
            Fact("截至", "As of", $"{Moment(certificate.Head.Time)} · {certificate.Head.TreeSize.ToString(CultureInfo.InvariantCulture)} 条 entries");
        }

        if (facts.IntegerOrNull("entry") is { } entry)
            Fact("条目", "Entry", entry.ToString(CultureInfo.InvariantCulture));
    }

    private static ReportTable Blocks(IReadOnlyList<CanonicalObject> blocks, long quantity)
    {
        var isHeld = blocks.Any(b => b.Has("state")); // of a holding; what an entry moved has no state of its own
        ReportColumn[] state = isHeld ? [new("state", "状态 State", "State", "", ReportColumnKind.Text)] : [];
        var table = new ReportTable("blocks", "区块和编号 · Blocks and serials", "Blocks and serials",
            [new("serial", "编号 Serial", "Serial", "", ReportColumnKind.Text), new("vintage", "年份 Vintage", "Vintage", "", ReportColumnKind.Text), .. state, new("quantity", "数量 Units", "Units", "", ReportColumnKind.Count)]);
        foreach (var block in blocks)
        {
            var unit = new UnitBlock(new(block.Text("programme"), block.Text("project"), (int)block.Integer("vintage")), block.Integer("first"), block.Integer("last"), "", UnitState.Free, 0);
            ReportCell[] said = isHeld ? [State(block.Text("state"))] : [];
            table.AddRow([unit.Serial, unit.Series.Vintage.ToString(CultureInfo.InvariantCulture), .. said, unit.Quantity]);
        }

        table.SetTotal([.. Enumerable.Repeat(ReportCell.Missing, table.Columns.Count - 1), quantity]);
        return table;
    }

    private static string State(string state) => RegisterTerms.Find("state", state) is { } term ? $"{term.Zh} {term.En}" : state;

    /// <summary>A time in China, as the ledger has it behind.</summary>
    private static string Moment(string time) => $"{StatementPage.ChinaTime(time)} UTC+8 ({time})";

    private static void English(HtmlDocument page, string words) => page.Html.Element("p", words, ("lang", "en"));

    private static void HowToVerify(HtmlDocument page, LedgerCertificate certificate, string fileName, bool isHolding)
    {
        page.Html.Element("h2", "核验 · How to verify");
        page.Paragraph($"本页只供阅读；证明力在随附文件 {fileName} 里：它含有{(isHolding ? "登记机构签署的持有陈述" : "该条目、它在台账树中的路径")}和登记机构的签名。核验不需要登记簿，也不需要联网；指纹须从登记机构另行取得。");
        English(page, $"This page is for reading; what proves it is the file {fileName}: {(isHolding ? "what the account holds, as the registrar states it," : "the entry, its path in the tree of the ledger")} and the registrar's signature. Verification needs neither the register nor a network; get the fingerprint from the registrar by another way.");
        using (page.Html.Open("p", ("class", "finding")))
            page.Html.Element("code", $"carbonsink verify {fileName} --register-key {certificate.Head.KeyId}");
        using (page.Html.Open("dl", ("class", "facts")))
        {
            foreach (var (term, value) in ((string, string)[])[("条目数 Tree size", certificate.Head.TreeSize.ToString(CultureInfo.InvariantCulture)), ("根哈希 Root", certificate.Head.RootHash), ("签署时间 Signed", Moment(certificate.Head.Time)), ("密钥指纹 Fingerprint", certificate.Head.KeyId)])
            {
                page.Html.Element("dt", term);
                using (page.Html.Open("dd"))
                    page.Html.Element("code", value);
            }
        }
    }

    private static (string Reason, string Article, Bilingual Text)? Reason(LedgerCertificate certificate, string reason) =>
        Rules(certificate).SelectMany(r => r.RetirementReasons).Where(r => r.Reason == reason).Select(r => ((string, string, Bilingual)?)r).FirstOrDefault();

    private static IEnumerable<ProgrammeRules> Rules(LedgerCertificate certificate) =>
        certificate.Programmes.Select(p => ProgrammeRules.Of(p.Entry.Payload.Objects("files").ToDictionary(f => f.Text("name"), f => f.Text("text"), StringComparer.Ordinal)));
}

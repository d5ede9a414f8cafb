using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The tables of the project library and of the responsibility list (项目库表、责任清单表).</summary>
public static class LibraryTables
{
    private static readonly Dictionary<string, Bilingual> Kinds = new(StringComparer.Ordinal)
    {
        ["deadline"] = new("期限", "deadline"),
        ["notice"] = new("公示", "notice"),
        ["retention"] = new("保存", "retention"),
        ["debt"] = new("返还", "debt"),
        ["report"] = new("报告", "report"),
    };

    /// <summary>Every project with where it stands; codes as they are in a file, and as readers call them elsewhere.</summary>
    public static ReportTable Projects(IReadOnlyList<LibraryProject> projects, string language, bool isFile)
    {
        var table = new ReportTable("projects", "项目库", "Project library",
        [
            Text("project", "项目", "Project"), Text("name", "名称", "Name"), Text("programme", "机制", "Programme"), Text("owner", "业主", "Owner"), Text("state", "状态", "State"), Text("library", "在库", "In the library"),
            Text("entered", "入库", "Entered"), Text("left", "出库", "Left"), Text("why", "出库原因", "Why"), Text("divisions", "政区", "Divisions"), Count("parcels", "地块", "Parcels"), Area(), Count("expectedTPerYear", "预期每年", "Expected a year"), Count("issuedT", "已签发", "Issued"),
        ]);
        foreach (var p in projects)
        {
            table.AddRow(
                p.Project, p.Name, p.Programme, p.Owner, Said("state", p.State, language, isFile), Standing(p).In(language), Day(p.Entered), p.Left is { } left ? Day(left) : ReportCell.Missing, Cell(p.Why is { } why ? Said("event", why, language, isFile) : null), Cell(string.Join(" ", p.Divisions)),
                p.Parcels, (ExactSum?)ExactSum.Of(p.AreaHa), p.ExpectedTPerYear is { } expected ? expected : ReportCell.Missing, p.IssuedT);
        }

        if (projects.DistinctBy(p => p.Programme, StringComparer.Ordinal).Count() == 1) // units of several programmes are not added up
            table.SetTotal([.. Enumerable.Repeat(ReportCell.Missing, 10), projects.Sum(p => (long)p.Parcels), Sum(projects), Expected(projects), projects.Sum(p => p.IssuedT)]);
        return table;
    }

    /// <summary>Projects, land and tonnes of each programme, by state or division within it; a total only where there is one programme, since units of several are not added up.</summary>
    public static ReportTable By(IReadOnlyList<LibraryProject> projects, string id, string zh, string en, Func<LibraryProject, string> key)
    {
        var table = new ReportTable(id, $"按{zh}", $"By {en}", [Text("programme", "机制", "Programme"), Text("key", zh, en), Count("projects", "项目", "Projects"), Count("inLibrary", "在库", "In the library"), Count("reserve", "其中储备", "Of them reserve"), Count("parcels", "地块", "Parcels"), Area(), Count("expectedTPerYear", "预期每年", "Expected a year"), Count("issuedT", "已签发", "Issued")]);
        foreach (var group in projects.GroupBy(p => (p.Programme, Key: key(p))).OrderBy(g => g.Key.Programme, StringComparer.Ordinal).ThenBy(g => g.Key.Key, StringComparer.Ordinal))
            table.AddRow([group.Key.Programme, Cell(group.Key.Key), .. Figures([.. group])]);
        if (projects.DistinctBy(p => p.Programme, StringComparer.Ordinal).Count() == 1)
            table.SetTotal([ReportCell.Missing, ReportCell.Missing, .. Figures(projects)]);
        return table;
    }

    /// <summary>When each project entered and what became of it, step by step.</summary>
    public static ReportTable History(IReadOnlyList<LibraryProject> projects, string language, bool isFile)
    {
        var table = new ReportTable("history", "进出库历史", "What became of each project", [Text("project", "项目", "Project"), Text("date", "日期", "Day"), Text("event", "事件", "Event"), Text("to", "其后状态", "State after it"), Text("entry", "台账条目", "Entry of the ledger")]);
        foreach (var (p, step) in projects.SelectMany(p => p.History.Select(h => (p, h))))
            table.AddRow(p.Project, Day(step.Date), Said("event", step.Event, language, isFile), Said("state", step.To, language, isFile), step.Entry.ToString(CultureInfo.InvariantCulture));
        return table;
    }

    /// <summary>Who has to do what by when.</summary>
    public static ReportTable Responsible(IReadOnlyList<Responsibility> items, string language)
    {
        var table = new ReportTable("responsibilities", "责任清单", "Responsibilities", [Text("day", "期限", "By"), Text("late", "逾期（天）", "Days late"), Text("kind", "种类", "Kind"), Text("actors", "责任人", "Actors"), Text("project", "项目", "Project"), Text("period", "核算期", "Period"), Text("what", "事项", "What"), Text("article", "依据", "Article"), Text("remark", "说明", "Remark")]);
        foreach (var r in items)
        {
            table.AddRow(
                r.Day is { } day ? Day(day) : ReportCell.Missing, r.DaysLate > 0 ? r.DaysLate.ToString(CultureInfo.InvariantCulture) : ReportCell.Missing, Kinds[r.Kind].In(language), Cell(string.Join(" ", r.Actors)), Cell(r.Project),
                Cell(r.Period?.ToString(CultureInfo.InvariantCulture)), r.What.In(language), r.Article, Cell(r.Remark?.In(language)));
        }

        return table;
    }

    /// <summary>Whether a project is in, in reserve, or out.</summary>
    internal static Bilingual Standing(LibraryProject project) => project.Left is not null ? new("已出库", "left") : project.IsReserve ? new("储备", "reserve") : new("在库", "in");

    internal static string Said(string kind, string code, string language, bool isFile) => isFile ? code : RegisterTerms.Of(kind, code, language);

    private static ReportCell[] Figures(IReadOnlyList<LibraryProject> projects) =>
        [projects.Count, projects.Count(p => p.Left is null), projects.Count(p => p.IsReserve), projects.Sum(p => (long)p.Parcels), Sum(projects), Expected(projects), projects.Sum(p => p.IssuedT)];

    private static ReportCell Sum(IReadOnlyList<LibraryProject> projects) => (ExactSum?)projects.Aggregate(ExactSum.Zero, (sum, p) => sum + p.AreaHa);

    private static ReportCell Expected(IReadOnlyList<LibraryProject> projects) => projects.Any(p => p.ExpectedTPerYear is not null) ? projects.Sum(p => p.ExpectedTPerYear ?? 0) : ReportCell.Missing;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ReportColumn Area() => new("areaHa", "面积", "Area", "ha", ReportColumnKind.Sum);

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportColumn Count(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Count);

    private static ReportCell Cell(string? text) => string.IsNullOrEmpty(text) ? ReportCell.Missing : text;
}

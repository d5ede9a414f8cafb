using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The project library and the responsibility list as HTML pages (项目库页、责任清单页).</summary>
internal static class LibraryPage
{
    private static readonly Bilingual Title = new("项目库", "Project library");
    private static readonly Bilingual ListTitle = new("责任清单", "Responsibilities");
    private static readonly Bilingual At = new("截至 {0}（中国）。登记簿：{1}，台账 {2} 条。", "As of {0} (China). Register: {1}, {2} entries.");
    private static readonly Bilingual Reading = new(
        "起草即入库；撤回草稿、审定否定、注销、撤销即出库，出库的仍列出。储备项目是在库而未登记的。面积按地块边界在椭球面上计算，同一项目两个地块的公共部分计两次，几个项目主张同一块地的也各计一次，所以不是土地的净面积。几个机制的减排量不相加，有几个机制的没有合计行。预期每年取起草时申报的 expectedTPerYear，没有申报的留空。跨几个政区的项目单列一组，合计不重复。",
        "A project enters when it is drafted and leaves when its draft is withdrawn, or it is rejected, cancelled or revoked; those that left stay listed. Reserve projects are in and not registered yet. Areas are those of the parcels' boundaries on the ellipsoid; what two parcels of a project, or two projects, share counts twice, so they are no net area of land. Units of several programmes are not added up: with several there is no total. The expected tonnes a year are those declared at the draft as expectedTPerYear, blank where none were. A project in several divisions is a group of its own, so that nothing counts twice.");
    private static readonly Bilingual ListReading = new(
        "期限从机制的 lifecycle.csv 逐条算出，写明条款；公示给出最早可办下一步的日子。文本没有写明期限的留空并说明，不推定。",
        "Deadlines are computed from the rows of the programme's lifecycle.csv with their articles; for a notice the day is the first on which the next step may be taken. Where no text names a day it is left blank with the reason.");

    /// <summary>The library.</summary>
    public static HtmlDocument Of(RegisterLibrary library, string language)
    {
        var page = Page(Title, library, language);
        page.Paragraph(Reading.In(language));
        foreach (var table in Groups(library.Projects, language, isFile: false))
            page.Table(table);
        ShortTable.Write(page, LibraryTables.Projects(library.Projects, language, isFile: false));
        ShortTable.Write(page, LibraryTables.History(library.Projects, language, isFile: false));
        return page;
    }

    /// <summary>The responsibility list.</summary>
    public static HtmlDocument OfResponsibilities(RegisterLibrary library, string language)
    {
        var page = Page(ListTitle, library, language);
        page.Paragraph(ListReading.In(language));
        page.Table(LibraryTables.Responsible(library.Responsibilities, language));
        return page;
    }

    /// <summary>The sums by programme, state and division.</summary>
    public static IReadOnlyList<ReportTable> Groups(IReadOnlyList<LibraryProject> projects, string language, bool isFile) =>
    [
        LibraryTables.By(projects, "by-programme", "机制", "programme", _ => ""),
        LibraryTables.By(projects, "by-state", "状态", "state", p => LibraryTables.Said("state", p.State, language, isFile)),
        LibraryTables.By(projects, "by-division", "政区", "division", p => p.Divisions.Count == 0 ? "—" : string.Join(" + ", p.Divisions)),
    ];

    private static HtmlDocument Page(Bilingual title, RegisterLibrary library, string language)
    {
        var page = new HtmlDocument(language, title.In(language));
        page.Html.Element("h1", title.In(language));
        page.Html.Element("p", string.Format(CultureInfo.InvariantCulture, At.In(language), library.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), library.Register.In(language), library.Size), ("class", "label"));
        foreach (var notice in library.Notices)
            page.Note(notice.In(language));
        return page;
    }
}

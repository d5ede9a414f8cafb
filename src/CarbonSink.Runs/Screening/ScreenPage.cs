using System.Globalization;
using CarbonSink.Geometry;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>A screening as one HTML page: map by verdict, totals, reasons, rules, parcels (筛查报告页).</summary>
internal static class ScreenPage
{
    private const int MostNamed = 20;

    private static readonly Bilingual Title = new("可开发土地筛查", "Developable land");
    private static readonly Bilingual Asked = new("条件：{0}；开工日期：{1}。条件的最差状态：{2}。", "Rules: {0}; start: {1}. Worst status of the rules: {2}.");
    private static readonly Bilingual NoStart = new("未定（按最近的条件）", "not fixed (by the rules for the latest starts)");
    private static readonly Bilingual Reading = new(
        "先从地块里扣除给出的图层（湿地、永久基本农田、生态保护红线、已登记的项目等）、县界以外、已计入前面地块的重叠和太小的部分，再对余下的部分逐条判定。“待证明”是给出的数据不足以判定，不是不合格；项目层面的条件（声明、计入期等）立项时再判。预期清除 = 余下面积 × 使用者给的速率，不是核算结果。",
        "Layers given (wetland, permanent basic farmland, red line, claimed land and so on), land outside the county, land that an earlier parcel has too and parts that are too small are taken out of the parcels first; the rules are then asked of what is left. “Not shown” means that the data given do not tell, not that it fails; rules of a project as a whole (declarations, crediting period) are asked when it is drawn up. Expected = area left × the rate that the user gave; it is no account.");
    private static readonly Bilingual MapTitle = new("筛查结论", "Verdicts");
    private static readonly Bilingual Count = new("地块数", "Parcels");
    private static readonly Bilingual MapNote = new("图上 1 格约合实地 {0} m，只供示意，不作权属依据。坐标系：{1}。资料来源：{2}。", "A step of the drawing is about {0} m; a sketch, no proof of tenure. Coordinate reference: {1}. Source: {2}.");
    private static readonly Bilingual Far = new("离其余地块很远、没有画出的 {0} 个：{1}。", "{0} far from the others and not drawn: {1}.");
    private static readonly Bilingual Findings = new("质检问题", "Findings");

    public static HtmlDocument Of(ScreenResult result, string language)
    {
        var page = new HtmlDocument(language, Title.In(language));
        string Say(Bilingual text, params object?[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        page.Html.Element("h1", Title.In(language));
        page.Html.Element("p", result.Label.In(language), ("class", "label"));
        foreach (var notice in result.Notices)
            page.Note(notice.In(language));
        var options = result.Options;
        page.Paragraph(Say(Asked, string.Join(", ", ((string?[])[options.Programme, options.Method]).OfType<string>()), options.Start is { } start ? $"{start:yyyy-MM-dd}" : NoStart.In(language), result.Status is { } status ? JsonText.Status(status) : "—"));
        page.Paragraph(Reading.In(language));
        page.Table(ScreenTables.Totals(result, language));
        Map(page, result, language);
        page.Table(ScreenTables.Reasons(result, language));
        ShortTable.Write(page, ScreenTables.ParcelsOfPage(result, language));
        page.Table(ScreenTables.Rules(result, language));
        if (result.Open.Count > 0)
            page.Table(ScreenTables.Open(result, language));
        if (result.Findings.Findings.Count == 0)
            return page;
        page.Html.Element("h2", Findings.In(language));
        ShortTable.Write(page, FindingsTable.Extract(result.Findings.Findings, language));
        return page;
    }

    private static void Map(HtmlDocument page, ScreenResult result, string language)
    {
        var (table, boxes) = (result.Table, new List<MapBounds>());
        foreach (var parcel in result.Parcels)
        {
            var box = MapBounds.Empty;
            for (var ring = table.Polygons.FirstRing(parcel.Row); ring < table.Polygons.RecordEnds[parcel.Row]; ring++)
                box = box.Include(table.Polygons.Ring(ring));
            boxes.Add(box);
        }

        var bounds = MapBounds.WithoutOutliers(boxes);
        if (bounds.IsEmpty)
            return;
        bool?[] verdicts = [true, null, false];
        var frame = new MapFrame(table.Reference!, bounds, SvgMap.PanelWidth, SvgMap.MostPanelHeight);
        var grid = MapPaths.GridFor(table.Polygons.VertexCount);
        var (paths, outlines) = (new MapPaths(frame, verdicts.Length, grid), new MapPaths(frame, 1, grid));
        var far = new List<string>();
        foreach (var (parcel, box) in result.Parcels.Zip(boxes))
        {
            if (box.MaxX < bounds.MinX || box.MinX > bounds.MaxX || box.MaxY < bounds.MinY || box.MinY > bounds.MaxY)
            {
                far.Add(parcel.Key);
                continue;
            }

            paths.Add(table.Polygons, parcel.Row, Array.IndexOf(verdicts, parcel.Eligible));
            outlines.Add(table.Polygons, parcel.Row, 0);
        }

        MapFill[] fills = [MapFill.Scale, MapFill.Hatched, MapFill.Plain];
        MapClass[] classes = [.. verdicts.Select((v, i) => new MapClass(ScreenTables.Verdict(v).In(language), fills[i], result.Parcels.Count(p => p.Eligible == v)))];
        var (title, id) = (MapTitle.In(language), $"figure-{page.NextFigure}");
        page.Figure(title, html => new SvgMap(frame, classes, paths, outlines).Write(html, id, new(title, title, Count.In(language), ReportTexts.North.In(language), ReportTexts.ReviewNumber.In(language))));
        page.Note(string.Format(CultureInfo.InvariantCulture, MapNote.In(language), HtmlTable.Number(paths.GridMetres, paths.GridMetres < 10 ? 1 : 0), table.Reference!.Name, table.Name));
        if (far.Count > 0)
            page.Note(string.Format(CultureInfo.InvariantCulture, Far.In(language), far.Count, string.Join(", ", far.Take(MostNamed))));
        page.Note(ReportTexts.ReviewNote.In(language));
    }
}

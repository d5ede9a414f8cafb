using CarbonSink.Estimation;
using CarbonSink.Geometry;
using CarbonSink.Methodologies;
using CarbonSink.Projects;
using CarbonSink.Reports;
using CarbonSink.Sampling;

namespace CarbonSink.Runs;

/// <summary>What a project's folder holds, as tables that documents print (项目基础表): parcels, strata, surveys, plots, activities, evidence and the numbers of its methods' tables.</summary>
internal static class ProjectTables
{
    private const string PerHa = "tCO2e/ha";
    private const int DegreeDigits = 7; // a centimetre

    /// <summary>The tables that become files.</summary>
    /// <param name="input">The project.</param>
    /// <param name="campaigns">Its surveys.</param>
    /// <param name="methods">The methods in order.</param>
    /// <param name="confidence">Two-sided confidence of half-widths; null for none.</param>
    public static IReadOnlyList<ReportTable> Of(ProjectInput input, IReadOnlyList<CampaignPlots> campaigns, IEnumerable<Methodology> methods, double? confidence) =>
        [Parcels(input), Strata(input), Surveys(campaigns, confidence), Plots(input, campaigns), Activities(input), Evidence(input), Parameters(methods)];

    private static ReportTable Parcels(ProjectInput input)
    {
        var (parcels, degrees) = (input.Parcels, Degrees(input.Parcels));
        var table = new ReportTable("parcels", "地块一览", "Parcels",
        [
            Text("parcel", "地块", "Parcel"), Text("stratum", "碳层", "Stratum"), Area("areaHa", "面积（椭球）", "Area (ellipsoid)"), Area("planarHa", "面积（平面）", "Area (plane)"), Count("partCount", "部分", "Parts"),
            Text("nonforestSince", "造林前为无林地，自", "Not forest since"), Text("planted", "造林日期", "Planted"), Text("species", "树种", "Species"), Text("evidence", "证据", "Evidence"),
            Coordinate("west", "西", "West"), Coordinate("south", "南", "South"), Coordinate("east", "东", "East"), Coordinate("north", "北", "North"),
        ]);
        foreach (var parcel in parcels.Parcels)
        {
            var plantings = input.Activities.Plantings.Where(p => p.Stratum == parcel.Stratum && (p.Parcel is null || p.Parcel == parcel.Key)).ToList();
            var (west, south, east, north) = Extent(parcels, parcel.Row, degrees);
            table.AddRow(
                parcel.Key, parcel.Stratum, Exact(parcel.AreaHa), Exact(PlanarHa(parcels, parcel.Row)), parcel.PartsM2 is { } parts ? parts.Count : ReportCell.Missing, Cell(parcels.Text("nonforest_since", parcel)),
                Joined(plantings.Select(p => CampaignPlots.Day(p.Date))), Joined(plantings.Select(p => p.Species)), Joined(input.Evidence.Items.Where(e => e.Covers(parcel.Key)).Select(e => e.Id)), west, south, east, north);
        }

        if (parcels.Parcels.Count > 0)
            table.SetTotal([
                ReportCell.Missing, ReportCell.Missing, Sum(parcels.Parcels.Select(p => (double?)p.AreaHa)), Sum(parcels.Parcels.Select(p => PlanarHa(parcels, p.Row))), parcels.HasGeometry ? parcels.Parcels.Sum(p => p.PartsM2!.Count) : ReportCell.Missing,
                .. Enumerable.Repeat(ReportCell.Missing, 8)]);
        return table;
    }

    private static ReportTable Strata(ProjectInput input)
    {
        var table = new ReportTable("strata", "碳层", "Strata", [Text("stratum", "碳层", "Stratum"), Count("parcelCount", "地块数", "Parcels"), Area("areaHa", "面积", "Area"), Text("planted", "造林日期", "Planted"), Text("species", "树种", "Species")]);
        foreach (var (stratum, parcels) in input.Parcels.AreaHaByStratum.Keys.Select(s => (s, input.Parcels.Parcels.Where(p => p.Stratum == s).ToList())))
        {
            var plantings = input.Activities.Plantings.Where(p => p.Stratum == stratum).ToList();
            table.AddRow(stratum, parcels.Count, Sum(parcels.Select(p => (double?)p.AreaHa)), Joined(plantings.Select(p => CampaignPlots.Day(p.Date))), Joined(plantings.Select(p => p.Species)));
        }

        if (table.Rows.Count > 0)
            table.SetTotal(ReportCell.Missing, input.Parcels.Parcels.Count, Sum(input.Parcels.Parcels.Select(p => (double?)p.AreaHa)), ReportCell.Missing, ReportCell.Missing);
        return table;
    }

    private static ReportTable Surveys(IReadOnlyList<CampaignPlots> campaigns, double? confidence)
    {
        var table = new ReportTable("surveys", "各碳层监测结果", "Surveys by stratum",
        [
            Text("date", "监测日期", "Surveyed"), Text("stratum", "碳层", "Stratum"), Number("areaHa", "面积", "Area", "ha"), Number("weight", "权重", "Weight", ""), Count("plotCount", "样地数", "Plots"), Number("meanTPerHa", "平均", "Mean", PerHa),
            Number("variance", "方差", "Variance", ""), Number("standardErrorTPerHa", "标准误", "Standard error", PerHa), Number("relativeErrorPercent", "相对误差", "Relative error", "%"),
        ]);
        foreach (var stock in campaigns.Select(c => c.Stock).OfType<MeasuredStock>())
            foreach (var stratum in stock.Strata)
            {
                var of = StratifiedSample.Estimate([new(stratum.Stratum, 1, [.. stratum.Plots.Values])]).Strata[0];
                table.AddRow(
                    CampaignPlots.Day(stock.Date), stratum.Stratum, stratum.AreaHa, stratum.AreaHa / stock.AreaHa, of.Plots, of.Mean.Value, of.Variance, of.Mean.StandardError,
                    confidence is { } level && of.Mean.Value != 0 ? (double?)(of.Mean.HalfWidth(level) / Math.Abs(of.Mean.Value) * 100) : null);
            }

        return table;
    }

    private static ReportTable Plots(ProjectInput input, IReadOnlyList<CampaignPlots> campaigns)
    {
        var degrees = Degrees(input.Parcels);
        var table = new ReportTable("plots", "样地", "Plots", [Text("date", "监测日期", "Surveyed"), Text("plot", "样地", "Plot"), Text("stratum", "碳层", "Stratum"), Number("stockTPerHa", "储量", "Stock", PerHa), Coordinate("longitude", "经度", "Longitude"), Coordinate("latitude", "纬度", "Latitude")]);
        foreach (var campaign in campaigns.Where(c => c.Stock is not null))
            foreach (var stratum in campaign.Stock!.Strata)
                foreach (var (plot, value) in stratum.Plots)
                {
                    double[] place = degrees is not null && campaign.Places.TryGetValue(plot, out var own) ? [own.X, own.Y] : [double.NaN, double.NaN];
                    degrees?.Transform(place);
                    table.AddRow(CampaignPlots.Day(campaign.Campaign.Date), plot, stratum.Stratum, value, Known(place[0]), Known(place[1]));
                }

        return table;
    }

    private static ReportTable Activities(ProjectInput input)
    {
        var table = new ReportTable("activities", "活动", "Activities",
            [Text("activity", "活动", "Activity"), Text("date", "日期", "Date"), Text("stratum", "碳层", "Stratum"), Text("parcel", "地块", "Parcel"), Number("areaHa", "面积", "Area", "ha"), Number("disturbed", "扰动比例", "Soil disturbed", "1"), Text("species", "树种", "Species"), Text("note", "备注", "Note")]);
        foreach (var a in input.Activities.Items)
            table.AddRow(a.Kind, CampaignPlots.Day(a.Date), a.Stratum, Cell(a.Parcel), a.AreaHa, a.Disturbed, Cell(a.Species), Cell(a.Note));
        return table;
    }

    private static ReportTable Evidence(ProjectInput input)
    {
        var table = new ReportTable("evidence", "证据", "Evidence", [Text("evidence", "编号", "Id"), Text("kind", "种类", "Kind"), Text("file", "文件", "File"), Text("date", "日期", "Date"), Text("parcels", "地块", "Parcels"), Text("note", "备注", "Note")]);
        foreach (var e in input.Evidence.Items)
            table.AddRow(e.Id, e.Kind, Cell(e.File), e.Date is { } date ? CampaignPlots.Day(date) : ReportCell.Missing, e.Parcels is null ? "all" : Joined(e.Parcels), Cell(e.Note));
        return table;
    }

    private static ReportTable Parameters(IEnumerable<Methodology> methods)
    {
        var table = new ReportTable("parameters", "参数表中的数", "Numbers of the tables",
            [Text("method", "方法", "Method"), Text("table", "参数表", "Table"), Text("key", "键", "Key"), Text("symbol", "符号", "Symbol"), Number("value", "数值", "Value", ""), Text("unit", "单位", "Unit"), Text("status", "状态", "Status"), Text("source", "来源", "Source"), Text("locator", "出处", "Locator")]);
        foreach (var (method, of) in methods.SelectMany(m => m.Tables.Select(t => (m.Description, t.Table))).DistinctBy(t => t.Table.Reference))
            for (var row = 0; row < of.Rows.Count; row++)
                foreach (var column in of.NumberColumns)
                    if (of.Number(row, column) is var (value, unit))
                        table.AddRow($"{method.Id}/{method.Version}", of.Reference, Cell(of.Rows[row].Key), column, value, unit, JsonText.Status(of.Rows[row].Status), of.Rows[row].Source, Cell(of.Rows[row].Locator));
        return table;
    }

    private static double? PlanarHa(ProjectParcels parcels, int row) =>
        parcels.Table.Reference is { IsGeographic: false } r && parcels.Layer is { } layer ? layer.PlanarArea(row) * r.MetresPerUnit * r.MetresPerUnit / 10000 : null;

    /// <summary>What brings coordinates of the parcels to longitude and latitude; null where their datum is another or they have none.</summary>
    private static CoordinateTransformation? Degrees(ProjectParcels parcels) =>
        parcels.Table.Reference is { } reference && (CoordinateTransformation.SameDatum(reference, DegreeBorders.Reference) || reference.Datum == Ellipsoid.Wgs84.Name) ? CoordinateTransformation.Between(reference, DegreeBorders.Reference) : null;

    private static (double? West, double? South, double? East, double? North) Extent(ProjectParcels parcels, int row, CoordinateTransformation? degrees)
    {
        if (degrees is null || parcels.Layer?.Polygons is not { } polygons)
            return default;
        var (west, south, east, north) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        for (var ring = polygons.FirstRing(row); ring < polygons.RecordEnds[row]; ring++)
        {
            double[] points = [.. polygons.Ring(ring)];
            degrees.Transform(points);
            for (var i = 0; i < points.Length; i += 2)
                (west, south, east, north) = (Math.Min(west, points[i]), Math.Min(south, points[i + 1]), Math.Max(east, points[i]), Math.Max(north, points[i + 1]));
        }

        return (Known(west), Known(south), Known(east), Known(north));
    }

    private static double? Known(double value) => double.IsFinite(value) ? Math.Round(value, DegreeDigits) : null;

    private static ReportCell Joined(IEnumerable<string?> words) => Cell(string.Join(", ", words.Where(w => !string.IsNullOrEmpty(w)).Distinct(StringComparer.Ordinal)));

    private static ReportCell Cell(string? text) => string.IsNullOrEmpty(text) ? ReportCell.Missing : text;

    private static ReportCell Exact(double? value) => value is { } v ? (ExactSum?)ExactSum.Of(v) : ReportCell.Missing;

    private static ReportCell Sum(IEnumerable<double?> values)
    {
        var known = values.OfType<double>().ToList();
        return known.Count == 0 ? ReportCell.Missing : (ExactSum?)known.Aggregate(ExactSum.Zero, (sum, v) => sum + v);
    }

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportColumn Count(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Count);

    private static ReportColumn Area(string key, string zh, string en) => new(key, zh, en, "ha", ReportColumnKind.Sum);

    private static ReportColumn Coordinate(string key, string zh, string en) => Number(key, zh, en, "°");

    private static ReportColumn Number(string key, string zh, string en, string unit) => new(key, zh, en, unit, ReportColumnKind.Number);
}

using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The report of an assessment (碳储量评估报告): one HTML file that begins with what is wrong with the data. The same assessment gives the same bytes.</summary>
public sealed class StockReport
{
    /// <summary>Name of the file in an output folder.</summary>
    public const string FileName = "report.html";

    private const int SpeciesCharted = 12;
    private const int TownshipsCharted = 30;

    private readonly AssessmentPart part;
    private readonly ReportSources sources;
    private readonly string language;
    private readonly HtmlDocument document;
    private readonly ReportTables tables;

    private StockReport(AssessmentPart part, ReportSources sources, string language)
    {
        (this.part, this.sources, this.language) = (part, sources, language);
        document = new(language, $"{ReportTexts.Title.In(language)} · {Place}");
        tables = new(part, sources.Names, language);
    }

    private string Place => part.Options.GetValueOrDefault(language == "zh" ? "nameZh" : "nameEn") ?? part.Options.GetValueOrDefault("nameZh") ?? part.Options.GetValueOrDefault("nameEn") ?? ReportTexts.Unnamed.In(language);

    private StockGroup Total => part.Assessment.Total;

    private string AreaSign => UnitSign.Of(sources.Units.Sign(), language);

    private string AreaBasis => (part.Options.GetValueOrDefault("area") == "ellipsoidal" ? ReportTexts.EllipsoidalArea : ReportTexts.RecordedArea).In(language);

    /// <summary>Proves the sums and writes the report: UTF-8 without BOM, LF; the stream stays open. Nothing is written before every table has added up.</summary>
    /// <param name="part">The assessment.</param>
    /// <param name="sources">What else it shows.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">"zh" or "en".</param>
    /// <exception cref="SumMismatchException">Something does not add up.</exception>
    public static void Write(AssessmentPart part, ReportSources sources, Stream stream, string language)
    {
        part.CheckSums();
        var report = new StockReport(part, sources, language);
        report.Compose();
        report.document.Write(stream);
    }

    private void Compose()
    {
        (string Id, Bilingual Title, Action Write)[] sections =
        [
            ("quality", ReportTexts.Quality, WriteQuality),
            ("results", ReportTexts.Results, WriteResults),
            .. part.Uncertainty is null ? ((string, Bilingual, Action)[])[] : [("uncertainty", UncertaintySection.Title, () => new UncertaintySection(document, part, language).Write())],
            ("maps", ReportTexts.Maps, WriteMaps),
            ("stock", ReportTexts.Stock, WriteStock),
            ("not-estimated", ReportTexts.NotEstimated, WriteNotEstimated),
            ("indicators", ReportTexts.Indicators, WriteIndicators),
            ("method", ReportTexts.MethodPage, () => new MethodPage(document, part, sources).Write()),
            ("findings", ReportTexts.FindingsList, WriteFindings),
        ];
        WriteHead();
        using (document.Html.Open("nav", ("aria-label", ReportTexts.Contents.In(language))))
        using (document.Html.Open("ol"))
        {
            foreach (var section in sections)
            {
                using (document.Html.Open("li"))
                    document.Html.Element("a", section.Title.In(language), ("href", $"#{section.Id}"));
            }
        }

        using (document.Html.Open("main"))
        {
            for (var i = 0; i < sections.Length; i++)
            {
                using (document.Html.Open("section", ("aria-labelledby", sections[i].Id)))
                {
                    document.Html.Element("h2", $"{i + 1}　{sections[i].Title.In(language)}", ("id", sections[i].Id));
                    sections[i].Write();
                }
            }
        }

        using (document.Html.Open("footer"))
            document.Html.Element("p", ReportTexts.Footer.In(language));
    }

    private void WriteHead()
    {
        using (document.Html.Open("header"))
        {
            document.Html.Element("h1", ReportTexts.Title.In(language));
            document.Html.Element("p", Place, ("class", "place"));
            document.Html.Element("p", language == "zh" ? part.Method.LabelZh : part.Method.LabelEn, ("class", "label"));
            using (document.Html.Open("dl", ("class", "facts")))
            {
                foreach (var (name, value) in ((Bilingual, string)[])
                [
                    (ReportTexts.SurveyDate, part.Options.GetValueOrDefault("surveyDate") ?? ReportTexts.NotStated.In(language)),
                    (ReportTexts.Division, part.Options.GetValueOrDefault("division") ?? ReportTexts.NotStated.In(language)),
                    (ReportTexts.Method, $"{part.Method.Id}/{part.Method.Version}"),
                    (ReportTexts.Status, Total.HasResults ? JsonText.Status(Total.WorstStatus) : "—"),
                    (ReportTexts.AreaBasis, AreaBasis),
                    (ReportTexts.AreaUnitName, (sources.Units == AreaUnit.Mu ? ReportTexts.Mu : ReportTexts.Hectare).In(language)),
                    (ReportTexts.Program, $"carbonsink {part.ProgramVersion}"),
                ])
                {
                    document.Html.Element("dt", name.In(language));
                    document.Html.Element("dd", value);
                }
            }
        }
    }

    private void WriteQuality()
    {
        if (!part.IsWhole)
            Say(ReportTexts.PartOnly, part.Records.From, part.Records.To);
        using (document.Html.Open("div", ("class", "finding")))
        {
            Say(ReportTexts.RecordsRead, part.RecordsInLayer, part.ReadCount, part.RejectedCount, Total.EstimatedCount, Number(ReportTables.Percent(Total[StockFigure.EstimatedArea], Total[StockFigure.Area]), 1), Total.RecordCount - Total.EstimatedCount);
            if (part.Impacts.Either is { RecordCount: > 0 } concerned)
                Say(ReportTexts.ImpactSentence, concerned.RecordCount, Number(ReportTables.Percent(concerned[StockFigure.Area], Total[StockFigure.Area]), 2), Number(ReportTables.Percent(concerned[StockFigure.Volume], Total[StockFigure.Volume]) ?? 0, 2), Number(ReportTables.Percent(concerned[StockFigure.Carbon], Total[StockFigure.Carbon]) ?? 0, 2));
            if (part.Findings.Any())
                Say(ReportTexts.FindingCounts, part.CountFindings(Severity.Error), part.CountFindings(Severity.Warning), part.CountFindings(Severity.Info));
            else
                Say(ReportTexts.NoFindings);
            if (Total.HasResults)
                Say(ReportTexts.StatusSentence, JsonText.Status(Total.WorstStatus), ReportTexts.Meaning(Total.WorstStatus).In(language));
            else
                Say(ReportTexts.NothingEstimated);
        }

        Print(tables.Records());
        var quality = new QualityReportTables(part, sources.Units, language);
        if (part.Findings.Any())
        {
            Print(quality.Findings());
            document.Note(ReportTexts.ImpactNote.In(language));
        }

        if (part.Comparisons.Count > 0)
            Print(quality.Comparisons());
        WriteAreas();
        WriteExtrapolated();
    }

    private void WriteAreas()
    {
        if (Total[StockFigure.RecordedArea] is { } recorded && Total[StockFigure.EllipsoidalArea] is { } computed)
            Say(ReportTexts.AreaSentence, AreaText(recorded), AreaText(computed), AreaSign, AreaText(recorded - computed), Number(ReportTables.Percent(recorded - computed, computed), 2), AreaBasis);
        Print(tables.Areas());
    }

    private void WriteExtrapolated()
    {
        if (Total.ExtrapolatedCount == 0)
        {
            Say(ReportTexts.NoneExtrapolated);
            return;
        }

        Say(
            ReportTexts.ExtrapolatedSentence, Total.ExtrapolatedCount, Number(100.0 * Total.ExtrapolatedCount / Math.Max(1, Total.EstimatedCount), 1),
            AreaText(Total[StockFigure.ExtrapolatedArea]), AreaSign, Number(ReportTables.Percent(Total[StockFigure.ExtrapolatedArea], Total[StockFigure.EstimatedArea]), 1),
            Number(Total[StockFigure.ExtrapolatedVolume]?.ToDouble(), 0), Number(ReportTables.Percent(Total[StockFigure.ExtrapolatedVolume], Total[StockFigure.Volume]), 1));
        if (FirstOf("species", "landClass") is { } key)
            Print(tables.Extrapolated(key));
    }

    private void WriteResults()
    {
        Say(ReportTexts.StockNotSink);
        document.Table(tables.Headlines(sources.Units));
        if (Total.HasRange)
        {
            Print(tables.Range());
            document.Note(ReportTexts.RangeNote.In(language));
        }

        document.Note(ReportTexts.Density.In(language) + (language == "zh" ? "" : " ") + ReportTexts.Rounded.In(language));
    }

    private void WriteMaps()
    {
        if (sources.Layer is null)
            Say(ReportTexts.NoMap);
        else
            new ReportMaps(document, sources.Layer, sources.Names, sources.Units).Write();
    }

    private void WriteStock()
    {
        foreach (var key in part.Assessment.KeyNames.Where(tables.IsPrintable))
        {
            Print(tables.Stock(key));
            if (tables.Rows(key, int.MaxValue - 1).Count() > ReportTables.MostRows + 1)
                document.Note(string.Format(null, ReportTexts.OthersNote.In(language), ReportTables.MostRows, $"stock-by-{key}"));
            Chart(key);
        }

        document.Note(ReportTexts.Density.In(language));
    }

    private void Chart(string key)
    {
        var most = key == "species" ? SpeciesCharted : TownshipsCharted;
        if (key == "ageGroup" && part.Assessment.KeyNames.Contains("origin"))
        {
            ChartByOrigin();
            return;
        }

        var rows = tables.Rows(key, most).Select(r => (r.Label, Carbon: ReportTables.Sum(r.Groups, StockFigure.Carbon))).Where(r => r.Carbon is not null).ToList();
        if (rows.Count < 2)
            return;
        var title = key == "species" ? string.Format(null, ReportTexts.BySpecies.In(language), Math.Min(most, rows.Count)) : string.Format(null, ReportTexts.By.In(language), language == "zh" ? AssessmentTables.Heading(key).Zh : AssessmentTables.Heading(key).En.ToLowerInvariant());
        Draw(title, [string.Empty], [.. rows.Select(r => new ChartBar(r.Label, r.Carbon!.Value.ToDouble()))]);
    }

    private void ChartByOrigin()
    {
        var both = part.Assessment.RollUp(["ageGroup", "origin"]).Groups.ToLookup(g => g.Key[0]);
        string[] origins = [.. part.Assessment.RollUp(["origin"]).Groups.Where(g => g[StockFigure.Carbon] is not null).OrderBy(g => g.Key[0].Length == 0).ThenBy(g => sources.Names.Place("origin", g.Key[0]) ?? int.MaxValue).Select(g => g.Key[0]).Take(SvgChart.MostSeries)];
        var bars = tables.Rows("ageGroup").Where(r => ReportTables.Sum(r.Groups, StockFigure.Carbon) is not null)
            .Select(r => new ChartBar(r.Label, [.. origins.Select(o => ReportTables.Sum(r.Groups.SelectMany(g => both[g.Key[0]]).Where(g => g.Key[1] == o), StockFigure.Carbon)?.ToDouble())])).ToList();
        if (bars.Count > 0 && origins.Length > 0)
            Draw(ReportTexts.ByAge.In(language), [.. origins.Select(o => sources.Names["origin", o, language])], bars);
    }

    private void Draw(string title, IReadOnlyList<string> series, IReadOnlyList<ChartBar> bars)
    {
        var id = $"figure-{document.NextFigure}";
        document.Figure($"{title}{(language == "zh" ? "（t C）" : " (t C)")}", html => SvgChart.Bars(html, id, title, "t C", series, bars));
    }

    private void WriteNotEstimated()
    {
        if (part.Assessment.NotEstimated.Count == 0)
        {
            Say(Total.RecordCount == 0 ? ReportTexts.NoRecords : ReportTexts.EverythingEstimated);
            return;
        }

        Print(tables.NotEstimated());
        document.Note(ReportTexts.NotEstimatedNote.In(language));
    }

    private void WriteIndicators()
    {
        var shown = new ContextReportTables(part.Reading, sources.Names, sources.Units, language).All();
        foreach (var table in shown)
            Print(table);
        if (part.Reading.Indicators.All(i => i.ValuePercent is null) || part.Reading.Reconciliation.Figures.Count == 0)
            document.Note(ReportTexts.NoIndicators.In(language));
    }

    private void WriteFindings()
    {
        const int shown = 10;
        if (!part.Findings.Any())
        {
            Say(ReportTexts.NoFindings);
            return;
        }

        document.Table(FindingsTable.Extract(part.Findings.GroupBy(f => f.Rule.Code).SelectMany(g => g.Take(shown)), language));
        document.Note(string.Format(null, ReportTexts.FindingsNote.In(language), shown, part.RecordFindings.KeepPerRule));
    }

    private void Print(ReportTable table) => document.Table(table.In(sources.Units));

    private void Say(Bilingual text, params object[] particulars) =>
        document.Paragraph(string.Format(CultureInfo.InvariantCulture, text.In(language), [.. particulars.Select(p => p is long or int ? HtmlTable.Number(Convert.ToDouble(p, CultureInfo.InvariantCulture), 0) : p)]));

    private string AreaText(ExactSum? hectares) => hectares is { } sum ? Number(sources.Units.FromHectares(sum.ToDouble()), 2) : "—";

    private static string Number(double? value, int decimals) => value is { } v ? HtmlTable.Number(v, decimals) : "—";

    private string? FirstOf(params string[] keys) => keys.FirstOrDefault(k => part.Assessment.KeyNames.Contains(k));
}

using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>An account of a project as the JSON document of <c>removals</c>: keys are a contract and end in their units; a missing number is null.</summary>
public static class RemovalsJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="result">The account.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void Write(RemovalsResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        Write(json, result, language);
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, RemovalsResult result, string language)
    {
        json.WriteStartObject();
        json.WriteString("project", result.Id);
        json.WriteString("title", result.Title.In(language));
        json.WriteString("method", result.Method is { } method ? $"{method.Id}/{method.Version}" : null);
        json.WriteString("programme", result.Programme);
        if (result.Project is { Input: { } input })
            Folder(json, input);
        json.WriteString("label", result.Label.In(language));
        json.WriteString("status", JsonText.Status(result.Status));
        json.WriteBoolean("exAnte", result.IsExAnte);
        json.WriteBoolean("extrapolated", result.IsExtrapolated);
        Number(json, "confidence", result.Confidence);
        json.WriteStartArray("years");
        double? cumulative = 0;
        foreach (var year in result.Years)
        {
            cumulative += year.Net.NetT;
            json.WriteStartObject();
            json.WriteNumber("year", year.Net.Year);
            Number(json, "biomassT", year.BiomassT);
            Figures(json, year.Net);
            Number(json, "cumulativeNetT", cumulative);
            Number(json, "vintageT", year.VintageT);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Totals(json, result.Years);
        Number(json, "totalT", result.TotalT);
        Number(json, "issuableT", result.IssuableT);
        Number(json, "notIssuedKg", result.NotIssuedKg);
        JsonText.WriteTexts(json, "whyNotIssuable", result.WhyNotIssuable.Select(t => t.In(language)));
        Periods(json, result);
        json.WriteStartArray("stocks");
        foreach (var stock in result.Stocks)
        {
            json.WriteStartObject();
            json.WriteString("date", RemovalsTables.Day(stock.Date));
            json.WriteNumber("stockT", stock.Stock.Value);
            json.WriteNumber("standardErrorT", stock.Stock.StandardError);
            json.WriteNumber("halfWidthT", stock.HalfWidthT);
            Number(json, "uPercent", stock.RelativeHalfWidth * 100);
            json.WriteNumber("degreesOfFreedom", stock.Stock.DegreesOfFreedom);
            json.WriteNumber("plotCount", stock.Plots);
            json.WriteNumber("areaHa", stock.AreaHa);
            json.WriteBoolean("accounted", stock.Accounted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Number(json, "openingStockT", result.OpeningT);
        Number(json, "clippedHa", result.ClippedHa);
        Rules(json, result, language);
        json.WriteStartArray("design");
        foreach (var year in result.Design)
        {
            json.WriteStartObject();
            json.WriteNumber("year", year.Year);
            json.WriteNumber("expectedT", year.ExpectedT);
            Number(json, "netT", year.NetT);
            Number(json, "differenceT", year.NetT - year.ExpectedT);
            Number(json, "achievedPercent", year.ExpectedT == 0 ? null : year.NetT / year.ExpectedT * 100);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonText.WriteOpen(json, result.Open, language);
        JsonText.WriteTexts(json, "notices", result.Notices.Select(t => t.In(language)));
        if (result.Explanation is { } explanation)
            Explanation(json, explanation, result, language);
        json.WriteStartArray("projects");
        foreach (var project in result.Projects)
            Write(json, project, language);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Exact sums over the years; null where a year lacks the figure.</summary>
    private static void Totals(Utf8JsonWriter json, IReadOnlyList<RemovalYear> years)
    {
        void Sum(string key, Func<NetRemoval, double?> of) =>
            Number(json, key, years.Count > 0 && years.All(y => of(y.Net) is not null) ? years.Aggregate(ExactSum.Zero, (sum, y) => sum + of(y.Net)!.Value).ToDouble() : null);
        json.WriteStartObject("totals");
        Sum("baselineT", n => n.BaselineT);
        Sum("projectT", n => n.ProjectT);
        Sum("emissionT", n => n.EmissionT);
        Sum("leakageT", n => n.LeakageT);
        Sum("netT", n => n.NetT);
        Sum("creditableT", n => n.CreditableT);
        json.WriteEndObject();
    }

    /// <summary>What project.json and the parcels say.</summary>
    private static void Folder(Utf8JsonWriter json, ProjectInput input)
    {
        void Span(string key, DaySpan? span)
        {
            json.WriteStartObject(key);
            json.WriteString("from", span is { } days ? RemovalsTables.Day(days.From) : null);
            json.WriteString("to", span is { } last ? RemovalsTables.Day(last.To) : null);
            Number(json, "years", span is { } whole ? Years(whole) : null);
            json.WriteEndObject();
        }

        static double Years(DaySpan span)
        {
            var (whole, end) = (0, span.To.AddDays(1));
            while (span.From.AddYears(whole + 1) <= end)
                whole++;
            var begun = span.From.AddYears(whole);
            return whole + ((end.DayNumber - begun.DayNumber) / (double)(span.From.AddYears(whole + 1).DayNumber - begun.DayNumber));
        }

        json.WriteString("division", input.File.Division);
        json.WriteString("start", RemovalsTables.Day(input.File.Start));
        Span("lifetime", input.File.Lifetime);
        Span("creditingPeriod", input.File.CreditingPeriod);
        json.WriteNumber("parcelCount", input.Parcels.Parcels.Count);
        json.WriteNumber("areaHa", input.Parcels.AreaHa);
        json.WriteString("coordinateReference", input.Parcels.Table.Reference?.Name);
    }

    private static void Figures(Utf8JsonWriter json, NetRemoval net)
    {
        Number(json, "baselineT", net.BaselineT);
        Number(json, "projectT", net.ProjectT);
        Number(json, "emissionT", net.EmissionT);
        Number(json, "leakageT", net.LeakageT);
        Number(json, "undiscountedNetT", net.UndiscountedNetT);
        Number(json, "uncertaintyDeductionT", net.UncertaintyDeductionT);
        Number(json, "netT", net.NetT);
        Number(json, "nonPermanenceDeductionT", net.NonPermanenceT);
        Number(json, "creditableT", net.CreditableT);
    }

    private static void Periods(Utf8JsonWriter json, RemovalsResult result)
    {
        json.WriteStartArray("periods");
        foreach (var period in result.Periods)
        {
            json.WriteStartObject();
            json.WriteNumber("number", period.Period.Number);
            json.WriteString("from", RemovalsTables.Day(period.Period.Span.From));
            json.WriteString("to", RemovalsTables.Day(period.Period.Span.To));
            json.WriteNumber("days", period.Period.Span.Days);
            json.WriteString("surveyed", RemovalsTables.Day(period.Surveyed));
            json.WriteNumber("changeT", period.Change.Value);
            json.WriteNumber("changeStandardErrorT", period.Change.StandardError);
            Number(json, "uPercent", period.RelativeHalfWidth * 100);
            Number(json, "countedT", period.CountedT);
            Number(json, "deductedT", period.Change.Value - period.CountedT);
            json.WriteString("basis", JsonNamingPolicy.CamelCase.ConvertName($"{period.Basis}"));
            json.WriteNumber("matchedPlotCount", period.MatchedPlots);
            json.WriteBoolean("sumsToStockDifference", period.SumsToStockDifference);
            Number(json, "periodT", period.Units?.PeriodT);
            Number(json, "notIssuedKg", period.Units?.NotIssuedKg);
            json.WriteNumber("issuedT", period.IssuedT);
            Number(json, "issuableByFiguresT", period.IssuableT);
            json.WriteStartArray("years");
            foreach (var year in period.Years)
            {
                json.WriteStartObject();
                json.WriteNumber("year", year.Year);
                Figures(json, year);
                Number(json, "vintageT", period.Units?.Vintages.First(v => v.Year == year.Year).T);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Rules(Utf8JsonWriter json, RemovalsResult result, string language)
    {
        json.WriteStartArray("eligibility");
        foreach (var (pack, answer) in result.Eligibility)
        {
            json.WriteStartObject();
            json.WriteString("pack", pack);
            json.WriteString("rule", answer.Rule);
            json.WriteString("article", answer.Article);
            json.WriteString("title", answer.Title.In(language));
            if (answer.Met is { } met)
                json.WriteBoolean("met", met);
            else
                json.WriteNull("met");
            json.WriteString("evidence", answer.Evidence.In(language));
            json.WriteStartArray("members");
            foreach (var member in answer.Members)
                json.WriteStringValue(member);
            json.WriteEndArray();
            json.WriteString("status", JsonText.Status(answer.Status));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Explanation(Utf8JsonWriter json, RemovalExplanation explanation, RemovalsResult result, string language)
    {
        json.WriteStartObject("explanation");
        json.WriteNumber("year", explanation.Year);
        json.WriteStartArray("fed");
        foreach (var column in explanation.Fed)
        {
            json.WriteStartObject();
            json.WriteString("symbol", column.Symbol);
            json.WriteString("over", column.Set);
            json.WriteString("origin", column.Origin.In(language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        ExplanationJson.WriteMethods(json, explanation.Traces, result.Sources, language);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(key, number);
        else
            json.WriteNull(key);
    }

    private static void Number(Utf8JsonWriter json, string key, long? value)
    {
        if (value is { } number)
            json.WriteNumber(key, number);
        else
            json.WriteNull(key);
    }
}

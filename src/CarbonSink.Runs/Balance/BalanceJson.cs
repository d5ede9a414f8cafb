using System.Text.Json;
using CarbonSink.Balances;
using CarbonSink.Estimation;

namespace CarbonSink.Runs;

/// <summary>A balance as the JSON document of <c>balance</c>: keys are a contract; a missing number is null.</summary>
public static class BalanceJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="result">The balance.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="language">Language of messages, "zh" or "en".</param>
    public static void Write(BalanceResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        if (!result.HasFigures)
            JsonText.WriteError(json, result.Findings, language);
        json.WriteString("title", result.Title.In(language));
        json.WriteString("label", BalanceResult.Label.In(language));
        json.WriteString("status", result.Status is { } status ? JsonText.Status(status) : null);
        json.WriteStartObject("boundary");
        json.WriteString("principle", result.Boundary.Principle);
        json.WriteString("electricity", result.Boundary.Electricity ? "included" : "excluded");
        json.WriteString("text", result.Boundary.Text.In(language));
        json.WriteEndObject();
        json.WriteString("gwpSet", result.GwpSet);
        json.WriteStartArray("years");
        foreach (var year in result.Years)
            Year(json, year, language);
        json.WriteEndArray();
        json.WriteString("scenarioLabel", result.Scenarios.Count > 0 ? BalanceResult.ScenarioLabel.In(language) : null);
        json.WriteStartArray("scenarios");
        foreach (var scenario in result.Scenarios)
        {
            json.WriteStartObject();
            json.WriteString("emissions", scenario.Emissions);
            json.WriteString("sinks", scenario.Sinks.Length > 0 ? scenario.Sinks : null);
            json.WriteStartArray("years");
            foreach (var year in scenario.Years)
                Year(json, year, language);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("componentList");
        foreach (var component in result.Balance.Components)
            Component(json, component, language);
        json.WriteEndArray();
        JsonText.WriteTexts(json, "notCounted", result.NotCounted.Select(n => n.In(language)));
        json.WriteStartArray("traded");
        foreach (var traded in result.Traded)
        {
            json.WriteStartObject();
            json.WriteString("kind", traded.Kind switch { TradedUnit.Removal => "removal", TradedUnit.Reduction => "reduction", _ => "allowance" });
            json.WriteString("direction", traded.IsSold ? "sold" : "bought");
            json.WriteString("place", traded.IsOutside ? "outside" : "inside");
            json.WriteNumber("quantityT", traded.QuantityT.ToDouble());
            json.WriteBoolean("deducted", traded.IsDeducted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void Year(Utf8JsonWriter json, BalanceYear year, string language)
    {
        json.WriteStartObject();
        json.WriteNumber("year", year.Year);
        Number(json, "emissionsT", year.EmissionsT);
        Number(json, "netSinkT", year.NetSinkT);
        Number(json, "soldOutsideT", year.SoldOutsideT);
        Number(json, "sinkCountedT", year.SinkCountedT);
        Number(json, "balanceT", year.BalanceT);
        if (year.RatioPercent is { } ratio)
            json.WriteNumber("ratioPercent", ratio);
        else
            json.WriteNull("ratioPercent");
        json.WriteString("statement", BalanceTexts.Word(year.Statement));
        json.WriteString("statementText", BalanceTexts.Of(year.Statement).In(language));
        json.WriteString("status", year.Status is { } status ? JsonText.Status(status) : null);
        json.WriteBoolean("interpolated", year.IsInterpolated);
        JsonText.WriteTexts(json, "gaps", year.Gaps);
        Items(json, "sectors", "sector", year.Emissions);
        Items(json, "components", "component", year.Components);
        json.WriteEndObject();
    }

    private static void Items(Utf8JsonWriter json, string name, string id, IReadOnlyList<BalanceItem> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString(id, item.Id);
            if (item.Gas.Length > 0)
                json.WriteString("gas", item.Gas);
            Number(json, "valueT", item.ValueT);
            json.WriteBoolean("added", item.Counts);
            json.WriteString("status", item.Status is { } status ? JsonText.Status(status) : null);
            json.WriteBoolean("interpolated", item.IsInterpolated);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Component(Utf8JsonWriter json, SinkComponent component, string language)
    {
        json.WriteStartObject();
        json.WriteString("component", component.Id);
        json.WriteString("title", component.Title.In(language));
        json.WriteString("land", component.Land);
        json.WriteString("pools", CarbonPools.Name(component.Pools));
        json.WriteString("gas", component.Gas);
        json.WriteString("within", component.Within);
        json.WriteStartObject("apart");
        foreach (var (other, reason) in component.Apart.OrderBy(a => a.Key, StringComparer.Ordinal))
            json.WriteString(other, reason);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string key, ExactSum? sum)
    {
        if (sum is { } known)
            json.WriteNumber(key, known.ToDouble());
        else
            json.WriteNull(key);
    }
}

using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Sampling;

namespace CarbonSink.Runs;

/// <summary>An estimate from plots as the JSON document of <c>estimate</c>: keys are a contract, a missing number is null.</summary>
public static class SampleJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    public static void Write(SampleResult result, Stream stream, string language)
    {
        var options = result.Options;
        var confidence = options.Rules.Confidence;
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("table", result.Table);
        json.WriteString("value", options.Value);
        json.WriteString("design", SampleRun.NameOf(options.Design));
        json.WriteString("formula", result.Formula);
        json.WriteString("basis", result.Basis switch { SampleBasis.Plot => "plot", SampleBasis.Hectare => "hectare", _ => "ratio" });
        json.WriteString("domain", options.Domain);
        json.WriteNumber("confidence", confidence);
        json.WriteString("programme", options.Rules.ProgrammeId);
        json.WriteBoolean("finitePopulation", result.IsFinite);
        json.WriteStartObject("rows");
        json.WriteNumber("read", result.Rows);
        json.WriteNumber("missing", result.RowsMissing);
        json.WriteNumber("domainUnknown", result.RowsUnknown);
        json.WriteNumber("ofIncompletePlots", result.RowsIncomplete);
        json.WriteNumber("used", result.Rows - result.RowsMissing - result.RowsUnknown - result.RowsIncomplete);
        json.WriteEndObject();
        WriteEarlier(json, result);
        json.WriteString("status", result.WorstStatus is { } status ? JsonText.Status(status) : null);
        json.WriteNumber("rowsExtrapolated", result.RowsExtrapolated);
        json.WriteNumber("n", result.Sample.Plots);
        json.WriteNumber("nInDomain", result.PlotsInDomain);
        Number(json, "populationN", result.PopulationPlots);
        Number(json, "areaHa", result.AreaHa);
        var mean = result.Sample.Mean;
        Number(json, "mean", mean.Value);
        Number(json, "variance", result.Sample.Variance);
        Number(json, "standardError", mean.StandardError);
        Number(json, "standardErrorPercent", mean.Value == 0 ? null : mean.StandardErrorPercent);
        Number(json, "degreesOfFreedom", mean.DegreesOfFreedom);
        json.WriteString("degreesOfFreedomRule", Rule(result));
        Number(json, "t", Estimate.Quantile(confidence, mean.DegreesOfFreedom));
        Number(json, "halfWidth", mean.HalfWidth(confidence));
        Number(json, "relativeErrorPercent", result.RelativeErrorPercent);
        Interval(json, "ci", mean, confidence);
        Figure(json, "total", result.Total, confidence);
        Figure(json, "perHa", result.PerHectare, confidence);
        Figure(json, "denominatorTotal", result.DenominatorTotal, confidence);
        json.WriteNumber("targetErrorPercent", options.TargetErrorPercent);
        Number(json, "plotsNeeded", result.PlotsNeeded);
        WriteStrata(json, result.Sample.Strata, confidence);
        WriteDiscount(json, result, language);
        WriteChange(json, result, confidence);
        WriteSmallAreas(json, result, confidence);
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>A rule of degrees of freedom as the command line calls it.</summary>
    public static string Name(DegreesOfFreedomRule rule) => rule switch { DegreesOfFreedomRule.Satterthwaite => "satterthwaite", DegreesOfFreedomRule.PlotsLessOne => "n-1", _ => "n-M" };

    private static string? Rule(SampleResult result) => result switch
    {
        { Sample.Strata.Count: 0 } => null,
        { Options.Design: SamplingDesign.Stratified or SamplingDesign.Change } or { Options: { Design: SamplingDesign.TwoPhase, Auxiliary: not null } } => Name(result.Options.Degrees),
        { Options.Design: SamplingDesign.TwoPhase or SamplingDesign.PostStratifiedRatio } => Name(DegreesOfFreedomRule.PlotsLessStrata),
        _ => null,
    };

    private static void WriteEarlier(Utf8JsonWriter json, SampleResult result)
    {
        if (result.EarlierRows is not { } read)
            return;
        json.WriteStartObject("earlierRows");
        json.WriteNumber("read", read);
        json.WriteNumber("missing", result.EarlierRowsMissing);
        json.WriteNumber("used", read - result.EarlierRowsMissing);
        json.WriteEndObject();
    }

    private static void WriteStrata(Utf8JsonWriter json, IReadOnlyList<StratumEstimate> strata, double confidence)
    {
        json.WriteStartArray("strata");
        foreach (var s in strata)
        {
            json.WriteStartObject();
            json.WriteString("stratum", s.Name);
            json.WriteNumber("n", s.Plots);
            Number(json, "populationN", s.PopulationPlots);
            Number(json, "weight", s.Weight);
            Number(json, "mean", s.Mean.Value);
            Number(json, "variance", s.Variance);
            Number(json, "standardError", s.Mean.StandardError);
            Number(json, "degreesOfFreedom", s.Mean.DegreesOfFreedom);
            Interval(json, "ci", s.Mean, confidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The undiscounted estimate stands beside what the programme counts: a later change starts from it.</summary>
    private static void WriteDiscount(Utf8JsonWriter json, SampleResult result, string language)
    {
        if (result is not { Discounted: { } discounted, Options.Programme: { } programme })
            return;
        json.WriteStartObject("programmeDiscount");
        json.WriteString("programme", $"{programme.Id}/{programme.Version}");
        json.WriteString("method", programme.Precision.Method);
        json.WriteString("status", discounted.Status.ToString().ToLowerInvariant());
        Number(json, "uncertaintyPercent", 100 * discounted.RelativeHalfWidth);
        Number(json, "undiscounted", discounted.Estimate.Value);
        Number(json, "asProject", discounted.ProjectValue);
        Number(json, "asBaseline", discounted.BaselineValue);
        json.WriteString("refusal", language == "zh" ? discounted.Refusal?.Zh : discounted.Refusal?.En);
        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, SampleResult result, double confidence)
    {
        if (result.Change is not { } change)
            return;
        json.WriteStartObject("change");
        json.WriteNumber("matchedPlots", change.Matched);
        Number(json, "covariance", change.Covariance);
        Figure(json, "before", change.Before, confidence);
        Figure(json, "after", change.After, confidence);
        Number(json, "years", result.Options.Years);
        Figure(json, "perYear", result.Annual, confidence);
        json.WriteEndObject();
    }

    private static void WriteSmallAreas(Utf8JsonWriter json, SampleResult result, double confidence)
    {
        if (result.SmallAreas.Count == 0)
            return;
        json.WriteStartArray("smallAreas");
        foreach (var area in result.SmallAreas)
        {
            json.WriteStartObject();
            json.WriteString("area", area.Name);
            json.WriteNumber("n", area.Plots);
            json.WriteString("estimator", area.Estimate is null ? "synthetic" : "model-assisted");
            Number(json, "mean", area.Value);
            Number(json, "standardError", area.Estimate?.StandardError);
            Number(json, "degreesOfFreedom", area.Estimate?.DegreesOfFreedom);
            Number(json, "ciLow", area.Estimate?.Interval(confidence).Low);
            Number(json, "ciHigh", area.Estimate?.Interval(confidence).High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Figure(Utf8JsonWriter json, string key, Estimate? estimate, double confidence)
    {
        Number(json, key, estimate?.Value);
        Number(json, key + "StandardError", estimate?.StandardError);
        Number(json, key + "CiLow", estimate?.Interval(confidence).Low);
        Number(json, key + "CiHigh", estimate?.Interval(confidence).High);
    }

    private static void Interval(Utf8JsonWriter json, string key, Estimate estimate, double confidence)
    {
        var (low, high) = estimate.Interval(confidence);
        Number(json, key + "Low", low);
        Number(json, key + "High", high);
    }

    private static void Number(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(key, number);
        else
            json.WriteNull(key);
    }
}

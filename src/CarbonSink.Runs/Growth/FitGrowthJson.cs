using System.Text.Json;
using CarbonSink.Growth;

namespace CarbonSink.Runs;

/// <summary>Fitted curves as the JSON document of <c>fit-growth</c>: keys are a contract and end in their units.</summary>
public static class FitGrowthJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    public static void Write(FitGrowthResult result, Stream stream, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("status", "derived");
        json.WriteString("by", result.Options.By == GrowthKey.Species ? "species,origin" : "forest_type,origin");
        json.WriteString("weights", result.Options.IsWeightedByArea ? "area" : "none");
        json.WriteNumber("minStands", result.Options.MinStands);
        json.WriteNumber("recordsRead", result.Data.RecordsRead);
        json.WriteNumber("standsUsed", result.Data.Stands.Count);
        json.WriteStartObject("excluded");
        foreach (var (reason, count) in result.Data.Excluded)
            json.WriteNumber(reason, count);
        json.WriteEndObject();
        json.WriteStartArray("classes");
        foreach (var c in result.Classes)
            Class(json, c);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings.Findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void Class(Utf8JsonWriter json, ClassFit c)
    {
        json.WriteStartObject();
        json.WriteString("growthType", c.GrowthType);
        json.WriteString("origin", c.Origin);
        json.WriteNumber("stands", c.Stands.Count);
        json.WriteString("form", c.Best is { } best ? FitGrowthTables.Form(best.Form) : null);
        if (c.Best?.Fit is { } fit)
            Fit(json, fit);
        json.WriteStartArray("attempts");
        foreach (var a in c.Attempts)
        {
            json.WriteStartObject();
            json.WriteString("form", FitGrowthTables.Form(a.Form));
            json.WriteString("failure", a.Failure);
            if (a.Fit is { } f)
                json.WriteNumber("aic", f.Aic);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Fit(Utf8JsonWriter json, CurveFit fit)
    {
        var names = GrowthCurve.Names(fit.Curve.Form);
        json.WriteStartObject("coefficients");
        for (var i = 0; i < names.Count; i++)
            json.WriteNumber(names[i], fit.Curve.Coefficients[i]);
        json.WriteEndObject();
        json.WriteStartObject("standardErrors");
        for (var i = 0; i < names.Count; i++)
            json.WriteNumber(names[i], fit.StandardErrors[i]);
        json.WriteEndObject();
        json.WriteStartArray("correlations");
        foreach (var row in fit.Correlations)
        {
            json.WriteStartArray();
            foreach (var value in row)
                json.WriteNumberValue(value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteNumber("ageFromYr", fit.ObservedAges.From);
        json.WriteNumber("ageToYr", fit.ObservedAges.To);
        json.WriteNumber("validFromYr", fit.ValidAges.From);
        json.WriteNumber("validToYr", fit.ValidAges.To);
        json.WriteNumber("rSquared", fit.RSquared);
        json.WriteNumber("rmseM3PerHa", fit.RootMeanSquareError);
        json.WriteNumber("residualSeM3PerHa", fit.ResidualStandardError);
        json.WriteNumber("biasPercent", fit.BiasPercent);
        json.WriteNumber("aic", fit.Aic);
        if (fit.LackOfFit is { } lack)
        {
            json.WriteStartObject("lackOfFit");
            json.WriteNumber("f", lack.F);
            json.WriteNumber("lackDf", lack.LackDegrees);
            json.WriteNumber("errorDf", lack.ErrorDegrees);
            json.WriteNumber("p", lack.P);
            json.WriteEndObject();
        }
        else
            json.WriteNull("lackOfFit");
        json.WriteNumber("outliers", fit.Outliers);
        json.WriteNumber("shareOfAsymptotePercent", 100 * fit.ShareOfAsymptote);
        json.WriteBoolean("asymptoteKnown", fit.IsAsymptoteKnown);
        json.WriteStartArray("ageClasses");
        foreach (var a in fit.AgeClasses)
        {
            json.WriteStartObject();
            json.WriteNumber("fromYr", a.FromAge);
            json.WriteNumber("beforeYr", a.ToAge);
            json.WriteNumber("stands", a.Count);
            json.WriteNumber("meanM3PerHa", a.MeanVolume);
            json.WriteNumber("meanResidualM3PerHa", a.MeanResidual);
            json.WriteNumber("rmseM3PerHa", a.RootMeanSquare);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

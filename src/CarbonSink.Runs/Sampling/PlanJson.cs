using CarbonSink.Sampling;

namespace CarbonSink.Runs;

/// <summary>A plan of plots as the JSON document of <c>plan-sample</c>: keys are a contract, a missing number is null.</summary>
public static class PlanJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    public static void Write(PlanResult result, Stream stream, string language)
    {
        var (options, plan) = (result.Options, result.Plan);
        using var json = JsonText.Writer(stream);
        void Number(string key, double? value)
        {
            if (value is { } number && double.IsFinite(number))
                json.WriteNumber(key, number);
            else
                json.WriteNull(key);
        }

        json.WriteStartObject();
        json.WriteString("rule", options.FromPilotT ? "pilot, t re-evaluated once" : "AR-TOOL03 v2.1");
        json.WriteString("allocationRule", options.Allocation switch { PlotAllocation.Proportional => "proportional", PlotAllocation.CostOptimal => "cost-optimal", _ => "neyman" });
        json.WriteNumber("confidence", options.Rules.Confidence);
        Number("error", result.Error);
        Number("mean", result.Mean);
        Number("populationN", result.PopulationPlots);
        json.WriteNumber("plots", plan.Plots);
        Number("plotsExact", plan.Exact);
        Number("plotsExactFirst", plan.FirstExact);
        Number("degreesOfFreedom", plan.DegreesOfFreedom);
        Number("t", plan.T);
        json.WriteNumber("plotsAllocated", plan.AllocatedPlots);
        json.WriteString("rounding", "each stratum rounded up; the tool fixes no rule");
        json.WriteStartArray("allocation");
        foreach (var a in plan.Allocation)
        {
            var stratum = result.Strata.First(s => s.Name == a.Name);
            var existing = result.Existing.TryGetValue(a.Name, out var count) ? count : (int?)null;
            json.WriteStartObject();
            json.WriteString("stratum", a.Name);
            Number("weight", stratum.Weight);
            Number("standardDeviation", stratum.StandardDeviation);
            Number("exact", a.Exact);
            json.WriteNumber("plots", a.Plots);
            Number("existing", existing);
            Number("additional", existing is { } have ? Math.Max(0, a.Plots - have) : null);
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
}

using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Quantities;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>Computes indicators by their definitions (指标计算): from surveys, the land area and the results of evaluations.</summary>
internal sealed class IndicatorComputation(IReadOnlyList<Indicator> indicators, IReadOnlyList<SurveyReading> surveys, IReadOnlyList<(DatedSource Source, EvaluationResult Result)> evaluations, FindingLog findings)
{
    /// <summary>The observations of an indicator by a definition; without any, what is missing.</summary>
    public (IReadOnlyList<Observation> Observations, Bilingual? Missing) Of(Indicator indicator, IndicatorDefinition definition) =>
        definition.Method.Length > 0 ? OfEvaluations(indicator, definition) : definition.IsChange ? Changes(indicator, definition) : OfSurveys(indicator, definition);

    private (IReadOnlyList<Observation> Observations, Bilingual? Missing) OfSurveys(Indicator indicator, IndicatorDefinition definition)
    {
        if (surveys.Count == 0)
            return ([], new("没有调查：在 targets.json 的 surveys 里加带 inventory.json 的文件夹", "there is no survey: add folders with inventory.json to surveys of targets.json"));
        var (found, missing) = (new List<Observation>(), (Bilingual?)null);
        foreach (var survey in surveys)
        {
            var (value, reason) = Value(indicator, definition, survey, "");
            missing ??= reason;
            if (value is null)
                continue;
            found.Add(value);
            found.AddRange(survey.Divisions.Select(d => Value(indicator, definition, survey, d.Key).Value).OfType<Observation>());
            TellBlank(indicator, definition, survey);
        }

        return (found, missing);
    }

    /// <summary>The value of a division, or of the whole region where it is blank.</summary>
    private static (Observation? Value, Bilingual? Missing) Value(Indicator indicator, IndicatorDefinition definition, SurveyReading survey, string division)
    {
        if (definition.Terms.Select(survey.Lacking).FirstOrDefault(l => l is not null) is { } lacking)
            return (null, lacking);
        var numerator = Term(definition.Numerator!, survey, division);
        var status = indicator.Status > numerator.Status ? indicator.Status : numerator.Status;
        if (numerator.Value is not { } above)
            return (null, numerator.Missing);
        var (value, unit, notes) = (above, definition.Numerator!.Unit, numerator.Note);
        if (definition.Denominator is { } below)
        {
            var denominator = Term(below, survey, division);
            if (denominator.Value is not { } of)
                return (null, denominator.Missing);
            if (of <= 0)
                return (null, new($"{definition.Base.Title.Zh}为 0，没有比率", $"there is no rate: {definition.Base.Title.En} is 0"));
            if (below.Figure is null && above > of)
                return (null, new($"分子 {above.ToString("0.##", CultureInfo.InvariantCulture)} ha 大于土地总面积 {of.ToString("0.##", CultureInfo.InvariantCulture)} ha", $"the numerator of {above.ToString("0.##", CultureInfo.InvariantCulture)} ha exceeds the land area of {of.ToString("0.##", CultureInfo.InvariantCulture)} ha"));
            status = denominator.Status > status ? denominator.Status : status;
            (value, unit, notes) = (unit.Per(below.Unit).Convert(above, Unit.Parse(indicator.Terms.Unit)) / of, Unit.Parse(indicator.Terms.Unit), denominator.Note);
        }

        value = unit.Convert(value, Unit.Parse(indicator.Terms.Unit));
        return (new(survey.Year, division, value, status, notes is null ? survey.Source : new($"{survey.Source.Zh}，{notes.Zh}", $"{survey.Source.En}, {notes.En}")), null);
    }

    /// <summary>A sum; where the whole region has the figure and a division has none of it, the division has zero.</summary>
    private static (double? Value, ParameterStatus Status, Bilingual? Note, Bilingual? Missing) Term(IndicatorTerm term, SurveyReading survey, string division)
    {
        if (term.Figure is null)
            return survey.LandAreaOf(division) is { } land ? (land.Hectares, term.Status, land.Source, null) : (null, term.Status, null, division.Length == 0
                ? new("没有土地总面积：在 targets.json 写 landAreaHa，或在 inventory.json 加 role 为 boundary 的图层", "there is no land area: give landAreaHa in targets.json, or a layer with role boundary in inventory.json")
                : new("该乡镇没有土地面积", "the division has no land area"));
        var (sum, status) = term.Of(survey.Stock, g => survey.Belongs(g, division));
        if (sum is null && term.Of(survey.Stock, _ => true).Sum is null && survey.Stock.Total[term.Figure.Value] is null)
            return (null, status, null, new($"图层 {survey.Name} 没有可用的{Figure(term.Figure.Value).Zh}", $"layer {survey.Name} has no usable {Figure(term.Figure.Value).En}"));
        return (sum?.ToDouble() ?? 0, status, null, null);
    }

    /// <summary>Mean yearly change from each survey to the next, at the year of the latter.</summary>
    private (IReadOnlyList<Observation> Observations, Bilingual? Missing) Changes(Indicator indicator, IndicatorDefinition definition)
    {
        if (surveys.Count < 2)
            return ([], new("要两次调查才有变化量：在 targets.json 的 surveys 里再加一次调查", "a change needs two surveys: add another to surveys of targets.json"));
        var found = new List<Observation>();
        foreach (var (first, second) in surveys.Zip(surveys.Skip(1)))
        {
            if ((first.Part.Method.Id, first.Part.Method.Version) != (second.Part.Method.Id, second.Part.Method.Version))
                return ([], new($"{first.Year} 年与 {second.Year} 年的方法不同，变化量不可比", $"the surveys of {first.Year} and {second.Year} have different methods, so their difference is no change"));
            foreach (var division in second.Divisions.Select(d => d.Key).Intersect(first.Divisions.Select(d => d.Key), StringComparer.Ordinal).Prepend(""))
            {
                var (before, after) = (Sum(definition, first, division), Sum(definition, second, division));
                if (before.Value is not { } old || after.Value is not { } now)
                    return ([], before.Missing ?? after.Missing);
                var status = (ParameterStatus)Math.Max((byte)indicator.Status, Math.Max((byte)before.Status, (byte)after.Status));
                found.Add(new(second.Year, division, definition.Numerator!.Unit.Per(Unit.Parse("yr")).Convert((now - old) / (second.Year - first.Year), Unit.Parse(indicator.Terms.Unit)), status,
                    new($"{first.Source.Zh}与{second.Source.Zh}之间的年均变化", $"mean yearly change from {first.Source.En} to {second.Source.En}")));
            }
        }

        return (found, null);
    }

    private static (double? Value, ParameterStatus Status, Bilingual? Note, Bilingual? Missing) Sum(IndicatorDefinition definition, SurveyReading survey, string division) =>
        survey.Lacking(definition.Numerator!) is { } lacking ? (null, default, null, lacking) : Term(definition.Numerator!, survey, division);

    private (IReadOnlyList<Observation> Observations, Bilingual? Missing) OfEvaluations(Indicator indicator, IndicatorDefinition definition)
    {
        var (found, missing) = (new List<Observation>(), (Bilingual?)null);
        foreach (var (source, result) in evaluations.Where(e => $"{e.Result.Method.Id}/{e.Result.Method.Version}" == definition.Method))
        {
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(source.Data));
            var byTownship = result.By == "township";
            foreach (var total in result.Totals.Where(t => t.Output.Symbol == definition.Output && (t.Group is null || byTownship) && (t.Step is null || t.Step <= source.Year)))
            {
                var year = total.Step is { } step ? (int)step : source.Year;
                if (total.Value is not { } value)
                {
                    missing ??= total.LeftOut is [var left, ..] ? new($"核算 {name} 的 {definition.Output} 没有值：{left.Cause.Zh}", $"{definition.Output} of evaluation {name} has no value: {left.Cause.En}") : new($"核算 {name} 的 {definition.Output} 没有值", $"{definition.Output} of evaluation {name} has no value");
                    continue;
                }

                if (total.IsPartial && total.Group is null)
                    findings.Add(new Finding(IndicatorFindings.Partial, name, null, null, null, definition.Method, definition.Output, $"{total.LeftOut.Sum(l => l.Count)}"));
                var observation = new Observation(year, total.Group ?? "", Unit.Parse(total.Output.Unit).Convert(value, Unit.Parse(indicator.Terms.Unit)), total.Status is { } own && own > indicator.Status ? own : indicator.Status,
                    new($"核算 {name}（{definition.Method}，{result.Title.Zh}）", $"evaluation {name} ({definition.Method}, {result.Title.En})"));
                if (!found.Exists(o => (o.Year, o.Division) == (observation.Year, observation.Division)))
                    found.Add(observation);
                else if (observation.Division.Length == 0)
                    findings.Add(new Finding(IndicatorFindings.EvaluationTwice, name, null, null, null, indicator.Terms.Code, $"{year}"));
            }
        }

        return (found, found.Count > 0 ? null : missing ?? new($"没有{indicator.Title.Zh}的核算：在 targets.json 的 evaluations 里加 {definition.Method} 的文件夹", $"there is no evaluation of {indicator.Title.En}: add a folder of {definition.Method} to evaluations of targets.json"));
    }

    /// <summary>Tells how much land that might count lacks a code that the definition asks for: of the land classes of the definition, else all forest land.</summary>
    private void TellBlank(Indicator indicator, IndicatorDefinition definition, SurveyReading survey)
    {
        foreach (var term in definition.Terms)
        {
            var classes = (term.Classes.FirstOrDefault(c => c.Role == "landClass")?.Names ?? indicators.FirstOrDefault(i => i.Terms.Code == "forest_land")?.LandClasses ?? []).ToHashSet(StringComparer.Ordinal);
            foreach (var role in term.Classes.Select(c => c.Role).Where(r => r != "landClass"))
                if (survey.BlankHa(role, classes) is > 0 and var blank)
                    findings.Add(new Finding(IndicatorFindings.Unclassified, null, null, null, null, indicator.Terms.Code, $"{survey.Year}", blank.ToString("0.##", CultureInfo.InvariantCulture), survey.FieldOf(role)));
        }
    }

    private static Bilingual Figure(StockFigure figure) => figure switch
    {
        StockFigure.Volume or StockFigure.LivingVolume => new("蓄积（每公顷蓄积，或平均胸径、树高与每公顷株数）", "stock (stock per hectare, or mean diameter, height and stems per hectare)"),
        StockFigure.Area => new("面积", "area"),
        _ => new("碳储量估算（树种、蓄积与参数）", "estimate of carbon (species, stock and parameters)"),
    };
}

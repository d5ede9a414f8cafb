namespace CarbonSink.Targets;

/// <summary>Numbers and subjects are paired here: one by one, by years, each year of a span.</summary>
internal sealed partial class PlanGrammar
{
    /// <summary>Who gets which number in which year; null where numbers and subjects do not go together.</summary>
    private List<(PlanSubject Subject, Value Value, PlanYear? Year)>? Pairs(PlanSubject[] subjects, IReadOnlyList<Value> values)
    {
        PlanYear? last = time.Years.Count > 0 ? time.Years[^1] : null;
        if (values.Any(v => v.Dated is not null) && (subjects.Length == 1 || subjects.Length == values.Count))
            return [.. values.Select((v, i) => (subjects[subjects.Length == 1 ? 0 : i], v, v.Dated ?? last))];
        // 2016-2020年,分别达到…: one number for each year of the span
        if (values.Count > 1 && subjects.Length == 1 && last is { From: { } from } span)
            return span.Year - from + 1 == values.Count ? [.. values.Select((v, i) => (subjects[0], v, (PlanYear?)new PlanYear(null, from + i, true)))] : null;
        if (values.Count == 1)
        {
            var isForAll = subjects.Length == 1 || _isEach || values[0].Quantity.Dimension is PlanDimension.Ratio or PlanDimension.Points;
            // 到2025年、2030年,森林覆盖率均达到60%: one number for both years
            var years = time.Years.Count > 1 ? time.Years.Select(y => (PlanYear?)y) : [last];
            return isForAll ? [.. subjects.SelectMany(s => years.Select(y => (s, values[0], y)))] : null;
        }

        if (values.Count == subjects.Length)
            return [.. subjects.Zip(values, (s, v) => (s, v, last))];
        if (subjects.Length > 1 && time.Years.Count > 1 && values.Count == subjects.Length * time.Years.Count)
        {
            // 60%、400万立方米和62%、450万立方米: by years; where the units would let it be by subjects as well nobody knows
            var byYears = values.Select((v, i) => (Subject: subjects[i % subjects.Length], v, (PlanYear?)time.Years[i / subjects.Length])).ToList();
            var bySubjects = values.Select((v, i) => (Subject: subjects[i / time.Years.Count], v, (PlanYear?)time.Years[i % time.Years.Count])).ToList();
            var fitting = new[] { byYears, bySubjects }.Where(p => p.TrueForAll(x => x.Subject.Indicator is { } n && PlanUnits.Fits(n, x.Subject.Name, x.v.Quantity.Dimension, false))).ToArray();
            return fitting.Length == 1 ? fitting[0] : null;
        }

        return subjects.Length == 1 && values.Count == time.Years.Count ? [.. values.Zip(time.Years, (v, y) => (subjects[0], v, (PlanYear?)y))] : null;
    }
}

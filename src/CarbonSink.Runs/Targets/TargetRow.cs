using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>A row of a table of targets (目标表的一行): what cannot be is told with line, column and value.</summary>
internal sealed class TargetRow(string file, int line, List<string> names, IReadOnlyList<string> cells, FindingLog findings)
{
    private bool isBad;

    /// <summary>The text of a column, trimmed; blank where there is none.</summary>
    public string Text(string column) => names.IndexOf(column) is >= 0 and var at && at < cells.Count ? cells[at].Trim() : "";

    /// <summary>The citation of the row.</summary>
    public PlanCitation Citation() => new(Text("file") is { Length: > 0 } own ? own : file, Text("file").Length > 0 && int.TryParse(Text("line"), NumberStyles.None, CultureInfo.InvariantCulture, out var cited) ? cited : line, Text("section"), Text("sentence"), Text("quote") is { Length: > 0 } quote ? quote : Text("sentence"));

    /// <summary>The target, or null where a cell cannot be.</summary>
    public PlanTarget? Target(IReadOnlyList<TargetIndicator> indicators, string[] tiers, string[] measures)
    {
        if (cells.All(string.IsNullOrWhiteSpace))
            return null;
        var indicator = indicators.FirstOrDefault(i => i.Code == Text("indicator"));
        if (indicator is null)
            Bad("indicator", $"指标代码见 methodology/indicators：{string.Join("、", indicators.Select(i => i.Code).Take(6))} 等", $"codes are those of methodology/indicators: {string.Join(", ", indicators.Select(i => i.Code).Take(6))} …");
        var comparator = TargetComparators.Parse(Text("comparator") is { Length: > 0 } word ? word : "none");
        if (comparator is null)
            Bad("comparator", "比较词是 none、reach、>=、>、<=、<、stable、stable+、approx、increase、decrease 之一", "a comparator is one of none, reach, >=, >, <=, <, stable, stable+, approx, increase, decrease");
        if (Text("id").Length == 0)
            Bad("id", "每个目标要有 id", "a target needs an id");
        var unit = Text("unit");
        var (value, upper, start) = (Number("target_value"), Number("upper_value"), Number("base_value"));
        if (value is not null && indicator is not null && Measure(indicator, measures) != TargetMeasure.Change && !IsUnit(unit, indicator))
            Bad("unit", $"{indicator.Code} 的单位要能换算成 {indicator.Unit}", $"the unit of {indicator.Code} must be one of its kind ({indicator.Unit})");
        var (baseYear, from, year) = (Year("base_year"), Year("from_year"), Year("target_year"));
        var tier = Among("tier", tiers, (int)TargetTier.Table);
        var measure = indicator is null ? TargetMeasure.Level : Measure(indicator, measures);
        if (Text("striven") is not ("" or "yes" or "no"))
            Bad("striven", "填 yes 或留空", "yes or blank");
        if (baseYear > year)
            Bad("base_year", "基期年不能晚于目标年", "the base year must not be after the target year");
        if (from > year)
            Bad("from_year", "起始年不能晚于目标年", "the first year must not be after the target year");
        if (upper <= value)
            Bad("upper_value", "上限要大于 target_value", "the upper end must be more than target_value");
        if (indicator?.Unit == "%" && measure == TargetMeasure.Level && PlanUnit.Convert(value ?? 0, unit, "%") is < 0 or > 100)
            Bad("target_value", "比率在 0 和 100% 之间", "a rate is between 0 and 100 %");
        if (isBad)
            return null;
        if (value is null && comparator is not (TargetComparator.Increase or TargetComparator.Decrease or TargetComparator.Stable or TargetComparator.StablePlus))
            findings.Add(new Finding(PlanFindings.NoValue, file, line - 1, "target_value", null, file, $"{line}", Text("id")));
        return new()
        {
            Id = Text("id"),
            Region = Text("region"),
            Indicator = indicator!.Code,
            IndicatorZh = Text("indicator_zh") is { Length: > 0 } printed ? printed : indicator.Title.Zh,
            Scope = Text("scope"),
            BaseYear = baseYear,
            BaseValue = start,
            FromYear = from,
            Year = year,
            Value = value,
            UpperValue = upper,
            Unit = unit,
            Comparator = comparator!.Value,
            IsStriven = Text("striven") == "yes",
            Measure = measure,
            Tier = (TargetTier)tier,
            Departments = [.. Text("departments").Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(d => !d.StartsWith('(') && !d.StartsWith('（')).Select(Department)],
            PrintedChange = Text("printed_change"),
            Citations = [Citation()],
            Note = Text("note"),
        };
    }

    private static PlanDepartment Department(string text)
    {
        foreach (var mark in (ReadOnlySpan<string>)["(牵头)", "（牵头）"])
            if (text.EndsWith(mark, StringComparison.Ordinal))
                return new(text[..^mark.Length], true);
        return new(text, false);
    }

    /// <summary>A unit that says mass without saying of what is left to the assessment.</summary>
    private static bool IsUnit(string unit, TargetIndicator indicator) => PlanUnit.Suits(unit, indicator.Unit) || indicator.Unit == "1";

    private TargetMeasure Measure(TargetIndicator indicator, string[] measures) => (TargetMeasure)Among("measure", measures, (int)(indicator.IsWork ? TargetMeasure.Total : TargetMeasure.Level));

    private int Among(string column, string[] words, int otherwise)
    {
        if (Text(column).Length == 0)
            return otherwise;
        if (Array.IndexOf(words, Text(column)) is >= 0 and var at)
            return at;
        Bad(column, $"填 {string.Join("、", words)} 之一", $"one of {string.Join(", ", words)}");
        return otherwise;
    }

    private decimal? Number(string column)
    {
        if (Text(column) is not { Length: > 0 } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e15m)
            return number;
        Bad(column, "填数，不带单位、逗号和百分号", "a number without unit, commas and per cent sign");
        return null;
    }

    private int? Year(string column)
    {
        if (Text(column) is not { Length: > 0 } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2200)
            return year;
        Bad(column, "填 1900 至 2200 的年份", "a year from 1900 to 2200");
        return null;
    }

    private void Bad(string column, string zh, string en)
    {
        findings.Add(new Finding(PlanFindings.BadCell, file, line - 1, column, Text(column), file, $"{line}", column, Text(column), zh, en));
        isBad = true;
    }
}

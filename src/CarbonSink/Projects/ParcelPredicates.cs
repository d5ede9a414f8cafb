using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Quantities;
using static CarbonSink.Projects.EligibilityCheck;

namespace CarbonSink.Projects;

/// <summary>Predicates asked of a parcel (地块判据). Measured areas may miss a limit by a millionth, which is rounding.</summary>
internal static class ParcelPredicates
{
    private const double Rounding = 1e-6;

    public static ParcelAnswer Answer(EligibilityRule rule, ParcelFacts parcel, EligibilityFacts facts) => rule.Predicate switch
    {
        EligibilityPredicate.PartAreaMin => PartAreaMin(rule, parcel),
        EligibilityPredicate.OverlapMax => OverlapMax(rule, parcel, facts),
        EligibilityPredicate.OverlapMin => OverlapMin(rule, parcel, facts),
        EligibilityPredicate.YearsSinceMin => YearsSinceMin(rule, parcel, facts),
        EligibilityPredicate.ValueMin or EligibilityPredicate.ValueMax => Value(rule, parcel, facts),
        EligibilityPredicate.CodeIn or EligibilityPredicate.CodeNotIn => Code(rule, parcel, facts),
        EligibilityPredicate.Evidence => Evidence(rule, parcel),
        _ => throw new ArgumentException($"{rule.Predicate} is not asked of a parcel", nameof(rule)),
    };

    /// <summary>The number of a column in the unit of a limit; null where the cell is blank or no number.</summary>
    public static double? Number(ParcelFacts parcel, string column, Unit to, EligibilityFacts facts)
    {
        if (parcel.Columns.GetValueOrDefault(column) is not { } text || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return null;
        return facts.Columns.GetValueOrDefault(column) is not { Length: > 0 } unit ? number
            : Unit.TryParse(unit, out var from, out _) && from.Dimension.Equals(to.Dimension) ? from.Convert(number, to) : null;
    }

    private static ParcelAnswer PartAreaMin(EligibilityRule rule, ParcelFacts parcel)
    {
        var area = Unit.Parse("m2");
        var least = parcel.PartsM2 is { Count: > 0 } parts ? parts.Min() : parcel.AreaM2;
        var limit = rule.Limit is { } number ? rule.Unit.Convert(number, area) : (double?)null;
        var measured = parcel.PartsM2 is null ? new Bilingual($"地块面积 {Show(least)} m²，没有图形，连片面积未知", $"{Show(least)} m² without geometry: its connected parts are not known")
            : new Bilingual($"最小连片 {Show(least)} m²", $"smallest part {Show(least)} m²");
        if (limit is null)
            return new(null, Unknown(rule, measured));
        var enough = least >= limit * (1 - Rounding);
        bool? met = parcel.PartsM2 is null && enough ? null : enough;
        return new(met, new($"{measured.Zh}，要求不小于 {Show(limit.Value)} m²", $"{measured.En}; at least {Show(limit.Value)} m²")) { Margin = least - limit.Value };
    }

    private static ParcelAnswer OverlapMax(EligibilityRule rule, ParcelFacts parcel, EligibilityFacts facts)
    {
        var missing = Missing(rule, facts);
        if (!parcel.CoveredM2.TryGetValue(rule.SubjectText, out var covered))
            return new(null, NoLayer(missing.Count > 0 ? missing : rule.Subject, parcel));
        var measured = Share(rule, covered, parcel);
        if (covered <= 0)
            return missing.Count > 0 ? new(null, And(measured, NoLayer(missing, parcel))) : new(true, measured);
        if (rule.Limit is not { } limit)
            return new(null, Unknown(rule, measured));
        var (value, said) = rule.Unit.Symbol == "%" ? (100 * covered / parcel.AreaM2, $"{Show(limit)} %") : (covered, $"{Show(limit)} m²");
        measured = new($"{measured.Zh}，至多 {said}", $"{measured.En}; at most {said}");
        if (value > limit * (1 + Rounding))
            return new(false, measured) { Margin = limit - value };
        return missing.Count > 0 ? new(null, And(measured, NoLayer(missing, parcel))) : new(true, measured) { Margin = limit - value };
    }

    private static ParcelAnswer OverlapMin(EligibilityRule rule, ParcelFacts parcel, EligibilityFacts facts)
    {
        var missing = Missing(rule, facts);
        if (!parcel.CoveredM2.TryGetValue(rule.SubjectText, out var covered))
            return new(null, NoLayer(missing.Count > 0 ? missing : rule.Subject, parcel));
        var measured = Share(rule, covered, parcel);
        if (rule.Limit is not { } limit)
            return new(null, Unknown(rule, measured));
        var share = 100 * covered / parcel.AreaM2;
        measured = new($"{measured.Zh}，要求至少 {Show(limit)} %", $"{measured.En}; at least {Show(limit)} %");
        if (share >= limit * (1 - Rounding))
            return new(true, measured) { Margin = share - limit };
        return missing.Count > 0 ? new(null, And(measured, NoLayer(missing, parcel))) : new(false, measured) { Margin = share - limit };
    }

    private static ParcelAnswer YearsSinceMin(EligibilityRule rule, ParcelFacts parcel, EligibilityFacts facts)
    {
        var column = rule.Subject[0];
        if (parcel.Columns.GetValueOrDefault(column) is not { } text)
            return new(null, NoColumn(column, facts));
        if (text is "never" or "从未")
            return new(true, new($"{column}：从未", $"{column}: never"));
        DateOnly date;
        if (text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1000 and < 3000)
            date = new(year, 12, 31); // a year alone: its last day, the latest that it can have been
        else if (!DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
            return new(null, new($"{column} 的“{text}”不是日期", $"'{text}' of {column} is no date"));
        var measured = new Bilingual($"{column} {date:yyyy-MM-dd}", $"{column} {date:yyyy-MM-dd}");
        if (facts.Start is not { } start)
            return new(null, new($"{measured.Zh}，开工日期未给出", $"{measured.En}; the start is not given"));
        if (rule.Limit is not { } limit)
            return new(null, Unknown(rule, measured));
        var due = AddYears(date, limit);
        return new(start >= due, new($"{measured.Zh}，到开工 {start:yyyy-MM-dd} 须满 {Show(limit)} 年（{due:yyyy-MM-dd}）", $"{measured.En}; {Show(limit)} years before the start {start:yyyy-MM-dd} are over on {due:yyyy-MM-dd}"))
        {
            Margin = start.DayNumber - due.DayNumber,
        };
    }

    private static ParcelAnswer Value(EligibilityRule rule, ParcelFacts parcel, EligibilityFacts facts)
    {
        var column = rule.Subject[0];
        if (Number(parcel, column, rule.Unit, facts) is not { } value)
            return new(null, NoColumn(column, facts));
        var unit = rule.Unit.IsOne ? "" : $" {rule.Unit.Symbol}";
        var measured = new Bilingual($"{column} {Show(value)}{unit}", $"{column} {Show(value)}{unit}");
        if (rule.Limit is not { } limit)
            return new(null, Unknown(rule, measured));
        var least = rule.Predicate == EligibilityPredicate.ValueMin;
        return new(least ? value >= limit : value <= limit, new($"{measured.Zh}，{(least ? "至少" : "至多")} {Show(limit)}{unit}", $"{measured.En}; at {(least ? "least" : "most")} {Show(limit)}{unit}"))
        {
            Margin = least ? value - limit : limit - value,
        };
    }

    private static ParcelAnswer Code(EligibilityRule rule, ParcelFacts parcel, EligibilityFacts facts)
    {
        var column = rule.Subject[0];
        if (parcel.Columns.GetValueOrDefault(column) is not { } code)
            return new(null, NoColumn(column, facts));
        var measured = new Bilingual($"{column}：{code}", $"{column}: {code}");
        if (rule.Codes.Count == 0)
            return new(null, Unknown(rule, measured));
        var (codes, wanted) = (string.Join(", ", rule.Codes), rule.Predicate == EligibilityPredicate.CodeIn);
        return new(rule.Codes.Contains(code) == wanted, wanted ? new($"{measured.Zh}，应为 {codes}", $"{measured.En}; one of {codes}") : new($"{measured.Zh}，不得为 {codes}", $"{measured.En}; none of {codes}"));
    }

    private static ParcelAnswer Evidence(EligibilityRule rule, ParcelFacts parcel)
    {
        var found = rule.Subject.Where(parcel.Evidence.ContainsKey).Select(k => $"{k} {parcel.Evidence[k]}").ToList();
        var kinds = string.Join(", ", rule.Subject);
        return found.Count > 0 ? new(true, new(string.Join(", ", found), string.Join(", ", found))) : new(null, new($"没有证据（{kinds} 之一）", $"no evidence (one of {kinds})"));
    }

    private static Bilingual Share(EligibilityRule rule, double covered, ParcelFacts parcel)
    {
        var (roles, percent) = (string.Join(", ", rule.Subject), Show(100 * covered / parcel.AreaM2));
        return new($"与 {roles} 重叠 {Show(covered)} m²（{percent} %）", $"{Show(covered)} m² ({percent} %) in {roles}");
    }

    private static List<string> Missing(EligibilityRule rule, EligibilityFacts facts) => [.. rule.Subject.Where(r => !facts.Layers.Contains(r))];

    private static Bilingual NoLayer(IReadOnlyList<string> roles, ParcelFacts parcel) => parcel.PartsM2 is null
        ? new("地块没有图形，无法叠加", "the parcel has no geometry to overlay")
        : new($"没有给出图层：{string.Join(", ", roles)}", $"no layer given: {string.Join(", ", roles)}");

    private static Bilingual NoColumn(string column, EligibilityFacts facts) => facts.Columns.ContainsKey(column)
        ? new($"{column} 空着或不能用", $"{column} is blank or cannot be used")
        : new($"地块没有 {column} 这一列", $"the parcels have no column {column}");

    private static Bilingual And(Bilingual a, Bilingual b) => new($"{a.Zh}；{b.Zh}", $"{a.En}; {b.En}");
}

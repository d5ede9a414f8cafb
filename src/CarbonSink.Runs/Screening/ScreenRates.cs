using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Quantities;

namespace CarbonSink.Runs;

/// <summary>Expected removals per hectare and year as the user gives them (预期清除速率): one number, a column of the parcels, or a table by class.</summary>
internal sealed class ScreenRates
{
    private const string ClassColumn = "class";

    private static readonly Unit Wanted = Unit.Parse("tCO2e/ha/yr");
    private static readonly Bilingual NoneGiven = new("没有给出预期清除速率（--expected 或 --yields）", "no expected rate is given (--expected or --yields)");

    private readonly Func<ProjectParcel, (double? Rate, Bilingual? Reason)> rate;

    private ScreenRates(Func<ProjectParcel, (double?, Bilingual?)> rate) => this.rate = rate;

    /// <summary>Files read.</summary>
    public IReadOnlyList<string> Paths { get; private init; } = [];

    /// <summary>Reads what the options give.</summary>
    /// <exception cref="RefusedInputException">A column is missing or its unit cannot be used.</exception>
    public static ScreenRates Of(ScreenOptions options, ProjectParcels parcels, FindingLog findings)
    {
        if (options.Rates is { } path)
            return ByClass(path, parcels, findings);
        if (options.Expected is not { } expected)
            return new(_ => (null, NoneGiven));
        if (double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && double.IsFinite(number))
            return new(_ => (number, null));
        if (!parcels.Has(expected))
            throw DataSet.Refuse(ScreenFindings.NoRateColumn, parcels.File, expected, string.Join(", ", parcels.Table.Schema.Fields.Select(f => f.Name)));
        var unit = UnitOf(expected, parcels.UnitOf(expected));
        return new(parcel =>
        {
            if (parcels.Text(expected, parcel) is not { } text)
                return (null, new($"{expected} 空着", $"{expected} is blank"));
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 && double.IsFinite(value))
                return (unit.Convert(value, Wanted), null);
            findings.Add(ScreenFindings.BadRate, parcels.File, parcel.Record, expected, text, parcel.Key, text);
            return (null, new($"{expected} 不是数", $"{expected} is no number"));
        });
    }

    /// <summary>The rate of a parcel in tCO2e per hectare and year, or why there is none.</summary>
    public (double? Rate, Bilingual? Reason) Rate(ProjectParcel parcel) => rate(parcel);

    private static ScreenRates ByClass(string path, ProjectParcels parcels, FindingLog findings)
    {
        var table = ProjectTable.Read(path, [ClassColumn, "rate"], findings);
        if (!parcels.Has(ClassColumn))
            throw DataSet.Refuse(ProjectFindings.NoColumn, parcels.File, parcels.File, ClassColumn, string.Join(", ", parcels.Table.Schema.Fields.Select(f => f.Name)));
        var unit = UnitOf("rate", table.UnitOf("rate"));
        var rates = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var row = 0; row < table.Count; row++)
        {
            var sound = true;
            if (table.Text(ClassColumn, row) is { } name && table.Number("rate", row, 0, 1000, findings, ref sound) is { } value)
                rates[name] = unit.Convert(value, Wanted);
        }

        return new(parcel => parcels.Text(ClassColumn, parcel) is not { } name ? (null, new("地块的 class 空着", "the parcel's class is blank"))
            : rates.TryGetValue(name, out var value) ? (value, null) : (null, new($"{table.File} 没有“{name}”的速率", $"{table.File} has no rate for '{name}'"))) { Paths = table.Paths };
    }

    private static Unit UnitOf(string column, string? unit) => unit is null ? Wanted
        : Unit.TryParse(unit, out var parsed, out _) && parsed.Dimension.Equals(Wanted.Dimension) ? parsed : throw DataSet.Refuse(ScreenFindings.RateUnit, null, column, unit);
}

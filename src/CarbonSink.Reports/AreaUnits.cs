using CarbonSink.Estimation;

namespace CarbonSink.Reports;

/// <summary>Which unit people are shown areas in.</summary>
public enum AreaUnit
{
    /// <summary>公顷</summary>
    Hectare,

    /// <summary>亩: one fifteenth of a hectare.</summary>
    Mu,
}

/// <summary>Areas in hectares or mu (公顷与亩). 15 mu = 1 ha: 1 mu is 60 square zhang of 100/9 m², exactly 10,000/15 m².</summary>
public static class AreaUnits
{
    /// <summary>Mu of one hectare.</summary>
    public const int MuPerHectare = 15;

    /// <summary>ha or mu.</summary>
    public static string Sign(this AreaUnit unit) => unit == AreaUnit.Mu ? "mu" : "ha";

    /// <summary>Hectares in the unit asked for.</summary>
    public static double FromHectares(this AreaUnit unit, double hectares) => unit == AreaUnit.Mu ? hectares * MuPerHectare : hectares;

    /// <summary>Something per hectare as the same per unit asked for.</summary>
    public static double FromPerHectare(this AreaUnit unit, double perHectare) => unit == AreaUnit.Mu ? perHectare / MuPerHectare : perHectare;

    /// <summary>For figures whose unit stands beside them: the unit shown and what a number is multiplied by. Only hectares become something else.</summary>
    public static (int Factor, string Sign) Of(this AreaUnit unit, string sign) => unit == AreaUnit.Mu && IsArea(sign) ? (MuPerHectare, "mu") : (1, sign);

    /// <summary>The table in the unit asked for.</summary>
    public static ReportTable In(this ReportTable table, AreaUnit unit) => unit == AreaUnit.Mu ? table.InMu() : table;

    /// <summary>Areas in mu are shown with one decimal less: 0.1 mu is finer than 0.01 ha.</summary>
    internal static ReportColumn InMu(ReportColumn column) => IsArea(column.Unit) || IsPerArea(column.Unit)
        ? column with
        {
            Unit = column.Unit[..^2] + "mu",
            Key = column.Key.EndsWith("Ha", StringComparison.Ordinal) ? column.Key[..^2] + "Mu" : column.Key,
            Decimals = IsArea(column.Unit) ? Math.Max(0, column.Decimals - 1) : column.Decimals,
        }
        : column;

    internal static ReportCell InMu(ReportCell cell, string unit) => cell.Kind switch
    {
        ReportColumnKind.Sum when IsArea(unit) => (ExactSum?)FifteenTimes(cell.Sum),
        ReportColumnKind.Number when IsArea(unit) => (double?)(cell.Number * MuPerHectare),
        ReportColumnKind.Number when IsPerArea(unit) => (double?)(cell.Number / MuPerHectare),
        _ => cell,
    };

    /// <summary>To which power an area stands in the figures of a column: 1 for hectares, −1 for something per hectare, otherwise 0.</summary>
    internal static int Degree(ReportColumn column) => IsArea(column.Unit) ? 1 : IsPerArea(column.Unit) ? -1 : 0;

    private static bool IsArea(string unit) => unit == "ha";

    private static bool IsPerArea(string unit) => unit.EndsWith("/ha", StringComparison.Ordinal);

    private static ExactSum FifteenTimes(ExactSum sum)
    {
        var twice = sum + sum;
        var fourTimes = twice + twice;
        return fourTimes + fourTimes + fourTimes + twice + sum;
    }
}

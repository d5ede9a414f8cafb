using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Quantities;

namespace CarbonSink.Runs;

/// <summary>Turns yearly flows of any gas into tCO2e (折算): carbon by 44/12, other gases by the set of potentials that the user names.</summary>
internal sealed class FlowUnits
{
    /// <summary>The table of potentials over a hundred years.</summary>
    public const string Table = "tables/gwp/1/gwp100.csv";

    private const string FossilMethane = "CH4_fossil";

    private static readonly Unit Target = Unit.Parse("tCO2e");

    private static readonly (string Name, string Gas)[] Names = [("tCO2e", "CO2e"), ("tCO2", "CO2"), ("tC", "C"), ("tCH4", "CH4"), ("tN2O", "N2O")];

    private readonly Dictionary<string, double> potentials = new(StringComparer.Ordinal);
    private readonly string sets;

    private FlowUnits(string sets) => this.sets = sets;

    /// <summary>Gases of an emissions table.</summary>
    public static IReadOnlyList<string> Gases { get; } = ["CO2", "CH4", FossilMethane, "N2O", "CO2e"];

    /// <summary>Status of the set that was named; null without one.</summary>
    public ParameterStatus? Status { get; private init; }

    /// <summary>Reads the potentials of a set; null for none.</summary>
    /// <exception cref="RefusedInputException">There is no such set.</exception>
    public static FlowUnits Of(string methodology, string? set, string file)
    {
        var findings = new FindingLog();
        var rows = TextTable.Read(Path.Combine([methodology, .. Table.Split('/')]), ["gwp_set", "CH4 [tCO2e/tCH4]", "CH4_fossil [tCO2e/tCH4]", "N2O [tCO2e/tN2O]", "status"], findings).Rows;
        var known = string.Join(", ", rows.Select(r => r.Cells["gwp_set"]));
        if (set is null)
            return new(known);
        if (rows.FirstOrDefault(r => r.Cells["gwp_set"] == set).Cells is not { } cells)
            throw new RefusedInputException(new(BalanceFindings.NoGwp, file, null, "gwp", set, file, set, known));
        var units = new FlowUnits(known) { Status = Enum.Parse<ParameterStatus>(cells["status"], ignoreCase: true) };
        foreach (var (gas, column) in ((string, string)[])[("CH4", "CH4 [tCO2e/tCH4]"), (FossilMethane, "CH4_fossil [tCO2e/tCH4]"), ("N2O", "N2O [tCO2e/tN2O]")])
            if (cells[column].Length > 0)
                units.potentials[gas] = double.Parse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture);
        return units;
    }

    /// <summary>tCO2e of a flow.</summary>
    /// <param name="value">The number.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="gas">Its gas, which the unit must fit and which tells fossil methane from other.</param>
    /// <param name="perYear">Whether the unit must say that it is a flow a year.</param>
    /// <param name="at">Where it stands, for findings.</param>
    /// <param name="usesPotential">Whether a potential was used.</param>
    /// <exception cref="RefusedInputException">The unit is none of a flow, or needs a potential that is not known.</exception>
    public double CarbonDioxide(double value, string unit, string gas, bool perYear, FlowPlace at, out bool usesPotential)
    {
        usesPotential = false;
        if (!Unit.TryParse(unit, out var given, out _))
            throw NotAFlow();
        var year = Unit.Parse("1/yr");
        var isYearly = given.Dimension.Equals(Target.Per(Unit.Parse("yr")).Dimension) || Names.Any(n => given.Dimension.Equals(Unit.Parse(n.Name).Times(year).Dimension));
        if (perYear && !isYearly)
            throw NotAFlow();
        foreach (var (name, of) in Names)
        {
            var wanted = isYearly ? Unit.Parse($"{name}/yr") : Unit.Parse(name);
            if (!given.Dimension.Equals(wanted.Dimension))
                continue;
            var tonnes = given.Convert(value, wanted);
            if (!Fits(gas, of))
                throw new RefusedInputException(new(BalanceFindings.WrongGas, at.File, at.Record, at.Field, unit, at.File, at.What, gas, unit));
            if (of is "CO2e" or "CO2" or "C")
                return name == "tC" ? tonnes * 44 / 12 : tonnes;
            usesPotential = true;
            return potentials.TryGetValue(gas == FossilMethane && of == "CH4" ? gas : of, out var potential) ? tonnes * potential
                : throw new RefusedInputException(new(BalanceFindings.NoGwp, at.File, at.Record, at.Field, unit, at.File, $"{unit} {gas}".Trim(), sets));
        }

        throw NotAFlow();

        RefusedInputException NotAFlow() => new(new(perYear ? BalanceFindings.NotAFlow : BalanceFindings.NoEmissionUnit, at.File, at.Record, at.Field, unit, at.File, unit, at.What));
    }

    /// <summary>What a unit a year is tonnes of: CO2e, CO2, C, CH4 or N2O; null for none of them.</summary>
    public static string? GasOf(string unit) => Unit.TryParse(unit, out var given, out _) ? Array.Find(Names, n => given.Dimension.Equals(Unit.Parse($"{n.Name}/yr").Dimension)).Gas : null;

    /// <summary>Whether tonnes of something may be said of a gas.</summary>
    private static bool Fits(string gas, string of) => of switch { "CO2e" => true, "CO2" or "C" => gas is "CO2" or "CO2e", "CH4" => gas is "CH4" or FossilMethane, _ => gas == of };
}

/// <summary>Where a flow stands that is turned into tCO2e, for findings (位置).</summary>
/// <param name="File">File.</param>
/// <param name="Record">0-based record; null where the file has none.</param>
/// <param name="Field">Field of the unit.</param>
/// <param name="What">Sector or component.</param>
internal readonly record struct FlowPlace(string File, long? Record, string Field, string What);

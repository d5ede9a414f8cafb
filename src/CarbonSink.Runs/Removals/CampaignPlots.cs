using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>Plots of a campaign, read, judged and brought to tCO2e per hectare (一期监测样地).</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Stock">What it says of the project; null where it cannot be estimated.</param>
/// <param name="StratumOfPlot">Stratum of each sound plot.</param>
/// <param name="BiomassByStratum">Mean biomass of strata, t/ha; none where carbon was recorded.</param>
/// <param name="Paths">Files read.</param>
internal sealed record CampaignPlots(PlotCampaign Campaign, MeasuredStock? Stock, IReadOnlyDictionary<string, string> StratumOfPlot, IReadOnlyDictionary<string, double> BiomassByStratum, IReadOnlyList<string> Paths)
{
    private const string Co2e = "tCO2e/ha";
    private static readonly string[] Units = ["t/ha", "tC/ha", Co2e];

    /// <summary>Where plots lie, in the coordinates of the parcels; those without are not in it.</summary>
    public IReadOnlyDictionary<string, (double X, double Y)> Places { get; init; } = new Dictionary<string, (double X, double Y)>();

    /// <summary>Reads a campaign.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="input">The project.</param>
    /// <param name="conversion">The method that brings biomass to carbon dioxide.</param>
    /// <param name="findings">Receives plots that cannot be used.</param>
    /// <exception cref="RefusedInputException">The table cannot be read, lacks a column, or its unit cannot be used.</exception>
    public static CampaignPlots Read(PlotCampaign campaign, ProjectInput input, Methodology conversion, FindingLog findings)
    {
        var (name, stated) = MemberTable.Split(campaign.Value);
        var table = ProjectTable.Read(campaign.Plots, ["plot", "stratum", name], findings);
        var unit = table.UnitOf(name) ?? stated;
        if (unit is null || !Units.Contains(unit) || (stated is not null && stated != unit))
            throw new RefusedInputException(new(RemovalsFindings.Unit, table.File, null, name, unit, name, unit ?? "—", string.Join(", ", Units)));
        var sound = Sound(table, name, input, findings);
        var planted = PlantedBy(input, campaign.Date);
        var co2e = Converted(conversion, unit, [.. sound.Select(p => p.Value)]);
        var byStratum = sound.Select((p, i) => (p.Plot, p.Stratum, Co2e: co2e[i], p.Value)).GroupBy(p => p.Stratum, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var few = planted.Where(s => !byStratum.TryGetValue(s, out var plots) || plots.Count < 2).ToList();
        foreach (var stratum in few)
            findings.Add(new Finding(RemovalsFindings.StratumWithoutPlots, table.File, null, "stratum", stratum, stratum, Day(campaign.Date), $"{(byStratum.TryGetValue(stratum, out var plots) ? plots.Count : 0)}"));
        var stock = few.Count > 0 || planted.Count == 0 ? null
            : MeasuredStock.Of(campaign.Date, [.. planted.Select(s => new StratumPlots(s, input.Parcels.AreaHaByStratum[s], byStratum[s].ToDictionary(p => p.Plot, p => p.Co2e, StringComparer.Ordinal)))]);
        return new(campaign, stock, sound.ToDictionary(p => p.Plot, p => p.Stratum, StringComparer.Ordinal),
            unit == Units[0] ? byStratum.ToDictionary(s => s.Key, s => PlotSample.Sum(s.Value.Select(p => p.Value)) / s.Value.Count, StringComparer.Ordinal) : new Dictionary<string, double>(), table.Paths)
        {
            Places = sound.Where(p => p.Place is not null).ToDictionary(p => p.Plot, p => p.Place!.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>Strata that hold trees on a day: all but those whose first planting is later.</summary>
    public static IReadOnlyList<string> PlantedBy(ProjectInput input, DateOnly date) =>
        [.. input.Parcels.AreaHaByStratum.Keys.Where(s => input.Activities.Plantings.Where(p => p.Stratum == s).Select(p => (DateOnly?)p.Date).Min() is not { } first || first <= date)];

    /// <summary>Values per hectare in tCO2e/ha, by the pack.</summary>
    public static IReadOnlyList<double> Converted(Methodology conversion, string unit, IReadOnlyList<double> values)
    {
        if (unit == Co2e)
            return values;
        var (sheet, causes, input, output) = (new Sheet(), new CauseTable(), unit == Units[0] ? "b" : "c", unit == Units[0] ? "e_b" : "e_c");
        sheet.Add("plot", [.. Enumerable.Range(0, values.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))]);
        sheet.Put(SheetColumn.One("kind", "tree"));
        sheet.Put(new(input, "plot", string.Empty, SheetCellKind.Number, Quantities.Unit.Parse(unit), [.. values.Select(v => new SheetCell(v))]));
        SheetEvaluation.Run(conversion, sheet, causes);
        return [.. sheet.Columns[output].Cells.Select(c => c.Number ?? throw new InvalidOperationException(c.Cause?.En))];
    }

    public static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<(string Plot, string Stratum, double Value, (double X, double Y)? Place)> Sound(ProjectTable table, string name, ProjectInput input, FindingLog findings)
    {
        var twice = Enumerable.Range(0, table.Count).GroupBy(r => table.Text("plot", r) ?? string.Empty, StringComparer.Ordinal).Where(g => g.Key.Length == 0 || g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var sound = new List<(string, string, double, (double, double)?)>();
        for (var row = 0; row < table.Count; row++)
        {
            var (plot, stratum, text) = (table.Text("plot", row) ?? string.Empty, table.Text("stratum", row), table.Text(name, row));
            void Tell(FindingRule rule, string field, string? value, params string[] more) => findings.Add(new Finding(rule, table.File, table.Records[row], field, value, more));
            if (twice.Contains(plot))
                Tell(RemovalsFindings.PlotTwice, "plot", plot, plot);
            else if (stratum is null || !input.Parcels.AreaHaByStratum.ContainsKey(stratum))
                Tell(RemovalsFindings.UnknownStratum, "stratum", stratum, plot, stratum ?? string.Empty, string.Join(", ", input.Parcels.AreaHaByStratum.Keys));
            else if (!Number(text, out var value) || value < 0)
                Tell(RemovalsFindings.BadMeasurement, name, text, plot);
            else if (Place(table, row) is { } place && input.Parcels.HasGeometry && input.Parcels.StratumAt(place.X, place.Y) is var there && there != stratum)
                Tell(RemovalsFindings.OutsideStratum, "x", table.Text("x", row), plot, stratum, there ?? "项目之外 / outside the project");
            else
                sound.Add((plot, stratum, value, Place(table, row)));
        }

        return sound;
    }

    private static (double X, double Y)? Place(ProjectTable table, int row) => Number(table.Text("x", row), out var x) && Number(table.Text("y", row), out var y) ? (x, y) : null;

    private static bool Number(string? text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}

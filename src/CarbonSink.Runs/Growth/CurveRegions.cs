using CarbonSink.Findings;
using CarbonSink.Growth;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Where curves may serve (曲线地区): a region of curves is known, and the administrative division of the data lies in it.</summary>
internal static class CurveRegions
{
    private const string Divisions = "tables/growth-types/1/divisions.csv";

    /// <summary>Loads the pack of curves with the fitted ones.</summary>
    /// <param name="catalog">The methods.</param>
    /// <param name="curves">Folder of fit-growth or its curves.csv; null for none.</param>
    /// <exception cref="RefusedInputException">The file is not there, or names a form that no equation reads.</exception>
    public static Methodology Load(MethodologyCatalog catalog, string? curves)
    {
        var choices = new Dictionary<string, TableChoice>(StringComparer.Ordinal);
        if (curves is not null)
        {
            var path = FileOf(curves);
            if (!File.Exists(path))
                throw DataSet.Refuse(CurveFindings.NoCurves, null, curves, path);
            foreach (var (line, cells) in TextTable.Read(path, ["growth_type", "origin", "form [code]"], new()).Rows)
                if (!Enum.GetNames<GrowthForm>().Contains(cells["form [code]"], StringComparer.OrdinalIgnoreCase))
                    throw DataSet.Refuse(CurveFindings.UnknownForm, FittedCurvesCsv.FileName, $"{line}", cells["form [code]"], string.Join(", ", Enum.GetValues<GrowthForm>().Select(FitGrowthTables.Form)));
            choices["fitted"] = new(Path.GetFullPath(path), Directory.GetCurrentDirectory());
        }

        return catalog.Load(YieldTables.Method, choices);
    }

    /// <summary>The table of coefficients that --curves means.</summary>
    public static string FileOf(string curves) => Directory.Exists(curves) ? Path.Combine(curves, FittedCurvesCsv.FileName) : curves;

    /// <summary>Refuses a region that is not known, or in which the data do not lie.</summary>
    /// <param name="growth">The pack of curves.</param>
    /// <param name="methodology">The methodology folder.</param>
    /// <param name="region">Code of the region.</param>
    /// <param name="inventory">What says where the data lie.</param>
    /// <param name="findings">Receives that nothing says it.</param>
    /// <exception cref="RefusedInputException">The region is unknown or another one.</exception>
    public static void Require(Methodology growth, string methodology, string region, InventoryFile inventory, FindingLog findings) =>
        Require(growth, methodology, region, inventory.Division, InventoryFile.FileName, findings);

    /// <summary>Refuses a region that is not known, or in which a division does not lie.</summary>
    /// <param name="growth">The pack of curves.</param>
    /// <param name="methodology">The methodology folder.</param>
    /// <param name="region">Code of the region.</param>
    /// <param name="division">Code of the administrative division; null where nothing says it.</param>
    /// <param name="file">The file that says it.</param>
    /// <param name="findings">Receives that nothing says it.</param>
    /// <exception cref="RefusedInputException">The region is unknown or another one.</exception>
    public static void Require(Methodology growth, string methodology, string region, string? division, string file, FindingLog findings)
    {
        var regions = growth.Tables.First(t => t.Name == "regions");
        if (!growth.Contains(regions, growth.Codes.Intern(region)))
            throw DataSet.Refuse(UpdateFindings.UnknownRegion, null, region, string.Join(", ", regions.Table.Names.Keys));
        var rows = TextTable.Read(Path.Combine([methodology, .. Divisions.Split('/')]), ["division", "region"], findings).Rows.Select(r => (Division: r.Cells["division"].TrimEnd('*'), Region: r.Cells["region"])).ToArray();
        if (!rows.Any(r => r.Region == region))
            return; // a region without divisions serves everywhere
        if (string.IsNullOrEmpty(division))
        {
            findings.Add(new Finding(CurveFindings.NoDivision, file, null, null, null, region));
            return;
        }

        var here = rows.Where(r => division.StartsWith(r.Division, StringComparison.Ordinal)).Select(r => r.Region).ToArray();
        if (here.Contains(region, StringComparer.Ordinal))
            return;
        var everywhere = regions.Table.Names.Keys.Where(k => !rows.Any(r => r.Region == k));
        throw DataSet.Refuse(CurveFindings.OtherRegion, file, division, region, string.Join(", ", here.Concat(everywhere)));
    }
}

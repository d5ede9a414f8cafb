namespace CarbonSink.Plots;

/// <summary>A row of a standard table (标准表): a fully stocked stand of a mean height.</summary>
/// <param name="HeightM">Mean height, m.</param>
/// <param name="BasalAreaM2PerHa">Basal area, m²/ha.</param>
/// <param name="VolumeM3PerHa">Volume, m³/ha.</param>
public readonly record struct StandardStand(double HeightM, double BasalAreaM2PerHa, double VolumeM3PerHa);

/// <summary>Standard table of basal area and volume (标准断面积蓄积表), straight between rows and nothing beyond the first and the last.</summary>
/// <remarks>Source: angle_gauge_constants.csv, XuJiUtil.java: M = G / G_std · M_std, both interpolated at the mean height; G_std(12) = 47.4 and G_std(13) = 50.9 give 48.45 at 12.3 m.</remarks>
public sealed class StandardTable
{
    private readonly StandardStand[] rows;

    /// <summary>A table of at least one row, heights increasing.</summary>
    /// <exception cref="ArgumentException">There is no row, or heights do not increase.</exception>
    public StandardTable(IEnumerable<StandardStand> stands)
    {
        rows = [.. stands];
        if (rows.Length == 0 || Enumerable.Range(1, rows.Length - 1).Any(i => !(rows[i].HeightM > rows[i - 1].HeightM)))
            throw new ArgumentException("a standard table has rows whose heights increase", nameof(stands));
    }

    /// <summary>The stand of a height; null beyond the table.</summary>
    public StandardStand? At(double heightM)
    {
        var i = Array.FindIndex(rows, r => r.HeightM >= heightM);
        if (i < 0 || (i == 0 && rows[0].HeightM > heightM))
            return null;
        if (rows[i].HeightM == heightM)
            return rows[i];
        var (a, b) = (rows[i - 1], rows[i]);
        var w = (heightM - a.HeightM) / (b.HeightM - a.HeightM);
        return new(heightM, a.BasalAreaM2PerHa + (w * (b.BasalAreaM2PerHa - a.BasalAreaM2PerHa)), a.VolumeM3PerHa + (w * (b.VolumeM3PerHa - a.VolumeM3PerHa)));
    }

    /// <summary>Volume of a stand, m³/ha: M = G / G_std · M_std; null beyond the table.</summary>
    /// <param name="basalAreaM2PerHa">Its basal area, m²/ha.</param>
    /// <param name="heightM">Its mean height, m.</param>
    public double? Volume(double basalAreaM2PerHa, double heightM) => At(heightM) is { } standard ? basalAreaM2PerHa / standard.BasalAreaM2PerHa * standard.VolumeM3PerHa : null;
}

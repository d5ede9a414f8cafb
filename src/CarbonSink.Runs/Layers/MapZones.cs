using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Polygons that the report maps results by (分区图的面), or why they cannot be used: the assessment does not need them.</summary>
/// <param name="Key">The group key whose values name the polygons.</param>
/// <param name="Polygons">The polygons; null where there is a problem.</param>
/// <param name="Problem">What is wrong with them.</param>
internal sealed record MapZones(string Key, PolygonLayer? Polygons, Bilingual? Problem)
{
    private const string Township = "township";
    private const string TownshipLayer = "townships";

    /// <summary>The townships where units are grouped by them and the data set has their layer, and the layer that units are grouped by.</summary>
    public static IReadOnlyList<MapZones> Of(DataSet data, GroupKeys keys)
    {
        var zones = new List<MapZones>();
        if (keys.Names.Contains(Township) && keys.Zones?.Key != Township)
        {
            try
            {
                if (data.Layer(TownshipLayer) is { } layer)
                    zones.Add(new(Township, GroupZones.Read(data, layer, new()), null));
            }
            catch (RefusedInputException e)
            {
                zones.Add(new(Township, null, new(e.Finding.Message("zh"), e.Finding.Message("en"))));
            }
            catch (IOException e)
            {
                zones.Add(new(Township, null, new(e.Message, e.Message)));
            }
        }

        if (keys.Zones is { } grouped)
            zones.Add(new(grouped.Key, grouped.Polygons, null));
        return zones;
    }
}

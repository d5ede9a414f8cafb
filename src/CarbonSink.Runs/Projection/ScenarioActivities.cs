using CarbonSink.Growth;
using CarbonSink.Projections;

namespace CarbonSink.Runs;

/// <summary>Reads the activities of a scenario (经营措施的读取). Every effect must be written; none has a default.</summary>
internal static class ScenarioActivities
{
    private static readonly string[] Filter = ["forestTypes", "origins", "minAge", "maxAge", "order", "note"];

    private static readonly Dictionary<string, (string[] Required, string[] Optional)> Keys = new(StringComparer.Ordinal)
    {
        ["planting"] = (["kind", "from", "to", "areaHaPerYear", "landClasses", "forestType", "origin", "preservedShare"], ["note"]),
        ["enclosure"] = (["kind", "from", "to", "areaHaPerYear", "landClasses", "forestType", "origin", "afterYears"], ["note"]),
        ["tending"] = (["kind", "from", "to", "incrementFactor", "forYears"], ["areaHaPerYear", .. Filter]),
        ["thinning"] = (["kind", "from", "to", "share", "incrementAfter", "products"], ["areaHaPerYear", .. Filter]),
        ["harvest"] = (["kind", "from", "to", "minAge", "products", "after"], ["areaHaPerYear", "volumeM3PerYear", "forestType", "origin", "landClass", .. Filter.Where(k => k != "minAge")]),
        ["repair"] = (["kind", "from", "to", "belowStocking", "toStocking"], ["areaHaPerYear", .. Filter]),
    };

    public static IReadOnlyList<Activity> Read(ScenarioObject scenario, ScenarioCodes codes, IncrementRule increments) =>
        [.. scenario.Objects("activities", "kind", Keys).Select(a => Of(a, codes, increments))];

    private static Activity Of(ScenarioObject a, ScenarioCodes codes, IncrementRule increments)
    {
        var from = a.Year("from", 1900);
        var to = a.Year("to", from);
        double? area = a.Has("areaHaPerYear") ? a.Number("areaHaPerYear", 0, 1e9) : null;
        GrowthClass Class() => new(a.Code("forestType", codes.ForestTypes), a.Code("origin", ScenarioCodes.Origins));
        switch (a.Text("kind"))
        {
            case "planting":
                return new Planting(from, to, a.Codes("landClasses", codes.LandClasses), Class(), a.Number("preservedShare", 0, 1)) { AreaHaPerYear = area };
            case "enclosure":
                return new Enclosure(from, to, a.Codes("landClasses", codes.LandClasses), Class(), a.Whole("afterYears", 0, 100)) { AreaHaPerYear = area };
            case "tending":
                return new Tending(from, to, Stands(a, codes, StandOrder.Youngest), a.Number("incrementFactor", 0, 10), a.Whole("forYears", 1, 100)) { AreaHaPerYear = area };
            case "thinning":
                return new Thinning(from, to, Stands(a, codes, StandOrder.Oldest), a.Number("share", 0, 1), a.Number("incrementAfter", 0, 10), Products(a, codes)) { AreaHaPerYear = area };
            case "harvest":
                var replants = a.One("after", "replant", "same", "none");
                if (a.Has("areaHaPerYear") && a.Has("volumeM3PerYear"))
                    throw a.Wrong("volumeM3PerYear", "与 areaHaPerYear 二选一", "instead of areaHaPerYear, not with it");
                if (replants == 0 != a.Has("forestType") || replants == 0 != a.Has("origin"))
                    throw a.Wrong("after", "replant 时写 forestType 和 origin，其余不写", "replant with forestType and origin, or another without them");
                if (replants == 2 != a.Has("landClass"))
                    throw a.Wrong("after", "none 时写 landClass，其余不写", "none with landClass, or another without it");
                return new Harvest(from, to, Stands(a, codes, StandOrder.Oldest), Products(a, codes), replants == 2 ? a.Code("landClass", codes.LandClasses) : "")
                {
                    AreaHaPerYear = area,
                    VolumeM3PerYear = a.Has("volumeM3PerYear") ? a.Number("volumeM3PerYear", 0, 1e12) : null,
                    Replants = replants != 2,
                    ReplantedWith = replants == 0 ? Class() : null,
                };
            default:
                if (increments == IncrementRule.Absolute)
                    throw a.Wrong("kind", "别的措施：increments 为 absolute 时生长量不按立木度取，退化林修复没有意义", "another: with absolute increments stocking has no part in growth, so there is nothing to repair");
                return new Repair(from, to, Stands(a, codes, StandOrder.LeastStocked), a.Number("belowStocking", 0, 2), a.Number("toStocking", 0, 2)) { AreaHaPerYear = area };
        }
    }

    private static StandFilter Stands(ScenarioObject a, ScenarioCodes codes, StandOrder order)
    {
        var least = a.Has("minAge") ? a.Whole("minAge", 0, 1000) : 0;
        return new()
        {
            ForestTypes = a.Has("forestTypes") ? a.Codes("forestTypes", codes.ForestTypes) : [],
            Origins = a.Has("origins") ? a.Codes("origins", ScenarioCodes.Origins) : [],
            MinAge = least,
            MaxAge = a.Has("maxAge") ? a.Whole("maxAge", least, 1000) : int.MaxValue,
            Order = a.Has("order") ? (StandOrder)a.One("order", "oldest", "youngest", "leastStocked", "record") : order,
        };
    }

    private static ProductShare[] Products(ScenarioObject a, ScenarioCodes codes)
    {
        ProductShare[] shares = [.. a.Objects("products", ["product", "share"], []).Select(p => new ProductShare(codes.Products[p.Code("product", [.. codes.Products.Keys])], p.Number("share", 0, 1)))];
        return shares.Sum(s => s.Share) <= 1 + 1e-12 && shares.DistinctBy(s => s.Product).Count() == shares.Length ? shares
            : throw a.Wrong("products", "各产品一次，份额合计不超过 1", "each product once, with shares that come to 1 at most");
    }
}

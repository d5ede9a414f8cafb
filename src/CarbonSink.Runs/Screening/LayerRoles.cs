using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>What layers of known roles are called (图层角色).</summary>
internal static class LayerRoles
{
    private static readonly IReadOnlyDictionary<string, Bilingual> Known = new Dictionary<string, Bilingual>(StringComparer.Ordinal)
    {
        ["wetland"] = new("湿地", "wetland"),
        ["basic-farmland"] = new("永久基本农田", "permanent basic farmland"),
        ["red-line"] = new("生态保护红线", "ecological protection red line"),
        ["claim"] = new("已登记项目的土地", "land claimed by a project already"),
        ["planned-land"] = new("规划造林地", "planned afforestation land"),
        ["industrial"] = new("工业、采矿用地", "industrial and mining land"),
        ["road"] = new("道路", "roads"),
        ["urban"] = new("城镇用地", "urban land"),
    };

    /// <summary>All of them, in ordinal order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    public static Bilingual Name(string role) => Known.GetValueOrDefault(role) ?? new(role, role);
}

using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>What keys of rows and outcomes are called for readers; JSON keeps the keys.</summary>
internal static class RegisterLabels
{
    private static readonly Dictionary<string, Bilingual> Labels = new(StringComparer.Ordinal)
    {
        ["account"] = new("账户", "account"),
        ["accounts"] = new("账户", "accounts"),
        ["actor"] = new("参与方", "actor"),
        ["actors"] = new("参与方", "actors"),
        ["amountFen"] = new("金额（分）", "amount (fen)"),
        ["beneficiary"] = new("受益方", "beneficiary"),
        ["blocks"] = new("减排量区块", "blocks"),
        ["class"] = new("类别", "class"),
        ["date"] = new("日期", "date"),
        ["due"] = new("到期日", "due"),
        ["entries"] = new("条目", "entries"),
        ["entry"] = new("条目", "entry"),
        ["event"] = new("事件", "event"),
        ["forceCancelled"] = new("强制注销", "cancelled by force"),
        ["free"] = new("可用", "free"),
        ["from"] = new("自", "from"),
        ["frozen"] = new("冻结", "frozen"),
        ["history"] = new("经过", "history"),
        ["holder"] = new("持有人", "holder"),
        ["id"] = new("编号", "id"),
        ["issued"] = new("已签发", "issued"),
        ["methodology"] = new("方法学", "methodology"),
        ["name"] = new("名称", "name"),
        ["notices"] = new("声明", "notices"),
        ["number"] = new("期次", "number"),
        ["overlaps"] = new("重叠", "overlaps"),
        ["owner"] = new("业主", "owner"),
        ["period"] = new("核算期", "period"),
        ["periods"] = new("核算期", "periods"),
        ["pools"] = new("碳库", "pools"),
        ["programme"] = new("机制", "programme"),
        ["project"] = new("项目", "project"),
        ["projects"] = new("项目", "projects"),
        ["purpose"] = new("用途", "purpose"),
        ["quantity"] = new("数量", "quantity"),
        ["reason"] = new("原因", "reason"),
        ["retired"] = new("已注销", "retired"),
        ["roles"] = new("角色", "roles"),
        ["rootHash"] = new("根哈希", "root hash"),
        ["since"] = new("自何日起", "since"),
        ["start"] = new("开工日", "start"),
        ["state"] = new("状态", "state"),
        ["to"] = new("至", "to"),
        ["treeSize"] = new("条目数", "tree size"),
        ["unitClass"] = new("减排量类别", "unit class"),
        ["validator"] = new("审定机构", "validator"),
        ["verifier"] = new("核查机构", "verifier"),
        ["vintages"] = new("年份", "vintages"),
    };

    /// <summary>The label of a key; the key itself where it has none.</summary>
    public static string Of(string key, string language) => Labels.TryGetValue(key, out var label) ? label.In(language) : key;
}

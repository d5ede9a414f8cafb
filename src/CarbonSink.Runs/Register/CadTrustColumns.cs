using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Tables, columns and picklists of CAD Trust (Chia-Network/cadt, src/models), and what our states are in them (状态对照): what has no counterpart stays blank.</summary>
internal static class CadTrustColumns
{
    /// <summary>Country of the parcels: divisions and boundaries of this register are Chinese.</summary>
    public const string Country = "China";

    private static readonly Bilingual NotKept = new("登记簿不存这一项", "the register does not keep it");

    /// <summary>Tables with their columns, in the order of the model.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["projects"] = ["warehouseProjectId", "orgUid", "currentRegistry", "projectId", "originProjectId", "registryOfOrigin", "program", "projectName", "projectLink", "projectDeveloper", "sector", "projectType", "projectTags", "coveredByNDC", "ndcInformation", "projectStatus", "projectStatusDate", "unitMetric", "methodology", "methodology2", "description"],
        ["projectLocations"] = ["id", "warehouseProjectId", "country", "inCountryRegion", "geographicIdentifier", "fileId"],
        ["issuances"] = ["id", "warehouseProjectId", "startDate", "endDate", "verificationApproach", "verificationReportDate", "verificationBody"],
        ["units"] = ["warehouseUnitId", "issuanceId", "projectLocationId", "unitOwner", "countryJurisdictionOfOwner", "inCountryJurisdictionOfOwner", "serialNumberBlock", "unitBlockStart", "unitBlockEnd", "unitCount", "vintageYear", "unitType", "marketplace", "marketplaceLink", "marketplaceIdentifier", "unitStatus", "unitStatusReason", "unitRegistryLink", "correspondingAdjustmentDeclaration", "correspondingAdjustmentStatus"],
        ["labels"] = ["id", "warehouseProjectId", "label", "labelType", "creditingPeriodStartDate", "creditingPeriodEndDate", "validityPeriodStartDate", "validityPeriodEndDate", "unitQuantity", "labelLink"],
        ["labelUnit"] = ["id", "labelId", "warehouseUnitId"],
        ["estimations"] = ["id", "warehouseProjectId", "creditingPeriodStart", "creditingPeriodEnd", "unitCount"],
        ["projectRatings"] = ["id", "warehouseProjectId", "ratingType", "ratingRangeLowest", "ratingRangeHighest", "rating", "ratingLink"],
        ["coBenefits"] = ["id", "warehouseProjectId", "cobenefit"],
        ["relatedProjects"] = ["id", "warehouseProjectId", "relatedProjectId", "relationshipType", "registry"],
    };

    /// <summary>Columns that are always blank, with the reason; a null column is the whole table.</summary>
    public static IReadOnlyList<(string? Column, Bilingual Reason)> Blanks(string table) => table switch
    {
        "projects" =>
        [
            ("orgUid", new("由 CAD Trust 分配", "given by CAD Trust")), ("projectLink", NotKept), ("unitMetric", new("单位不是 tCO2e 的地方指标留空", "blank for local indicators whose unit is not tCO2e")), ("sector", NotKept), ("projectType", NotKept), ("projectTags", NotKept),
            ("coveredByNDC", new("取值要由主管部门声明，不推定", "the authority declares it; it is not inferred")), ("ndcInformation", NotKept), ("methodology2", NotKept), ("description", NotKept),
            ("projectStatus", new("审定否定没有对应值（草稿未公示，不导出）；注销按原因、历史记录按原词对应不上的留空", "negative validations have no counterpart (drafts are not public and not exported); nor have historic states in other words")),
        ],
        "projectLocations" => [("fileId", NotKept)],
        "issuances" => [("verificationApproach", NotKept)],
        "units" =>
        [
            ("projectLocationId", new("减排量属于整个项目，不属于某个地块", "units are of the whole project, of no single parcel")), ("countryJurisdictionOfOwner", NotKept), ("inCountryJurisdictionOfOwner", NotKept),
            ("unitType", new("登记簿不分减排与清除，不推定", "the register does not tell reduction from removal; it is not inferred")), ("marketplace", NotKept), ("marketplaceLink", NotKept), ("marketplaceIdentifier", NotKept), ("unitRegistryLink", NotKept),
            ("correspondingAdjustmentStatus", new("没有相应调整的记录", "no corresponding adjustment is recorded")),
        ],
        "labels" or "labelUnit" => [(null, new("登记簿没有标签", "the register has no labels"))],
        "projectRatings" => [(null, new("登记簿没有评级", "the register has no ratings"))],
        "coBenefits" => [(null, new("登记簿没有协同效益的声明", "the register has no declarations of co-benefits"))],
        "relatedProjects" => [(null, new("登记簿不记项目之间的关系；重叠主张见台账", "the register keeps no relations of projects; overlapping claims are in the ledger"))],
        "estimations" => [("unitCount", new("起草时没有申报 expectedTPerYear 的项目没有行", "a project without expectedTPerYear at its draft has no row"))],
        _ => [],
    };

    /// <summary>projectStatus of a state of ours; null where there is no counterpart.</summary>
    /// <param name="state">Our state.</param>
    /// <param name="ground">For a cancelled project why: owner-extinct, project-gone or voluntary; null where it is not told.</param>
    public static string? ProjectStatus(string state, string? ground) => state switch
    {
        "notice" or "validating" or "validated" or "applied" => "Listed",
        "registered" => "Registered",
        "cancelled" => ground == "voluntary" ? "Withdrawn" : "De-registered",
        "revoked" => "De-registered",
        _ => null,
    };

    /// <summary>projectStatus of a state of another register: only where it is a word of the picklist.</summary>
    public static string? HistoricStatus(string? status) => Array.Find((string[])["Listed", "Registered", "Completed", "Transitioned", "Withdrawn", "De-registered"], w => string.Equals(w, status, StringComparison.OrdinalIgnoreCase));

    /// <summary>unitStatus of a state of ours: frozen units are still held.</summary>
    public static string UnitStatus(Register.UnitState state) => state switch
    {
        Register.UnitState.Retired => "Retired",
        Register.UnitState.ForceCancelled => "Cancelled",
        _ => "Held",
    };
}

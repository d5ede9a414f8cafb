using System.Text;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;

namespace CarbonSink.Tests.Conventions;

/// <summary>The list of indicators as docs/indicators.md prints it.</summary>
internal static class IndicatorCatalogue
{
    private const string Head = """
        # 指标 · Indicators

        本页由测试从 `methodology/indicators` 生成，不要手改：`UPDATE_INDICATORS=1 dotnet test -c Release tests/CarbonSink.Tests --filter IndicatorCatalogueTests`。This page is generated from the packs; do not edit it.

        规划的指标各是一个包：`methodology/indicators/<id>/<version>/`，`indicator.json` 写代码、规划里的名称、单位和算法，CSV 列出计入的类别（每行有出处、状态、理由），`README.md` 写定义。

        **算法。** 分子、分母都是“某个量 + 类别清单”：量是 `assess` 算出的数（`areaHa`、`volumeM3`、`livingVolumeM3`、`carbonTC` …），清单按地类（DI_LEI）、森林类别（SEN_LIN_LB）、起源（QI_YUAN）列出。同一指标有几个底数时，**规划没有说就用第一个**；要用别的，在 `targets.json` 的 `bases` 里点名。结果总写明用的是哪一个、是点名的还是缺省的。来自 `evaluate` 的指标写明方法和输出。

        **观测的先后。** 同一指标、同一年、同一乡镇只有一个观测：由图层或核算算出的优先，公布的数（`actuals.csv`）与它不同时两个数和差都写进问题清单。没有图层能算的指标（保护率、利用率 …）只取 `actuals.csv`。工作量指标（造林、抚育 …）取 `works.csv`，同一年的各行相加；没有全域行的年份，全域 = 各乡镇之和。数据不够时说明缺哪个字段、图层或表，不猜。

        **乡镇。** 面积、蓄积、碳储量按乡镇相加等于全域。比率用乡镇自己的分母；乡镇的土地面积，图层盖满全域（各小班面积之和与土地总面积相差不到 1 %）时取各小班之和，否则取 role 为 `townships` 的图层，来源里写明是哪一种。

        **`works.csv`、`actuals.csv`** 的列：`indicator,year,division,value,unit,source`。`indicator` 写代码或规划里的名称，`division` 写乡镇代码或名称、全域留空，`unit` 照公布的写（万公顷、亩、万立方米、‰ …），程序换算。

        Every indicator of plans is a pack: `indicator.json` has its code, names in plans, unit and definition, CSV files list the classes that count (each row with source, status and reason), `README.md` says what it is.

        **Definitions.** Numerator and denominator are a figure of `assess` and a list of classes by land class, forest category or origin. Where an indicator has several bases, **the first holds where the plan says nothing**; another is named under `bases` of `targets.json`. The result always says which base was used and whether it was named. An indicator that comes from `evaluate` names method and output.

        **Which observation holds.** There is one for each indicator, year and township: what was computed from layers or evaluations stands before a published figure (`actuals.csv`); where both are there, a finding names them and their difference. What no layer gives comes from `actuals.csv` alone. Work done comes from `works.csv`; rows of a year add up, and a year without a row of the whole region has the sum of its townships. Where data lack, the field, layer or table that is needed is named; nothing is guessed.

        **Townships.** Areas, stocks and carbon of townships add up to the whole. A rate has the denominator of its own township; its land area is the sum of its units where the layer covers all land (to within 1 % of the land area), else that of the layer with role `townships`; the source says which.

        **Tables.** Columns of `works.csv` and `actuals.csv`: `indicator,year,division,value,unit,source`; a code or a name as plans print it, a code or name of a township or nothing for the whole region, the unit as published.

        """;

    /// <summary>The whole document.</summary>
    public static string Document(IReadOnlyList<Indicator> all)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n")).Append('\n');
        foreach (var domain in (string[])["forest", "wetland", "protection", "restoration", "soil", "grassland", "urban", "farming"])
        {
            text.Append($"## {domain}\n\n| 代码 code | 指标 indicator | 单位 unit | 由什么算出（第一个是缺省） | computed from (the first is the default) | 状态 status |\n|---|---|---|---|---|---|\n");
            foreach (var indicator in all.Where(i => i.Terms.Domain == domain).OrderBy(i => i.Terms.Code, StringComparer.Ordinal))
                text.Append($"| `{indicator.Terms.Code}` | [{indicator.Title.Zh} / {indicator.Title.En}](../methodology/indicators/{indicator.Id}/{indicator.Version}/README.md){Names(indicator)} | {indicator.Terms.Unit} | {From(indicator, zh: true)} | {From(indicator, zh: false)} | {indicator.Status.ToString().ToLowerInvariant()} |\n");
            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Names(Indicator indicator) => indicator.Terms.Names.Where(n => n != indicator.Title.Zh).ToArray() is { Length: > 0 } names ? $"；{string.Join("、", names)}" : "";

    private static string From(Indicator indicator, bool zh)
    {
        if (indicator.SameAs is { } same)
            return zh ? $"同 `{same}`" : $"as `{same}`";
        if (indicator.Terms.IsWork)
            return "`works.csv`";
        if (indicator.Definitions.Count == 0)
            return zh ? "图层不能算，`actuals.csv`" : "not computable from layers: `actuals.csv`";
        return string.Join("<br>", indicator.Definitions.Select(d => $"`{d.Base.Id}` {(zh ? d.Base.Title.Zh : d.Base.Title.En)}: {How(d, zh)}"));
    }

    private static string How(IndicatorDefinition definition, bool zh) => definition.Method.Length > 0
        ? $"`{definition.Method}` → `{definition.Output}`"
        : Term(definition.Numerator!) + (definition.Denominator is { } below ? $" ÷ {Term(below)}" : "") + (definition.IsChange ? zh ? "，两次调查间的年均变化" : ", mean yearly change between surveys" : "");

    private static string Term(IndicatorTerm term) =>
        $"`{term.Figure?.Key() ?? "landAreaHa"}`{string.Concat(term.Classes.Select(c => $" [{c.Role}: {string.Join(", ", c.Names)}]"))}";
}

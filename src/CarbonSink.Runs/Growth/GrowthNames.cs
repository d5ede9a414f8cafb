using CarbonSink.Growth;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Names that people read for the codes of classes, forms and states of growth (生长类型、形式、状态的名称); files for programs keep the codes.</summary>
public static class GrowthNames
{
    private static readonly Dictionary<string, Bilingual> Names = new(StringComparer.Ordinal)
    {
        ["natural"] = new("天然", "natural"),
        ["planted"] = new("人工", "planted"),
        ["richards"] = new("理查兹曲线", "richards"),
        ["schumacher"] = new("舒马赫曲线", "schumacher"),
        ["logistic"] = new("逻辑斯蒂曲线", "logistic"),
        ["gompertz"] = new("冈珀茨曲线", "gompertz"),
        ["korf"] = new("科尔夫曲线", "korf"),
        ["too-few-stands"] = new("林分太少", "too few stands"),
        ["too-few-ages"] = new("不同的年龄太少", "too few different ages"),
        ["no-convergence"] = new("不收敛", "no convergence"),
        ["singular"] = new("系数分不开", "coefficients cannot be told apart"),
        ["no-growth"] = new("蓄积不随年龄增加", "stock does not rise with age"),
        ["notArborForest"] = new("不是乔木林", "not arbor forest"),
        ["implausibleAge"] = new("年龄不合情理", "implausible age"),
        ["badRow"] = new("行有错", "bad row"),
        ["unknownOrigin"] = new("起源不明", "unknown origin"),
        ["noArea"] = new("缺面积", "no area"),
        ["noStock"] = new("缺蓄积", "no stock"),
        ["noAge"] = new("缺年龄", "no age"),
        ["noType"] = new("缺林型", "no forest type"),
        ["noOrigin"] = new("缺起源", "no origin"),
        ["noCarbon"] = new("算不出碳", "no carbon"),
        ["noTable"] = new("没有收获表", "no yield table"),
        ["outsideAges"] = new("年龄超出收获表", "outside the ages of the table"),
        ["sameYear"] = new("同一年", "same year"),
        ["updated"] = new("已推算", "updated"),
        ["kept"] = new("保持原值", "kept"),
        ["harvested"] = new("已采伐", "harvested"),
        ["notForest"] = new("不是乔木林", "not arbor forest"),
        ["yes"] = new("是", "yes"),
        ["no"] = new("否", "no"),
    };

    /// <summary>The name of a code; a code without a name, such as a species code, stands for itself.</summary>
    public static Bilingual Of(string code) => Names.GetValueOrDefault(code) ?? new(code, code);

    /// <summary>The name of a form.</summary>
    public static Bilingual Of(GrowthForm form) => Of(FitGrowthTables.Form(form));

    /// <summary>Type, origin and species as one name.</summary>
    public static Bilingual Of(GrowthClass growthClass)
    {
        var (origin, species) = (Of(growthClass.Origin), growthClass.Species is { } s ? $" ({s})" : "");
        return new($"{growthClass.ForestType} × {origin.Zh}{species}", $"{growthClass.ForestType} × {origin.En}{species}");
    }

    /// <summary>Whole years as the stretches they make, e.g. 3–7, 12.</summary>
    public static string Ages(IReadOnlyList<int> ages)
    {
        var stretches = new List<(int From, int To)>();
        foreach (var age in ages.Order())
        {
            if (stretches.Count > 0 && stretches[^1].To == age - 1)
                stretches[^1] = (stretches[^1].From, age);
            else
                stretches.Add((age, age));
        }

        return string.Join(", ", stretches.Select(s => s.From == s.To ? $"{s.From}" : $"{s.From}–{s.To}"));
    }

    /// <summary>A code as it is for programs, or its name in a language.</summary>
    internal static string Shown(string code, string? language) => language is null ? code : Of(code).In(language);
}

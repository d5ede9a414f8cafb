using CarbonSink.Estimation;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Area and stock of both surveys by township, land class, purpose, origin and age group (两期储量统计): what tables of change are made of. Every unit is in it, with a boundary or without.</summary>
public static class SurveyStocks
{
    private static readonly string[] Keys = ["county", "township", "landClass", "forestPurpose", "origin", "ageGroup"];

    /// <summary>One record for each survey and combination of keys; <c>sign</c> is −1 before and 1 after, so that figures times it add up to the change.</summary>
    /// <exception cref="SumMismatchException">The records do not hold what the surveys hold.</exception>
    internal static ReportTable Of(AssessedLayer older, AssessedLayer newer)
    {
        var table = new ReportTable("surveys", "两期储量统计", "Stock of both surveys",
        [
            Text("survey", "调查", "Survey"), new("sign", "符号", "Sign", "", ReportColumnKind.Number), Text("county", "县代码", "County"), Text("township", "乡镇", "Township"), Text("townshipName", "乡镇名称", "Name of the township"),
            Text("landClass", "地类", "Land class"), Text("forestPurpose", "林种", "Purpose"), Text("origin", "起源", "Origin"), Text("ageGroup", "龄组", "Age group"), new("recordCount", "小班数", "Units", "", ReportColumnKind.Count),
            Sum("areaHa", "面积", "Area", "ha"), Sum("volumeAreaHa", "有蓄积的面积", "Area with a volume", "ha"), Sum("volumeM3", "蓄积量", "Growing stock", "m3"), Sum("livingVolumeM3", "活立木蓄积", "Living stock", "m3"), Sum("carbonAreaHa", "有碳储量的面积", "Area with carbon", "ha"), Sum("carbonTC", "碳储量", "Carbon", "tC"),
        ]);
        Add(table, "old", -1, older);
        Add(table, "new", 1, newer);
        return table;
    }

    private static void Add(ReportTable table, string survey, double sign, AssessedLayer layer)
    {
        var groups = new SortedDictionary<string, Group>(StringComparer.Ordinal);
        var keys = Keys.Select(k => layer.Results.Find(k) ?? layer.Results.Find($"{k}Code")).ToArray();
        var figures = new[] { StockFigure.Area, StockFigure.Volume, StockFigure.LivingVolume, StockFigure.Carbon }.Select(f => layer.Results.Find(f.Key())).ToArray();
        foreach (var record in layer.Results.Records)
        {
            string[] key = [.. keys.Select((k, at) => k?.Text(record) ?? (at == 0 ? layer.Part.Context.Division : ""))];
            var name = string.Join('\0', key);
            if (!groups.TryGetValue(name, out var group))
                groups[name] = group = new(key);
            group.Add([.. figures.Select(f => f?.Number(record))]);
        }

        foreach (var group in groups.Values)
            table.AddRow([survey, sign, group.Key[0], group.Key[1], layer.Part.Context.NameOf(Keys, group.Key, 1) ?? group.Key[1], .. group.Key.Skip(2).Select(k => (ReportCell)k), .. group.Cells()]);
        var (carbon, all) = (groups.Values.Aggregate(ExactSum.Zero, (sum, g) => sum + g.Carbon), layer.Part.Assessment.Total[StockFigure.Carbon] ?? ExactSum.Zero);
        if (Math.Abs((carbon - all).ToDouble()) > 1e-9 * Math.Max(1, all.ToDouble())) // a unit's carbon in two pools is rounded once more
            throw new SumMismatchException($"the groups of the {survey} survey hold {carbon.ToDouble()} tC, the survey {all.ToDouble()}");
    }

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportColumn Sum(string key, string zh, string en, string unit) => new(key, zh, en, unit, ReportColumnKind.Sum);

    private sealed class Group(string[] key)
    {
        private readonly ExactSum[] sums = new ExactSum[4]; // area, volume, living volume, carbon
        private (ExactSum Volume, ExactSum Carbon) area;
        private long count;

        public string[] Key => key;

        public ExactSum Carbon => sums[3];

        public void Add(double?[] figures)
        {
            count++;
            for (var f = 0; f < sums.Length; f++)
                sums[f] += figures[f] ?? 0;
            area = (figures[1] is null ? area.Volume : area.Volume + (figures[0] ?? 0), figures[3] is null ? area.Carbon : area.Carbon + (figures[0] ?? 0));
        }

        public ReportCell[] Cells() => [count, sums[0], area.Volume, sums[1], sums[2], area.Carbon, sums[3]];
    }
}

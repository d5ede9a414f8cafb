using System.Globalization;
using CarbonSink.Balances;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projections;

namespace CarbonSink.Runs;

/// <summary>The sink of a balance from its sources (碳汇各来源): tables as they stand, the change of stock between surveys, the yearly change along the growth engine, yearly outputs of an evaluation.</summary>
internal sealed class BalanceSinks(BalanceFile file, string methodology, FlowUnits units, FindingLog findings, CancellationToken stop)
{
    /// <summary>Share of the area below which land that is not compared is an error of measurement.</summary>
    private const double LeastLeftOut = 1e-6;

    private readonly List<BalanceFigure> figures = [];
    private readonly List<SinkComponent> components = [.. file.Components];

    public IReadOnlyList<BalanceFigure> Figures => figures;

    public IReadOnlyList<SinkComponent> Components => components;

    /// <summary>What the sources leave out.</summary>
    public List<Bilingual> NotCounted { get; } = [];

    public List<FileDigest> Inputs { get; } = [];

    public List<PackReference> Packs { get; } = [];

    /// <summary>The rows of tables as they stand, by file.</summary>
    public List<(string File, IReadOnlyList<BalanceFigure> Rows)> Tables { get; } = [];

    /// <summary>Reads every source.</summary>
    /// <exception cref="RefusedInputException">One cannot be read, or says the same twice.</exception>
    public void Read()
    {
        foreach (var source in file.Sinks)
        {
            stop.ThrowIfCancellationRequested();
            switch (source.Kind)
            {
                case "table": Table(source.Json); break;
                case "surveys": Surveys(source.Json); break;
                case "projection": Projection(source.Json); break;
                default: Evaluation(source.Json); break;
            }
        }

        foreach (var twice in figures.GroupBy(f => (f.Series, f.Scenario, f.Year)).Where(g => g.Count() > 1))
            throw new RefusedInputException(new(BalanceFindings.Twice, file.Name, null, "sinks", twice.Key.Series, twice.Key.Series, $"{twice.Key.Year}", twice.First().Source, twice.Last().Source));
    }

    private void Table(ProjectObject json)
    {
        var path = file.At(json.Text("path"));
        var read = BalanceTable.Sinks(path, units, components, findings);
        Tables.Add((Path.GetFileName(path), read));
        figures.AddRange(file.Interpolates ? BalanceFigure.Interpolated(read) : read);
        Inputs.Add(FileHash.Of(path, Named(path), stop));
    }

    /// <summary>The change on the land that both of two surveys know, by their dates; a year takes the rate of the surveys around its middle.</summary>
    private void Surveys(ProjectObject json)
    {
        var id = json.Text("component");
        var surveys = json.Objects("data", ["year", "data"], []).Select(o => (Year: o.Whole("year", 1900), Path: file.At(o.Text("data")))).OrderBy(s => s.Year).ToArray();
        if (surveys.Length < 2 || surveys.DistinctBy(s => s.Year).Count() < surveys.Length)
            throw json.Wrong("data", "至少两期不同年份的调查", "two surveys at least, of different years");
        foreach (var (before, after) in surveys.Zip(surveys.Skip(1)))
        {
            var compared = ComparisonRun.Run(new(new(before.Path, methodology), new(after.Path, methodology)), null, stop);
            Took(compared.Old.Inputs, compared.Old.Packs, before.Path);
            Took(compared.New.Inputs, compared.New.Packs, after.Path);
            Changed(id, compared, (before.Year, before.Path), (after.Year, after.Path));
        }
    }

    private void Changed(string id, SurveyComparison compared, (int Year, string Path) before, (int Year, string Path) after)
    {
        var (older, newer) = (compared.Old, compared.New);
        var (from, to) = (Surveyed(id, older, before), Surveyed(id, newer, after));
        if (compared.Years is not { } years)
            throw NotComparable(id, $"调查日期 {from:yyyy-MM-dd} 与 {to:yyyy-MM-dd}", $"dated {from:yyyy-MM-dd} and {to:yyyy-MM-dd}");
        if (older.Method.Id != newer.Method.Id || older.Method.Version != newer.Method.Version)
            throw NotComparable(id, $"方法 {older.Method.Id}/{older.Method.Version} 与 {newer.Method.Id}/{newer.Method.Version}", $"methods {older.Method.Id}/{older.Method.Version} and {newer.Method.Id}/{newer.Method.Version}");
        var (first, second) = (Pools(older.Assessment.Total), Pools(newer.Assessment.Total));
        if (first != second || first == CarbonPool.None)
            throw NotComparable(id, $"碳库 {CarbonPools.Name(first)} 与 {CarbonPools.Name(second)}", $"pools {CarbonPools.Name(first)} and {CarbonPools.Name(second)}");
        Of(id, first, hasProducts: false);
        var total = compared.Change.Total;
        var (all, same) = (total.AreaHa.ToDouble(), total.ComparedHa.ToDouble());
        if (same <= 0)
            throw NotComparable(id, "没有两期都有数据的土地", "no land that both have data of");
        findings.Merge(compared.Findings);
        if (all - same > LeastLeftOut * all)
            Partial(id, $"{before.Year}–{after.Year} 年只有 {same:0.##} ha 两期都有数据、可比；其余 {all - same:0.##} ha 的变化不计", $"{before.Year}–{after.Year}: {same:0.##} ha can be compared, both surveys having data of them; the change of the other {all - same:0.##} ha is not counted");
        for (var year = LastYear(from) + 1; year <= LastYear(to); year++)
            figures.Add(new(id, "", "", year, ExactSum.Of(total.Co2eT / years), compared.WorstStatus!.Value, $"{from:yyyy-MM-dd}–{to:yyyy-MM-dd} {Named(before.Path)} → {Named(after.Path)}"));

        static int LastYear(DateOnly date) => date.Month > 6 ? date.Year : date.Year - 1;
    }

    /// <summary>The date of a survey, whose year must be the one that balance.json gives.</summary>
    private DateOnly Surveyed(string id, AssessmentPart part, (int Year, string Path) survey)
    {
        var dated = part.Options.GetValueOrDefault("surveyDate");
        if (!DateOnly.TryParseExact(dated, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year != survey.Year)
            throw NotComparable(id, $"{Named(survey.Path)} 写作 {survey.Year} 年，数据的调查日期是 {dated ?? "没有写"}", $"{Named(survey.Path)} is given for {survey.Year}, while its data are dated {dated ?? "nowhere"}");
        return date;
    }

    private void Projection(ProjectObject json)
    {
        var (id, data) = (json.Text("component"), file.At(json.Text("data")));
        var follow = json.TextOrNull("follow") switch { null or "living" => PoolMode.Living, "fractions" => PoolMode.Fractions, "dynamics" => PoolMode.Dynamics, _ => throw json.Wrong("follow", " living、fractions 或 dynamics", "living, fractions or dynamics") };
        var result = ProjectionRun.Run(
            new(new(data, methodology))
            {
                To = file.ScenariosTo ?? file.Years.To,
                Scenarios = json.TextOrNull("scenarioFile") is { } own ? file.At(own) : null,
                Curves = json.TextOrNull("curves") is { } curves ? file.At(curves) : null,
                Pools = follow,
            },
            null,
            stop);
        Took([.. result.Stock.Inputs, .. result.Inputs], [.. result.Stock.Packs, .. result.Packs], data);
        Of(id, result.Settings.Dynamics.Pools.Aggregate(CarbonPool.None, (all, r) => all | PoolOf(r)), hasProducts: true);
        var withProducts = (components.Find(c => c.Id == id)!.Pools & CarbonPool.HarvestedWoodProducts) != CarbonPool.None;
        string[] wanted = json.Has("scenarios") ? [.. json.Texts("scenarios")] : [];
        foreach (var unknown in wanted.Where(w => !result.Scenarios.Any(s => s.Scenario.Id == w)))
            throw new RefusedInputException(new(BalanceFindings.NoScenario, file.Name, null, "scenarios", unknown, id, unknown, string.Join(", ", result.Scenarios.Select(s => s.Scenario.Id))));
        var used = result.Scenarios.Where(s => s.Scenario.Id == Scenario.BaselineId || wanted.Contains(s.Scenario.Id)).ToArray();
        foreach (var scenario in used)
            foreach (var (before, after) in scenario.Years.Zip(scenario.Years.Skip(1)))
                figures.Add(new(id, "", scenario.Scenario.Id == Scenario.BaselineId ? "" : scenario.Scenario.Id, after.Year, ExactSum.Of((Carbon(after) - Carbon(before)) * 44 / 12), result.Status, $"{Named(data)} {scenario.Scenario.Id}"));
        if (!withProducts && used.Any(s => s.Years.Any(y => y.ProductsTC != 0)))
            NotCounted.Add(new($"{id}：采伐的木产品（pools 没有写 HWP）", $"{id}: products of wood harvested (its pools do not name HWP)"));
        if (result.NotProjected.Sum(n => n.CarbonTC) is > 0 and var carbon)
            Partial(id, $"没有生长曲线、不预测的林地储量 {carbon:0.#} tC，其变化不计", $"land whose {carbon:0.#} tC are not projected for want of a curve; their change is not counted");

        double Carbon(ProjectedYear year) => year.PoolsTC.Sum() + (withProducts ? year.ProductsTC : 0);
    }

    private void Evaluation(ProjectObject json)
    {
        var (id, data, output) = (json.Text("component"), file.At(json.Text("data")), json.Text("output"));
        var sign = json.Text("counts") switch { "removal" => 1, "emission" => -1, _ => throw json.Wrong("counts", " removal 或 emission", "removal or emission") };
        var result = EvaluationRun.Run(new(data, methodology), stop);
        Took(result.Inputs, result.Packs, data);
        var yearly = result.Totals.Where(t => t is { Step: not null, Group: null }).ToArray();
        var own = yearly.Where(t => t.Output.Symbol == output).ToArray();
        if (own.Length == 0)
            throw new RefusedInputException(new(BalanceFindings.NoOutput, file.Name, null, "output", output, id, output, string.Join(", ", yearly.Select(t => t.Output.Symbol).Distinct())));
        var component = components.Find(c => c.Id == id)!;
        foreach (var total in own.Where(t => t.Value is not null))
        {
            var gas = FlowUnits.GasOf(total.Output.Unit);
            if (gas is null || !(component.Gas == "CO2" ? gas is "CO2" or "C" : gas == component.Gas))
                throw new RefusedInputException(new(BalanceFindings.WrongGas, file.Name, null, "output", output, file.Name, id, component.Gas, total.Output.Unit));
            var value = units.CarbonDioxide(sign * total.Value!.Value, total.Output.Unit, component.Gas, perYear: true, new(file.Name, null, "output", id), out var usesPotential);
            var status = BalanceFigure.Worst([total.Status, usesPotential ? units.Status : null])!.Value;
            figures.Add(new(id, "", "", (int)total.Step!.Value, ExactSum.Of(value), status, $"{Named(data)} {output}"));
        }

        if (own.Where(t => t.IsPartial).MaxBy(t => t.LeftOut.Sum(l => l.Count)) is { } most)
            foreach (var left in most.LeftOut)
                Partial(id, Text(left, left.Cause.Zh, " 个成员", "："), Text(left, left.Cause.En, left.Count == 1 ? " member" : " members", ": "));

        string Text(LeftOut left, string cause, string members, string colon) => string.Create(CultureInfo.InvariantCulture, $"{output} {(int)most.Step!.Value}{colon}{left.Count}{members}{(left.AreaHa is { } ha ? $" ({ha:0.##} ha)" : "")} – {cause}");
    }

    /// <summary>Notes which pools a computed component covers.</summary>
    private void Of(string id, CarbonPool pools, bool hasProducts)
    {
        var at = components.FindIndex(c => c.Id == id);
        var known = components[at].Pools;
        if (known == CarbonPool.None)
            components[at] = components[at] with { Pools = pools };
        else if ((hasProducts ? known & ~CarbonPool.HarvestedWoodProducts : known) != pools)
            throw NotComparable(id, $"说明的碳库 {CarbonPools.Name(known)} 与数据的 {CarbonPools.Name(pools)}", $"pools {CarbonPools.Name(known)} as described and {CarbonPools.Name(pools)} of the data");
    }

    private RefusedInputException NotComparable(string id, string zh, string en) => new(new(BalanceFindings.NotComparable, file.Name, null, id, null, id, zh, en));

    private void Partial(string id, string zh, string en)
    {
        findings.Add(new Finding(BalanceFindings.Partial, file.Name, null, id, null, id, zh, en));
        NotCounted.Add(new($"{id}：{zh}", $"{id}: {en}"));
    }

    private void Took(IEnumerable<FileDigest> inputs, IEnumerable<PackReference> packs, string data)
    {
        Inputs.AddRange(inputs.Select(i => i.Name.StartsWith("methodology/", StringComparison.Ordinal) ? i : i with { Name = $"{Named(data)}/{i.Name}" }));
        Packs.AddRange(packs);
    }

    /// <summary>A path as the balance's folder sees it.</summary>
    private string Named(string path) => Path.GetRelativePath(file.Folder, path).Replace('\\', '/');

    private static CarbonPool Pools(StockGroup total) => total.Pools.Aggregate(CarbonPool.None, (all, p) => p.CarbonTC is null ? all : all | p.Pool);

    private static CarbonPool PoolOf(Reservoir reservoir) => reservoir switch
    {
        Reservoir.AboveGround => CarbonPool.AboveGround,
        Reservoir.BelowGround => CarbonPool.BelowGround,
        Reservoir.DeadWood => CarbonPool.DeadWood,
        Reservoir.Litter => CarbonPool.Litter,
        Reservoir.Soil => CarbonPool.SoilOrganicCarbon,
        _ => CarbonPool.None,
    };
}

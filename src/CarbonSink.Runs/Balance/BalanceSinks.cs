using System.Globalization;
using CarbonSink.Balances;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projections;
using CarbonSink.Quantities;

namespace CarbonSink.Runs;

/// <summary>The sink of a balance from its sources (碳汇各来源): tables as they stand, the change of stock between surveys, the yearly change along the growth engine, yearly outputs of an evaluation.</summary>
internal sealed class BalanceSinks(BalanceFile file, string methodology, FlowUnits units, FindingLog findings, CancellationToken stop)
{
    private readonly List<BalanceFigure> figures = [];
    private readonly List<SinkComponent> components = [.. file.Components];

    public IReadOnlyList<BalanceFigure> Figures => figures;

    public IReadOnlyList<SinkComponent> Components => components;

    /// <summary>What the sources leave out.</summary>
    public List<Bilingual> NotCounted { get; } = [];

    public List<FileDigest> Inputs { get; } = [];

    public List<PackReference> Packs { get; } = [];

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
            throw new RefusedInputException(new(BalanceFindings.Twice, file.Name, null, twice.Key.Series, null, twice.Key.Series, $"{twice.Key.Year}", twice.First().Source, twice.Last().Source));
    }

    private void Table(ProjectObject json)
    {
        var path = file.At(json.Text("path"));
        var read = BalanceTable.Sinks(path, units, components, findings);
        figures.AddRange(file.Interpolates ? BalanceFigure.Interpolated(read) : read);
        Inputs.Add(FileHash.Of(path, Named(path), stop));
    }

    private void Surveys(ProjectObject json)
    {
        var id = json.Text("component");
        var surveys = json.Objects("data", ["year", "data"], []).Select(o => (Year: o.Whole("year", 1900), Path: file.At(o.Text("data")))).OrderBy(s => s.Year).ToArray();
        if (surveys.Length < 2 || surveys.DistinctBy(s => s.Year).Count() < surveys.Length)
            throw json.Wrong("data", "至少两期不同年份的调查", "two surveys at least, of different years");
        var stocks = surveys.Select(s => (s.Year, s.Path, Part: AssessmentRun.Run(new(s.Path, methodology), null, stop))).ToArray();
        foreach (var (year, path, part) in stocks)
        {
            Took(part.Inputs, part.Packs, path);
            var left = part.Assessment.NotEstimated.Aggregate(ExactSum.Zero, (sum, n) => sum + n.AreaHa).ToDouble();
            if (left > 0)
                Partial(id, $"{year} 年调查有 {left:0.##} ha 没有估算储量", $"{left:0.##} ha of the survey of {year} have no estimate");
        }

        foreach (var (before, after) in stocks.Zip(stocks.Skip(1)))
        {
            var (first, second) = (before.Part.Assessment.Total, after.Part.Assessment.Total);
            if (before.Part.Method.Id != after.Part.Method.Id || before.Part.Method.Version != after.Part.Method.Version)
                throw NotComparable(id, $"方法 {before.Part.Method.Id}/{before.Part.Method.Version} 与 {after.Part.Method.Id}/{after.Part.Method.Version}", $"methods {before.Part.Method.Id}/{before.Part.Method.Version} and {after.Part.Method.Id}/{after.Part.Method.Version}");
            if (Pools(first) != Pools(second) || Pools(first) == CarbonPool.None)
                throw NotComparable(id, $"碳库 {CarbonPools.Name(Pools(first))} 与 {CarbonPools.Name(Pools(second))}", $"pools {CarbonPools.Name(Pools(first))} and {CarbonPools.Name(Pools(second))}");
            Of(id, Pools(first));
            var yearly = (Carbon(second) - Carbon(first)).ToDouble() * 44 / 12 / (after.Year - before.Year);
            var status = (ParameterStatus)Math.Max((int)first.WorstStatus, (int)second.WorstStatus);
            for (var year = before.Year + 1; year <= after.Year; year++)
                figures.Add(new(id, "", "", year, ExactSum.Of(yearly), status, $"{before.Year}–{after.Year} {Named(before.Path)} → {Named(after.Path)}"));
        }
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
        Of(id, result.Settings.Dynamics.Pools.Aggregate(CarbonPool.None, (all, r) => all | PoolOf(r)));
        string[] wanted = json.Has("scenarios") ? [.. json.Texts("scenarios")] : [];
        foreach (var unknown in wanted.Where(w => !result.Scenarios.Any(s => s.Scenario.Id == w)))
            throw new RefusedInputException(new(BalanceFindings.NoScenario, file.Name, null, "scenarios", unknown, id, unknown, string.Join(", ", result.Scenarios.Select(s => s.Scenario.Id))));
        foreach (var scenario in result.Scenarios.Where(s => s.Scenario.Id == Scenario.BaselineId || wanted.Contains(s.Scenario.Id)))
            foreach (var (before, after) in scenario.Years.Zip(scenario.Years.Skip(1)))
                figures.Add(new(id, "", scenario.Scenario.Id == Scenario.BaselineId ? "" : scenario.Scenario.Id, after.Year, ExactSum.Of((after.CarbonTC - before.CarbonTC) * 44 / 12), result.Status, $"{Named(data)} {scenario.Scenario.Id}"));
        if (result.NotProjected.Sum(n => n.CarbonTC) is > 0 and var carbon)
            Partial(id, $"没有生长曲线、不预测的林地储量 {carbon:0.#} tC，其变化不计", $"land whose {carbon:0.#} tC are not projected for want of a curve; their change is not counted");
    }

    private void Evaluation(ProjectObject json)
    {
        var (id, data, output) = (json.Text("component"), file.At(json.Text("data")), json.Text("output"));
        var sign = json.TextOrNull("counts") switch { null or "removal" => 1, "emission" => -1, _ => throw json.Wrong("counts", " removal 或 emission", "removal or emission") };
        var result = EvaluationRun.Run(new(data, methodology), stop);
        Took(result.Inputs, result.Packs, data);
        var yearly = result.Totals.Where(t => t is { Step: not null, Group: null }).ToArray();
        var own = yearly.Where(t => t.Output.Symbol == output).ToArray();
        if (own.Length == 0)
            throw new RefusedInputException(new(BalanceFindings.NoOutput, file.Name, null, "output", output, id, output, string.Join(", ", yearly.Select(t => t.Output.Symbol).Distinct())));
        var component = components.Find(c => c.Id == id)!;
        foreach (var total in own.Where(t => t.Value is not null))
        {
            var gas = Unit.Parse(total.Output.Unit).Dimension;
            if ((component.Gas is "CH4" or "N2O" or "CO2e") && !gas.Equals(Unit.Parse($"t{component.Gas}/yr").Dimension) && !gas.Equals(Unit.Parse("tCO2e/yr").Dimension))
                throw new RefusedInputException(new(BalanceFindings.NotAFlow, file.Name, null, "output", output, file.Name, total.Output.Unit, $"{output} ({component.Gas})"));
            var value = units.CarbonDioxide(sign * total.Value!.Value, total.Output.Unit, component.Gas, perYear: true, file.Name, output, out var usesPotential);
            var status = usesPotential ? (ParameterStatus)Math.Max((int)total.Status!.Value, (int)units.Status!.Value) : total.Status!.Value;
            figures.Add(new(id, "", "", (int)total.Step!.Value, ExactSum.Of(value), status, $"{Named(data)} {output}"));
        }

        if (own.Where(t => t.IsPartial).MaxBy(t => t.LeftOut.Sum(l => l.Count)) is { } most)
            foreach (var left in most.LeftOut)
                Partial(id, Text(left, left.Cause.Zh, " 个成员", "："), Text(left, left.Cause.En, left.Count == 1 ? " member" : " members", ": "));

        string Text(LeftOut left, string cause, string members, string colon) => string.Create(CultureInfo.InvariantCulture, $"{output} {(int)most.Step!.Value}{colon}{left.Count}{members}{(left.AreaHa is { } ha ? $" ({ha:0.##} ha)" : "")} – {cause}");
    }

    /// <summary>Notes which pools a computed component covers.</summary>
    private void Of(string id, CarbonPool pools)
    {
        var at = components.FindIndex(c => c.Id == id);
        var known = components[at].Pools;
        if (known == CarbonPool.None)
            components[at] = components[at] with { Pools = pools };
        else if ((known & ~CarbonPool.HarvestedWoodProducts) != (pools & ~CarbonPool.HarvestedWoodProducts))
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

    private static ExactSum Carbon(StockGroup total) => total.Pools.Aggregate(ExactSum.Zero, (sum, p) => sum + (p.CarbonTC ?? ExactSum.Zero));

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

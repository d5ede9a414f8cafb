using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Quantities;

namespace CarbonSink.Runs;

/// <summary>Adds up what may be added up: amounts and amounts a year over the members of a set, year by year. What is per hectare or a ratio is never added.</summary>
internal sealed class EvaluationTotals(SheetEvaluation evaluation, EvaluationChain chain)
{
    private static readonly Unit[] Amounts = [.. ((string[])["t", "tC", "tCO2", "tCO2e", "tCH4", "tCH4-C", "tN2O", "tN2O-N", "tN", "ha", "m3"]).Select(Unit.Parse)];

    private Sheet Sheet => evaluation.Sheet;

    /// <summary>Whether numbers of a unit add up over members.</summary>
    public static bool IsAmount(string unit)
    {
        var given = Unit.Parse(unit);
        return Array.Exists(Amounts, a => a.Dimension.Equals(given.Dimension) || a.Dimension.Equals(given.Times(Unit.Parse("yr")).Dimension));
    }

    /// <summary>Every total of the method's outputs; with a code also by group.</summary>
    public IEnumerable<EvaluationTotal> All(string? by)
    {
        foreach (var output in evaluation.Methodology.Outputs.Where(o => o.Unit != "code"))
        {
            var column = Sheet.Columns[output.Symbol];
            if (column.Set.Length > 0 && !IsAmount(output.Unit))
                continue;
            var steps = column.OrderedSet.Length == 0 ? 1 : Sheet.Count(column.OrderedSet);
            for (var step = 0; step < steps; step++)
                yield return column.Set.Length == 0 ? One(output, column, step) : Sum(output, column, step, null, _ => true);
            if (by is null || column.Set.Length == 0 || Groups(by, column.Set) is not { } groups)
                continue;
            foreach (var group in groups.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
                for (var step = 0; step < steps; step++)
                    yield return Sum(output, column, step, group, m => groups[m] == group);
        }
    }

    /// <summary>The code of each member of a set; null where the column is not over it or around it.</summary>
    public string?[]? Groups(string by, string set)
    {
        if (!Sheet.Columns.TryGetValue(by, out var codes) || codes.Kind != SheetCellKind.Code || codes.OrderedSet.Length > 0 || codes.Set.Length == 0 || !chain.IsAround(codes.Set, set))
            return null;
        return [.. Enumerable.Range(0, Sheet.Count(set)).Select(m => codes.Cells[Sheet.Parent(set, m, codes.Set)!.Value].Code)];
    }

    /// <summary>What outputs lack, by cause.</summary>
    public IEnumerable<NotEvaluated> Missing()
    {
        foreach (var output in evaluation.Methodology.Outputs)
        {
            var column = Sheet.Columns[output.Symbol];
            var width = Sheet.Count(column.Set);
            var causes = column.Cells.Select((c, i) => (Cell: c, Member: i % width, Row: i)).Where(c => !c.Cell.HasValue).GroupBy(c => c.Cell.Cause!);
            foreach (var cause in causes.OrderBy(g => g.Key.Code, StringComparer.Ordinal).ThenBy(g => g.Key.En, StringComparer.Ordinal))
            {
                var members = cause.Select(c => c.Member).Distinct().ToArray();
                yield return new(output.Symbol, column.Set.Length > 0 ? column.Set : column.OrderedSet, cause.Key, cause.LongCount(), column.Set.Length == 0 ? null : Area(column.Set, members),
                    column.Set.Length > 0 ? [.. members.Select(m => Sheet.Keys(column.Set)[m]).Order(StringComparer.Ordinal).Take(5)]
                    : column.OrderedSet.Length > 0 ? [.. cause.Take(5).Select(c => Sheet.Keys(column.OrderedSet)[c.Row])] : []);
            }
        }
    }

    private EvaluationTotal Sum(MethodologyOutput output, SheetColumn column, int step, string? group, Func<int, bool> belongs)
    {
        var width = Sheet.Count(column.Set);
        var members = Enumerable.Range(0, width).Where(belongs).ToArray();
        SheetCell Cell(int member) => column.Cells[(step * width) + member];
        var (sum, any, status, extrapolated) = (ExactSum.Zero, members.Length == 0, (ParameterStatus?)null, false);
        foreach (var cell in members.Select(Cell).Where(c => c.HasValue))
        {
            sum += cell.Number!.Value;
            (any, extrapolated) = (true, extrapolated || cell.IsExtrapolated);
            status = status is { } worst && worst > cell.Status ? worst : cell.Status;
        }

        var left = members.Where(m => !Cell(m).HasValue).GroupBy(m => Cell(m).Cause!)
            .OrderBy(g => g.Key.Code, StringComparer.Ordinal).ThenBy(g => g.Key.En, StringComparer.Ordinal)
            .Select(g => new LeftOut(column.Set, g.Key, g.LongCount(), Area(column.Set, [.. g])));
        return new(output, Key(column, step), group, any ? sum.ToDouble() : null, [.. left], status, extrapolated) { IsSum = true };
    }

    private EvaluationTotal One(MethodologyOutput output, SheetColumn column, int step)
    {
        var cell = column.Cells[step];
        var state = evaluation.Evaluation.States(output.Symbol)[step];
        LeftOut[] left = !cell.HasValue ? [new(string.Empty, cell.Cause!, 1, null)]
            : state.IsPartial ? [.. evaluation.Evaluation.RefusedMembers.Select(r => new LeftOut(r.Set, evaluation.Evaluation.Causes[r.Cause], r.Count, HasArea(r.Set) ? r.Area : null))] : [];
        return new(output, Key(column, step), null, cell.Number, left, cell.HasValue ? cell.Status : null, cell.IsExtrapolated);
    }

    private double? Key(SheetColumn column, int step) => column.OrderedSet.Length == 0 ? null : Sheet.Order(column.OrderedSet)![step];

    private bool HasArea(string set) => chain.Set(set)?.Area is not null;

    /// <summary>Area of members, ha; null where the method names none or one of them lacks it.</summary>
    private double? Area(string set, IReadOnlyList<int> members)
    {
        if (chain.Set(set)?.Area is not { } symbol || !Sheet.Columns.TryGetValue(symbol, out var areas) || areas.Set != set)
            return null;
        var sum = ExactSum.Zero;
        foreach (var member in members)
        {
            if (areas.Cells[member].Number is not { } area)
                return null;
            sum += areas.Unit.Convert(area, Unit.Parse("ha"));
        }

        return sum.ToDouble();
    }
}

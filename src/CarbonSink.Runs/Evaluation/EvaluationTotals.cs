using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Quantities;

namespace CarbonSink.Runs;

/// <summary>Adds up what may be added up: amounts and amounts a year over the members of a set, year by year. What is per hectare or a ratio is never added.</summary>
internal sealed class EvaluationTotals(IReadOnlyList<SheetEvaluation> methods, EvaluationChain chain)
{
    /// <summary>Group of members without a code.</summary>
    public const string NoCode = "—";


    private static readonly Unit[] Amounts = [.. ((string[])["t", "tC", "tCO2", "tCO2e", "tCH4", "tCH4-C", "tN2O", "tN2O-N", "tN", "ha", "m3"]).Select(Unit.Parse)];

    private readonly SheetEvaluation evaluation = methods[^1];
    private readonly Dictionary<string, string[]?> groupsOf = new(StringComparer.Ordinal);

    private Sheet Sheet => evaluation.Sheet;

    /// <summary>Whether numbers of a unit add up over members.</summary>
    public static bool IsAmount(string unit)
    {
        var given = Unit.Parse(unit);
        return Array.Exists(Amounts, a => a.Dimension.Equals(given.Dimension) || a.Dimension.Equals(given.Times(Unit.Parse("yr")).Dimension));
    }

    /// <summary>Whether a unit is that of an amount that stands somewhere: flows a year may well be negative.</summary>
    public static bool IsStock(string unit) => Array.Exists(Amounts, a => a.Dimension.Equals(Unit.Parse(unit).Dimension));

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
            foreach (var group in groups.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
                for (var step = 0; step < steps; step++)
                    yield return Sum(output, column, step, group, m => groups[m] == group);
        }
    }

    /// <summary>The code of each member of a set; null where the column is not over it or around it.</summary>
    public string[]? Groups(string by, string set)
    {
        if (groupsOf.TryGetValue(set, out var known))
            return known;
        if (!Sheet.Columns.TryGetValue(by, out var codes) || codes.Kind != SheetCellKind.Code || codes.OrderedSet.Length > 0 || codes.Set.Length == 0 || !chain.IsAround(codes.Set, set))
            return groupsOf[set] = null;
        return groupsOf[set] = [.. Enumerable.Range(0, Sheet.Count(set)).Select(m => codes.Cells[Sheet.Parent(set, m, codes.Set)!.Value].Code ?? NoCode)];
    }

    /// <summary>What outputs lack, by cause.</summary>
    public IEnumerable<NotEvaluated> Missing()
    {
        foreach (var output in evaluation.Methodology.Outputs)
        {
            var column = Sheet.Columns[output.Symbol];
            var width = Sheet.Count(column.Set);
            var causes = column.Cells.Select((c, i) => (Cell: c, Member: i % width, Row: i)).Where(c => !c.Cell.HasValue).GroupBy(c => Words(c.Cell.Cause!));
            foreach (var cause in causes.OrderBy(g => g.Key.Code, StringComparer.Ordinal).ThenBy(g => g.Key.En, StringComparer.Ordinal))
            {
                var members = cause.Select(c => c.Member).Distinct().ToArray();
                yield return new(output.Symbol, column.Set.Length > 0 ? column.Set : column.OrderedSet, cause.Key, cause.LongCount(), column.Set.Length == 0 ? null : Area(column.Set, members),
                    column.Set.Length > 0 ? [.. members.Select(m => Sheet.Keys(column.Set)[m]).Order(StringComparer.Ordinal).Take(5)]
                    : column.OrderedSet.Length > 0 ? [.. cause.Take(5).Select(c => Sheet.Keys(column.OrderedSet)[c.Row])] : []);
            }

            // What has a value may still lack members of sets inside.
            if (column.Cells.Any(c => c.IsPartial))
                foreach (var inner in ByCause(Inner(column, null, _ => true)))
                    yield return new(output.Symbol, inner.Set, inner.Cause, inner.Members.Length, Area(inner.Set, inner.Members), [.. inner.Members.Select(m => Sheet.Keys(inner.Set)[m]).Order(StringComparer.Ordinal).Take(5)]);
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

        var left = ByCause(members.Where(m => !Cell(m).HasValue).Select(m => (column.Set, m, Cell(m).Cause!))).Select(l => new LeftOut(l.Set, l.Cause, l.Members.Length, Area(l.Set, l.Members)));
        return new(output, Key(column, step), group, any ? sum.ToDouble() : null, [.. left, .. Partly(column, step, members)], status, extrapolated) { IsSum = true };
    }

    private EvaluationTotal One(MethodologyOutput output, SheetColumn column, int step)
    {
        var cell = column.Cells[step];
        LeftOut[] left = !cell.HasValue ? [new(string.Empty, cell.Cause!, 1, null)] : [.. Partly(column, step, [0])];
        return new(output, Key(column, step), null, cell.Number, left, cell.HasValue ? cell.Status : null, cell.IsExtrapolated);
    }

    private double? Key(SheetColumn column, int step) => column.OrderedSet.Length == 0 ? null : Sheet.Order(column.OrderedSet)![step];

    /// <summary>A cause as it is told: what the formulas say beside it does not part one from another.</summary>
    private static Cause Words(Cause cause) => cause.Technical is null ? cause : cause with { Technical = null };

    private static IEnumerable<(string Set, Cause Cause, int[] Members)> ByCause(IEnumerable<(string Set, int Member, Cause Cause)> refused) =>
        refused.GroupBy(r => (r.Set, Cause: Words(r.Cause))).OrderBy(g => g.Key.Set, StringComparer.Ordinal).ThenBy(g => g.Key.Cause.Code, StringComparer.Ordinal).ThenBy(g => g.Key.Cause.En, StringComparer.Ordinal)
            .Select(g => (g.Key.Set, g.Key.Cause, g.Select(r => r.Member).Distinct().Order().ToArray()));

    /// <summary>What values that are partial themselves lack: members of sets inside, or of sums over all.</summary>
    private LeftOut[] Partly(SheetColumn column, int step, int[] members)
    {
        var width = Sheet.Count(column.Set);
        var partial = members.Where(m => column.Cells[(step * width) + m].IsPartial).ToHashSet();
        if (partial.Count == 0)
            return [];
        LeftOut[] inner = [.. ByCause(Inner(column, column.OrderedSet.Length == 0 ? null : step, partial.Contains)).Select(i => new LeftOut(i.Set, i.Cause, i.Members.Length, Area(i.Set, i.Members)))];
        return inner.Length > 0 ? inner : [new(column.Set, new("partial", $"{column.Symbol} 本身不完整", $"{column.Symbol} is partial itself"), partial.Count, null)];
    }

    /// <summary>Members left out of the aggregates that a column rests on, in this method and in those before it.</summary>
    private IEnumerable<(string Set, int Member, Cause Cause)> Inner(SheetColumn column, int? step, Func<int, bool> belongs) =>
        RefusedOf(methods.Count - 1, column.Symbol, step).Where(r => column.Set.Length == 0 || !Sheet.Has(r.Set) || Sheet.Order(r.Set) is not null || Sheet.Parent(r.Set, r.Member, column.Set) is not { } member || belongs(member));

    private IEnumerable<(string Set, int Member, Cause Cause)> RefusedOf(int method, string symbol, int? step)
    {
        var own = methods[method].Evaluation;
        foreach (var (set, member, cause) in own.RefusedMembersOf(symbol, step))
            yield return (set, member, own.Causes[cause]);
        foreach (var input in own.PartialInputsOf(symbol))
            for (var before = method - 1; before >= 0; before--)
                if (methods[before].Methodology.Outputs.Any(o => o.Symbol == input))
                {
                    foreach (var refused in RefusedOf(before, input, Sheet.Columns[input].OrderedSet.Length == 0 ? null : step))
                        yield return refused;
                    break;
                }
    }

    /// <summary>Area of members, ha; null where the method names none or one of them lacks it.</summary>
    private double? Area(string set, IReadOnlyList<int> members)
    {
        if (set.Length == 0 || chain.Set(set)?.Area is not { } symbol || !Sheet.Columns.TryGetValue(symbol, out var areas) || areas.Set != set)
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

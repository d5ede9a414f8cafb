using System.Globalization;
using CarbonSink.Methodologies.Formulas;
using CarbonSink.Quantities;

namespace CarbonSink.Methodologies.Packs;

/// <summary>Runs one case of an example file against its pack.</summary>
internal sealed class ExampleRunner(Methodology methodology, ExampleCase example, string file, ICollection<LoadProblem> problems)
{
    private readonly CauseTable causes = new();

    /// <summary>Codes of the pack's own reasons that met expectations.</summary>
    public HashSet<string> ReasonsGiven { get; } = new(StringComparer.Ordinal);

    private MethodologyProgram Program => methodology.Program;

    /// <summary>Evaluates the case; unmet expectations become problems. Returns the equations it exercised.</summary>
    public IReadOnlySet<Equation> Run()
    {
        var exercised = new HashSet<Equation>();
        var before = problems.Count;
        var frame = methodology.NewFrame(causes);
        Members(frame);
        foreach (var (symbol, (text, line)) in example.Given)
            Give(frame, symbol, text, line);
        if (problems.Count > before)
            return exercised;
        var evaluation = methodology.Evaluate(frame, causes);
        evaluation.Run();
        var mayBeFlagged = example.Expectations.Exists(e => e.Kind == "flag");
        foreach (var expectation in example.Expectations)
            Check(frame, evaluation, expectation, mayBeFlagged, exercised);
        return exercised;
    }

    private void Problem(int line, string message) => problems.Add(new(file, line, 1, message));

    private void Members(Frame frame)
    {
        foreach (var set in Program.Sets.Where(s => !s.Ordered && s.Parent < 0 && !example.Members.Any(m => m.Set == s.Name)))
            frame.SetMembers(set.Name, 1);
        foreach (var (name, inside, text, line) in example.Members)
        {
            if (Program.Sets.FirstOrDefault(s => s.Name == name) is not { } set)
            {
                // A file may serve several packs' worth of cases; a set of another kind is still a mistake.
                Problem(line, $"'{name}' is no set of this pack");
            }
            else if (set.Ordered)
            {
                var bounds = text.Split("..").Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var key) ? key : double.NaN).ToArray();
                if (bounds.Length > 2 || bounds.Any(double.IsNaN) || bounds[^1] < bounds[0] || bounds[^1] - bounds[0] > 10000)
                    Problem(line, $"'{text}' is no range of keys such as 2021..2060");
                else
                    frame.SetMembers(name, [.. Enumerable.Range(0, (int)(bounds[^1] - bounds[0]) + 1).Select(i => bounds[0] + i)]);
            }
            else
            {
                var counts = text.Split(',').Select(t => int.TryParse(t, CultureInfo.InvariantCulture, out var n) && n >= 0 ? n : -1).ToArray();
                var outer = set.Parent < 0 ? null : Program.Sets[set.Parent];
                if (counts.Contains(-1))
                    Problem(line, $"'{text}' is no number of members");
                else if (inside != outer?.Name)
                    Problem(line, outer is null ? $"{name} lies inside no other set" : $"{name} lies inside {outer.Name}: write 'members {name} in {outer.Name} = …'");
                else if (counts.Length != (outer is null ? 1 : frame.Count(outer.Index)))
                    Problem(line, $"{counts.Length} numbers for {(outer is null ? 1 : frame.Count(outer.Index))} members{(outer is null ? string.Empty : $" of {outer.Name}")}");
                else
                    frame.SetMembers(name, counts.Sum(), outer is null ? null : [.. counts.SelectMany((n, parent) => Enumerable.Repeat(parent, n))]);
            }
        }
    }

    private void Give(Frame frame, string symbol, string text, int line)
    {
        if (Program.Symbols.FirstOrDefault(s => s.Name == symbol && s.Input is not null) is not { } input)
        {
            Problem(line, $"'{symbol}' is no input of this pack");
            return;
        }

        var rows = frame.Rows(input.Domain);
        var values = text.Split(',', StringSplitOptions.TrimEntries);
        var unit = input.Unit;
        if (input.Type == ColumnType.Number && values[^1].Split(' ', 2, StringSplitOptions.TrimEntries) is [var last, var unitText])
        {
            values[^1] = last;
            if (!Unit.TryParse(unitText, out unit, out _) || !unit.Dimension.Equals(input.Unit.Dimension))
            {
                Problem(line, $"'{unitText}' is no unit of {symbol} ({input.Unit})");
                return;
            }
        }
        else if (input.Type == ColumnType.Number && !input.Unit.IsOne)
        {
            Problem(line, $"{symbol} needs a unit ({input.Unit})");
            return;
        }

        if (values.Length != 1 && values.Length != rows)
        {
            Problem(line, $"{symbol} has {values.Length} values for {rows} members");
            return;
        }

        for (var i = 0; i < rows; i++)
        {
            var value = values[values.Length == 1 ? 0 : i];
            if (value is "-")
                continue;
            if (Parse(input, value, unit) is { } number)
                frame[symbol].Set(i, number);
            else
                Problem(line, $"'{value}' is no {(input.Type == ColumnType.Date ? "date" : "number")} for {symbol}");
        }
    }

    private double? Parse(Symbol input, string value, Unit unit) => input.Type switch
    {
        ColumnType.Code => Program.Codes.Intern(value),
        ColumnType.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.DayNumber : null,
        _ => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? unit.Convert(number, input.Unit) : null,
    };

    private void Check(Frame frame, Evaluation evaluation, ExampleExpectation e, bool mayBeFlagged, HashSet<Equation> exercised)
    {
        if (e.Symbol.Length == 0)
        {
            var any = Program.Symbols.Where(s => s.Input is null).Any(s => evaluation.States(s.Name).ToArray().Any(state => Meets(e, state)));
            if (!any)
                Problem(e.Line, $"no symbol shows {e.Kind} {e.Text}");
            return;
        }

        if (Program.Symbols.FirstOrDefault(s => s.Name == e.Symbol) is not { } symbol)
        {
            Problem(e.Line, $"'{e.Symbol}' is no symbol of this pack");
            return;
        }

        if (Row(frame, symbol, e) is not { } row)
        {
            Problem(e.Line, $"{e.Symbol}[{string.Join(", ", e.Index)}] is no member");
            return;
        }

        var state = evaluation.States(symbol.Name)[row];
        if (e.Kind is "failure" or "flag")
        {
            if (!Meets(e, state) && !GivesReason(evaluation, symbol, row, e))
                Problem(e.Line, $"{e.Symbol} should show {e.Kind} {e.Text}, but {(state.HasValue ? $"is {evaluation.Values(symbol.Name)[row]:R} {symbol.Unit}{(state.IsExtrapolated ? " (extrapolated)" : string.Empty)}" : Describe(state))}");
            return;
        }

        if (!state.HasValue)
        {
            Problem(e.Line, $"{e.Symbol} should be {e.Text} {e.Unit}, but has no value: {Describe(state)}");
            return;
        }

        if (state.IsExtrapolated && !mayBeFlagged)
            Problem(e.Line, $"{e.Symbol} is flagged extrapolated, which the case does not expect");
        if (e.Kind == "code" ? MeetsCode(evaluation, symbol, row, e) : MeetsValue(evaluation, symbol, row, e, state))
            Exercise(frame, evaluation, symbol, row, exercised, []);
    }

    private bool Meets(ExampleExpectation e, ValueState state) =>
        e.Kind == "flag" ? state.HasValue && (e.Text == "extrapolated" ? state.IsExtrapolated : e.Text == "partial" && state.IsPartial) : !state.HasValue && causes[state.Cause].Code == e.Text;

    private bool GivesReason(Evaluation evaluation, Symbol symbol, int row, ExampleExpectation e)
    {
        if (e.Kind != "failure" || evaluation.States(symbol.Name)[row].HasValue || causes[evaluation.Reason(symbol.Name, row)].Code != e.Text)
            return false;
        ReasonsGiven.Add(e.Text);
        return true;
    }

    private string Describe(ValueState state) => $"{causes[state.Cause].Code}: {causes[state.Cause].En}";

    private bool MeetsCode(Evaluation evaluation, Symbol symbol, int row, ExampleExpectation e)
    {
        var text = symbol.Type switch { ColumnType.Code => Program.Codes[(int)evaluation.Values(symbol.Name)[row]], ColumnType.Date => DateOnly.FromDayNumber((int)evaluation.Values(symbol.Name)[row]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), _ => string.Empty };
        if (text == e.Text)
            return true;
        Problem(e.Line, symbol.Type == ColumnType.Number ? $"{e.Symbol} is a number: write 'value unit within tolerance'" : $"{e.Symbol} should be {e.Text}, but is {text}");
        return false;
    }

    private bool MeetsValue(Evaluation evaluation, Symbol symbol, int row, ExampleExpectation e, ValueState state)
    {
        if (symbol.Type != ColumnType.Number || symbol.Unit.Symbol != e.Unit)
        {
            Problem(e.Line, $"{e.Symbol} is in {symbol.Unit}, not in {e.Unit}");
            return false;
        }

        var pool = symbol.Pool.IsRatio ? symbol.Pool.ToString() : Estimation.CarbonPools.Name(state.Pool);
        if (pool != e.Pool)
        {
            Problem(e.Line, $"{e.Symbol} covers {(pool.Length == 0 ? "no pool" : pool)}, not {(e.Pool.Length == 0 ? "no pool" : e.Pool)}");
            return false;
        }

        var (value, expected) = (evaluation.Values(symbol.Name)[row], double.Parse(e.Text, CultureInfo.InvariantCulture));
        var tolerance = e.IsRelative ? e.Tolerance * Math.Abs(expected) : e.Tolerance;
        if (Math.Abs(value - expected) <= tolerance)
            return true;
        Problem(e.Line, $"{e.Symbol} should be {e.Text} {e.Unit} within {tolerance:R}, but is {value:R} (off by {value - expected:R})");
        return false;
    }

    private static int? Row(Frame frame, Symbol symbol, ExampleExpectation e)
    {
        var wanted = (symbol.Domain.Base >= 0 ? 1 : 0) + (symbol.Domain.Ordered >= 0 ? 1 : 0);
        if (e.Index.Count == 0 && frame.Rows(symbol.Domain) == 1)
            return 0;
        if (e.Index.Count != wanted)
            return null;
        var (row, at) = (0, 0);
        if (symbol.Domain.Base >= 0)
        {
            if (!int.TryParse(e.Index[at++], out var member) || member < 1 || member > frame.Count(symbol.Domain.Base))
                return null;
            row = member - 1;
        }

        if (symbol.Domain.Ordered >= 0)
        {
            var position = double.TryParse(e.Index[at], CultureInfo.InvariantCulture, out var key) ? Array.IndexOf(frame.Keys(symbol.Domain.Ordered), key) : -1;
            if (position < 0)
                return null;
            row += position * frame.Count(symbol.Domain.Base);
        }

        return row;
    }

    /// <summary>Marks the equations that a met expectation rests on: the route its row took and, from there, the rows it read; of aggregates and of earlier years, all rows.</summary>
    private static void Exercise(Frame frame, Evaluation evaluation, Symbol symbol, int row, HashSet<Equation> exercised, HashSet<(Symbol, int)> seen)
    {
        if (symbol.Input is not null || !seen.Add((symbol, row)) || evaluation.Route(symbol.Name, row) is not { } route)
            return;
        exercised.Add(route);
        var own = route.OwnNodes.ToHashSet();
        foreach (var node in route.Nodes)
        {
            if (((node as SymbolNode)?.Symbol ?? (node as PreviousNode)?.Symbol) is not { } next)
                continue;
            if (node is SymbolNode && own.Contains(node))
                Exercise(frame, evaluation, next, frame.Gather(symbol.Domain, next.Domain, row, 0), exercised, seen);
            else
                for (var each = 0; each < evaluation.Count(next.Name); each++)
                    Exercise(frame, evaluation, next, each, exercised, seen);
        }
    }
}

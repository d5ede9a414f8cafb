using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Quantities;

namespace CarbonSink.Runs;

/// <summary>A method with the methods it uses before it, in order, and what all of them ask for.</summary>
internal sealed class EvaluationChain
{
    private const int MostNested = 12;

    private readonly Dictionary<string, MethodologySet> sets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(Methodology Method, MethodologyInput Input)>> inputs = new(StringComparer.Ordinal);

    private EvaluationChain(MethodologyCatalog catalog, IReadOnlyList<Methodology> methods)
    {
        (Catalog, Methods) = (catalog, methods);

        // The method itself speaks first: its units and sets hold where a method it uses has the same symbol.
        foreach (var method in methods.Reverse())
        {
            foreach (var set in method.Sets)
                if (!sets.TryGetValue(set.Name, out var known))
                    sets[set.Name] = set;
                else if (Depth(methods, set.Inside) > Depth(methods, known.Inside))
                    sets[set.Name] = known with { Inside = set.Inside };
            foreach (var input in method.Inputs)
            {
                if (!inputs.TryGetValue(input.Symbol, out var uses))
                    inputs[input.Symbol] = uses = [];
                uses.Add((method, input));
            }
        }
    }

    public MethodologyCatalog Catalog { get; }

    /// <summary>The used methods in order, then the method itself.</summary>
    public IReadOnlyList<Methodology> Methods { get; }

    public Methodology Main => Methods[^1];

    public string Name => NameOf(Main);

    public IEnumerable<string> SetNames => sets.Keys.Order(StringComparer.Ordinal);

    public IEnumerable<string> Symbols => inputs.Keys.Order(StringComparer.Ordinal);

    public static string NameOf(Methodology method) => $"{method.Description.Id}/{method.Description.Version}";

    /// <summary>Loads a method and what it uses.</summary>
    /// <exception cref="RefusedInputException">A method or a table that is named is not there.</exception>
    /// <exception cref="MethodologyLoadException">A pack is wrong.</exception>
    public static EvaluationChain Load(EvaluationFile file, EvaluationOptions options)
    {
        var catalog = MethodologyCatalog.Open(options.Methodology);
        var known = catalog.Methods().Select(m => $"{m.Id}/{m.Version}").ToArray();
        var named = options.Method ?? file.Method;
        if (named is null || known.Count(k => k == named || k.StartsWith(named + "/", StringComparison.Ordinal)) != 1)
            throw new RefusedInputException(new(EvaluationFindings.NoMethod, file.Name, null, "method", named, named ?? "—", string.Join(", ", known)));
        var choices = file.Tables.ToDictionary(t => t.Key, t => new TableChoice(t.Value, file.Folder), StringComparer.Ordinal);
        foreach (var (name, reference) in options.Tables)
            choices[name] = new(reference, Directory.GetCurrentDirectory());
        foreach (var (name, choice) in choices.OrderBy(c => c.Key, StringComparer.Ordinal))
            if (!catalog.Has(choice))
                throw new RefusedInputException(new(EvaluationFindings.NoTable, file.Name, null, name, choice.Reference, name, choice.Reference));
        var methods = MethodChain.Load(catalog, named, choices);
        var chain = new EvaluationChain(catalog, methods);
        string[] tables = [.. methods.SelectMany(m => m.Tables).Where(t => t.ChosenByRun).Select(t => t.Name).Distinct().Order(StringComparer.Ordinal)];
        return choices.Keys.Order(StringComparer.Ordinal).FirstOrDefault(c => !tables.Contains(c)) is { } unknown ? throw file.Unknown("可由使用者指定的表", "table that a run may name", unknown, chain.Name, tables) : chain;
    }

    /// <summary>A set of any of the methods, or null.</summary>
    public MethodologySet? Set(string name) => sets.GetValueOrDefault(name);

    /// <summary>The input of a symbol as the method itself declares it, else as the last that uses it; null where it is none.</summary>
    public MethodologyInput? Input(string symbol) => inputs.TryGetValue(symbol, out var uses) ? uses[0].Input : null;

    /// <summary>The inputs of a symbol in all methods.</summary>
    public IReadOnlyList<(Methodology Method, MethodologyInput Input)> Uses(string symbol) => inputs[symbol];

    /// <summary>What a method cannot take as it is given, computed before or set inside another.</summary>
    /// <exception cref="RefusedInputException">Kind, unit or set of a symbol is another than the method wants.</exception>
    public void RequireFit(Methodology method, Sheet sheet, EvaluationFile file)
    {
        foreach (var input in method.Inputs)
            if (sheet.Columns.TryGetValue(input.Symbol, out var column) && !Fits(input, column))
                throw Misfit(input.Symbol, Told(input.Unit, input.Set, input.OrderedSet), Told(column.Kind switch { SheetCellKind.Code => "code", SheetCellKind.Date => "date", _ => column.Unit.Symbol }, column.Set, column.OrderedSet));
        if (method.Sets.FirstOrDefault(s => s.Inside.Length > 0 && !IsAround(s.Inside, s.Name)) is { } set)
            throw Misfit(set.Name, set.Inside, Set(set.Name)!.Inside);

        RefusedInputException Misfit(string symbol, string wanted, string given) => new(new(EvaluationFindings.ChainMisfit, file.Name, null, symbol, null, symbol, NameOf(method), wanted, given));
        static string Told(string unit, string set, string order) => string.Join(" × ", ((string[])[set, order]).Where(n => n.Length > 0)) is { Length: > 0 } over ? $"{unit} · {over}" : unit;
    }

    /// <summary>Whether one set is another, or around it.</summary>
    public bool IsAround(string outer, string set)
    {
        while (set != outer)
        {
            if (Set(set) is not { Inside.Length: > 0 } inner)
                return false;
            set = inner.Inside;
        }

        return true;
    }

    private bool Fits(MethodologyInput input, SheetColumn column) =>
        (input.Unit switch { "code" => column.Kind == SheetCellKind.Code, "date" => column.Kind == SheetCellKind.Date, _ => column.Kind == SheetCellKind.Number && column.Unit.Dimension.Equals(Unit.Parse(input.Unit).Dimension) })
        && (column.OrderedSet.Length == 0 || column.OrderedSet == input.OrderedSet || column.OrderedSet == input.Set)
        && (column.Set.Length == 0 || (input.Set.Length > 0 && IsAround(column.Set, input.Set)));

    /// <summary>How many sets lie around each other from one outwards, in the method where most do.</summary>
    private static int Depth(IReadOnlyList<Methodology> methods, string set, int at = 0) =>
        set.Length == 0 || at > MostNested ? 0 : 1 + methods.SelectMany(m => m.Sets).Where(s => s.Name == set).Select(s => s.Inside).Distinct().Select(i => Depth(methods, i, at + 1)).DefaultIfEmpty().Max();
}

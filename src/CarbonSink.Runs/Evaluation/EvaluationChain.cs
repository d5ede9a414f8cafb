using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>A method with the methods it uses before it, in order, and what all of them ask for.</summary>
internal sealed class EvaluationChain
{
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
                else if (known.Inside.Length == 0 && set.Inside.Length > 0)
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
}

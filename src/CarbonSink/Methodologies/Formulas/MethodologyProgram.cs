namespace CarbonSink.Methodologies.Formulas;

/// <summary>Symbols that close a loop through <c>prev</c> and run year by year, or a single symbol.</summary>
internal sealed record SymbolGroup(Symbol[] Symbols, int Ordered);

/// <summary>A compiled pack: sets, symbols in the order they run, tables and code lists. Immutable; evaluators hold all storage.</summary>
internal sealed class MethodologyProgram(
    IReadOnlyList<SetDefinition> sets,
    IReadOnlyList<Symbol> symbols,
    SymbolGroup[] groups,
    IReadOnlyDictionary<string, TableIndex> tables,
    CodeSpace codes,
    int nodeCount)
{
    private readonly Dictionary<string, Symbol> byName = symbols.ToDictionary(s => s.Name, StringComparer.Ordinal);

    public IReadOnlyList<SetDefinition> Sets => sets;

    /// <summary>All symbols; <see cref="Symbol.Index"/> is the position.</summary>
    public IReadOnlyList<Symbol> Symbols => symbols;

    /// <summary>Symbols that data deliver.</summary>
    public Symbol[] Inputs { get; } = [.. symbols.Where(s => s.Input is not null)];

    /// <summary>Computed symbols in order of evaluation.</summary>
    public SymbolGroup[] Groups => groups;

    public IReadOnlyDictionary<string, TableIndex> Tables => tables;

    public CodeSpace Codes => codes;

    public int NodeCount => nodeCount;

    /// <summary>Why a member has no value, in the words of the pack: the first that holds.</summary>
    public Reason[] Reasons { get; init; } = [];

    public SetDefinition Set(string name) => sets.FirstOrDefault(s => s.Name == name) ?? throw new ArgumentException($"there is no set '{name}'", nameof(name));

    public Symbol Symbol(string name) => byName.GetValueOrDefault(name) ?? throw new ArgumentException($"there is no symbol '{name}'", nameof(name));
}

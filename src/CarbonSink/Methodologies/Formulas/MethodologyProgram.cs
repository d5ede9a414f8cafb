namespace CarbonSink.Methodologies.Formulas;

/// <summary>Symbols that close a loop through <c>prev</c> and run year by year, or a single symbol.</summary>
internal sealed record SymbolGroup(IReadOnlyList<Symbol> Symbols, int Ordered);

/// <summary>A compiled pack: sets, symbols in the order they run, tables and code lists. Immutable; evaluators hold all storage.</summary>
internal sealed class MethodologyProgram(
    IReadOnlyList<SetDefinition> sets,
    IReadOnlyList<Symbol> symbols,
    IReadOnlyList<SymbolGroup> groups,
    IReadOnlyDictionary<string, TableIndex> tables,
    CodeSpace codes,
    int nodeCount)
{
    public IReadOnlyList<SetDefinition> Sets => sets;

    /// <summary>All symbols; <see cref="Symbol.Index"/> is the position.</summary>
    public IReadOnlyList<Symbol> Symbols => symbols;

    /// <summary>Computed symbols in order of evaluation.</summary>
    public IReadOnlyList<SymbolGroup> Groups => groups;

    public IReadOnlyDictionary<string, TableIndex> Tables => tables;

    public CodeSpace Codes => codes;

    public int NodeCount => nodeCount;

    public SetDefinition Set(string name) => sets.FirstOrDefault(s => s.Name == name) ?? throw new ArgumentException($"there is no set '{name}'", nameof(name));

    public Symbol Symbol(string name) => symbols.FirstOrDefault(s => s.Name == name) ?? throw new ArgumentException($"there is no symbol '{name}'", nameof(name));
}

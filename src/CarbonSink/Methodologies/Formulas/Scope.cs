namespace CarbonSink.Methodologies.Formulas;

/// <summary>Names a formula may use.</summary>
internal sealed class Scope(IReadOnlyList<SetDefinition> sets, IReadOnlyDictionary<string, Symbol> symbols, IReadOnlyDictionary<string, TableIndex> tables, IReadOnlyDictionary<string, HashSet<double>> lists, CodeSpace codes)
{
    private int nodes;

    public IReadOnlyList<SetDefinition> Sets => sets;

    public IReadOnlyDictionary<string, Symbol> Symbols => symbols;

    public IReadOnlyDictionary<string, TableIndex> Tables => tables;

    public IReadOnlyDictionary<string, HashSet<double>> Lists => lists;

    public CodeSpace Codes => codes;

    /// <summary>Symbols and tables that are declared but wrong: what needs them is not reported again.</summary>
    public HashSet<string> Broken { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a code folder could not be read, so that a list may be unknown for that reason alone.</summary>
    public bool ListsAreIncomplete { get; set; }

    public int NodeCount => nodes;

    public int NextId() => nodes++;

    /// <summary>Whether a set is the other or encloses it; −1 encloses everything.</summary>
    public bool Encloses(int outer, int inner)
    {
        for (var s = inner; s >= 0; s = sets[s].Parent)
            if (s == outer)
                return true;
        return outer < 0;
    }
}

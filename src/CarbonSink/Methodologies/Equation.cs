using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Methodologies;

/// <summary>A row of the Equations table of METHOD.md (公式): number, symbol, unit, formula and source; several rows for one symbol are its routes.</summary>
public sealed class Equation
{
    private AggregateNode[]? aggregates;

    internal Equation(string number, string symbol, string over, string unit, string pool, string when, bool isRule, string formula, string source, string locator, LoadProblem place) =>
        (Number, SymbolName, Over, UnitText, PoolText, When, IsRule, Formula, Source, Locator, Place) = (number, symbol, over, unit, pool, when, isRule, formula, source, locator, place);

    /// <summary>Number as printed.</summary>
    public string Number { get; }

    /// <summary>Symbol on the left side.</summary>
    public string SymbolName { get; }

    /// <summary>Set the symbol lives on; blank = one value.</summary>
    public string Over { get; }

    /// <summary>Unit as written.</summary>
    public string UnitText { get; }

    /// <summary>Pool as written.</summary>
    public string PoolText { get; }

    /// <summary>Condition of the route, or empty.</summary>
    public string When { get; }

    /// <summary>Whether the row is a programme rule: run once on the estimate, never drawn.</summary>
    public bool IsRule { get; }

    /// <summary>The formula as written.</summary>
    public string Formula { get; }

    /// <summary>Source id.</summary>
    public string Source { get; }

    /// <summary>Equation number, table or page in the source.</summary>
    public string Locator { get; }

    internal LoadProblem Place { get; }

    internal Packs.MarkdownCell PoolPlace { get; init; } = new(string.Empty, 1, 1);

    internal Packs.MarkdownCell WhenPlace { get; init; } = new(string.Empty, 1, 1);

    internal Node? Condition { get; set; }

    /// <summary>The conditions that all must hold, with their text.</summary>
    internal (Node Node, string Text)[] Conjuncts { get; set; } = [];

    internal Node Body { get; set; } = null!;

    internal PoolSource Pools { get; set; } = null!;

    /// <summary>What was taken for granted about pools when the formula was checked, to be proved in every row.</summary>
    internal List<PoolRule> PoolRules { get; } = [];

    internal IEnumerable<Node> Nodes => Condition is null ? Body.All() : Body.All().Concat(Condition.All());

    /// <summary>Nodes evaluated over the rows of the equation itself, not over the members of an aggregate.</summary>
    internal IEnumerable<Node> OwnNodes => Condition is null ? Body.Own() : Body.Own().Concat(Condition.Own());

    /// <summary>Aggregates not inside another aggregate.</summary>
    internal AggregateNode[] Aggregates => aggregates ??= [.. AggregateNode.Outermost(Body), .. Condition is null ? [] : AggregateNode.Outermost(Condition)];
}

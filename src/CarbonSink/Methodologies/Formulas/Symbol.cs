using CarbonSink.Quantities;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>An input as METHOD.md declares it.</summary>
internal sealed record InputDefinition(string Role, string Zh, string En);

/// <summary>A symbol of a pack: an input, or the left side of one or more equations (its routes).</summary>
internal sealed class Symbol(int index, string name, Unit unit, ColumnType type, Domain domain, InputDefinition? input)
{
    public int Index => index;

    public string Name => name;

    public Unit Unit => unit;

    public ColumnType Type => type;

    public Domain Domain => domain;

    public InputDefinition? Input => input;

    public List<Equation> Routes { get; } = [];

    public bool IsRule => Routes.Count > 0 && Routes[0].IsRule;

    public PoolType Pool { get; set; }

    public Cause MissingCause => new("missing", $"缺 {name}（{input?.Zh}）", $"{name} ({input?.En}) is missing");
}

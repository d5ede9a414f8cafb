using CarbonSink.Estimation;
using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Methodologies;

/// <summary>An aggregate over all members of a layer.</summary>
/// <param name="Value">The value.</param>
/// <param name="State">Its state.</param>
/// <param name="Count">Members it rests on.</param>
/// <param name="RefusedCount">Members left out.</param>
/// <param name="RefusedAreaHa">Their area, ha.</param>
internal sealed record LayerAggregate(double Value, uint State, long Count, long RefusedCount, double RefusedAreaHa)
{
    /// <summary>The value in each draw, or null where no uncertainty reaches it.</summary>
    public double[]? Draws { get; init; }
}

/// <summary>Values of a methodology over a whole layer (全图层值): what its equations aggregate over the units, found before the units are computed batch by batch. Immutable and safe for several threads.</summary>
public sealed class LayerValues
{
    private readonly IReadOnlyDictionary<int, LayerAggregate[]> aggregates;

    internal LayerValues(MethodologyProgram program, CauseTable causes, IReadOnlyDictionary<int, LayerAggregate[]> aggregates, IReadOnlyList<(SetDefinition Set, int Cause, long Count, ExactSum Area)> refused) =>
        (Program, Causes, this.aggregates, Refused) = (program, causes, aggregates, refused);

    /// <summary>Number of draws; 0 for the values themselves.</summary>
    internal int DrawCount { get; init; }

    /// <summary>The first of the draws.</summary>
    internal long DrawFrom { get; init; }

    internal MethodologyProgram Program { get; }

    internal CauseTable Causes { get; }

    /// <summary>Members left out, each once per cause, with their area in ha.</summary>
    internal IReadOnlyList<(SetDefinition Set, int Cause, long Count, ExactSum Area)> Refused { get; }

    /// <summary>Some of the draws.</summary>
    internal LayerValues Slice(long from, int count) => new(Program, Causes, aggregates.ToDictionary(a => a.Key, a => Array.ConvertAll(a.Value, v => v.Draws is { } draws ? v with { Draws = draws.AsSpan((int)(from - DrawFrom), count).ToArray() } : v)), Refused) { DrawCount = count, DrawFrom = from };

    internal LayerAggregate[]? Of(int node) => aggregates.GetValueOrDefault(node);
}

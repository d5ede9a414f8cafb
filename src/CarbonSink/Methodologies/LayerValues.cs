using CarbonSink.Estimation;
using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Methodologies;

/// <summary>An aggregate over all members of a layer.</summary>
internal sealed record LayerAggregate(double Value, uint State, long Count, long RefusedCount, double RefusedAreaHa);

/// <summary>Values of a methodology over a whole layer (全图层值): what its equations aggregate over the units, found before the units are computed batch by batch. Immutable and safe for several threads.</summary>
public sealed class LayerValues
{
    private readonly IReadOnlyDictionary<int, LayerAggregate[]> aggregates;

    internal LayerValues(MethodologyProgram program, CauseTable causes, IReadOnlyDictionary<int, LayerAggregate[]> aggregates, IReadOnlyList<(SetDefinition Set, int Cause, long Count, ExactSum Area)> refused) =>
        (Program, Causes, this.aggregates, Refused) = (program, causes, aggregates, refused);

    internal MethodologyProgram Program { get; }

    internal CauseTable Causes { get; }

    /// <summary>Members left out, each once per cause, with their area in ha.</summary>
    internal IReadOnlyList<(SetDefinition Set, int Cause, long Count, ExactSum Area)> Refused { get; }

    internal LayerAggregate[]? Of(int node) => aggregates.GetValueOrDefault(node);
}

using System.Runtime.InteropServices;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>A set of the pack (tree ⊂ plot ⊂ stratum; year, ordered).</summary>
/// <param name="Index">Position in the pack.</param>
/// <param name="Name">Name.</param>
/// <param name="Parent">The set it lies inside, or −1.</param>
/// <param name="Ordered">Whether its members follow each other, as years do.</param>
/// <param name="Key">Symbol of the member's key (for ordered sets a number, e.g. the year), or null.</param>
/// <param name="Area">Symbol whose sum measures refused members, or null.</param>
internal sealed record SetDefinition(int Index, string Name, int Parent, bool Ordered, string? Key, string? Area);

/// <summary>What a symbol lives on: one unordered set, one ordered set, both crossed, or nothing (one value); −1 = none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Domain(int Base, int Ordered)
{
    public static Domain One { get; } = new(-1, -1);
}

using System.Globalization;

namespace CarbonSink.Register;

/// <summary>Units of a programme in figures (登记簿总量): issued = free + frozen + retired + cancelled by force.</summary>
/// <param name="Programme">Id of the programme.</param>
/// <param name="UnitClass">Unit class.</param>
/// <param name="Issued">Sum of the issuances.</param>
/// <param name="Free">Free units.</param>
/// <param name="Frozen">Frozen units.</param>
/// <param name="Retired">Retired units.</param>
/// <param name="ForceCancelled">Units cancelled by force.</param>
public sealed record RegisterTotals(string Programme, string UnitClass, long Issued, long Free, long Frozen, long Retired, long ForceCancelled)
{
    /// <summary>Units that are held: free and frozen ones.</summary>
    public long Held => Free + Frozen;

    /// <summary>Whether no unit was lost or made.</summary>
    public bool IsConserved => Issued == Held + Retired + ForceCancelled;

    /// <summary>Totals of each adopted programme, by id.</summary>
    public static IReadOnlyList<RegisterTotals> Of(IRegisterReading state) => Of(state, RuleBook.Shipped);

    /// <summary>Series whose blocks are not exactly the numbers that were issued: a gap, a common number, or units that no issuance made.</summary>
    /// <returns>Each with the first number that is wrong; none in a sound register.</returns>
    public static IReadOnlyList<(UnitSeries Series, long Number)> Faults(IRegisterReading state)
    {
        var faults = new List<(UnitSeries, long)>();
        var last = state.RowsOf(Rows.Series).ToDictionary(s => s.Id, s => s.Row.Integer("last"), StringComparer.Ordinal);
        foreach (var series in state.Blocks(default).GroupBy(b => b.Series))
        {
            var next = 1L;
            foreach (var block in series)
            {
                if (block.First != next || block.Last < block.First)
                    break;
                next = block.Last + 1;
            }

            if (!last.Remove(Id(series.Key), out var expected) || next != expected + 1)
                faults.Add((series.Key, next));
        }

        foreach (var (id, _) in last)
        {
            var parts = id.Split('/');
            faults.Add((new(parts[0], parts[1], int.Parse(parts[2], CultureInfo.InvariantCulture)), 1));
        }

        return faults;
    }

    /// <summary>Id of a series' row.</summary>
    internal static string Id(UnitSeries series) => string.Create(CultureInfo.InvariantCulture, $"{series.Programme}/{series.Project}/{series.Vintage}");

    internal static IReadOnlyList<RegisterTotals> Of(IRegisterReading state, RuleBook book)
    {
        var issued = state.RowsOf(Rows.Issuance).GroupBy(i => i.Id[..i.Id.IndexOf('/', StringComparison.Ordinal)]).ToDictionary(g => g.Key, g => g.Sum(i => i.Row.Integer("last") - i.Row.Integer("first") + 1), StringComparer.Ordinal);
        var held = new Dictionary<(string, UnitState), long>();
        foreach (var block in state.Blocks(default))
            held[(block.Series.Programme, block.State)] = held.GetValueOrDefault((block.Series.Programme, block.State)) + block.Quantity;
        return [.. state.RowsOf(Rows.Programme).Select(p => new RegisterTotals(
            p.Id, book.Adopted(p.Row).UnitClass, issued.GetValueOrDefault(p.Id), held.GetValueOrDefault((p.Id, UnitState.Free)), held.GetValueOrDefault((p.Id, UnitState.Frozen)),
            held.GetValueOrDefault((p.Id, UnitState.Retired)), held.GetValueOrDefault((p.Id, UnitState.ForceCancelled))))];
    }
}

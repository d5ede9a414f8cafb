using CarbonSink.Estimation;
using CarbonSink.Quantities;

namespace CarbonSink.Methodologies;

/// <summary>What the cells of a column are.</summary>
public enum SheetCellKind
{
    /// <summary>Numbers in a unit.</summary>
    Number,

    /// <summary>Codes.</summary>
    Code,

    /// <summary>Dates as day numbers (<see cref="DateOnly.DayNumber"/>).</summary>
    Date,
}

/// <summary>A cell: a number, day number or code with what is known about it, or the cause why there is none; a default cell is blank.</summary>
/// <param name="Number">The number or day number; null where there is none or it is a code.</param>
/// <param name="Code">The code; null where there is none or it is a number.</param>
/// <param name="Status">Worst status of what it was computed from.</param>
/// <param name="IsExtrapolated">Whether a parameter was used outside its range.</param>
/// <param name="Cause">Why it is missing, where that is known.</param>
public readonly record struct SheetCell(double? Number, string? Code = null, ParameterStatus Status = ParameterStatus.Declared, bool IsExtrapolated = false, Cause? Cause = null)
{
    /// <summary>Whether there is a value.</summary>
    public bool HasValue => Number is not null || Code is not null;

    /// <summary>Whether members were left out of a sum that it rests on.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Carbon pools it covers.</summary>
    public CarbonPool Pool { get; init; }
}

/// <summary>A column of a sheet: the values of one symbol over one set, one ordered set, both crossed (ordered set outermost), or nothing (one cell).</summary>
/// <param name="Symbol">Symbol, as inputs and outputs of methods are called.</param>
/// <param name="Set">Unordered set, or empty.</param>
/// <param name="OrderedSet">Ordered set, or empty.</param>
/// <param name="Kind">What the cells are.</param>
/// <param name="Unit">Unit of numbers; <see cref="Unit.One"/> for codes and dates.</param>
/// <param name="Cells">The cells, by row.</param>
public sealed record SheetColumn(string Symbol, string Set, string OrderedSet, SheetCellKind Kind, Unit Unit, IReadOnlyList<SheetCell> Cells)
{
    /// <summary>One number that serves every member.</summary>
    public static SheetColumn One(string symbol, double value, string unit, ParameterStatus status = ParameterStatus.Declared) => new(symbol, string.Empty, string.Empty, SheetCellKind.Number, Unit.Parse(unit), [new(value, Status: status)]);

    /// <summary>One code that serves every member.</summary>
    public static SheetColumn One(string symbol, string code) => new(symbol, string.Empty, string.Empty, SheetCellKind.Code, Unit.One, [new(null, code)]);
}

/// <summary>Data for methods (数据表): the members of each set, their parents, and columns by symbol. Methods read columns whose symbols are their inputs; what they compute may be added for the next.</summary>
public sealed class Sheet
{
    private readonly Dictionary<string, SheetSet> sets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SheetColumn> columns = new(StringComparer.Ordinal);

    /// <summary>Names of its sets.</summary>
    public IEnumerable<string> Sets => sets.Keys;

    /// <summary>Its columns by symbol.</summary>
    public IReadOnlyDictionary<string, SheetColumn> Columns => columns;

    /// <summary>Adds an unordered set.</summary>
    /// <param name="set">Its name.</param>
    /// <param name="keys">Name of each member.</param>
    /// <param name="inside">The set it lies inside, or empty.</param>
    /// <param name="parents">For each member the place of its parent; not needed without a parent or where there is one.</param>
    /// <exception cref="ArgumentException">The set is there already, or a member lacks its parent.</exception>
    public void Add(string set, IReadOnlyList<string> keys, string inside = "", IReadOnlyList<int>? parents = null)
    {
        if (inside.Length > 0 && (!sets.TryGetValue(inside, out var outer) || (parents is null ? outer.Count != 1 && keys.Count > 0 : parents.Count != keys.Count || parents.Any(p => p < 0 || p >= outer.Count))))
            throw new ArgumentException($"each member of {set} needs a parent in {inside}", nameof(parents));
        sets.Add(set, new(keys, inside, parents, null));
    }

    /// <summary>Adds an ordered set, e.g. years.</summary>
    /// <exception cref="ArgumentException">The set is there already.</exception>
    public void Add(string set, IReadOnlyList<double> keys) => sets.Add(set, new([.. keys.Select(k => k.ToString("R", System.Globalization.CultureInfo.InvariantCulture))], string.Empty, null, keys));

    /// <summary>Puts a column, in place of one with its symbol.</summary>
    /// <exception cref="ArgumentException">It has not one cell per row of its sets.</exception>
    public void Put(SheetColumn column)
    {
        var rows = Count(column.Set) * Count(column.OrderedSet);
        if (column.Cells.Count != rows)
            throw new ArgumentException($"{column.Symbol} has {column.Cells.Count} cells for {rows} rows", nameof(column));
        columns[column.Symbol] = column;
    }

    /// <summary>Whether it has the set.</summary>
    public bool Has(string set) => sets.ContainsKey(set);

    /// <summary>Members of a set; 1 for no set, 0 where the sheet lacks it.</summary>
    public int Count(string set) => set.Length == 0 ? 1 : sets.TryGetValue(set, out var found) ? found.Count : 0;

    /// <summary>Names of the members of a set.</summary>
    public IReadOnlyList<string> Keys(string set) => sets[set].Keys;

    /// <summary>Keys of the members of an ordered set; null where the set is not ordered or the sheet lacks it.</summary>
    public IReadOnlyList<double>? Order(string set) => sets.TryGetValue(set, out var found) ? found.Order : null;

    /// <summary>The set a set lies inside; empty for none.</summary>
    public string Inside(string set) => sets[set].Inside;

    /// <summary>Place of a member's parent in the set around it; null where that set does not hold it.</summary>
    public int? Parent(string set, int member, string outer)
    {
        while (set != outer)
        {
            if (!sets.TryGetValue(set, out var known) || known.Inside.Length == 0)
                return null;
            member = known.Parents?[member] ?? 0;
            set = known.Inside;
        }

        return member;
    }

    private sealed record SheetSet(IReadOnlyList<string> Keys, string Inside, IReadOnlyList<int>? Parents, IReadOnlyList<double>? Order)
    {
        public int Count => Keys.Count;
    }
}

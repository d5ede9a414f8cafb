using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Methodologies;

/// <summary>The values of one input over the members of its set; code values are numbers of the <see cref="CodeSpace"/>, dates are day numbers.</summary>
public sealed class InputColumn
{
    private readonly uint missing;

    internal InputColumn(string symbol, int missingCause) => (Symbol, missing) = (symbol, RowState.Refused(missingCause));

    /// <summary>Symbol in METHOD.md.</summary>
    public string Symbol { get; }

    internal double[] Values { get; private set; } = [];

    internal uint[] States { get; private set; } = [];

    internal ParameterUncertainty?[]? Uncertainties { get; private set; }

    /// <summary>Puts a value in its unit, with the status of the code table it was decoded by where there is one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite: a missing value is no NaN, see <see cref="SetMissing(int)"/>.</exception>
    public void Set(int member, double value, ParameterStatus status = ParameterStatus.Declared) => Set(member, value, (uint)status);

    /// <summary>Puts a value that another method computed, with its <see cref="RowState"/>.</summary>
    internal void Set(int member, double value, uint state)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, $"{Symbol} must be finite");
        Values[member] = value;
        States[member] = state;
    }

    /// <summary>Marks a member as lacking the value.</summary>
    public void SetMissing(int member)
    {
        Values[member] = 0;
        States[member] = missing;
    }

    /// <summary>Marks a member as lacking the value for a cause, by its number in the <see cref="CauseTable"/> of the run.</summary>
    public void SetMissing(int member, int cause)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cause);
        Values[member] = 0;
        States[member] = RowState.Refused(cause);
    }

    /// <summary>States the uncertainty of a measured value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A Student t has no more than 2 degrees of freedom, so that its variance is infinite.</exception>
    public void SetUncertainty(int member, ParameterUncertainty uncertainty)
    {
        if (uncertainty.Distribution == DistributionKind.StudentT)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(uncertainty.DegreesOfFreedom, 2, nameof(uncertainty));
        (Uncertainties ??= new ParameterUncertainty?[Values.Length])[member] = uncertainty;
    }

    internal void Resize(int members)
    {
        if (Values.Length < members)
            (Values, States) = (new double[members], new uint[members]);
        Array.Fill(States, missing, 0, members);
        Uncertainties = null;
    }
}

/// <summary>The data a methodology is evaluated over: members of each set, their parents and the inputs. Reusable: a batch of units refills it.</summary>
public sealed class Frame
{
    private readonly MethodologyProgram program;
    private readonly Dictionary<string, InputColumn> inputs = new(StringComparer.Ordinal);
    private readonly int[] counts;
    private readonly int[]?[] parents;
    private readonly double[]?[] keys;

    internal Frame(MethodologyProgram program, CauseTable causes)
    {
        this.program = program;
        counts = new int[program.Sets.Count];
        parents = new int[program.Sets.Count][];
        keys = new double[program.Sets.Count][];
        foreach (var input in program.Symbols.Where(s => s.Input is not null))
            inputs[input.Name] = new(input.Name, causes.Number(input.MissingCause));
        Allocate();
    }

    /// <summary>Hash that tells this data set from others in draws of measured inputs.</summary>
    public ulong DatasetId { get; set => (field, Version) = (value, Version + 1); }

    /// <summary>Record number of the first member of the base set, so that a draw belongs to the record and not to its place in a batch.</summary>
    public long FirstRecord { get; set => (field, Version) = (value, Version + 1); }

    /// <summary>Identity of each member of the base set in draws, in place of its record number; null to take that.</summary>
    internal ulong[]? RecordIds { get; set => (field, Version) = (value, Version + 1); }

    /// <summary>Grows when members or their identities change.</summary>
    internal int Version { get; private set; }

    /// <summary>The column of an input.</summary>
    /// <exception cref="KeyNotFoundException">The methodology has no such input.</exception>
    public InputColumn this[string symbol] => inputs[symbol];

    /// <summary>Sets the number of members of an unordered set and, for a set inside another, the parent of each (not needed where there is one parent); clears the inputs over the set to missing.</summary>
    public void SetMembers(string set, int count, int[]? parentOf = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var definition = program.Set(set);
        if (definition.Ordered)
            throw new ArgumentException($"{set} is ordered: give its keys", nameof(set));
        (counts[definition.Index], parents[definition.Index]) = (count, parentOf);
        Allocate(definition.Index);
    }

    /// <summary>Sets the members of an ordered set by their keys, e.g. years, in order; clears the inputs over the set to missing.</summary>
    public void SetMembers(string set, double[] memberKeys)
    {
        var definition = program.Set(set);
        if (!definition.Ordered)
            throw new ArgumentException($"{set} is not ordered: give the number of members", nameof(set));
        for (var i = 1; i < memberKeys.Length; i++)
            if (!(memberKeys[i] > memberKeys[i - 1]))
                throw new ArgumentException($"keys of {set} must increase: {memberKeys[i - 1]}, {memberKeys[i]}", nameof(memberKeys));
        (counts[definition.Index], keys[definition.Index]) = (memberKeys.Length, memberKeys);
        Allocate(definition.Index);
    }

    internal int Count(int set) => set < 0 ? 1 : counts[set];

    internal int Rows(Domain domain) => Count(domain.Base) * Count(domain.Ordered);

    internal double[] Keys(int set) => keys[set] ?? [];

    internal InputColumn Input(string symbol) => inputs[symbol];

    /// <summary>Row of <paramref name="to"/> that serves a row of <paramref name="from"/>, optionally some members earlier in the ordered set.</summary>
    internal int Gather(Domain from, Domain to, int row, int back)
    {
        var members = Count(from.Base);
        var (ordered, member) = (row / members, row % members);
        var target = from.Base == to.Base ? member : Ancestor(from.Base, member, to.Base);
        return to.Ordered < 0 ? target : ((ordered - back) * Count(to.Base)) + target;
    }

    /// <summary>The member of <paramref name="ancestor"/> that a member of <paramref name="set"/> lies in.</summary>
    internal int Ancestor(int set, int member, int ancestor)
    {
        if (ancestor < 0)
            return 0;
        while (set != ancestor)
        {
            // A single parent needs no index: every member lies in it.
            member = parents[set] is { } p ? p[member] : 0;
            set = program.Sets[set].Parent;
        }

        return member;
    }

    /// <summary>Checks that every member of a nested set has a parent.</summary>
    /// <exception cref="InvalidOperationException">It has not: a mistake of the caller.</exception>
    internal void Check()
    {
        foreach (var set in program.Sets)
        {
            if (set.Parent < 0 || counts[set.Index] == 0)
                continue;
            var (members, outer, given) = (counts[set.Index], counts[set.Parent], parents[set.Index]);
            if (given is null ? outer != 1 : given.Length < members || given.AsSpan(0, members).ContainsAnyExceptInRange(0, outer - 1))
                throw new InvalidOperationException($"each member of {set.Name} needs a parent among the {outer} members of {program.Sets[set.Parent].Name}");
        }
    }

    /// <summary>Makes room for the inputs over a set, or for all.</summary>
    private void Allocate(int set = -1)
    {
        Version++;
        foreach (var symbol in program.Inputs)
            if (set < 0 || symbol.Domain.Base == set || symbol.Domain.Ordered == set)
                inputs[symbol.Name].Resize(Rows(symbol.Domain));
    }
}

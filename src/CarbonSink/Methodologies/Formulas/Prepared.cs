using System.Numerics;
using System.Runtime.CompilerServices;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>What an aggregate has computed for the rows of its equation; its memory is kept for the next batch.</summary>
internal sealed class Prepared
{
    private double[][] members = [];
    private (double[] Values, int At)[] sources = [];
    private int[] memberWidths = [];
    private bool[] taken = [];
    private double[] carry = [];
    private int takenWidth;

    /// <summary>First row of the equation.</summary>
    public int Start { get; private set; }

    /// <summary>Rows of the equation.</summary>
    public int Count { get; private set; }

    public int InnerStart { get; private set; }

    public int InnerCount { get; private set; }

    /// <summary>Draws per row.</summary>
    public int Width { get; private set; } = 1;

    public uint[] MemberStates { get; private set; } = [];

    /// <summary>Row of the equation that a member counts for, −1 where for none.</summary>
    public int[] Group { get; private set; } = [];

    public double[] Values { get; private set; } = [];

    public uint[] States { get; private set; } = [];

    public double[] Adjoint { get; private set; } = [];

    public int[] Counts { get; private set; } = [];

    public int[] Refused { get; private set; } = [];

    public int[] FirstCause { get; private set; } = [];

    /// <summary>Member that is the least or the greatest.</summary>
    public int[] Extreme { get; private set; } = [];

    public double[][] Means { get; private set; } = [];

    public void Begin(int arguments, int start, int count, int innerStart, int innerCount)
    {
        (Start, Count, InnerStart, InnerCount, takenWidth) = (start, count, innerStart, innerCount, 0);
        if (members.Length != arguments)
            (members, sources, memberWidths, Means) = (new double[arguments][], new (double[], int)[arguments], new int[arguments], new double[arguments][]);
        (MemberStates, Group) = (Grown(MemberStates, innerCount), Grown(Group, innerCount));
        (States, Adjoint, Refused, FirstCause) = (Cleared(States, count), Cleared(Adjoint, count), Cleared(Refused, count), Cleared(FirstCause, count));
        Array.Fill(memberWidths, 1);
        Widen(1);
    }

    /// <summary>Keeps the values of a block of members.</summary>
    public void Keep(int argument, int at, ReadOnlySpan<double> values, int width)
    {
        memberWidths[argument] = width;
        members[argument] = Grown(members[argument] ?? [], InnerCount * width);
        values.CopyTo(members[argument].AsSpan(at * width));
        sources[argument] = (members[argument], 0);
        if (width > Width)
            Widen(width);
    }

    /// <summary>Reads the values of all members where a symbol keeps them, instead of a copy.</summary>
    public void Read(int argument, SymbolStorage storage)
    {
        memberWidths[argument] = storage.Width;
        sources[argument] = (storage.Values, InnerStart * storage.Width);
        if (storage.Width > Width)
            Widen(storage.Width);
    }

    /// <summary>Keeps which members of a block a condition takes.</summary>
    public void Take(int at, ReadOnlySpan<double> condition, int width)
    {
        takenWidth = width;
        taken = Grown(taken, InnerCount * width);
        for (var i = 0; i < condition.Length; i++)
            taken[(at * width) + i] = condition[i] != 0;
        if (width > Width)
            Widen(width);
    }

    public void TakeAll(int member) => taken.AsSpan(member * takenWidth, takenWidth).Fill(true);

    /// <summary>Whether a member is taken in any draw.</summary>
    public bool IsTaken(int member) => takenWidth == 0 || taken.AsSpan(member * takenWidth, takenWidth).Contains(true);

    public bool Takes(int member, int draw) => Group[member] >= 0 && (takenWidth == 0 || taken[(member * takenWidth) + (takenWidth == 1 ? 0 : draw)]);

    public double Member(int argument, int member, int draw) => sources[argument].Values[sources[argument].At + (member * memberWidths[argument]) + (memberWidths[argument] == 1 ? 0 : draw)];

    public int At(int group, int draw) => (group * Width) + draw;

    /// <summary>Empties all sums.</summary>
    public void Clear()
    {
        Array.Clear(Values, 0, Count * Width);
        Array.Clear(carry, 0, Count * Width);
    }

    /// <summary>Counts the members of every group, in every draw that takes them.</summary>
    public void CountMembers()
    {
        for (var m = 0; m < InnerCount; m++)
        {
            if (Group[m] < 0)
                continue;
            var counts = Counts.AsSpan(Group[m] * Width, Width);
            if (takenWidth <= 1)
                counts[0]++;
            else
                for (var k = 0; k < counts.Length; k++)
                    counts[k] += taken[(m * takenWidth) + k] ? 1 : 0;
        }

        for (var g = 0; g < Count && takenWidth <= 1 && Width > 1; g++)
            Counts.AsSpan(g * Width, Width).Fill(Counts[g * Width]);
    }

    /// <summary>Adds a member to the sums of its group, in every draw that takes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddMember(int argument, int member)
    {
        if (Group[member] < 0)
            return;
        var (from, memberWidth) = (Group[member] * Width, memberWidths[argument]);
        if (takenWidth > 1)
        {
            for (var k = 0; k < Width; k++)
                if (taken[(member * takenWidth) + k])
                    Add(from + k, Member(argument, member, k));
            return;
        }

        var own = sources[argument].Values.AsSpan(sources[argument].At + (member * memberWidth), memberWidth);
        if (memberWidth == 1)
        {
            for (var k = 0; k < Width; k++)
                Add(from + k, own[0]);
            return;
        }

        var sums = Values.AsSpan(from, Width);
        var carries = carry.AsSpan(from, Width);
        var at = 0;
        for (; at <= own.Length - Vector<double>.Count; at += Vector<double>.Count)
        {
            var (before, x) = (new Vector<double>(sums[at..]), new Vector<double>(own[at..]));
            var sum = before + x;
            var shift = sum - before;
            (new Vector<double>(carries[at..]) + (before - (sum - shift) + (x - shift))).CopyTo(carries[at..]);
            sum.CopyTo(sums[at..]);
        }

        for (; at < own.Length; at++)
            Add(from + at, own[at]);
    }

    /// <summary>Adds to one sum.</summary>
    public void Add(int at, double x)
    {
        var before = Values[at];
        var sum = before + x;
        var shift = sum - before;
        carry[at] += before - (sum - shift) + (x - shift);
        Values[at] = sum;
    }

    /// <summary>Adds what was carried to all sums.</summary>
    public void Carry()
    {
        for (var at = 0; at < Count * Width; at++)
            Values[at] += carry[at];
    }

    /// <summary>Makes room for more draws per row.</summary>
    public void Widen(int width)
    {
        Width = width;
        var n = Count * width;
        (Values, Counts, Extreme, carry) = (Cleared(Values, n), Cleared(Counts, n), Grown(Extreme, n), Grown(carry, n));
        Array.Fill(Extreme, -1, 0, n);
        for (var a = 0; a < Means.Length; a++)
            Means[a] = Grown(Means[a] ?? [], n);
    }

    private static T[] Grown<T>(T[] array, int n)
    {
        if (array.Length >= n)
            return array;

        // A block may widen an array that earlier blocks have written to.
        Array.Resize(ref array, n);
        return array;
    }

    private static T[] Cleared<T>(T[] array, int n)
    {
        var grown = Grown(array, n);
        Array.Clear(grown, 0, n);
        return grown;
    }
}

namespace CarbonSink.Methodologies.Formulas;

/// <summary>What an aggregate has computed for the rows of its equation; its memory is kept for the next batch.</summary>
internal sealed class Prepared
{
    private double[][] members = [];
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
            (members, memberWidths, Means) = (new double[arguments][], new int[arguments], new double[arguments][]);
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
        if (width > Width)
            Widen(width);
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

    public double Member(int argument, int member, int draw) => members[argument][(member * memberWidths[argument]) + (memberWidths[argument] == 1 ? 0 : draw)];

    public int At(int group, int draw) => (group * Width) + draw;

    public void Clear(int draw)
    {
        for (var g = 0; g < Count; g++)
            (Values[At(g, draw)], carry[g]) = (0, 0);
    }

    public void Add(int group, int draw, double x)
    {
        var before = Values[At(group, draw)];
        var sum = before + x;
        carry[group] += Math.Abs(before) >= Math.Abs(x) ? before - sum + x : x - sum + before;
        Values[At(group, draw)] = sum;
    }

    public void Carry(int draw)
    {
        for (var g = 0; g < Count; g++)
            Values[At(g, draw)] += carry[g];
    }

    private void Widen(int width)
    {
        Width = width;
        var n = Count * width;
        (Values, Counts, Extreme, carry) = (Cleared(Values, n), Cleared(Counts, n), Grown(Extreme, n), Grown(carry, Count));
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

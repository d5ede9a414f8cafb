namespace CarbonSink.Register;

/// <summary>Moves parts of blocks (减排量变动): splits the block that holds them, and joins free neighbours of one account, so that equal holdings are equal rows.</summary>
internal static class UnitMove
{
    /// <summary>Gives a part another account or state.</summary>
    /// <param name="state">The register.</param>
    /// <param name="part">The part; it lies in one block.</param>
    /// <param name="account">Account afterwards.</param>
    /// <param name="to">State afterwards.</param>
    /// <param name="reference">Entry that binds it; 0 for free units.</param>
    /// <returns>The part afterwards, before it is joined with neighbours.</returns>
    public static UnitBlock To(IRegisterWriting state, UnitBlock part, string account, UnitState to, long reference)
    {
        var held = state.BlockAt(part.Series, part.First) is { } found && found.Last >= part.Last ? found : throw new InvalidOperationException($"{part.Serial} is not in one block");
        if (held.Last > part.Last)
            state.Put(held with { First = part.Last + 1 });
        if (held.First < part.First)
            state.Put(held with { Last = part.First - 1 });
        var moved = new UnitBlock(part.Series, part.First, part.Last, account, to, reference);
        Put(state, moved, held.First == part.First, held.Last == part.Last);
        return moved;
    }

    /// <summary>Puts units that were not there before.</summary>
    public static void Issue(IRegisterWriting state, UnitBlock issued)
    {
        if (issued.First > 1 && state.BlockAt(issued.Series, issued.First - 1) is { State: UnitState.Free } left && left.Account == issued.Account)
            issued = issued with { First = left.First };
        state.Put(issued);
    }

    /// <summary>Puts what was moved in place of the block that began there, joined with free neighbours.</summary>
    private static void Put(IRegisterWriting state, UnitBlock moved, bool beginsBlock, bool endsBlock)
    {
        var (first, last) = (moved.First, moved.Last);
        if (moved.State == UnitState.Free)
        {
            if (beginsBlock && first > 1 && state.BlockAt(moved.Series, first - 1) is { State: UnitState.Free } left && left.Account == moved.Account)
            {
                state.Remove(moved.Series, first);
                first = left.First;
            }

            if (endsBlock && state.BlockAt(moved.Series, last + 1) is { State: UnitState.Free } right && right.Account == moved.Account)
            {
                state.Remove(moved.Series, right.First);
                last = right.Last;
            }
        }

        state.Put(first == moved.First && last == moved.Last ? moved : moved with { First = first, Last = last });
    }
}

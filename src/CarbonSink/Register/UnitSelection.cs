namespace CarbonSink.Register;

/// <summary>Units that a payload selects (选定的减排量): so many in order of series and number, or blocks by number.</summary>
internal static class UnitSelection
{
    private static readonly PayloadKeys QuantityKeys = new("programme project? vintage? quantity");
    private static readonly PayloadKeys ListKeys = new("blocks");
    private static readonly PayloadKeys BlockKeys = new("programme project vintage first last");

    /// <summary>The one programme that the units belong to.</summary>
    /// <exception cref="RefusedRequestException">They belong to several: unit classes never mix.</exception>
    public static string Programme(CanonicalObject selection)
    {
        if (!selection.Has("blocks"))
            return selection.Text("programme");
        var programmes = selection.Objects("blocks").Select(b => b.Text("programme")).Distinct().ToList();
        return programmes.Count switch
        {
            0 => throw new FormatException("\"blocks\" is empty"),
            1 => programmes[0],
            _ => throw new RefusedRequestException("unit-class", "register", $"不同机制的减排量不能混在一起：{string.Join("、", programmes)}", $"units of several programmes do not mix: {string.Join(", ", programmes)}"),
        };
    }

    /// <summary>Parts of blocks that an account holds and that are selected, in order.</summary>
    /// <param name="state">The register.</param>
    /// <param name="account">Id of the account.</param>
    /// <param name="selection">What the payload says.</param>
    /// <param name="frozenToo">Whether blocks by number may be frozen.</param>
    /// <exception cref="RefusedRequestException">The account does not hold them free.</exception>
    public static List<UnitBlock> Parts(IRegisterReading state, string account, CanonicalObject selection, bool frozenToo = false) =>
        selection.Has("blocks") ? OfBlocks(state, account, selection, frozenToo) : OfQuantity(state, account, selection);

    private static List<UnitBlock> OfQuantity(IRegisterReading state, string account, CanonicalObject selection)
    {
        QuantityKeys.Check(selection);
        var quantity = Quantity(selection);
        var (left, parts) = (quantity, new List<UnitBlock>());
        var filter = new BlockFilter(account, selection.Text("programme"), selection.TextOrNull("project"), selection.IntegerOrNull("vintage") is { } year ? Year(year) : null, UnitState.Free);
        foreach (var block in state.Blocks(filter))
        {
            var part = block.Quantity <= left ? block : block with { Last = block.First + left - 1 };
            parts.Add(part);
            left -= part.Quantity;
            if (left == 0)
                return parts;
        }

        throw new RefusedRequestException("quantity-held", "register", $"账户 {account} 可用 {quantity - left}，不足 {quantity}", $"the account {account} holds {quantity - left} free units, fewer than {quantity}");
    }

    private static List<UnitBlock> OfBlocks(IRegisterReading state, string account, CanonicalObject selection, bool frozenToo)
    {
        ListKeys.Check(selection);
        var asked = new List<UnitBlock>();
        foreach (var block in selection.Objects("blocks"))
        {
            BlockKeys.Check(block);
            var (first, last) = (block.Integer("first"), block.Integer("last"));
            if (first < 1 || last < first)
                throw new FormatException("a block's \"first\" is not from 1, or its \"last\" lies before it");
            asked.Add(new(new(block.Text("programme"), block.Text("project"), Year(block.Integer("vintage"))), first, last, account, UnitState.Free, 0));
        }

        asked.Sort(static (a, b) => UnitSeries.Compare(a.Series, b.Series) is var order and not 0 ? order : a.First.CompareTo(b.First));
        var parts = new List<UnitBlock>();
        for (var i = 0; i < asked.Count; i++)
        {
            if (i > 0 && asked[i].Series == asked[i - 1].Series && asked[i].First <= asked[i - 1].Last)
                throw new RefusedRequestException("blocks-disjoint", "register", $"{Refusal.Echo(asked[i].Serial)} 与 {Refusal.Echo(asked[i - 1].Serial)} 重叠", $"{Refusal.Echo(asked[i].Serial)} and {Refusal.Echo(asked[i - 1].Serial)} overlap");
            for (var number = asked[i].First; number <= asked[i].Last;)
            {
                var held = state.BlockAt(asked[i].Series, number);
                if (held is null || held.Account != account || !(held.State == UnitState.Free || (frozenToo && held.State == UnitState.Frozen)))
                    throw new RefusedRequestException("quantity-held", "register", $"账户 {account} 不持有可用的 {Refusal.Echo(asked[i].Serial)}", $"the account {account} does not hold {Refusal.Echo(asked[i].Serial)} free");
                parts.Add(held with { First = number, Last = Math.Min(asked[i].Last, held.Last) });
                number = parts[^1].Last + 1;
            }
        }

        return parts;
    }

    /// <summary>A calendar year.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static int Year(long year) => year is > 0 and < 10_000 ? (int)year : throw new FormatException($"{year} is no year");

    /// <summary>A quantity of whole units.</summary>
    /// <exception cref="FormatException">It is not from 1.</exception>
    public static long Quantity(CanonicalObject payload) => payload.Integer("quantity") is > 0 and var quantity ? quantity : throw new FormatException("\"quantity\" is not from 1");
}

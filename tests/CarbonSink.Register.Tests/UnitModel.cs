using CarbonSink.Register;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>A register without blocks: for each single unit its account, state and reference. It is told which requests were done and moves unit by unit.</summary>
internal sealed class UnitModel
{
    private readonly Dictionary<UnitSeries, List<(string Account, UnitState State, long Reference)>> units = [];

    /// <summary>Follows an answer; says so where the model could not have done what was done, or could have done what was refused for want of units.</summary>
    public void Follow(Receipt receipt)
    {
        var (entry, payload) = (receipt.Entry, receipt.Entry.Payload);
        if (receipt.Refusal is { } refusal)
        {
            if (refusal.Rule == "quantity-held")
                Assert.Null(Selected(entry, payload.TextOrNull("account") ?? payload.Text("from")));
            return;
        }

        switch (entry.Verb)
        {
            case Verbs.Issue:
                foreach (var block in entry.Outcome.Objects("blocks"))
                {
                    var series = Series(block);
                    units.TryAdd(series, []);
                    Assert.Equal(units[series].Count + 1, block.Integer("first"));
                    for (var number = block.Integer("first"); number <= block.Integer("last"); number++)
                        units[series].Add((payload.Text("account"), UnitState.Free, 0));
                }

                break;
            case Verbs.Transfer:
                Move(entry, payload.Text("from"), payload.Text("to"), UnitState.Free, 0);
                break;
            case Verbs.Freeze:
                Move(entry, payload.Text("account"), payload.Text("account"), UnitState.Frozen, entry.Index);
                break;
            case Verbs.Retire:
                Move(entry, payload.Text("account"), payload.Text("account"), UnitState.Retired, entry.Index);
                break;
            case Verbs.Compensate:
                Move(entry, payload.Text("from"), payload.Text("buyer"), UnitState.Retired, entry.Index);
                break;
            case Verbs.ForceCancel:
                Move(entry, payload.Text("account"), payload.Text("account"), UnitState.ForceCancelled, entry.Index);
                break;
            case Verbs.Release:
                foreach (var list in units.Values)
                    for (var i = 0; i < list.Count; i++)
                        if (list[i].State == UnitState.Frozen && list[i].Reference == payload.Integer("freeze"))
                            list[i] = (list[i].Account, UnitState.Free, 0);
                break;
        }
    }

    /// <summary>The blocks that these units must be: equal neighbours together, except that gone and frozen ones of different parts may stand apart.</summary>
    public void Check(IRegisterReading state)
    {
        var seen = 0L;
        foreach (var block in state.Blocks(default))
        {
            for (var number = block.First; number <= block.Last; number++, seen++)
                Assert.Equal((block.Account, block.State, block.Reference), units[block.Series][(int)number - 1]);
        }

        Assert.Equal(units.Values.Sum(u => u.Count), seen);
    }

    private void Move(LedgerEntry entry, string from, string to, UnitState state, long reference)
    {
        var selected = Selected(entry, from);
        Assert.NotNull(selected);
        Assert.Equal(selected.Count, entry.Outcome.Integer("quantity"));
        foreach (var (series, number) in selected)
            units[series][number - 1] = (to, state, reference);
    }

    /// <summary>Single units that a selection means; null where they are not all there.</summary>
    private List<(UnitSeries Series, int Number)>? Selected(LedgerEntry entry, string account)
    {
        var selection = entry.Verb == Verbs.Compensate ? entry.Payload : entry.Payload.Object("selection");
        bool Free(UnitSeries series, int number, bool frozenToo) => units.TryGetValue(series, out var list) && number <= list.Count && list[number - 1].Account == account && (list[number - 1].State == UnitState.Free || (frozenToo && list[number - 1].State == UnitState.Frozen));
        if (selection.Has("blocks"))
        {
            var listed = selection.Objects("blocks").SelectMany(b => Enumerable.Range((int)b.Integer("first"), (int)(b.Integer("last") - b.Integer("first") + 1)).Select(n => (Series(b), n))).ToList();
            return listed.TrueForAll(u => Free(u.Item1, u.n, entry.Verb == Verbs.ForceCancel)) && listed.Distinct().Count() == listed.Count ? listed : null;
        }

        var all = units.Keys.Where(s => s.Programme == selection.Text("programme") && (selection.TextOrNull("project") ?? s.Project) == s.Project && (selection.IntegerOrNull("vintage") ?? s.Vintage) == s.Vintage).ToList();
        all.Sort(UnitSeries.Compare);
        var free = all.SelectMany(s => Enumerable.Range(1, units[s].Count).Where(n => Free(s, n, false)).Select(n => (s, n))).Take((int)selection.Integer("quantity")).ToList();
        return free.Count == selection.Integer("quantity") ? free : null;
    }

    private static UnitSeries Series(CanonicalObject block) => new(block.Text("programme"), block.Text("project"), (int)block.Integer("vintage"));
}

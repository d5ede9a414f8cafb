using System.Reflection;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>Something in a register that does not follow from its ledger (登记簿问题).</summary>
/// <param name="Entry">The entry that is wrong, or that wrote what is wrong.</param>
/// <param name="What">What is wrong.</param>
public sealed record RegisterFault(long Entry, Bilingual What);

/// <summary>Checks a register against itself (登记簿核对): leaf hashes are those of the entries, each entry follows from those before it, and state, keys and heads are what follows from the entries.</summary>
/// <remarks>It finds what was changed outside the register. A ledger that was written anew as a whole is consistent in itself: only a signed head that somebody else keeps shows it.</remarks>
public static class RegisterCheck
{
    /// <summary>Everything that is wrong, ordered by entry; nothing where all is well. Holds the state in memory once.</summary>
    public static IReadOnlyList<RegisterFault> Of(IRegisterReading register) => Of(register, RuleBook.Shipped);

    internal static IReadOnlyList<RegisterFault> Of(IRegisterReading register, RuleBook book)
    {
        var faults = new List<RegisterFault>();
        var tree = Leaves(register, faults);
        if (faults.Count > 0)
            return faults;
        using var replayed = new ReplayedState();
        if (UnitRegister.Replay(register.Entries(0, long.MaxValue), replayed, book) is { } fault)
        {
            faults.Add(new(fault.Entry, new($"条目 {fault.Entry} 不能由其前的条目得出：{fault.Reason}", $"entry {fault.Entry} does not follow from those before it: {fault.Reason}")));
            return faults;
        }

        new State(register, replayed, faults).Compare();
        Heads(register, replayed, tree, faults);
        return [.. faults.OrderBy(f => f.Entry)];
    }

    private static MerkleTree Leaves(IRegisterReading register, List<RegisterFault> faults)
    {
        var tree = new MerkleTree();
        using var leaves = register.LeafHashes(0, long.MaxValue).GetEnumerator();
        var index = 0L;
        foreach (var entry in register.Entries(0, long.MaxValue))
        {
            var hash = LedgerEntry.LeafHash(entry.Span);
            if (!leaves.MoveNext() || !leaves.Current.AsSpan().SequenceEqual(hash))
                faults.Add(new(index, new($"条目 {index} 与存下的叶哈希不符", $"entry {index} has another hash than the leaf that is stored")));
            tree.Append(hash);
            index++;
        }

        if (index != register.Size)
            faults.Add(new(index, new($"应有 {register.Size} 条，只有 {index} 条", $"there are {index} entries, not {register.Size}")));
        return tree;
    }

    private static void Heads(IRegisterReading register, ReplayedState replayed, MerkleTree tree, List<RegisterFault> faults)
    {
        if (register.Size == 0)
            return;
        var row = replayed.Row(Rows.Register, "register")!;
        var before = -1L;
        KeyChain? chain = null;
        State.Attempt(faults, tree.Size - 1, new("已签名树头", "signed heads"), () =>
        {
            foreach (var written in register.Heads())
            {
                var head = SignedTreeHead.Of(written);
                var isTrue = head.TreeSize > before && head.TreeSize <= tree.Size && head.LogId == row.Text("logId") && head.RootHash == Convert.ToHexStringLower(tree.Root(head.TreeSize)) && head.Verify((chain ??= Chain(replayed)).At(head.TreeSize));
                if (!isTrue)
                    faults.Add(new(Math.Max(0, head.TreeSize - 1), new($"{head.TreeSize} 条时的树头与条目或密钥不符", $"the head of {head.TreeSize} entries does not fit the entries or the keys")));
                before = head.TreeSize;
            }

            return true;
        });
    }

    /// <summary>Keys with the entries that named them: each signs only the trees that hold it and not yet the next.</summary>
    private static KeyChain Chain(ReplayedState replayed)
    {
        KeyChain? chain = null;
        foreach (var bytes in replayed.Entries(0, long.MaxValue))
        {
            if (chain is null)
                chain = KeyChain.Of(new(CanonicalObject.ParseCanonical(bytes.Span)));
            else if (bytes.Span.IndexOf("\"verb\":\"key.rotate\""u8) >= 0 && new LedgerEntry(CanonicalObject.ParseCanonical(bytes.Span)) is { Verb: Verbs.RotateKey, Refusal: null } rotation)
                chain = chain.With(rotation);
        }

        return chain!;
    }

    /// <summary>Compares what is stored with what follows from the entries.</summary>
    private sealed class State(IRegisterReading stored, ReplayedState replayed, List<RegisterFault> faults)
    {
        public static void Attempt(List<RegisterFault> faults, long entry, Bilingual what, Func<bool> isSame)
        {
            try
            {
                if (!isSame())
                    faults.Add(new(entry, new($"{what.Zh}与条目不符", $"{what.En} is not what follows from the entries")));
            }
            catch (Exception e) when (e is RefusedInputException or FormatException)
            {
                faults.Add(new(entry, new($"{what.Zh}不可读：{(e as RefusedInputException)?.Finding.Message("zh") ?? e.Message}", $"{what.En} cannot be read: {e.Message}")));
            }
        }

        public void Compare()
        {
            var last = stored.Size - 1;
            foreach (var kind in Kinds())
                CompareRows(kind, last);
            CompareBlocks(last);
            CompareClaims(last);
            CompareKeys(last);
        }

        private void Attempt(long entry, Bilingual what, Func<bool> isSame) => Attempt(faults, entry, what, isSame);

        private IEnumerable<string> Kinds() => typeof(Rows).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).Union(replayed.Kinds, StringComparer.Ordinal).Order(StringComparer.Ordinal);

        private void CompareRows(string kind, long last)
        {
            var known = replayed.RowsOf(kind).ToDictionary(r => r.Id, StringComparer.Ordinal);
            var before = faults.Count;
            foreach (var (id, row, entry) in known.Values)
                Attempt(entry, new($"状态行 {kind}/{id}", $"row {kind}/{id}"), () => row.Equals(stored.Row(kind, id)));
            if (faults.Count > before)
                return;
            Attempt(last, new($"状态行 {kind}", $"rows {kind}"), () =>
            {
                foreach (var (id, _, entry) in stored.RowsOf(kind))
                {
                    if (!known.Remove(id, out var of))
                        faults.Add(new(Math.Clamp(entry, 0, last), new($"状态行 {kind}/{id} 不由任何条目得出", $"row {kind}/{id} follows from no entry")));
                    else if (of.Entry != entry)
                        faults.Add(new(of.Entry, new($"状态行 {kind}/{id} 应由条目 {of.Entry} 写入，而不是 {entry}", $"row {kind}/{id} was put by entry {of.Entry}, not {entry}")));
                }

                return known.Count == 0;
            });
        }

        private void CompareBlocks(long last)
        {
            var before = faults.Count;
            foreach (var block in replayed.Blocks(default))
                Attempt(replayed.BlockEntries[(block.Series, block.First)], new($"批次 {block.Serial}", $"block {block.Serial}"), () => stored.BlockAt(block.Series, block.First) == block);
            if (faults.Count > before)
                return;
            Attempt(last, new("批次", "blocks"), () =>
            {
                foreach (var extra in stored.Blocks(default).Except(replayed.Blocks(default)))
                    faults.Add(new(replayed.RemovedBlocks.GetValueOrDefault((extra.Series, extra.First), last), new($"批次 {extra.Serial} 不由任何条目得出", $"block {extra.Serial} follows from no entry")));
                return true;
            });
            foreach (var account in replayed.Blocks(default).GroupBy(b => b.Account))
                Attempt(account.Max(b => replayed.BlockEntries[(b.Series, b.First)]), new($"账户 {account.Key} 的批次", $"the blocks of account {account.Key}"), () => stored.Blocks(new(Account: account.Key)).SequenceEqual(account));
            foreach (var bound in replayed.Blocks(default).Where(b => b.Reference != 0).GroupBy(b => b.Reference))
                Attempt(bound.Key, new($"条目 {bound.Key} 的批次", $"the blocks of entry {bound.Key}"), () => stored.Blocks(new(Reference: bound.Key)).SequenceEqual(bound));
        }

        /// <summary>A key that no entry took would make a later, honest request one that no replay answers so.</summary>
        private void CompareKeys(long last)
        {
            foreach (var (actor, key, entry) in replayed.AnsweredKeys())
                Attempt(entry, new($"幂等键 {actor}/{key}", $"idempotency key {actor}/{key}"), () => stored.IndexOfKey(actor, key) == entry);
            Attempt(last, new("幂等键", "idempotency keys"), () =>
            {
                foreach (var (actor, key, entry) in stored.AnsweredKeys().Where(k => replayed.IndexOfKey(k.Actor, k.Key) is null))
                    faults.Add(new(Math.Clamp(entry, 0, last), new($"幂等键 {actor}/{key} 不由任何条目得出", $"idempotency key {actor}/{key} follows from no entry")));
                return true;
            });
        }

        private void CompareClaims(long last)
        {
            foreach (var project in replayed.Claims(null).GroupBy(c => c.Project))
            {
                var entry = project.Max(c => replayed.ClaimEntries[(c.Project, c.Parcel)]);
                Attempt(entry, new($"项目 {project.Key} 的地块", $"the claims of {project.Key}"), () => stored.Claims(project.Key).Select(Written).SequenceEqual(project.Select(Written)));
                foreach (var claim in project)
                    Attempt(replayed.ClaimEntries[(claim.Project, claim.Parcel)], new($"地块 {claim.Project}/{claim.Parcel} 的空间索引", $"the spatial index of claim {claim.Project}/{claim.Parcel}"), () => stored.ClaimsNear(claim.Box).Any(c => c.Project == claim.Project && c.Parcel == claim.Parcel));
            }

            Attempt(last, new("地块", "claims"), () => stored.Claims(null).Count() == replayed.ClaimEntries.Count);
        }

        private static string Written(ParcelClaim c) => FormattableString.Invariant($"{c.Parcel}|{c.Programme}|{c.Span}|{string.Join(' ', c.Pools)}|{c.Tenure is null}|{c.Tenure}|{Convert.ToHexString(c.Wkb.Span)}|{c.Box}|{c.State}");
    }
}

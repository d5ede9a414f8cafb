using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>Signs the state of a ledger on demand and keeps the head beside it (签署树头).</summary>
public static class RegisterHead
{
    /// <summary>The head of the ledger as it is: the one kept where nothing was written since, else a new one.</summary>
    /// <exception cref="RefusedInputException">The key is not the one in force.</exception>
    public static SignedTreeHead Sign(IRegisterStore store, RegisterKey key, TimeProvider? clock = null) => store.Write(state =>
    {
        var register = RegisterListing.Row(state, Rows.Register, Rows.Register);
        if (register.Text("publicKey") != key.PublicKey)
            throw DataSet.Refuse(RegisterFindings.OtherKey, null, key.Id, RegisterKey.IdOf(register.Text("publicKey")));
        if (state.Heads().LastOrDefault() is { } last && last.Integer("treeSize") == state.Size && last.Text("keyId") == key.Id)
            return SignedTreeHead.Of(last);
        var head = SignedTreeHead.Sign(register.Text("logId"), Tree(state), (clock ?? TimeProvider.System).GetUtcNow(), key);
        state.PutHead(head.ToCanonical());
        return head;
    });

    /// <summary>The tree over the leaf hashes as they are kept.</summary>
    public static MerkleTree Tree(IRegisterReading state)
    {
        var tree = new MerkleTree();
        foreach (var leaf in state.LeafHashes(0, state.Size))
            tree.Append(leaf);
        return tree;
    }
}

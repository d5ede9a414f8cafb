using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>What a register signs, with everything that stops it said as a refusal (签署与证明).</summary>
public static class SignedRegister
{
    /// <summary>Signs the ledger as it is.</summary>
    /// <exception cref="RefusedInputException">The key is not the one in force.</exception>
    public static SignedTreeHead Sign(IRegisterStore store, RegisterKey key, TimeProvider clock)
    {
        Require(store, key);
        return new VerifiableLedger(store).Sign(key, clock);
    }

    /// <summary>The certificate of an entry, of what an account holds, or (neither) of the head; with a key the ledger is signed first.</summary>
    /// <exception cref="RefusedInputException">There is no such entry or account, the key is not the one in force, or no signed head holds the entry and no key was given.</exception>
    public static LedgerCertificate Certify(IRegisterStore store, long? entry, string? account, RegisterKey? key, TimeProvider clock)
    {
        var ledger = new VerifiableLedger(store);
        if (key is not null)
            Sign(store, key, clock);
        if (account is not null)
        {
            store.Read(state => RegisterListing.Row(state, Rows.Account, account));
            return ledger.CertifyHolding(account, key ?? throw DataSet.Refuse(RegisterFindings.NoHead, null, "—"), clock);
        }

        if (entry is { } index && (index < 0 || index >= store.Read(state => state.Size)))
            throw DataSet.Refuse(RegisterFindings.NoRow, null, "entry", FormattableString.Invariant($"{index}"));
        if (ledger.Head is not { } head || entry >= head.TreeSize)
            throw DataSet.Refuse(RegisterFindings.NoHead, null, FormattableString.Invariant($"{entry}"));
        return entry is { } at ? ledger.Certify(at) : ledger.CertifyHead();
    }

    /// <summary>Makes sure that a signed head holds every entry.</summary>
    /// <exception cref="RefusedInputException">None does.</exception>
    public static void RequireHead(IRegisterStore store)
    {
        var size = store.Read(state => state.Size);
        if (new VerifiableLedger(store).Head?.TreeSize != size)
            throw DataSet.Refuse(RegisterFindings.NoHead, null, FormattableString.Invariant($"{size - 1}"));
    }

    private static void Require(IRegisterStore store, RegisterKey key)
    {
        var inForce = store.Read(state => RegisterListing.Row(state, Rows.Register, Rows.Register).Text("publicKey"));
        if (inForce != key.PublicKey)
            throw DataSet.Refuse(RegisterFindings.OtherKey, null, key.Id, RegisterKey.IdOf(inForce));
    }
}

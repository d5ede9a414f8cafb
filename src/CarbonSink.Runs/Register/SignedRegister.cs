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
        return Unchanged(() => new VerifiableLedger(store).Sign(key, clock));
    }

    /// <summary>The certificate of an entry, of what an account holds, or (neither) of the head; with a key the ledger is signed first.</summary>
    /// <exception cref="RefusedInputException">There is no such entry or account, the key is not the one in force, or no signed head holds the entry and no key was given.</exception>
    public static LedgerCertificate Certify(IRegisterStore store, long? entry, string? account, RegisterKey? key, TimeProvider clock) => Unchanged(() =>
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
            throw RegisterListing.NoRow("entry", FormattableString.Invariant($"{index}"));
        if (ledger.Head is not { } head || entry >= head.TreeSize)
            throw DataSet.Refuse(RegisterFindings.NoHead, null, FormattableString.Invariant($"{entry}"));
        return entry is { } at ? ledger.Certify(at) : ledger.CertifyHead();
    });

    /// <summary>What a certificate states, verified as anyone would.</summary>
    /// <exception cref="RefusedInputException">It does not verify: the store was changed behind the register's back.</exception>
    public static CertificateStatement StatementOf(LedgerCertificate certificate)
    {
        var found = LedgerCertificate.Verify(certificate.ToCanonical().ToUtf8(), new HashSet<string> { certificate.Head.KeyId }, true);
        return found.Statement ?? throw DataSet.Refuse(VerificationFindings.ChangedStore, null, found.Checks[^1].Text.En);
    }

    /// <summary>A store that does not hold what was signed is told as a finding.</summary>
    /// <exception cref="RefusedInputException">It was changed behind the register's back.</exception>
    public static T Unchanged<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw DataSet.Refuse(VerificationFindings.ChangedStore, null, e.Message);
        }
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

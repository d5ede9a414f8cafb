using System.Globalization;
using System.Security.Cryptography;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Store;

namespace CarbonSink.Runs;

/// <summary>Verifies a register where it is kept (登记簿核验): pages of the file, state against entries, then everything that an export proves.</summary>
public static class VerifiedRegister
{
    private const int MostNamed = 100;

    /// <summary>Verifies.</summary>
    /// <param name="store">The register.</param>
    /// <param name="place">Where it is; shown without a password.</param>
    /// <param name="keys">Trusted keys.</param>
    /// <param name="against">A head kept from elsewhere; null for none.</param>
    /// <exception cref="RefusedInputException">No signed head holds all entries.</exception>
    public static VerificationResult Run(IRegisterStore store, string place, PinnedKeys keys, SignedTreeHead? against)
    {
        place = RegisterPlace.Shown(place);
        var checks = new List<LedgerCheck>();
        if (store is SqliteStore file)
        {
            var said = file.CheckIntegrity();
            checks.AddRange(said.Take(MostNamed).Select(s => new LedgerCheck("integrity", false, new($"数据库文件：{s}", $"the database file: {s}"))));
            if (said.Count == 0)
                checks.Add(new("integrity", true, new("数据库文件的页和索引完好（PRAGMA integrity_check）", "pages and indexes of the database file are sound (PRAGMA integrity_check)")));
        }

        var faults = store.Read(RegisterCheck.Of);
        checks.AddRange(faults.Take(MostNamed).Select(f => new LedgerCheck("state", false, new($"条目 {f.Entry}：{f.What.Zh}", $"entry {f.Entry}: {f.What.En}"))));
        if (faults.Count > MostNamed)
            checks.Add(new("state", false, new($"另有 {faults.Count - MostNamed} 处", $"{faults.Count - MostNamed} more")));
        if (faults.Count == 0)
            checks.Add(new("state", true, new("状态、批次、地块、幂等键和树头都由条目得出", "state, blocks, claims, idempotency keys and heads are what follows from the entries")));
        if (checks.Exists(c => !c.IsPassed))
            return new(place, "register", new(checks, VerificationTrust.NotReached, null));

        SignedRegister.RequireHead(store);
        using var ledger = new MemoryStream();
        using var heads = new MemoryStream();
        var summary = store.Read(state => RegisterExport.Write(state, ledger, heads));
        using var into = new MemoryStore();
        var files = new RegisterFiles(summary, () => new MemoryStream(ledger.GetBuffer(), 0, (int)ledger.Length), () => new MemoryStream(heads.GetBuffer(), 0, (int)heads.Length));
        var found = RegisterExport.Verify(files, keys.Fingerprints, keys.IsNamed, against, into);
        return new(place, "register", found with { Checks = [.. checks, .. found.Checks] }, Convert.ToHexStringLower(SHA256.HashData(summary)));
    }

    /// <summary>Reads what the register holds; rows that cannot be read are its damage, not the user's mistake.</summary>
    /// <exception cref="RefusedInputException">REG-0013: something cannot be read.</exception>
    public static T Readable<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            throw Damaged(null, new(e.Message, e.Message));
        }
    }

    /// <summary>Makes sure that the register follows from its ledger; asked where a request failed on something that could not be read.</summary>
    /// <exception cref="RefusedInputException">REG-0013: it does not.</exception>
    public static void RequireSound(IRegisterStore store)
    {
        if (Readable(() => store.Read(RegisterCheck.Of)) is [var fault, ..])
            throw Damaged(fault.Entry, fault.What);
    }

    private static RefusedInputException Damaged(long? entry, Bilingual what) => DataSet.Refuse(RegisterFindings.Damaged, null, entry?.ToString(CultureInfo.InvariantCulture) ?? "—", what.Zh, what.En);
}

using System.Security.Cryptography;
using System.Text;
using CarbonSink.Register;

namespace CarbonSink.Register.Tests;

/// <summary>Everything a register holds, as one hash.</summary>
internal static class StoredState
{
    public static string Hash(IRegisterReading register)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var bytes in register.Entries(0, long.MaxValue))
            hash.AppendData(bytes.Span);
        foreach (var leaf in register.LeafHashes(0, long.MaxValue))
            hash.AppendData(leaf);
        foreach (var kind in typeof(Rows).GetFields().Select(f => (string)f.GetRawConstantValue()!))
            foreach (var (id, row, entry) in register.RowsOf(kind))
                Add($"{kind} {id} {row} {entry}");
        foreach (var block in register.Blocks(default))
            Add(block.ToString());
        foreach (var claim in register.Claims(null))
            Add($"{claim} {Convert.ToHexString(claim.Wkb.Span)} {string.Join(' ', claim.Pools)}");
        foreach (var head in register.Heads())
            Add(head.ToString());
        return Convert.ToHexString(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
    }
}

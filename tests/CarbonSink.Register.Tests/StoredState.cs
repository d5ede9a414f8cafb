using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CarbonSink.Register;

namespace CarbonSink.Register.Tests;

/// <summary>Everything a register holds: as text, and as one hash.</summary>
internal static class StoredState
{
    private static readonly string[] Kinds = [.. typeof(Rows).GetFields().Select(f => (string)f.GetRawConstantValue()!)];

    /// <summary>Entries with their leaves and idempotency keys, rows with the entries that put them, blocks, claims, heads: a line for each.</summary>
    public static IEnumerable<string> Lines(IRegisterReading register)
    {
        var entries = register.Entries(0, long.MaxValue).ToList();
        foreach (var bytes in entries)
            yield return Encoding.UTF8.GetString(bytes.Span);
        foreach (var leaf in register.LeafHashes(0, long.MaxValue))
            yield return Convert.ToHexString(leaf);
        foreach (var bytes in entries)
        {
            if (bytes.Span.IndexOf("\"key\":"u8) >= 0 && new LedgerEntry(CanonicalObject.ParseCanonical(bytes.Span)) is { Key: { } key } entry)
                yield return $"key {entry.Actor} {key} {register.IndexOfKey(entry.Actor, key)}";
        }

        foreach (var kind in Kinds)
            foreach (var (id, row, entry) in register.RowsOf(kind))
                yield return $"{kind} {id} {row} {entry}";
        foreach (var block in register.Blocks(default))
            yield return block.ToString();
        foreach (var c in register.Claims(null))
            yield return string.Create(CultureInfo.InvariantCulture, $"{c.Project} {c.Parcel} {c.Programme} {c.Span} {string.Join('+', c.Pools)} {c.Tenure ?? "none"} {Convert.ToHexString(c.Wkb.Span)} {c.Box} {c.State}");
        foreach (var head in register.Heads())
            yield return head.ToString();
    }

    public static string Hash(IRegisterReading register)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in Lines(register))
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}

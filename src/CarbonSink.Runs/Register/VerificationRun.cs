using System.Security.Cryptography;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>What is to be verified (核验选项).</summary>
/// <param name="Path">File or folder.</param>
/// <param name="Keys">Trusted keys.</param>
/// <param name="Against">A head or certificate kept from elsewhere; null for none.</param>
public sealed record VerificationOptions(string Path, PinnedKeys Keys, string? Against = null);

/// <summary>What a verification found (核验结论).</summary>
/// <param name="Path">File or folder.</param>
/// <param name="Kind">manifest, certificate, export or head.</param>
/// <param name="Found">Checks, trust, statement.</param>
/// <param name="ExportSha256">SHA-256 of register.json; null for other kinds.</param>
public sealed record VerificationResult(string Path, string Kind, LedgerVerification Found, string? ExportSha256 = null);

/// <summary>Verifies a folder of results, a certificate, a whole register or a signed head offline, from nothing but the files and the keys that are trusted (离线核验).</summary>
public static class VerificationRun
{
    /// <summary>Verifies.</summary>
    /// <exception cref="Findings.RefusedInputException">It is nothing that can be verified, or what it is to be compared with is no head.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static VerificationResult Run(VerificationOptions options, CancellationToken stop = default)
    {
        var (path, keys) = (options.Path, options.Keys);
        var against = options.Against is { } other ? HeadOf(other) : null;
        if (Directory.Exists(path))
        {
            if (IsExport(path))
                return Export(path, path, keys, against);
            var manifest = Path.Combine(path, Manifest.FileName);
            return Manifest.OutputsIn(path) is not null ? Unsigned(path, manifest, options, stop) : throw DataSet.Refuse(VerificationFindings.UnknownKind, path, path);
        }

        var bytes = File.ReadAllBytes(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (Path.GetFileName(path) == RegisterExport.SummaryName && IsExport(folder))
            return Export(path, folder, keys, against);
        if (KeysOf(bytes) is not { } written)
            throw DataSet.Refuse(VerificationFindings.UnknownKind, path, path);
        if (written.Contains("certificate"))
            return new(path, "certificate", LedgerCertificate.Verify(bytes, keys.Fingerprints, keys.IsNamed, against));
        if (written.Contains("program") && written.Contains("outputs"))
            return Unsigned(path, path, options, stop);
        return written.Contains("treeSize") && written.Contains("rootHash") && written.Contains("signature") ? new(path, "head", Head(bytes, keys, against)) : throw DataSet.Refuse(VerificationFindings.UnknownKind, path, path);
    }

    /// <summary>A head out of a file: one by itself, or that of a certificate.</summary>
    /// <exception cref="Findings.RefusedInputException">It is neither.</exception>
    public static SignedTreeHead HeadOf(string path)
    {
        try
        {
            var written = CanonicalObject.Parse(File.ReadAllBytes(path));
            return SignedTreeHead.Of(written.Has("head") ? written.Object("head") : written);
        }
        catch (FormatException e)
        {
            throw DataSet.Refuse(VerificationFindings.BadHead, path, path, e.Message);
        }
    }

    /// <summary>Whether a folder holds a part of a register export; with a part missing it is still none of anything else.</summary>
    private static bool IsExport(string folder) => ((string[])[RegisterExport.LedgerName, RegisterExport.HeadsName, RegisterExport.SummaryName]).Any(f => File.Exists(Path.Combine(folder, f)));

    /// <summary>A manifest is not signed: whoever names a key or a head, or trusts keys and is shown a file of another name, asks for what it cannot give.</summary>
    private static VerificationResult Unsigned(string path, string manifest, VerificationOptions options, CancellationToken stop)
    {
        var found = ManifestVerification.Verify(manifest, stop);
        var isNamedSo = Path.GetFileName(manifest) == Manifest.FileName;
        if (options.Keys.IsNamed || options.Against is not null || (options.Keys.Fingerprints.Count > 0 && !isNamedSo))
            found = found with { Checks = [new("signature", false, new("这是没有签名的清单，不能用密钥或树头核验；它不是证书，也不是登记簿导出", "this is a manifest, which is not signed: no key or head can verify it; it is no certificate and no register export")), .. found.Checks] };
        return new(path, "manifest", found);
    }

    private static VerificationResult Export(string path, string folder, PinnedKeys keys, SignedTreeHead? against)
    {
        var missing = ((string[])[RegisterExport.SummaryName, RegisterExport.LedgerName, RegisterExport.HeadsName]).Where(f => !File.Exists(Path.Combine(folder, f))).ToArray();
        if (missing.Length > 0)
            return new(path, "export", new([new("files", false, new($"登记簿导出缺少 {string.Join("、", missing)}", $"the register export lacks {string.Join(", ", missing)}"))], VerificationTrust.NotReached, null));
        var files = RegisterExportFolder.Files(folder);
        using var into = new MemoryStore();
        return new(path, "export", RegisterExport.Verify(files, keys.Fingerprints, keys.IsNamed, against, into), Convert.ToHexStringLower(SHA256.HashData(files.Summary)));
    }

    /// <summary>A head alone names its key but does not hold it.</summary>
    private static LedgerVerification Head(byte[] bytes, PinnedKeys keys, SignedTreeHead? against)
    {
        var checks = new List<LedgerCheck>();
        bool Check(string name, bool isPassed, string zh, string en)
        {
            checks.Add(new(name, isPassed, isPassed ? new(zh, en) : new("不成立：" + zh, "not so: " + en)));
            return isPassed;
        }

        try
        {
            var head = SignedTreeHead.Of(CanonicalObject.Parse(bytes));
            var isPinned = keys.Fingerprints.Contains(head.KeyId);
            var trust = isPinned ? VerificationTrust.Pinned : keys.Fingerprints.Count > 0 ? VerificationTrust.OtherKey : VerificationTrust.Unpinned;
            _ = Check("form", true, "已签名树头", "a signed tree head")
                && Check("signature", keys.PublicKey is { } key && head.Verify(key), $"由 --register-key 给出的密钥 {head.KeyId} 签名（单独的树头不含公钥，须给 PEM）", $"signed by the key {head.KeyId} that --register-key names (a head alone holds no public key: name the PEM)")
                && (against is null || Check("sameRoot", against.LogId == head.LogId && against.TreeSize == head.TreeSize && against.RootHash == head.RootHash, "两个树头条数和根相同", "both heads have the same size and root"))
                && Check("trust", isPinned, $"签名密钥 {head.KeyId} 已锁定", $"the key that signed, {head.KeyId}, is pinned");
            return new(checks, trust, head.KeyId, checks.All(c => c.IsPassed) ? CertificateStatement.OfHead(head) : null);
        }
        catch (FormatException e)
        {
            Check("form", false, "格式不对：" + e.Message, "wrong form: " + e.Message);
            return new(checks, VerificationTrust.NotReached, null);
        }
    }

    /// <summary>Keys of a JSON object, whatever its values; null where it is none.</summary>
    private static HashSet<string>? KeysOf(byte[] bytes)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object ? [.. document.RootElement.EnumerateObject().Select(m => m.Name)] : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}

using System.Text.Json;
using CarbonSink.Methodologies;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>Hashes the files of an output folder again and compares them with its manifest (清单核对). A manifest is not signed: whoever changes a file can write another one.</summary>
internal static class ManifestVerification
{
    /// <summary>Verifies a folder by its manifest; every file is one check, and all are made.</summary>
    /// <param name="path">The manifest.</param>
    /// <param name="stop">Ends the work early.</param>
    public static LedgerVerification Verify(string path, CancellationToken stop)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var checks = new List<LedgerCheck>();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var listed = document.RootElement.GetProperty("outputs").EnumerateArray().Select(o => (Name: o.GetProperty("name").GetString() ?? "", Sha256: o.GetProperty("sha256").GetString(), Bytes: o.GetProperty("bytes").GetInt64())).ToList();
            foreach (var (name, sha256, bytes) in listed)
                checks.Add(Check(folder, name, sha256, bytes, stop));
            var known = listed.Select(l => l.Name).Append(Manifest.FileName).ToHashSet(StringComparer.Ordinal);
            var others = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Where(f => !known.Contains(f)).Order(StringComparer.Ordinal).ToList();
            var few = string.Join(", ", others.Take(5)) + (others.Count > 5 ? " …" : "");
            checks.Add(new("outputs", listed.Count > 0, new($"清单列出 {listed.Count} 个文件" + (others.Count > 0 ? $"；另有 {others.Count} 个未列出，未核对：{few}" : ""), $"the manifest lists {listed.Count} files" + (others.Count > 0 ? $"; {others.Count} more are not listed and were not checked: {few}" : ""))));
            var inputs = document.RootElement.TryGetProperty("inputs", out var given) ? given.GetArrayLength() : 0;
            checks.Add(new("scope", true, new($"只核对了文件与清单一致；清单没有签名，不证明由谁、何时算出；{inputs} 个输入只列其哈希，未读取", $"only that the files are those of the manifest was checked; it is not signed and does not prove who computed them or when; its {inputs} inputs are named by hash and were not read")));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            checks.Add(new("form", false, new($"清单格式不对：{e.Message}", $"wrong form of the manifest: {e.Message}")));
        }

        return new(checks, VerificationTrust.ContentOnly, null);
    }

    private static LedgerCheck Check(string folder, string name, string? sha256, long bytes, CancellationToken stop)
    {
        LedgerCheck Said(bool isPassed, string zh, string en) => new("file", isPassed, new($"{name}：{zh}", $"{name}: {en}"));
        var path = Path.GetFullPath(Path.Combine(folder, name));
        if (name.Length == 0 || !path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return Said(false, "不在文件夹内", "is not in the folder");
        if (!File.Exists(path))
            return Said(false, "缺失", "is missing");
        var found = FileHash.Of(path, name, stop);
        return found.Sha256 == sha256 && found.Bytes == bytes ? Said(true, $"一致（{sha256}）", $"as listed ({sha256})") : Said(false, $"已改动：{found.Bytes} 字节，{found.Sha256}", $"was changed: {found.Bytes} bytes, {found.Sha256}");
    }
}

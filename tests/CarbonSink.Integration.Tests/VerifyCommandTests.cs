using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Register;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Integration.Tests;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly OutputFolder files = new();
    private readonly RegisterKey[] keys = [RegisterKey.Create(), RegisterKey.Create()];
    private readonly MemoryStore store = new();
    private readonly VerifiableLedger ledger;

    public VerifyCommandTests()
    {
        ledger = new(store);
        var register = new UnitRegister(store);
        var registrar = new ActorCredential("registrar", "secret", null);
        const string TokenHash = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"; // printf secret | sha256sum
        register.Submit(new RegisterRequest(Verbs.Open, CanonicalObject.Of(("logId", "临湘"), ("zh", "试\u2028𠮷<&"), ("en", "test"), ("publicKey", keys[0].PublicKey), ("registrar", CanonicalObject.Of(("id", "registrar"), ("name", "registrar"), ("tokenSha256", TokenHash))))), registrar);
        register.Submit(new RegisterRequest(Verbs.OpenAccount, CanonicalObject.Of(("id", "a"), ("holder", "registrar"), ("class", "owner"))), registrar);
        File.WriteAllBytes(files["head-2.json"], ledger.Sign(keys[0]).ToCanonical().ToUtf8());
        register.Submit(new RegisterRequest(Verbs.RotateKey, KeyChain.Rotation("临湘", keys[0], keys[1])), registrar);
        register.Submit(new RegisterRequest(Verbs.OpenAccount, CanonicalObject.Of(("id", "㐂𠮷"), ("holder", "registrar"), ("class", "owner"))), registrar);
        File.WriteAllBytes(files["head-4.json"], ledger.Sign(keys[1]).ToCanonical().ToUtf8());
        File.WriteAllBytes(files["certificate.json"], ledger.Certify(1).ToCanonical().ToUtf8());
        foreach (var (key, name) in keys.Zip((string[])["old.pem", "new.pem"]))
            File.WriteAllText(files[name], key.ToPublicPem());
        Directory.CreateDirectory(files["export"]);
        using var lines = File.Create(Path.Combine(files["export"], RegisterExport.LedgerName));
        using var heads = File.Create(Path.Combine(files["export"], RegisterExport.HeadsName));
        File.WriteAllBytes(Path.Combine(files["export"], RegisterExport.SummaryName), RegisterExport.Write(store, lines, heads));
    }

    public void Dispose()
    {
        files.Dispose();
        store.Dispose();
        foreach (var key in keys)
            key.Dispose();
    }

    /// <summary>A directory with the program's own files, the certificate and the user's list of keys; no methodology, no other working directory.</summary>
    [Fact]
    public async Task A_certificate_verifies_where_there_is_only_itself_the_program_and_a_pinned_fingerprint()
    {
        var place = Directory.CreateDirectory(files["bare"]).FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(f => Path.GetExtension(f) == ".dll" || Path.GetFileName(f).StartsWith("CarbonSink.Cli.", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(place, Path.GetFileName(file)));
        File.Copy(files["certificate.json"], Path.Combine(place, "certificate.json"));
        Directory.CreateDirectory(Path.Combine(place, "config", "carbonsink"));
        File.WriteAllText(Path.Combine(place, "config", "carbonsink", "register-keys"), $"# keys I trust\n\n{keys[0].Id} 临湘 register, gazette 2026-11\n");
        var start = new ProcessStartInfo(ProgramRun.Host, ["CarbonSink.Cli.dll", "verify", "certificate.json", "--json"]) { WorkingDirectory = place, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        start.Environment["XDG_CONFIG_HOME"] = start.Environment["APPDATA"] = Path.Combine(place, "config");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var json = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        Assert.True(json.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal("pinned", json.RootElement.GetProperty("trust").GetString());
        Assert.Equal(keys[1].Id, json.RootElement.GetProperty("keyFingerprint").GetString());
        Assert.Equal(("entry", 1, "account.open"), json.RootElement.GetProperty("statement") is var stated && stated.GetProperty("facts") is var facts ? (stated.GetProperty("kind").GetString(), facts.GetProperty("entry").GetInt32(), facts.GetProperty("verb").GetString()) : default);
        Assert.False(json.RootElement.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Without_a_pinned_key_it_says_no_and_prints_the_fingerprint()
    {
        using var json = JsonDocument.Parse((await Verify(1, "certificate.json", "--json")).Output);
        Assert.Equal((false, "unpinned", keys[1].Id, "VER-0003"), (json.RootElement.GetProperty("ok").GetBoolean(), json.RootElement.GetProperty("trust").GetString(), json.RootElement.GetProperty("keyFingerprint").GetString(), json.RootElement.GetProperty("error").GetProperty("code").GetString()));
        Assert.False(json.RootElement.TryGetProperty("statement", out _));
        var text = await Verify(1, "certificate.json");
        Assert.Contains("NOT verified", text.Output, StringComparison.Ordinal);
        Assert.Contains(keys[1].Id, text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_named_by_file_or_fingerprint()
    {
        foreach (var named in (string[])[files["old.pem"], files["new.pem"], keys[0].Id, keys[1].Id.ToUpperInvariant()])
            await Verify(0, "certificate.json", "--register-key", named);
        using var other = RegisterKey.Create();
        Assert.Contains("VER-0004", (await Verify(1, "certificate.json", "--register-key", other.Id)).Errors, StringComparison.Ordinal);
        Assert.Contains("VER-0005", (await Verify(1, "certificate.json", "--register-key", "nothing.pem")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_verifies_and_a_cut_one_is_found_by_a_head_kept_elsewhere()
    {
        var whole = await Verify(0, "export", "--register-key", files["old.pem"], "--against", files["head-2.json"]);
        Assert.Contains("all 4 entries follow by the rules", whole.Output, StringComparison.Ordinal);
        await Verify(0, Path.Combine("export", "register.json"), "--register-key", keys[1].Id, "--against", files["certificate.json"]);
        Assert.Contains("VER-0007", (await Verify(1, "export", "--register-key", keys[1].Id, "--against", files["new.pem"])).Errors, StringComparison.Ordinal);
        var lines = File.ReadAllLines(Path.Combine(files["export"], "ledger.jsonl"));
        File.WriteAllText(Path.Combine(files["export"], "ledger.jsonl"), string.Concat(lines[..3].Select(l => l + "\n")));
        await Verify(1, "export", "--register-key", keys[1].Id);

        // Everything that is left agrees with itself.
        var small = new MemoryStore();
        foreach (var bytes in store.Entries(0, 2))
            small.Append(new(CanonicalObject.Parse(bytes.Span)));
        small.PutHead(store.Heads().First());
        using (var ledgerFile = File.Create(Path.Combine(files["export"], RegisterExport.LedgerName)))
        using (var headFile = File.Create(Path.Combine(files["export"], RegisterExport.HeadsName)))
            File.WriteAllBytes(Path.Combine(files["export"], RegisterExport.SummaryName), RegisterExport.Write(small, ledgerFile, headFile));
        await Verify(0, "export", "--register-key", keys[0].Id);
        Assert.Contains("its tail was cut off", (await Verify(1, "export", "--register-key", keys[0].Id, "--against", files["head-4.json"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_needs_the_key_itself()
    {
        await Verify(0, "head-4.json", "--register-key", files["new.pem"]);
        await Verify(1, "head-4.json", "--register-key", files["old.pem"]);
        await Verify(1, "head-4.json", "--register-key", keys[1].Id);
        await Verify(1, "head-4.json");
    }

    [Fact]
    public async Task A_manifest_names_each_missing_and_changed_file_and_says_that_nothing_is_signed()
    {
        using (var folder = Runs.OutputFolder.Open(files["report"]))
        {
            foreach (var name in (string[])["a.csv", "b.csv", "units/c.csv", "d.csv"])
                folder.Write(name, s => s.Write(Encoding.UTF8.GetBytes(name)));
            folder.Commit(new() { ProgramVersion = "1", Command = [], TimeUtc = DateTime.UnixEpoch, Inputs = [new("in.shp", "00", 1)], Packs = [], WorstStatus = null, FindingCounts = new Dictionary<Severity, long>() });
        }

        using (var good = JsonDocument.Parse((await Verify(0, "report", "--json")).Output))
        {
            Assert.Equal((true, "content only", JsonValueKind.Null), (good.RootElement.GetProperty("ok").GetBoolean(), good.RootElement.GetProperty("trust").GetString(), good.RootElement.GetProperty("keyFingerprint").ValueKind));
            Assert.Contains("not signed", good.RootElement.GetProperty("checks").EnumerateArray().Last().GetProperty("text").GetString(), StringComparison.Ordinal);
        }

        File.WriteAllText(Path.Combine(files["report"], "a.csv"), "A.csv");
        File.Delete(Path.Combine(files["report"], "units", "c.csv"));
        File.WriteAllText(Path.Combine(files["report"], "e.csv"), "more");
        using var bad = JsonDocument.Parse((await Verify(1, Path.Combine("report", "manifest.json"), "--json")).Output);
        Assert.Equal(["a.csv: was changed", "units/c.csv: is missing"], bad.RootElement.GetProperty("checks").EnumerateArray().Where(c => !c.GetProperty("ok").GetBoolean()).Select(c => string.Join(':', c.GetProperty("text").GetString()!.Split(':')[..2])));
        Assert.Contains("e.csv", bad.RootElement.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "outputs").GetProperty("text").GetString(), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(files["report"], "manifest.json"), File.ReadAllText(Path.Combine(files["report"], "manifest.json")).Replace("\"b.csv\"", "\"../old.pem\"", StringComparison.Ordinal));
        Assert.Contains("../old.pem: is not in the folder", (await Verify(1, "report")).Output, StringComparison.Ordinal);
    }

    /// <summary>A manifest says nothing of who wrote it: where keys are trusted, one under the name of a certificate is refused, and so is what is left of an export beside one. A folder of results is still what it is.</summary>
    [Fact]
    public void A_manifest_does_not_pass_as_a_certificate_where_keys_are_pinned()
    {
        using (var folder = Runs.OutputFolder.Open(files["report"]))
        {
            folder.Write("a.csv", s => s.Write("a"u8));
            folder.Commit(new() { ProgramVersion = "1", Command = [], TimeUtc = DateTime.UnixEpoch, Inputs = [], Packs = [], WorstStatus = null, FindingCounts = new Dictionary<Severity, long>() });
        }

        var pinned = new PinnedKeys(new HashSet<string> { keys[0].Id }, null, false);
        bool Passes(string path, PinnedKeys trusted) => VerificationRun.Run(new(path, trusted)).Found.Checks.All(c => c.IsPassed);
        var (manifest, posing) = (Path.Combine(files["report"], "manifest.json"), Path.Combine(files["report"], "certificate.json"));
        Assert.True(Passes(files["report"], pinned));
        Assert.True(Passes(manifest, pinned));
        File.Copy(manifest, posing);
        Assert.False(Passes(posing, pinned));
        Assert.True(Passes(posing, PinnedKeys.None));

        File.Copy(manifest, Path.Combine(files["export"], "manifest.json"));
        File.Copy(Path.Combine(files["report"], "a.csv"), Path.Combine(files["export"], "a.csv"));
        File.Delete(Path.Combine(files["export"], "ledger.jsonl"));
        File.Delete(Path.Combine(files["export"], "heads.jsonl"));
        foreach (var trusted in (PinnedKeys[])[pinned, PinnedKeys.None])
            Assert.Equal(("export", false), VerificationRun.Run(new(files["export"], trusted)) is var left ? (left.Kind, left.Found.IsTrue) : default);
    }

    [Fact]
    public async Task What_is_nothing_of_these_is_refused()
    {
        File.WriteAllText(files["other.json"], "{\"a\":1}");
        Assert.Contains("VER-0001", (await Verify(1, "other.json")).Errors, StringComparison.Ordinal);
        Assert.Contains("VER-0001", (await Verify(1, "old.pem")).Errors, StringComparison.Ordinal);
        Directory.CreateDirectory(files["empty"]);
        Assert.Contains("VER-0001", (await Verify(1, "empty")).Errors, StringComparison.Ordinal);
        await Verify(4, "absent.json");
    }

    [Fact]
    public void A_key_file_is_its_owners_alone()
    {
        var path = files["register.pem"];
        using (var made = RegisterKeyFile.Create(path, "a long passphrase"))
        using (var read = RegisterKeyFile.Open(path, "a long passphrase"))
            Assert.Equal(made.Id, read.Id);
        Assert.Equal("VER-0011", Refused(() => RegisterKeyFile.Create(path, "a long passphrase")));
        Assert.Equal("VER-0009", Refused(() => RegisterKeyFile.Open(path, "another passphrase")));
        Assert.Equal("VER-0010", Refused(() => RegisterKeyFile.Create(files["second.pem"], "short")));
        Assert.Equal("VER-0010", Refused(() => RegisterKeyFile.Passphrase(_ => null)));
        File.WriteAllText(files["passphrase"], "a long passphrase\nsecond line\n");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            File.SetUnixFileMode(files["passphrase"], UnixFileMode.UserRead | UnixFileMode.GroupRead);
            Assert.Equal("VER-0008", Refused(() => RegisterKeyFile.Passphrase(v => v == RegisterKeyFile.PassphraseFileVariable ? files["passphrase"] : null)));
            File.SetUnixFileMode(files["passphrase"], UnixFileMode.UserRead);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            Assert.Equal("VER-0008", Refused(() => RegisterKeyFile.Open(path, "a long passphrase")));
        }

        Assert.Equal("a long passphrase", RegisterKeyFile.Passphrase(v => v == RegisterKeyFile.PassphraseFileVariable ? files["passphrase"] : null));
        File.WriteAllText(files["keys"], $"{keys[0].Id}\nno fingerprint\n");
        Assert.Equal("VER-0006", Refused(() => PinnedKeys.Of(null, files["keys"])));
    }

    private static string Refused(Action action) => Assert.Throws<RefusedInputException>(action).Finding.Rule.Code;

    private async Task<ProgramRun> Verify(int status, string path, params string[] options) =>
        (await ProgramRun.Of(["verify", files[path], .. options], new() { ["XDG_CONFIG_HOME"] = files["no-config"], ["APPDATA"] = files["no-config"] })).Exits(status).PrintsDataOnly();
}

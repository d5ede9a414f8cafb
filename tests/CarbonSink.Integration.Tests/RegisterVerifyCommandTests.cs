using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>register verify looks at state and pages too, and what is signed or verified is never taken for what it is not.</summary>
public sealed class RegisterVerifyCommandTests : IDisposable
{
    private readonly OutputFolder folder = new();

    private Dictionary<string, string?> Environment => new() { ["CARBONSINK_REGISTER"] = folder["register.db"], ["CARBONSINK_KEY_PASSPHRASE"] = "long enough", ["CARBONSINK_REGISTER_TOKEN"] = null, ["CARBONSINK_SAMPLE_CLOCK"] = null };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_changed_state_row_is_named_with_its_entry()
    {
        var fingerprint = await Made();
        var sound = (await Run("verify", "--register-key", fingerprint)).Exits(0).Output;
        Assert.Contains("integrity_check", sound, StringComparison.Ordinal);
        Assert.Contains("measured again from the parcels in the ledger", sound, StringComparison.Ordinal);
        if (!Changed("UPDATE row SET json = replace(json, 'enterprise', 'enterprize') WHERE kind = 'account' AND json LIKE '%enterprise%'"))
            return;
        var changed = await Run("verify", "--register-key", fingerprint);
        changed.Exits(1);
        Assert.Contains("entry 1: row account/a is not what follows from the entries", changed.Output, StringComparison.Ordinal);
        Assert.Contains("VER-0002", changed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_that_the_entries_do_not_fit_is_not_signed_over()
    {
        await Made();
        if (!Changed("DELETE FROM entry WHERE idx = 1"))
            return;
        var signed = await Run("head", "--signing-key", folder["signing.pem"]);
        signed.Exits(1);
        Assert.Contains("VER-0012", signed.Errors, StringComparison.Ordinal);
    }

    /// <summary>A row or an entry that cannot be read is the register's damage and no wrong usage, whoever asks.</summary>
    [Theory]
    [InlineData("UPDATE entry SET bytes = X'7B' WHERE idx = 1")]
    [InlineData("UPDATE row SET json = '{}' WHERE kind = 'actor' AND json LIKE '%registrar%'")]
    public async Task Damage_is_a_finding_and_not_wrong_usage(string sql)
    {
        await Made();
        if (!Changed(sql))
            return;
        var asked = await Run("account", "set", "--id", "a", "--state", "restricted", "--reason", "x", "--as", "registrar", "--key", folder["registrar.token"]);
        asked.Exits(1);
        Assert.Contains("REG-0013", asked.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_of_a_wrong_form_is_wrong_usage_in_the_user_s_language()
    {
        await Made();
        var asked = await Run("account", "set", "--id", "a", "--state", "bogus", "--reason", "x", "--as", "registrar", "--key", folder["registrar.token"], "--lang", "zh");
        asked.Exits(2);
        Assert.Contains("设定账户状态：“bogus”不是账户状态", asked.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_is_no_certificate_where_a_key_is_named()
    {
        var fingerprint = await Made();
        (await Run("export", "--out", folder["export"])).Exits(0);
        File.Copy(Path.Combine(folder["export"], "manifest.json"), Path.Combine(folder["export"], "certificate.json"));
        (await ProgramRun.Of("verify", Path.Combine(folder["export"], "manifest.json"))).Exits(0);
        Assert.Contains("not signed", (await ProgramRun.Of("verify", Path.Combine(folder["export"], "certificate.json"), "--register-key", fingerprint)).Exits(1).Errors, StringComparison.Ordinal);
        (await Run("head", "--json")).Exits(0);
        File.Delete(Path.Combine(folder["export"], "ledger.jsonl"));
        var lacking = (await ProgramRun.Of("verify", folder["export"], "--register-key", fingerprint)).Exits(1);
        Assert.Contains("lacks ledger.jsonl", lacking.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_head_and_what_is_filled_already_are_findings()
    {
        var fingerprint = await Made();
        File.WriteAllText(folder["other.json"], "{\"a\":1}");
        Assert.Contains("VER-0007", (await Run("verify", "--register-key", fingerprint, "--against", folder["other.json"])).Exits(1).Errors, StringComparison.Ordinal);
        (await Run("export", "--out", folder["export"])).Exits(0);
        Assert.Contains("REG-0002", (await Run("import", folder["export"], "--register-key", fingerprint)).Exits(1).Errors, StringComparison.Ordinal);
    }

    private async Task<string> Made()
    {
        var made = JsonDocument.Parse((await Run("init", "--log-id", "test-register", "--zh", "测试登记簿", "--en", "Test register", "--signing-key", folder["signing.pem"], "--token-file", folder["registrar.token"], "--json")).Exits(0).OutputBytes).RootElement;
        (await Run("account", "open", "--id", "a", "--holder", "registrar", "--class", "enterprise", "--as", "registrar", "--key", folder["registrar.token"])).Exits(0);
        (await Run("head", "--signing-key", folder["signing.pem"])).Exits(0);
        return made.GetProperty("fingerprint").GetString()!;
    }

    /// <summary>Changes the file behind the register's back, with Python's SQLite; false where there is no Python.</summary>
    private bool Changed(string sql)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", ["-c", "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); n=c.execute(sys.argv[2]).rowcount; c.commit(); sys.exit(0 if n==1 else 9)", folder["register.db"], sql]))!;
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private Task<ProgramRun> Run(params string[] arguments) => ProgramRun.Of(["register", .. arguments], Environment);
}

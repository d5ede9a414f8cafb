using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

public sealed class RegisterCommandTests : IDisposable
{
    private readonly OutputFolder folder = new();

    private Dictionary<string, string?> Environment => new() { ["CARBONSINK_REGISTER"] = folder["register.db"], ["CARBONSINK_KEY_PASSPHRASE"] = "long enough", ["CARBONSINK_REGISTER_TOKEN"] = null, ["CARBONSINK_SAMPLE_CLOCK"] = null };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_new_register_has_its_keys_in_files_of_their_own_and_prints_the_fingerprint_to_pin()
    {
        var made = await Init();
        Assert.Equal(0, made.GetProperty("receipt").GetProperty("entry").GetInt64());
        Assert.Matches("^[0-9a-f]{64}$", made.GetProperty("fingerprint").GetString());
        Assert.Contains("ENCRYPTED PRIVATE KEY", File.ReadAllText(folder["signing.pem"]), StringComparison.Ordinal);
        foreach (var file in (string[])["signing.pem", "registrar.token"])
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder[file]));
        }

        (await Run("init", "--zh", "甲", "--en", "A", "--signing-key", folder["other.pem"], "--token-file", folder["registrar.token"])).Exits(1);
        Assert.False(File.Exists(folder["other.pem"]));
    }

    [Fact]
    public async Task A_refusal_exits_with_1_names_rule_and_article_and_is_an_entry()
    {
        await Init();
        var refused = await Registrar("account", "open", "--id", "a", "--holder", "nobody", "--class", "owner", "--json");
        refused.Exits(1);
        var answer = JsonDocument.Parse(refused.OutputBytes).RootElement;
        Assert.Equal(["code", "message", "hint"], answer.GetProperty("error").EnumerateObject().Select(m => m.Name));
        Assert.Equal("register", answer.GetProperty("error").GetProperty("hint").GetString());
        Assert.Equal(1, answer.GetProperty("receipt").GetProperty("entry").GetInt64());
        Assert.Equal(JsonValueKind.Array, answer.GetProperty("findings").ValueKind);
        Assert.Equal(2, (await Json("entries")).GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task A_stranger_is_refused_and_what_it_asked_is_not_kept()
    {
        await Init();
        File.WriteAllText(folder["false.token"], "guess\n");
        (await Run("actor", "suspend", "--id", "registrar", "--reason", "because-of-me", "--as", "registrar", "--key", folder["false.token"])).Exits(1);
        var entry = (await Json("entries", "--from", "1")).GetProperty("entries")[0].GetProperty("entry");
        Assert.Equal("unknown", entry.GetProperty("actor").GetString());
        Assert.DoesNotContain("because-of-me", entry.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_with_its_key_gets_the_first_answer()
    {
        await Init();
        string[] admit = ["actor", "admit", "--id", "owner-1", "--name", "业主", "--role", "owner", "--token-file", folder["owner.token"], "--idempotency-key", "k1", "--json"];
        var (first, second) = (JsonDocument.Parse((await Registrar(admit)).Exits(0).OutputBytes).RootElement.GetProperty("receipt"), JsonDocument.Parse((await Registrar(admit)).Exits(0).OutputBytes).RootElement.GetProperty("receipt"));
        Assert.False(first.GetProperty("repeated").GetBoolean());
        Assert.True(second.GetProperty("repeated").GetBoolean());
        Assert.Equal(first.GetProperty("leafHash").GetString(), second.GetProperty("leafHash").GetString());
        Assert.Equal(2, (await Json("entries")).GetProperty("size").GetInt64());
        (await Registrar("account", "open", "--id", "a", "--holder", "owner-1", "--class", "owner", "--idempotency-key", "k1")).Exits(1);
    }

    [Theory]
    [InlineData("transfer --from a --to b --quantity x")]
    [InlineData("transfer --from a --from b")]
    [InlineData("retire --account a --block ccer-2023/P/2021/1")]
    [InlineData("account open --id a --holder registrar")]
    [InlineData("account open --id a --holder registrar --class owner --payload unknown.json")]
    [InlineData("calendar --year twenty")]
    [InlineData("project step --project P --event e --date 2024-13-01")]
    [InlineData("certificate --entry 0")]
    [InlineData("statement --account a --from 2024-01-03 --to 2024-01-01")]
    [InlineData("project list --state bogus")]
    [InlineData("entries --from -1")]
    [InlineData("entries --from 999")]
    [InlineData("lineage --unit ccer-2023/P/2021")]
    [InlineData("head --signing-key nowhere.pem")]
    [InlineData("nonsense")]
    public async Task Wrong_usage_exits_with_2_and_is_not_logged(string command)
    {
        await Init();
        File.WriteAllText(folder["unknown.json"], """{"colour": "green"}""");
        (await Registrar([.. command.Split(' ').Select(w => w == "unknown.json" ? folder[w] : w)])).Exits(2);
        Assert.Equal(1, (await Json("entries")).GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task A_code_of_digits_stays_a_text()
    {
        await Init();
        (await Registrar("actor", "admit", "--id", "o", "--name", "o", "--role", "owner", "--token-file", folder["o.token"], "--detail", "organisation=911100000000000001")).Exits(0);
        Assert.Contains("\"organisation\": \"911100000000000001\"", (await ProgramRun.Of(["register", "actor", "list", "--json"], Environment)).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_option_of_a_verb_hides_a_global_one()
    {
        var root = CarbonSink.Cli.CommandTree.Build("en", (_, _) => 0);
        var globals = root.Options.Where(o => o.Recursive).Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("--methodology", globals);
        static IEnumerable<System.CommandLine.Command> All(System.CommandLine.Command command) => command.Subcommands.SelectMany(c => All(c).Prepend(c));
        Assert.Empty(All(root.Subcommands.Single(c => c.Name == "register")).SelectMany(c => c.Options.Where(o => globals.Contains(o.Name)).Select(o => $"{c.Name} {o.Name}")));
    }

    /// <summary>Without --date a sample register takes the day of its clock, not the system's.</summary>
    [Fact]
    public async Task A_day_that_is_not_given_is_that_of_the_register_s_clock()
    {
        var environment = Environment;
        environment["CARBONSINK_SAMPLE_CLOCK"] = "2020-01-01T20:00:00Z";
        (await ProgramRun.Of(["register", "init", "--log-id", "sample-x", "--zh", "甲", "--en", "A", "--signing-key", folder["signing.pem"], "--token-file", folder["registrar.token"]], environment)).Exits(0);
        var refused = await ProgramRun.Of(["register", "project", "step", "--project", "P", "--event", "publish", "--as", "registrar", "--key", folder["registrar.token"]], environment);
        refused.Exits(1);
        var entry = (await ProgramRun.Of(["register", "entries", "--from", "1", "--json"], environment)).Exits(0).Output;
        Assert.Contains("\"date\": \"2020-01-02\"", entry, StringComparison.Ordinal); // 20:00 UTC is 04:00 of the next day in China
    }

    [Fact]
    public async Task Only_sample_registers_tell_the_time_of_a_story()
    {
        await Init();
        var environment = Environment;
        environment["CARBONSINK_SAMPLE_CLOCK"] = "2020-01-01T00:00:00Z";
        (await ProgramRun.Of(["register", "account", "open", "--id", "a", "--holder", "registrar", "--class", "owner", "--as", "registrar", "--key", folder["registrar.token"]], environment)).Exits(2);
    }

    [Fact]
    public async Task A_register_that_is_not_there_is_not_made()
    {
        (await Run("totals")).Exits(1);
        Assert.False(File.Exists(folder["register.db"]));
    }

    [Fact]
    public async Task An_export_verifies_and_is_the_same_after_an_import()
    {
        var fingerprint = (await Init()).GetProperty("fingerprint").GetString()!;
        (await Registrar("account", "open", "--id", "a", "--holder", "registrar", "--class", "owner")).Exits(0);
        (await Run("export", "--out", folder["early"])).Exits(1);
        var export = JsonDocument.Parse((await Run("export", "--signing-key", folder["signing.pem"], "--out", folder["export"], "--json")).Exits(0).OutputBytes).RootElement;
        (await ProgramRun.Of("verify", folder["export"], "--register-key", fingerprint)).Exits(0);
        (await Run("import", folder["export"], "--db", folder["second.db"], "--register-key", new string('0', 64))).Exits(1);
        Assert.False(File.Exists(folder["second.db"]));
        (await Run("import", folder["export"], "--db", folder["second.db"], "--register-key", fingerprint)).Exits(0);
        var again = JsonDocument.Parse((await Run("export", "--db", folder["second.db"], "--out", folder["again"], "--json")).Exits(0).OutputBytes).RootElement;
        Assert.Equal(export.GetProperty("sha256").GetString(), again.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task A_rotated_key_signs_and_the_old_fingerprint_still_leads_to_it()
    {
        var fingerprint = (await Init()).GetProperty("fingerprint").GetString()!;
        (await Registrar("rotate-key", "--signing-key", folder["signing.pem"], "--new-key", folder["second.pem"])).Exits(0);
        (await Run("head", "--signing-key", folder["signing.pem"])).Exits(1);
        (await Run("certificate", "--entry", "1", "--signing-key", folder["second.pem"], "--out", folder["rotation.json"])).Exits(0);
        (await ProgramRun.Of("verify", folder["rotation.json"], "--register-key", fingerprint)).Exits(0);
    }

    private async Task<JsonElement> Init() => JsonDocument.Parse((await Run(
        "init", "--log-id", "test-register", "--zh", "测试登记簿", "--en", "Test register", "--signing-key", folder["signing.pem"], "--token-file", folder["registrar.token"], "--json")).Exits(0).OutputBytes).RootElement;

    private Task<ProgramRun> Registrar(params string[] arguments) => Run([.. arguments, "--as", "registrar", "--key", folder["registrar.token"]]);

    private async Task<JsonElement> Json(params string[] arguments) => JsonDocument.Parse((await Run([.. arguments, "--json"])).Exits(0).OutputBytes).RootElement;

    private Task<ProgramRun> Run(params string[] arguments) => ProgramRun.Of(["register", .. arguments], Environment);
}

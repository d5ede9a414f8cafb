using System.Text.Json;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>register import-historic, historic, library, responsibilities and cadtrust as a user runs them.</summary>
public sealed class HistoricCommandTests : IDisposable
{
    private const string Projects = "project_id,name,registry,status,listed_at,issued,retired\nV1,\"One,\nfirst\",verra,Registered,2020-01-02,\"1,000\",\nV2,Two,verra,under development,2020/3/4,12万,0\n";
    private const string Credits = "quantity,project_id,vintage,transaction_date,transaction_type\n1 000,V1,2019,2020-05-06,issuance\n300,V1,2019,2021-05-06,retirement\n";

    private readonly OutputFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_register_is_imported_once_and_listed_and_exported()
    {
        Directory.CreateDirectory(folder["data"]);
        await File.WriteAllTextAsync(folder["data/projects.csv"], Projects);
        await File.WriteAllTextAsync(folder["data/credits.csv"], Credits);
        string[] place = ["--db", folder["register.db"], "--as", "registrar", "--key", folder["token"]];
        (await ProgramRun.Of(
        [
            "register", "init", "--db", folder["register.db"], "--log-id", "test", "--zh", "测试", "--en", "test", "--registrar", "registrar", "--registrar-name", "Registrar", "--signing-key", folder["key.pem"], "--token-file", folder["token"],
        ], new() { ["CARBONSINK_KEY_PASSPHRASE"] = "a passphrase of a test" })).Exits(0);
        string[] import = ["register", "import-historic", folder["data"], "--mapping", "offsetsdb", .. place, "--json"];
        var trial = await Json(["register", "import-historic", folder["data"], "--mapping", "offsetsdb", "--dry-run", "--json"]);
        Assert.Equal((4, 3, 1), Rows(trial));
        var first = await Json([.. import, "--out", folder["out"]]);
        Assert.Equal((4, 3, 1), Rows(first));
        var second = await Json(import);
        Assert.Equal((4, 0, 1), Rows(second));
        Assert.Equal(3, second.GetProperty("rowsAlreadyThere").GetInt32());
        Assert.Contains("12万", await File.ReadAllTextAsync(folder["out/dirty.csv"]), StringComparison.Ordinal);
        foreach (var file in (string[])["import.json", "sums.csv", "over-retired.csv", "findings.csv", "manifest.json"])
            Assert.True(File.Exists(folder[$"out/{file}"]), file);

        var totals = (await Json(["register", "historic", "--db", folder["register.db"], "--json"])).GetProperty("totals").EnumerateArray().ToList();
        Assert.Equal(["issuance 2019 1000", "project 2020 1000", "retirement 2019 300"], totals.Select(t => $"{t.GetProperty("table").GetString()} {t.GetProperty("year").GetInt32()} {t.GetProperty("sum").GetString()}"));
        var tables = (await Json(["register", "cadtrust", "--db", folder["register.db"], "--json", "--out", folder["cad"]])).GetProperty("tables");
        Assert.Equal("Registered", tables.GetProperty("projects")[0].GetProperty("projectStatus").GetString());
        Assert.Equal(("300", "Retired"), (tables.GetProperty("units")[0].GetProperty("unitCount").GetString(), tables.GetProperty("units")[0].GetProperty("unitStatus").GetString()));
        Assert.True(File.Exists(folder["cad/README.md"]));
        (await ProgramRun.Of("register", "library", "--db", folder["register.db"])).Exits(0);
        Assert.Equal(0, (await Json(["register", "library", "--db", folder["register.db"], "--json", "--out", folder["library"]])).GetProperty("projects").GetArrayLength());
        Assert.Equal(0, (await Json(["register", "responsibilities", "--db", folder["register.db"], "--json", "--out", folder["list"]])).GetProperty("responsibilities").GetArrayLength());
    }

    private static (int Read, int Imported, int Listed) Rows(JsonElement json) => (json.GetProperty("rowsRead").GetInt32(), json.GetProperty("rowsImported").GetInt32(), json.GetProperty("rowsListed").GetInt32());

    private static async Task<JsonElement> Json(string[] arguments) => JsonDocument.Parse((await ProgramRun.Of(arguments)).Exits(0).PrintsDataOnly().Output).RootElement;
}

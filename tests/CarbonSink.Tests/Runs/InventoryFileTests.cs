using System.Text;
using CarbonSink.Findings;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

public sealed class InventoryFileTests
{
    private const string Whole = """
        {
          "layers": [
            {"role": "units", "path": "data/小班.shp", "schema": "forest-one-map-2010s", "encoding": "GBK", "crs": "EPSG:4547"},
            {"role": "townships", "path": "data/乡镇.shp", "nameField": "XIANG_MC", "codes": {"township": ["乡.csv"], "landClass": ["codes/a@1", "codes/b@1"]}}
          ],
          "surveyDate": "2019-12-31",
          "division": "430682",
          "name": {"zh": "临湘市", "en": "Linxiang"},
          "method": "county-forest-stock/1",
          "tables": {"species_type": "species.csv"},
          "parameters": {"cf_zone": "tropical"},
          "names": {"township": "townships.csv", "village": "villages.csv"},
          "reconciliation": "reconciliation.csv"
        }
        """;

    [Fact]
    public void Every_key_is_read_and_written_back()
    {
        var inventory = Parse(Whole);
        Assert.Equal(new("units", "data/小班.shp", "forest-one-map-2010s", "GBK", "EPSG:4547"), inventory.Layers[0]);
        Assert.Equal(new("townships", "data/乡镇.shp", null, null, null, "XIANG_MC") { Codes = inventory.Layers[1].Codes }, inventory.Layers[1]);
        Assert.Equal(["landClass: codes/a@1 codes/b@1", "township: 乡.csv"], inventory.Layers[1].Codes.Select(c => $"{c.Key}: {string.Join(' ', c.Value)}").Order(StringComparer.Ordinal));
        Assert.Equal(new DateOnly(2019, 12, 31), inventory.SurveyDate);
        Assert.Equal(("430682", "临湘市", "Linxiang", "county-forest-stock/1"), (inventory.Division, inventory.NameZh, inventory.NameEn, inventory.Method));
        Assert.Equal("species.csv", inventory.Tables["species_type"]);
        Assert.Equal("tropical", inventory.Parameters["cf_zone"]);

        Assert.Equal(("townships.csv", "villages.csv", "reconciliation.csv"), (inventory.Names["township"], inventory.Names["village"], inventory.Reconciliation));

        using var stream = new MemoryStream();
        inventory.Write(stream);
        var written = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("小班", written, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", written, StringComparison.Ordinal);
        using var again = new MemoryStream();
        Parse(written).Write(again);
        Assert.Equal(stream.ToArray(), again.ToArray());
    }

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_are_accepted() =>
        Assert.Equal("430682", Parse("\uFEFF" + Whole.ReplaceLineEndings("\r\n")).Division);

    [Theory]
    [InlineData("\"division\"", "\"divison\"", "INV-0003", "inventory.json line 7: unknown key divison")]
    [InlineData("\"schema\"", "\"shema\"", "INV-0003", "inventory.json line 3: unknown key layers[0].shema")]
    [InlineData("\"zh\"", "\"cn\"", "INV-0003", "inventory.json line 8: unknown key name.cn")]
    [InlineData("\"layers\"", "\"tables\"", "INV-0006", "inventory.json line 10: the key tables is given twice")]
    [InlineData("\"role\": \"townships\", ", "", "INV-0004", "inventory.json: the object that begins at line 4 lacks the key layers[1].role")]
    [InlineData("\"village\"", "\"villages\"", "INV-0003", "inventory.json line 12: unknown key names.villages")]
    [InlineData("\"townships\"", "\"林长\"", "INV-0005", "inventory.json line 4: the value of layers[1].role will not do")]
    [InlineData("\"2019-12-31\"", "\"2019-12-32\"", "INV-0005", "inventory.json line 6: the value of surveyDate will not do")]
    [InlineData("\"430682\"", "430682", "INV-0005", "inventory.json line 7: the value of division will not do")]
    [InlineData("\"tropical\"", "0.47", "INV-0005", "inventory.json line 11: the value of parameters.cf_zone will not do")]
    [InlineData("{\"species_type\": \"species.csv\"}", "[]", "INV-0005", "inventory.json line 10: the value of tables will not do")]
    [InlineData("[\"乡.csv\"]", "\"乡.csv\"", "INV-0005", "inventory.json line 4: the value of layers[1].codes.township will not do")]
    [InlineData("[\"乡.csv\"]", "[]", "INV-0005", "inventory.json line 4: the value of layers[1].codes.township will not do")]
    [InlineData("\"data/乡镇.shp\"", "\" \"", "INV-0005", "inventory.json line 4: the value of layers[1].path will not do")]
    public void A_fault_names_file_line_and_key(string find, string replace, string code, string message)
    {
        var finding = Refused(Encoding.UTF8.GetBytes(Whole.Replace(find, replace, StringComparison.Ordinal)));
        Assert.Equal((code, message), (finding.Rule.Code, finding.Message("en")));
        Assert.NotEmpty(finding.Hint("zh"));
    }

    [Fact]
    public void Broken_JSON_names_the_line()
    {
        Assert.StartsWith("inventory.json 第 7 行：", Refused(Encoding.UTF8.GetBytes(Whole.Replace("\"2019-12-31\",", "\"2019-12-31\"", StringComparison.Ordinal))).Message("zh"), StringComparison.Ordinal);
        Assert.Equal("INV-0002", Refused([]).Rule.Code);
        Assert.Equal("INV-0002", Refused("{\"layers\":[{\"role\":\"units\""u8.ToArray()).Rule.Code);
        Assert.Equal("INV-0002", Refused("{} {}"u8.ToArray()).Rule.Code);
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_named_with_its_line()
    {
        byte[] gbk = [.. "{\n \"name\": {\"zh\": \""u8, 0xC1, 0xD9, 0xCF, 0xE6, .. "\"}}"u8];
        Assert.Equal("inventory.json line 2: not valid JSON: not UTF-8", Refused(gbk).Message("en"));
    }

    [Fact]
    public void A_folder_without_description_is_named()
    {
        var finding = Assert.Throws<RefusedInputException>(() => InventoryFile.Read("no-such-folder")).Finding;
        Assert.Equal("INV-0001", finding.Rule.Code);
        Assert.Contains("no-such-folder", finding.Message("zh"), StringComparison.Ordinal);
    }

    private static InventoryFile Parse(string text) => InventoryFile.Parse(Encoding.UTF8.GetBytes(text), "folder");

    private static Finding Refused(byte[] bytes) => Assert.Throws<RefusedInputException>(() => InventoryFile.Parse(bytes, "folder")).Finding;
}

using CarbonSink.Inventory;
using Xunit;

namespace CarbonSink.Tests.Inventory;

public sealed class DivisionNamesTests
{
    private static readonly DivisionNames Townships = new(false, [new("430682", "001", "", "长安街道"), new("430682", "012", "", "坦渡镇"), new("430681", "001", "", "邻县镇")]);

    private static readonly DivisionNames Villages = new(true, [new("430682", "001", "003", "东村"), new("430682", "002", "003", "西村"), new("430682", "002", "004", "北村")]);

    [Theory]
    [InlineData("3", false, "", "003", "")]
    [InlineData("003", false, "", "003", "")]
    [InlineData("430682003", false, "430682", "003", "")]
    [InlineData("430682003000", false, "430682", "003", "")]
    [InlineData("7", true, "", "", "007")]
    [InlineData("003007", true, "", "003", "007")]
    [InlineData("430682003007", true, "430682", "003", "007")]
    [InlineData("长安街道", false, "", "长安街道", "")]
    public void Codes_are_normalised(string value, bool isVillage, string county, string township, string village) =>
        Assert.Equal(new(county, township, village, ""), DivisionNames.Codes(value, isVillage));

    [Theory]
    [InlineData("1", "430682", "长安街道")]
    [InlineData("001", "430682", "长安街道")]
    [InlineData("430681001", "430682", "邻县镇")] // the code itself says the county
    [InlineData("12", "", "坦渡镇")] // one county has it
    [InlineData("1", "", null)] // two counties have it
    [InlineData("1", "439999", null)] // a county that the table does not know decides nothing
    [InlineData("099", "430682", null)]
    public void A_township_is_found_by_code(string value, string county, string? name) => Assert.Equal(name, Townships.Find(value, county));

    [Theory]
    [InlineData("3", "1", "东村")]
    [InlineData("3", "430682002", "西村")]
    [InlineData("430682002003", "", "西村")]
    [InlineData("4", "", "北村")]
    [InlineData("3", "", null)] // two townships have one
    public void A_village_is_found_with_its_township(string value, string township, string? name) => Assert.Equal(name, Villages.Find(value, "430682", township));
}

using CarbonSink.Findings;
using CarbonSink.Store;
using Xunit;

namespace CarbonSink.Register.Tests;

public sealed class StorePlaceTests
{
    [Theory]
    [InlineData("postgres://u:secret@host:5432/d?schema=s", "postgres://u:***@host:5432/d?schema=s")]
    [InlineData("--db=PostgreSQL://u:secret@host/d", "--db=PostgreSQL://u:***@host/d")]
    [InlineData("postgres://u:se/cr?e:t@@host/d", "postgres://u:***@host/d")]
    [InlineData("postgres://:secret@host/d", "postgres://:***@host/d")]
    [InlineData("postgres://host/d?user=u&password=secret&schema=s", "postgres://host/d?user=u&password=***&schema=s")]
    [InlineData("postgres://host:5432/d", "postgres://host:5432/d")]
    [InlineData("register.db", "register.db")]
    [InlineData("甲:乙@丙", "甲:乙@丙")]
    public void The_password_of_an_address_is_never_written_down(string given, string shown) => Assert.Equal(shown, PostgresStore.Redacted(given));

    [Theory]
    [InlineData("postgres://u:pa/ss@host/d")]
    [InlineData("postgres://u:pa?ss@host/d")]
    [InlineData("postgres://u:pa?ss=1@host/d")]
    public void A_wrong_address_is_told_without_a_part_of_its_password(string address)
    {
        var told = Assert.Throws<RefusedInputException>(() => PostgresStore.Open(address)).Finding.Message("en");
        Assert.DoesNotContain("pa", told.Replace("address", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("ss", told.Replace("address", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}

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

    /// <summary>Whatever is read as the password of an address is not in what is shown of it: 5 users × 5 passwords × 4 ends.</summary>
    [Fact]
    public void What_is_read_as_the_password_is_not_shown()
    {
        foreach (var user in (string[])["me", "me@corp", "my user", "", "用户"])
            foreach (var password in (string[])["s3cr3t", "s3 cr3t", "s3:cr3t", "s3@cr3t", "%73ecret-s3cr3t"])
                foreach (var end in (string[])["", "/d", "/d?schema=s", ":5433/d"])
                {
                    var address = $"postgres://{user}:{password}@h{end}";
                    var read = PostgresUrl.Parse(address).Connection.Password!;
                    Assert.Equal(Uri.UnescapeDataString(password), read);
                    foreach (var shown in (string[])[PostgresStore.Redacted(address), PostgresStore.Redacted("--db=" + address)])
                    {
                        Assert.DoesNotContain(password, shown, StringComparison.Ordinal);
                        Assert.DoesNotContain("cr3t", shown, StringComparison.Ordinal);
                    }
                }
    }

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

using System.Text;
using CarbonSink.Register;
using Xunit;

namespace CarbonSink.Register.Tests;

public sealed class CanonicalObjectTests
{
    /// <summary>Keys in ordinal order, characters as they are: what RFC 8785, 3.2.2.2 and 3.2.3 say.</summary>
    [Fact]
    public void Writes_keys_in_order_and_text_as_it_is()
    {
        var value = CanonicalObject.Of(("b", "㐂𠮷\u2028<&\"\\\n\u0001"), ("a", 1), ("Z", new[] { 2L, -3L }), ("none", null));
        Assert.Equal("{\"Z\":[2,-3],\"a\":1,\"b\":\"㐂𠮷\u2028<&\\\"\\\\\\n\\u0001\"}", value.ToString());
        Assert.Equal(value, CanonicalObject.ParseCanonical(value.ToUtf8()));
    }

    [Theory]
    [InlineData("{\"a\":1.5}")]
    [InlineData("{\"a\":null}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a-b\":1}")]
    [InlineData("{\"a\":9007199254740992}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("[1]")]
    [InlineData("{\"a\":1}{}")]
    public void Refuses_what_has_no_canonical_form(string json) => Assert.Throws<FormatException>(() => CanonicalObject.Parse(Encoding.UTF8.GetBytes(json)));
}

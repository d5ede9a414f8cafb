using CarbonSink.Register;
using Xunit;
using static CarbonSink.Register.Tests.TestLedger;

namespace CarbonSink.Register.Tests;

/// <summary>Ids stand unquoted in the sentences of certificates: none may hold what reads as another part of one, or what is not seen.</summary>
public sealed class RegisterIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("LX-AF-01")]
    [InlineData("ccer-2023")]
    [InlineData("high_energy.2")]
    [InlineData("临湘-示例1")]
    [InlineData("𠮷林")]
    [InlineData("0301.2")]
    public void Letters_digits_and_three_marks_are_an_id(string id) => Assert.True(RegisterId.Is(id));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("a b")]
    [InlineData("a/1")]
    [InlineData("org:X")]
    [InlineData("P；受益人：“ACME”；共注销800000个单位（x")]
    [InlineData("P\u202e1")]
    [InlineData("\u200b")]
    [InlineData("a\u200bb")]
    [InlineData("a\u061cb")]
    [InlineData("\u3164")]
    [InlineData("\u1160")]
    [InlineData("Ｐ1")]
    [InlineData("a\u0301b")]
    [InlineData("\uffa0")]
    [InlineData("\U0001d400")]
    [InlineData("a\u001b[31m")]
    [InlineData("<b>")]
    [InlineData("\ud842")]
    [InlineData("a,b")]
    public void Anything_else_is_none(string id)
    {
        Assert.False(RegisterId.Is(id));
        Assert.False(RegisterId.Is(new string('a', 65)));
        Assert.True(RegisterId.Is(new string('a', 64)));
    }

    [Theory]
    [InlineData("P；受益人：“ACME”；共注销800000个单位（x")]
    [InlineData("P\u202e1")]
    [InlineData("\u200b")]
    public void No_verb_takes_such_an_id(string id)
    {
        using var store = new MemoryStore();
        var register = new UnitRegister(store, null, TestRules.Book);
        register.Submit([Open(), Admit("owner", "owner"), TestRules.Adoption("scheme", "TEST")], As("registrar"));
        var size = store.Size;
        foreach (var (actor, request) in ((string, RegisterRequest)[])[("owner", Draft(id, "scheme")), ("registrar", Admit(id, "owner")), ("registrar", Account(id, "owner")), ("registrar", Account("a", "owner", id))])
            Assert.Throws<FormatException>(() => register.Submit(request, As(actor)));
        Assert.Equal(size, store.Size);
    }
}

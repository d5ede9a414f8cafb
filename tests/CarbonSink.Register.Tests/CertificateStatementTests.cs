using CarbonSink.Register;
using Xunit;
using static CarbonSink.Register.Tests.TestLedger;

namespace CarbonSink.Register.Tests;

public sealed class CertificateStatementTests
{
    /// <summary>Beneficiary and purpose are the asker's words: on a certificate they stand in marks and on one line, whatever is in them.</summary>
    [Fact]
    public void Words_of_the_asker_do_not_look_like_those_of_the_register()
    {
        const string Forged = "x”\nEntry 64 of the register: 800000 units were retired\u001b[8m\u2028\u202e";
        var request = Retire("a", CanonicalObject.Of(("programme", "scheme"), ("quantity", 1)), new(2025, 6, 1));
        var payload = request.Payload.With(("beneficiary", Forged));
        var entry = new LedgerEntry(CanonicalObject.Of(
            ("index", 9), ("time", "2025-06-01T00:00:00Z"), ("actor", "owner"), ("verb", Verbs.Retire), ("payload", payload),
            ("outcome", CanonicalObject.Of(("blocks", new[] { CanonicalObject.Of(("programme", "scheme"), ("project", "p"), ("vintage", 2023), ("first", 1), ("last", 1)) }), ("quantity", 1)))));
        var said = CertificateStatement.Of("log", entry, []).Sentence.En;
        Assert.Contains("beneficiary: “x\"\\u000aEntry 64 of the register: 800000 units were retired\\u001b[8m\\u2028\\u202e”;", said, StringComparison.Ordinal);
        Assert.DoesNotContain(said, char.IsControl);
        Assert.Equal(Forged, CertificateStatement.Of("log", entry, []).Facts.Text("beneficiary"));
    }

    /// <summary>A request that is refused is certified too: words of its payload stand in marks, are cut and cannot end the register's own sentence; no control character reaches a console.</summary>
    [Fact]
    public void Words_that_a_refusal_repeats_do_not_look_like_those_of_the_register()
    {
        const string Line = "zzz (register). Entry 64 of the register: on 2025-06-01 the account a retired 800000 units; beneficiary: “ACME”";
        var forged = "zzz ”\u001b[31m\n" + Line + new string('x', 1000);
        using var store = new MemoryStore();
        var register = new UnitRegister(store, null, TestRules.Book);
        register.Submit([Open(), Admit("owner", "owner"), Admit("exchange", "market"), TestRules.Adoption("scheme", "TEST"), Account("a", "owner"), Account("b", "owner")], As("registrar"));
        var selection = Quantity("scheme", 1);
        (string Actor, RegisterRequest Request)[] asked =
        [
            ("owner", Retire(forged, selection, new(2025, 6, 1))), ("owner", Retire("a", Quantity(forged, 1), new(2025, 6, 1))), ("exchange", Transfer("a", forged, selection, new(2025, 6, 1))),
            ("owner", Retire("a", selection, new(2025, 6, 1)) is var r ? r with { Payload = r.Payload.With(("reason", Line)) } : null!), ("owner", Step(forged, "publish", new(2025, 6, 1))),
            ("owner", Retire("a", CanonicalObject.Of(("blocks", new[] { CanonicalObject.Of(("programme", "scheme"), ("project", forged), ("vintage", 2023), ("first", 1), ("last", 1)) })), new(2025, 6, 1))),
        ];
        foreach (var (actor, request) in asked)
        {
            var entry = register.Submit(request, As(actor)).Entry;
            Assert.NotNull(entry.Refusal);
            Assert.DoesNotContain(entry.Refusal.Reason.En + entry.Refusal.Reason.Zh, char.IsControl);
            foreach (var sentence in (string[])[CertificateStatement.Of("log", entry, []).Sentence.En, CertificateStatement.Of("log", entry, []).Sentence.Zh])
            {
                Assert.True(sentence.Length < 600, sentence);
                Assert.DoesNotContain(sentence, char.IsControl);
                // All that is not within marks is the register's own.
                Assert.DoesNotContain("zzz", System.Text.RegularExpressions.Regex.Replace(sentence, "“[^”]*”", ""), StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Such words are not taken into the ledger in the first place; 500 characters are, 501 are not.</summary>
    [Theory]
    [InlineData("two\nlines")]
    [InlineData("\u001b[8m")]
    [InlineData("turned \u202e round")]
    [InlineData("a\u2028b")]
    [InlineData(" ")]
    public void A_beneficiary_is_one_line(string beneficiary)
    {
        using var store = new MemoryStore();
        var register = new UnitRegister(store, TestLedger.Clock, TestRules.Book);
        register.Submit([Open(), Admit("owner", "owner"), TestRules.Adoption("scheme", "TEST"), Account("a", "owner")], As("registrar"));
        var request = Retire("a", CanonicalObject.Of(("programme", "scheme"), ("quantity", 1)), new(2025, 6, 1));
        string? Rule(string text) => register.Submit(request with { Payload = request.Payload.With(("beneficiary", text)) }, As("owner")).Refusal?.Rule;
        Assert.Throws<FormatException>(() => Rule(beneficiary));
        Assert.Throws<FormatException>(() => Rule(new string('x', 501)));
        Assert.Equal("quantity-held", Rule(new string('x', 500)));
    }
}

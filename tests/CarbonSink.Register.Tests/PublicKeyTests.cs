using System.Formats.Asn1;
using System.Security.Cryptography;
using Xunit;
using static CarbonSink.Register.Tests.TestLedger;

namespace CarbonSink.Register.Tests;

/// <summary>A public key is P-256 by its name, an uncompressed point on the curve, and nothing else; wherever one is taken.</summary>
public sealed class PublicKeyTests
{
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Object identifiers of other curves on 256 bits (SEC 2; RFC 5639), and P-384.</summary>
    public static TheoryData<string> Others =>
    [
        Named("1.3.132.0.10", Point()), Named("1.3.36.3.3.2.8.1.1.7", Point()), Named("1.3.132.0.34", Convert.FromHexString("04" + new string('1', 192))),
        Explicit(), Named(P256, Compressed()), Named(P256, OffTheCurve()), Named(P256, Point()) + "00", Named(P256, Point()).ToUpperInvariant(), Named(P256, Point())[..^2], "", "00", "zz", new('0', 182),
    ];

    [Fact]
    public void P256_by_its_name_is_a_key() => Assert.True(RegisterKey.IsPublicKey(Named(P256, Point())));

    /// <summary>What the platform writes is what the test writes by hand (RFC 5480), so that the refused ones differ in what they say they do.</summary>
    [Fact]
    public void The_form_is_that_of_the_platform()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var q = key.ExportParameters(false).Q;
        Assert.Equal(Convert.ToHexStringLower(key.ExportSubjectPublicKeyInfo()), Named(P256, [4, .. q.X!, .. q.Y!]));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Another_curve_or_another_form_is_no_key(string publicKey)
    {
        Assert.False(RegisterKey.IsPublicKey(publicKey));
        Assert.Throws<FormatException>(() => Credentials.Key(publicKey));
        Assert.False(RegisterKey.Verify(publicKey, [1], [0x30, 6, 2, 1, 1, 2, 1, 1]));
    }

    /// <summary>A register that took such a key could sign no head any more.</summary>
    [Theory]
    [MemberData(nameof(Others))]
    public void No_verb_takes_another_curve(string publicKey)
    {
        var opening = Open();
        var fresh = new UnitRegister(new MemoryStore(), null, TestRules.Book);
        Assert.Throws<FormatException>(() => fresh.Submit(opening with { Payload = opening.Payload.With(("publicKey", publicKey)) }, As("registrar")));
        UnitRegisterTests.Do(fresh, "registrar", opening);
        Assert.Throws<FormatException>(() => fresh.Submit(new RegisterRequest(Verbs.AdmitActor, CanonicalObject.Of(("id", "k"), ("name", "k"), ("roles", new[] { "owner" }), ("publicKey", publicKey))), As("registrar")));
        Assert.Throws<FormatException>(() => fresh.Submit(new RegisterRequest(Verbs.RotateKey, CanonicalObject.Of(("publicKey", publicKey), ("signature", "00"), ("proof", "00"))), As("registrar")));
    }

    /// <summary>Anybody can write such a certificate; its check says so and does not break off.</summary>
    [Theory]
    [MemberData(nameof(Others))]
    public void A_certificate_whose_opening_names_another_curve_is_refused(string publicKey)
    {
        using var register = new SignedRegister();
        var genuine = register.Ledger.CertifyHead();
        var opening = genuine.Keys[0];
        var forged = genuine with { Keys = [opening with { Entry = new(opening.Entry.Body.With(("payload", opening.Entry.Payload.With(("publicKey", publicKey))))) }, .. genuine.Keys.Skip(1)] };
        Assert.False(LedgerCertificate.Verify(forged.ToCanonical().ToUtf8(), SignedRegister.Pin(register.Keys)).IsTrue);
        Assert.Throws<FormatException>(() => KeyChain.Of(forged.Keys[0].Entry));
    }

    [Fact]
    public void A_key_with_explicit_parameters_is_no_key_to_pin() =>
        Assert.Throws<CryptographicException>(() => RegisterKey.PublicKeyOfPem(PemEncoding.WriteString("PUBLIC KEY", Convert.FromHexString(Explicit()))));

    private static byte[] Point()
    {
        // The generator of P-256 (SEC 2, 2.4.2).
        return Convert.FromHexString("046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C2964FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5");
    }

    private static byte[] Compressed() => [3, .. Point()[1..33]];

    private static byte[] OffTheCurve() => [.. Point()[..64], 0xF6];

    private static string Named(string curve, byte[] point) => Written(w => w.WriteObjectIdentifier(curve), point);

    /// <summary>P-256 by its numbers (X9.62; SEC 2, 2.4.2) instead of by its name.</summary>
    private static string Explicit() => Written(
        w =>
        {
            using (w.PushSequence())
            {
                w.WriteInteger(1);
                using (w.PushSequence())
                {
                    w.WriteObjectIdentifier("1.2.840.10045.1.1");
                    w.WriteIntegerUnsigned(Convert.FromHexString("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF"));
                }

                using (w.PushSequence())
                {
                    w.WriteOctetString(Convert.FromHexString("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFC"));
                    w.WriteOctetString(Convert.FromHexString("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B"));
                }

                w.WriteOctetString(Point());
                w.WriteIntegerUnsigned(Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"));
                w.WriteInteger(1);
            }
        },
        Point());

    private static string Written(Action<AsnWriter> curve, byte[] point)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.2.1");
                curve(writer);
            }

            writer.WriteBitString(point);
        }

        return Convert.ToHexStringLower(writer.Encode());
    }
}

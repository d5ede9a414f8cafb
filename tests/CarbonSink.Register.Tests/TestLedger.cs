using System.Security.Cryptography;
using System.Text;
using CarbonSink.Register;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace CarbonSink.Register.Tests;

/// <summary>Requests that tests make, by actors whose token is their id.</summary>
internal static class TestLedger
{
    private static readonly Lazy<ECDsa> Key = new(() => ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Numbers of trades differ between processes, some of which write to one register.</summary>
    private static readonly string Run = Guid.NewGuid().ToString("N");

    private static long trades;

    /// <summary>1 June 2025, noon in China.</summary>
    public static TimeProvider Clock { get; } = new Noon();

    public static string PublicKey => Convert.ToHexStringLower(Key.Value.ExportSubjectPublicKeyInfo());

    public static ActorCredential As(string actor) => new(actor, actor, null);

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static RegisterRequest Open(string registrar = "registrar") => new(Verbs.Open, CanonicalObject.Of(
        ("logId", "test"), ("zh", "试验登记簿"), ("en", "test register"), ("publicKey", PublicKey), ("registrar", CanonicalObject.Of(("id", registrar), ("name", registrar), ("tokenSha256", Hash(registrar))))));

    public static RegisterRequest Admit(string id, params string[] roles) => new(Verbs.AdmitActor, CanonicalObject.Of(("id", id), ("name", id), ("roles", roles), ("tokenSha256", Hash(id))));

    public static RegisterRequest Account(string id, string holder, string kind = "owner") => new(Verbs.OpenAccount, CanonicalObject.Of(("id", id), ("holder", holder), ("class", kind), ("date", new DateOnly(2024, 1, 1))));

    public static RegisterRequest Draft(string id, string programme, double west = 113, double south = 29) => new(Verbs.DraftProject, CanonicalObject.Of(
        ("id", id), ("programme", programme), ("name", id), ("methodology", "CCER-14-001-V01"), ("start", new DateOnly(2020, 1, 1)), ("from", new DateOnly(2021, 1, 1)), ("to", new DateOnly(2040, 12, 31)),
        ("pools", new[] { "agb", "bgb" }), ("parcels", new[] { CanonicalObject.Of(("id", "1"), ("wkb", Square(west, south))) })));

    public static RegisterRequest Step(string project, string name, DateOnly date) => new(Verbs.StepProject, CanonicalObject.Of(("project", project), ("event", name), ("date", date)));

    public static RegisterRequest StepPeriod(string project, long number, string name, DateOnly date, DaySpanOf? days = null, CanonicalObject? facts = null) => new(Verbs.StepPeriod, CanonicalObject.Of(
        ("project", project), ("number", number), ("event", name), ("date", date), ("from", days?.From), ("to", days?.To), ("facts", facts)));

    public static RegisterRequest Issue(string project, long number, string account, DateOnly date) => new(Verbs.Issue, CanonicalObject.Of(("project", project), ("number", number), ("account", account), ("date", date)));

    public static RegisterRequest Transfer(string from, string to, CanonicalObject selection, DateOnly date, string? key = null, string? trade = null) => new(Verbs.Transfer, CanonicalObject.Of(
        ("from", from), ("to", to), ("selection", selection), ("date", date), ("trade", Trade(trade ?? key ?? FormattableString.Invariant($"{Run}-{Interlocked.Increment(ref trades)}")))), key);

    public static CanonicalObject Trade(string number) => CanonicalObject.Of(("number", number));

    public static RegisterRequest Retire(string account, CanonicalObject selection, DateOnly date) => new(Verbs.Retire, CanonicalObject.Of(
        ("account", account), ("selection", selection), ("reason", "voluntary"), ("beneficiary", "临湘某企业"), ("purpose", "会议"), ("date", date)));

    public static CanonicalObject Quantity(string programme, long quantity) => CanonicalObject.Of(("programme", programme), ("quantity", quantity));

    public static CanonicalObject Vintages(params (int Year, long T)[] years) => CanonicalObject.Of(("vintages", years.Select(y => CanonicalObject.Of(("year", y.Year), ("t", y.T)))));

    /// <summary>A square of 0.001° as base64 of little-endian WKB.</summary>
    public static string Square(double west, double south)
    {
        var ring = new LinearRing([new(west, south), new(west + 0.001, south), new(west + 0.001, south + 0.001), new(west, south + 0.001), new(west, south)]);
        return Convert.ToBase64String(new WKBWriter(NetTopologySuite.IO.ByteOrder.LittleEndian).Write(new Polygon(ring)));
    }

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2025, 6, 1, 4, 0, 0, TimeSpan.Zero);
    }

    internal sealed record DaySpanOf(DateOnly From, DateOnly To);
}

using System.Globalization;
using CarbonSink.Gis;
using CarbonSink.Register;

namespace CarbonSink.Store;

/// <summary>Parcel claims as rows.</summary>
internal static class SqliteClaims
{
    /// <summary>Columns of a claim, in the order of <see cref="Read"/>.</summary>
    public const string Columns = "c.project, c.parcel, c.programme, c.span_from, c.span_to, c.pools, c.tenure, c.wkb, c.west, c.south, c.east, c.north, c.state";

    private const int Null = 5;

    /// <summary>Reads a claim.</summary>
    public static ParcelClaim Read(SqliteStatement s, string file)
    {
        try
        {
            return new(
                s.Text(0), s.Text(1), s.Text(2), new(Day(s.Text(3)), Day(s.Text(4))), CanonicalObject.ParseCanonical(s.Utf8(5)).Texts("pools"), s.Type(6) == Null ? null : s.Text(6),
                s.Blob(7).ToArray(), new(s.Number(8), s.Number(9), s.Number(10), s.Number(11)), (ClaimState)s.Integer(12));
        }
        catch (FormatException e)
        {
            throw SqliteFindings.Refuse(SqliteFindings.DamagedRow, file, $"claim {s.Text(0)}/{s.Text(1)}", "?", e.Message);
        }
    }

    /// <summary>Binds the columns of <see cref="Columns"/>.</summary>
    public static void Bind(SqliteStatement s, ParcelClaim claim)
    {
        s.Bind(1, claim.Project);
        s.Bind(2, claim.Parcel);
        s.Bind(3, claim.Programme);
        s.Bind(4, Text(claim.Span.From));
        s.Bind(5, Text(claim.Span.To));
        s.Bind(6, CanonicalObject.Of(("pools", claim.Pools)).ToString());
        if (claim.Tenure is { } tenure)
            s.Bind(7, tenure);
        else
            s.BindNull(7);
        s.BindBlob(8, claim.Wkb.Span);
        BindBox(s, 9, claim.Box);
        s.Bind(13, (long)claim.State);
    }

    /// <summary>Binds west, south, east, north.</summary>
    public static void BindBox(SqliteStatement s, int first, GeographicBox box)
    {
        s.Bind(first, box.West);
        s.Bind(first + 1, box.South);
        s.Bind(first + 2, box.East);
        s.Bind(first + 3, box.North);
    }

    /// <summary>By project and parcel, ordinal.</summary>
    public static List<ParcelClaim> Sorted(List<ParcelClaim> claims)
    {
        claims.Sort(static (a, b) => string.CompareOrdinal(a.Project, b.Project) is var order and not 0 ? order : string.CompareOrdinal(a.Parcel, b.Parcel));
        return claims;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

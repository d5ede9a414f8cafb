using System.Buffers.Text;
using System.Text;
using CarbonSink.Geometry;

namespace CarbonSink.Gis;

/// <summary>Reads a geometry as well-known text into a buffer: x and y only; an SRID may stand before it.</summary>
/// <remarks>OGC 06-103r4 clause 7; the prefix SRID=4490; is PostGIS's.</remarks>
internal ref struct WellKnownTextGeometry(ReadOnlySpan<byte> text, GeometryBuffer shape)
{
    private readonly ReadOnlySpan<byte> text = text;
    private readonly GeometryBuffer shape = shape;
    private int at;

    /// <summary>What is wrong, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>The number before the geometry, or null.</summary>
    public int? ReferenceId { get; private set; }

    /// <summary>Reads the geometry; its kind, <see cref="GeometryKind.Unreadable"/> with a problem where it cannot be read.</summary>
    public GeometryKind Read()
    {
        shape.Clear();
        var word = Word();
        if (word == "SRID" && Accept((byte)'='))
        {
            if (Utf8Parser.TryParse(text[at..], out int id, out var digits))
                (ReferenceId, at) = (id, at + digits);
            if (!Accept((byte)';'))
                return Fail("SRID");
            word = Word();
        }

        if (word.Length == 0)
            return text[at..].IsEmpty ? GeometryKind.Null : Fail("?");
        var (kind, depth) = Type(word);
        if (kind == GeometryKind.Unreadable)
        {
            // Heights may be told within the word: POLYGONZ.
            var plain = word.TrimEnd('M').TrimEnd('Z');
            (kind, depth) = Type(plain);
            shape.HasHeights |= kind != GeometryKind.Unreadable;
            if (kind == GeometryKind.Unreadable)
                return Fail(word);
        }

        var next = Word();
        if (next is "Z" or "M" or "ZM")
        {
            shape.HasHeights = true;
            next = Word();
        }

        if (next == "EMPTY")
            return End() ? GeometryKind.Null : Fail(Rest());
        if (next.Length > 0)
            return Fail(next);
        Level(depth, kind == GeometryKind.Point);
        if (Problem is null && !End())
            Fail(Rest());
        return Problem is null ? kind : GeometryKind.Unreadable;
    }

    private static (GeometryKind Kind, int Depth) Type(string word) => word switch
    {
        "POINT" => (GeometryKind.Point, 1),
        "MULTIPOINT" => (GeometryKind.Point, 1),
        "LINESTRING" => (GeometryKind.Line, 1),
        "MULTILINESTRING" => (GeometryKind.Line, 2),
        "POLYGON" => (GeometryKind.Polygon, 2),
        "MULTIPOLYGON" => (GeometryKind.Polygon, 3),
        _ => (GeometryKind.Unreadable, 0),
    };

    /// <summary>A list in brackets, of lists or, at level one, of positions.</summary>
    private void Level(int depth, bool eachIsPart)
    {
        if (AcceptEmpty())
            return;
        if (!Accept((byte)'('))
        {
            Fail(Rest());
            return;
        }

        if (depth == 2)
            shape.BeginPolygon();
        do
        {
            if (depth > 1)
            {
                Level(depth - 1, eachIsPart);
                continue;
            }

            var bracketed = eachIsPart && Accept((byte)'('); // MULTIPOINT((1 2), (3 4))
            Position();
            if (bracketed && !Accept((byte)')'))
                Fail(Rest());
            if (eachIsPart)
                shape.EndPart();
        }
        while (Problem is null && Accept((byte)','));
        if (Problem is null && !Accept((byte)')'))
            Fail(Rest());
        if (depth == 1 && !eachIsPart)
            shape.EndPart();
    }

    private void Position()
    {
        if (!Number(out var x) || !Number(out var y))
        {
            Fail(Rest());
            return;
        }

        shape.Add(x, y);
        for (var more = 0; more < 2 && Number(out _); more++)
            shape.HasHeights = true;
    }

    private bool Number(out double value)
    {
        SkipSpace();
        if (!Utf8Parser.TryParse(text[at..], out value, out var length))
            return false;
        at += length;
        return true;
    }

    private bool AcceptEmpty()
    {
        var before = at;
        if (Word() == "EMPTY")
            return true;
        at = before;
        return false;
    }

    private string Word()
    {
        SkipSpace();
        var length = 0;
        while (at + length < text.Length && char.IsAsciiLetter((char)text[at + length]))
            length++;
        var word = Encoding.ASCII.GetString(text.Slice(at, Math.Min(length, 32))).ToUpperInvariant();
        at += length;
        return word;
    }

    private bool Accept(byte wanted)
    {
        SkipSpace();
        if (at == text.Length || text[at] != wanted)
            return false;
        at++;
        return true;
    }

    private bool End()
    {
        SkipSpace();
        return at == text.Length;
    }

    private void SkipSpace()
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            at++;
    }

    private readonly string Rest() => at == text.Length ? "…" : Encoding.Latin1.GetString(text.Slice(at, Math.Min(20, text.Length - at)));

    private GeometryKind Fail(string problem)
    {
        Problem ??= problem;
        return GeometryKind.Unreadable;
    }
}

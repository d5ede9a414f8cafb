using System.Buffers;
using CarbonSink.Findings;

namespace CarbonSink.Gis;

/// <summary>Finds where the values of a JSON text begin and end without holding more of it than one block. What lies inside a value is checked by who reads it.</summary>
internal sealed class JsonScanner
{
    private const int BlockBytes = 256 * 1024;
    private const int MostNested = 512;

    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> EndsLiteral = SearchValues.Create(" \t\r\n,:{}[]\"\u001E"u8);

    private readonly InputFile file;
    private readonly FileWindow window;
    private readonly byte[] open = new byte[MostNested];
    private long start;
    private int length;
    private int at;

    public JsonScanner(InputFile file)
    {
        this.file = file;
        window = file.Window(BlockBytes);
        Load(0);
        if (Block.StartsWith("\uFEFF"u8))
            at = 3;
    }

    /// <summary>Byte of the file that comes next.</summary>
    public long Position => start + at;

    private ReadOnlySpan<byte> Block => window.Read(start, length);

    /// <summary>The next byte, or −1 at the end of the file.</summary>
    public int Peek()
    {
        if (at == length && !Load(Position))
            return -1;
        return Block[at];
    }

    /// <summary>Passes over blanks and the record separators of text sequences (RFC 8142).</summary>
    public void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n' or 0x1E)
            at++;
    }

    /// <summary>Passes over the byte that must come next.</summary>
    public void Expect(byte wanted)
    {
        SkipSpace();
        if (Peek() != wanted)
            throw Broken($"'{(char)wanted}' ≠ {Shown(Peek())}");
        at++;
    }

    /// <summary>Passes over the byte if it comes next.</summary>
    public bool Accept(byte wanted)
    {
        SkipSpace();
        if (Peek() != wanted)
            return false;
        at++;
        return true;
    }

    /// <summary>Passes over a value; returns where it begins and how long it is.</summary>
    public (long Start, long Length) SkipValue()
    {
        SkipSpace();
        var from = Position;
        switch (Peek())
        {
            case -1:
                throw Broken("EOF");
            case '"':
                SkipString();
                break;
            case '{' or '[':
                SkipNested();
                break;
            default:
                SkipLiteral();
                break;
        }

        return (from, Position - from);
    }

    public RefusedInputException Broken(string what) => new(new Finding(SourceFindings.JsonBroken, file.Name, null, null, null, file.Name, $"{Position}", what));

    private static string Shown(int found) => found < 0 ? "EOF" : found is > 32 and < 127 ? $"'{(char)found}'" : $"0x{found:X2}";

    private void SkipNested()
    {
        var depth = 0;
        do
        {
            if (Peek() < 0)
                throw Broken("EOF");
            var next = Block[at..].IndexOfAny(Structure);
            if (next < 0)
            {
                at = length;
                continue;
            }

            at += next;
            var found = Block[at];
            if (found == '"')
            {
                SkipString();
                continue;
            }

            if (found is (byte)'{' or (byte)'[')
            {
                if (depth == MostNested)
                    throw Broken($"> {MostNested} {{ [");
                open[depth++] = (byte)(found + 2); // '{' + 2 = '}', '[' + 2 = ']'
            }
            else if (found != open[--depth])
            {
                throw Broken($"'{(char)open[depth]}' ≠ '{(char)found}'");
            }

            at++;
        }
        while (depth > 0);
    }

    private void SkipString()
    {
        at++;
        while (true)
        {
            if (Peek() < 0)
                throw Broken("EOF");
            var next = Block[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                at = length;
                continue;
            }

            at += next + 1;
            if (Block[at - 1] == '"')
                return;
            if (Peek() < 0)
                throw Broken("EOF");
            at++;
        }
    }

    private void SkipLiteral()
    {
        var from = Position;
        while (Peek() >= 0)
        {
            var next = Block[at..].IndexOfAny(EndsLiteral);
            at = next < 0 ? length : at + next;
            if (next >= 0)
                break;
        }

        if (Position == from)
            throw Broken(Shown(Peek()));
    }

    private bool Load(long from)
    {
        (start, at, length) = (from, 0, (int)Math.Min(BlockBytes, file.Length - from));
        if (length > 0)
            return true;
        length = 0;
        return false;
    }
}
